"""Báo Quân đội nhân dân. Without a session cookie its feeds redirect to themselves for ever."""

from datetime import date

from crawler.cms.dnn import DNN
from crawler.site import Site
from crawler.spider import BulletinSpider


class QdndSpider(BulletinSpider):
    name = "qdnd"
    sites = (
        Site(
            host="qdnd.vn",
            start=("/phong-chong-dien-bien-hoa-binh", "/rss/cate/tin-tuc-moi-nhat.rss"),
            cms=DNN,
            owner="Báo Quân đội nhân dân",
            id_patterns=(r"-(\d{6})(?:\.html)?$",),
            datelines=("QĐND", "QĐND Online"),
            cookies=True,
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
