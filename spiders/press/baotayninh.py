"""Báo Tây Ninh. The newest video's blurb stands on every video page."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class BaotayninhSpider(BulletinSpider):
    name = "baotayninh"
    sites = (
        Site(
            host="baotayninh.vn",
            start=("/", "/video"),
            owner="Báo Tây Ninh",
        ),
    )
