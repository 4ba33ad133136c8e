"""Which sites the project describes and which of them a URL belongs to, for commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.site import Site


@dataclass(frozen=True)
class Described:
    """A site and the spider that travels it."""

    spider: str
    level: str
    """The folder of the spider (`central`, `press`); `portals` for a row of the table."""
    site: Site


def described(settings: BaseSettings | None = None) -> Iterator[Described]:
    """Every site of every spider, portal rows included, by level and spider."""
    loader = get_spider_loader(settings or get_project_settings())
    found = []
    for name in loader.list():
        spider = loader.load(name)
        packages = spider.__module__.split(".")[1:-1]
        level = packages[0] if packages else name
        rows = getattr(spider, "described_sites", None)
        sites = rows() if rows else getattr(spider, "sites", ())
        found += [Described(name, level, site) for site in sites]
    yield from sorted(found, key=lambda one: (one.level == "portals", one.level, one.spider))


@lru_cache(maxsize=1)
def _by_host() -> dict[str, Site]:
    sites: dict[str, Site] = {}
    for one in described():
        for host in (one.site.host, *one.site.aliases):
            sites.setdefault(host, one.site)
    return sites


def find_site(url: str) -> Site | None:
    """The described site that `url` lies on, portal rows included; None where there is none."""
    try:
        netloc = urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return None
    site = _by_host().get(netloc) or _by_host().get(netloc.rpartition(":")[0])
    return site if site is not None and site.owns(url) else None
