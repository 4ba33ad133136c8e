"""ONECMS, the successor of the `story` skin: nhandan.vn, vietnamplus.vn, sggp.org.vn.

Class names from public code of 2025 and from front-end templates of three of its sites.
"""

from crawler.cms.story import StoryArticle, StoryListing
from crawler.site import Cms


class OnecmsListing(StoryListing):
    article_css = ".story__heading a.cms-link, article.story a.cms-link"


class OnecmsArticle(StoryArticle):
    title_css = ".cms-title, .article__title"
    lead_css = ".cms-desc, .article__sapo"
    body_css = ".cms-body, .zce-content-body"
    published_css = ".article__meta time, time.time, span.time, .cms-date"
    authors_css = ".cms-author"
    remove_css = ".article__social, .sda_middle, .article-relate"


ONECMS = Cms(
    name="onecms",
    article_page=OnecmsArticle,
    listing_page=OnecmsListing,
    tell_tales=("cms-body", "cms-title", "zce-content-body"),
    id_patterns=(r"-post(\d+)\.(?:html|vnp|tpo)$",),
)
