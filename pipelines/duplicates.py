"""Duplicates: an article is given once a run."""

from dataclasses import replace

from crawler.exceptions import DuplicateArticle
from crawler.extract.hashing import content_hash
from crawler.items import Article


class Duplicates:
    """Drops a second item with the same id, or with the same text on the same site."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.texts: dict[tuple[str | None, str], str] = {}

    def process_item(self, item: Article) -> Article:
        digest = content_hash((item.title, item.lead, item.body))
        if item.id in self.ids:
            raise DuplicateArticle(f"{item.url}: {item.id} was given before")
        other = self.texts.get((item.site, digest))
        if other and item.body:
            raise DuplicateArticle(f"{item.url}: same text as {other}")
        self.ids.add(item.id or item.url)
        if item.deleted:
            return item
        self.texts[item.site, digest] = item.url
        return item if item.content_hash else replace(item, content_hash=digest)
