"""VietnamPlus. A related headline and its lead may follow ./. without a break."""

from datetime import date

from crawler.cms.onecms import ONECMS
from crawler.site import Site
from crawler.spider import BulletinSpider


class VietnamplusSpider(BulletinSpider):
    name = "vietnamplus"
    sites = (
        Site(
            host="vietnamplus.vn",
            start=("/rss/home.rss",),
            cms=ONECMS,
            owner="Thông tấn xã Việt Nam",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
