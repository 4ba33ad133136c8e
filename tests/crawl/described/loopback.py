"""Spiders over a site on loopback that is known better than `scrapy crawl site` can."""

from urllib.parse import urlsplit

from crawler.site import Cms, Site
from crawler.spider import BulletinSpider

PATTERN = r"^/bv/([a-z]+\d)$"


class _Spider(BulletinSpider):
    id_patterns: tuple[str, ...] = ()
    cms: Cms | None = None

    def __init__(self, *args: str, url: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        parts = urlsplit(url)
        self.sites = (
            Site(
                host=parts.netloc,
                scheme="http",
                start=(parts.path,),
                id_host="mau",
                id_patterns=self.id_patterns,
                cms=self.cms,
            ),
        )


class PatternsOfSite(_Spider):
    name = "patterns_of_site"
    id_patterns = (PATTERN,)


class PatternsOfCms(_Spider):
    name = "patterns_of_cms"
    cms = Cms("mau", id_patterns=(PATTERN,))
