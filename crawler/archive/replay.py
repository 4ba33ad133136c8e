"""Replay: the real spider over an archive, without the network.

`REPLAY` names WARC files by a pattern (`data/archive/nhandan/*.warc.gz`); the add-on puts a
download handler in the place of Scrapy's own for http and https.
"""

import asyncio
import glob
import heapq
import os
from collections import Counter
from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.archive.index import Index, fill
from crawler.archive.reading import read_response
from crawler.archive.records import Capture
from crawler.middlewares.backoff import Backoff

_REPLAYS: "WeakKeyDictionary[Crawler, Replay]" = WeakKeyDictionary()
_STILL = 6
"""Turns of the event loop without any change after which the crawl only waits for us."""

_ALL = 10**9
"""Every request waits for its turn here, none in a queue before."""

_LAST = ("\uffff", 0)


class ReplayAddon:
    """Scrapy add-on: with `REPLAY` set, the archive answers in the network's stead."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Nothing is fetched, throttled or archived."""
        if not settings.get("REPLAY"):
            raise NotConfigured
        handler = "crawler.archive.replay.ReplayHandler"
        for name, value in {
            "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
            "DOWNLOAD_DELAY": 0,
            "DOWNLOAD_SLOTS": {},
            "AUTOTHROTTLE_ENABLED": False,
            "CONCURRENT_REQUESTS": _ALL,
            "CONCURRENT_REQUESTS_PER_DOMAIN": _ALL,
            "ARCHIVE": "0",
        }.items():
            settings.set(name, value, priority="cmdline")
        middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES")
        middlewares["crawler.archive.replay.Unhurried"] = middlewares.pop(
            "crawler.middlewares.backoff.Backoff"
        )
        middlewares.pop("crawler.archive.capture.Capture")  # the handler has the true moments
        settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
        extensions = settings.getdict("EXTENSIONS")
        extensions["crawler.extensions.crawldelay.CrawlDelay"] = None
        settings.set("EXTENSIONS", extensions, priority="cmdline")


class Unhurried(Backoff):
    """Counts failures of a host as the crawl did; nobody has to be left in peace."""

    def _pause(self, key: str, seconds: float) -> None:
        """Go on at once."""


class ReplayHandler(BaseDownloadHandler):
    """Download handler: answers from the archive."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """The response on record. Raises IgnoreRequest for an address that is not archived."""
        return await Replay.of(self.crawler).answer(request)


class Replay:
    """Answers the requests of one crawl in the order in which the archive was written.

    A crawl's requests follow from the responses and their order. So the next response of the
    first run is always the earliest on record among those that are waited for, once the crawl
    has done all it can with the one before; that makes the feed the same, line for line. What is
    not archived comes when nothing else is waited for.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.index = open_index(crawler.settings["REPLAY"])
        self.asked: Counter[str] = Counter()
        self.waiting: list[tuple[str, int, int, asyncio.Future[None]]] = []
        self.pump: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, crawler: Crawler) -> "Replay":
        """The replay of `crawler`; the same one each time it is asked for."""
        if crawler not in _REPLAYS:
            _REPLAYS[crawler] = cls(crawler)
        return _REPLAYS[crawler]

    async def answer(self, request: Request) -> Response:
        """The response on record for `request`, in its turn."""
        capture = self._next(request.url)
        turn = asyncio.get_running_loop().create_future()
        place = (str(capture.path), capture.offset) if capture else _LAST
        heapq.heappush(self.waiting, (*place, id(turn), turn))
        if self.pump is None or self.pump.done():
            self.pump = asyncio.ensure_future(self._deliver())
        await turn
        return self._response(request, capture)

    def _next(self, url: str) -> Capture | None:
        """Each ask gets the next capture of the address; the last one is repeated."""
        found = self.index.of(url)
        self.asked[url] += 1
        return found[min(self.asked[url], len(found)) - 1] if found else None

    def _response(self, request: Request, capture: Capture | None) -> Response:
        original = self.index.original_of(capture) if capture else None
        if capture is None or original is None:
            self._count("replay/not_archived")
            raise IgnoreRequest("not archived")
        if capture.status == 304:  # who asks now has no earlier version in hand
            capture = original
        response = read_response(original)
        request.meta["fetched"], request.meta["record"] = capture.date, capture.record
        self._count("replay/answered")
        return response.replace(url=request.url)

    async def _deliver(self) -> None:
        while self.waiting:
            await self._stillness()
            *_, turn = heapq.heappop(self.waiting)
            if not turn.done():
                turn.set_result(None)

    async def _stillness(self) -> None:
        still, before = 0, self._state()
        while still < _STILL:
            await asyncio.sleep(0)
            now = self._state()
            still = still + 1 if now == before else 0
            before = now

    def _state(self) -> tuple[int, ...]:
        """What changes while the crawl is busy with a response."""
        engine = self.crawler.engine
        assert engine and engine.scraper.slot
        slots = engine.downloader.slots.values()
        return (
            len(self.waiting),
            len(engine.downloader.active),
            sum(len(slot.queue) for slot in slots),
            engine.scraper.slot.active_size,
            len(engine.scraper.slot.active),
            len(engine.scheduler or ()),  # type: ignore[arg-type]
        )

    def _count(self, stat: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(stat)


def open_index(pattern: str) -> Index:
    """An index of the WARC files that `pattern` names. Raises ValueError if there are none."""
    return fill(Index(), warcs(pattern))


def warcs(pattern: str) -> list[Path]:
    """The WARC files that `pattern` names. Raises ValueError if there are none, or others."""
    files = matching(pattern)
    if not files:
        raise ValueError(f"{pattern}: there is no such file")
    for file in files:
        if not file.name.endswith((".warc", ".warc.gz")):
            raise ValueError(f"{pattern}: {file.name} is no WARC file")
    return files


def matching(pattern: str) -> list[Path]:
    """The files that a pattern with `*`, `?` and `**` names, sorted; a path that is there names
    itself, whatever stands in it."""
    if os.path.lexists(pattern):
        return [Path(pattern)]
    return sorted(Path(name) for name in glob.glob(pattern, recursive=True))
