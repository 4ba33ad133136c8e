"""Huyện ủy Phù Cừ, Hưng Yên."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class HuyenuyphucuSpider(BulletinSpider):
    name = "huyenuyphucu"
    sites = (
        Site(
            host="huyenuyphucu.vn",
            owner="Huyện ủy Phù Cừ, tỉnh Hưng Yên",
            id_patterns=(r"-c(\d+)\.html$",),
            scheme="http",
            status="unsure",
            status_basis="districts were abolished on 2025-07-01; what became of the host was not seen",
        ),
    )
