"""Báo Đồng Nai."""

from datetime import date

from crawler.cms.section import SECTION
from crawler.site import Site
from crawler.spider import BulletinSpider


class BaodongnaiSpider(BulletinSpider):
    name = "baodongnai"
    sites = (
        Site(
            host="baodongnai.com.vn",
            start=("/", "/tin-moi/"),
            cms=SECTION,
            owner="Báo Đồng Nai",
            datelines=("ĐN",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
