"""Date lines as sites print them -> aware datetime. Our own grammar, dateparser for rare scripts."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from crawler.extract.clocks import read_clock
from crawler.extract.months import MONTHS
from crawler.extract.relative import parse_relative
from crawler.extract.scriptdates import parse_rare_script
from crawler.extract.text import DENSE, clean
from crawler.extract.timestamps import (
    VIETNAM,
    Precision,
    PublishedDate,
    looks_iso,
    make,
    parse_iso,
    parse_timestamp,
    plausible,
)
from crawler.extract.toneless import toneless

__all__ = ["VIETNAM", "Precision", "PublishedDate", "looks_dated", "parse_date", "parse_iso"]

_LONGEST = 120
_LONGEST_RELATIVE = 40
_MOST_WORDS = 14
_WORD = re.compile(r"[a-z]+")

# The commonest lines in one match: `05/04/2022`, `Cập nhật: 15:42, 05/04/2022`,
# `Thứ ba, 05/04/2022 15:42 GMT+7`, `Thứ sáu, ngày 17/09/2021 - 11:16`.
_PLAIN = re.compile(
    r"(?:(?:Ngày |Thời gian )?(?:[Cc]ập nhật|[Đđ]ăng|[Xx]uất bản)(?: lúc| ngày)?:? +)?"
    r"(?:([Tt]hứ \w{1,3}|[Cc]hủ [Nn]hật)\s*[,|-]?\s+(?:ngày +(?=[0-9]+[/.-]))?)?"
    r"(?:([0-9]{1,2}):([0-9]{2})\s*[,|-]?\s*)?"
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\5([0-9]{4})"
    r"(?:\s*[,|-]?\s+([0-9]{1,2}):([0-9]{2}))?(?:\s*[(\[]?GMT ?\+7[)\]]?)?\Z"
)
_PLAIN_WEEKDAYS = {
    "thứ hai": 0, "thứ ba": 1, "thứ tư": 2, "thứ năm": 3, "thứ sáu": 4, "thứ bảy": 5,
    "thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5, "chủ nhật": 6,
}  # fmt: skip
_DIGIT = re.compile("[0-9]")
_DATED = re.compile(  # a figure first in each form: no other place of a line is looked at
    r"[0-9](?:(?<=1)9[0-9]{2}|(?<=2)0[0-9]{2}| ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2}|[0-9]{8}"
    r"|[0-9]{3} ?[年년])"
)
_AGO = re.compile(r"trước|truoc|\bago\b|hôm (?:nay|qua|kia)|cách đây|today|yesterday", re.I)
_MOST_SPACES = 24

# All patterns below see lower case without tones: `thu ba, ngay 05/04/2022`.
_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:thang |thg |th)(?:muoi hai|muoi mot|muoi|gieng|chap|mot|hai|ba|tu|bon|nam|sau|bay|tam"
    r"|chin|\d{1,2})(?![\d/-])"
)
_MONTH_NUMBERS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_DAY = re.compile(
    r"(?<![\d/.-])(?<!\d:)(?:"
    rf"(?P<y1>{_YEAR})\s?[/.-]\s?(?P<m1>\d{{1,2}})\s?[/.-]\s?(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m2>\d{{1,2}})\s?(?P=sep)\s?"
    rf"(?P<y2>{_YEAR}(?!\d|[/.]\d|-\d{{1,2}}[-/.])|\d\d(?!\d|\s?[/.-]\s?\d))"
    rf"|(?:ngay )?(?P<d3>\d{{1,2}}),?[ -](?P<m3>{_MONTH}),?(?: nam)?[ -]?(?P<y3>{_YEAR})(?!\d)"
    rf")|\b(?P<m4>{_MONTH}) (?P<d4>\d{{1,2}}),? (?P<y4>{_YEAR})(?!\d)"
)
_NAME = r"[^\W\d_]{3,14}"
_NAMED_DAY = re.compile(
    r"(?<![\d/.-])(?P<d5>\d{1,2})(?:st|nd|rd|th|er|[.º])?(?:,| of\b| de\b| d')?[ -]?"
    rf"(?P<m5>{_NAME})\.?(?:,| del?\b)?[ -]?(?P<y5>{_YEAR})(?!\d)"
    rf"|(?<![^\W\d_])(?P<m6>{_NAME})\.? ?(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y6>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<y7>{_YEAR})\.? (?P<m7>{_NAME}) (?P<d7>\d{{1,2}})(?!\d)"
)
_NUMBERED_WEEKDAY = re.compile(r"\b(?:thu ?|t)([2-7])\b(?!\s?[/.-]\d{1,2}[/.-]| th)")
_HOUR_WORDS = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?(?:h|g|gio|:)\s?(\d{1,2})"
    r"(?:\s?(?:phut|ph|p)\b(?:\s?(\d{1,2})\s?giay)?|')?"
    r"(?![\d.-]|\s?[/.]\s?\d| (?:thang|thg|th)\b| th\d)"
)
_RANGE = re.compile(
    r"(?<![\d:h+])\d{1,2}\s?(?:-|–|—|den|va|\+)\s?(?:ngay )?\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?(?:\d{4}|\d\d\b)"
    r"|(?<![\d:h+/.-])\d{1,2}\s?(?:-|–|—|den|va)\s?\d{1,2} (?:thang|thg|th|[a-z]{3,9}) "
    r"|(?<!thu )\b(?:den|tu ngay|den ngay) \d|\b(?:until|nhiem ky|giai doan)\b|\bso \d"
    r"|\d\s?-\s?[a-z]{2,5}/[a-z]"
    rf"|{_YEAR}\s?[-–—]\s?\d{{1,2}}(?:[/.]\d{{1,2}}[/.]\d| (?:thang|thg|th|[a-z]{{3,9}} {_YEAR}))"
)
_JOINT = re.compile(r"\s*(?:-|–|—|den|toi|to)(?: ngay)?\s*\Z")
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_EN_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(?:thu )(hai|ba|tu|nam|sau|bay)\b|\b(chu nhat|cn)\b"
    r"|\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)\b"
)
_AMERICAN = re.compile(r"\b(?:[ecmp][sd]t|(?:am|pm|a\.m\.|p\.m\.) [ecp]t)\b")
_CHANGED = re.compile(
    r"(?:cap nhat|updated|modified|sua)(?: (?:lan cuoi|luc|ngay|on|at))*[\s:]*(?:\d{1,2}:\d\d\W*)?\Z"
)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]?")
_EAST_ASIAN_TIME = re.compile(
    r"(上午|下午|午前|午後|오전|오후)?\s?(\d{1,2})\s?[时時点시:]\s?(\d{1,2})(?:\s?[分분])?"
)


def looks_dated(text: str) -> bool:
    """False where `text` cannot state a day; cheap enough for every line of a page."""
    if len(text) > _LONGEST or not _DIGIT.search(text) or text.count(" ") > _MOST_SPACES:
        return False
    return bool(_DATED.search(text) or (len(text) <= _LONGEST_RELATIVE and _AGO.search(text)))


def parse_date(text: str, *, now: datetime | None = None) -> PublishedDate | None:
    """The day, and time if stated, of a date line; None where it states no full day.

    `now` (aware) is what relative forms count from; without it they are None. Whether a day to
    come can be a page's date is the page's question, not the line's.
    """
    return (_parse if len(text) > 2 * _LONGEST else _parse_once)(text, now)


def _parse(text: str, now: datetime | None) -> PublishedDate | None:
    plain = _PLAIN.match(text)
    if plain:
        return plausible(_from_plain(plain))
    text = clean(text) if len(text) <= 2 * _LONGEST else ""
    if not text or len(text) > _LONGEST or text.count(" ") > _MOST_SPACES:
        return None
    dated = _DATED.search(text) is not None
    if dated:
        found = parse_timestamp(text)
        if found or (text[0].isdigit() and looks_iso(text)):
            return plausible(found)
    elif now is None or len(text) > _LONGEST_RELATIVE:
        return None
    if "年" in text or "년" in text:
        text = _EAST_ASIAN.sub(r"\1-\2-\3 ", _EAST_ASIAN_TIME.sub(_western_time, text))
    line = _even(toneless(text))
    found = _absolute(line) if dated else None
    if found is None and now is not None:
        found = parse_relative(line, now, read_clock)
    return plausible(found or parse_rare_script(text))


_parse_once = lru_cache(maxsize=100)(_parse)
"""A page says its date in several places, and rooms ask anew; no long text is remembered."""


def _from_plain(match: re.Match[str]) -> PublishedDate | None:
    day, month, year = int(match[4]), int(match[6]), int(match[7])
    if match[1]:
        day, month = _ordered(year, day, month, _PLAIN_WEEKDAYS.get(match[1].lower()))
    elif month > 12:
        day, month = month, day
    hour = match[2] or match[8]
    clock = (int(hour), int(match[3] or match[9]), None) if hour else None
    return make((year, month, day), clock, VIETNAM)


def _western_time(found: re.Match[str]) -> str:
    half = {"": "", "上午": "am", "午前": "am", "오전": "am"}.get(found[1] or "", "pm")
    return f" {found[2]}:{found[3]} {half} "


def _even(line: str) -> str:
    """One spelling for weekdays and hours: `thu 3` -> `thu ba`, `8 gio 5 phut` -> `8:05`."""
    names = "hai ba tu nam sau bay".split()
    line = _NUMBERED_WEEKDAY.sub(lambda found: f"thu {names[int(found[1]) - 2]}", line)
    return _HOUR_WORDS.sub(
        lambda found: f"{found[1]}:{found[2]:0>2}" + (f":{found[3]:0>2}" if found[3] else ""), line
    )


def _absolute(line: str) -> PublishedDate | None:
    days = list(_DAY.finditer(line)) or [
        found for found in _NAMED_DAY.finditer(line) if _month(found) is not None
    ]
    if not days or _RANGE.search(line) or _is_span(line, days):
        return None
    chosen = next((n for n, day in enumerate(days) if not _CHANGED.search(line, 0, day.start())), 0)
    found = days[chosen]
    form = _form(found)
    year, month, day = int(found[f"y{form}"]), _month(found) or 0, int(found[f"d{form}"])
    if year < 100:
        if found["sep"] != "/" and len(found[0].replace(" ", "")) < 8:
            return None  # 1.2.22 is as likely a number of a chapter
        if found["sep"] != "/" and DENSE.search(line):
            year, day = day, year  # the editions of Vietnamese sites write 05/03/24
        year += 2000 if year < 70 else 1900
    rest = _beside(line, days, chosen)
    if len(_WORD.findall(rest)) > _MOST_WORDS:
        return None
    if form == "2":
        weekday = _stated_weekday(rest)
        day, month = _ordered(year, day, month, weekday)
        if weekday is None and day <= 12 and month <= 12 and _AMERICAN.search(rest):
            day, month = month, day
    clock, zone = read_clock(rest)
    return make((year, month, day), clock, zone)


def _is_span(line: str, days: list[re.Match[str]]) -> bool:
    """True where two days have nothing but a dash or "đến" between them."""
    pairs = zip(days, days[1:], strict=False)
    return any(_JOINT.match(line[one.end() : other.start()]) for one, other in pairs)


def _form(found: re.Match[str]) -> str:
    """Which of the orders of day, month and year matched: the digit in its groups' names."""
    return (found.lastgroup or "")[1:]


def _beside(line: str, days: list[re.Match[str]], chosen: int) -> str:
    """What stands beside the chosen day; a time after it counts first where it is not the first."""
    start = days[chosen - 1].end() if chosen else 0
    end = days[chosen + 1].start() if chosen + 1 < len(days) else len(line)
    before, after = line[start : days[chosen].start()], line[days[chosen].end() : end]
    return f"{after} | {before} " if chosen else f"{before} | {after} "


def _month(found: re.Match[str]) -> int | None:
    """The month that a match of `_DAY` or `_NAMED_DAY` names; None for a word that is none."""
    form = _form(found)
    text = found[f"m{form}"]
    if form > "4":
        bare = unicodedata.normalize("NFD", text)
        plain = bare if bare.isascii() else filter(lambda c: not unicodedata.combining(c), bare)
        return MONTHS.get("".join(plain))
    text = re.sub(r"^(?:thang |thg |th(?!a))", "", text)
    return int(text) if text.isdigit() else _MONTH_NUMBERS[text]


def _ordered(year: int, day: int, month: int, weekday: int | None) -> tuple[int, int]:
    """D/M, unless only M/D is a date, or only M/D agrees with the stated weekday."""
    if month > 12 >= day:
        return month, day
    if weekday is not None and 0 < day <= 12 and 0 < month <= 12:
        straight, turned = date(year, month, day), date(year, day, month)
        if weekday == turned.weekday() != straight.weekday():
            return month, day
    return day, month


def _stated_weekday(rest: str) -> int | None:
    found = _WEEKDAY.search(rest)
    if not found:
        return None
    if found[1]:
        return _WEEKDAYS[found[1]]
    return 6 if found[2] else _EN_WEEKDAYS.index(found[3])
