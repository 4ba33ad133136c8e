"""Báo điện tử Đảng Cộng sản Việt Nam. Still read in 2026 by others, with a changed home page."""

from datetime import date

from crawler.cms.dnn import DNN
from crawler.site import Site
from crawler.spider import BulletinSpider


class DangcongsanSpider(BulletinSpider):
    name = "dangcongsan"
    sites = (
        Site(
            host="dangcongsan.vn",
            start=("/", "/thoi-su.html"),
            cms=DNN,
            owner="Báo điện tử Đảng Cộng sản Việt Nam",
            datelines=("ĐCSVN",),
            status="unsure",
            status_basis="the layout changed in 2026; no source supports a merger into Báo Nhân Dân",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
