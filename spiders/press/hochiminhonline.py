"""Reprints on Hồ Chí Minh's thought; who publishes them is unknown."""

from datetime import date

from crawler.cms.wordpress import WORDPRESS
from crawler.site import Site
from crawler.spider import BulletinSpider


class HochiminhonlineSpider(BulletinSpider):
    name = "hochiminhonline"
    sites = (
        Site(
            host="hochiminh.online",
            cms=WORDPRESS,
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
