"""Liferay: tapchicongsan.org.vn, danang.gov.vn, btg.dongthap.gov.vn.

The id is the number after `/2018/`, which is no year, or after `/content/id/`. The first h1 names
the site, not the article.
"""

from functools import cached_property

from crawler.extract.bylines import parse_byline
from crawler.extract.namelists import clean_authors
from crawler.extract.text import clean
from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms


class LiferayListing(ListingPage):
    article_css = ".titleHotNews a, .asset-title a, .asset-full-content h3 a"


class LiferayArticle(ArticlePage):
    body_css = ".journal-content-article, .ContentDetail, .asset-content"
    published_css = ".publishdate"
    authors_css = ".author, .writer, .tacgia"
    remove_css = ".journal-content-article style"

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The first line of the box: an affiliation stands below the name."""
        lines = (text for box in self.select(self.authors_css) for text in box.itertext())
        first = next((str(text) for text in lines if text.strip()), None)
        byline = parse_byline(clean(first)) if first else None
        found = byline.authors if byline else clean_authors([first or ""], self.site_names)
        if found:
            self.provenance["authors"] = "cms:authors_css"
        return found or super().authors


LIFERAY = Cms(
    name="liferay",
    article_page=LiferayArticle,
    listing_page=LiferayListing,
    tell_tales=("journal-content-article",),
    id_patterns=(r"/-/2018/(\d+)/", r"/content/id/(\d+)", r"/content/([a-z0-9-]+)$"),
)
