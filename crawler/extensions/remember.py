"""Seen means written: the memory learns only what has been published."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from sqlalchemy.exc import SQLAlchemyError
from twisted.python.failure import Failure

from crawler.exceptions import IncompleteArticle, SampleFull
from crawler.feeds import BrokenFeed, addresses_of, local_path, names_of_feeds, salvage
from crawler.items import Article
from crawler.ledger import FULL, Ledger
from crawler.memory import EXPORTED, FAILED, SETTLED, SKIPPED
from crawler.memory.lines import COMPARED, BrokenLine
from crawler.revisit import open_memory
from crawler.run import Run

logger = logging.getLogger(__name__)

COUNTED = ("lead", "body", "images", "authors", "published", "section", "dateline", "tags")
"""Fields whose share among a site's articles is watched: one that drops is a sign of drift."""


Confirm = Callable[[Path], None]
"""Takes a published feed; raises unless all its lines are held. The same feed may come again."""


class Unconfirmed(OSError):
    """A sink does not hold a feed, so its articles do not count as seen."""


READ_BACK = {"id", "url", "site", "content_hash", "published", "revision", "deleted", *COMPARED}
"""Fields of a line without which the memory cannot tell what was published, nor what changes."""


def confirmations(settings: BaseSettings) -> list[Confirm]:
    """The sinks of `FEED_CONFIRMATIONS`, each bound to the settings. Raises ValueError for what
    cannot be loaded."""
    found: list[Confirm] = []
    for path in settings.getlist("FEED_CONFIRMATIONS"):
        try:
            found.append(partial(load_object(path), settings=settings))
        except (ImportError, NameError, TypeError, ValueError) as error:
            raise ValueError(f"FEED_CONFIRMATIONS={path}: {error}") from error
    return found


def check_feed(run: Run, settings: BaseSettings) -> None:
    """Raises ValueError where the memory could not read the run's own feed back."""
    feeds = zip(addresses_of(run, settings), settings["FEEDS"].values(), strict=True)
    own = [options for uri, options in feeds if local_path(uri) == run.feed.absolute()]
    if not own:
        raise ValueError(f"FEEDS: none of them is {run.feed}, which the memory reads")
    fields = own[0].get("fields") or settings.getdictorlist("FEED_EXPORT_FIELDS")
    same = {name for name in fields if not isinstance(fields, dict) or fields[name] == name}
    if fields and (lacking := READ_BACK - same):
        raise ValueError(f"FEED_EXPORT_FIELDS: the memory needs {', '.join(sorted(lacking))}, too")


def confirm(feed: Path, confirmations: Sequence[Confirm]) -> None:
    """Every sink holds `feed`, or this raises Unconfirmed."""
    for holds in confirmations:
        try:
            holds(feed)
        except Exception as error:  # whatever it raises: it does not hold the feed
            raise Unconfirmed(f"{feed.name} is not held by a sink: {error}") from error


def recover(run: Run, settings: BaseSettings) -> list[str]:
    """Publish what killed runs left; confirm and mark every feed that the memory does not know.

    Only the holder of the spider's lock may call this. Returns the names of the marked feeds.
    Raises Unconfirmed where a sink does not hold one of them, BrokenFeed where one is not whole.
    """
    folder = run.feed.parent
    folder.mkdir(parents=True, exist_ok=True)
    with open_memory(run, settings) as memory:
        salvage(folder)
        known = memory.feeds()
        lost = [folder / name for name in names_of_feeds(folder) if name not in known]
        for feed in lost:
            confirm(feed, confirmations(settings))
            try:
                memory.remember((), feed)
            except BrokenLine as error:
                raise BrokenFeed(str(error)) from error
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

    def item_scraped(self, item: Article, response: Response | Failure | None) -> None:
        """The item went through every pipeline."""
        self._answer(response, EXPORTED)
        arguments = _arguments(response)
        if "identity" in arguments and item.id:
            if item.id != arguments["identity"]:
                self.aliases[arguments["identity"]] = item.id
            if not item.deleted:
                filled = (name for name in COUNTED if getattr(item, name))
                host = arguments["site"].host
                self.ledger.articles[host] += 1
                self.ledger.filled[host].update(filled)

    def item_dropped(
        self, item: Article, response: Response | Failure | None, exception: Exception
    ) -> None:
        """A pipeline refused the item: an incomplete page gets another try, others do not."""
        if isinstance(exception, SampleFull):
            self._answer(response, SKIPPED, FULL)
        else:
            state = FAILED if isinstance(exception, IncompleteArticle) else SETTLED
            self._answer(response, state, type(exception).__name__)

    def item_error(self, item: Article, response: Response | Failure | None) -> None:
        """A pipeline broke."""
        self._answer(response, FAILED, "pipeline error")
        self._count("crashes/pipeline")

    def _answer(
        self, response: Response | Failure | None, state: str, reason: str | None = None
    ) -> None:
        identity = _arguments(response).get("identity")
        if identity is not None:
            self.ledger.answer(identity, state, reason)

    def feeds_closed(self) -> None:
        """Tell the memory what was published and what was settled without a line."""
        if self.run.trial:
            return
        published = self.run.feed if self.run.feed.exists() else None
        sites = getattr(self.crawler.spider, "sites", ())
        pages = self.ledger.pages({site.host: site.identity for site in sites})
        try:
            if published:
                confirm(published, confirmations(self.crawler.settings))
            with open_memory(self.run, self.crawler.settings) as memory:
                written = memory.remember(pages, published, self.aliases)
                self.ledger.given_up = memory.given_up
        except (Unconfirmed, SQLAlchemyError):
            # the next run hands over and reads the feed again, so nothing is lost or doubled
            logger.exception("%s is published but not remembered", self.run.feed)
            self._count("storage/memory_failed")
            return
        for page in pages:
            if page.state == EXPORTED and self.aliases.get(page.id, page.id) in written:
                self.ledger.written[self.ledger.found[page.id]] += 1
            elif page.state == EXPORTED:
                self.ledger.unwritten(page.id)
                self._count("storage/unwritten")

    def _count(self, stat: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(stat)


def _arguments(response: Response | Failure | None) -> dict[str, Any]:
    """The arguments of the request that an item came from, with a page or without."""
    request = getattr(response, "request", None)
    return request.cb_kwargs if request is not None else {}
