"""Tỉnh ủy Thừa Thiên Huế. The page number stands in the path: /van-ban/&cpage=2."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class TinhuytthueSpider(BulletinSpider):
    name = "tinhuytthue"
    sites = (
        Site(
            host="tinhuytthue.vn",
            start=("/", "/van-ban/"),
            owner="Tỉnh ủy Thừa Thiên Huế",
            status="unsure",
            status_basis="the province became the city of Huế in 2025; what became of the host was not seen",
        ),
    )
