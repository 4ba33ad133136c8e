"""Báo Đà Nẵng. Lone ; and . lines end the text."""

from crawler.cms.section import SECTION
from crawler.site import Site
from crawler.spider import BulletinSpider


class BaodanangSpider(BulletinSpider):
    name = "baodanang"
    sites = (
        Site(
            host="baodanang.vn",
            start=("/", "/channel/5399/"),
            cms=SECTION,
            owner="Báo Đà Nẵng",
        ),
    )
