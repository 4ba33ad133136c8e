"""Page objects: one page in, its fields out. A page object sees (html, url) and nothing else.

The defaults here read an *unknown* page: structured data first, then the general reader. A CMS
sharpens them with selectors, which are hypotheses: one that finds nothing falls through to the
default and is counted in `misses`, never fatal.
"""


class NotAnArticle(Exception):
    """The page is none: a section page, a login or challenge page, nothing to read."""

    def __init__(self, reason: str, url: str = "") -> None:
        super().__init__(f"{url}: not an article ({reason})" if url else reason)
        self.reason = reason
        """`listing`, `login`, `challenge`, `empty`, `error page`, `too deep`."""


class ListingPage:
    pass


class ArticlePage:
    pass
