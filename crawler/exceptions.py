"""Why an item is dropped. Scrapy counts each by its name."""

from scrapy.exceptions import DropItem


class DuplicateArticle(DropItem):
    """The run has already given this article, or the same text under another address."""


class IncompleteArticle(DropItem):
    """Too little to publish: no title, or neither text, captioned pictures nor a file."""


class InvalidArticle(DropItem):
    """A value that the feed's contract forbids: a naive date, an address that is not http(s)."""


class SampleFull(DropItem):
    """The run was asked for so many articles and has them."""
