"""Tỉnh ủy Nghệ An. Some addresses hold a curly quote; a banner's alt text comes first."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class NgheanSpider(BulletinSpider):
    name = "nghean"
    sites = (
        Site(
            host="nghean.dcs.vn",
            owner="Tỉnh ủy Nghệ An",
            id_patterns=(r"/vi-vn/tin/[^/]+/(\d+-\d+-\d+)$",),
        ),
    )
