"""The feed of a generation and what differs from the feed before."""

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from crawler.feedfile import read_lines, written_whole, zstd
from crawler.memory.lines import changed_between

Line = dict[str, Any]

OF_THE_RUN = frozenset(
    "fetched record revision revision_of changed deleted schema_version content_hash".split()
)
"""Fields that say nothing about what a page was read as, or only say it again."""
DOWNLOADED = ("sha256", "path", "text")
"""What a crawl knows of a picture or file beyond its page."""
_SAMPLES = 5
_SHOWN = 120


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


class Diff:
    """Counts and samples of what differs."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.fields: dict[str, Counter[str]] = defaultdict(Counter)
        self.samples: dict[str, list[Line]] = defaultdict(list)

    def refuse(self, row: Line, reason: str, before: Line | None) -> None:
        """A page gave no line."""
        self.refused[reason] += 1
        if before:
            self.articles["gone"] += 1
            self._sample("gone", row["url"], before["title"], reason)

    def same(self) -> None:
        """A page gave the line that the feed before had for it."""
        self.articles.update(("lines", "unchanged"))

    def compare(self, before: Line | None, after: Line) -> None:
        """A page gave `after`; the feed before had `before` for it."""
        self.articles["lines"] += 1
        if before is None:
            self.articles["new"] += 1
            self._sample("new", after["url"], None, after["title"])
            return
        differing = [
            name
            for name in after
            if name not in OF_THE_RUN and name in before and after[name] != before[name]
        ]
        self.articles["changed" if differing else "unchanged"] += 1
        for name in differing:
            what = "changed" if before[name] and after[name] else ""
            self.fields[name][what or ("vanished" if before[name] else "appeared")] += 1
            self._sample(name, after["url"], before[name], after[name])

    def _sample(self, name: str, url: str, before: Any, after: Any) -> None:
        if len(self.samples[name]) < _SAMPLES:
            shown = dict(zip(("before", "after"), excerpts(before, after), strict=True))
            self.samples[name].append({"url": url, **shown})

    def as_dict(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "articles": dict(self.articles),
            "fields": {name: dict(counts) for name, counts in sorted(self.fields.items())},
            "refused": dict(self.refused.most_common()),
            "samples": {name: rows for name, rows in sorted(self.samples.items())},
        }


def excerpts(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Where two values differ, in some words."""
    texts = [None if v in (None, [], {}) else _text(v) for v in (before, after)]
    first, second = (text or "" for text in texts)
    common = len(os.path.commonprefix((first, second)))
    start = max(0, common - 30) if common < min(len(first), len(second)) or common > 60 else 0
    cut = [
        text and ("…" if start else "") + text[start : start + _SHOWN]
        + ("…" if len(text) > start + _SHOWN else "")
        for text in texts
    ]  # fmt: skip
    return cut[0], cut[1]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
