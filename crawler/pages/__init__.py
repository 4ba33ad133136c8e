"""Page objects: one page in, its fields out. A page object sees (html, url) and nothing else.

The defaults here read an *unknown* page: structured data first, then the general reader. A CMS
sharpens them with selectors, which are hypotheses: one that finds nothing falls through to the
default, and `provenance` shows it.
"""

from crawler.pages.article import ArticlePage
from crawler.pages.listing import ListingPage
from crawler.pages.page import NotAnArticle

__all__ = ["ArticlePage", "ListingPage", "NotAnArticle"]
