"""The only memory between runs: SQLite by default, Postgres by URL.

Everything is kept per spider. An article is known by its id; what a listing link was found to be
without becoming a feed line (no article, a duplicate) is known by the id of its URL.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

_TABLES = sa.MetaData()

_VERSION = sa.Table("bantin_schema", _TABLES, sa.Column("version", sa.Integer, nullable=False))
_PAGES = sa.Table(
    "bantin_pages",
    _TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String),
    sa.Column("content_hash", sa.String),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
    sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
)
_FEEDS = sa.Table(
    "bantin_feeds",
    _TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("articles", sa.Integer, nullable=False),
)

MIGRATIONS: tuple[tuple[str, ...], ...] = ()
"""Statements that lead from schema version n+1 to n+2; version 1 is made from the tables."""

EXPORTED, SETTLED, FAILED = "exported", "settled", "failed"
TRIES = 5
"""A page that was incomplete or failed so often is settled."""


@dataclass(frozen=True)
class Page:
    """What became of one address in a run."""

    id: str
    state: str
    """`exported` (stands in a feed), `settled` (never to be fetched again), `failed`."""
    reason: str | None = None
    content_hash: str | None = None


class Memory:
    """What earlier runs of one spider have done. Use as a context manager or close it."""

    def __init__(self, url: str, spider: str) -> None:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        self.spider = spider
        self._engine = sa.create_engine(parsed)
        if parsed.get_backend_name() == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
        with self._engine.begin() as connection:
            _migrate(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        with self._engine.begin() as connection:
            yield connection

    def known(self) -> dict[str, str | None]:
        """Ids that need not be fetched -> content hash of what was exported under it."""
        statement = sa.select(_PAGES.c.id, _PAGES.c.content_hash).where(
            _PAGES.c.spider == self.spider,
            sa.or_(_PAGES.c.state != FAILED, _PAGES.c.failures >= TRIES),
        )
        with self._begin() as connection:
            return {row.id: row.content_hash for row in connection.execute(statement)}

    def feeds(self) -> set[str]:
        """Names of the feed files whose articles are marked."""
        statement = sa.select(_FEEDS.c.name).where(_FEEDS.c.spider == self.spider)
        with self._begin() as connection:
            return set(connection.scalars(statement))

    def remember(
        self,
        pages: Iterable[Page],
        feed: Path | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> set[str]:
        """In one transaction mark `pages`, every article of the published `feed`, and those of
        `aliases` (id of an address -> id of the article it led to) that stand in it.

        Returns the ids in the feed. What is marked is what is read back from the file that was
        published, so nothing can count as seen that was not written.
        """
        articles = {page.id: page for page in _articles_of(feed)} if feed else {}
        led = [replace(articles[to], id=of) for of, to in (aliases or {}).items() if to in articles]
        rows = {page.id: page for page in (*pages, *led, *articles.values())}
        with self._begin() as connection:
            self._upsert(connection, list(rows.values()))
            if feed:
                row = {
                    "spider": self.spider,
                    "name": feed.name,
                    "articles": len(articles),
                }
                connection.execute(sa.insert(_FEEDS).values(**row))
        return set(articles)

    def _upsert(self, connection: sa.Connection, pages: list[Page]) -> None:
        insert = _insert_for(connection)(_PAGES)
        new = insert.excluded
        failed_again = sa.case((new.state == FAILED, _PAGES.c.failures + 1), else_=0)
        statement = insert.on_conflict_do_update(
            index_elements=["spider", "id"],
            set_={
                # what stands in a feed stays so, whatever a later look came to
                "state": sa.case((_PAGES.c.state == EXPORTED, EXPORTED), else_=new.state),
                "reason": new.reason,
                "content_hash": sa.func.coalesce(new.content_hash, _PAGES.c.content_hash),
                "failures": failed_again,
                "last_seen": new.last_seen,
            },
        )
        now = datetime.now(UTC)
        rows = [self._row(page, now) for page in pages]
        if rows:
            connection.execute(statement, rows)

    def _row(self, page: Page, now: datetime) -> Mapping[str, Any]:
        return {
            "spider": self.spider,
            "id": page.id,
            "state": page.state,
            "reason": page.reason,
            "content_hash": page.content_hash,
            "failures": int(page.state == FAILED),
            "first_seen": now,
            "last_seen": now,
        }


def _articles_of(feed: Path) -> Iterator[Page]:
    with feed.open("rb") as lines:
        for line in lines:
            item = json.loads(line)
            yield Page(item["id"], EXPORTED, content_hash=item.get("content_hash"))


def _insert_for(connection: sa.Connection) -> Any:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgres_insert

        return postgres_insert
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # a commit must survive a power cut
    connection.execute("PRAGMA busy_timeout=30000")


def _migrate(connection: sa.Connection) -> None:
    _TABLES.create_all(connection)
    newest = 1 + len(MIGRATIONS)
    version = connection.scalar(sa.select(_VERSION.c.version))
    if version is None:
        connection.execute(sa.insert(_VERSION).values(version=newest))
        return
    if version > newest:
        raise ValueError(f"the memory has schema version {version}; this program knows {newest}")
    for statements in MIGRATIONS[version - 1 :]:
        for statement in statements:
            connection.execute(sa.text(statement))
    connection.execute(sa.update(_VERSION).values(version=newest))
