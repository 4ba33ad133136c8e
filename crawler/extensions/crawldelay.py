"""Crawl-delay of robots.txt, which Scrapy parses but does not obey."""

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

LONGEST = 120.0
"""Seconds; a longer Crawl-delay is taken for an oversight and cut to this."""


class CrawlDelay:
    """Holds the delay of a host's slot at what its robots.txt asks for, without jitter.

    The floor is laid again with each request and response: AutoThrottle lowers delays, and idle
    slots are thrown away.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.floors: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        for signal in (signals.request_reached_downloader, signals.response_downloaded):
            crawler.signals.connect(extension.hold, signal=signal)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Note `Crawl-delay` for the slot of the request that robots.txt was asked for."""
        delay = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        key = request.meta.get("download_slot")
        if delay and key:
            self.floors[key] = min(delay, LONGEST)
            assert self.crawler.stats
            self.crawler.stats.inc_value("robotstxt/crawl_delay_obeyed")

    def hold(self, request: Request) -> None:
        """Never below the floor."""
        floor = self.floors.get(request.meta.get("download_slot", ""))
        if floor is not None:
            assert self.crawler.engine
            slot: Slot | None = self.crawler.engine.downloader.slots.get(
                request.meta["download_slot"]
            )
            if slot is not None:
                slot.delay, slot.jitter = max(slot.delay, floor), 0
