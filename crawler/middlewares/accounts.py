"""What discovery hands over and how each request ends, entered in the ledger."""

import logging
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.extract.discovery import kind_of
from crawler.extract.shapes import looks_like_article
from crawler.extract.urls import canonical_url
from crawler.items import Article
from crawler.ledger import FORBIDDEN, FULL, SPENT, Ledger, is_put_off
from crawler.memory import FAILED, SETTLED, SKIPPED
from crawler.memory.policy import ASTRAY
from crawler.middlewares.backoff import GIVEN_UP
from crawler.reader import NotAnArticle
from crawler.resolver import PRIVATE
from crawler.revisit import Revisits

logger = logging.getLogger(__name__)

BLOCKED = frozenset({"challenge", "login"})
"""Reasons of NotAnArticle that speak of the visit and not of the page."""
NOT_NOW = frozenset({FORBIDDEN, SPENT, "outside the date range", FULL})
"""Reasons that are no failure: the site or the operator wants it so."""

KINDS = {"html": "section", "feed": "feed", "sitemap": "sitemap", "gzip": "sitemap"}
"""What a listing's body is -> what its section is called in the report."""


class Accounts:
    """Spider middleware: each request is new, known or a double, and ends with an answer."""

    def __init__(self, crawler: Crawler) -> None:
        self.ledger = Ledger.of(crawler)
        self.listings: set[str] = set()
        self.revisits = Revisits.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Accounts":
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Every first request answers to this ledger."""
        async for output in start:
            if not isinstance(output, Request) or self._is_new(output):
                yield output

    def process_spider_input(self, response: Response) -> None:
        """A page has come: a listing, or an article's."""
        arguments = response.cb_kwargs
        for refusal in BLOCKED.intersection(response.flags):
            raise NotAnArticle(refusal, response.url)
        if arguments.get("identity") is None:
            key = arguments["site"].host, arguments["section"]
            self.ledger.listings[key] += 1
            self.ledger.kinds.setdefault(key, KINDS.get(kind_of(response.body), "other"))
        else:
            self.ledger.fetched.add(arguments["identity"])

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass on what is new."""
        names = False
        async for output in result:
            if not isinstance(output, Request) or self._is_new(output):
                yield output
            names = names or (isinstance(output, Request) and "identity" in output.cb_kwargs)
        if names and "page" in response.cb_kwargs:
            self.ledger.read.add(response.cb_kwargs["site"].host)

    def _is_new(self, request: Request) -> bool:
        request.errback = self.failed
        identity = request.cb_kwargs.get("identity")
        if request.meta.get("beyond"):
            key = request.cb_kwargs["site"].host, request.cb_kwargs["section"]
            self.ledger.cut[key] = request.cb_kwargs["page"] - 1
            return False
        if identity is None:
            url = canonical_url(request.url)
            new = url not in self.listings
            self.listings.add(url)
            return new
        if request.cb_kwargs.get("parts"):
            return True
        if self.revisits.looks.holds(request) or identity in self.ledger.found:
            return False  # in another section or under another address too
        site, section = request.cb_kwargs["site"], request.cb_kwargs["section"]
        self.ledger.find(identity, site.host, section)
        answer = None if "look" in request.meta else self.revisits.answer_for(identity)
        if not answer and "left_out" in request.meta:
            answer = SKIPPED, request.meta["left_out"]
        if answer:
            self.ledger.answer(identity, *answer)
            return False
        self.ledger.urls[identity] = request.url
        known = self.revisits.known.get(identity)
        if known is not None and known.state == FAILED and not is_put_off(known.reason):
            self.ledger.again.add(identity)
        return True

    def failed(self, failure: Failure) -> list[Article] | None:
        """The request's errback: it ended without a page that could be read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        reason = reason_of(failure.value, request)
        let_go(failure.value)
        tombstones = self.revisits.looks.answer(request, reason)
        if tombstones is None:
            self._answer(request, reason)
        return tombstones

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[Any] | None:
        """Answer for pages that gave nothing; only NotAnArticle ends here."""
        assert response.request
        if not isinstance(exception, NotAnArticle):
            self._answer(response.request, type(exception).__name__, log=False)
            return None
        if "identity" not in response.cb_kwargs:
            self._answer(response.request, exception.reason)
        elif parts := response.cb_kwargs.get("parts"):
            # the first parts are an article: it must not be lost with a later one
            self._answer(response.request, f"part {len(parts) + 1}: {exception.reason}")
        elif exception.reason in BLOCKED | NOT_NOW:
            self._answer(response.request, exception.reason)
        else:
            astray = exception.reason == "listing" and _is_led_astray(response)
            reason = ASTRAY if astray else exception.reason
            self.ledger.answer(response.cb_kwargs["identity"], SETTLED, reason)
        return []

    def _answer(self, request: Request, reason: str, log: bool = True) -> None:
        identity, site = request.cb_kwargs.get("identity"), request.cb_kwargs["site"]
        if log and reason not in NOT_NOW and not reason.startswith(GIVEN_UP):
            # what many requests share is counted in the summary
            logger.warning("%s: %s", request.meta.get("redirect_urls", [request.url])[0], reason)
        if identity is None:
            self.ledger.broken[site.host].append(reason)
            self.ledger.broken_sections.add((site.host, request.cb_kwargs["section"]))
        else:
            self.ledger.answer(identity, SKIPPED if reason in NOT_NOW else FAILED, reason)


def _is_led_astray(response: Response) -> bool:
    """True where the address of an article redirects to what looks less like one."""
    asked, *_ = response.meta.get("redirect_urls", [response.url])
    return looks_like_article(response.url) < looks_like_article(asked)


def let_go(error: BaseException | None) -> None:
    """Free what the frames of a failure hold: of a bomb all that was unpacked until the limit."""
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def reason_of(error: BaseException | None, request: Request) -> str:
    """Why a request failed, in few words: `HTTP 500`, `too large`, `DownloadTimeoutError`."""
    if isinstance(error, HttpError):
        refusals = BLOCKED.intersection(error.response.flags)
        return min(refusals, default=f"HTTP {error.response.status}")
    if isinstance(error, NotAnArticle):
        return error.reason
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return "too large"
    if isinstance(error, IgnoreRequest):
        return request.meta.get("robots_unreadable") or str(error)
    if isinstance(error, CannotResolveHostError):
        if urlsplit(request.url).hostname in PRIVATE:
            return "private address"
    return type(error).__name__
