"""Documents and papers of the Party. Most pages are no articles: documents, books, biographies."""

from datetime import date

from crawler.cms.slug_id import SLUG_ID
from crawler.site import Site
from crawler.spider import BulletinSpider


class TulieuvankienSpider(BulletinSpider):
    name = "tulieuvankien"
    sites = (
        Site(
            host="tulieuvankien.dangcongsan.vn",
            start=("/", "/ban-chap-hanh-trung-uong-dang"),
            cms=SLUG_ID,
            owner="Báo điện tử Đảng Cộng sản Việt Nam, Tư liệu - Văn kiện Đảng",
            id_patterns=(r"/[a-z0-9-]+-(\d{2,6})$",),
            datelines=("ĐCSVN",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
