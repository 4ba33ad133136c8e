"""Moments as machines write them: ISO 8601, RFC 2822, JavaScript, seconds since 1970."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ZONES = {
    "gmt": 0, "utc": 0, "wet": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "ict": 7, "wib": 7, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "est": -5, "edt": -4,
    "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "brt": -3,
}  # fmt: skip
"""Zones by their names in small letters -> hours from Greenwich."""
Precision = Literal["day", "minute", "second"]
Zone = tzinfo
FIRST_YEAR, LAST_YEAR = 1990, 2049
"""What lies outside is a template's date (0001, 1970, 2099, 9999), not an article's."""


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A moment, and how much of it is stated; with `day` it is that day's midnight."""

    value: datetime
    precision: Precision


_OFFSET = r"Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2}"
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T|\s|\sT)\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:]\d+)?)?"
    rf"\s*({_OFFSET})?)?(?:\[[^\]]*\])?\s*(?:[(\[]?(?:GMT|UTC)\s?\+0?7(?::?00)?[)\]]?)?\Z",
    re.IGNORECASE,
)
_BASIC = re.compile(
    rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:T?(\d{{2}}):?(\d{{2}})(?::?(\d{{2}})(?:[.,]\d+)?)?({_OFFSET})?)?\Z"
)
_RFC = re.compile(r"(?:\w{3}, ?)?\d{1,2} \w{3} \d{4} \d{1,2}:\d{2}(:\d{2})?")
_EPOCH = re.compile(r"(?:/Date\()?([6-9]\d{8}|[1-3]\d{9})(?:\d{3}|\.\d+)?(?:[+-]\d{4})?(?:\)/)?\Z")
# Tue Apr 05 2022 15:42:10 GMT+0700 (Indochina Time); Tue Apr  5 15:42:10 ICT 2022
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2})(?: ([A-Z]{1,4}))?"
    r"([+-]\d{4})?(?: (\d{4}))?(?: \([^)]*\))?\Z"
)


def parse_timestamp(text: str) -> PublishedDate | None:
    """A day or moment as a machine writes it, else None. Where no zone is given it is Vietnam's."""
    if text[0].isdigit() or text[0] == "/":
        found = parse_iso(text)
        if found:
            return found
        epoch = _EPOCH.match(text)
        if epoch:
            return PublishedDate(datetime.fromtimestamp(int(epoch[1]), VIETNAM), "second")
    script = _SCRIPT.match(text)
    if script and (script[3] or script[7]):
        month, day, year, clock, name, offset, late = script.groups()
        hours = ZONES.get((name or "").lower())
        zone = offset or ("" if hours is None else f"{hours:+03d}00")
        text = f"{day} {month} {year or late} {clock} {zone}".strip()
    rfc = _RFC.match(text)
    return _parse_rfc(text, seconds=bool(rfc[1])) if rfc else None


def looks_iso(text: str) -> bool:
    """True for the form of ISO 8601, even of a day or hour that does not exist."""
    return bool(_ISO.match(text) or _BASIC.match(text))


def parse_iso(text: str) -> PublishedDate | None:
    """An ISO 8601 day or moment (also the slack forms of JSON-LD), else None."""
    found = _ISO.match(text) or _BASIC.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    parts = int(year), int(month), int(day)
    if hour is None:
        return make(parts, None, VIETNAM)
    clock = int(hour), int(minute), int(second) if second else None
    return make(parts, clock, _zone_of(offset))


def _parse_rfc(text: str, *, seconds: bool) -> PublishedDate | None:
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    day, zone = (value.year, value.month, value.day), value.tzinfo or VIETNAM
    clock = value.hour, value.minute, value.second if seconds else None
    return make(day, clock, zone)


@lru_cache(maxsize=100)
def _zone_of(offset: str | None) -> Zone:
    if not offset:
        return VIETNAM
    if offset.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    return fixed_zone(-hours if offset[0] == "-" else hours, minutes)


def fixed_zone(hours: int, minutes: int = 0) -> Zone:
    """The zone so far from Greenwich (`minutes` without a sign); Vietnam's where there is none."""
    if abs(hours) > 14 or minutes > 59 or (hours, minutes) == (7, 0):
        return VIETNAM
    return timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))


def make(
    parts: tuple[int, int, int], clock: tuple[int, int, int | None] | None, zone: Zone
) -> PublishedDate | None:
    """Day and time put together; None where the calendar or the clock does not know them."""
    try:
        if clock is None:
            return PublishedDate(datetime(*parts, tzinfo=zone), "day")
        hour, minute, second = clock
        value = datetime(*parts, hour, minute, second or 0, tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    if clock == (0, 0, 0):  # how a CMS prints a day without a time
        return PublishedDate(value, "day")
    return PublishedDate(value, "minute" if second is None else "second")


def plausible(found: PublishedDate | None) -> PublishedDate | None:
    """`found` where an article can have been published then."""
    return found if found and FIRST_YEAR <= found.value.year <= LAST_YEAR else None
