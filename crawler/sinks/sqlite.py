"""SQLite: one file with every revision, its pictures and attachments, and two indexes of words.

`articles` shows the newest revision of each article that has not vanished. `search` holds words without diacritics
(ask it `dang bo`), `search_exact` words as printed (ask it `đảng bộ`).
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.sinks.columns import ARTICLE, Column, Line, revision_of
from crawler.sinks.journal import name_of, read_batches
from crawler.sinks.search import unaccent

_WAIT = 60
"""Seconds to wait for another spider that is writing."""
_ROWS = tuple(column for column in ARTICLE if column.of)
_OWN = ("number", "feed", "revision", "newest")
_PLAIN = tuple(column for column in ARTICLE if not column.of and column.name not in _OWN)
_INDEXES = """
CREATE TABLE IF NOT EXISTS feeds (name TEXT PRIMARY KEY, lines INTEGER NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS revisions_key ON revisions (id, revision);
CREATE INDEX IF NOT EXISTS revisions_published ON revisions (site, published);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(title, lead, body, content='',
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE IF NOT EXISTS search_exact USING fts5(title, lead, body,
    content='revisions', content_rowid='number', tokenize='unicode61 remove_diacritics 0');
CREATE VIEW IF NOT EXISTS articles AS SELECT * FROM revisions
    WHERE newest AND deleted IS NULL;
"""
_SEARCHES = {
    "search": "unaccent(title), unaccent(lead), unaccent(body)",
    "search_exact": "title, lead, body",
}


class SqliteSink:
    """Loads feeds into the file at `path`; each feed is there wholly or not at all."""

    def __init__(self, path: str) -> None:
        Path(path).absolute().parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute(
            "PRAGMA synchronous=FULL"
        )  # the memory marks what a power cut must not take
        self.db.create_function("unaccent", 1, unaccent, deterministic=True)
        with self._transaction():
            self._prepare()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names of the feeds that are loaded, or of those among the given ones."""
        query, values = "SELECT name FROM feeds", []
        if among is not None:
            query += " WHERE name IN (SELECT value FROM json_each(?))"
            values = [json.dumps(list(among))]
        return {name for (name,) in self.db.execute(query, values)}

    def load(self, feed: Path) -> None:
        """Take every line of `feed`; one with the same id and revision is replaced."""
        name, count = name_of(feed), 0
        with self._transaction():
            for batch in read_batches(feed):
                self._take(name, {(line["id"], revision_of(line)): line for line in batch})
                count += len(batch)
            self.db.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (name, count))

    def lines(self, feed: str | None = None) -> Iterator[Line]:
        """The lines held, or those of one feed by name, in the order in which they came."""
        names = ", ".join(f'"{column.name}"' for column in _PLAIN)
        chosen = ("WHERE feed = ?", (feed,)) if feed else ("", ())
        query = f"SELECT number, revision, {names} FROM revisions {chosen[0]} ORDER BY number"
        for number, revision, *values in self.db.execute(query, chosen[1]):
            found = {"revision": revision} | dict(
                zip((c.name for c in _PLAIN), values, strict=True)
            )
            line = {}
            for column in ARTICLE:
                line[column.name] = (
                    self._rows_of(column, number)
                    if column.of
                    else _from_sql(column, found[column.name])
                )
            yield line

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.execute("COMMIT")

    def _prepare(self) -> None:
        own = "number INTEGER PRIMARY KEY, feed TEXT NOT NULL, revision INTEGER NOT NULL, "
        self._table("revisions", own + "newest INTEGER NOT NULL", _PLAIN)
        for column in _ROWS:
            own = "article INTEGER NOT NULL, position INTEGER NOT NULL"
            self._table(column.name, own, column.of)
            self.db.execute(
                f"CREATE UNIQUE INDEX IF NOT EXISTS {column.name}_key"
                f' ON "{column.name}" (article, position)'
            )
        for statement in _INDEXES.split(";"):
            self.db.execute(statement)

    def _table(self, name: str, own: str, columns: Iterable[Column]) -> None:
        """Make the table, or give one of an older schema the columns that it lacks."""
        self.db.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({own})')
        there = {row[1] for row in self.db.execute(f'PRAGMA table_info("{name}")')}
        for column in columns:
            if column.name not in there:
                kind = "INTEGER" if column.kind in ("number", "yes") else "TEXT"
                self.db.execute(f'ALTER TABLE "{name}" ADD COLUMN "{column.name}" {kind}')

    def _take(self, feed: str, lines: dict[tuple[str, int], Line]) -> None:
        self._remove(lines)
        (first,) = self.db.execute("SELECT coalesce(max(number), 0) + 1 FROM revisions").fetchone()
        rows = [
            [number, feed, revision_of(line), 1, *_to_sql(_PLAIN, line)]
            for number, line in enumerate(lines.values(), first)
        ]
        self._insert("revisions", [*_OWN, *(column.name for column in _PLAIN)], rows)
        for column in _ROWS:
            rows = [
                [number, position, *_to_sql(column.of, row)]
                for number, line in enumerate(lines.values(), first)
                for position, row in enumerate(line[column.name])
            ]
            names = ["article", "position", *(inner.name for inner in column.of)]
            self._insert(column.name, names, rows)
        for index, texts in _SEARCHES.items():
            self.db.execute(
                f"INSERT INTO {index} (rowid, title, lead, body)"
                f" SELECT number, {texts} FROM revisions WHERE number >= ?",
                (first,),
            )
        self._mark_newest([id for id, _ in lines])

    def _insert(self, table: str, names: list[str], rows: list[list[Any]]) -> None:
        listed = ", ".join(f'"{name}"' for name in names)
        places = ", ".join("?" * len(names))
        self.db.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', rows)

    def _remove(self, keys: Iterable[tuple[str, int]]) -> None:
        pairs = [value for key in keys for value in key]
        places = ", ".join(["(?, ?)"] * (len(pairs) // 2))
        query = f"SELECT number FROM revisions WHERE (id, revision) IN (VALUES {places})"
        numbers = self.db.execute(query, pairs).fetchall()
        for index, texts in _SEARCHES.items():  # an index is told what it is to forget
            self.db.executemany(
                f"INSERT INTO {index} ({index}, rowid, title, lead, body)"
                f" SELECT 'delete', number, {texts} FROM revisions WHERE number = ?",
                numbers,
            )
        self.db.executemany("DELETE FROM revisions WHERE number = ?", numbers)
        for column in _ROWS:
            self.db.executemany(f'DELETE FROM "{column.name}" WHERE article = ?', numbers)

    def _mark_newest(self, ids: list[str]) -> None:
        places = ", ".join("?" * len(ids))
        self.db.execute(
            "UPDATE revisions SET newest = NOT EXISTS (SELECT 1 FROM revisions AS later"
            " WHERE later.id = revisions.id AND later.revision > revisions.revision)"
            f" WHERE id IN (SELECT id FROM revisions WHERE id IN ({places})"
            " GROUP BY id HAVING count(*) > 1)",
            ids,
        )

    def _rows_of(self, column: Column, number: int) -> list[Line]:
        names = ", ".join(f'"{inner.name}"' for inner in column.of)
        query = f'SELECT {names} FROM "{column.name}" WHERE article = ? ORDER BY position'
        return [
            {
                inner.name: _from_sql(inner, value)
                for inner, value in zip(column.of, values, strict=True)
            }
            for values in self.db.execute(query, (number,))
        ]


def _to_sql(columns: Iterable[Column], line: Line) -> Iterator[Any]:
    for column in columns:
        value = line[column.name]
        packed = column.kind in ("texts", "rows", "json") and value is not None
        yield json.dumps(value, ensure_ascii=False) if packed else value


def _from_sql(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "yes":
        return bool(value)
    return json.loads(value) if column.kind in ("texts", "json", "rows") else value


def search(db: sqlite3.Connection, words: str, *, exact: bool = False) -> list[int]:
    """Numbers of the revisions that hold `words` as a phrase, best first.

    `exact` respects diacritics; case never counts.
    """
    index, phrase = ("search_exact", words) if exact else ("search", unaccent(words) or "")
    quoted = '"' + phrase.replace('"', '""') + '"'
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rank"
    return [number for (number,) in db.execute(query, (quoted,))]
