"""Xây dựng chính sách, pháp luật: whole decrees, with tables and long clauses."""

from datetime import date

from crawler.cms.vccorp import VCCORP
from crawler.site import Site
from crawler.spider import BulletinSpider


class XaydungchinhsachSpider(BulletinSpider):
    name = "xaydungchinhsach"
    sites = (
        Site(
            host="xaydungchinhsach.chinhphu.vn",
            cms=VCCORP,
            owner="Cổng Thông tin điện tử Chính phủ",
            id_patterns=(r"-(119\d{12,15})\.htm$",),
            datelines=("Chinhphu.vn",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
