"""Xây dựng Đảng: the journal's old host, and its pages at Tạp chí Cộng sản (seen since 12-2025)."""

from datetime import date

from crawler.cms.slug_id import SLUG_ID
from crawler.pages import ArticlePage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider


class XaydungdangArticle(ArticlePage):
    """Four kinds of pages, as public code of December 2025 reads them; slugs hold no id."""

    body_css = ".article-content, .content-news, .content-video, .content-magazine"


XAYDUNGDANG = Cms(name="xaydungdang", article_page=XaydungdangArticle)


class XaydungdangSpider(BulletinSpider):
    name = "xaydungdang"
    sites = (
        Site(
            host="xaydungdang.tapchicongsan.org.vn",
            cms=XAYDUNGDANG,
            owner="Tạp chí Cộng sản, chuyên trang Xây dựng Đảng",
            datelines=("XDĐ",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
        Site(
            host="xaydungdang.org.vn",
            start=("/co-so-dang", "/nhip-cau-ban-doc", "/quoc-te"),
            cms=SLUG_ID,
            owner="Tạp chí Xây dựng Đảng",
            status="moved",
            status_basis="the journal is fetched at its new host since December 2025",
            moved_to="xaydungdang.tapchicongsan.org.vn",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
