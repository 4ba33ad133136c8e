"""The feed of a generation: what was read, merged in order and compared with the feed before."""

import json
import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import IO

from crawler.feedfile import read_lines, written_whole, zstd
from crawler.memory.lines import changed_between
from crawler.rereading.differences import Diff, Line

DOWNLOADED = ("sha256", "path", "text")
"""What a crawl knows of a picture or file beyond its page."""


NOT_MET = "record that is in none of the files"
_JOINED = "FROM keys JOIN lines ON lines.rowid = keys.line"
_LINES = f"SELECT lines.line {_JOINED}"
_LINES_OF_RUNS = f"SELECT run, lines.line {_JOINED}"


class Before:
    """The lines of an earlier feed, found by record, else by id."""

    def __init__(
        self, feeds: Iterable[Path], expects: Callable[[Line], bool] = lambda line: True
    ) -> None:
        """`expects`: true for a line whose record has to be met.

        Raises BrokenFeed where a feed is not whole, OSError where it cannot be read.
        """
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE lines (line BLOB)")
        self._db.execute(
            "CREATE TABLE keys (key TEXT PRIMARY KEY, deleted, line, run) WITHOUT ROWID"
        )
        self._any = False
        self._expects = expects
        for feed in feeds:
            self._learn(feed)

    def _learn(self, feed: Path) -> None:
        """Keys of records that have to be met have a `run`: `<spider>/<start>` of their feed."""
        run = f"{feed.absolute().parent.name}/{feed.name.partition('.')[0]}"
        self._db.execute("BEGIN")
        for text, line in read_lines(feed):
            record = line.get("record")
            packed = (zstd.compress(text, 1),)
            number = self._db.execute("INSERT INTO lines VALUES (?)", packed).lastrowid
            for key in {record or line["id"], line["id"]}:
                expected = run if key == record and self._expects(line) else None
                row = (key, bool(line.get("deleted")), number, expected)
                self._db.execute("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)", row)
            self._any = True
        self._db.execute("COMMIT")

    def find(self, record: str, identity: str | None) -> bytes | None:
        """The line that was read from this record; of a feed that names no records, the last
        line of the article."""
        for key in (record, identity) if self._any else ():
            row = self._db.execute(f"{_LINES} WHERE key = ?", (key,)).fetchone()
            if row:
                line = zstd.decompress(row[0])
                if key == record or json.loads(line).get("record") is None:
                    return line
        return None

    def meet(self, record: str) -> None:
        """A record has been read, whatever it gave."""
        if self._any:
            self._db.execute("UPDATE keys SET run = NULL WHERE key = ?", (record,))

    def missed(self, runs: Container[str]) -> Iterator[Line]:
        """The lines of `runs` whose records should have been met and were not."""
        rows = self._db.execute(f"{_LINES_OF_RUNS} WHERE run IS NOT NULL ORDER BY run, key")
        yield from (json.loads(zstd.decompress(line)) for run, line in rows if run in runs)

    def tombstones(self) -> Iterator[Line]:
        """The last lines of articles that have vanished."""
        rows = self._db.execute(f"{_LINES} WHERE deleted ORDER BY key")
        yield from (json.loads(zstd.decompress(line)) for (line,) in rows)


def merge(
    units: Iterable[Path], feed: Path, before: Before, runs: Container[str] = frozenset()
) -> Diff:
    """Write the feed of what was read, in the archive's order, and compare it.

    An article that reads the same as at its capture before is not given again, nor is the same
    text under another id of its site in the same run. What the feeds of `runs` hold and nothing
    was read for is gone.
    """
    units = list(units)
    diff, known, later = Diff(), _Known(), _later_parts(units)
    with written_whole(feed) as part, part.open("w+b") as file:
        for unit in units:
            with unit.open("rb") as rows:
                for row in rows:
                    found = json.loads(row)
                    if found["url"] in later:
                        found["reason"] = found.get("reason") or next(rows) and "later part"
                    _merge_row(found, rows, file, diff, known, before)
                    before.meet(found["record"])
        for lost in before.missed(runs):
            diff.refuse(lost, NOT_MET, lost)
        for tombstone in before.tombstones():
            if number := following(known.last(tombstone["id"])):
                file.write(_dumped(tombstone | number))
                diff.articles["tombstones"] += 1
    return diff


def _later_parts(units: Iterable[Path]) -> set[str]:
    """Addresses of pages that others have as their second, third, ... part."""
    found: set[str] = set()
    for unit in units:
        with unit.open("rb") as rows:
            for row in rows:
                if row.startswith(b'{"record"') and b'"parts"' in row:
                    found.update(json.loads(row).get("parts", ()))
    return found


def _merge_row(
    row: Line, rows: IO[bytes], feed: IO[bytes], diff: Diff, known: "_Known", before: Before
) -> None:
    line = b"" if "reason" in row else next(rows)
    old = before.find(row["record"], row.get("id"))
    earlier = json.loads(old) if old and old != line else None
    reason: str | None = row.get("reason") or known.double(row)
    if reason:
        diff.refuse(row, reason, earlier or (json.loads(old) if old else None))
        return
    last = known.last(row["id"])
    number = following(last)
    known.learn(row, number.get("revision", 0), feed.tell())
    if number or old != line:
        new = json.loads(line) | number
        if last:
            new["changed"] = changed_between(_line_at(feed, last[2]), new)
        if number or (earlier and carry_downloads(earlier, new)):
            line = _dumped(new)
        diff.compare(earlier or new if old else None, new)
    else:
        diff.same()
    feed.write(line)


def _line_at(feed: IO[bytes], place: int) -> Line:
    """The line that begins at `place`, of a feed that is being written."""
    feed.seek(place)
    line: Line = json.loads(feed.readline())
    feed.seek(0, os.SEEK_END)
    return line


def _dumped(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def carry_downloads(old: Line, new: Line) -> bool:
    """What a crawl downloaded is still there: `new` names it as `old` did. True if anything."""
    carried = False
    for name in ("images", "attachments"):
        files = {file["url"]: file for file in old.get(name, ()) if file.get("sha256")}
        for file in new.get(name, ()):
            if file["url"] in files:
                known = files[file["url"]]
                file.update({key: known[key] for key in DOWNLOADED if key in known})
                carried = True
    return carried


Last = tuple[str, int, int]
"""Of the last line of an article its content hash, its revision, and where in the feed it begins."""


def following(last: Last | None) -> Line:
    """What the next line of an article says of the one before; nothing for the first."""
    return {"revision": last[1] + 1, "revision_of": last[0]} if last else {}


class _Known:
    """What the generation already holds."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(
            "CREATE TABLE ids (id TEXT PRIMARY KEY, hash, revision, place) WITHOUT ROWID"
        )
        self._db.execute("CREATE TABLE texts (text TEXT PRIMARY KEY, id) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def last(self, identity: str) -> Last | None:
        """Of the last line of the article; None before there is one."""
        statement = "SELECT hash, revision, place FROM ids WHERE id = ?"
        last: Last | None = self._db.execute(statement, (identity,)).fetchone()
        return last

    def double(self, row: Line) -> str | None:
        """Why a line is not given again; None for a new article or another text of a known one."""
        last = self.last(row["id"])
        if last and last[0] == row["hash"]:
            return "unchanged since the capture before"
        other = self._db.execute("SELECT id FROM texts WHERE text = ?", (row["text"],)).fetchone()
        return "DuplicateArticle" if other and other[0] != row["id"] else None

    def learn(self, row: Line, revision: int, place: int) -> None:
        """The line is given: so many came before it, and it begins at `place`."""
        values = (row["id"], row["hash"], revision, place)
        self._db.execute("REPLACE INTO ids VALUES (?, ?, ?, ?)", values)
        if row["text"]:
            text = (row["text"], row["id"])
            self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", text)
