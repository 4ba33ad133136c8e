"""WordPress, which unknown portals use: hochiminh.online. Class names of its default themes."""

from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class WordpressListing(ListingPage):
    article_css = ".entry-title a, h2.wp-block-post-title a, .post-title a"
    next_css = "a.next.page-numbers, .nav-previous a, a.wp-block-query-pagination-next"


class WordpressArticle(ArticlePage):
    title_css = "h1.entry-title, h1.wp-block-post-title, h1.post-title"
    body_css = ".entry-content, .wp-block-post-content, .post-content"
    published_css = "time.entry-date.published, .wp-block-post-date time"
    authors_css = ".author.vcard .fn, .author.vcard a, .wp-block-post-author-name"
    section_css = ".cat-links a[rel~=category]"
    tags_css = ".tags-links a, .tag-links a, .taxonomy-post_tag a"
    remove_css = ".sharedaddy, .jp-relatedposts, .author-box"


WORDPRESS = Cms(
    name="wordpress",
    article_page=WordpressArticle,
    listing_page=WordpressListing,
    tell_tales=("/wp-content/", "/wp-includes/", 'content="WordPress'),
    id_patterns=(r"[?&]p=(\d+)",),
)
