"""Hội Văn học nghệ thuật Ninh Bình. The first date line is the clock of the visit."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class VanngheSpider(BulletinSpider):
    name = "vannghe"
    sites = (
        Site(
            host="vannghe.ninhbinh.gov.vn",
            start=("/", "/tho"),
            owner="Hội Văn học nghệ thuật Ninh Bình",
            id_patterns=(r"/[a-z-]+/[a-z0-9-]+-(\d+)\.html$",),
        ),
    )
