"""A pipeline, an extension and a sink that break."""

from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler


class Breaks:
    """Raises at every item."""

    def process_item(self, item: Any) -> Any:
        raise RuntimeError("the pipeline breaks")


class BreaksAtTheEnd:
    """An extension whose handler raises when all is over."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BreaksAtTheEnd":
        extension = cls()
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    def engine_stopped(self) -> None:
        """Raises."""
        raise RuntimeError("the handler breaks")


def refuse(feed: Path, settings: Any) -> None:
    """A sink that holds nothing."""
    raise ConnectionError("the sink does not answer")
