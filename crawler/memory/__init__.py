"""The only memory between runs: SQLite by default, Postgres by URL.

Everything is kept per spider. An article is known by its id; what a listing link was found to be
without becoming a feed line (no article, a duplicate) is known by the id of its URL.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crawler.memory.asking import forget, ids_at, let_go, rows_due
from crawler.memory.history import RunRecord, recent_news, recent_runs, record_runs, resting
from crawler.memory.lines import pages_of
from crawler.memory.listings import StoredListing, read_listing, throw_away, write_listings
from crawler.memory.policy import (
    DELETED,
    EXPORTED,
    FAILED,
    GONE,
    LEADS_TO,
    PUT_OFF,
    SETTLED,
    SKIPPED,
    UNCHANGED,
    Known,
    Page,
    Policy,
)
from crawler.memory.tables import (
    FEEDS,
    PAGES,
    RUNS,
    SECTIONS,
    connect,
    writing,
)
from crawler.memory.upsert import aware, upsert

__all__ = [
    "DELETED",
    "EXPORTED",
    "FAILED",
    "GONE",
    "PUT_OFF",
    "SETTLED",
    "SKIPPED",
    "UNCHANGED",
    "Known",
    "Memory",
    "Page",
    "Policy",
    "RunRecord",
    "StoredListing",
]

_MANY = 500
"""Ids in one statement: SQLite has a bound, and so has patience."""
_MOMENTS = frozenset(("first_seen", "last_seen", "due", "gone", "published"))
_COLUMNS = tuple(field.name for field in fields(Known))
_STATES = ("id", "state", "reason", "first_seen", "last_seen", "due")


class Memory:
    """What earlier runs of one spider have done. Use as a context manager or close it.

    `now` is the run's start: every moment that is written or compared derives from it.
    """

    def __init__(
        self, url: str, spider: str, *, now: datetime | None = None, policy: Policy | None = None
    ) -> None:
        self.spider = spider
        # a run's start is told in whole seconds, and what is due now is due to it
        self.now = now or datetime.now(UTC).replace(microsecond=0)
        self.policy = policy or Policy()
        self.given_up: list[Known] = []
        """Pages that `remember` has settled because they failed too often."""
        self._engine = connect(url)

    def __enter__(self) -> "Memory":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Id -> what is known of it, for those of `ids` of which anything is."""
        with self._engine.begin() as connection:
            return self._known(connection, list(ids))

    def states(self, ids: Iterable[str]) -> dict[str, Known]:
        """Like `known`, but only what tells whether a link is to be followed: few bytes each."""
        with self._engine.begin() as connection:
            return self._known(connection, list(ids), _STATES)

    def due(self, limit: int, sites: Iterable[str]) -> list[Known]:
        """Addresses to look at or to try again now, at most `limit` of each of `sites`.

        Where more are due, one half are those that have waited longest, the other those whose turn
        has come last: neither a backlog nor what is new has to wait for the end of the other.
        """
        with self._engine.begin() as connection:
            due = (rows_due(connection, self.spider, site, self.now, limit) for site in sites)
            return [_known(row) for rows in due for row in rows]

    def let_go(self, ids: Iterable[str]) -> None:
        """No longer ask for pages that no site owns any more; a listing may name them again."""
        with writing(self._engine) as connection:
            let_go(connection, self.spider, list(ids))

    def feeds(self) -> set[str]:
        """Names of the feed files whose articles are marked."""
        statement = sa.select(FEEDS.c.name).where(FEEDS.c.spider == self.spider)
        with self._engine.begin() as connection:
            return set(connection.scalars(statement))

    def remember(
        self,
        pages: Iterable[Page],
        feed: Path | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> dict[str, Page]:
        """In one transaction mark `pages`, every article of the published `feed`, and those of
        `aliases` (id of an address -> id of the article it led to) that stand in it.

        Returns the articles in the feed, by id. What is marked is what is read back from the file
        that was published, so nothing can count as seen that was not written.
        """
        articles = {page.id: page for page in pages_of(feed)} if feed else {}
        told = {page.id: page for page in pages}
        rows = {key: page for key, page in told.items() if page.state != EXPORTED}
        for article in articles.values():
            rows[article.id] = _joined(article, told.get(article.id))
        for identity, led in (aliases or {}).items():
            if led in articles and identity not in articles:
                article = replace(articles[led], id=identity, url=None, revision=0, alias=True)
                article = replace(article, reason=f"{LEADS_TO}{led}")
                rows[identity] = _joined(article, told.get(identity))
        with writing(self._engine) as connection:
            self._learn(connection, rows)
            if feed:
                row = {"spider": self.spider, "name": feed.name, "articles": len(articles)}
                connection.execute(sa.insert(FEEDS).values(**row))
        return articles

    def listing(self, url: str) -> StoredListing | None:
        """What was last read from the listing at `url`."""
        with self._engine.begin() as connection:
            return read_listing(connection, self.spider, url)

    def remember_listings(
        self, listings: Mapping[str, StoredListing], trusted_since: datetime
    ) -> None:
        """URL -> what was read from it, to be asked for conditionally next time. What was read
        before `trusted_since`, and not since, is thrown away."""
        with writing(self._engine) as connection:
            write_listings(connection, self.spider, listings, self.now)
            throw_away(connection, self.spider, trusted_since)

    def walked(self, bound: int) -> dict[tuple[str, str], tuple[datetime, int | None]]:
        """(site, section) -> (start of the last run that has walked it to its end, or for as many
        pages as `bound` lets a run read; the pages after which it was cut short, if it was)."""
        statement = sa.select(SECTIONS).where(
            SECTIONS.c.spider == self.spider,
            sa.or_(SECTIONS.c.cut.is_(None), SECTIONS.c.cut >= bound),
        )
        with self._engine.begin() as connection:
            rows = connection.execute(statement)
            return {(row.site, row.section): (aware(row.walked), row.cut) for row in rows}

    def remember_run(
        self, records: Mapping[str, RunRecord], walked: Mapping[tuple[str, str], int | None]
    ) -> None:
        """Site -> the books of the run; (site, section) that it has walked -> the pages after
        which a bound cut it short, None where it came to the end."""
        ends = [
            {"spider": self.spider, "site": site, "section": name, "walked": self.now, "cut": cut}
            for (site, name), cut in walked.items()
        ]
        with writing(self._engine) as connection:
            upsert(connection, SECTIONS, ends)
            record_runs(connection, self.spider, records)

    def runs(self, site: str) -> list[RunRecord]:
        """Earlier runs over `site`, oldest first: all of late, before that one a day."""
        with self._engine.begin() as connection:
            return recent_runs(connection, self.spider, site)

    def resting(self, site: str, moment: datetime) -> set[str]:
        """Sections of `site` that were read since `moment` and have brought nothing."""
        with self._engine.begin() as connection:
            return resting(connection, self.spider, site, moment)

    def news(self, site: str) -> list[datetime]:
        """Starts of the runs of about a year that brought articles of `site`, oldest first."""
        with self._engine.begin() as connection:
            return recent_news(connection, self.spider, site, self.now)

    def ids_at(self, places: Iterable[str]) -> dict[str, set[str]]:
        """Address or id -> ids of the pages that are known by it, for those of `places` that are."""
        with self._engine.begin() as connection:
            return ids_at(connection, self.spider, list(places))

    def forget(self, ids: Iterable[str] | None = None, since: date | None = None) -> int:
        """Make the next runs fetch `ids` again, or what was first seen from the day `since` on;
        all of the spider's pages where neither is given. Returns how many pages.

        What has an address is asked for even where no listing names it any more. What stands in a
        feed stays known as such: it comes with its next revision, or gets its tombstone.
        """
        which = None if ids is None else list(ids)
        with writing(self._engine) as connection:
            return forget(connection, self.spider, self.now, which, since)

    def forget_history(self) -> int:
        """Take what the sites give from now on for normal. Returns how many runs are forgotten."""
        with writing(self._engine) as connection:
            return connection.execute(sa.delete(RUNS).where(RUNS.c.spider == self.spider)).rowcount

    def _learn(self, connection: sa.Connection, pages: Mapping[str, Page]) -> None:
        ids = list(pages)
        for start in range(0, len(ids), _MANY):  # rows of a whole archive would fill the memory
            few = ids[start : start + _MANY]
            before = self._known(connection, few)
            learned = [self.policy.learn(before.get(key), pages[key], self.now) for key in few]
            upsert(connection, PAGES, [{"spider": self.spider, **_row(one)} for one in learned])
            self.given_up += filter(_is_given_up, learned)

    def _known(
        self, connection: sa.Connection, ids: list[str], names: Sequence[str] = _COLUMNS
    ) -> dict[str, Known]:
        found = {}
        for start in range(0, len(ids), _MANY):
            statement = sa.select(*(PAGES.c[name] for name in names)).where(
                PAGES.c.spider == self.spider, PAGES.c.id.in_(ids[start : start + _MANY])
            )
            for row in connection.execute(statement).mappings():
                found[row["id"]] = _known(row)
        return found


def _is_given_up(known: Known) -> bool:
    """True for a page that fails and is not tried again."""
    return known.state in (EXPORTED, SETTLED) and known.failures > 0 and known.due is None


def _row(known: Known) -> dict[str, Any]:
    return {name: getattr(known, name) for name in _COLUMNS}


def _known(row: Mapping[Any, Any]) -> Known:
    values = {name: row[name] for name in _COLUMNS if name in row}
    for name in _MOMENTS.intersection(values):
        values[name] = aware(values[name])
    return Known(**values)


def _joined(article: Page, told: Page | None) -> Page:
    """The article of a feed line with what the run knows of the address it was fetched from."""
    if told is None:
        return article
    return replace(
        article,
        url=told.url or article.url,
        section=told.section,
        etag=told.etag,
        last_modified=told.last_modified,
    )
