"""Tỉnh đoàn Phú Yên."""

from datetime import date

from crawler.cms.nukeviet import NUKEVIET
from crawler.site import Site
from crawler.spider import BulletinSpider


class TuoitrephuyenSpider(BulletinSpider):
    name = "tuoitrephuyen"
    sites = (
        Site(
            host="tuoitrephuyen.vn",
            start=("/", "/bao-ve-nen-tang-tu-tuong-cua-dang"),
            cms=NUKEVIET,
            owner="Tỉnh đoàn Phú Yên",
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
