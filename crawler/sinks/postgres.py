"""PostgreSQL: every revision in `bantin.revisions`; in the view `bantin.articles` the
newest of each article that has not vanished.

Lines come by COPY into a staging table and from there, by id and revision, into the table. The
text search column `search` holds words without diacritics; they are taken off here, since a server
without the extension `unaccent` cannot. It is the one column of its kind: `to_tsvector` is most of
what a line costs, and what was found without diacritics is few enough to be looked at with them.
"""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from crawler.sinks.columns import ARTICLE, Column, Line, revision_of
from crawler.sinks.extras import needed
from crawler.sinks.journal import name_of, read_batches
from crawler.sinks.search import unaccent

_TYPES = {"text": "text", "number": "bigint", "yes": "boolean", "texts": "text[]"}
_MOMENTS = tuple(column.name for column in ARTICLE if column.kind == "moment")
_FIELDS = {
    # a timestamptz forgets the offset, so the text of the feed stands beside it
    column.name + ("_iso" if column.kind == "moment" else ""): (
        column,
        "text" if column.kind == "moment" else _TYPES.get(column.kind, "json"),
    )
    for column in ARTICLE
    if column.name != "revision"
}
_COLUMNS = {
    "feed": "text",
    "revision": "bigint",
    **{name: kind for name, (_, kind) in _FIELDS.items()},
    **{name: "timestamptz" for name in _MOMENTS},
    "search": "tsvector",
}
_STAGED = ("place", "revision", *_FIELDS, "bare")
_INDEXED = 500_000
"""Bytes of text that are indexed: a tsvector holds 1 MB, and takes at most twice its text."""
_LOCK = 0x62616E74696E
"""Advisory lock: one process at a time makes the tables."""
_TABLES = """
CREATE SCHEMA IF NOT EXISTS bantin;
CREATE TABLE IF NOT EXISTS bantin.feeds (name text PRIMARY KEY, lines bigint NOT NULL);
CREATE TABLE IF NOT EXISTS bantin.revisions (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, newest boolean NOT NULL DEFAULT true
);
{columns};
CREATE UNIQUE INDEX IF NOT EXISTS revisions_key ON bantin.revisions (id, revision);
CREATE INDEX IF NOT EXISTS revisions_published ON bantin.revisions (site, published);
CREATE INDEX IF NOT EXISTS revisions_search ON bantin.revisions USING gin (search);
CREATE OR REPLACE VIEW bantin.articles AS SELECT * FROM bantin.revisions
    WHERE newest AND deleted IS NULL;
"""
_NEWEST = """
UPDATE bantin.revisions AS one SET newest = (one.revision = latest.revision)
FROM (
    SELECT id, max(revision) AS revision FROM bantin.revisions
    WHERE id = ANY(%s) GROUP BY id HAVING count(*) > 1
) AS latest
WHERE one.id = latest.id AND one.newest <> (one.revision = latest.revision)
"""


class PostgresSink:
    """Loads feeds into the database at `url`; each feed is there wholly or not at all."""

    def __init__(self, url: str) -> None:
        psycopg = needed("psycopg", "Postgres")
        plain = url.replace("postgresql+psycopg:", "postgresql:", 1)  # as the memory writes it
        self.db = psycopg.connect(plain, autocommit=True, connect_timeout=10)
        with self.db.transaction():
            self._prepare()

    def close(self) -> None:
        """Let go of the connection."""
        self.db.close()

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names of the feeds that are loaded, or of those among the given ones."""
        query, values = "SELECT name FROM bantin.feeds", None
        if among is not None:
            query, values = f"{query} WHERE name = ANY(%s)", (list(among),)
        return {name for (name,) in self.db.execute(query, values)}

    def load(self, feed: Path) -> None:
        """Take every line of `feed`; one with the same id and revision is replaced."""
        name, count = name_of(feed), 0
        staged = ", ".join(f'"{name}" {_staged_type(name)}' for name in _STAGED)
        with self.db.transaction():
            self.db.execute(f"CREATE TEMP TABLE staging ({staged}) ON COMMIT DROP")
            for batch in read_batches(feed):
                self._take(name, {(line["id"], revision_of(line)): line for line in batch})
                count += len(batch)
            self.db.execute(
                "INSERT INTO bantin.feeds VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET lines = excluded.lines",
                (name, count),
            )

    def lines(self, feed: str | None = None) -> Iterator[Line]:
        """The lines held, or those of one feed by name, in the order in which they came."""
        names = ", ".join(f'"{name}"' for name in _FIELDS)
        query = f"SELECT revision, {names} FROM bantin.revisions"
        query += " WHERE feed = %s ORDER BY number" if feed else " ORDER BY number"
        with self.db.transaction(), self.db.cursor("lines") as cursor:
            for revision, *values in cursor.execute(query, (feed,) if feed else None):
                found = dict(
                    zip((column.name for column, _ in _FIELDS.values()), values, strict=True)
                )
                found["revision"] = revision
                yield {column.name: found[column.name] for column in ARTICLE}

    def _prepare(self) -> None:
        self.db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        found = self.db.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'bantin' AND table_name = 'articles'"
        )
        if {name for (name,) in found} >= _COLUMNS.keys():
            return
        added = (f'ADD COLUMN IF NOT EXISTS "{name}" {kind}' for name, kind in _COLUMNS.items())
        self.db.execute(_TABLES.format(columns="ALTER TABLE bantin.revisions " + ", ".join(added)))

    def _take(self, feed: str, lines: dict[tuple[str, int], Line]) -> None:
        names = ", ".join(f'"{name}"' for name in _STAGED)
        self.db.execute("TRUNCATE staging")
        with self.db.cursor() as cursor, cursor.copy(f"COPY staging ({names}) FROM STDIN") as copy:
            for place, line in enumerate(lines.values()):
                copy.write_row(_row(place, line))
        self.db.execute(_UPSERT, (feed,))
        self.db.execute(_NEWEST, ([id for id, _ in lines],))


def _upsert() -> str:
    """The statement that moves the staging table into `bantin.revisions`."""
    sources = {name: f'"{name}"' for name in _COLUMNS}
    sources |= {name: f'"{name}_iso"::timestamptz' for name in _MOMENTS}
    sources |= {"feed": "%s", "search": "to_tsvector('simple', bare)"}
    names = ", ".join(f'"{name}"' for name in sources)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in sources)
    return (
        f"INSERT INTO bantin.revisions ({names}) SELECT {', '.join(sources.values())}"
        f" FROM staging ORDER BY place ON CONFLICT (id, revision) DO UPDATE SET {updates}"
    )


_UPSERT = _upsert()


def _staged_type(name: str) -> str:
    return {"place": "bigint", "bare": "text"}.get(name) or _COLUMNS[name]


def _row(place: int, line: Line) -> list[Any]:
    values = [_to_sql(column, line[column.name]) for column, _ in _FIELDS.values()]
    text = "\n".join(filter(None, (line["title"], line["lead"], line["body"])))
    indexed = text.encode()[:_INDEXED].decode(errors="ignore")
    return [place, revision_of(line), *values, unaccent(indexed)]


def _to_sql(column: Column, value: Any) -> Any:
    packed = column.kind in ("rows", "json") and value is not None
    return json.dumps(value, ensure_ascii=False) if packed else value
