"""Báo Bảo vệ pháp luật. The editor's word leftcenterrightdel stands above every caption."""

from datetime import date

from crawler.cms.dnn import DNN
from crawler.site import Site
from crawler.spider import BulletinSpider


class BaovephapluatSpider(BulletinSpider):
    name = "baovephapluat"
    sites = (
        Site(
            host="baovephapluat.vn",
            start=("/", "/kiem-sat-24h/ban-tin-kiem-sat"),
            cms=DNN,
            owner="Báo Bảo vệ pháp luật, Viện Kiểm sát nhân dân tối cao",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
