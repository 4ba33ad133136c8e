"""Crawl-delay of robots.txt, which Scrapy parses but does not obey; loopback is not throttled."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

LONGEST = 120.0
"""Seconds; a longer Crawl-delay is taken for an oversight and cut to this."""


class CrawlDelay:
    """Sets the delay of a host's slot."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Obey `Crawl-delay`, never below our own delay."""
        delay: Any = getattr(robotparser, "rp", None)
        delay = delay and delay.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        engine = self.crawler.engine
        if not delay or engine is None:
            return
        host = urlsplit(request.url).hostname or ""
        slot = engine.downloader.slots.get(host)
        if slot is not None:
            slot.delay = max(slot.delay, min(float(delay), LONGEST))
            assert self.crawler.stats
            self.crawler.stats.inc_value("robotstxt/crawl_delay_obeyed")
