"""Báo Nhân Dân. The feed answered on 2026-07-17; pages of its layout of 2020 may still be served."""

from dataclasses import replace
from datetime import date

from crawler.cms.onecms import ONECMS
from crawler.pages import ArticlePage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider


class Nhandan2020Article(ArticlePage):
    """As the public spiders of June 2020 read it."""

    title_css = ".item-container > h3"
    lead_css = ".sapo > p"
    body_css = ".item-content"
    published_css = ".date-created"


NHANDAN_2020 = Cms(
    name="nhandan_2020",
    article_page=Nhandan2020Article,
    tell_tales=('class="item-container', 'class="date-created'),
)
NHANDAN = replace(ONECMS, former=(NHANDAN_2020,))


class NhandanSpider(BulletinSpider):
    name = "nhandan"
    sites = (
        Site(
            host="nhandan.vn",
            start=("/rss/home.rss",),
            cms=NHANDAN,
            owner="Báo Nhân Dân",
            datelines=("NDO", "NDĐT", "ND"),
            verified=date(2026, 11, 24),
            verified_by="template",
        ),
    )
