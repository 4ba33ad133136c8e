"""What is asked for though no listing may name it: what is due, and what was to be forgotten."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from crawler.memory.policy import DELETED, EXPORTED, FAILED, FORGOTTEN, LEADS_TO
from crawler.memory.tables import ASKED_FOR, LISTINGS, PAGES, SECTIONS

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
    for few in _some(ids):
        these = sa.update(PAGES).where(PAGES.c.spider == spider, PAGES.c.id.in_(few))
        connection.execute(these.values(due=None))


def ids_at(connection: sa.Connection, spider: str, places: Sequence[str]) -> dict[str, set[str]]:
    """Address or id -> ids of the pages that are known by it, for those of `places` that are."""
    found: dict[str, set[str]] = defaultdict(set)
    for few in _some(places):
        known = sa.or_(PAGES.c.url.in_(few), PAGES.c.id.in_(few))
        statement = sa.select(PAGES.c.id, PAGES.c.url).where(PAGES.c.spider == spider, known)
        for row in connection.execute(statement):
            for place in {row.id, row.url}.intersection(few):
                found[place].add(row.id)
    return found


def forget(
    connection: sa.Connection,
    spider: str,
    now: datetime,
    ids: Sequence[str] | None = None,
    since: date | None = None,
) -> int:
    """Let `ids`, or what was first seen since a day, or all be due now, as if nothing were known of
    it. Returns how many pages.

    What has no address goes; where that leaves an article to the listings, as when all is
    forgotten, they are read to their ends again.
    """
    count, again = 0, ids is None and since is None
    for few in [None] if ids is None else _some(ids):
        which = [PAGES.c.spider == spider]
        if few is not None:
            which.append(PAGES.c.id.in_(few))
        if since:
            which.append(PAGES.c.first_seen >= datetime.combine(since, time(), UTC))
        unnamed = sa.delete(PAGES).where(*which, PAGES.c.url.is_(None))
        aliases = connection.execute(unnamed.where(PAGES.c.reason.like(f"{LEADS_TO}%"))).rowcount
        lost = connection.execute(unnamed).rowcount
        named = connection.execute(sa.update(PAGES).where(*which).values(**_as_if_new(now)))
        count, again = count + aliases + lost + named.rowcount, again or lost > 0
    for table in (LISTINGS, SECTIONS) if again else ():
        connection.execute(sa.delete(table).where(table.c.spider == spider))
    return count


def _as_if_new(now: datetime) -> dict[str, Any]:
    """What a page is set to that is to be forgotten; in the feeds it stays what it is."""
    written = PAGES.c.state.in_((EXPORTED, DELETED))
    again = {"reason": FORGOTTEN, "failures": 0, "looks": 0, "due": now}
    blank = dict.fromkeys(("digests", "etag", "last_modified", "gone"))
    return {"state": sa.case((written, PAGES.c.state), else_=FAILED), **again, **blank}


def _some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))
