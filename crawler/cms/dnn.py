"""DNN with the `post-` skin: dangcongsan.vn, qdnd.vn, baovephapluat.vn, cn.dangcongsan.vn.

Class names from public code of 2019 to 2026; lists go on with `?page=N` or `?trang=N`.
"""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class DnnListing(ListingPage):
    article_css = "div.w-list a.item-title, .hotnews article.item h3 a, .subnews-item a"


class DnnArticle(ArticlePage):
    title_css = "h1.post-title"
    lead_css = ".post-summary h2, .post-summary"
    body_css = ".post-content .noidung, .post-content, [itemprop=articleBody]"
    published_css = ".lbPublishedDate, .post-subinfo span"


DNN = Cms(
    name="dnn",
    article_page=DnnArticle,
    listing_page=DnnListing,
    tell_tales=("lbPublishedDate", "post-summary", "viewhinone", "hnoneview"),
    id_patterns=(r"-(\d{5,7})(?:\.html)?$",),
)
