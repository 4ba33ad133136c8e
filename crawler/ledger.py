"""What discovery handed over against what each stage answered for, counted independently."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler.memory import (
    EXPORTED,
    FAILED,
    GONE,
    PUT_OFF,
    SETTLED,
    SKIPPED,
    UNCHANGED,
    Known,
    Page,
)
from crawler.memory.policy import DOUBTS, PAGE

_LEDGERS: "WeakKeyDictionary[Crawler, Ledger]" = WeakKeyDictionary()

KNOWN, WAITING = "known", "waiting"
"""Answers for links that are not requested: an earlier run has settled them; they have failed
and the pause is not over. SKIPPED: the site or the operator does not want it."""
OUTCOMES = (KNOWN, WAITING, SKIPPED, EXPORTED, UNCHANGED, GONE, SETTLED, FAILED)
FORBIDDEN = "Forbidden by robots.txt"
FULL = "sample is full"
SPENT = "daily budget spent"
STOPPED = "stopped: "
"""How the reason begins for which a run that ended early leaves the rest to another one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address."""

    state: str
    reason: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What a run found a site to be."""

    name: str
    why: str = ""
    """What speaks for it, in a few words; empty where nothing is to be done."""


@dataclass
class Ledger:
    """The books of one run."""

    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id of an article's address -> (site, section) in which discovery first found it."""
    urls: dict[str, str] = field(default_factory=dict)
    """Id of an address that was requested -> the address."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """Id of an article's address -> what became of it."""
    again: set[str] = field(default_factory=set)
    """Ids of addresses that gave no article in an earlier run, and are tried again."""
    looks: set[str] = field(default_factory=set)
    """Ids of addresses that are asked for because they are due, not because a listing names them."""
    named: set[str] = field(default_factory=set)
    """Those of them that a listing of this run names all the same."""
    read: set[str] = field(default_factory=set)
    """Sites that are up: a listing was read that names articles."""
    cut: dict[tuple[str, str], int] = field(default_factory=dict)
    """(site, section) that has more pages than a run may read -> how many it may."""
    cut_before: dict[tuple[str, str], int] = field(default_factory=dict)
    """The same of sections that were read to where the run before had begun, which was cut."""
    fetched: set[str] = field(default_factory=set)
    """Ids of addresses that were answered with a page."""
    written: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(site, section) -> lines read back from the published feed."""
    validators: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """Id of an address -> its ETag and Last-Modified."""
    listings: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(site, section) -> listings, feeds and sitemaps read."""
    kinds: dict[tuple[str, str], str] = field(default_factory=dict)
    """(site, section) -> `section`, `feed`, `sitemap` or `other`, as its first page shows."""
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    """(site, section) -> links to articles on its first page."""
    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Site -> why listings could not be read."""
    broken_sections: set[tuple[str, str]] = field(default_factory=set)
    """(site, section)s of which a listing could not be read."""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """Site -> what the report has come to."""
    given_up: list[Known] = field(default_factory=list)
    """Pages that have failed so often that this run has settled them."""
    articles: Counter[str] = field(default_factory=Counter)
    """Site -> articles exported, without tombstones."""
    filled: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Site -> field -> exported articles that have it."""

    _shared: dict[Any, Any] = field(default_factory=dict)
    """One tuple for all addresses of a section, one Answer for all that end alike."""

    @classmethod
    def of(cls, crawler: Crawler) -> "Ledger":
        """The ledger of `crawler`'s run."""
        return _LEDGERS.setdefault(crawler, cls())

    def find(self, identity: str, site: str, section: str) -> None:
        """Discovery has handed over the address `identity`."""
        key = (site, section)
        self.found[identity] = self._shared.setdefault(key, key)

    def answer(self, identity: str, state: str, reason: str | None = None) -> None:
        """Say what became of the address `identity`; an export is never taken back."""
        before = self.answers.get(identity)
        if before is None or before.state != EXPORTED:
            answer = Answer(state, reason)
            self.answers[identity] = self._shared.setdefault(answer, answer)

    def unwritten(self, identity: str) -> None:
        """Take an export back: its line did not reach the feed."""
        self.answers[identity] = Answer(FAILED, "not written")

    def leave_out_the_rest(self, reason: str) -> None:
        """Answer for all that discovery handed over and the run, closed early, did not fetch."""
        for identity in self.found:
            if identity not in self.answers:
                self.answer(identity, SKIPPED, reason)

    def pages(self, identities: Mapping[str, str]) -> list[Page]:
        """What the memory should learn. `identities`: host of a site -> its `identity`."""
        pages = []
        for identity, answer in self.answers.items():
            state = _to_learn(answer)
            if state is None:
                continue
            site, section = self.found.get(identity, (None, None))
            etag, modified = self.validators.get(identity, (None, None))
            reason = answer.reason
            if state == FAILED and site not in self.read and PAGE.fullmatch(reason or ""):
                reason = f"site down: {reason}"  # then no page speaks for itself
            told = Page(
                identity,
                state,
                reason,
                url=self.urls.get(identity),
                site=identities.get(site or ""),
                section=section,
                etag=etag,
                last_modified=modified,
            )
            pages.append(told)
        return pages

    def by_site(self) -> dict[str, "Ledger"]:
        """Site -> the books of its own; of sites of which anything is written."""
        books: dict[str, Ledger] = defaultdict(Ledger)
        for identity, key in self.found.items():
            book = books[key[0]]
            book.found[identity] = key
            if identity in self.answers:
                book.answers[identity] = self.answers[identity]
            for name in ("fetched", "again", "looks", "named"):
                if identity in getattr(self, name):
                    getattr(book, name).add(identity)
        for key, count in self.listings.items():
            books[key[0]].listings[key] = count
        for key, count in self.links.items():
            books[key[0]].links[key] = count
        for site, reasons in self.broken.items():
            books[site].broken[site] = reasons
        for site, count in self.articles.items():
            books[site].articles[site] = count
            books[site].filled[site] = self.filled[site]
        return books

    def walked(self) -> set[tuple[str, str]]:
        """(site, section)s of which every listing was read and no link left for another run."""
        open_ones = set()
        for identity, key in self.found.items():
            answer = self.answers.get(identity)
            if answer is None or (answer.state == SKIPPED and answer.reason != FORBIDDEN):
                open_ones.add(key)
        bare = {key for key, count in self.links.items() if not count}
        return set(self.listings) - self.broken_sections - bare - open_ones

    def listed(self) -> bool:
        """True where a listing of this run has named an article."""
        return any(id not in self.looks or id in self.named for id in self.found)

    def barren(self) -> int:
        """How many pages that are new gave no article, though they answered: so does a redesign."""
        old = self.again | self.looks
        return sum(
            answer.state == SETTLED and DOUBTS.fullmatch(answer.reason or "") is not None
            for identity, answer in self.answers.items()
            if identity not in old
        )

    def reasons(self, state: str) -> dict[str, int]:
        """Reason -> how many addresses ended in `state` for it, most frequent first."""
        return _counted(answer for answer in self.answers.values() if answer.state == state)

    def sections(self) -> list[dict[str, Any]]:
        """One row per section: what was handed over, what each stage answered for, the rest."""
        members: dict[tuple[str, str], list[str]] = {key: [] for key in self.listings}
        for identity, key in self.found.items():
            members.setdefault(key, []).append(identity)
        return [self._row(*key, identities) for key, identities in members.items()]

    def _row(self, site: str, section: str, identities: list[str]) -> dict[str, Any]:
        answers = [self.answers[id] for id in identities if id in self.answers]
        states = Counter(answer.state for answer in answers)
        return {
            "site": site,
            "section": section,
            "kind": self.kinds.get((site, section), "section"),
            "listings": self.listings[site, section],
            "found": len(identities),
            "fetched": sum(id in self.fetched for id in identities),
            **{state: states[state] for state in OUTCOMES},
            "written": self.written[site, section],
            "unaccounted": len(identities) - len(answers),
            "reasons": {
                state: _counted(answer for answer in answers if answer.state == state)
                for state in (SKIPPED, WAITING, SETTLED, FAILED)
                if states[state]
            },
        }


def _to_learn(answer: Answer) -> str | None:
    """What the memory shall take an answer for; None for what teaches it nothing."""
    if answer.state in (KNOWN, WAITING):
        return None
    if answer.state != SKIPPED or answer.reason == FORBIDDEN:
        return answer.state
    return PUT_OFF if is_put_off(answer.reason) else None


def is_put_off(reason: str | None) -> bool:
    """True for the reason of what a run had no time or no budget for."""
    return reason == SPENT or (reason or "").startswith(STOPPED)


def _counted(answers: Iterable[Answer]) -> dict[str, int]:
    return dict(Counter(answer.reason or "unknown" for answer in answers).most_common())
