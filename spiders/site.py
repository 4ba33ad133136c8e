"""Any site that nobody has described: `scrapy crawl site -a url=https://...`."""

from crawler.arguments import ArgumentError, parse_address
from crawler.site import Site
from crawler.spider import BulletinSpider


class SiteSpider(BulletinSpider):
    name = "site"

    def __init__(self, *args: str, url: str | None = None, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        parts = parse_address("url", url or "")
        host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
        start = parts._replace(netloc=host, fragment="").geturl()
        try:
            self.sites = (Site(host=host, start=(start,), scheme=parts.scheme, language=None),)
        except ValueError as error:
            raise ArgumentError(str(error)) from error
