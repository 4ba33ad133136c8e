"""Ban Tổ chức Trung ương. Only the host is known."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class BtctwSpider(BulletinSpider):
    name = "btctw"
    sites = (
        Site(
            host="btctw.vn",
            owner="Ban Tổ chức Trung ương",
        ),
    )
