"""A robots.txt that cannot be read forbids for the time being (RFC 9309, 2.3.1.4)."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

DOWN = (CannotResolveHostError, DownloadConnectionRefusedError)
"""Errors of the host and not of its robots.txt alone."""


class UnreadableRobots:
    """Downloader middleware between robots.txt and the retries of its request.

    Scrapy takes a server error's page, or none at all, for a file without rules. Here a server
    error or timeout forbids the whole host for this run, and the ledger is told why; an answer
    of the 400s other than 429 means that there are no rules.
    """

    def __init__(self) -> None:
        self.why: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "UnreadableRobots":
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """A robots.txt with the rules that its status stands for."""
        if request.callback is not NO_CALLBACK or response.status < 400:
            return response
        if response.status < 500 and response.status != 429:
            return _rules(request, b"")
        return self._forbid(request, f"robots.txt: HTTP {response.status}")

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Forbid where robots.txt could not be had; say why where that bars a request."""
        if request.callback is not NO_CALLBACK:
            why = self.why.get(urlsplit(request.url).netloc)
            if why and isinstance(exception, IgnoreRequest) and "robots" in str(exception):
                request.meta["robots_unreadable"] = why
            return None
        if isinstance(exception, IgnoreRequest):  # a redirect off the site: no rules of the site
            return _rules(request, b"")
        name = type(exception).__name__
        return self._forbid(request, name if isinstance(exception, DOWN) else f"robots.txt: {name}")

    def _forbid(self, request: Request, why: str) -> Response:
        self.why[urlsplit(request.url).netloc] = why
        return _rules(request, b"User-agent: *\nDisallow: /\n")


def _rules(request: Request, body: bytes) -> Response:
    return TextResponse(request.url, body=body, encoding="utf-8", request=request)
