"""How much speaks for a link being an article: its own evidence, and that of its like."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import Anchor, count_words
from crawler.extract.identity import own_number
from crawler.extract.shapes import is_section

_EXTENSION = re.compile(r"\.[a-z]\w{1,4}\Z", re.I)
_MARK = re.compile(r"[-_/]([a-z]{1,4})?(\d+)\Z", re.I)
_QUERY_VALUE = re.compile(r"=[^&]*")
_NAMES = re.compile(r"[^\W\d_]{2,}")
_REL = frozenset(("tag", "author", "nofollow", "next", "prev", "search", "me"))
_OPAQUE = re.compile(r"(?:\A|[-_/])(?=[a-z]*\d)[a-z0-9]{8,}\Z", re.I)  # an id without digits alone


_LIKELY = 3
"""What the address and the text of a link weigh that reads like an article's, number or not."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A link that may be an article."""

    anchor: Anchor
    shape: str
    own: float


def stem_of(path: str) -> str:
    """A path without its extension and closing slash."""
    return _EXTENSION.sub("", path.rstrip("/"))


def shape_of(anchor: Anchor, host: str) -> str:
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
def of_address(place: str, query: str) -> float:
    """Evidence of a path and its query."""
    path = stem_of(place)
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


def of_text(text: str) -> float:
    """Evidence of a link's text: headlines are long, sections are not."""
    words = count_words(text)
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
    """Menu -> 1 where its name is wrong: it holds many of the page's headlines, or nothing but
    links like those that are headlines elsewhere on the page."""
    strong: Counter[etree._Element] = Counter()
    alike: Counter[etree._Element] = Counter()
    held: Counter[etree._Element] = Counter()
    total = 0
    free = Counter(c.shape for c in candidates if c.own >= _LIKELY and None in c.anchor.menus)
    for candidate in candidates:
        good = candidate.own >= 4
        total += good
        like = candidate.own >= _LIKELY and free[candidate.shape] >= 3
        for menu in set(candidate.anchor.menus):
            if menu is not None:
                strong[menu] += good
                alike[menu] += like
                held[menu] += 1
    return {
        menu: int(
            (strong[menu] >= 5 and strong[menu] * 5 >= total * 2) or 3 <= alike[menu] == links
        )
        for menu, links in held.items()
    }


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


def weigh(candidates: Sequence[Candidate], url: str) -> list[float]:
    """Evidence for each candidate: its own, and that of its like against the page's best."""
    menus, below = _disbelieved(candidates), _folders(candidates)
    here = stem_of(urlsplit(url).path)
    for candidate in candidates:
        stem = stem_of(candidate.anchor.path)
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
