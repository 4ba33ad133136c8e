"""robots.txt holds for every request, and one that cannot be read forbids for the time being."""

from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

DOWN = (CannotResolveHostError, DownloadConnectionRefusedError)
"""Errors of the host and not of its robots.txt alone."""


class HeedRobots:
    """Downloader middleware between Scrapy's robots.txt and the retries of its request.

    Of the requests that wait for one robots.txt Scrapy 2.19 checks the first two and lets the
    others pass, so the rules are applied again here. And it takes a server error's page, or
    none at all, for a file without rules; here a server error or timeout forbids the whole host
    for this run (RFC 9309, 2.3.1.4), and the ledger is told why. An answer of the 400s other
    than 429 means that there are no rules.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.rules: dict[str, RobotParser] = {}
        self.why: dict[str, str] = {}
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HeedRobots":
        return cls(crawler)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the rules of the request's host."""
        self.rules[urlsplit(request.url).netloc] = robotparser

    def process_request(self, request: Request) -> None:
        """Refuse what the rules forbid."""
        rules = self.rules.get(urlsplit(request.url).netloc)
        if rules and not _is_robots(request):
            if not rules.allowed(request.url, self.agent):
                raise IgnoreRequest("Forbidden by robots.txt")

    def process_response(self, request: Request, response: Response) -> Response:
        """A robots.txt with the rules that its status stands for."""
        if not _is_robots(request) or response.status < 400:
            return response
        if response.status < 500 and response.status != 429:
            return _rules(request, b"")
        return self._forbid(request, f"robots.txt: HTTP {response.status}")

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Forbid where robots.txt could not be had; say why where that bars a request."""
        if not _is_robots(request):
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


def _is_robots(request: Request) -> bool:
    """True for the request of Scrapy's own middleware; those for files have no callback, too."""
    return request.callback is NO_CALLBACK and "dont_obey_robotstxt" in request.meta


def _rules(request: Request, body: bytes) -> Response:
    return TextResponse(request.url, body=body, encoding="utf-8", request=request)
