"""BulletinSpider travels any tuple of sites: listings in, articles out. It holds no selector."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from crawler.extract.discovery import gunzip, kind_of, parse_feed, parse_sitemap
from crawler.extract.urls import article_id, canonical_url, is_endless, looks_like_article
from crawler.items import Article
from crawler.reader import NotAnArticle, join_articles, open_article, read_listing
from crawler.site import Site


class ArgumentError(ValueError):
    """A `-a` argument that cannot be meant."""


def parse_day(name: str, text: str | None) -> date | None:
    """The day that `-a <name>=2024-12-31` means."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ArgumentError(f"{name}={text}: a day such as 2024-12-31 is needed") from error


def parse_count(name: str, text: str | None) -> int | None:
    """The positive number that `-a <name>=20` means."""
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentError(f"{name}={text}: a positive number is needed")
    return int(text)


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
        **unknown: str,
    ) -> None:
        if unknown:
            raise ArgumentError(f"spider {self.name} knows no argument {', '.join(unknown)}")
        super().__init__(name)
        self.since = parse_day("since", since)
        self.until = parse_day("until", until)
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since={since} lies behind until={until}")
        self.sample = parse_count("sample", sample)
        self.section = section

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.check_arguments()
        if spider.sample:
            crawler.settings.set("CLOSESPIDER_ITEMCOUNT", spider.sample, priority="spider")
        return spider

    def check_arguments(self) -> None:
        """Raises ArgumentError for a section that none of the sites has."""
        if self.section is not None and not any(
            any(self.start_requests_of(site)) for site in self.sites
        ):
            raise ArgumentError(f"section={self.section}: {self.name} has no such section")

    def start_requests_of(self, site: Site) -> Iterator[Request]:
        """One request per feed, sitemap and section of `site`, or of the section asked for."""
        for url in site.start_urls:
            section = urlsplit(url).path or "/"
            if self.section is None or self.section.strip("/") == section.strip("/"):
                yield self._listing(url, site, section, page=1)

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
        seen: frozenset[str] = frozenset(),
    ) -> Iterator[Request]:
        """Requests for what a feed, a sitemap or a section page lists, and for what follows it.

        `seen`: ids that earlier pages of this section listed; a page without a new one is the
        last, since a site that repeats itself would go on for ever.
        """
        body = response.body
        if kind_of(body) == "gzip":
            body = self._unpacked(response)
        kind = kind_of(body)
        if kind == "feed":
            feed = parse_feed(body, response.url)
            for entry in feed.entries if feed else ():
                yield from self._articles([entry.url], site, section, entry.published)
        elif kind == "sitemap":
            yield from self._parse_sitemap(body, response, site, section, page)
        elif kind == "html":
            listing = read_listing(body, response.url, site=site)
            yield from self._articles(listing.articles, site, section)
            listed = frozenset(identify(url, site) for url in listing.articles)
            if listing.next and listed - seen and page < self._bound("PAGES_PER_SECTION"):
                yield self._listing(listing.next, site, section, page + 1, seen | listed)
        else:
            raise NotAnArticle("neither feed, sitemap nor page", response.url)

    def parse_article(
        self,
        response: Response,
        site: Site,
        section: str,
        identity: str,
        parts: tuple[Article, ...] = (),
    ) -> Iterator[Article | Request]:
        """The article of a page, or the request for its next part."""
        encoding = response._declared_encoding() if isinstance(response, TextResponse) else None
        page = open_article(response.body, response.url, site=site, encoding=encoding)
        parts = (*parts, page.to_item(response.meta["fetched"], response.meta.get("record")))
        following = page.next_part
        if following and len(parts) < self._bound("PARTS_PER_ARTICLE") and site.owns(following):
            arguments = {
                "site": site,
                "section": section,
                "identity": identity,
                "parts": parts,
            }
            yield Request(following, self.parse_article, cb_kwargs=arguments)
            return
        article = join_articles(*parts)
        if not self._in_range(article.published.date() if article.published else None):
            raise NotAnArticle("outside the date range", response.url)
        yield article

    def _parse_sitemap(
        self, body: bytes, response: Response, site: Site, section: str, page: int
    ) -> Iterator[Request]:
        sitemap = parse_sitemap(body, response.url)
        if sitemap is None:
            raise NotAnArticle("broken sitemap", response.url)
        for url in sitemap.sitemaps:
            if page < self._bound("PAGES_PER_SECTION") and site.owns(url):
                yield self._listing(url, site, section, page + 1)
        for entry in sitemap.urls:
            if looks_like_article(entry.url):  # sitemaps name sections and tags as well
                yield from self._articles([entry.url], site, section, entry.published)

    def _unpacked(self, response: Response) -> bytes:
        try:
            return gunzip(response.body, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except ValueError as error:
            raise NotAnArticle(str(error), response.url) from error

    def _articles(
        self,
        urls: tuple[str, ...] | list[str],
        site: Site,
        section: str,
        moment: datetime | None = None,
    ) -> Iterator[Request]:
        if not self._in_range(moment.date() if moment else None):
            return
        for url in urls:
            if site.owns(url) and not site.denies(url) and not is_endless(url):
                yield Request(
                    url,
                    self.parse_article,
                    cb_kwargs={
                        "site": site,
                        "section": section,
                        "identity": identify(url, site),
                    },
                )

    def _listing(
        self, url: str, site: Site, section: str, page: int, seen: frozenset[str] = frozenset()
    ) -> Request:
        arguments = {"site": site, "section": section, "page": page, "seen": seen}
        return Request(url, self.parse_listing, cb_kwargs=arguments, priority=1)

    def _in_range(self, day: date | None) -> bool:
        if day is None:
            return True
        return (self.since or date.min) <= day <= (self.until or date.max)

    def _bound(self, setting: str) -> int:
        return self.settings.getint(setting)


def identify(url: str, site: Site) -> str:
    """The id under which the article at `url` is known before it is fetched."""
    patterns = (*site.id_patterns, *(site.cms.id_patterns if site.cms else ()))
    return article_id(canonical_url(url), patterns, host=site.identity)
