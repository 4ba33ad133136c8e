"""Which Site a URL belongs to, for commands that read pages outside a crawl."""

from functools import lru_cache
from urllib.parse import urlsplit

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.site import Site


@lru_cache(maxsize=1)
def _by_host() -> dict[str, Site]:
    loader = get_spider_loader(get_project_settings())
    sites: dict[str, Site] = {}
    for name in sorted(loader.list()):
        for site in getattr(loader.load(name), "sites", ()):
            for host in (site.host, *site.aliases):
                sites.setdefault(host, site)
    return sites


def find_site(url: str) -> Site | None:
    """The described site that `url` lies on, or None."""
    netloc = urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    site = _by_host().get(netloc) or _by_host().get(netloc.rpartition(":")[0])
    return site if site is not None and site.owns(url) else None
