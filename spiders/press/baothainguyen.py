"""Báo Thái Nguyên. Hours may be on a clock of twelve without saying so."""

from crawler.cms.section import SECTION
from crawler.site import Site
from crawler.spider import BulletinSpider


class BaothainguyenSpider(BulletinSpider):
    name = "baothainguyen"
    sites = (
        Site(
            host="baothainguyen.vn",
            start=("/", "/chinh-tri/"),
            cms=SECTION,
            owner="Báo Thái Nguyên",
        ),
    )
