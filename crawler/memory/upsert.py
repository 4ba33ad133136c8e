"""Insert or replace, the same in SQLite and Postgres; moments come back with their zone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, overload

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write whole `rows`; one with the same primary key is replaced."""
    if not rows:
        return
    statement = insert_into(connection, table)
    keys = [column.name for column in table.primary_key]
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=values),
        [{name: _utc(value) for name, value in row.items()} for row in rows],
    )


def insert_into(connection: sa.Connection, table: sa.Table) -> Any:
    """An INSERT that knows `on_conflict_do_update`."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # a start without it is 40 ms faster

        return postgresql.insert(table)
    return sqlite.insert(table)


@overload
def aware(moment: datetime) -> datetime: ...
@overload
def aware(moment: None) -> None: ...
def aware(moment: datetime | None) -> datetime | None:
    """`moment` in UTC: SQLite keeps no zone, Postgres answers in its own."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
