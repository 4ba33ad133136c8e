"""Vietnamese date lines -> aware datetime. ISO first, our own grammar, dateparser last."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

from crawler.extract.text import clean

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Precision = Literal["day", "minute", "second"]
_LONGEST = 120
_LONGEST_RELATIVE = 40


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A moment, and how much of it is stated; with `day` it is that day's midnight."""

    value: datetime
    precision: Precision


_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
            "chin": 9, "muoi": 10}  # fmt: skip
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
          "bst": 1, "gmt": 0, "utc": 0, "cet": 1, "cest": 2, "ict": 7, "z": 0}  # fmt: skip
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4,
             "6": 4, "bay": 5, "7": 5}  # fmt: skip
_EN_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?:\[[^\]]*\])?\s*(?:\(?GMT\+7\)?)?\Z",
    re.IGNORECASE,
)
_ISO_BASIC = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\Z"
)
_RFC = re.compile(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d{2}:\d{2}")
_MONTH_WORD = (
    r"(?:thang |thg |th)(?:muoi hai|muoi mot|muoi|gieng|chap|mot|hai|ba|tu|bon|nam|sau|bay|tam"
    r"|chin|\d{1,2})(?![\d/-])"
)
_EN_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november" \
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"  # fmt: skip
_DAY = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<y1>(?:19|20)\d\d)[/.-](?P<m1>\d{1,2})[/.-](?P<d1>\d{1,2})(?![\d])"
    r"|(?P<d2>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>(?:19|20)\d\d|\d\d)"
    r"(?!\d|[/.]\d|-\d{1,2}[-/.])"
    rf"|(?:ngay )?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,| of)?[ -](?P<m3>{_MONTH_WORD}"
    rf"|{_EN_MONTH}),?"
    r"(?: nam)?[ -]?(?P<y3>(?:19|20)\d\d)(?!\d)"
    r")"
    rf"|\b(?P<m4>{_MONTH_WORD}|{_EN_MONTH}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? "
    r"(?P<y4>(?:19|20)\d\d)(?!\d)"
)
_RANGE = re.compile(
    r"(?<![\d:h])\d{1,2}\s?(?:-|–|—|den|va|\+)\s?\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{4}"
    r"|\b(?:tu ngay|den ngay|until|nhiem ky|giai doan)\b|\bso \d|\d\s?-\s?[a-z]{2,5}/[a-z]"
    r"|\d{4}\s?(?:-|–|—)\s?\d{1,2}[/.]\d{1,2}[/.]\d{4}"
)
_TIME = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?(?::|h|g(?=\d)|gio ?|\.(?=[0-5]\d\b))\s?(\d{2})?(?:(?::|phut "
    r"?)(\d{2})?)?['’]?"
    r"(?:\.\d+)?\s?(?:phut)?\s*(sa|ch|am|pm|a\.m\.|p\.m\.|sang|trua|chieu|toi|dem)?"
    r"(?![\d/])(?:\s|,|-|\||\(|\)|\[|\]|$|[a-z+.;'’])"
)
_ZONE = re.compile(r"(?:gmt|utc)\s?([+-]\d{1,2})(?::?(\d{2}))?|(?<=\d)\s?([+-]\d{2}):?(\d{2})?\b|"
                   r"\b(est|edt|cst|cdt|mst|mdt|pst|pdt|bst|gmt|utc|cet|cest|ict)\b")  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:thu |t)(hai|ba|tu|nam|sau|bay|[2-7])\b|\b(chu nhat|cn)\b|\b(mon|tue|wed|thu|fri|sat|sun)"
    r"(?:day|sday|nesday|rsday|urday)\b"
)
_AMERICAN = re.compile(r"\b(?:[ecmp][sd]t|(?:am|pm|a\.m\.|p\.m\.) [ecp]t)\b")
_REGION = re.compile(r"(?:am|pm|a\.m\.|p\.m\.) ([ecp]t)\b")
_REGIONS = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}
_CHANGED = re.compile(
    r"(?:cap nhat|updated|modified|sua)(?: (?:lan cuoi|luc|ngay|on"
    r"|at))*[\s:]*(?:\d{1,2}:\d\d\W*)?\Z"
)
_CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_WORD = re.compile(r"[a-z]+")
_MOST_WORDS = 14
_AGO = re.compile(
    r"\b(?:khoang |cach day )?(\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|an?|one) ?"
    r"(giay|phut|gio|tieng|ngay|tuan|seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|[hmd])"
    r"(?: truoc| ago)\b"
)
_RELATIVE = re.compile(
    r"\b(hom nay|hom qua|hom kia|vua xong|vua moi|vua cap nhat|today|yesterday|just now)\b"
)
_FOREIGN = re.compile(
    r"(?:\w+,? )?(?:(?:de|le|el|den|am|op)\.? )?\d{1,2}[.,]? (?:de )?[^\W\d]{3,12}\.?,? "
    r"(?:de )?\d{4}\b"
)
_LANGUAGES = [
    "vi",
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "tr",
    "pl",
    "ru",
    "cs",
    "id",
]
_SETTINGS = {"DATE_ORDER": "DMY", "TIMEZONE": "Asia/Ho_Chi_Minh",
             "RETURN_AS_TIMEZONE_AWARE": True, "REQUIRE_PARTS": ["day", "month", "year"],
             "RELATIVE_BASE": datetime(2000, 1, 1)}  # fmt: skip
_LEADING_EPOCH = re.compile(r"([1-4]\d{9})(\d{3})?\Z")


_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(
    r"(?:([Tt]hứ \w{2,3}|[Cc]hủ [Nn]hật)\s*[,|-]?\s+)?(?:([0-9]{1,2}):([0-9]{2})\s*[,|-]?\s*)?"
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\5([0-9]{4})"
    r"(?:\s*[,|-]?\s+([0-9]{1,2}):([0-9]{2}))?(?:\s*[(\[]?GMT ?\+7[)\]]?)?\Z"
)
_ASCII = {
    code: base
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if (base := unicodedata.normalize("NFD", chr(code))[0]) < "\x80"
} | {0x111: "d", 0x110: "d", 0xF0: "d", 0xD0: "d"}


def _toneless(text: str) -> str:
    return text.lower().translate(_ASCII) if not text.isascii() else text.lower()


def looks_dated(text: str) -> bool:
    """False where `text` cannot state a full day; cheap enough for every line of a page."""
    return len(text) <= _LONGEST and _DIGIT.search(text) is not None


def _zone(sign_hours: str, minutes: str | None = None) -> timezone:
    hours = int(sign_hours)
    extra = int(minutes or 0) * (-1 if hours < 0 or sign_hours.startswith("-") else 1)
    return timezone(timedelta(hours=hours, minutes=extra))


def _iso_zone(text: str | None) -> timezone | ZoneInfo:
    if not text:
        return VIETNAM
    if text.upper() in ("Z", "UTC"):
        return UTC
    return _zone(text[:3], text[3:].lstrip(":") or None)


def _make(parts: tuple[int, int, int], clock: tuple[int, int, int | None] | None,
          zone: timezone | ZoneInfo) -> PublishedDate | None:  # fmt: skip
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


def _plausible(found: PublishedDate | None) -> PublishedDate | None:
    if found is None or not 1990 <= found.value.year < 2100:
        return None
    return found


def parse_iso(text: str) -> PublishedDate | None:
    """An ISO 8601 day or moment (also the slack forms of JSON-LD), else None."""
    found = _ISO.match(text) or _ISO_BASIC.match(text)
    if not found:
        return None
    groups = found.groups()
    year, month, day = int(groups[0]), int(groups[1]), int(groups[2])
    if groups[3] is None:
        return _make((year, month, day), None, VIETNAM)
    second = int(groups[5]) if groups[5] else None
    try:
        zone = _iso_zone(groups[6])
    except ValueError:
        zone = VIETNAM
    return _make((year, month, day), (int(groups[3]), int(groups[4]), second), zone)


def parse_date(text: str, *, now: datetime | None = None) -> PublishedDate | None:
    """The day, and time if stated, of a date line; None where it states no full day.

    `now` (aware) is what relative forms count from; without it they are None. Whether a day to
    come can be a page's date is the page's question, not the line's.
    """
    plain = _PLAIN.match(text)
    if plain and not (plain[1] and int(plain[4]) <= 12):  # a weekday may turn D/M to M/D
        return _plausible(_from_plain(plain))
    text = clean(text) if len(text) <= 2 * _LONGEST else ""
    if not text or len(text) > _LONGEST:
        return None
    if not _DIGIT.search(text) and (now is None or len(text) > _LONGEST_RELATIVE):
        return None
    if text[0].isdigit():
        if _ISO.match(text) or _ISO_BASIC.match(text):
            return _plausible(parse_iso(text))
        epoch = _LEADING_EPOCH.match(text)
        if epoch:
            value = datetime.fromtimestamp(int(epoch[1]), VIETNAM)
            return _plausible(PublishedDate(value, "second"))
    if _RFC.match(text):
        try:
            value = parsedate_to_datetime(text)
        except ValueError:
            return None
        value = value if value.tzinfo else value.replace(tzinfo=VIETNAM)
        return _plausible(PublishedDate(value, "second"))
    if "年" in text:
        text = _CHINESE.sub(r"\1-\2-\3 ", text)
    toneless = _toneless(text).replace("'", " ").replace("t10,", "t10 ,")
    found = _absolute(toneless)
    if found is None and now is not None:
        try:
            found = _relative(toneless, now)
        except OverflowError:  # a `now` at the ends of the calendar
            return None
    return _plausible(found or _by_dateparser(text, toneless))


def _from_plain(match: re.Match[str]) -> PublishedDate | None:
    """The commonest lines in one match: `05/04/2022`, `15:42, 05/04/2022`, `05/04/2022 15:42`."""
    day, month, hour = int(match[4]), int(match[6]), match[2] or match[8]
    if month > 12:
        day, month = month, day
    minute = int(match[3] or match[9] or 0)
    return _make((int(match[7]), month, day), (int(hour), minute, None) if hour else None, VIETNAM)


def _by_dateparser(text: str, plain: str) -> PublishedDate | None:
    """Forms of other languages ("4. März 2023 10:15"): the slow way, for few short texts."""
    if len(text) > 50 or not _FOREIGN.match(plain) or _RANGE.search(plain):
        return None
    import dateparser  # type: ignore[import-untyped]  # a slow import that most pages never need

    value = dateparser.parse(text, languages=_LANGUAGES, settings=_SETTINGS)
    if value is None:
        return None
    stated = bool(re.search(r"\d{1,2}[:h.]\d{2}", plain))
    value = value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    return PublishedDate(value if stated else _midnight(value), "minute" if stated else "day")


def _absolute(plain: str) -> PublishedDate | None:
    if _RANGE.search(plain):
        return None
    days = list(_DAY.finditer(plain))
    if not days:
        return None
    chosen = next(
        (n for n, day in enumerate(days) if not _CHANGED.search(plain, 0, day.start())), 0
    )
    found = days[chosen]
    groups = found.groupdict()
    number = next(n for n in "1234" if groups[f"y{n}"])
    year, day = int(groups[f"y{number}"]), int(groups[f"d{number}"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    month = _month(groups[f"m{number}"])
    rest = _beside(plain, days, chosen)
    if len(_WORD.findall(rest)) > _MOST_WORDS:
        return None
    if number == "2":
        day, month = _ordered(year, day, month, rest)
    clock, zone = _clock(rest)
    return _make((year, month, day), clock, zone) if month else None


def _beside(plain: str, days: list[re.Match[str]], chosen: int) -> str:
    """What stands beside the chosen day; a time after it counts first where it is not the first."""
    start = days[chosen - 1].end() if chosen else 0
    end = days[chosen + 1].start() if chosen + 1 < len(days) else len(plain)
    before, after = plain[start : days[chosen].start()], plain[days[chosen].end() : end]
    return f"{after} | {before} " if chosen else f"{before} | {after} "


def _month(text: str) -> int:
    text = re.sub(r"^(?:thang |thg |th(?!a))", "", text).rstrip(".").strip()
    return int(text) if text.isdigit() else _MONTHS.get(text, 0)


def _ordered(year: int, day: int, month: int, rest: str) -> tuple[int, int]:
    """D/M, unless only M/D is a date, or only M/D agrees with a stated weekday."""
    if month > 12 >= day:
        return month, day
    stated = _stated_weekday(rest)
    if stated is None and day <= 12 and _AMERICAN.search(rest):
        return month, day
    if stated is not None and day <= 12:
        straight, turned = date(year, month, day), date(year, day, month)
        if stated == turned.weekday() != straight.weekday():
            return month, day
    return day, month


def _stated_weekday(rest: str) -> int | None:
    found = _WEEKDAY.search(rest)
    if not found:
        return None
    if found[1]:
        return _WEEKDAYS[found[1]]
    return 6 if found[2] else _EN_WEEKDAYS.index(found[3])


def _clock(rest: str) -> tuple[tuple[int, int, int | None] | None, timezone | ZoneInfo]:
    zone: timezone | ZoneInfo = VIETNAM
    found_zone = _ZONE.search(rest)
    if found_zone:
        hours = found_zone[1] or found_zone[3]
        if hours and abs(int(hours)) <= 14:
            zone = _zone(hours, found_zone[2] or found_zone[4])
        elif found_zone[5]:
            zone = timezone(timedelta(hours=_ZONES[found_zone[5]]))
        if zone == timezone(timedelta(hours=7)):
            zone = VIETNAM
    region = _REGION.search(rest)
    if region:
        zone = ZoneInfo(_REGIONS[region[1]])
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


def _relative(plain: str, now: datetime) -> PublishedDate | None:
    now = now.astimezone(VIETNAM) if now.tzinfo else now.replace(tzinfo=VIETNAM)
    ago = _AGO.search(plain)
    if ago:
        count = int(ago[1]) if ago[1].isdigit() else _NUMBERS.get(ago[1], 1)
        unit = ago[2]
        if unit.startswith(("ngay", "d", "tuan", "week")):
            days = count * (7 if unit.startswith(("tuan", "week")) else 1)
            return PublishedDate(_midnight(now - timedelta(days=days)), "day")
        seconds = 1 if unit[0] in "s" or unit == "giay" else 60 if unit[0] in "pm" else 3600
        value = (now - timedelta(seconds=count * seconds)).replace(second=0, microsecond=0)
        return PublishedDate(value, "minute")
    word = _RELATIVE.search(plain)
    if not word:
        return None
    if word[1].startswith(("vua", "just")):
        return PublishedDate(now.replace(second=0, microsecond=0), "minute")
    back = {"hom nay": 0, "today": 0, "hom qua": 1, "yesterday": 1, "hom kia": 2}[word[1]]
    day = now - timedelta(days=back)
    clock, _ = _clock(plain[word.end() :] + " ")
    return _make((day.year, day.month, day.day), clock, VIETNAM)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


_URL_STAMP = re.compile(r"-(?:102|119|196)(\d{2})(\d{2})(\d{2})\d{6,9}\.html?\Z")
_URL_LONG = re.compile(r"-(20\d{2})(\d{2})(\d{2})\d{6,9}\.html?\Z")
_URL_PATH = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\Z)|/(20\d{2})(\d{2})(\d{2})/")


def date_in_url(url: str) -> date | None:
    """The day that an address states: a second opinion, never the first."""
    found = _URL_STAMP.search(url) or _URL_LONG.search(url) or _URL_PATH.search(url)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
