"""Báo Quảng Ngãi."""

from crawler.cms.section import SECTION
from crawler.site import Site
from crawler.spider import BulletinSpider


class BaoquangngaiSpider(BulletinSpider):
    name = "baoquangngai"
    sites = (
        Site(
            host="baoquangngai.vn",
            start=("/", "/channel/2023/"),
            cms=SECTION,
            owner="Báo Quảng Ngãi",
            datelines=("Báo Quảng Ngãi",),
        ),
    )
