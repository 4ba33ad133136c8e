"""How what Scrapy logs of an item reads."""

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class BriefDrops(LogFormatter):
    """A drop is one line with its reason, at INFO: the summary counts drops by reason.

    Lines on each page and item are made only where DEBUG shows them: Scrapy makes and drops them.
    """

    def __init__(self, level: str) -> None:
        self.shown = level in ("DEBUG", "NOTSET")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BriefDrops":  # type: ignore[override]
        return cls(str(crawler.settings["LOG_LEVEL"]))

    def crawled(  # type: ignore[override]  # None is documented
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        return super().crawled(request, response, spider) if self.shown else None

    def scraped(  # type: ignore[override]  # None is documented
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        return super().scraped(item, response, spider) if self.shown else None

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return {
            "level": logging.INFO,
            "msg": "Dropped (%(reason)s): %(exception)s",
            "args": {"reason": type(exception).__name__, "exception": exception},
        }
