"""The section that an article stands in, as the page prints it."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.document import Block, inner_text
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.names import SECTION, named_around
from crawler.extract.text import fold

_LONGEST = 60
_NEAR = 8
"""Blocks above the headline among which the breadcrumb is looked for."""
_HEADINGS = ("h2", "h3", "h4")
_HOME = frozenset(
    fold(name)
    for name in (
        "Trang chủ", "Trang nhất", "Home", "Trang chính", "Homepage", "Startseite", "Accueil",
        "Inicio", "首页", "Главная", "In", "Bản in", "In bài", "RSS", "Tin tức nổi bật", "English",
    )
)  # fmt: skip
_FIRST = tuple(fold(name) for name in ("Trang chủ", "Trang nhất", "Home"))


def _crumbs(root: etree._Element) -> Iterator[etree._Element]:
    """Lists that are called breadcrumbs."""
    for element in root.iter("nav", "ol"):
        label = element.get("aria-label") or "" if element.tag == "nav" else ""
        if "readcrumb" in f"{element.get('class') or ''} {label}":
            yield element


def find_section(
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    title: str | None,
    url: str,
) -> tuple[str | None, str]:
    """(name of the innermost section, where it came from); (None, "") where none is stated."""
    not_it = fold(title or "")
    names = [
        name
        for crumb in meta.others
        if crumb.get("@type") == "BreadcrumbList"
        for entry in _entries(crumb)
        for name in names_in(entry.get("name") or entry.get("item"))
    ]
    found = _last(names, not_it)
    if found:
        return found, "json-ld"
    for stated in (meta.first("article:section"), meta.text("articleSection")):
        if stated and len(stated) < _LONGEST:
            return stated, "meta"
    found = _last([inner_text(e) for e in meta.microdata(root, "articleSection")], not_it)
    if found:
        return found, "meta"
    for crumbs in _crumbs(root):
        found = _last([inner_text(link) for link in crumbs.iter("a")], not_it)
        if found:
            return found, "general"
    return _above(blocks, headline, not_it, urlsplit(url).path), "general"


def _in_column(block: Block) -> bool:
    """True for the one cell of a table row, and for links under one another in a cell: a menu."""
    row = block.element.getparent() if block.tag == "td" else None
    return row is not None and (len(row) == 1 or block.element.find("br") is not None)


def _links(block: Block) -> list[etree._Element]:
    return [block.element] if block.element.tag == "a" else list(block.element.iter("a"))


def _leads_to(link: etree._Element, path: str) -> bool:
    """True for a link to a directory that the page's own address lies in."""
    href = link.get("href") or ""
    try:
        directory = urlsplit(href).path.rstrip("/")
    except ValueError:
        return False
    return len(directory) > 1 and path.startswith(f"{directory}/")


def _entries(crumb: dict[str, Any]) -> list[dict[str, Any]]:
    entries = crumb.get("itemListElement")
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def _last(names: Sequence[str], title: str) -> str | None:
    good = [
        name for name in names if 1 < len(name) < _LONGEST and fold(name) not in (title, *_HOME)
    ]
    return good[-1] if good else None


def _above(blocks: Sequence[Block], headline: int, title: str, path: str) -> str | None:
    """The last short link right above the headline, as in `Trang chủ » Thời sự`.

    `path`: that of the page's address; a link to the part of it that is a section needs no name.
    """
    near = [
        block
        for block in blocks[max(0, headline - _NEAR) : max(headline, 0)]
        if len(block.text) < 2 * _LONGEST
        and block.link
        and block.link * 10 >= len(block.text) * 6
        and not _in_column(block)
    ]
    home = any(fold(block.text).startswith(_FIRST) for block in near)
    for block in reversed(near):
        if not (
            home
            or block.tag in _HEADINGS
            or named_around(block.element, SECTION, 3)
            or any(_leads_to(link, path) for link in _links(block))
        ):
            continue
        links = _links(block)
        found = _last([inner_text(link) for link in links], title)
        if found and len(found.split()) < 10:
            return found
    return None
