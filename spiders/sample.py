"""The bundled sample site: a real HTTP server on loopback (`make crawl` starts it)."""

from crawler.arguments import ArgumentError, parse_address
from crawler.site import Site
from crawler.spider import BulletinSpider


class SampleSpider(BulletinSpider):
    name = "sample"

    def __init__(self, *args: str, url: str | None = None, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        if url is None:
            raise ArgumentError(
                "`make crawl` starts the sample site and crawls it; for a site of your own "
                "making, `python -m sample` prints the address for -a url="
            )
        parts = parse_address("url", url, ("http",))
        start = ("/rss.xml", "/thoi-su", "/xay-dung-dang", "/doi-song", "/sitemap.xml")
        self.sites = (Site(host=parts.netloc, id_host="sample", scheme="http", start=start),)
