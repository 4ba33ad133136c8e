"""The feed once more as JSON Lines, by site and month, packed and in batches."""

from collections.abc import Iterator
from pathlib import Path

from crawler.feedfile import SUFFIXES, open_feed, pack
from crawler.sinks.columns import Line, parse_line
from crawler.sinks.partitions import HELD, Partitions, Row


class FilesSink:
    """Writes feeds below `root`; lines are those of the feed, byte for byte."""

    def __init__(
        self, root: str, compression: str = "", most_lines: int = 0, most_bytes: int = 0
    ) -> None:
        if compression not in SUFFIXES:
            raise ValueError(f"SINK_FILES_COMPRESSION={compression}: one of gz, zst or nothing")

        def write(path: Path, rows: list[Row]) -> None:
            path.write_bytes(pack(b"".join(line for line, _ in rows), compression))

        self.partitions = Partitions(
            Path(root), SUFFIXES[compression], write, most_lines or 100_000, most_bytes or HELD
        )
        self.held = self.partitions.held
        self.load = self.partitions.load

    def close(self) -> None:
        """Nothing is open."""

    def lines(self, feed: str | None = None) -> Iterator[Line]:
        """The lines held, or those of one feed by name."""
        for path in self.partitions.files(feed):
            with open_feed(path) as file:
                yield from map(parse_line, file)
