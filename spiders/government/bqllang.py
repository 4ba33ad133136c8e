"""Ban Quản lý Lăng Chủ tịch Hồ Chí Minh. Alt texts without diacritics stand above captions."""

from datetime import date

from crawler.cms.joomla import JOOMLA
from crawler.site import Site
from crawler.spider import BulletinSpider


class BqllangSpider(BulletinSpider):
    name = "bqllang"
    sites = (
        Site(
            host="bqllang.gov.vn",
            start=("/tin-tuc/tin-tong-hop", "/tin-tuc/tin-tu-ban-quan-ly-lang"),
            cms=JOOMLA,
            owner="Ban Quản lý Lăng Chủ tịch Hồ Chí Minh",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
