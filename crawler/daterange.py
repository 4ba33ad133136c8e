"""The days that a crawl is asked for, and what tells of a page that it lies outside of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from crawler.arguments import ArgumentError, parse_day
from crawler.extract.dates import VIETNAM
from crawler.extract.discovery import Entry
from crawler.extract.urls import date_in_url

_MARGIN = timedelta(days=1)
"""What a link states may be off by so much: zones, and articles dated ahead."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days from `since` to `until`, both included; None leaves a side open. True where one of
    them is set."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def parse(cls, since: str | None, until: str | None) -> Self:
        """The range that `-a since=2026-01-31 -a until=2026-12-31` means. Raises ArgumentError."""
        found = cls(parse_day("since", since), parse_day("until", until))
        if found.since and found.until and found.since > found.until:
            raise ArgumentError(f"since={since} lies behind until={until}")
        return found

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def holds(self, day: date | None) -> bool:
        """True for a day inside, and for an article that states none."""
        return day is None or (self.since or date.min) <= day <= (self.until or date.max)

    def excludes(self, entry: Entry) -> bool:
        """True where what the link states lies more than a day before or after.

        A change comes after the publication, so it only tells what is too old.
        """
        if not self:
            return False
        day, stated = date_in_url(entry.url), _stated_day(entry)
        early = [one for one in (day, stated) if one]
        late = [one for one in (day, None if entry.changed else stated) if one]
        # differences: a sum with the first or the last day of the calendar is no date
        too_old = self.since and any(self.since - one > _MARGIN for one in early)
        too_new = self.until and any(one - self.until > _MARGIN for one in late)
        return bool(too_old or too_new)

    def is_behind(self, page: "Stretch | None") -> bool:
        """True when all that is known of a listing's page is older."""
        newest = page.newest if page else None
        return bool(self.since and newest and newest < self.since)


@dataclass(slots=True, eq=False)
class Stretch:
    """What one page of a listing has shown so far; its articles and the page after it share it."""

    newest: date | None = None
    """The latest day of its articles, as their addresses or the articles themselves say."""

    def note(self, day: date | None) -> None:
        """Take an article's day in."""
        if day and (self.newest is None or day > self.newest):
            self.newest = day

    def note_link(self, entry: Entry) -> None:
        """Take in the day that a link states; that of a change tells nothing of the article's."""
        self.note(date_in_url(entry.url) or (None if entry.changed else _stated_day(entry)))


def with_own_moments(entries: Sequence[Entry]) -> Sequence[Entry]:
    """`entries`, without their moment where all share it: then it is the feed's own making."""
    shared = len(entries) > 1 and len({entry.published for entry in entries}) == 1
    return [replace(entry, published=None) for entry in entries] if shared else entries


def _stated_day(entry: Entry) -> date | None:
    return entry.published.astimezone(VIETNAM).date() if entry.published else None
