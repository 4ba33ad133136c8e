"""Tỉnh ủy Thái Nguyên. Picture paths look like NukeViet's; no page has been seen."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class ThainguyenSpider(BulletinSpider):
    name = "thainguyen"
    sites = (
        Site(
            host="thainguyen.dcs.vn",
            owner="Tỉnh ủy Thái Nguyên",
            status="unsure",
            status_basis="some portals under dcs.vn were closed by the mergers of 2025; which ones was not seen",
        ),
    )
