"""The general listing reader: which links of an unknown page are articles.

Each link gives evidence of its own (the shape of its address, its text, its picture, a menu
around it), and so do its like: links whose addresses have the same form, and links that stand
in the same chain of tags. A short headline among headlines is one; a long name among the names
of sections is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import Anchor, Joiner, Surroundings, base_of, describe, links_of
from crawler.extract.listings import looks_like_listing
from crawler.extract.paging import find_next
from crawler.extract.scripts import find_scripted
from crawler.extract.urls import endless_place, host_of, is_section, own_number

__all__ = ["find_articles", "find_next", "looks_like_listing"]

_EXTENSION = re.compile(r"\.[a-z]\w{1,4}\Z", re.I)
_MARK = re.compile(r"[-_/]([a-z]{1,4})?(\d+)\Z", re.I)
_QUERY_VALUE = re.compile(r"=[^&]*")
_NAMES = re.compile(r"[^\W\d_]{2,}")
_REL = frozenset(("tag", "author", "nofollow", "next", "prev", "search", "me"))
_OPAQUE = re.compile(r"(?:\A|[-_/])(?=[a-z]*\d)[a-z0-9]{8,}\Z", re.I)  # an id without digits alone
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_PAGE = re.compile(r"(?:[?&](?:page|trang|paged|start|cpage|\w*_cur|pageindex)=\d+|[?&]p=\d{1,3}(?=&|\Z)|/(?:page|trang)[-/]?\d+(?:\.\w+)?|[-_/]p\d{1,3}(?:\.\w+)?)/?\Z", re.I)  # fmt: skip
_ENOUGH = 2.5
_FEW = 10
"""Articles below which a page may be one that JavaScript fills."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A link that may be an article."""

    anchor: Anchor
    shape: str
    own: float


def _own_site(netloc: str, host: str) -> bool:
    other = host_of(f"http://{netloc}")
    return other == host or other.endswith("." + host) or host.endswith("." + other)


def find_anchors(root: etree._Element, url: str) -> list[Anchor]:
    """The links of the page to its own site, each address once, in page order."""
    host, join, around = host_of(url), Joiner(base_of(root, url)), Surroundings()
    own: dict[str, bool] = {}
    by_href: dict[str, Anchor | None] = {}
    by_url: dict[str, Anchor | None] = {_key(url): None}
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
            describe(anchor, element, around)
    return [anchor for anchor in by_url.values() if anchor is not None]


def _key(url: str) -> str:
    """What two spellings of one address have in common."""
    place = url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
    return place.partition("?utm_")[0].partition("?zarsrc")[0]


def _stem(path: str) -> str:
    return _EXTENSION.sub("", path.rstrip("/"))


def _shape(anchor: Anchor, host: str) -> str:
    """The form of an address: articles of one site share it, sections share another."""
    path = anchor.path.rstrip("/")
    extension = _EXTENSION.search(path)
    stem = path[: extension.start()] if extension else path
    mark = _MARK.search(stem)
    number = f"{mark[1] or ''}{min(len(mark[2]) // 3, 3)}" if mark else ""
    query = _QUERY_VALUE.sub("=", anchor.query)
    here = "" if anchor.netloc.lower().endswith(host) else anchor.netloc
    return f"{here}{path.count('/')}{number}{extension[0] if extension else ''}?{query}"


@lru_cache(maxsize=20_000)
def _of_address(place: str, query: str) -> float:
    path = _stem(place)
    folder, _, last = path.rpartition("/")
    if not _NAMES.search(last):
        last = folder.rpartition("/")[2]
    words = len(_NAMES.findall(last))
    number = own_number(place, query)
    score = 1.5 if words >= 6 else 1.0 if words >= 4 else 0.3 if words == 3 else 0.0
    if number:
        score += 2 if len(number) >= 5 else 1
    elif _OPAQUE.search(path):
        score += 1.5
    elif words <= 2:
        score -= 0.5
    return score - 4 if is_section(place) else score


def _of_text(text: str) -> float:
    words = len(text.split()) + len(_CJK.findall(text)) // 2
    if words == 0:
        return -0.5
    return (
        2.0
        if words >= 7
        else 1.2
        if words >= 5
        else 0.4
        if words == 4
        else -0.3
        if words == 3
        else -1.0
    )


def _of_place(anchor: Anchor, menus: Mapping[etree._Element, int]) -> float:
    score = 0.3 if anchor.in_heading else 0.0
    if anchor.image and not anchor.printed:
        score -= 1.5  # a banner
    elif anchor.image:
        score += 1.0 if len(anchor.places) > 1 else 0.5
    if anchor.menus and all(menu is not None and menus[menu] <= 0 for menu in anchor.menus):
        score -= 3
    if not _REL.isdisjoint(anchor.rel.split()):
        score -= 3
    if len(anchor.places) > 2 and max(Counter(anchor.places).values()) > 2:
        score -= 2  # the section's name on each of its cards
    return score


def _disbelieved(candidates: Sequence[Candidate]) -> dict[etree._Element, int]:
    """Menu -> 1 where it holds so many headlines that its name is wrong, else 0."""
    strong: dict[etree._Element, int] = defaultdict(int)
    total = 0
    for candidate in candidates:
        good = candidate.own >= 4
        total += good
        for menu in set(candidate.anchor.menus):
            if menu is not None:
                strong[menu] += good
    return {menu: int(count >= 5 and count * 5 >= total * 2) for menu, count in strong.items()}


def _folders(candidates: Sequence[Candidate]) -> dict[str, int]:
    """How many addresses lie below each path."""
    below: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        path = candidate.anchor.path.rstrip("/")
        while path := path.rpartition("/")[0]:
            below[path] += 1
    return below


def _means(groups: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, list[float]] = defaultdict(list)
    for name, value in groups:
        sums[name].append(value)
    return {name: sum(values) / len(values) for name, values in sums.items()}


def _weigh(candidates: Sequence[Candidate], url: str) -> list[float]:
    """Evidence for each candidate: its own, and that of its like against the page's best."""
    menus, below = _disbelieved(candidates), _folders(candidates)
    here = _stem(urlsplit(url).path)
    for candidate in candidates:
        stem = _stem(candidate.anchor.path)
        candidate.own += _of_place(candidate.anchor, menus)
        if below.get(stem, 0) >= 2 or here.startswith(stem + "/"):
            candidate.own -= 4  # a section: others lie below it
    shapes = _means((c.shape, c.own) for c in candidates)
    places = _means((place, c.own) for c in candidates for place in set(c.anchor.places))
    sizes = Counter(c.shape for c in candidates)
    best = max((mean for shape, mean in shapes.items() if sizes[shape] >= 3), default=3.0)
    usual = max(0.6 * best, 1.0)
    strong = [own_number(c.anchor.path, c.anchor.query) for c in candidates if c.own >= 4]
    numbered = sum(map(bool, strong)) * 10 >= len(strong) * 7 and len(strong) >= 5
    answer = []
    for candidate in candidates:
        if numbered and not own_number(candidate.anchor.path, candidate.anchor.query):
            candidate.own -= 1.2  # where articles have numbers, an address without one is none
        like = max(-2.0, min(1.0, shapes[candidate.shape] - usual))
        beside = max((places[p] for p in candidate.anchor.places), default=usual) - usual
        answer.append(candidate.own + like + max(-1.5, min(1.0, beside)))
    return answer


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
    found = _chosen(anchors, url)
    if len(found) < _FEW:
        scripted = _scripted(root, url, anchors, slug_path)
        found = _chosen(scripted, url) if len(scripted) > len(anchors) else found
    return found


def _chosen(anchors: Sequence[Anchor], url: str) -> list[str]:
    host, here = host_of(url), _stem(urlsplit(url).path)
    candidates = [
        Candidate(
            anchor,
            _shape(anchor, host),
            _of_address(anchor.path, anchor.query) + _of_text(anchor.text),
        )
        for anchor in anchors
        if (anchor.path.strip("/") or anchor.query) and not _turns_page(anchor, here)
    ]
    weights = _weigh(candidates, url)
    return [c.anchor.url for c, w in zip(candidates, weights, strict=True) if w >= _ENOUGH]


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


def _place(anchor: Anchor) -> str:
    return f"{anchor.path}?{anchor.query}" if anchor.query else anchor.path


def _turns_page(anchor: Anchor, here: str) -> bool:
    """True for a link to another page of the listing at the path `here`."""
    return anchor.path.startswith(here) and bool(_PAGE.search(_place(anchor)))
