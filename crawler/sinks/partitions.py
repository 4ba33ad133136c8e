"""Folders of files, one folder per site and month of publication; what a feed became is on record.

    <root>/site=baobacninh.vn/month=2026-03/<spider>-<start>-00001<suffix>
    <root>/_feeds/<spider>/<start>.json

The record is written last. A feed without one is written again, under the same names, so a kill
at any moment doubles nothing; a file never changes once its record stands.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from crawler.feedfile import written_whole
from crawler.items import SCHEMA_VERSION
from crawler.sinks.columns import Line
from crawler.sinks.journal import name_of, names_on_record, read_feed

HELD = 32 * 1024 * 1024
"""Bytes of feed lines in memory at once, over all partitions."""
Row = tuple[bytes, Line]
"""A line as it stands in the feed, and as parsed."""
Write = Callable[[Path, list[Row]], object]


def folder_of(line: Line) -> str:
    """The partition of a line, as DuckDB, Spark and pyarrow read it from the path.

    The month is that of the time zone which the article states; `undated` for one without.
    """
    month = line["published"][:7] if line["published"] else "undated"
    return f"site={quote(line['site'] or 'unknown', safe='')}/month={month}"


@dataclass(frozen=True)
class Partitions:
    """Writes feeds into partitions under `root`."""

    root: Path
    suffix: str
    """What names of files end with."""
    write: Write
    """Writes rows into a file."""
    most_lines: int = 100_000
    """A file has no more lines than this."""
    most_bytes: int = HELD
    """A file is full with so many bytes of feed lines."""

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names of the feeds that have a record, or of those among the given ones."""
        return names_on_record(self.root, among)

    def load(self, feed: Path) -> None:
        """Write what `feed` holds, and its record."""
        name = name_of(feed)
        record = self.root / "_feeds" / f"{name}.json"
        begun = record.with_suffix(".begun")
        if begun.exists():  # killed in the middle, perhaps with other settings
            self._remove(name)
        with written_whole(begun) as part:
            part.touch()
        found = {
            "feed": name,
            "schema_version": SCHEMA_VERSION,
            "files": list(self._files(feed, name)),
        }
        with written_whole(begun) as part:
            part.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        begun.replace(record)  # at once: what is begun has no record, what has one is not begun

    def files(self, feed: str | None = None) -> Iterator[Path]:
        """The files of one feed by name, or of all that are held."""
        names = [feed] if feed else sorted(self.held())
        for name in names:
            record = json.loads((self.root / "_feeds" / f"{name}.json").read_bytes())
            yield from (self.root / file["path"] for file in record["files"])

    def _files(self, feed: Path, name: str) -> Iterator[dict[str, object]]:
        numbers: Counter[str] = Counter()
        for folder, rows in self._grouped(feed):
            numbers[folder] += 1
            path = f"{folder}/{name.replace('/', '-')}-{numbers[folder]:05}{self.suffix}"
            with written_whole(self.root / path) as part:
                self.write(part, rows)
            with (self.root / path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield {"path": path, "lines": len(rows), "sha256": digest}

    def _grouped(self, feed: Path) -> Iterator[tuple[str, list[Row]]]:
        """Folder and rows of one file after another; bounded memory, whatever the feed's order."""
        waiting: defaultdict[str, list[Row]] = defaultdict(list)
        sizes: Counter[str] = Counter()
        for row in read_feed(feed):
            folder = folder_of(row[1])
            waiting[folder].append(row)
            sizes[folder] += len(row[0])
            full = len(waiting[folder]) >= self.most_lines or sizes[folder] >= self.most_bytes
            if not full and sizes.total() >= HELD:
                folder = sizes.most_common(1)[0][0]
                full = True
            if full:
                del sizes[folder]
                yield folder, waiting.pop(folder)
        yield from sorted(waiting.items(), key=lambda pair: pair[0])

    def _remove(self, name: str) -> None:
        stem = name.replace("/", "-")
        for pattern in (f"{stem}-*", f".{stem}-*"):
            for path in self.root.glob(f"site=*/month=*/{pattern}"):
                path.unlink()
