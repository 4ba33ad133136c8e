"""Báo điện tử Đảng Cộng sản Việt Nam. Still read in 2026 by others, with a changed home page."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DangcongsanSpider(BulletinSpider):
    name = "dangcongsan"
    sites = (
        Site(
            host="dangcongsan.vn",
            start=("/", "/thoi-su.html"),
            owner="Báo điện tử Đảng Cộng sản Việt Nam",
            id_patterns=(r"-(\d{6})\.html$",),
            datelines=("ĐCSVN",),
            status="unsure",
            status_basis="the layout changed in 2026; a merger into Báo Nhân Dân is not supported by any source",
        ),
    )
