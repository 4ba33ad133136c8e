"""VCCorp's IMS: baochinhphu.vn (as served, 2026-03), xaydungchinhsach.chinhphu.vn, nld.com.vn.

An article's id is a three-digit site code and the moment of publication, YYMMDDHHMMSSmmm.
"""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class VccorpListing(ListingPage):
    article_css = "a.box-category-link-title, a.box-stream-link-title, a.box-link-title"


class VccorpArticle(ArticlePage):
    title_css = "h1.detail-title, [data-role=title]"
    lead_css = ".detail-sapo"
    body_css = ".detail-content.afcbc-body, .afcbc-body"
    published_css = "[data-role=publishdate], .publishDate"
    authors_css = "[data-role=author]"
    remove_css = ".VCSortableInPreviewMode[type=RelatedOneNews], .kbwscwl-relatedbox"


VCCORP = Cms(
    name="vccorp",
    article_page=VccorpArticle,
    listing_page=VccorpListing,
    tell_tales=("afcbc-body",),
    id_patterns=(r"-(\d{3}[12]\d{11,14})\.htm$",),
)
