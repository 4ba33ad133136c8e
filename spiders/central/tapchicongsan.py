"""Tạp chí Cộng sản. One article has up to four addresses; the number after /2018/ is its id."""

from dataclasses import replace
from datetime import date

from crawler.cms.liferay import LIFERAY, LiferayArticle
from crawler.site import Site
from crawler.spider import BulletinSpider


class TapchicongsanArticle(LiferayArticle):
    title_css = ".journal-content-article h2"  # the h1 names the journal (public code, 2025-26)


TAPCHICONGSAN = replace(LIFERAY, article_page=TapchicongsanArticle)


class TapchicongsanSpider(BulletinSpider):
    name = "tapchicongsan"
    sites = (
        Site(
            host="tapchicongsan.org.vn",
            start=(
                "/web/guest/chinh-tri-xay-dung-dang",
                "/dau-tranh-phan-bac-cac-luan-dieu-sai-trai-thu-dich",
            ),
            cms=TAPCHICONGSAN,
            owner="Tạp chí Cộng sản",
            datelines=("TCCS",),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
