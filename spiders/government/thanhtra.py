"""Báo Thanh tra. A player's title stands before the headline."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class ThanhtraSpider(BulletinSpider):
    name = "thanhtra"
    sites = (
        Site(
            host="thanhtra.com.vn",
            owner="Báo Thanh tra, Thanh tra Chính phủ",
            datelines=("Thanh tra",),
        ),
    )
