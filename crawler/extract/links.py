"""The general listing reader: which links of an unknown page are articles.

Each link gives evidence of its own (the shape of its address, its text, its picture, a menu
around it), and so do its like: links whose addresses have the same form, and links that stand
in the same chain of tags. A short headline among headlines is one; a long name among the names
of sections is none.
"""

import re
from collections.abc import Collection, Sequence

from lxml import etree

from crawler.extract.anchors import (
    Anchor,
    Joiner,
    Surroundings,
    base_of,
    describe,
    links_of,
    reads_like_headline,
)
from crawler.extract.cards import described
from crawler.extract.evidence import Candidate, of_address, of_text, shape_of, weigh
from crawler.extract.listings import looks_like_listing
from crawler.extract.paging import find_next, turns_page
from crawler.extract.scripts import find_scripted
from crawler.extract.shapes import endless_place
from crawler.extract.shortlists import find_short_lists
from crawler.extract.urls import SESSION_IN_PATH, host_of, own_parameters

__all__ = ["find_articles", "find_next", "in_page_order", "looks_like_listing"]

_ENOUGH = 2.5
_FEW = 10  # below, a page may be one that JavaScript fills


def _own_site(netloc: str, host: str) -> bool:
    other = host_of(f"http://{netloc}")
    return other == host or other.endswith("." + host) or host.endswith("." + other)


def find_anchors(root: etree._Element, url: str) -> list[Anchor]:
    """The links of the page to its own site, each address once, in page order."""
    host, join, around = host_of(url), Joiner(base_of(root, url)), Surroundings()
    own: dict[str, bool] = {}
    by_href: dict[str, Anchor | None] = {}
    by_url: dict[str, Anchor | None] = {_key(url): None}
    last: Anchor | None = None
    for href, element in links_of(root):
        if href in by_href:
            anchor = by_href[href]
        else:
            anchor = None
            found = join.split(href)
            if found is not None:
                netloc = found[1]
                if netloc not in own:
                    own[netloc] = _own_site(netloc, host)
                if own[netloc] and not endless_place(found[2], found[3]):
                    anchor = by_url.setdefault(_key(found[0]), Anchor(*found))
            by_href[href] = anchor
        if anchor is not None:
            describe(anchor, element, around, again=anchor is last)
            last = anchor
    return [anchor for anchor in by_url.values() if anchor is not None]


def _key(url: str) -> str:
    """What two spellings of one address have in common."""
    place, _, query = url.partition("#")[0].partition("://")[2].partition("?")
    place = (
        (SESSION_IN_PATH.sub("", place) if ";" in place else place).removeprefix("www.").rstrip("/")
    )
    own = own_parameters(query) if query else None
    return f"{place}?{'&'.join(own)}" if own else place


def find_articles(
    root: etree._Element,
    url: str,
    patterns: Sequence[str] = (),
    *,
    slug_path: str | None = None,
) -> list[str]:
    """Absolute URLs of the articles that a page links, in page order, without doubles.

    `patterns` (searched in path and query, as in `article_id`) decide where at least three
    links match; else the page itself does. Addresses are given as the page writes them.
    `slug_path`: where the slugs of embedded JSON go, such as `/blogs/{slug}`; see `scripts`.
    """
    if patterns:
        own = _matching(root, url, patterns)
        if len(own) >= 3:
            return own
    anchors = find_anchors(root, url)
    found = chosen_anchors(root, anchors, url)
    if len(found) < _FEW:
        scripted = _scripted(root, url, anchors, slug_path)
        found = chosen_anchors(root, scripted, url) if len(scripted) > len(anchors) else found
    return [anchor.url for anchor in found]


def in_page_order(root: etree._Element, base: str, urls: Collection[str]) -> list[str]:
    """`urls` in the order in which the page links them, one for each address."""
    join = Joiner(base)
    found: dict[str, str] = {}
    for href, _ in links_of(root):
        parts = join.split(href)
        if parts is not None and parts[0] in urls:
            found.setdefault(_key(parts[0]), parts[0])
    return list(found.values())


def chosen_anchors(root: etree._Element, anchors: Sequence[Anchor], url: str) -> list[Anchor]:
    """Those of `anchors`, the links of the page at `url`, that lead to articles."""
    host = host_of(url)
    listed = [
        anchor
        for anchor in anchors
        if (anchor.path.strip("/") or anchor.query)
        and (reads_like_headline(anchor.text) or not turns_page(anchor.url, url))
    ]
    candidates = [
        Candidate(
            anchor,
            shape_of(anchor, host),
            of_address(anchor.path, anchor.query) + of_text(anchor.text),
            said,
        )
        for anchor, said in zip(listed, described(listed), strict=True)
    ]
    weights = weigh(candidates, url)
    chosen = frozenset(c for c, w in zip(candidates, weights, strict=True) if w >= _ENOUGH)
    short = find_short_lists(root, url, candidates, chosen)
    return [c.anchor for c in candidates if c in chosen or c in short]


def _scripted(
    root: etree._Element, url: str, anchors: Sequence[Anchor], slug_path: str | None
) -> list[Anchor]:
    """`anchors` and what the page names in its scripts alone."""
    host, join = host_of(url), Joiner(base_of(root, url))
    by_url = {_key(url): Anchor(url, "", "", "")} | {_key(anchor.url): anchor for anchor in anchors}
    for href, title in find_scripted(root, (anchor.url for anchor in anchors), slug_path):
        found = join.split(href)
        if found and _own_site(found[1], host) and not endless_place(found[2], found[3]):
            by_url.setdefault(_key(found[0]), Anchor(*found, text=title, printed=True))
    return list(by_url.values())[1:]


def _matching(root: etree._Element, url: str, patterns: Sequence[str]) -> list[str]:
    """Links of the site whose addresses match; no text is looked at."""
    host, join = host_of(url), Joiner(base_of(root, url))
    found: dict[str, str] = {}
    for href in dict.fromkeys(href for href, _ in links_of(root)):
        parts = join.split(href)
        if parts is None:
            continue
        full, netloc, path, query = parts
        place = f"{path}?{query}" if query else path
        if any(re.search(pattern, place) for pattern in patterns):
            if _own_site(netloc, host) and not endless_place(path, query):
                found.setdefault(_key(full), full)
    found.pop(_key(url), None)
    return list(found.values())
