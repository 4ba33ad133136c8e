"""The feed on disk: written beside its final name, renamed when whole, salvaged after a crash."""

import asyncio
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import apply_uri_params
from w3lib.url import file_uri_to_path

from crawler.durable import (
    LineFile,
    copy_into,
    cut_to_whole_lines,
    ends_whole,
    part_of,
    publish,
)
from crawler.lock import locked
from crawler.run import Run

logger = logging.getLogger(__name__)

PLACEHOLDERS = ("name", "stamp", "time", "batch_time", "batch_id")
"""What `%(...)s` in the address of a feed may name."""
WHOLE = frozenset({"json", "xml", "csv"})
"""Formats with a beginning, which may stand in a file but once."""
_IS_PART = re.compile(r"\..*\.jsonl\.part")


class BrokenFeed(OSError):
    """A line of a published feed cannot be read."""

    def __init__(self, place: str) -> None:
        """`place`: the file and the number of the line."""
        super().__init__(
            f"{place}: cut or damaged; restore the file from a copy, or delete this line"
            " (its article then counts as new)"
        )


def uri_params(params: dict[str, Any], spider: Spider) -> dict[str, Any]:
    """Scrapy's parameters of a feed's address, and `stamp`, the run's start."""
    return {**params, "stamp": Run.of(spider.crawler).stamp}


def local_path(uri: str) -> Path | None:
    """The file that the address of a feed names; None where it lies elsewhere."""
    if uri.startswith("file:"):
        return Path(file_uri_to_path(uri)).absolute()
    return None if re.match(r"\w+:", uri) else Path(uri).absolute()


def addresses_of(run: Run, settings: Mapping[str, Any]) -> list[str]:
    """The addresses of the feeds that `run` writes. What only Scrapy knows, `%(time)s` or the
    number of a batch, stands in them as it was given."""
    known = {"%(name)s": run.spider, "%(stamp)s": run.stamp}
    pattern = "|".join(map(re.escape, known))
    return [re.sub(pattern, lambda hit: known[hit[0]], str(uri)) for uri in settings["FEEDS"]]


def cannot_be_written(uri: str, options: Mapping[str, Any]) -> str | None:
    """Why a feed cannot be written to `uri` with Scrapy's `options`; None where nothing is known.

    Scrapy finds these out at the first item, and crawls on without writing anything.
    """
    try:
        apply_uri_params(uri, dict.fromkeys(PLACEHOLDERS, 0))
    except (KeyError, TypeError, ValueError):
        return f"the placeholders are {', '.join(PLACEHOLDERS)}"
    path = local_path(uri)
    if path is None or not path.exists():
        return None
    if path.is_dir():
        return "it is a folder"
    if not options.get("overwrite") and options["format"] in WHOLE and path.stat().st_size:
        return f"{options['format']} cannot be appended to; -O writes it anew"
    return None


def names_of_feeds(folder: Path) -> list[str]:
    """Names of the published feeds in `folder`, oldest first. After years of hourly runs there are
    a hundred thousand, so they stay names: a path of each costs seconds."""
    return sorted(name for name in os.listdir(folder) if name.endswith(".jsonl"))


def salvage(folder: Path) -> list[Path]:
    """Publish the whole lines of every feed that a killed run left in `folder`.

    Only the holder of the spider's lock may call this. Returns the published feeds.
    """
    published = []
    for name in sorted(name for name in os.listdir(folder) if _IS_PART.fullmatch(name)):
        part, path = folder / name, folder / name[1:].removesuffix(".part")
        with part.open("r+b") as file:
            length = cut_to_whole_lines(file)
            os.fsync(file.fileno())
        if length == 0:
            part.unlink()
        else:
            publish(part, path)
            published.append(path)
    return published


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Keep the temporary name of the feed `path` for this process, and remove what is left there
    at the end. Raises AlreadyRunning at once where another process writes the same feed."""
    part = part_of(path)
    with locked(part) as file:
        try:
            yield
        finally:
            # published, it has another name, and the next one may have begun under this one
            if part.exists() and os.path.samestat(os.fstat(file.fileno()), part.stat()):
                part.unlink()


class WholeFile:
    """Feed storage for local files that never shows half a feed.

    An appending feed (`-o`) starts from a copy of what is there. A disk that is full ends the
    crawl: of JSON Lines what is whole is published, of other formats nothing.
    """

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        path = local_path(uri)
        assert path is not None, uri
        self.path = path
        options = feed_options or {}
        self.append = not options.get("overwrite", False)
        self.by_lines = options.get("format", "jsonlines") in ("jsonlines", "jsonl", "jl")
        self.crawler: Crawler | None = None

    def open(self, spider: Spider) -> IO[bytes]:
        """The temporary file that the exporter writes to."""
        self.crawler = getattr(spider, "crawler", None)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file: Any = LineFile(part_of(self.path), self._stop)
        if self.append and self.path.exists():
            copy_into(self.path, file)
            if self.by_lines and not ends_whole(file):
                file.write(b"\n")
        return cast("IO[bytes]", file)

    def store(self, file: IO[bytes]) -> None:
        """Make the feed durable and give it its final name."""
        with file:
            error = getattr(file, "error", None)
            if error and not self.by_lines:
                raise error
            os.fsync(file.fileno())
        publish(part_of(self.path), self.path)

    def _stop(self, error: OSError) -> None:
        logger.error("%s cannot be written: %s", self.path, error)
        if self.crawler and self.crawler.engine and self.crawler.stats:
            self.crawler.stats.inc_value("storage/feed_failed")
            stop = self.crawler.engine.close_spider_async(reason="storage")
            self.closing = asyncio.ensure_future(stop)
