"""When an address is looked at again. Pure: what was known and what a run found, what is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

EXPORTED, SETTLED, FAILED, SKIPPED = "exported", "settled", "failed", "skipped"
UNCHANGED, GONE, DELETED = "unchanged", "gone", "deleted"
PUT_OFF = "put off"

PAGE = re.compile(
    r"HTTP 4(?!01|03|08|25|29)\d\d|too large|off the site|another scheme|IncompleteArticle"
)
"""Reasons of failures that speak of the page: they settle it in the end. Whatever is not named here
speaks of a bad day, of the site or of ours, and settles nothing."""
ASTRAY = "leads to a listing"
DOUBTS = re.compile(rf"empty|error page|{ASTRAY}")
"""Why a page that answered held no article, though it may hold one on a better day."""
FORGOTTEN = "forgotten"
LEADS_TO = "leads to "
"""How the reason begins of an address that led to an article of another id, which follows."""
MOST_RESTS = 4
"""What settles nothing is tried after a rest, two, and then after so many each time."""
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
    (the site forbids it), `deleted` (a tombstone in the feed), `put off` (the run ended before its
    turn); of a second look `unchanged` and `gone` (404 or 410)."""
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

    @property
    def leads_to(self) -> str | None:
        """Id of the article that this address led to; None for one that has its own."""
        reason = self.reason or ""
        leads = self.state == EXPORTED and reason.startswith(LEADS_TO)
        return reason.removeprefix(LEADS_TO) if leads else None

    def is_to_fetch(self, now: datetime) -> bool:
        """True where a link to it is followed: a failure, a refusal, what had vanished or was to
        be forgotten, once its pause is over."""
        again = self.state in (FAILED, SKIPPED, DELETED) or self.reason == FORGOTTEN
        return again and (self.due is None or self.due <= now)


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
    """After the first, second, ... failure. One try more settles a page at which the fault lies."""
    doubts: Sequence[timedelta] = (
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=7),
        timedelta(days=28),
    )
    """The same for a page that answers and holds no article: long enough for a redesign to be
    noticed before what it hid is settled."""
    others: Sequence[timedelta] = (timedelta(days=1),)
    """The same for what else is no article of its own: a double, a section, an invalid value. One
    notice in place of every article makes doubles of all of them, for a day."""
    rest: timedelta = timedelta(days=7)
    """From the last of these pauses to the next try of what settles nothing, and between tries of
    what robots.txt forbids or what has vanished."""
    recent: timedelta = timedelta(days=30)
    """An article older than this is not looked at again."""

    def learn(self, before: Known | None, page: Page, now: datetime) -> Known:
        """What is known of `page` after a run at `now` has ended with it."""
        known = _described(before, page, now)
        in_feed = before is not None and before.state in (EXPORTED, DELETED)
        if page.state in (EXPORTED, DELETED):
            return self._written(known, page, now)
        if in_feed:  # what stands in a feed stays so, whatever a later look comes to
            return self._looked_at(known, page, now)
        if page.state == PUT_OFF:
            return replace(known, state=FAILED, reason=page.reason, due=_kept(known, now))
        if page.state == FAILED or page.state == SETTLED:
            return self._failed(known, page, now)
        if before is not None and before.state == FAILED:  # it waits, though robots.txt forbids it
            return replace(known, due=now + self.rest)
        return replace(known, state=page.state, reason=page.reason, due=now + self.rest)

    def _written(self, known: Known, page: Page, now: datetime) -> Known:
        again = page.state == EXPORTED and not page.alias and self._is_recent(page, now)
        due = now + self.looks[0] if again and self.looks else None
        if page.state == DELETED:
            due = now + self.rest
        reason = page.reason if page.alias else None
        known = replace(known, state=page.state, reason=reason, due=due)
        return replace(known, failures=0, looks=0, gone=None)

    def _looked_at(self, known: Known, page: Page, now: datetime) -> Known:
        if page.state == PUT_OFF:
            return replace(known, due=_kept(known, now))
        if known.state == DELETED:
            reason = page.reason if _speaks_of_the_page(page) else known.reason
            return replace(known, reason=reason, due=now + self.rest)
        if page.state == UNCHANGED:
            looks = known.looks + 1
            due = now + self.looks[looks] if looks < len(self.looks) else None
            return replace(known, failures=0, looks=looks, due=due, gone=None)
        if page.state == GONE:
            gone = known.gone or now
            pause = max(timedelta(days=1), (now - gone) / 2)  # a site may be down for long
            return replace(known, gone=gone, due=now + pause)
        failures = known.failures + 1
        due = now + self.pauses[failures - 1] if failures <= len(self.pauses) else None
        reason = FORGOTTEN if due and known.reason == FORGOTTEN else page.reason
        return replace(known, reason=reason, failures=failures, due=due)

    def _failed(self, known: Known, page: Page, now: datetime) -> Known:
        """A try more, after a pause that grows. What speaks of the page settles it behind all the
        pauses, where the try before spoke so, too: one such answer may be that of a site in
        trouble. `looks` counts those in a row."""
        reason, failures = page.reason or "", known.failures + 1
        looks = known.looks + 1 if _speaks_of_the_page(page) else 0
        pauses = self.pauses
        if DOUBTS.fullmatch(reason):
            pauses = self.doubts
        elif page.state == SETTLED:
            pauses = self.others
        known = replace(known, state=FAILED, reason=page.reason, failures=failures, looks=looks)
        if failures <= len(pauses):
            return replace(known, due=now + pauses[failures - 1])
        if looks > 1:
            return replace(known, state=SETTLED, due=None)
        rests = min(2 ** (failures - len(pauses) - 1), MOST_RESTS)
        return replace(known, due=now + rests * self.rest)

    def _is_recent(self, page: Page, now: datetime) -> bool:
        return page.published is None or now - page.published <= self.recent


def _speaks_of_the_page(page: Page) -> bool:
    """False for what a bad day of the site, or one of ours, has made of it."""
    return page.state != FAILED or PAGE.fullmatch(page.reason or "") is not None


def _kept(known: Known, now: datetime) -> datetime:
    """When what was put off is due: it keeps its place in the queue."""
    return min(known.due or now, now)


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
