"""A pipeline, and a sink, that break."""

from pathlib import Path
from typing import Any


class Breaks:
    """Raises at every item."""

    def process_item(self, item: Any) -> Any:
        raise RuntimeError("the pipeline breaks")


def refuse(feed: Path, settings: Any) -> None:
    """A sink that holds nothing."""
    raise ConnectionError("the sink does not answer")
