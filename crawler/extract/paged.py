"""Addresses that count: what they page through, and the number of the page."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.extract.urls import EXTENSION, host_of, stem_of

MAY_COUNT = re.compile(  # what a paged address cannot do without; asked before anything else
    r"=\d{1,6}(?=&|#|\Z)|/\w{0,7}(?:page|pageindex|trang)[-/_]\d"
    r"|[/&_-](?:\w{0,7}page|trang|pageindex|p)?[-/_=]?\d{1,5}(?:/(?:index|default)|/?)(?:\.\w{1,5})?(?=[?#]|\Z)",
    re.I,
)
_PARAMETERS = (
    ("page", re.compile(r"(?:i?page|trang(?:-so)?|paged|page_?(?:index|number|no|num)|cur(?:rent)?_?page|cpage|(?:_\w+)?_?cur)=(\d{1,5})\Z", re.I)),
    ("page", re.compile(r"(?:p|pn|pg|page_?id)=(\d{1,5})\Z", re.I)),  # or the id of something
    ("offset", re.compile(r"(?:start|limitstart|offset|brsr|from)=(\d{1,6})\Z", re.I)),
    ("page", re.compile(r"\w+=[^=]*/(?:page|trang)-(\d{1,5})\Z", re.I)),
)  # fmt: skip
"""What counts pages, the surest first: a parameter, or the end of one that is a path itself."""
_WORDED = re.compile(
    r"(?:[/&_-](?:page(?:index)?|trang|c(?:urrent)?page|p)[-/_=]?)(\d{1,5})(?=\Z|/\Z)", re.I
)
_AMIDST = re.compile(r"/(?:page(?:index)?|trang|c(?:urrent)?page)[-/_](\d{1,5})(?=/)", re.I)
_BARE = re.compile(r"[/_-](\d{1,3})(?=\Z|/\Z)")
_INDEX = re.compile(r"/(?:index|default)(?=\Z)", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """An address of a paged space: what is paged through, which page, counted how."""

    base: tuple[str, str]
    """Host and path without the number."""
    query: frozenset[str]
    """The other parameters."""
    number: int | None
    kind: str
    """`page`, `offset`, `bare` (a lone number, which the link must explain) or `none`."""


SURE = ("page", "offset")


@lru_cache(maxsize=2000)
def place_of(url: str) -> Place:
    """`url` taken apart. Raises ValueError for an address that cannot be split."""
    parts = urlsplit(url)
    kind, number, rest = _counted([pair for pair in parts.query.split("&") if pair])
    path = _INDEX.sub("", stem_of(parts.path))
    if number is None:
        for name, pattern in (("page", _WORDED), ("page", _AMIDST), ("bare", _BARE)):
            if found := pattern.search(path):
                kind, number = name, int(found[1])
                path = path[: found.start()] + path[found.end() :]
                break
    path = _INDEX.sub("", path).rstrip("/&")
    return Place((host_of(url), path), frozenset(rest), number, kind)


def _counted(pairs: list[str]) -> tuple[str, int | None, list[str]]:
    """Kind and number of the page that one of the parameters `pairs` names, and what is left."""
    for kind, pattern in _PARAMETERS:
        for at, pair in enumerate(pairs):
            if found := pattern.match(pair):
                left = pair[: found.start(1)].rpartition("/")[0]
                return kind, int(found[1]), [*pairs[:at], *filter(None, [left]), *pairs[at + 1 :]]
    return "none", None, pairs


def unpaged_path(url: str) -> str:
    """What the paths of all parts of the article at `url` begin with."""
    path = EXTENSION.sub("", urlsplit(url).path)
    numbered = _WORDED.search(path)
    return path[: numbered.start()] if numbered else path


def without_number(url: str) -> Place:
    """`url` as a page whose own address names no number."""
    parts = urlsplit(url)
    path = _INDEX.sub("", stem_of(parts.path)).rstrip("/")
    query = frozenset(pair for pair in parts.query.split("&") if pair)
    return Place((host_of(url), path), query, None, "none")


def same_space(here: Place, there: Place) -> bool:
    """True where `there` is a page of what `here` is one of."""
    return (
        there.number is not None
        and here.base[0] == there.base[0]
        and here.base[1].casefold() == there.base[1].casefold()
        and here.query <= there.query
    )


def turns_page(href: str, url: str) -> bool:
    """True for the address of another page of the listing at `url`."""
    if not MAY_COUNT.search(href):
        return False
    try:
        there = place_of(href)
        return there.kind in SURE and (
            same_space(place_of(url), there) or same_space(without_number(url), there)
        )
    except ValueError:
        return False
