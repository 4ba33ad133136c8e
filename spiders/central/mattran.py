"""Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam. Related headlines stand between sapo and text."""

from datetime import date

from crawler.cms.story import STORY
from crawler.site import Site
from crawler.spider import BulletinSpider


class MattranSpider(BulletinSpider):
    name = "mattran"
    sites = (
        Site(
            host="mattran.org.vn",
            start=("/tin-hoat-dong/", "/giam-sat-phan-bien-xa-hoi/"),
            cms=STORY,
            owner="Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
            aliases=("m.mattran.org.vn",),
            datelines=("Mặt trận",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
