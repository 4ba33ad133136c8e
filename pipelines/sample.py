"""Sample: a run that was asked for so many articles gives no more."""

from typing import Any, Self

from crawler.exceptions import SampleFull
from crawler.items import Article


class Sample:
    """Drops what comes after the first `size` items; 0 is no bound. Stands behind all others."""

    def __init__(self, size: int = 0) -> None:
        self.left = size or None

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.settings.getint("CLOSESPIDER_ITEMCOUNT"))

    def process_item(self, item: Article) -> Article:
        if self.left == 0:
            raise SampleFull(f"{item.url}: the sample is full")
        if self.left is not None:
            self.left -= 1
        return item
