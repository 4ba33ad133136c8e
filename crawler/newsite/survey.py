"""A survey: which pages of a site are looked at, in which order, and what they tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, zip_longest
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from crawler.canary import links_of
from crawler.extract.discovery import kind_of, parse_sitemap
from crawler.extract.fronts import read_front, sitemaps_in_robots
from crawler.extract.identity import article_id
from crawler.extract.shapes import is_endless, looks_like_article
from crawler.items import Article
from crawler.newsite.guess import (
    MOST_SECTIONS,
    guess_cms,
    guess_id_pattern,
    guess_owner,
    main_sections,
)
from crawler.reader import NotAnArticle, open_article, read_listing
from crawler.site import Site

MOST_REQUESTS = 12
"""Of a live site, robots.txt and redirects included."""
MOST_ARTICLES = 8
_TRIES = 2
"""Feeds, sitemaps and sections that are tried before the site is taken to have none."""


class Unread(Exception):
    """A page could not be had; the text says why."""


@dataclass(frozen=True)
class Page:
    """A page as it was served or saved."""

    url: str
    body: bytes
    encoding: str | None = None
    """The charset that the HTTP header declares."""
    fetched: datetime | None = None


class Source(Protocol):
    """Where pages come from: the site itself, an archive, a folder."""

    proof: str
    """What a page of this source proves, as in `Site.verified_by`."""

    @property
    def left(self) -> int:
        """How many more pages may be asked for."""

    @property
    def robots(self) -> str:
        """The text of robots.txt; empty where there is none."""

    def holds(self, url: str) -> bool:
        """False where the page cannot be had."""

    async def fetch(self, url: str) -> Page:
        """The page. Raises Unread."""


@dataclass
class Survey:
    """What a look at a site has shown."""

    site: Site
    """The profile, better with each page."""
    front: Page
    links: dict[str, list[str]] = field(default_factory=dict)
    """Page that lists articles -> the articles."""
    failed: dict[str, str] = field(default_factory=dict)
    """Page -> why it told nothing."""
    feeds: list[str] = field(default_factory=list)
    """Announced feeds."""
    sitemaps: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    next: str | None = None
    """The second page of a listing."""
    pages: dict[str, Page] = field(default_factory=dict)
    """Pages of articles by their addresses, as far as they read."""
    articles: dict[str, Article] = field(default_factory=dict)

    @property
    def addresses(self) -> list[str]:
        """Every address of an article that a listing names, each article once, well mixed."""
        mixed = chain.from_iterable(zip_longest(*self.links.values()))
        own = [u for u in mixed if u and self.site.owns(u) and not is_endless(u)]
        return list({article_id(url): url for url in own}.values())

    def take(self, site: Site) -> None:
        """`site` is the profile: the articles are read again as it says."""
        self.site = site
        self.articles = {url: _article(page, site) for url, page in self.pages.items()}


async def look(url: str, site: Site, source: Source) -> Survey:
    """Look at the site whose front page or section is at `url`. Raises Unread where even that
    cannot be had."""
    front = await source.fetch(url)
    survey = Survey(replace(site, scheme=urlsplit(front.url).scheme), front)
    told = read_front(front.body, front.url)
    own = [place for place in told.feeds if site.owns(place)]
    survey.sitemaps = [place for place in own if "sitemap" in place.lower()]
    survey.feeds = [place for place in own if place not in survey.sitemaps]
    named = [place for place in sitemaps_in_robots(source.robots, front.url) if site.owns(place)]
    survey.sitemaps = list(dict.fromkeys([*named, *survey.sitemaps]))
    survey.sections = main_sections([place for place in told.sections if site.owns(place)])
    listing = read_listing(front.body, front.url)
    survey.links[front.url], survey.next = list(listing.articles), listing.next
    feed = await _first(survey, source, survey.feeds)
    if feed is None:
        guessed = survey.sitemaps or [urljoin(front.url, "/sitemap.xml")]
        feed = await _first(survey, source, guessed)
    section = await _first(survey, source, survey.sections)
    await _turn_over(survey, source)
    start = [feed, front.url, *(survey.sections[:MOST_SECTIONS] if section else ())]
    await _read_some(survey, source)
    survey.take(_described(survey, [place for place in start if place], source))
    return survey


async def _first(survey: Survey, source: Source, places: list[str]) -> str | None:
    """The first of `places` that names articles; its links and its next page are noted."""
    for place in [place for place in places if source.holds(place)][:_TRIES]:
        try:
            page = await source.fetch(place)
            links = _links(page, survey.site)
        except (Unread, NotAnArticle, ValueError) as error:
            survey.failed[place] = getattr(error, "reason", None) or str(error)
            continue
        if kind_of(page.body) == "html" and place != survey.next:
            survey.next = read_listing(page.body, page.url).next or survey.next
        if links:
            survey.links[place] = links
            return place
        survey.failed[place] = "names no articles"
    return None


async def _turn_over(survey: Survey, source: Source) -> None:
    """Look at the second page of the listing: does it name other articles than the first?"""
    if survey.next and source.holds(survey.next):
        before = set(survey.addresses)
        await _first(survey, source, [survey.next])
        if not set(survey.addresses) - before:
            survey.failed.setdefault(survey.next, "names no article that the page before lacks")


def _links(page: Page, site: Site) -> list[str]:
    """The articles that a feed, sitemap or section names; an index of sitemaps names those."""
    links = links_of(page.body, page.url, site)
    if kind_of(page.body) == "sitemap":
        sitemap = parse_sitemap(page.body, page.url)
        links = [url for url in links if looks_like_article(url)]
        return links or list(sitemap.sitemaps if sitemap else ())
    return links


async def _read_some(survey: Survey, source: Source) -> None:
    """Read articles from all over the site, as many as may be asked for."""
    known = set(survey.links) | {survey.front.url}
    candidates = [u for u in survey.addresses if u not in known and source.holds(u)]
    for url in _spread(candidates):
        if len(survey.articles) == MOST_ARTICLES or not source.left:
            return
        try:
            page = await source.fetch(url)
            survey.articles[page.url] = _article(page, survey.site)
            survey.pages[page.url] = page
        except (Unread, NotAnArticle) as error:
            survey.failed[url] = getattr(error, "reason", None) or str(error)


def _spread(urls: list[str]) -> Iterator[str]:
    """`urls`, the first eight from all over the list."""
    step = max(1, len(urls) // MOST_ARTICLES)
    yield from urls[::step]
    yield from (url for at, url in enumerate(urls) if at % step)


def _article(page: Page, site: Site) -> Article:
    return open_article(page.body, page.url, site=site, encoding=page.encoding).to_item()


def _described(survey: Survey, start: Iterable[str], source: Source) -> Site:
    cms = guess_cms([page.body for page in survey.pages.values()] or [survey.front.body])
    pattern = guess_id_pattern(survey.addresses, [*survey.sections, *survey.feeds], cms)
    languages = [a.language for a in survey.articles.values() if a.language]
    articles = survey.articles.values()
    proved = source.proof if articles and all(a.title and a.body for a in articles) else "never"
    moments = [page.fetched for page in survey.pages.values() if page.fetched]
    proved = proved if moments else "never"
    return replace(
        survey.site,
        start=_paths(start, survey.site),
        cms=cms,
        owner=guess_owner(survey.front.body, survey.front.url),
        id_patterns=(pattern,) if pattern else (),
        language=max(sorted(languages), key=languages.count) if languages else "vi",
        verified=max(moments).date() if proved != "never" else None,
        verified_by=proved,
    )


def _paths(urls: Iterable[str], site: Site) -> tuple[str, ...]:
    """`urls` without scheme and host, where those are the site's own."""
    paths = []
    for url in urls:
        parts = urlsplit(url)
        own = parts.scheme == site.scheme and parts.netloc in (site.host, f"www.{site.host}")
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        paths.append((path if own else url).replace('"', "%22").replace("\\", "%5C"))
    return tuple(dict.fromkeys(paths))
