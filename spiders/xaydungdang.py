"""Xây dựng Đảng: the journal's old host, and its pages at Tạp chí Cộng sản (seen since 12-2025)."""

from crawler.site import Site
from crawler.spider import BulletinSpider


class XaydungdangSpider(BulletinSpider):
    name = "xaydungdang"
    sites = (
        Site(
            host="xaydungdang.tapchicongsan.org.vn",
            owner="Tạp chí Cộng sản, chuyên trang Xây dựng Đảng",
            datelines=("XDĐ",),
        ),
        Site(
            host="xaydungdang.org.vn",
            start=("/co-so-dang", "/nhip-cau-ban-doc", "/quoc-te"),
            owner="Tạp chí Xây dựng Đảng",
            id_patterns=(r"/[a-z0-9-]+-(\d{4,6})$",),
            status="moved",
            status_basis="the journal is fetched at its new host since December 2025",
            moved_to="xaydungdang.tapchicongsan.org.vn",
        ),
    )
