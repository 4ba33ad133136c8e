"""Hội đồng Lý luận Trung ương. Only the host is known."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class HoidonglyluanSpider(BulletinSpider):
    name = "hoidonglyluan"
    sites = (
        Site(
            host="hoidonglyluan.vn",
            owner="Hội đồng Lý luận Trung ương",
        ),
    )
