"""A quick look at sites: at most five requests each, nothing stored.

Does the listing give links, does an article read, which selectors still work, what do robots.txt
and the server say? A canary sings before the miners notice the gas.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.extract.discovery import gunzip, kind_of, parse_feed, parse_sitemap
from crawler.items import Article
from crawler.outcome import BARRED, CHALLENGED, DEAD
from crawler.reader import NotAnArticle, open_article, read_listing
from crawler.site import Site

REQUESTS = 5
"""Of one site, robots.txt and redirects included."""
ENOUGH = "five requests are enough"
ARTICLES = 2
SHOWN = ("title", "lead", "body", "published", "authors", "images")
"""Fields that a look tells about."""


@dataclass
class Look:
    """What was seen of one site."""

    spider: str
    site: Site
    requests: int = 0
    links: dict[str, int] = field(default_factory=dict)
    """URL of a listing -> how many articles it names."""
    failed: dict[str, str] = field(default_factory=dict)
    """URL of a listing -> why it could not be read."""
    articles: dict[str, Article] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """URL of an article -> why it could not be read."""
    selectors: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """(selector, whether its field came from it) -> articles."""

    @property
    def verdict(self) -> tuple[str, str]:
        """(name as in `crawler.outcome.VERDICTS`, why)."""
        barred = [*self.failed.values(), *self.refused.values()]
        if why := next((w for w in barred if is_barred(w)), None):
            return "blocked", why
        if not self.links:
            why = next(iter(self.failed.values()), "nothing was asked")
            if why == "off the site":
                return "moved", why
            return ("dead" if DEAD.fullmatch(why) else "partial"), why
        if not any(self.links.values()):
            return "drift", "the listing gives no links"
        if self.refused:
            why = next(iter(self.refused.values()))
            return ("partial" if self.articles else "drift"), f"an article does not read: {why}"
        missing = [name for name in ("title", "body") if not self._filled(name)]
        if missing:
            return "drift", f"no article has a {missing[0]}"
        return "ok", ""

    def _filled(self, name: str) -> int:
        return sum(bool(getattr(article, name)) for article in self.articles.values())

    def lines(self) -> Iterator[str]:
        """The look as a person reads it."""
        name, why = self.verdict
        yield f"{self.site.host}: {name}" + (f" ({why})" if why else "")
        yield f"  {self.requests} requests, status {self.site.status}"
        for url, count in self.links.items():
            yield f"  {count} links  {url}"
        for url, reason in {**self.failed, **self.refused}.items():
            yield f"  {reason}  {url}"
        for url, article in self.articles.items():
            missing = [name for name in SHOWN if not getattr(article, name)]
            yield f"  read  {url}"
            yield f"    {article.title} ({len(article.body or '')} characters)"
            if missing:
                yield f"    without {', '.join(missing)}"
        for selector in sorted({name for name, _ in self.selectors}):
            won = self.selectors[selector, True]
            yield f"  {selector}: {won} of {won + self.selectors[selector, False]}"


def is_barred(why: str) -> bool:
    """True for a reason that speaks of the visitor: robots.txt, a challenge, 403."""
    return bool(CHALLENGED.search(why) or BARRED.search(why) or why == "Forbidden by robots.txt")


class Spender(Protocol):
    """A spider that asks for few pages."""

    def spend(self, request: Request) -> None:
        """Count the request. Raises IgnoreRequest for one too many."""


class Limit:
    """Downloader middleware next to the downloader: the spider's `spend` counts what leaves."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Limit":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count the request. Raises IgnoreRequest for one too many."""
        spender: Spender = self.crawler.spider  # type: ignore[assignment]
        spender.spend(request)


class CanarySpider(Spider):
    """Looks at the sites of `looks` and enters what it sees there."""

    name = "canary"

    def __init__(self, looks: list[Look], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.looks = looks
        self.sites = tuple(look.site for look in looks)

    def look_of(self, url: str) -> Look | None:
        """The look at the site that `url` lies on."""
        return next((look for look in self.looks if look.site.owns(url)), None)

    def spend(self, request: Request) -> None:
        """Count the request for its site; refuse the sixth."""
        look = request.cb_kwargs.get("look") or self.look_of(request.url)
        if look is None or look.requests >= REQUESTS:
            raise IgnoreRequest(ENOUGH)
        look.requests += 1

    async def start(self) -> AsyncIterator[Request]:
        for look in self.looks:
            yield self._listing(look, 0)

    def _listing(self, look: Look, number: int) -> Request:
        arguments = {"look": look, "site": look.site, "number": number}
        url = look.site.start_urls[number]
        return Request(url, self.parse_listing, errback=self.fail_listing, cb_kwargs=arguments)

    def parse_listing(
        self, response: Response, look: Look, site: Site, number: int
    ) -> Iterator[Request]:
        """Two of the articles that it names; the next start where it names none."""
        try:
            links = links_of(response.body, response.url, site)
        except (NotAnArticle, ValueError) as error:
            look.failed[response.url] = getattr(error, "reason", str(error))
            links = []
        else:
            look.links[response.url] = len(links)
        if not links:
            yield from self._another(look, number)
        for url in dict.fromkeys([*links[:1], *links[len(links) // 2 :]][:ARTICLES]):
            arguments = {"look": look, "site": site}
            yield Request(url, self.parse_article, errback=self.fail_article, cb_kwargs=arguments)

    def _another(self, look: Look, number: int) -> Iterator[Request]:
        if number + 1 < len(look.site.start) and look.requests < REQUESTS - 1:
            yield self._listing(look, number + 1)

    def parse_article(self, response: Response, look: Look, site: Site) -> None:
        """Enter the article and which selectors won."""
        encoding = response._declared_encoding() if isinstance(response, TextResponse) else None
        try:
            page = open_article(response.body, response.url, site=site, encoding=encoding)
            look.articles[response.url] = page.to_item(datetime.now(UTC))
        except NotAnArticle as error:
            look.refused[response.url] = error.reason
            return
        look.selectors.update(page.selectors.items())

    def fail_listing(self, failure: Failure) -> Iterator[Request]:
        """Enter why; try the next start."""
        request: Request = failure.request  # type: ignore[attr-defined]
        look = request.cb_kwargs["look"]
        look.failed[request.url] = reason_of(failure)
        yield from self._another(look, request.cb_kwargs["number"])

    def fail_article(self, failure: Failure) -> None:
        """Enter why, unless it was only one too many."""
        request: Request = failure.request  # type: ignore[attr-defined]
        why = reason_of(failure)
        if why != ENOUGH:
            request.cb_kwargs["look"].refused[request.url] = why


def links_of(body: bytes, url: str, site: Site) -> list[str]:
    """The site's own articles that a feed, sitemap or section names. NotAnArticle where it is none
    of them; ValueError where it cannot be unpacked."""
    body = gunzip(body, 20_000_000)
    kind = kind_of(body)
    if kind == "feed":
        feed = parse_feed(body, url)
        found = [entry.url for entry in feed.entries] if feed else []
    elif kind == "sitemap":
        sitemap = parse_sitemap(body, url)
        found = [entry.url for entry in sitemap.urls] if sitemap else []
    elif kind == "html":
        found = list(read_listing(body, url, site=site).articles)
    else:
        raise NotAnArticle("neither feed, sitemap nor page", url)
    return [url for url in found if site.owns(url) and not site.denies(url)]


def reason_of(failure: Failure) -> str:
    """Why a request came to nothing, as in the ledger."""
    error = failure.value
    if isinstance(error, HttpError):
        flags = [flag for flag in error.response.flags if flag in ("challenge", "login")]
        return flags[0] if flags else f"HTTP {error.response.status}"
    return str(error) if isinstance(error, IgnoreRequest) else type(error).__name__
