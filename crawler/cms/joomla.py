"""Joomla, with its K2 extension or without: lyluanchinhtri.vn (to 2022), bqllang.gov.vn, hcmm.gov.vn.

One article has several addresses (`/item/<id>-slug`, `/component/k2/item/<id>`, `/<id>-slug.html`).
Class names are those of the two programs' own templates.
"""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class JoomlaListing(ListingPage):
    article_css = ".catItemTitle a, .itemListTitle a, .items-row .page-header a, .list-title a"


class JoomlaArticle(ArticlePage):
    title_css = ".itemTitle, .item-page [itemprop=headline], .item-page .page-header h2"
    lead_css = ".itemIntroText"
    body_css = (
        ".itemBody, .itemFullText, .item-page [itemprop=articleBody], .com-content-article__body"
    )
    published_css = (
        ".itemDateCreated, .item-page [itemprop=datePublished], .item-page .published time"
    )
    tags_css = ".itemTags a, .item-page .tags a"
    remove_css = ".itemToolbar, .itemRelated, .itemNavigation"


JOOMLA = Cms(
    name="joomla",
    article_page=JoomlaArticle,
    listing_page=JoomlaListing,
    tell_tales=("k2Container", "itemFullText", 'content="Joomla!', "item-page"),
    id_patterns=(r"/item/(\d+)-", r"/(\d+)-[^/]+\.html$"),
)
