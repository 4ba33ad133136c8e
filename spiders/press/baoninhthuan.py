"""Báo Ninh Thuận."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class BaoninhthuanSpider(BulletinSpider):
    name = "baoninhthuan"
    sites = (
        Site(
            host="baoninhthuan.com.vn",
            owner="Báo Ninh Thuận",
            id_patterns=(r"/news/(\d+)p\d+c\d+/",),
            datelines=("NTO",),
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
        ),
    )
