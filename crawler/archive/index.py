"""Which records answer for an address: an SQLite table that can be made anew from the files."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from w3lib.url import canonicalize_url
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.reading import DAMAGE, captures
from crawler.archive.records import Capture
from crawler.durable import part_of

NAME = "index.sqlite3"
"""The index of a folder of WARC files lies in it under this name."""
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS captures (
    file INTEGER NOT NULL REFERENCES files, offset INTEGER NOT NULL, key TEXT NOT NULL,
    url TEXT NOT NULL, date INTEGER NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL,
    status INTEGER NOT NULL, digest TEXT, role TEXT, site TEXT,
    run TEXT NOT NULL,
    PRIMARY KEY (file, offset)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_key ON captures (key);
CREATE INDEX IF NOT EXISTS by_digest ON captures (digest) WHERE kind = 'response';
"""
_COLUMNS = "path, offset, url, date, record, kind, status, digest, role, site, run"
_SELECT = f"SELECT {_COLUMNS} FROM captures JOIN files ON files.id = file"
_ORDER = "ORDER BY path, offset"
_IN_ORDER = f"SELECT {_COLUMNS} FROM files CROSS JOIN captures ON files.id = file"
"""Goes through the files by name, so that nothing has to be sorted."""


Broken = Callable[[Path], None]
"""Is told of a file that is damaged."""


def key_of(url: str) -> str:
    """What is the same for all spellings of an address."""
    return canonicalize_url(url)


class Index:
    """Where the captures of a set of WARC files lie. Use as a context manager or close it."""

    def __init__(
        self, path: Path | None = None, folder: Path | None = None, *, made: bool = False
    ) -> None:
        """`path`: the database, made where there is none; None: a temporary one. `folder`: what
        all WARC files lie below; None: the folder of the database. `made`: it is there and is only
        asked; many processes may do so at once (a change of its journal would lock them out)."""
        self.folder = folder or (path.absolute().parent if path else Path("/"))
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        place = f"{path.absolute().as_uri()}?mode=rw" if path and made else path or ""
        self._db = sqlite3.connect(place, timeout=30, isolation_level=None, uri=True)
        self._made = made
        if made:
            return
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")  # it can be made anew
        self._db.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, which then is one file that can be read from a read-only disk."""
        with suppress(sqlite3.OperationalError):  # another process has it open
            if not self._made:
                self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.close()

    def update(self, files: Iterable[Path | str], broken: Broken | None = None) -> None:
        """Know exactly `files`: read what is new in them, forget what is gone. They are compared
        by name, since a path of each costs seconds after years of hourly runs.

        Raises ArchiveLoadFailed for a file that is no WARC or not compressed record by record;
        with `broken` that is called with such a file, and what stands before the damage is known.
        """
        root, here = os.path.join(self.folder, ""), os.getcwd()
        known = dict(self._db.execute("SELECT path, size FROM files"))
        present = {os.path.join(here, file).removeprefix(root) for file in files}
        for name in known.keys() - present:
            path = self.folder / name
            if not part_of(path).exists():  # another process is writing it
                self._forget(path)
        for name in sorted(present):
            size = os.stat(root + name).st_size
            if known.get(name) != size:
                self._forget(self.folder / name)
                self._read(self.folder / name, size, broken)

    def _read(self, path: Path, size: int, broken: Broken | None) -> None:
        with path.open("rb") as file:
            self._db.execute("BEGIN")
            try:
                for capture, _ in captures(file, path):
                    self._insert(capture)
                self._grow(path, size)
            except DAMAGE as error:
                if broken is None:
                    self._db.execute("ROLLBACK")
                    raise ArchiveLoadFailed(f"{path}: {error}") from error
                broken(path)  # its size stays unknown, so it is read, and told, each time
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def add(self, capture: Capture, size: int) -> None:
        """Learn of a record just written, behind which its file is `size` bytes long."""
        self._db.execute("BEGIN")
        self._insert(capture)
        self._grow(capture.path, size)
        self._db.execute("COMMIT")

    def _insert(self, capture: Capture) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO files (path) VALUES (?)", (self._name(capture.path),)
        )
        self._db.execute(
            "INSERT OR REPLACE INTO captures VALUES"
            " ((SELECT id FROM files WHERE path = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._name(capture.path), capture.offset, key_of(capture.url), capture.url,
                int(capture.date.timestamp()), capture.record, capture.kind, capture.status,
                capture.digest, capture.role,
                capture.site, capture.run,
            ),
        )  # fmt: skip

    def _grow(self, path: Path, size: int) -> None:
        self._db.execute(
            "INSERT INTO files (path, size) VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET size = excluded.size",
            (self._name(path), size),
        )

    def _forget(self, path: Path) -> None:
        of = "(SELECT id FROM files WHERE path = ?)"
        self._db.execute(f"DELETE FROM captures WHERE file = {of}", (self._name(path),))
        self._db.execute("DELETE FROM files WHERE path = ?", (self._name(path),))

    def _name(self, path: Path) -> str:
        return str(path.absolute().relative_to(self.folder))

    def take_over(self, other: Path) -> None:
        """Copy what the index at `other` knows."""
        self._db.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
        try:
            folder = str(other.absolute().parent.relative_to(self.folder))
            self._db.execute(
                "INSERT OR IGNORE INTO files (path, size) SELECT ? || '/' || path, size FROM other.files",
                (folder,),
            )
            self._db.execute(
                "INSERT OR IGNORE INTO captures SELECT f.id, c.offset, c.key, c.url, c.date, c.record, c.kind,"
                " c.status, c.digest, c.role, c.site, c.run FROM other.captures c"
                " JOIN other.files o ON o.id = c.file JOIN files f ON f.path = ? || '/' || o.path",
                (folder,),
            )
        finally:
            self._db.execute("DETACH other")

    def with_payload(self, digest: str) -> Capture | None:
        """A full record whose payload has this digest."""
        where = "WHERE digest = ? AND kind = 'response' LIMIT 1"
        return next(self._captures(f"{_SELECT} {where}", digest), None)

    def of(self, url: str, run: str | None = None) -> list[Capture]:
        """Captures of an address, in their order, of one run: `run` if it holds the address,
        else the newest that does."""
        every = list(self._captures(f"{_SELECT} WHERE key = ? {_ORDER}", key_of(url)))
        if not every:
            return []
        if all(capture.run != run for capture in every):
            run = max(every, key=lambda capture: capture.date).run
        return [capture for capture in every if capture.run == run]

    def original_of(self, capture: Capture) -> Capture | None:
        """The full record behind a revisit; the capture itself if it is no revisit."""
        if capture.kind != "revisit":
            return capture
        if capture.status != 304 and capture.digest:
            return self.with_payload(capture.digest)
        before = "WHERE key = ? AND kind = 'response' AND status = 200 AND date <= ?"
        statement = f"{_SELECT} {before} ORDER BY date DESC LIMIT 1"
        moment = int(capture.date.timestamp())
        return next(self._captures(statement, key_of(capture.url), moment), None)

    def __iter__(self) -> Iterator[Capture]:
        """Every capture, by file and offset."""
        return self._captures(f"{_IN_ORDER} {_ORDER}")

    def starting(self, first: Capture) -> Iterator[Capture]:
        """The captures from `first` on, by file and offset."""
        name = self._name(first.path)
        here, behind = "WHERE path = ? AND offset >= ?", "WHERE path > ?"
        yield from self._captures(f"{_IN_ORDER} {here} {_ORDER}", name, first.offset)
        yield from self._captures(f"{_IN_ORDER} {behind} {_ORDER}", name)

    def runs(self) -> set[str]:
        """The runs that any capture is of."""
        return {run for (run,) in self._db.execute("SELECT DISTINCT run FROM captures")}

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM captures").fetchone()[0]
        return count

    def _captures(self, statement: str, *values: object) -> Iterator[Capture]:
        paths: dict[str, Path] = {}
        for name, offset, url, date, *rest in self._db.execute(statement, values):
            path = paths.get(name) or paths.setdefault(name, self.folder / name)
            yield Capture(url, datetime.fromtimestamp(date, UTC), path, offset, *rest)


def fill(index: Index, files: Iterable[Path], broken: Broken | None = None) -> Index:
    """Let `index` know `files`, from the indexes of their own folders where those are up to date;
    `broken` as in `Index.update`."""
    files = sorted({path.absolute() for path in files})
    for folder in sorted({path.parent for path in files}):
        if (folder / NAME).exists():
            with suppress(sqlite3.OperationalError):  # left by a killed run on a read-only disk
                index.take_over(folder / NAME)
    index.update(files, broken)
    return index
