"""Tạp chí Dân vận. The date line above a title is the day of the visit."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DanvanSpider(BulletinSpider):
    name = "danvan"
    sites = (
        Site(
            host="danvan.vn",
            start=("/Home/Tin-hoat-dong",),
            owner="Tạp chí Dân vận, Ban Dân vận Trung ương",
            id_patterns=(r"/Home/.+/(\d+)/[A-Za-z0-9-]+$",),
            scheme="http",
            status="unsure",
            status_basis="its commission was merged on 2025-02-03; the newest page seen is of 2025-01-10",
        ),
    )
