"""The date line that a page prints: at the headline, beside a signature, behind the text."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extract.boilerplate import is_related_label
from crawler.extract.dates import PublishedDate, looks_dated, parse_date
from crawler.extract.document import Block, last_kept
from crawler.extract.names import DATE, named_around
from crawler.extract.prose import is_linked_headline
from crawler.extract.text import clean
from crawler.extract.tree import inner_text, upward

Dated = tuple[PublishedDate, str, str]
"""(the date, what it was read from, where that stood: `json-ld`, `meta`, `general`)"""

LONGEST = 160
"""Characters of a block in which a date line may stand."""
CHANGED = re.compile(r"(?:cập nhật|updated|modified|last)", re.I)
"""What says that a date is that of a change."""
_LABEL = re.compile(
    r"ngày (?:đăng|xuất bản)|đăng (?:ngày|lúc)|đăng bởi .{2,40}? (?:lúc|ngày|vào)"
    r"|[发發][布佈](?:[时時][间間]|日期)"
    r"|\b(?:published|posted) on\b|\bpublié le\b|\b(?:veröffentlicht|wurde(?: \w+)?) am\b"
    r"|\b(?:by|von|par) [^|•]{2,40}? (?:on|am|le) (?=\d|\w{3,9} \d)",
    re.I,
)
"""What says that a date is that of publication."""
_SAID = 60
"""Characters from a label on in which it names the date."""
_ABOVE = 8
"""Blocks over headline and text among which the date line is looked for."""
_OVER = 3
"""Blocks over the headline among which a label tells the date."""
_BOX = 3
"""Levels within which a date line and the headline stand in one element."""
_WIDE = frozenset(("body", "html", "form", "table", "tbody"))
"""Elements that hold the page's clock as well as the headline."""
_BEHIND = 2
"""Blocks right behind the text in which its date may stand."""
_FURTHER = 8
"""The same where a label says that it is the day of publication."""
_INLINE = 20
"""Inline elements of a block among which the one with the date is looked for."""
_BEFORE = 20
"""Characters before a date in which a line may say that it is that of a change."""
_PARTS = re.compile(r"\s+[-–|]\s+")


def is_midnight(found: PublishedDate) -> bool:
    """True for a moment at which templates and day-only systems put what they know no time of."""
    value = found.value
    return found.precision != "day" and (value.hour, value.minute, value.second) == (0, 0, 0)


def find_printed(root: etree._Element, blocks: Sequence[Block], headline: int) -> Dated | None:
    """The date line near the headline: under it, else right over it, or above it and named so; else
    what a <time> says, or a line at the end of the text.

    `headline`: index of its block; -1 where it is not shown.
    """
    first = next((block.index for block in blocks if block.kept), max(headline, 0))
    headline = headline if headline >= 0 else first
    above = below = None
    for block in blocks[max(0, min(headline, first) - _ABOVE) : max(first, headline) + 3]:
        if block.image is not None or block.kept or len(block.text) > LONGEST:
            continue
        if not looks_dated(block.text):
            continue
        found, text, element = _most_precise(block)
        if not found:
            continue
        if block.index > headline:
            if below is None or (below[0].precision == "day" and found.precision != "day"):
                below = found, text, "general"
        elif above is None and _is_of_headline(block, found, element, blocks[headline]):
            above = found, text, "general"
    return _nearer(above, below) or _time_element(root) or _signed(blocks) or _under(blocks)


def _is_of_headline(
    block: Block, found: PublishedDate, element: etree._Element, headline: Block
) -> bool:
    """True for a date line over the headline that is not the page's clock: a label says what it is,
    or it stands right over the headline, a day alone in one small element with it."""
    if _LABEL.search(block.text) and headline.index - block.index <= _OVER:
        return True  # further up it may be that of another article
    right_over = block.index == headline.index - 1
    if found.precision != "day":
        return right_over or named_around(element, DATE, 3)
    around = upward(headline.element, _BOX) if right_over else ()
    common = next((node.tag for node in upward(block.element, _BOX) if node in around), "body")
    return common not in _WIDE


def _nearer(above: Dated | None, below: Dated | None) -> Dated | None:
    """The date line under the headline, since the one above may be the page's clock; that one where
    the other only tells the last change, or the same day without the time."""
    if above is None or below is None:
        return above or below
    same = above[0].value.date() == below[0].value.date()
    return above if CHANGED.match(below[1]) or same and below[0].precision == "day" else below


def _signed(blocks: Sequence[Block]) -> Dated | None:
    """The date beside the author's name at the end of the text."""
    for block in blocks:
        if block.rule in ("byline", "date line") and looks_dated(block.text):
            found, text, _ = _most_precise(block)
            for part in (text, *_PARTS.split(block.text)):
                found = found or parse_date(part)
                if found:
                    return found, part or block.text, "general"
    return None


def _under(blocks: Sequence[Block]) -> Dated | None:
    """The date line right behind the text, before anything is offered there."""
    last = last_kept(blocks, len(blocks))
    near = _BEHIND
    for block in blocks[last + 1 : last + 1 + _FURTHER]:
        near = 0 if block.image is not None else near - 1
        if is_linked_headline(block) or is_related_label(block.text):
            return None
        label = _LABEL.search(block.text)
        said = block.text[label.start() :][:_SAID] if label else block.text
        if not looks_dated(said) or not (label or (near >= 0 and not block.link)):
            continue
        for part in (block.text, *_PARTS.split(block.text), said):
            found = parse_date(part)
            if found:
                return found, part, "general"
    return None


def _most_precise(block: Block) -> tuple[PublishedDate | None, str, etree._Element]:
    """The date of a line, the text that says it and the element that holds it.

    Inline elements beside it say other things: "09:05" and "1.204 lượt xem" may stand in two
    spans without a blank between them.
    """
    best: tuple[PublishedDate | None, str, etree._Element] = None, "", block.element
    inline = islice(block.element.iter("span", "time", "em", "small", "i"), _INLINE)
    parts = [(inner_text(e), e) for e in inline]
    if len(block.text) < 90:
        parts.append((block.text, block.element))
    seen = set()
    for text, element in parts:
        text = text.strip(' "')  # DNN prints a stray quote behind the time
        if text in seen and element.tag != "time":
            continue
        seen.add(text)
        if _tells_change(text, block.text):
            continue
        found = parse_date(text) if text and looks_dated(text) else None
        if found and element.tag == "time" and found.precision == "day":
            found, text = _to_the_minute(found, text, element)
        if found and (best[0] is None or best[0].precision == "day" != found.precision):
            best = found, text, element
    return best


def _tells_change(text: str, line: str) -> bool:
    """True for a date that a line states behind another and behind `updated`."""
    before = line.partition(text)[0] if text else ""
    changed = CHANGED.search(before[-_BEFORE:])
    return changed is not None and looks_dated(before)


def _to_the_minute(
    day: PublishedDate, text: str, element: etree._Element
) -> tuple[PublishedDate, str]:
    """The moment that a <time> states in its attribute where it prints that day alone."""
    moment = (element.get("datetime") or "").strip()
    found = parse_date(moment) if moment else None
    if not found or found.precision == "day" or is_midnight(found):
        return day, text
    return (found, moment) if found.value.date() == day.value.date() else (day, text)


def _time_element(root: etree._Element) -> Dated | None:
    for element in root.iter("time"):
        text = element.get("datetime") or inner_text(element)
        found = parse_date(text)
        if found:
            return found, clean(text), "general"
    return None
