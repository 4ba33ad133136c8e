"""Tỉnh ủy Bình Phước."""

from datetime import date

from crawler.cms.nukeviet import NUKEVIET
from crawler.site import Site
from crawler.spider import BulletinSpider


class TinhuybinhphuocSpider(BulletinSpider):
    name = "tinhuybinhphuoc"
    sites = (
        Site(
            host="tinhuybinhphuoc.vn",
            start=("/", "/news/"),
            cms=NUKEVIET,
            owner="Tỉnh ủy Bình Phước",
            status="unsure",
            status_basis="the province was merged on 2025-07-01; what became of the host was not seen",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
