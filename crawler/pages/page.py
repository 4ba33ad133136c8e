"""What every page object has: the tree, the address, selection."""

from functools import cached_property

from lxml import etree
from parsel import Selector

from crawler.extract.anchors import base_of
from crawler.extract.css import Css


class NotAnArticle(Exception):
    """The page is none: a section page, a login or challenge page, nothing to read."""

    def __init__(self, reason: str, url: str = "") -> None:
        super().__init__(f"{url}: not an article ({reason})" if url else reason)
        self.reason = reason
        """`listing`, `login`, `challenge`, `empty`, `error page`."""


class Page:
    """A page object sees (tree, url) and nothing else."""

    def __init__(self, root: etree._Element, url: str) -> None:
        self.root = root
        self.url = url

    @cached_property
    def selector(self) -> Selector:
        """The page for CSS and XPath, on the tree that is parsed already."""
        return Selector(root=self.root, type="html")

    @cached_property
    def css(self) -> Css:
        """The page's elements by their classes."""
        return Css(self.root)

    def select(self, css: str) -> list[etree._Element]:
        """What `css` selects, in page order; see `Css.select`."""
        return self.css.select(css)

    @cached_property
    def base(self) -> str:
        """What the page's relative links start from."""
        return base_of(self.root, self.url)
