"""Tạp chí Lý luận chính trị: Joomla K2 until 2022, then other pages and other ids on the same host."""

from datetime import date

from crawler.site import Site
from crawler.spider import BulletinSpider


class LyluanchinhtriSpider(BulletinSpider):
    name = "lyluanchinhtri"
    sites = (
        Site(
            host="lyluanchinhtri.vn",
            start=("/", "/bao-ve-nen-tang-tu-tuong-cua-dang"),
            owner="Tạp chí Lý luận chính trị, Học viện Chính trị quốc gia Hồ Chí Minh",
            id_patterns=(r"/(item/\d+)-", r"-(\d+)\.html$"),
            datelines=("LLCT",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
