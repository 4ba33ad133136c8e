"""Tạp chí Tuyên giáo. Its commission went into Ban Tuyên giáo và Dân vận on 2025-02-03."""

from datetime import date

from crawler.site import Site
from crawler.spider import BulletinSpider


class TuyengiaoSpider(BulletinSpider):
    name = "tuyengiao"
    sites = (
        Site(
            host="tuyengiao.vn",
            start=("/", "/bao-ve-nen-tang-tu-tuong-cua-dang"),
            owner="Tạp chí Tuyên giáo, Ban Tuyên giáo Trung ương",
            datelines=("TG", "TCTG"),
            status="moved",
            status_basis="the commission was merged on 2025-02-03; whether the old host redirects was not seen",
            moved_to="tuyengiaodanvan.vn",
            verified=date(2026, 11, 24),
            verified_by="template",
        ),
    )
