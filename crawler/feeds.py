"""The feed on disk: written beside its final name, renamed when whole, salvaged after a crash."""

import os
from pathlib import Path
from typing import IO, Any

from scrapy import Spider
from w3lib.url import file_uri_to_path

from crawler.run import Run


def uri_params(params: dict[str, Any], spider: Spider) -> dict[str, Any]:
    """Scrapy's parameters of a feed's address, and `stamp`, the run's start."""
    return {**params, "stamp": Run.of(spider.crawler).stamp}


def part_of(path: Path) -> Path:
    """The temporary name of a feed: hidden, in the same folder, so that a rename suffices."""
    return path.with_name(f".{path.name}.part")


def fsync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(part: Path, path: Path) -> None:
    """Give the durable file `part` its final name, durably."""
    part.replace(path)
    fsync_folder(path.parent)


def cut_to_whole_lines(file: IO[bytes]) -> int:
    """Truncate `file` behind its last newline; return the length that is left."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - 65536)
        file.seek(start)
        newline = file.read(end - start).rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    file.truncate(end)
    return end


def salvage(folder: Path) -> list[Path]:
    """Publish the whole lines of every feed that a killed run left in `folder`.

    Only the holder of the spider's lock may call this. Returns the published feeds.
    """
    published = []
    for part in sorted(folder.glob(".*.jsonl.part")):
        path = part.with_name(part.name[1:].removesuffix(".part"))
        with part.open("r+b") as file:
            length = cut_to_whole_lines(file)
            os.fsync(file.fileno())
        if length == 0:
            part.unlink()
        else:
            publish(part, path)
            published.append(path)
    return published


class WholeFile:
    """Feed storage for local files that never shows half a feed.

    An appending feed (`-o`) starts from a copy of what is there.
    """

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        self.path = Path(file_uri_to_path(uri) if uri.startswith("file:") else uri).absolute()
        self.append = not (feed_options or {}).get("overwrite", False)

    def open(self, spider: Spider) -> IO[bytes]:
        """The temporary file that the exporter writes to."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = part_of(self.path).open("w+b")
        if self.append and self.path.exists():
            file.write(self.path.read_bytes())
        return file

    def store(self, file: IO[bytes]) -> None:
        """Make the feed durable and give it its final name."""
        with file:
            file.flush()
            os.fsync(file.fileno())
        publish(part_of(self.path), self.path)
