"""What earlier runs make needless: known articles, unchanged listings, the pages behind them.

`Revisits` stands between spider and `Accounts`: it sees everything that the spider hands over.
"""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from sqlalchemy.exc import SQLAlchemyError

from crawler.items import Article
from crawler.ledger import KNOWN, WAITING, Ledger
from crawler.looks import SecondLooks
from crawler.memory import (
    DELETED,
    EXPORTED,
    FAILED,
    SETTLED,
    SKIPPED,
    UNCHANGED,
    Known,
    Memory,
    Policy,
    StoredListing,
)
from crawler.memory.policy import FORGOTTEN
from crawler.revisions import following, revised
from crawler.run import Run

logger = logging.getLogger(__name__)

HELD = 4_000_000
"""Bytes of packed listings that wait for being written."""
_REVISITS: "WeakKeyDictionary[Crawler, Revisits]" = WeakKeyDictionary()


def policy_of(settings: BaseSettings) -> Policy:
    """The pauses that the settings ask for."""
    hours = [timedelta(hours=float(number)) for number in settings.getlist("SECOND_LOOKS_HOURS")]
    return Policy(looks=hours, recent=timedelta(days=settings.getint("RECENT_DAYS")))


def open_memory(run: Run, settings: BaseSettings) -> Memory:
    """The memory of the run's spider, at the moment of its start."""
    return Memory(settings["MEMORY_URL"], run.spider, now=run.started, policy=policy_of(settings))


class Revisits:
    """Spider middleware: known articles are not requested, old ones are looked at when due."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.ledger = Ledger.of(crawler)
        self.memory = None if self.run.trial else open_memory(self.run, crawler.settings)
        hours = crawler.settings.getfloat("LISTING_TRUST_HOURS")
        self.trusted_since = self.run.started - timedelta(hours=hours)
        """A listing read before this moment is asked for whole."""
        bound = crawler.settings.getint("PAGES_PER_SECTION")
        self.walked = self.memory.walked(bound) if self.memory else {}
        self.known: dict[str, Known] = {}
        self.looks = SecondLooks(crawler, self.known)
        self.listings: dict[str, StoredListing] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> "Revisits":
        """The one of `crawler`."""
        if crawler not in _REVISITS:
            _REVISITS[crawler] = cls(crawler)
            crawler.signals.connect(_REVISITS[crawler].spider_closed, signals.spider_closed)
            crawler.signals.connect(_REVISITS[crawler].looks.spider_idle, signals.spider_idle)
        return _REVISITS[crawler]

    from_crawler = of

    def keep(self, url: str, listing: StoredListing) -> None:
        """Let the next run ask for the listing at `url` only in case that it has changed."""
        self.listings[url] = listing
        if sum(len(one.packed) for one in self.listings.values()) > HELD:
            self._write_listings()

    def spider_closed(self) -> None:
        """Keep the listings for the next run."""
        if self.memory:
            self._write_listings()
            self.memory.close()

    def _write_listings(self) -> None:
        assert self.memory
        try:
            self.memory.remember_listings(self.listings, self.trusted_since)
        except SQLAlchemyError:  # the next run asks for them whole
            logger.exception("the listings could not be kept")
            self._count("storage/memory_failed")
        self.listings.clear()

    @property
    def whole(self) -> bool:
        """True for a plain run over all that a site lists: no range, section, sample or trial."""
        spider = self.crawler.spider
        narrow = (getattr(spider, name, None) for name in ("range", "sample", "section"))
        return self.memory is not None and not any(narrow)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """What is due is chosen first, so that no listing adds it, but asked for last: when the
        listings tell how the site fares."""
        due = list(self.looks.requests(self.memory)) if self.memory and self.whole else []
        async for output in start:
            yield output
        for request in due:
            yield request

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Look up what a listing links; compare what a second look has brought."""
        if "page" not in response.cb_kwargs:
            async for output in result:
                if isinstance(output, Article):
                    with self._must_answer():
                        output = self._compared(output, response)
                elif isinstance(output, Request):  # a further part, which may change on its own
                    self.ledger.validators.pop(response.cb_kwargs["identity"], None)
                if output is not None:
                    yield output
            return
        outputs = [output async for output in result]
        ids = [id for output in outputs if (id := _identity(output)) is not None]
        site, section = response.cb_kwargs["site"], response.cb_kwargs["section"]
        with self._must_answer():
            self._look_up(ids)
            rest = self._resting(outputs, site.identity) if ids and self.whole else set()
        if response.cb_kwargs["page"] == 1 and self.whole:
            self.ledger.links[site.host, section] = len(set(ids))
        walked, cut = self.walked.get((site.identity, section), (None, None))
        ended = self.whole and self._is_old(ids, walked)
        if ended and cut:
            self.ledger.cut_before[site.host, section] = cut
        for output in outputs:
            # a front page hands over other sections, which may have news of their own
            if not (ended and _follows(output, section)) and _shown_section(output) not in rest:
                yield output

    def answer_for(self, identity: str) -> tuple[str, str | None] | None:
        """How the ledger answers for a link that need not be followed; None for one that must."""
        known = self.known.get(identity)
        if known is None or known.is_to_fetch(self.run.started):
            return None
        if led := known.leads_to:  # what a listing says of the address holds for the article
            self.ledger.named |= self.ledger.looks & {led}
            article = self.known.get(led)
            if article and article.state == DELETED and article.is_to_fetch(self.run.started):
                return None
        if known.state == FAILED:
            return WAITING, known.reason
        return (SKIPPED, known.reason) if known.state == SKIPPED else (KNOWN, None)

    def _look_up(self, ids: Iterable[str]) -> None:
        if self.memory is None:
            return
        unknown = [identity for identity in dict.fromkeys(ids) if identity not in self.known]
        found = self.memory.states(unknown)
        led = {one.leads_to for one in found.values()} - {None, *self.known}
        if led:
            found |= self.memory.states(identity for identity in led if identity)
        self.known.update(found)

    def _resting(self, outputs: Sequence[Any], site: str) -> set[str | None]:
        """Sections that a front page names and that have lately brought nothing: an undescribed
        site may show a hundred, and hourly runs would spend its budget on them."""
        assert self.memory
        if not any(map(_shown_section, outputs)):
            return set()
        hours = self.crawler.settings.getfloat("QUIET_SECTIONS_HOURS")
        lately = self.run.started - timedelta(hours=hours)
        return set(self.memory.resting(site, lately))

    @contextmanager
    def _must_answer(self) -> Iterator[None]:
        """A memory that does not answer ends the crawl."""
        try:
            yield
        except SQLAlchemyError as error:
            logger.exception("the memory does not answer")
            self._count("storage/memory_failed")
            raise CloseSpider("storage") from error

    def _count(self, stat: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(stat)

    def _is_old(self, ids: list[str], walked: datetime | None) -> bool:
        """True where nothing new can follow: all was known to a run that read on to the end."""
        if not ids or walked is None:
            return False
        return all(id in self.known and self.known[id].first_seen <= walked for id in ids)

    def _compared(self, article: Article, response: Response) -> Article | None:
        """The article where it is new, or a revision; else the ledger has its answer."""
        identity = response.cb_kwargs.get("identity")
        if article.id is None or identity is None or article.deleted:
            return article
        look: Known | None = response.meta.get("look")
        if look is None:
            if article.id != identity:
                self._look_up([article.id])
            known = self.known.get(article.id)
            if known is None:
                return article
            if known.state != EXPORTED or known.reason == FORGOTTEN:
                return self._numbered(article, known)
            self.ledger.answer(identity, SETTLED, "already exported")
            return None
        if article.id != look.id:
            self.ledger.answer(identity, FAILED, "leads to another article")
            return None
        revision = revised(article, look)
        if revision is None:
            self.ledger.answer(identity, UNCHANGED)
        return revision

    def _numbered(self, article: Article, state: Known) -> Article:
        """The article as the next revision of what was forgotten or had vanished; as it is where
        it was never in a feed."""
        assert self.memory
        known = self.memory.known([state.id]).get(state.id, state)
        return following(article, known) if known.state in (EXPORTED, DELETED) else article


def _identity(output: Any) -> str | None:
    """The id that a request for an article carries."""
    return output.cb_kwargs.get("identity") if isinstance(output, Request) else None


def _follows(output: Any, section: str) -> bool:
    """True for a request for a further page of the same section."""
    arguments = output.cb_kwargs if isinstance(output, Request) else {}
    return "page" in arguments and arguments["section"] == section


def _shown_section(output: Any) -> str | None:
    """The section that a front page names, of a request for its first page."""
    first = isinstance(output, Request) and output.cb_kwargs.get("page") == 1
    return output.cb_kwargs["section"] if first else None
