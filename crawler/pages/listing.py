"""A page that lists articles, for a CMS to sharpen."""

from functools import cached_property
from typing import ClassVar

from crawler.extract.anchors import absolute
from crawler.extract.links import find_articles, find_next, in_page_order
from crawler.items import Listing
from crawler.pages.page import Page


class ListingPage(Page):
    """A page that lists articles: a section, a front page."""

    article_css: ClassVar[str] = ""
    """Links of articles; empty: the general reader finds them."""
    next_css: ClassVar[str] = ""
    """Link to the next page, where its words do not tell."""
    id_patterns: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """URLs of articles in page order."""
        general = find_articles(self.root, self.url, self.id_patterns)
        selected = self._links(self.article_css)
        if len(selected) < 3 or set(selected) <= set(general):
            return tuple(general)
        return tuple(in_page_order(self.root, self.base, {*general, *selected}))

    @cached_property
    def next(self) -> str | None:
        """URL of the next page of the same listing."""
        selected = self._links(self.next_css)
        return selected[0] if selected else find_next(self.root, self.url)

    def _links(self, css: str) -> list[str]:
        """Addresses that `css` selects, in page order, without doubles."""
        found = [node.get("href", "") for node in self.select(css)]
        links = (absolute(self.base, href.strip()) for href in found)
        return list(dict.fromkeys(link for link in links if link))

    def to_listing(self) -> Listing:
        """The page as a `Listing`."""
        return Listing(self.articles, self.next)
