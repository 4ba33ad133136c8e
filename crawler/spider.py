"""BulletinSpider travels any tuple of sites: listings in, articles out. It holds no selector."""

from collections.abc import AsyncIterator, Iterable, Iterator
from inspect import signature
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from crawler.arguments import ArgumentError, parse_count
from crawler.daterange import DateRange, Stretch, with_own_moments
from crawler.extract.discovery import Entry, gunzip, kind_of, parse_feed, parse_sitemap
from crawler.extract.fronts import read_front, sitemaps_in_robots
from crawler.extract.identity import article_id, has_own_id
from crawler.extract.refusals import is_login
from crawler.extract.shapes import is_endless, looks_like_article
from crawler.extract.teasers import days_beside
from crawler.extract.urls import canonical_url
from crawler.items import Article
from crawler.reader import (
    NotAnArticle,
    OpenedArticle,
    join_articles,
    open_article,
    read_listing,
)
from crawler.site import Site

OUTSIDE = "outside the date range"
"""Why an article is left out, before it is fetched or after."""
MOST_TOLD = 12
"""Sections that are named where one is asked for that is none."""
SITEMAP_DEPTH = 3
"""An index of indexes of indexes is as deep as sitemaps go."""


class BulletinSpider(Spider):
    """Travels `sites`. Nameless, so that Scrapy never lists it."""

    sites: tuple[Site, ...] = ()

    def __init__(
        self,
        name: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        sample: str | None = None,
        section: str | None = None,
        anyway: str | None = None,
        **unknown: str,
    ) -> None:
        if unknown:
            raise ArgumentError(
                f"spider {self.name} knows no argument {', '.join(unknown)}; it knows "
                f"{', '.join(self.argument_names())}"
            )
        super().__init__(name)
        self.range = DateRange.parse(since, until)
        self.sample = parse_count("sample", sample)
        if section == "":
            raise ArgumentError("section=: a section such as /thoi-su is needed")
        self.section = section
        if anyway not in (None, "yes"):
            raise ArgumentError(f"anyway={anyway}: yes is all that it may be")
        self.anyway = anyway is not None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.check_arguments()
        spider.sites = spider.open_sites()
        if spider.sample:
            crawler.settings.set("CLOSESPIDER_ITEMCOUNT", spider.sample, priority="spider")
        return spider

    @classmethod
    def argument_names(cls) -> list[str]:
        """What `-a` may give to the spider."""
        makers = [vars(one)["__init__"] for one in cls.__mro__ if "__init__" in vars(one)]
        named = [signature(one).parameters.values() for one in makers]
        return [one.name for many in named for one in many if one.kind is one.KEYWORD_ONLY]

    def open_sites(self) -> tuple[Site, ...]:
        """`sites` without those that moved or are archived, unless `-a anyway=yes` asks for all."""
        return tuple(site for site in self.sites if self.anyway or site.farewell is None)

    def check_arguments(self) -> None:
        """Raises ArgumentError where every site is gone, or none has the section asked for."""
        if self.sites and not self.open_sites():
            gone = "\n".join(site.farewell or "" for site in self.sites)
            raise ArgumentError(f"{gone}\nadd -a anyway=yes to crawl it all the same")
        if self.section is not None and not any(
            any(self.start_requests_of(site)) for site in self.sites
        ):
            starts = (url for site in self.sites for url in site.start_urls)
            known = list(dict.fromkeys(map(section_of, starts)))
            more = " ..." if len(known) > MOST_TOLD else ""
            raise ArgumentError(
                f"section={self.section}: {self.name} has no such section; it has "
                f"{' '.join(known[:MOST_TOLD])}{more}"
            )

    def start_requests_of(self, site: Site) -> Iterator[Request]:
        """One request per feed, sitemap and section of `site`, or of the section asked for."""
        for url in site.start_urls:
            section = section_of(url)
            if self.section is None or self.section.strip("/") == section.strip("/"):
                yield self._listing(url, site, section, page=1, priority=1)
        if self.range.since and site.is_undescribed:  # what lies far back stands in sitemaps alone
            yield self._listing(urljoin(site.start_urls[0], "/robots.txt"), site, "/robots.txt", 1)

    async def start(self) -> AsyncIterator[Request]:
        for site in self.sites:
            for request in self.start_requests_of(site):
                yield request

    def parse_listing(
        self,
        response: Response,
        site: Site,
        section: str,
        page: int,
        seen: set[str],
        before: Stretch | None,
    ) -> Iterator[Request]:
        """Requests for what a feed, a sitemap or a section page lists, and for what follows it.

        `page`: how many listings led here, this one included. `seen`: ids that this section has
        listed, shared by its pages; a page without a new one is the last, since a site that
        repeats itself would go on for ever. `before`: the page before this one.
        """
        body = self._unpacked(response)
        kind = kind_of(body)
        if kind == "feed":
            feed = parse_feed(body, response.url)
            entries = with_own_moments(feed.entries) if feed else ()
            yield from self._articles(entries, site, section, Stretch())
        elif kind == "sitemap":
            yield from self._sitemap(body, response.url, site, section, page, seen)
        elif kind == "html" and not self.range.is_behind(before):
            yield from self._section(body, response.url, site, section, page, seen)
        elif section == "/robots.txt":
            for place in sitemaps_in_robots(body.decode("utf-8", "replace"), response.url):
                if site.owns(place):
                    yield self._listing(place, site, section_of(place), 1, priority=0)
        elif kind == "other":
            raise NotAnArticle("neither feed, sitemap nor page", response.url)

    def parse_article(
        self,
        response: Response,
        site: Site,
        section: str,
        identity: str,
        stretch: Stretch | None = None,
        parts: tuple[Article, ...] = (),
    ) -> Iterator[Article | Request]:
        """The article of a page, or the request for its next part.

        `stretch`: the page that listed it, if one did: second looks come without.
        """
        encoding = response._declared_encoding() if isinstance(response, TextResponse) else None
        page = open_article(response.body, response.url, site=site, encoding=encoding)
        parts = (*parts, page.to_item(response.meta["fetched"], response.meta.get("record")))
        self._count_selectors(page)
        article = join_articles(*parts)
        day = article.published.date() if article.published else None
        inside = self.range.holds(day)
        following = page.next_part
        if inside and following and self._is_part(following, parts, site):
            yield Request(
                following,
                self.parse_article,
                cb_kwargs={**response.cb_kwargs, "parts": parts},
                priority=1,  # an article is not left half read
            )
            return
        if stretch:
            stretch.note(day)
        if not inside:
            raise NotAnArticle(OUTSIDE, response.url)
        yield article

    def _count_selectors(self, page: OpenedArticle) -> None:
        """Enter in the stats, and so in the report, which selectors of the CMS still win."""
        assert self.crawler.stats
        for name, won in page.selectors.items():
            outcome = "used" if won else "missed"
            self.crawler.stats.inc_value(f"selectors/{page.layout}/{name}/{outcome}")

    def look_again(self, url: str, site: Site, section: str, identity: str) -> Request:
        """A request for an article of an earlier run; what is new goes before it."""
        arguments = {"site": site, "section": section, "stretch": Stretch(), "identity": identity}
        return Request(url, self.parse_article, cb_kwargs=arguments, priority=-2)

    def _section(
        self, body: bytes, url: str, site: Site, section: str, page: int, seen: set[str]
    ) -> Iterator[Request]:
        listing = read_listing(body, url, site=site)
        if not listing.articles:
            self._refuse_obstacle(body, url, site)
        if page == 1 and site.is_undescribed and section == section_of(site.start_urls[0]):
            yield from self._front(body, url, site)
        stretch = Stretch()
        days = days_beside(body, url, listing.articles) if self.range else {}
        entries = (Entry(article, days.get(article)) for article in listing.articles)
        yield from self._articles(entries, site, section, stretch)
        listed = {identify(article, site) for article in listing.articles}
        new = not listed <= seen
        seen |= listed
        if listing.next and new:
            following = self._listing(listing.next, site, section, page + 1, seen, stretch)
            following.meta["beyond"] = page >= self._bound("PAGES_PER_SECTION")
            yield following

    @staticmethod
    def _refuse_obstacle(body: bytes, url: str, site: Site) -> None:
        """Raises NotAnArticle for a wall, a login or an error page in the place of a listing: it
        is not the section's last page."""
        if is_login(body):
            raise NotAnArticle("login", url)
        try:
            open_article(body, url, site=site).to_item()
        except NotAnArticle as refusal:
            if refusal.reason in ("challenge", "login", "error page"):
                raise

    def _front(self, body: bytes, url: str, site: Site) -> Iterator[Request]:
        front = read_front(body, url)
        for place in (*front.feeds, *front.sections):
            if site.owns(place) and not site.denies(place):
                yield self._listing(place, site, section_of(place), 1, priority=0)

    def _sitemap(
        self, body: bytes, url: str, site: Site, section: str, page: int, seen: set[str]
    ) -> Iterator[Request]:
        sitemap = parse_sitemap(body, url)
        if sitemap is None:
            raise NotAnArticle("broken sitemap", url)
        if page <= SITEMAP_DEPTH:
            for more in sitemap.sitemaps[: self._bound("PAGES_PER_SECTION")]:
                if site.owns(more):
                    yield self._listing(more, site, section, page + 1, seen)
        # sitemaps name sections and tags as well
        articles = (
            entry
            for entry in sitemap.urls
            if looks_like_article(entry.url) or has_own_id(entry.url, site.patterns)
        )
        yield from self._articles(articles, site, section, Stretch())

    def _articles(
        self, entries: Iterable[Entry], site: Site, section: str, stretch: Stretch
    ) -> Iterator[Request]:
        """Requests for the articles among `entries`; those that certainly lie outside the date
        range carry `left_out` and are not fetched."""
        arguments = {"site": site, "section": section, "stretch": stretch}
        for entry in entries:
            stretch.note_link(entry)
            if site.owns(entry.url) and not site.denies(entry.url) and not is_endless(entry.url):
                identity = identify(entry.url, site)
                out = self.range.excludes(entry)
                yield Request(
                    entry.url,
                    self.parse_article,
                    cb_kwargs={**arguments, "identity": identity},
                    meta={"left_out": OUTSIDE} if out else None,
                )

    def _listing(
        self,
        url: str,
        site: Site,
        section: str,
        page: int,
        seen: set[str] | None = None,
        before: Stretch | None = None,
        priority: int = -1,
    ) -> Request:
        """A request for a listing; one that follows another waits for the articles before it, so
        that their dates are known and the queue stays short."""
        arguments = {
            "site": site,
            "section": section,
            "page": page,
            "seen": set() if seen is None else seen,
            "before": before,
        }
        return Request(url, self.parse_listing, cb_kwargs=arguments, priority=priority)

    def _unpacked(self, response: Response) -> bytes:
        try:
            return gunzip(response.body, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except ValueError as error:
            raise NotAnArticle(str(error), response.url) from error

    def _is_part(self, url: str, parts: tuple[Article, ...], site: Site) -> bool:
        """True for an address that can be the next page of an article."""
        known = {part.url for part in parts}
        few = len(parts) < self._bound("PARTS_PER_ARTICLE")
        return few and site.owns(url) and canonical_url(url) not in known

    def _bound(self, setting: str) -> int:
        return self.settings.getint(setting)


def section_of(url: str) -> str:
    """What the section at `url` is called: its path, and its query where that tells sections apart."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def identify(url: str, site: Site) -> str:
    """The id under which the article at `url` is known before it is fetched."""
    return article_id(canonical_url(url), site.patterns, host=site.identity)
