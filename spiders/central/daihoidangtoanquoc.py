"""The 14th Congress's site, opened on 2025-09-12. No page has been seen."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class DaihoidangtoanquocSpider(BulletinSpider):
    name = "daihoidangtoanquoc"
    sites = (
        Site(
            host="daihoidangtoanquoc.vn",
            owner="Báo Nhân Dân",
        ),
    )
