"""NukeViet, the free Vietnamese CMS of many portals: tinhuybinhphuoc.vn, tuoitrephuyen.vn.

No page of these sites was seen; class names are those of the program's own news module, versions
4 and 3. Lists go on under `/page-N`.
"""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class NukevietListing(ListingPage):
    article_css = ".news_column h2 a, .news_column h3 a, .news_column h4 a, .news-content-hot h3 a"


class NukevietArticle(ArticlePage):
    title_css = "h1.title, [itemprop=headline]"
    lead_css = ".hometext"
    body_css = "#news-bodyhtml, .bodytext"
    published_css = ".news_column span.h5, .news_column span.time"
    tags_css = ".news_column a[href*='/tag/']"


class Nukeviet3Article(NukevietArticle):
    title_css = "h2.title"
    body_css = ".news_column .bodytext, .news_column .details-content"
    published_css = "span.time"


NUKEVIET_3 = Cms(
    name="nukeviet",
    article_page=Nukeviet3Article,
    listing_page=NukevietListing,
    tell_tales=('content="NukeViet v3',),
)
NUKEVIET = Cms(
    name="nukeviet",
    article_page=NukevietArticle,
    listing_page=NukevietListing,
    tell_tales=('content="NukeViet', "news-bodyhtml", "news_column"),
    id_patterns=(r"-(\d{2,})(?:\.html|/)?$",),
    former=(NUKEVIET_3,),
)
