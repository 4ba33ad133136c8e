"""The time of day and the zone that stand beside a day, in lower case without tones."""

import re
from zoneinfo import ZoneInfo

from crawler.extract.timestamps import VIETNAM, ZONES, Zone, fixed_zone

_TIME = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?(?::|h|g(?=\d)|gio ?|\.(?=[0-5]\d\b))\s?(\d{2})?(?:(?::|phut ?)(\d{2})?)?"
    r"['’]?(?:\.\d+)?\s?(?:phut)?\s*((?:sa|ch|am|pm|sang|trua|chieu|toi|dem)\b|[ap]\.m\.)?"
    r"(?![\d/])(?:\s|,|-|\||\(|\)|\[|\]|$|[^\W\d_]|[+.;'’])"
)
_HOURS_AGO = re.compile(r"\b\d{1,3}\s?(?:h|gio|hours?|hrs?)\s(?:truoc|ago)\b")
"""How long ago something was, beside a day: no time of that day."""
_ZONE = re.compile(
    r"(?:gmt|utc)\s?([+-]\d{1,2})(?::?(\d{2}))?|(?<=\d)\s?([+-]\d{2}):?(\d{2})?\b"
    rf"|(?<=[\dm.])\s?[(\[]?(?:\b|(?<=\d))({'|'.join(ZONES)})\b(?!\s?[+-]\d)"
)
_REGION = re.compile(r"(?:am|pm|a\.m\.|p\.m\.) ([ecp]t)\b")
_REGIONS = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}


def read_clock(rest: str) -> tuple[tuple[int, int, int | None] | None, Zone]:
    """Time of day and zone that stand beside a day."""
    zone = _stated_zone(rest)
    rest = _HOURS_AGO.sub(" ", rest)
    for found in _TIME.finditer(rest):
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour > 24 or minute > 59:
            continue
        half = (found[4] or "").replace(".", "")
        hour = _in_24_hours(hour, half)
        second = int(found[3]) if found[3] and int(found[3]) < 60 else None
        if half == "sa" and (hour, minute, second or 0) == (0, 0, 0):
            return None, zone  # midnight of a template that knows no time
        return (hour % 24, minute, second), zone
    return None, zone


def _stated_zone(rest: str) -> Zone:
    region = _REGION.search(rest)
    if region:
        return ZoneInfo(_REGIONS[region[1]])
    found = _ZONE.search(rest)
    if not found:
        return VIETNAM
    hours = found[1] or found[3]
    if hours:
        return fixed_zone(int(hours), int(found[2] or found[4] or 0))
    return fixed_zone(ZONES[found[5]])


def _in_24_hours(hour: int, half: str) -> int:
    """12 CH is noon and 12 SA midnight; an hour past 12 needs no half of the day."""
    if hour == 12:
        return 0 if half in ("sa", "am", "sang", "toi", "dem") else 12
    after_noon = (
        half in ("ch", "pm", "chieu", "toi")
        or (half == "dem" and hour > 4)
        or (half == "trua" and hour < 10)
    )
    return hour + 12 if after_noon and hour < 12 else hour
