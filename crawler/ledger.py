"""What discovery handed over against what each stage answered for, counted independently."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler.memory import EXPORTED, FAILED, Page

_LEDGERS: "WeakKeyDictionary[Crawler, Ledger]" = WeakKeyDictionary()

KNOWN = "known"
SKIPPED = "skipped"


@dataclass
class Ledger:
    """The books of one run."""

    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id of an article's address -> (site, section) in which discovery first found it."""
    answers: dict[str, Page] = field(default_factory=dict)
    """Id of an article's address -> what became of it."""
    fetched: set[str] = field(default_factory=set)
    """Ids of addresses that were answered with a page."""
    listings: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(site, section) -> listings, feeds and sitemaps read."""
    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Site -> why listings could not be read."""

    @classmethod
    def of(cls, crawler: Crawler) -> "Ledger":
        """The ledger of `crawler`'s run."""
        return _LEDGERS.setdefault(crawler, cls())

    def answer(self, identity: str, state: str, reason: str | None = None) -> None:
        """Say what became of the address `identity`; an export is never taken back."""
        before = self.answers.get(identity)
        if before is None or before.state != EXPORTED:
            self.answers[identity] = Page(identity, state, reason)

    def unwritten(self, identity: str) -> None:
        """Take an export back: its line did not reach the feed."""
        self.answers[identity] = Page(identity, FAILED, "not written")

    def leave_out_the_rest(self, reason: str) -> None:
        """Answer for all that discovery handed over and the run, closed early, did not fetch."""
        for identity in self.found:
            if identity not in self.answers:
                self.answer(identity, SKIPPED, reason)

    def pages(self) -> list[Page]:
        """What the memory should learn besides the feed's articles."""
        states = (KNOWN, SKIPPED)
        return [page for page in self.answers.values() if page.state not in states]

    def reasons(self, state: str) -> dict[str, int]:
        """Reason -> how many addresses ended in `state` for it, most frequent first."""
        reasons = (
            page.reason or "unknown" for page in self.answers.values() if page.state == state
        )
        return dict(Counter(reasons).most_common())

    def sections(self) -> list[dict[str, object]]:
        """One row per section: found, known, fetched, exported, dropped, failed, unaccounted."""
        rows: dict[tuple[str, str], Counter[str]] = {key: Counter() for key in self.listings}
        for identity, key in self.found.items():
            row = rows.setdefault(key, Counter())
            row["found"] += 1
            row["fetched"] += identity in self.fetched
            page = self.answers.get(identity)
            row[page.state if page else "unaccounted"] += 1
        names = (
            "found",
            KNOWN,
            SKIPPED,
            "fetched",
            EXPORTED,
            "settled",
            FAILED,
            "unaccounted",
        )
        return [
            {"site": site, "section": section, "listings": self.listings[site, section]}
            | {name: row[name] for name in names}
            for (site, section), row in rows.items()
        ]
