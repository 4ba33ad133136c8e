"""Báo Sài Gòn Giải Phóng. Captions of one page may differ only in a name."""

from datetime import date

from crawler.cms.onecms import ONECMS
from crawler.site import Site
from crawler.spider import BulletinSpider


class SggpSpider(BulletinSpider):
    name = "sggp"
    sites = (
        Site(
            host="sggp.org.vn",
            start=("/rss/home.rss",),
            cms=ONECMS,
            owner="Báo Sài Gòn Giải Phóng, Thành ủy Thành phố Hồ Chí Minh",
            verified=date(2026, 11, 24),
            verified_by="template",
        ),
    )
