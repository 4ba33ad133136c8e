"""A survey of the live site: one page after the other, as politely as a crawl."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from crawler.newsite.survey import MOST_REQUESTS, Page, Survey, Unread, look
from crawler.site import Site


class NewsiteSpider(Spider):
    """Looks at one site; a `Source` of pages that counts its requests."""

    name = "newsite"
    proof = "as-served page"

    def __init__(self, url: str, site: Site, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.site = site
        self.sites = (site,)
        self.requests = 0
        self.robots = ""
        self.survey: Survey | None = None
        self.why = ""
        """Why there is no survey."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "NewsiteSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.response_downloaded, signal=signals.response_downloaded)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.survey = await look(self.url, self.site, self)
        except Unread as error:
            self.why = str(error)
        return
        yield  # what has no callback is asked for in `fetch`

    @property
    def left(self) -> int:
        """How many more requests may be made."""
        return MOST_REQUESTS - self.requests

    def spend(self, request: Request) -> None:
        """Count a request; refuse the thirteenth."""
        if not self.left:
            raise IgnoreRequest(f"{MOST_REQUESTS} requests are enough")
        self.requests += 1

    def response_downloaded(self, response: Response) -> None:
        """Keep the text of robots.txt, which Scrapy asks for by itself."""
        if urlsplit(response.url).path == "/robots.txt" and response.status == 200:
            self.robots = response.body.decode("utf-8", "replace")

    def holds(self, url: str) -> bool:
        """A live site may hold anything."""
        return True

    async def fetch(self, url: str) -> Page:
        """The page at `url`. Raises Unread."""
        assert self.crawler.engine
        request = Request(url, cb_kwargs={"site": self.site})
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            raise Unread(request.meta.get("robots_unreadable") or str(error)) from error
        except Exception as error:  # whatever the network raises
            raise Unread(type(error).__name__) from error
        if "challenge" in response.flags:
            raise Unread("challenge")
        if response.status != 200:
            raise Unread(f"HTTP {response.status}")
        encoding = response._declared_encoding() if isinstance(response, TextResponse) else None
        now = datetime.now(UTC).replace(microsecond=0)
        return Page(response.url, response.body, encoding, now)
