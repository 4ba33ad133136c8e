"""The tables of the memory, how they came about, and how they are opened.

All moments are UTC. Everything but the requests is kept per spider; `site` is what stands before the colon of the
site's article ids.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

TABLES = sa.MetaData()
_MOMENT = sa.DateTime(timezone=True)

ASKED_FOR = sa.text(
    "due IS NOT NULL AND url IS NOT NULL"
    " AND (state IN ('exported', 'failed') OR reason = 'forgotten')"
)
"""What is asked for when it is due, though no listing may name it. It stands in the query as it
stands in the index, word for word: else no database takes the one for the other."""

VERSION = sa.Table("bantin_schema", TABLES, sa.Column("version", sa.Integer, nullable=False))
PAGES = sa.Table(
    "bantin_pages",
    TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String),
    sa.Column("content_hash", sa.String),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.Column("first_seen", _MOMENT, nullable=False),
    sa.Column("last_seen", _MOMENT, nullable=False),
    # since version 2
    sa.Column("url", sa.String),
    sa.Column("site", sa.String),
    sa.Column("section", sa.String),
    sa.Column("etag", sa.String),
    sa.Column("last_modified", sa.String),
    sa.Column("published", _MOMENT),
    sa.Column("digests", sa.String),
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    sa.Column("looks", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due", _MOMENT),
    sa.Column("gone", _MOMENT),
    # since version 5
    sa.Index(
        *("bantin_pages_asked_for", "spider", "site", "due", "id"),
        sqlite_where=ASKED_FOR,
        postgresql_where=ASKED_FOR,
    ),
    sa.Index("bantin_pages_seen", "spider", "site", "first_seen", "state"),
)
FEEDS = sa.Table(
    "bantin_feeds",
    TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("articles", sa.Integer, nullable=False),
)
LISTINGS = sa.Table(
    "bantin_listings",
    TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("url", sa.String, primary_key=True),
    sa.Column("etag", sa.String),
    sa.Column("last_modified", sa.String),
    sa.Column("content_type", sa.String),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("read", _MOMENT, nullable=False),
)
SECTIONS = sa.Table(
    "bantin_sections",
    TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("site", sa.String, primary_key=True),
    sa.Column("section", sa.String, primary_key=True),
    sa.Column("walked", _MOMENT, nullable=False),
    # since version 4: after how many pages a bound cut the walk short; null where none did
    sa.Column("cut", sa.Integer),
)
RUNS = sa.Table(
    "bantin_runs",
    TABLES,
    sa.Column("spider", sa.String, primary_key=True),
    sa.Column("site", sa.String, primary_key=True),
    sa.Column("started", _MOMENT, primary_key=True),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Column("listings", sa.Integer, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("links", sa.String, nullable=False),
    sa.Column("filled", sa.String, nullable=False),
    # since version 4
    sa.Column("barren", sa.Integer, nullable=False, server_default="0"),
)
REQUESTS = sa.Table(  # of all spiders together; since version 3
    "bantin_requests",
    TABLES,
    sa.Column("host", sa.String, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("requests", sa.Integer, nullable=False),
)


def _to_version_2(connection: sa.Connection) -> None:
    for column, kind in (
        ("url", sa.String()),
        ("site", sa.String()),
        ("section", sa.String()),
        ("etag", sa.String()),
        ("last_modified", sa.String()),
        ("published", _MOMENT),
        ("digests", sa.String()),
        ("revision", sa.Integer()),
        ("looks", sa.Integer()),
        ("due", _MOMENT),
        ("gone", _MOMENT),
    ):
        default = " NOT NULL DEFAULT 0" if column in ("revision", "looks") else ""
        name = kind.compile(connection.dialect)
        connection.execute(sa.text(f"ALTER TABLE bantin_pages ADD COLUMN {column} {name}{default}"))
    for index, columns in (
        ("bantin_pages_due", "spider, due"),
        ("bantin_pages_news", "spider, site, first_seen"),
    ):
        connection.execute(sa.text(f"CREATE INDEX {index} ON bantin_pages ({columns})"))


def _to_version_3(connection: sa.Connection) -> None:
    """Take the table of requests on, which the daily budget made by itself, or make it."""
    REQUESTS.create(connection, checkfirst=True)


def _to_version_4(connection: sa.Connection) -> None:
    """Columns of tables that are made anew already where a memory of version 1 is taken on."""
    for table, column, kind in (
        (RUNS.name, "barren", "INTEGER NOT NULL DEFAULT 0"),
        (SECTIONS.name, "cut", "INTEGER"),
    ):
        if column not in {one["name"] for one in sa.inspect(connection).get_columns(table)}:
            connection.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN {column} {kind}"))


def _to_version_5(connection: sa.Connection) -> None:
    """Indexes that hold nothing that is not asked for; the ones before grew with the history."""
    for name in ("bantin_pages_due", "bantin_pages_news"):
        connection.execute(sa.text(f"DROP INDEX IF EXISTS {name}"))
    for index in PAGES.indexes:
        index.create(connection, checkfirst=True)


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (
    _to_version_2,
    _to_version_3,
    _to_version_4,
    _to_version_5,
)
"""Each leads from one schema version to the next; the first from version 1."""
NEWEST = 1 + len(MIGRATIONS)


def connect(url: str) -> sa.Engine:
    """The database at `url`, made or brought to the newest schema version.

    Raises OSError for a memory that a later program has written.
    """
    parsed = sa.make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):  # the sink is told it so, too
        parsed = parsed.set(drivername="postgresql+psycopg")
    sqlite = parsed.get_backend_name() == "sqlite"
    if sqlite and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, pool_pre_ping=not sqlite)  # a server may have restarted
    if sqlite:
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    try:
        if _version(engine) != NEWEST:
            with writing(engine) as connection:
                _migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes: SQLite waits for its turn now, not in the middle."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions leave out CREATE and ALTER
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # a commit must survive a power cut


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(engine: sa.Engine) -> int | None:
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table(VERSION.name):
            return None
        return connection.scalar(sa.select(VERSION.c.version))


def _migrate(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":  # two runs may start at once
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('bantin_schema'))"))
    TABLES.create_all(connection)
    version = connection.scalar(sa.select(VERSION.c.version))
    if version is None:
        connection.execute(sa.insert(VERSION).values(version=NEWEST))
        return
    if version > NEWEST:
        raise OSError(f"the memory has schema version {version}; this program knows {NEWEST}")
    for migrate in MIGRATIONS[version - 1 :]:
        migrate(connection)
    connection.execute(sa.update(VERSION).values(version=NEWEST))
