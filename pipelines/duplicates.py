"""Duplicates: an article is given once a run."""

from collections import defaultdict
from dataclasses import replace

from crawler.exceptions import DuplicateArticle
from crawler.extract.hashing import content_hash
from crawler.items import Article


class Duplicates:
    """Drops a second item with the same id, or with the same text on the same site."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.texts: defaultdict[str | None, dict[int, str]] = defaultdict(dict)
        """Site -> 64 bits of a text -> id; few bytes each, since a run may have 50,000 articles."""

    def process_item(self, item: Article) -> Article:
        printed = item.title, item.lead, item.body
        if item.id in self.ids:
            raise DuplicateArticle(f"{item.url}: {item.id} was given before")
        texts, text = self.texts[item.site], hash(printed)
        other = texts.get(text)
        if other and item.body:
            raise DuplicateArticle(f"{item.url}: same text as {other}")
        name = item.id or item.url
        self.ids.add(name)
        if item.deleted:
            return item
        texts[text] = name
        return item if item.content_hash else replace(item, content_hash=content_hash(printed))
