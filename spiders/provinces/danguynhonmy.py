"""Đảng ủy xã Nhơn Mỹ. Neither an id in the address nor a date in the text."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DanguynhonmySpider(BulletinSpider):
    name = "danguynhonmy"
    sites = (
        Site(
            host="danguynhonmy.vn",
            start=("/", "/bao-ve-dang"),
            owner="Đảng ủy xã Nhơn Mỹ",
        ),
    )
