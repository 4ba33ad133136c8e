"""Báo điện tử Chính phủ. Listing and article read from pages as served (2026-03)."""

from dataclasses import replace
from datetime import date

from crawler.cms.vccorp import VCCORP
from crawler.pages import ArticlePage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider


class Baochinhphu2020Article(ArticlePage):
    """As the public spiders of June 2020 read it; addresses end in `.vgp`."""

    title_css = ".article-header > h1"
    lead_css = ".article-body .summary"
    body_css = ".article-body"
    published_css = ".article-header .meta"
    tags_css = ".keywords .word a"


BAOCHINHPHU_2020 = Cms(
    name="baochinhphu_2020",
    article_page=Baochinhphu2020Article,
    tell_tales=('class="article-header', 'class="article-body'),
)
BAOCHINHPHU = replace(VCCORP, former=(BAOCHINHPHU_2020,))


class BaochinhphuSpider(BulletinSpider):
    name = "baochinhphu"
    sites = (
        Site(
            host="baochinhphu.vn",
            start=("/home.rss", "/chinh-sach-va-cuoc-song/chinh-sach-moi.htm"),
            cms=BAOCHINHPHU,
            owner="Báo điện tử Chính phủ",
            id_patterns=(r"-(102\d{12,15})\.htm$", r"/(\d+\.vgp)$"),
            datelines=("Chinhphu.vn",),
            verified=date(2026, 11, 23),
            verified_by="as-served page",
        ),
    )
