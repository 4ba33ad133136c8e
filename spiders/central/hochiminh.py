"""Trang tin điện tử Hồ Chí Minh. Only the host is known."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class HochiminhSpider(BulletinSpider):
    name = "hochiminh"
    sites = (
        Site(
            host="hochiminh.vn",
            owner="Trang tin điện tử Hồ Chí Minh, Ban Tuyên giáo Trung ương",
        ),
    )
