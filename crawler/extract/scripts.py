"""Articles that a page lists in embedded JSON alone, as pages made by JavaScript do.

An object with a headline and an address names an article. One with a headline and a slug does
where the page itself shows, by one link at least, what stands before such a slug.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from crawler.extract.scriptdata import data_of

_TITLES = ("title", "headline", "name", "tieuDe")
_ADDRESSES = ("url", "link", "href", "permalink", "path", "canonicalUrl", "canonical_url")
_HIDDEN = frozenset(("draft", "pending", "rejected", "deleted", "private", "trash", "waiting"))
_MOST = 20_000
"""Objects of one page that are looked through."""


def _may_list(root: etree._Element) -> bool:
    """True where a script holds titles beside slugs or addresses."""
    for script in root.iter("script"):
        text = script.text
        if text and "slug" in text and "title" in text:
            return True
        if text and "__next" in text.lower():
            return True
    return False


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside `value`, in its own order."""
    stack, left = [value], _MOST
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _text(entry: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def find_scripted(
    root: etree._Element, hrefs: Iterable[str], slug_path: str | None = None
) -> list[tuple[str, str]]:
    """(address as written, headline) of articles in the page's scripts, in page order.

    `hrefs`: the addresses that the page links; they show where slugs go. `slug_path`: where a
    CMS knows it, such as `/blogs/{slug}`.
    """
    if not _may_list(root):
        return []
    entries = [
        entry
        for value in data_of(root)
        for entry in _objects(value)
        if len(_text(entry, _TITLES).split()) >= 2
        and str(entry.get("status", "")).lower() not in _HIDDEN
    ]
    before: dict[frozenset[str], str] = {}
    shown = {href.rstrip("/").rpartition("/")[2]: href for href in hrefs if "/" in href}
    for entry in entries:
        slug = _text(entry, ("slug",))
        href = shown.get(slug) if slug.count("-") >= 2 else None
        if href:
            before.setdefault(frozenset(entry), href[: href.rindex(slug)])
    found: list[tuple[str, str]] = []
    for entry in entries:
        address, slug = _text(entry, _ADDRESSES), _text(entry, ("slug",))
        if not address and slug and "/" not in slug:
            start = before.get(frozenset(entry))
            if start is not None:
                address = start + slug
            elif slug_path is not None and slug.count("-") >= 2:
                address = slug_path.format(slug=slug)
        if address.startswith(("/", "http")):
            found.append((address, _text(entry, _TITLES)))
    return found
