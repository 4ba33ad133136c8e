"""Truyền hình Quốc hội Việt Nam. Slugs hold no id."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class QuochoitvSpider(BulletinSpider):
    name = "quochoitv"
    sites = (
        Site(
            host="quochoitv.vn",
            owner="Truyền hình Quốc hội Việt Nam",
        ),
    )
