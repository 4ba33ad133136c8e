"""Tỉnh ủy Khánh Hòa."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class TinhuykhanhhoaSpider(BulletinSpider):
    name = "tinhuykhanhhoa"
    sites = (
        Site(
            host="tinhuykhanhhoa.vn",
            start=("/", "/tin-bai/"),
            owner="Tỉnh ủy Khánh Hòa",
        ),
    )
