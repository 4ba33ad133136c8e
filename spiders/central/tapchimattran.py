"""Tạp chí Mặt trận. A caption stands in a table of one cell."""

from datetime import date

from crawler.cms.story import STORY
from crawler.site import Site
from crawler.spider import BulletinSpider


class TapchimattranSpider(BulletinSpider):
    name = "tapchimattran"
    sites = (
        Site(
            host="tapchimattran.vn",
            start=("/thoi-su/", "/the-gioi/"),
            cms=STORY,
            owner="Tạp chí Mặt trận",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
