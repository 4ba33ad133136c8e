"""When an address is looked at again. Pure: what was known and what a run found, what is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

EXPORTED, SETTLED, FAILED, SKIPPED = "exported", "settled", "failed", "skipped"
UNCHANGED, GONE, DELETED = "unchanged", "gone", "deleted"

VISIT = re.compile(
    r"HTTP (?:401|403|408|429|5\d\d)\Z|challenge|login|host given up.*|not written|private address"
    r"|\w*(?:Timeout|Connect|DNS|Resolve|TLS|SSL|ResponseFailed|ResponseNeverReceived)\w*\Z"
)
"""Reasons of failures that speak of a visit and not of the page: they settle nothing."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be known of an address; None where it is not."""

    url: str | None = None
    site: str | None = None
    section: str | None = None
    content_hash: str | None = None
    digests: str | None = None
    published: datetime | None = None
    revision: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Facts):
    """What became of one address in a run."""

    id: str
    state: str
    """`exported` (a line in the feed), `settled` (never to be fetched again), `failed`, `skipped`
    (the site forbids it), `deleted` (a tombstone in the feed); of a second look `unchanged` and
    `gone` (404 or 410)."""
    reason: str | None = None
    alias: bool = False
    """True for an address that led to an article of another id: only the article is looked at."""


@dataclass(frozen=True, slots=True)
class Known(Facts):
    """What is remembered of one address."""

    id: str
    state: str
    reason: str | None
    first_seen: datetime
    last_seen: datetime
    failures: int = 0
    looks: int = 0
    due: datetime | None = None
    gone: datetime | None = None

    def is_to_fetch(self, now: datetime) -> bool:
        """True where a link to it is followed: a failure or a refusal whose pause is over."""
        return self.state in (FAILED, SKIPPED) and (self.due is None or self.due <= now)


@dataclass(frozen=True)
class Policy:
    """The pauses between looks and tries."""

    looks: Sequence[timedelta] = (timedelta(hours=6), timedelta(days=1), timedelta(days=7))
    """From the export, or the look before, to the next look."""
    pauses: Sequence[timedelta] = (
        timedelta(0),
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(days=1),
    )
    """After the first, second, ... failure. The last but one try more settles a page."""
    rest: timedelta = timedelta(days=7)
    """Between tries of what more failures would not settle, and of what robots.txt forbids."""
    recent: timedelta = timedelta(days=30)
    """An article older than this is not looked at again."""

    @property
    def tries(self) -> int:
        """Failures after which a page is settled."""
        return len(self.pauses) + 1

    def learn(self, before: Known | None, page: Page, now: datetime) -> Known:
        """What is known of `page` after a run at `now` has ended with it."""
        known = _described(before, page, now)
        in_feed = before is not None and before.state in (EXPORTED, DELETED)
        if page.state in (EXPORTED, DELETED):
            again = page.state == EXPORTED and not page.alias and self._is_recent(page, now)
            due = now + self.looks[0] if again and self.looks else None
            return replace(known, state=page.state, failures=0, looks=0, due=due, gone=None)
        if in_feed and page.state == UNCHANGED:
            return self._looked(known, now)
        if in_feed and page.state == GONE:
            return replace(known, gone=known.gone or now, due=(known.gone or now) + timedelta(1))
        if in_feed:  # what stands in a feed stays so, whatever a later look comes to
            return self._failed(replace(known, reason=page.reason), now, settled=EXPORTED)
        if page.state == FAILED:
            return self._failed(replace(known, state=FAILED, reason=page.reason), now, SETTLED)
        due = now + self.rest if page.state == SKIPPED else None
        return replace(known, state=page.state, reason=page.reason, due=due)

    def _looked(self, known: Known, now: datetime) -> Known:
        looks = known.looks + 1
        due = now + self.looks[looks] if looks < len(self.looks) else None
        return replace(known, failures=0, looks=looks, due=due, gone=None)

    def _failed(self, known: Known, now: datetime, settled: str) -> Known:
        failures = known.failures + 1
        if failures < self.tries:
            return replace(known, failures=failures, due=now + self.pauses[failures - 1])
        if settled == SETTLED and VISIT.match(known.reason or ""):
            return replace(known, failures=failures, due=now + self.rest)
        return replace(known, state=settled, failures=failures, due=None)

    def _is_recent(self, page: Page, now: datetime) -> bool:
        return page.published is None or now - page.published <= self.recent


def is_another_day(moment: datetime, now: datetime) -> bool:
    """True where the two lie on different days in Vietnam."""
    return moment.astimezone(VIETNAM).date() != now.astimezone(VIETNAM).date()


def _described(before: Known | None, page: Page, now: datetime) -> Known:
    """`before` with what the run has newly found out; a fact is never replaced by its absence."""
    if before is None:
        before = Known(page.id, page.state, page.reason, first_seen=now, last_seen=now)
    fresh = page.state in (EXPORTED, UNCHANGED)
    return replace(
        before,
        last_seen=now,
        url=page.url or before.url,
        site=page.site or before.site,
        section=page.section or before.section,
        content_hash=page.content_hash or before.content_hash,
        digests=page.digests or before.digests,
        published=page.published or before.published,
        revision=max(page.revision, before.revision),
        etag=page.etag if fresh else before.etag,
        last_modified=page.last_modified if fresh else before.last_modified,
    )
