"""What is asked for though no listing may name it: what is due, and what was to be forgotten."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from crawler.memory.policy import DELETED, EXPORTED, FAILED, FORGOTTEN
from crawler.memory.tables import ASKED_FOR, PAGES

_MANY = 500
"""Ids in one statement."""


def rows_due(
    connection: sa.Connection, spider: str, site: str, now: datetime, limit: int
) -> list[sa.RowMapping]:
    """At most `limit` rows of `site` that are due, from both ends of the queue: those that have
    waited longest, and those whose turn has come last."""
    queue = sa.select(PAGES).where(
        PAGES.c.spider == spider, PAGES.c.site == site, PAGES.c.due <= now, ASKED_FOR
    )
    oldest = queue.order_by(PAGES.c.due, PAGES.c.id).limit(limit)
    rows = list(connection.execute(oldest).mappings())
    if len(rows) < limit:
        return rows
    half = limit // 2
    newest = queue.order_by(PAGES.c.due.desc(), PAGES.c.id.desc()).limit(half)
    return rows[: limit - half] + list(connection.execute(newest).mappings())


def let_go(connection: sa.Connection, spider: str, ids: Sequence[str]) -> None:
    """Let none of `ids` be due any more."""
    for start in range(0, len(ids), _MANY):
        few = PAGES.c.id.in_(ids[start : start + _MANY])
        connection.execute(sa.update(PAGES).where(PAGES.c.spider == spider, few).values(due=None))


def forget(
    connection: sa.Connection, spider: str, now: datetime, urls: Sequence[str], since: date | None
) -> int:
    """Let what lies at `urls` (addresses or ids) or was first seen since a day be due now, as if
    nothing were known of it; what has no address goes. Returns how many pages."""
    which = [PAGES.c.spider == spider]
    if urls:
        which.append(sa.or_(PAGES.c.url.in_(urls), PAGES.c.id.in_(urls)))
    if since:
        which.append(PAGES.c.first_seen >= datetime.combine(since, time(), UTC))
    written = PAGES.c.state.in_((EXPORTED, DELETED))
    state = sa.case((written, PAGES.c.state), else_=FAILED)
    again = {"reason": FORGOTTEN, "failures": 0, "looks": 0, "due": now}
    blank = {"digests": None, "etag": None, "last_modified": None, "gone": None}
    unnamed = sa.delete(PAGES).where(*which, PAGES.c.url.is_(None))
    named = sa.update(PAGES).where(*which).values(state=state, **again, **blank)
    return sum(connection.execute(statement).rowcount for statement in (unnamed, named))
