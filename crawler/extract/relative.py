"""Moments counted from now: `3 giờ trước`, `hôm qua, 08:15`, `yesterday`."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from crawler.extract.timestamps import VIETNAM, PublishedDate, Zone, make

Clock = Callable[[str], tuple[tuple[int, int, int | None] | None, Zone]]
_NUMBERS = {
    "nua": 0.5, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "a": 1, "an": 1, "one": 1,
}  # fmt: skip
_UNIT = r"giay|phut|gio|tieng|ngay|tuan|seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|[hmd]\b"
_AGO = re.compile(
    rf"\b(?P<past>cach day (?:khoang )?)?(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) ?(?P<unit>{_UNIT})"
    r"(?: dong ho)?(?(past)| (?:truoc|ago)\b)"
)
_DAY = re.compile(
    r"\b(hom nay|hom qua|hom kia|today|yesterday|vua xong|vua moi|vua cap nhat|moi day|just now)\b"
)
_BACK = {"hom nay": 0, "today": 0, "hom qua": 1, "yesterday": 1, "hom kia": 2}


def parse_relative(line: str, now: datetime, clock_of: Clock) -> PublishedDate | None:
    """What `line` (lower case, no tones) says, counted from `now`; `clock_of` reads a time of day.

    Days and weeks give a day, smaller units a minute.
    """
    now = now.astimezone(VIETNAM) if now.tzinfo else now.replace(tzinfo=VIETNAM)
    try:
        return _ago(line, now) or _named(line, now, clock_of)
    except OverflowError:  # a `now` at the ends of the calendar
        return None


def _ago(line: str, now: datetime) -> PublishedDate | None:
    found = _AGO.search(line)
    if not found:
        return None
    count = float(found["count"]) if found["count"].isdigit() else _NUMBERS[found["count"]]
    unit = found["unit"]
    if unit.startswith(("ngay", "d", "tuan", "week")):
        days = count * (7 if unit.startswith(("tuan", "week")) else 1)
        day = now - timedelta(days=days)
        return make((day.year, day.month, day.day), None, VIETNAM)
    seconds = 1 if unit in ("giay", "second", "seconds") else 60 if unit[0] in "pm" else 3600
    moment = now - timedelta(seconds=count * seconds)
    return PublishedDate(moment.replace(second=0, microsecond=0), "minute")


def _named(line: str, now: datetime, clock_of: Clock) -> PublishedDate | None:
    found = _DAY.search(line)
    if not found:
        return None
    if found[1] not in _BACK:
        return PublishedDate(now.replace(second=0, microsecond=0), "minute")
    day = now - timedelta(days=_BACK[found[1]])
    clock, _ = clock_of(f"{line[: found.start()]} | {line[found.end() :]} ")
    return make((day.year, day.month, day.day), clock, VIETNAM)
