"""The `story`/`article` skin: mattran.org.vn (2018-20), tapchimattran.vn, front ends since."""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class StoryListing(ListingPage):
    article_css = "article .story__heading a, .list-region article > a"


class StoryArticle(ArticlePage):
    title_css = ".article__title, .article__heading"
    lead_css = ".article__sapo"
    body_css = ".article__body"
    published_css = ".article__meta time"
    tags_css = ".article__tag a"


STORY = Cms(
    name="story",
    article_page=StoryArticle,
    listing_page=StoryListing,
    tell_tales=('article__body"', 'article__sapo"', 'story__heading"'),
    id_patterns=(r"-(\d{5,6})(?:\.html)?$",),
)
