"""Tỉnh ủy Tuyên Quang. No page has been seen."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class TuyenquangSpider(BulletinSpider):
    name = "tuyenquang"
    sites = (
        Site(
            host="tuyenquang.dcs.vn",
            owner="Tỉnh ủy Tuyên Quang",
            status="unsure",
            status_basis="some portals under dcs.vn were closed by the mergers of 2025; which ones was not seen",
        ),
    )
