"""The date that belongs to the article: never the page's clock, a date in the text, a sidebar's."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from lxml import etree

from crawler.extract.dates import PublishedDate, looks_dated, parse_date
from crawler.extract.document import Block, last_kept
from crawler.extract.metadata import Metadata
from crawler.extract.printed import CHANGED, LONGEST, Dated, find_printed, is_midnight
from crawler.extract.text import clean
from crawler.extract.tree import inner_text
from crawler.extract.urls import date_in_url

_META = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "article:published",
    "date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "og:published_time",
    "publish-date", "dcterms.created", "cxenseparse:recs:publishtime", "publication_date",
    "dc.date",
)  # fmt: skip
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
    if stated and stated[0].precision != "day" and not is_midnight(stated[0]):
        return stated
    shown = (select and _selected(select())) or find_printed(root, blocks, headline)
    if shown and shown[0].precision == "day" or not shown:
        stated = stated or _microdata(root, meta)
    vague = stated is not None and (stated[0].precision == "day" or is_midnight(stated[0]))
    if vague and shown and shown[0].precision != "day" and not CHANGED.match(shown[1]):
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
        if block.kept or len(block.text) > LONGEST:
            continue
        printed = _CHANGE.search(block.text)
        if printed and looks_dated(block.text[: printed.start()]):
            return printed[1]
    last = last_kept(blocks, len(blocks))
    for block in blocks[last + 1 : last + 1 + _BELOW]:
        printed = _LAST.search(block.text) if len(block.text) <= LONGEST else None
        if printed:
            return printed[1]
    return None


def _selected(text: str | None) -> Dated | None:
    found = parse_date(text) if text else None
    return (found, text, "cms:published_css") if found and text else None


def _stated(root: etree._Element, url: str, meta: Metadata) -> Dated | None:
    for origin, text in _statements(meta):
        found = parse_date(text) if text else None
        if found and text and _believable(found, url):
            return found, text, origin
    return None


def _statements(meta: Metadata) -> Iterator[tuple[str, str | None]]:
    """(where it stands, what it says) of what states the date to machines, the surest first."""
    yield "json-ld", meta.text("datePublished")
    yield "meta", meta.first(*_META)
    yield "json-ld", meta.text("dateCreated")


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
