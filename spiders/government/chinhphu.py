"""Cổng Thông tin điện tử Chính phủ. No page has been seen."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class ChinhphuSpider(BulletinSpider):
    name = "chinhphu"
    sites = (
        Site(
            host="chinhphu.vn",
            owner="Cổng Thông tin điện tử Chính phủ",
        ),
    )
