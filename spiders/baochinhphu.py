"""Báo điện tử Chính phủ. Listing and article read from pages as served (2026-03)."""

from datetime import date

from crawler.site import Site
from crawler.spider import BulletinSpider


class BaochinhphuSpider(BulletinSpider):
    name = "baochinhphu"
    sites = (
        Site(
            host="baochinhphu.vn",
            start=("/home.rss", "/chinh-sach-va-cuoc-song/chinh-sach-moi.htm"),
            owner="Báo điện tử Chính phủ",
            id_patterns=(r"-(102\d{12,15})\.htm$",),
            datelines=("Chinhphu.vn",),
            verified=date(2026, 11, 23),
            verified_by="as-served page",
        ),
    )
