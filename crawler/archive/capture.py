"""Each response is stamped with its moment and, with ARCHIVE on, goes to the archive."""

import logging
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakSet

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.httpobj import urlparse_cached

from crawler.archive.writing import Archive
from crawler.run import Run
from crawler.site import Site

logger = logging.getLogger(__name__)


class Capture:
    """Downloader middleware next to the downloader: sees every hop as it was sent.

    Sets `meta["fetched"]` (aware UTC moment, whole seconds) and, where an archive is kept,
    `meta["record"]` (WARC-Record-ID). A response that cannot be archived is refused and ends the
    crawl: no article may name a page that nobody can look up.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.archive = open_archive(crawler)
        self.downloaded: WeakSet[Response] = WeakSet()
        crawler.signals.connect(self.response_downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Capture":
        return cls(crawler)

    def response_downloaded(self, response: Response) -> None:
        """It came from the network; other middlewares may answer in its stead."""
        self.downloaded.add(response)

    def process_request(self, request: Request) -> None:
        """Ask for bodies that every reader of archives unpacks: warcio stumbles over br."""
        if self.archive is not None:
            request.headers["Accept-Encoding"] = "gzip, deflate"

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, on record."""
        moment = datetime.now(UTC).replace(microsecond=0)
        request.meta["fetched"] = moment
        request.meta.pop("record", None)  # of the page that led here
        if self.archive is not None and response in self.downloaded:
            try:
                record = self.archive.write(
                    request, response, moment, role_of(request), site_of(request)
                )
                request.meta["record"] = record
            except (OSError, sqlite3.Error) as error:
                raise self._stop(error) from error
        return response

    def _stop(self, error: Exception) -> IgnoreRequest:
        assert self.crawler.stats and self.crawler.engine
        if not self.crawler.stats.get_value("storage/archive_failed"):
            logger.error("the archive cannot be written, the crawl ends: %s", error)
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="archive_failed"))
        self.crawler.stats.inc_value("storage/archive_failed")
        return IgnoreRequest("archive cannot be written")

    def spider_closed(self) -> None:
        """No response comes any more."""
        if self.archive is not None:
            self.archive.close()


def open_archive(crawler: Crawler) -> Archive | None:
    """The archive that `crawler` writes, if any; a trial keeps one only when asked on its own."""
    settings, run = crawler.settings, Run.of(crawler)
    asked = (settings.getpriority("ARCHIVE") or 0) >= SETTINGS_PRIORITIES["cmdline"]
    if not settings.getbool("ARCHIVE") or (run.trial and not asked):
        return None
    about = {
        "software": settings["USER_AGENT"].partition(" ")[0],
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": settings["CONTACT"],
        "robots": "obeyed",
        "http-header-user-agent": settings["USER_AGENT"],
    }
    folder = Path(settings["DATA"]) / "archive" / run.spider
    return Archive(
        folder, run.stamp, size=settings.getint("ARCHIVE_SIZE"), about=about, spider=run.spider
    )


def site_of(request: Request) -> str | None:
    """The identity of the site whose page is asked for."""
    site: Site | None = request.cb_kwargs.get("site")
    return site.identity if site else None


def role_of(request: Request) -> str | None:
    """What a request asks for."""
    arguments = request.cb_kwargs
    if "role" in request.meta:
        return str(request.meta["role"])
    if arguments.get("identity") is not None:
        return "part" if arguments.get("parts") else "article"
    if "section" in arguments:
        return "listing"
    return "robots" if urlparse_cached(request).path == "/robots.txt" else None
