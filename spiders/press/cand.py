"""Báo Công an nhân dân, at cand.vn since 2026. Two layouts, and ids with an i since the second."""

from datetime import date

from crawler.pages import ArticlePage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider


class Cand2020Article(ArticlePage):
    """As the public spiders of June 2020 read it."""

    title_css = ".titledetail"
    lead_css = ".desnews"
    body_css = ".post-content"
    published_css = ".timepost"
    tags_css = ".tags li"


class CandArticle(ArticlePage):
    """As public code of 2025 reads it."""

    title_css = "h1.box-title-detail"
    body_css = ".detail-content-body"
    published_css = ".box-date"


CAND_2020 = Cms(
    name="cand_2020",
    article_page=Cand2020Article,
    tell_tales=('class="titledetail', 'class="timepost', 'class="desnews'),
)
CAND = Cms(name="cand", article_page=CandArticle, former=(CAND_2020,))


class CandSpider(BulletinSpider):
    name = "cand"
    sites = (
        Site(
            host="cand.vn",
            start=("/rss/home.rss", "/chong-dien-bien-hoa-binh/"),
            cms=CAND,
            owner="Báo Công an nhân dân",
            aliases=("cand.com.vn",),
            id_patterns=(r"-(i\d{5,})/?$", r"-(\d{5,6})/?$"),
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
