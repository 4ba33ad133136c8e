"""Validate: nothing leaves that the feed's contract forbids."""

from crawler.exceptions import IncompleteArticle, InvalidArticle
from crawler.extract.urls import is_web_url
from crawler.items import Article


class Validate:
    """Enough is a title, and a body, captioned pictures or a file."""

    def process_item(self, item: Article) -> Article:
        if not is_web_url(item.url):
            raise InvalidArticle(f"{item.url!r} is no http(s) address")
        if item.deleted:  # a tombstone: its article is not there any more
            return item
        if not item.title:
            raise IncompleteArticle(f"{item.url}: no title")
        captioned = any(image.caption for image in item.images)
        if not (item.body or item.lead or captioned or item.attachments):
            raise IncompleteArticle(f"{item.url}: no text, captioned picture or file")
        for name in ("published", "modified", "fetched"):
            moment = getattr(item, name)
            if moment is not None and moment.tzinfo is None:
                raise InvalidArticle(f"{item.url}: {name} has no time zone")
        if (item.published is None) != (item.published_precision is None):
            raise InvalidArticle(f"{item.url}: published and its precision go together")
        for name in ("title", "lead", "body", "section", "source", "dateline"):
            if getattr(item, name) == "":
                raise InvalidArticle(f"{item.url}: {name} is empty instead of null")
        return item
