"""Seen means written: the memory learns only what has been published."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from sqlalchemy.exc import SQLAlchemyError

from crawler.feeds import salvage
from crawler.items import Article
from crawler.ledger import Ledger
from crawler.memory import EXPORTED, FAILED, SETTLED, Memory
from crawler.run import Run

logger = logging.getLogger(__name__)


Confirm = Callable[[Path], None]
"""Takes a published feed; raises unless all its lines are held. The same feed may come again."""


class Unconfirmed(OSError):
    """A sink does not hold a feed, so its articles do not count as seen."""


def confirmations(settings: BaseSettings) -> list[Confirm]:
    """The sinks of `FEED_CONFIRMATIONS`, each bound to the settings."""
    paths = settings.getlist("FEED_CONFIRMATIONS")
    return [partial(load_object(path), settings=settings) for path in paths]


def confirm(feed: Path, confirmations: Sequence[Confirm]) -> None:
    """Every sink holds `feed`, or this raises Unconfirmed."""
    for holds in confirmations:
        try:
            holds(feed)
        except Exception as error:  # whatever it raises: it does not hold the feed
            raise Unconfirmed(f"{feed.name} is not held by a sink: {error}") from error


def recover(run: Run, memory_url: str, confirmations: Sequence[Confirm] = ()) -> list[str]:
    """Publish what killed runs left; confirm and mark every feed that the memory does not know.

    Only the holder of the spider's lock may call this. Returns the names of the marked feeds.
    Raises Unconfirmed where a sink does not hold one of them.
    """
    folder = run.feed.parent
    folder.mkdir(parents=True, exist_ok=True)
    memory = Memory(memory_url, run.spider)
    try:
        salvage(folder)
        known = memory.feeds()
        lost = [feed for feed in sorted(folder.glob("*.jsonl")) if feed.name not in known]
        for feed in lost:
            confirm(feed, confirmations)
            memory.remember((), feed)
    finally:
        memory.close()
    return [feed.name for feed in lost]


class Remember:
    """Marks the published feed's articles once the feed lies under its final name."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.ledger = Ledger.of(crawler)
        self.aliases: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Remember":
        if crawler.spidercls.name is None:
            raise NotConfigured
        extension = cls(crawler)
        connect = crawler.signals.connect
        connect(extension.item_scraped, signal=signals.item_scraped)
        connect(extension.item_dropped, signal=signals.item_dropped)
        connect(extension.item_error, signal=signals.item_error)
        connect(extension.feeds_closed, signal=signals.feed_exporter_closed)
        return extension

    def item_scraped(self, item: Article, response: Response | None) -> None:
        """The item went through every pipeline."""
        self._answer(response, EXPORTED)
        if response is not None and "identity" in response.cb_kwargs and item.id:
            self.aliases[response.cb_kwargs["identity"]] = item.id

    def item_dropped(self, item: Article, response: Response | None, exception: Exception) -> None:
        """A pipeline refused the item: an incomplete page gets another try, others do not."""
        reason = type(exception).__name__
        self._answer(response, FAILED if reason == "IncompleteArticle" else SETTLED, reason)

    def item_error(self, item: Article, response: Response | None) -> None:
        """A pipeline broke."""
        self._answer(response, FAILED, "pipeline error")

    def _answer(self, response: Response | None, state: str, reason: str | None = None) -> None:
        if response is not None and "identity" in response.cb_kwargs:
            self.ledger.answer(response.cb_kwargs["identity"], state, reason)

    def feeds_closed(self) -> None:
        """Tell the memory what was published and what was settled without a line."""
        if self.run.trial:
            return
        published = self.run.feed if self.run.feed.exists() else None
        pages = [page for page in self.ledger.pages() if page.state != EXPORTED]
        try:
            if published:
                confirm(published, confirmations(self.crawler.settings))
            memory = Memory(self.crawler.settings["MEMORY_URL"], self.run.spider)
            written = memory.remember(pages, published, self.aliases)
            memory.close()
        except (Unconfirmed, SQLAlchemyError):
            # the next run hands over and reads the feed again, so nothing is lost or doubled
            logger.exception("%s is published but not remembered", self.run.feed)
            self._count("storage/memory_failed")
            return
        for identity, article in self.aliases.items():
            if article not in written:
                self.ledger.unwritten(identity)
                self._count("storage/unwritten")

    def _count(self, stat: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(stat)
