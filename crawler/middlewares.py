"""What stands between spider and network: known articles, failures, borders."""

import ipaddress
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.items import Article
from crawler.ledger import KNOWN, SKIPPED, Ledger
from crawler.memory import FAILED, SETTLED, Memory
from crawler.reader import NotAnArticle
from crawler.run import Run

BLOCKED = frozenset({"challenge", "login"})
"""Reasons of NotAnArticle that speak of the visit and not of the page."""


class SkipKnown:
    """Spider middleware: an article that an earlier run has settled is not requested."""

    def __init__(self, crawler: Crawler) -> None:
        self.ledger = Ledger.of(crawler)
        self.known: dict[str, str | None] = {}
        run = Run.of(crawler)
        if not run.trial:
            memory = Memory(crawler.settings["MEMORY_URL"], run.spider)
            self.known = memory.known()
            memory.close()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SkipKnown":
        return cls(crawler)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass on what is new; note in the ledger what discovery handed over."""
        identity = response.cb_kwargs.get("identity") if response.request else None
        if identity is None and response.request:
            key = (response.cb_kwargs["site"].host, response.cb_kwargs["section"])
            self.ledger.listings[key] += 1
        elif identity is not None:
            self.ledger.fetched.add(identity)
        async for output in result:
            if isinstance(output, Request):
                if self._is_new(output):
                    yield output
            elif not isinstance(output, Article) or output.id not in self.known:
                yield output
            elif identity is not None:
                self.ledger.answer(identity, SETTLED, "already exported")

    def _is_new(self, request: Request) -> bool:
        identity = request.cb_kwargs.get("identity")
        if identity is None or request.cb_kwargs.get("parts"):
            return True
        if identity in self.ledger.found:  # in another section or under another address too
            return False
        site, section = request.cb_kwargs["site"], request.cb_kwargs["section"]
        self.ledger.found[identity] = (site.host, section)
        if identity in self.known:
            self.ledger.answer(identity, KNOWN)
            return False
        return True

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[Any] | None:
        """Answer for pages that gave nothing; only NotAnArticle ends here."""
        identity = response.cb_kwargs.get("identity")
        if isinstance(exception, NotAnArticle):
            blocked = exception.reason in BLOCKED
            if identity is not None:
                state = FAILED if blocked else SETTLED
                if exception.reason == "outside the date range":
                    state = SKIPPED
                self.ledger.fetched.add(identity)
                self.ledger.answer(identity, state, exception.reason)
            else:
                self.ledger.broken[response.cb_kwargs["site"].host].append(exception.reason)
            return []
        reason = type(exception).__name__
        if isinstance(exception, HttpError):
            reason = f"HTTP {response.status}"
        if identity is not None:
            self.ledger.answer(identity, FAILED, reason)
        elif "site" in response.cb_kwargs:
            self.ledger.broken[response.cb_kwargs["site"].host].append(reason)
        return None


class Unreached:
    """Downloader middleware: answers for requests that ended without a response."""

    def __init__(self, crawler: Crawler) -> None:
        self.ledger = Ledger.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Unreached":
        return cls(crawler)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note the failure where the request was ours; robots.txt and the like are Scrapy's."""
        ignored = isinstance(exception, IgnoreRequest)
        reason = str(exception) if ignored else type(exception).__name__
        identity = request.cb_kwargs.get("identity")
        if identity is not None:
            # What robots.txt forbids is no failure: the site wants it so.
            state = SKIPPED if ignored and "robots" in reason else FAILED
            self.ledger.answer(identity, state, reason)
        elif "site" in request.cb_kwargs:
            self.ledger.broken[request.cb_kwargs["site"].host].append(reason)


class StayOnSite:
    """Downloader middleware: no request leaves the site, http(s) or the public network.

    A crawl of a site on loopback may stay there.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StayOnSite":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a redirect or link that points off the site; mark cookie jars."""
        host = urlsplit(request.url).hostname or ""
        if is_private(host):
            request.meta["autothrottle_dont_adjust_delay"] = True
        site = request.cb_kwargs.get("site")
        if site is None:  # robots.txt
            return
        request.meta["dont_merge_cookies"] = not site.cookies
        own = site.owns(request.url)
        moved = site.moved_to is not None and host.removeprefix("www.") == site.moved_to
        if not (own or moved) or (is_private(host) and not own):
            self._refuse("off the site")

    def _refuse(self, reason: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"refused/{reason.replace(' ', '_')}")
        raise IgnoreRequest(reason)


def is_private(host: str) -> bool:
    """True for `localhost` and for literal addresses outside the public network."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
