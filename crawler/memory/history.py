"""What each run found on each site: what is normal for a site is learnt from this."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from crawler.memory.policy import DELETED, EXPORTED
from crawler.memory.tables import PAGES, RUNS
from crawler.memory.upsert import aware, upsert

KEPT = timedelta(days=400)
"""A year and a little: last year's Tết is remembered when the next one comes."""
LATE_RUNS = 60
"""So many of the newest runs are kept whole; of older days the last run."""


@dataclass(frozen=True)
class RunRecord:
    """The books of one run over one site."""

    started: datetime
    verdict: str
    listings: int = 0
    """Listings, feeds and sitemaps read."""
    articles: int = 0
    """Lines exported."""
    links: Mapping[str, int] = field(default_factory=dict)
    """Section -> links to articles on its first page."""
    filled: Mapping[str, int] = field(default_factory=dict)
    """Field -> exported articles that have it."""
    barren: int = 0
    """New pages without an article since the last run that exported one, this run's included."""


def record_runs(connection: sa.Connection, spider: str, records: Mapping[str, RunRecord]) -> None:
    """Site -> its run: write them, and thin out what lies further back."""
    rows = [
        {
            "spider": spider,
            "site": site,
            "started": one.started,
            "verdict": one.verdict,
            "listings": one.listings,
            "articles": one.articles,
            "links": json.dumps(one.links, ensure_ascii=False, sort_keys=True),
            "filled": json.dumps(one.filled, sort_keys=True),
            "barren": one.barren,
        }
        for site, one in records.items()
    ]
    upsert(connection, RUNS, rows)
    for site, one in records.items():
        _thin_out(connection, spider, site, one.started)


def recent_runs(connection: sa.Connection, spider: str, site: str) -> list[RunRecord]:
    """All that is kept, oldest first."""
    statement = (
        sa.select(RUNS).where(RUNS.c.spider == spider, RUNS.c.site == site).order_by(RUNS.c.started)
    )
    return [
        RunRecord(
            started=aware(row.started),
            verdict=row.verdict,
            listings=row.listings,
            articles=row.articles,
            links=json.loads(row.links),
            filled=json.loads(row.filled),
            barren=row.barren,
        )
        for row in connection.execute(statement)
    ]


def resting(connection: sa.Connection, spider: str, site: str, moment: datetime) -> set[str]:
    """Sections that runs which began behind `moment` have read, and where nothing new was found."""
    runs = sa.select(RUNS.c.links).where(
        RUNS.c.spider == spider, RUNS.c.site == site, RUNS.c.started > moment
    )
    news = sa.select(PAGES.c.section).where(
        PAGES.c.spider == spider, PAGES.c.site == site, PAGES.c.first_seen > moment
    )
    read = {section for links in connection.scalars(runs) for section in json.loads(links)}
    return read.difference(connection.scalars(news.distinct()))


def recent_news(connection: sa.Connection, spider: str, site: str, now: datetime) -> list[datetime]:
    """Starts of the runs that brought articles."""
    statement = (
        sa.select(PAGES.c.first_seen)
        .where(
            PAGES.c.spider == spider,
            PAGES.c.site == site,
            PAGES.c.first_seen > now - KEPT,
            PAGES.c.state.in_((EXPORTED, DELETED)),
        )
        .distinct()
        .order_by(PAGES.c.first_seen)
    )
    return [aware(moment) for moment in connection.scalars(statement)]


def _thin_out(connection: sa.Connection, spider: str, site: str, now: datetime) -> None:
    mine = (RUNS.c.spider == spider, RUNS.c.site == site)
    statement = sa.select(RUNS.c.started).where(*mine).order_by(RUNS.c.started.desc())
    days: set[object] = set()
    needless = []
    for number, moment in enumerate(map(aware, connection.scalars(statement))):
        day = moment.date()
        if number >= LATE_RUNS and (day in days or moment < now - KEPT):
            needless.append(moment)
        days.add(day)
    if needless:
        connection.execute(sa.delete(RUNS).where(*mine, RUNS.c.started.in_(needless)))
