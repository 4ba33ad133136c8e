"""Báo Nhân Dân. The feed answered on 2026-07-17; no article page has been seen."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class NhandanSpider(BulletinSpider):
    name = "nhandan"
    sites = (
        Site(
            host="nhandan.vn",
            start=("/rss/home.rss",),
            owner="Báo Nhân Dân",
            id_patterns=(r"-post(\d+)\.html$", r"-(\d{5,7})\.html?$"),
            datelines=("NDO", "NDĐT", "ND"),
        ),
    )
