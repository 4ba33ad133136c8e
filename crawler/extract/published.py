"""The date that belongs to the article: never the page's clock, a date in the text, a sidebar's."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import islice

from lxml import etree

from crawler.extract.dates import PublishedDate, date_in_url, looks_dated, parse_date
from crawler.extract.document import Block
from crawler.extract.metadata import Metadata
from crawler.extract.names import DATE, named_around
from crawler.extract.text import clean
from crawler.extract.tree import inner_text

Dated = tuple[PublishedDate, str, str]
"""(the date, what it was read from, where that stood: `json-ld`, `meta`, `general`)"""

_META = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "article:published",
    "date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "og:published_time",
    "publish-date", "dcterms.created", "cxenseparse:recs:publishtime", "publication_date",
    "dc.date",
)  # fmt: skip
_CHANGED = re.compile(r"(?:cập nhật|updated|modified|last)", re.I)
_CHANGE = re.compile(
    r"(?:cập nhật(?: lần cuối)?|last (?:updated|modified)|updated)(?: lúc)?\s*:?\s*(\d.*)", re.I
)
_LAST = re.compile(
    r"(?:(?:chỉnh )?sửa lần cuối|cập nhật lần cuối|last (?:updated|modified))(?: vào| lúc| on)?\b"
    r"\s*:?\s*(?:thứ \w+|chủ nhật|\w+day)?,?\s*(\d.*)",
    re.I,
)
"""A line that tells the last change alone."""
_BELOW = 4
"""Blocks under the headline in which a line may say when the article was changed."""
_BEHIND = 2
"""Blocks right behind the text in which its date may stand."""
_LONGEST = 160
"""Characters of a block in which a date line may stand."""
_INLINE = 20
"""Inline elements of a block among which the one with the date is looked for."""
_PARTS = re.compile(r"\s+[-–|]\s+")
_FAR = 400
"""Days between a stated date and the one in the address beyond which the former is a template's."""


def find_published(
    root: etree._Element,
    url: str,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    select: Callable[[], str | None] | None = None,
) -> Dated | None:
    """The article's date: what is stated to the minute, else what is shown, else a stated day.

    `select`: finds the date line by a selector of the site; asked where no moment is stated.
    """
    stated = _stated(root, url, meta)
    if stated and stated[0].precision != "day" and not _is_midnight(stated[0]):
        return stated
    shown = (select and _selected(select())) or _shown(root, blocks, headline)
    if shown and shown[0].precision == "day" or not shown:
        stated = stated or _microdata(root, meta)
    vague = stated is not None and (stated[0].precision == "day" or _is_midnight(stated[0]))
    if vague and shown and shown[0].precision != "day" and not _CHANGED.match(shown[1]):
        return shown  # midnight is where templates and day-only systems put it
    if shown and (stated is None or shown[0].value.date() == stated[0].value.date()):
        return shown
    return stated or shown


def find_modified(
    root: etree._Element, meta: Metadata, blocks: Sequence[Block], headline: int
) -> datetime | None:
    """Moment of the last change: as stated, else as printed behind another date in one line."""
    text = meta.text("dateModified") or meta.first("article:modified_time", "og:updated_time")
    for element in () if text else meta.microdata(root, "dateModified"):
        text = text or element.get("content") or element.get("datetime") or inner_text(element)
    if not text and headline >= 0:
        text = _printed_change(blocks, headline)
    found = parse_date(text) if text else None
    return found.value if found else None


def _printed_change(blocks: Sequence[Block], headline: int) -> str | None:
    """What a line under the headline says behind another date, or one right behind the text that
    names the last change."""
    for block in blocks[headline + 1 : headline + 1 + _BELOW]:
        printed = _CHANGE.search(block.text) if len(block.text) <= _LONGEST else None
        if printed and not block.kept and looks_dated(block.text[: printed.start()]):
            return printed[1]
    last = max((block.index for block in blocks if block.kept), default=len(blocks))
    for block in blocks[last + 1 : last + 1 + _BELOW]:
        printed = _LAST.search(block.text) if len(block.text) <= _LONGEST else None
        if printed:
            return printed[1]
    return None


def _is_midnight(found: PublishedDate) -> bool:
    value = found.value
    return found.precision != "day" and (value.hour, value.minute, value.second) == (0, 0, 0)


def _selected(text: str | None) -> Dated | None:
    found = parse_date(text) if text else None
    return (found, text, "cms:published_css") if found and text else None


def _stated(root: etree._Element, url: str, meta: Metadata) -> Dated | None:
    for origin, text in (
        ("json-ld", meta.text("datePublished")),
        ("meta", meta.first(*_META)),
        ("json-ld", meta.text("dateCreated")),
    ):
        found = parse_date(text) if text else None
        if found and text and _believable(found, url):
            return found, text, origin
    return None


def _microdata(root: etree._Element, meta: Metadata) -> Dated | None:
    for element in meta.microdata(root, "datePublished"):
        text = element.get("content") or element.get("datetime") or inner_text(element)
        found = parse_date(text)
        if found:
            return found, clean(text), "meta"
    return None


def _believable(found: PublishedDate, url: str) -> bool:
    stated = date_in_url(url)
    return not (isinstance(stated, date) and abs((found.value.date() - stated).days) > _FAR)


def _shown(root: etree._Element, blocks: Sequence[Block], headline: int) -> Dated | None:
    """A date line near the headline: under it, else right over it, or above it and named so."""
    first = next((block.index for block in blocks if block.kept), max(headline, 0))
    headline = headline if headline >= 0 else first
    above = below = None
    for block in blocks[max(0, min(headline, first) - 8) : max(first, headline) + 3]:
        if block.image is not None or block.kept or len(block.text) > _LONGEST:
            continue
        if not looks_dated(block.text):
            continue
        found, text, element = _most_precise(block)
        if not found or (block.index < headline and found.precision == "day"):
            continue
        if block.index > headline:
            if below is None or (below[0].precision == "day" and found.precision != "day"):
                below = found, text, "general"
        elif above is None and (block.index == headline - 1 or named_around(element, DATE, 3)):
            above = found, text, "general"
    return _nearer(above, below) or _time_element(root) or _signed(blocks) or _under(blocks)


def _nearer(above: Dated | None, below: Dated | None) -> Dated | None:
    """The date line under the headline, since the one above may be the page's clock; that one where
    the other only tells the last change, or the same day without the time."""
    if above is None or below is None:
        return above or below
    same = above[0].value.date() == below[0].value.date()
    return above if _CHANGED.match(below[1]) or same and below[0].precision == "day" else below


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
    last = max((block.index for block in blocks if block.kept), default=len(blocks))
    for block in blocks[last + 1 : last + 1 + _BEHIND]:
        if block.image is not None or block.link or len(block.text) > _LONGEST:
            return None
        if not looks_dated(block.text):
            continue
        for part in (block.text, *_PARTS.split(block.text)):
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
        found = parse_date(text) if text and looks_dated(text) else None
        if found and element.tag == "time" and found.precision == "day":
            found, text = _to_the_minute(found, text, element)
        if found and (best[0] is None or best[0].precision == "day" != found.precision):
            best = found, text, element
    return best


def _to_the_minute(
    day: PublishedDate, text: str, element: etree._Element
) -> tuple[PublishedDate, str]:
    """The moment that a <time> states in its attribute where it prints that day alone."""
    moment = (element.get("datetime") or "").strip()
    found = parse_date(moment) if moment else None
    if not found or found.precision == "day" or _is_midnight(found):
        return day, text
    return (found, moment) if found.value.date() == day.value.date() else (day, text)


def _time_element(root: etree._Element) -> Dated | None:
    for element in root.iter("time"):
        text = element.get("datetime") or inner_text(element)
        found = parse_date(text)
        if found:
            return found, clean(text), "general"
    return None
