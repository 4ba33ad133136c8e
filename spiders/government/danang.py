"""Cổng Thông tin điện tử thành phố Đà Nẵng. No article has been seen."""

from crawler.cms.liferay import LIFERAY
from crawler.site import Site
from crawler.spider import BulletinSpider


class DanangSpider(BulletinSpider):
    name = "danang"
    sites = (
        Site(
            host="danang.gov.vn",
            start=("/web/guest/trang-chu",),
            cms=LIFERAY,
            owner="Thành phố Đà Nẵng",
        ),
    )
