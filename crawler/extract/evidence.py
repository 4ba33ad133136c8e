"""How much speaks for a link being an article: its own evidence, and that of its like."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import DOCUMENT_NUMBER, Anchor, count_words
from crawler.extract.cards import is_label
from crawler.extract.identity import own_number
from crawler.extract.shapes import is_section
from crawler.extract.urls import EXTENSION, stem_of

_MARK = re.compile(r"[-_/]([a-z]{1,4})?(\d+)\Z", re.I)
_QUERY_VALUE = re.compile(r"=[^&]*")
_NAMES = re.compile(r"[^\W\d_]{2,}")
_SLUG_IN_QUERY = re.compile(r"\A(?:.*[/=&])?|\Z", re.S)  # all but the last piece of a path in it
_COUNTED = re.compile(r"[/=]\d+(?=[/?&]|\Z)")  # a parameter, or a segment of digits alone
_ISSUE = re.compile(
    r"(?:báo |tạp chí |bản )?(?:in )?(?:số|kỳ|no\.?|issue)\s*\d", re.I
)  # of a paper
_REL = frozenset(("tag", "author", "nofollow", "next", "prev", "search", "me"))
_OPAQUE = re.compile(r"(?:\A|[-_/])(?=[a-z]*\d)[a-z0-9]{8,}\Z", re.I)  # an id without digits alone


_FEW = 4
"""Links of one kind that make a list."""
_DESCRIBED = 2.0
"""What a link weighs at least in a list that says something about each of its links."""
RULED_OUT = -2
"""What a link weighs at most in a menu, or where it leads to a section."""
_LIKELY = 3
"""What the address and the text of a link weigh that reads like an article's, number or not."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A link that may be an article."""

    anchor: Anchor
    shape: str
    own: float
    described: bool
    """Something is said about it beside the link."""


def shape_of(anchor: Anchor, host: str) -> str:
    """The form of an address: articles of one site share it, sections share another."""
    path = anchor.path.rstrip("/")
    extension = EXTENSION.search(path)
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
    words = max(len(_NAMES.findall(name)) for name in (last, _SLUG_IN_QUERY.sub("", query)))
    number = own_number(place, query)
    score = 1.5 if words >= 6 else 1.0 if words >= 4 else 0.3 if words == 3 else 0.0
    if number:
        score += 2 if len(number) >= 5 else 1
    elif _OPAQUE.search(path):
        score += 1.5
    elif _COUNTED.search(f"{path}?{query}"):
        score += 0.5
    elif words <= 2:
        score -= 0.5
    return score - 4 if is_section(place) else score


def of_text(text: str) -> float:
    """Evidence of a link's text: headlines are long, sections are not."""
    words = 5 if DOCUMENT_NUMBER.match(text) else count_words(text)
    if words == 0 or _ISSUE.match(text):
        return -0.5
    return (-1.0, -0.3, 0.4, 1.2, 1.2, 2.0)[min(max(words - 2, 0), 5)]


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
    if is_label(anchor):
        score -= 2
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


def _cards(candidates: Sequence[Candidate]) -> set[str]:
    """The chains of tags in which several links stand, and about nearly each something is said."""
    said: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for candidate in candidates:
        for place in set(candidate.anchor.places):
            held[place] += 1
            said[place] += candidate.described
    return {
        place for place, links in held.items() if links >= _FEW and said[place] * 10 >= links * 8
    }


def _folders(candidates: Sequence[Candidate]) -> dict[str, int]:
    """How many addresses lie below each path."""
    below: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        path = candidate.anchor.path.rstrip("/")
        while path := path.rpartition("/")[0]:
            below[path] += 1
    return below


def _last_name(anchor: Anchor) -> str:
    """The last segment of a path; empty where it is no name, or where more tells articles apart."""
    last = stem_of(anchor.path).rpartition("/")[2]
    return last if "-" in last and not (anchor.query or _COUNTED.search(anchor.path)) else ""


def _means(groups: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, list[float]] = defaultdict(list)
    for name, value in groups:
        sums[name].append(value)
    return {name: sum(values) / len(values) for name, values in sums.items()}


def is_coded(candidate: Candidate) -> bool:
    """True for an address with a number, or with an id of letters and digits."""
    path = candidate.anchor.path
    stem = stem_of(path)
    number = own_number(path, candidate.anchor.query) or _OPAQUE.search(stem)
    return bool(number) or stem.rpartition("/")[2].isdigit()


def _add_surroundings(candidates: Sequence[Candidate], url: str) -> None:
    """Add to the evidence of each candidate what its place on page and site says."""
    menus, cards, below = _disbelieved(candidates), _cards(candidates), _folders(candidates)
    here = stem_of(urlsplit(url).path)
    lower = [c for c in candidates if c.anchor.path.startswith(here + "/")]
    telling = len(lower) * 10 < len(candidates) * 9
    names = Counter(_last_name(candidate.anchor) for candidate in candidates)
    names[""] = 0
    for candidate in candidates:
        anchor, stem = candidate.anchor, stem_of(candidate.anchor.path)
        candidate.own += _of_place(anchor, menus)
        if telling and anchor.path.startswith(here + "/"):
            candidate.own += 1.0  # it is what the page is about
        # a section: others lie below it, or other sections have one of that name, too
        if below.get(stem, 0) >= 2 or here.startswith(stem + "/") or names[_last_name(anchor)] > 2:
            candidate.own -= 4
        if (
            candidate.described
            and candidate.own > RULED_OUT
            and not cards.isdisjoint(anchor.places)
        ):
            candidate.own = max(candidate.own, _DESCRIBED)


def weigh(candidates: Sequence[Candidate], url: str) -> list[float]:
    """Evidence for each candidate: its own, and that of its like against the page's best."""
    _add_surroundings(candidates, url)
    open_ones = [c for c in candidates if c.own > RULED_OUT]
    shapes = _means((c.shape, c.own) for c in open_ones)
    places = _means((place, c.own) for c in open_ones for place in set(c.anchor.places))
    sizes = Counter(c.shape for c in open_ones)
    best = max((mean for shape, mean in shapes.items() if sizes[shape] >= 3), default=3.0)
    usual = max(0.6 * best, 1.0)
    strong = [is_coded(candidate) for candidate in candidates if candidate.own >= 4]
    coded = sum(strong) * 10 >= len(strong) * 7 and len(strong) >= 5
    answer = []
    for candidate in candidates:
        if candidate.own <= RULED_OUT:
            answer.append(candidate.own)
            continue
        if coded and not is_coded(candidate):
            candidate.own -= 1.2  # where articles have numbers, an address without one is none
        like = max(-2.0, min(1.0, shapes[candidate.shape] - usual))
        beside = max((places[p] for p in candidate.anchor.places), default=usual) - usual
        answer.append(candidate.own + like + max(-1.5, min(1.0, beside)))
    return answer
