"""A day of publication that begins the first paragraph, in one line with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.extract.dates import PublishedDate, parse_date
from crawler.extract.document import Block
from crawler.extract.persons import CAPITAL
from crawler.extract.prose import is_date_line
from crawler.extract.tree import inner_text

_DAY = r"\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2},? (?:năm )?)(?:19|20)\d\d"
_TIME = rf"\d{{1,2}}\s?[:hg]\s?\d{{2}}(?::\d\d)?'?(?-i: ?(?:[AaPp][Mm]|SA|CH)(?![^\W\d{CAPITAL}]))?"
_ZONE = r"(?:\s?[(\[]?(?:gmt|utc)\s?[+-]\d{1,2}(?::?00)?[)\]]?)?"
_HEAD = re.compile(
    r"[(\[]?(?P<label>(?:ngày (?:đăng|xuất bản|cập nhật)|đăng(?: ngày| lúc|(?=:))|cập nhật(?: lúc| ngày)?|thời gian đăng)\s?:?\s?)?"
    r"(?P<weekday>(?:thứ \w{1,4}|chủ nhật|t[2-7]|cn|\w{3,6}day)(?:,|\s?[-–|])?\s)?"
    rf"(?P<time>{_TIME}(?:,|\s?[-–|])?\s)?(?P<named>ngày\s)?{_DAY}{_ZONE}"
    rf"(?P<late>(?:,|\s?[-–|])?\s(?:lúc )?{_TIME})?,?{_ZONE}",
    re.I,
)
"""A day with all that may stand with it, and no word of a sentence."""
_PARTED = re.compile(r"\s?[)\]]?(?:\s[-–—|•]\s|(?<=[)\]])\s?[-–—|:]?\s?)")
"""What parts it from a text where no element does."""
_JOINT = re.compile(r"\s?[)\]]?\s?[-–—|•]?\s?")
_OPENS = re.compile(rf"[\"“'‘(\[]*[{CAPITAL}]")
"""How a paragraph begins."""
_SURE = ("label", "weekday", "time", "late")
"""What stands with no day of an event: `Ngày 23/11/2026 Đảng ủy xã ...`."""
_LINE = 60
"""Characters of the shortest paragraph."""
_LOOKS = 6
"""Blocks under the headline among which the first paragraph is looked for."""
_NEXT = 3
"""Paragraphs below it that begin with a day, too, where each tells what happened on its day."""
_INLINE = 6
"""Elements of a paragraph among which the one of the day is looked for."""


@dataclass(frozen=True, slots=True)
class DateHead:
    """A paragraph that begins with a day."""

    block: Block
    said: str
    """The day as printed."""
    rest: str
    """What follows."""
    day: PublishedDate


def find_date_head(
    blocks: Sequence[Block], headline: int, kept: Sequence[Block]
) -> DateHead | None:
    """The day that begins the first paragraph under the headline, set apart from it by an element
    or a dash; None where the paragraph, or each of several, tells what happened on a day."""
    texts = [block for block in kept if block.image is None][: _NEXT + 1]
    last = texts[0].index if texts else headline + _LOOKS
    for block in [*blocks[headline + 1 : min(last, headline + _LOOKS)], *texts[:1]]:
        if len(block.text) >= _LINE and block.image is None and (block.kept or not block.rule):
            found = _split(block)
            told = found and any(_part(other) for other in texts if other is not block)
            return None if told else found
    return None


def _split(block: Block) -> DateHead | None:
    said, rest = _part(block) or ("", "")
    day = parse_date(said)
    return DateHead(block, said, rest, day) if day else None


def _part(block: Block) -> tuple[str, str] | None:
    """The day that begins a paragraph, of whatever year, and what follows."""
    text = block.text
    head = _HEAD.match(text)
    if head is None or _may_be_event(head) or is_date_line(text):
        return None
    said = head[0].lstrip("([")
    joint = _PARTED.match(text, head.end())
    if joint is None and any(inner_text(e) == said for e in islice(block.element.iter(), _INLINE)):
        joint = None if _tells(head) else _JOINT.match(text, head.end())
    if joint is None or not _OPENS.match(text, joint.end()):
        return None
    return said, text[joint.end() :]


def _tells(head: re.Match[str]) -> bool:
    """True for a day as sentences name it, `14h30 ngày 23/11/2026`, with no mark before `ngày`."""
    before = (head["time"] or head["weekday"] or "").rstrip()
    return bool(head["named"]) and before[-1:].isalnum() and not (head["label"] or head["late"])


def opens_with_day(text: str) -> bool:
    """True for a day with what may stand behind it: a counter, a name; not for `Ngày 23/11/2026
    nghỉ.`"""
    head = _HEAD.match(text)
    return head is not None and not (_may_be_event(head) and _goes_on(head))


def tell_of_days(lines: Sequence[Block]) -> bool:
    """True for two lines that each begin with a day and go on: a programme, a chronicle."""
    heads = [_HEAD.match(block.text) for block in lines]
    return len(heads) > 1 and all(head is not None and _goes_on(head) for head in heads)


def _may_be_event(head: re.Match[str]) -> bool:
    """True for `Ngày 23/11/2026` with nothing beside it that only a day of publication has."""
    return bool(head["named"]) and not any(map(head.group, _SURE))


def _goes_on(head: re.Match[str]) -> bool:
    """True where words follow a day."""
    return any(map(str.isalpha, head.string[head.end() :]))
