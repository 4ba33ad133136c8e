"""The days that a listing prints beside its links, where they can be relied upon."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from lxml import etree

from crawler.extract.anchors import absolute, base_of
from crawler.extract.dates import looks_dated, parse_date
from crawler.extract.text import sniff_encoding
from crawler.extract.tree import parse_html

_FEW = 4
_NEAR = 8
_LONGEST = 40
_LETTERS = 12
"""`Thứ Năm, 05/03/2026 | 08:30` has six; with more, an element says something about a day."""


def days_beside(html: bytes, url: str, links: Sequence[str]) -> dict[str, datetime]:
    """Link -> the moment printed beside it; empty unless the page is sorted by these days.

    A day counts where an element says nothing else, in the link's own box (what holds no other
    article's link), and is the only one there. The days of a page count where at least four links
    have one and each is no later than the one before: such a column is what the page is sorted
    by, while days of events, of documents' effect or of comments stand in no order.
    """
    try:
        root = parse_html(html, sniff_encoding(html))
    except ValueError:
        return {}
    boxes = _boxes(root, base_of(root, url), frozenset(links))
    found: dict[str, dict[date, datetime]] = {}
    for element in root.iter(etree.Element):
        moment = _moment_of(element)
        if moment and (link := _link_beside(element, boxes)):
            found.setdefault(link, {})[moment.date()] = moment
    sure = {link: min(found[link].values()) for link in links if len(found.get(link, ())) == 1}
    days = [moment.date() for moment in sure.values()]
    sorted_by_day = all(later <= earlier for earlier, later in pairwise(days))
    return sure if len(sure) >= _FEW and sorted_by_day else {}


def _boxes(
    root: etree._Element, base: str, links: frozenset[str]
) -> dict[etree._Element, str | None]:
    """Element -> the article whose link it holds; None where it holds links of several."""
    boxes: dict[etree._Element, str | None] = {}
    for anchor in root.iter("a"):
        link = absolute(base, (anchor.get("href") or "").strip())
        node = anchor if link in links else None
        while node is not None and boxes.get(node, "") is not None and boxes.get(node) != link:
            boxes[node] = None if node in boxes else link
            node = node.getparent()
    return boxes


def _moment_of(element: etree._Element) -> datetime | None:
    """The moment that is all that `element` says."""
    if len(element) > 2 or element.tag == "a":
        return None
    text = element.get("datetime") if element.tag == "time" else None
    text = text or _said(element)
    if len(text) > _LONGEST or not looks_dated(text) or sum(map(str.isalpha, text)) > _LETTERS:
        return None
    found = parse_date(text)
    return found.value if found else None


def _said(element: etree._Element) -> str:
    """The text of `element`, or the beginning of one that is too long to be a day alone."""
    parts: list[str] = []
    size = 0
    for part in map(str, element.itertext()):
        parts.append(part)
        size += len("".join(part.split()))
        if size > _LONGEST:  # an element may hold the whole page, and so may each one inside it
            break
    return " ".join("".join(parts).split())


def _link_beside(element: etree._Element, boxes: dict[etree._Element, str | None]) -> str | None:
    node: etree._Element | None = element
    for _ in range(_NEAR):
        if node is None or node in boxes:
            break
        node = node.getparent()
    return boxes.get(node) if node is not None else None
