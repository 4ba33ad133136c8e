"""Published feeds as sinks take them: by name, line by line or in batches."""

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from crawler.feedfile import open_feed
from crawler.sinks.columns import Line, parse_line

BATCH = 500
"""Lines in memory at once."""


def name_of(feed: Path) -> str:
    """The name under which a sink remembers a feed: `<spider>/<start>`, whatever its suffix."""
    return f"{feed.absolute().parent.name}/{feed.name.partition('.')[0]}"


def names_on_record(root: Path, among: Collection[str] | None = None) -> set[str]:
    """Names of the feeds of which `<root>/_feeds/<name>.json` tells, or of those among the given
    ones."""
    folder = root / "_feeds"
    if among is None:
        spiders = {place.name for place in folder.glob("*")}
    else:
        spiders = {name.partition("/")[0] for name in among}
    found = {
        f"{spider}/{name.removesuffix('.json')}"
        for spider in spiders
        if (folder / spider).is_dir()
        for name in os.listdir(folder / spider)
        if name.endswith(".json")
    }
    return found if among is None else found.intersection(among)


def read_feed(feed: Path) -> Iterator[tuple[bytes, Line]]:
    """Each line of a published feed, as it stands and as parsed.

    Raises ValueError with the number of a line that is broken.
    """
    with open_feed(feed) as file:
        for number, line in enumerate(file, 1):
            try:
                yield line, parse_line(line)
            except ValueError as error:
                raise ValueError(f"{feed}:{number}: {error}") from error


def read_batches(feed: Path, size: int = BATCH) -> Iterator[list[Line]]:
    """The parsed lines of a published feed, `size` at a time."""
    lines = (line for _, line in read_feed(feed))
    while batch := list(islice(lines, size)):
        yield batch
