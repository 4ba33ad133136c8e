"""What follows a page of a listing or of a long article.

An address is taken apart into what it pages through and the number of the page. The next page
is the one with the same base and the next number, so a calendar, another section, another
language, another article or a step back never is, whatever its link says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import absolute, base_of
from crawler.extract.tree import inner_text, upward
from crawler.extract.urls import EXTENSION, host_of, stem_of

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
_PAGE = re.compile(r"(?:trang|page)\b\s*(?:số\s*)?", re.I)
_NEXT = re.compile(
    r"(?:(?:xem|tải|đọc)\s+)?(?:(?:trang|các|bài|tin|viết)\s+)*"
    r"(?:sau|kế(?: tiếp)?|tới|tiếp(?: theo)?|cũ hơn|thêm(?: (?:tin|bài|viết|nội dung))*)"
    r"|(?:next|older|more|load more)(?: (?:page|posts|entries|news|articles|stories))?"
    r"|(?:page )?suivante?|(?:página )?siguiente|следующая|далее|下一?[页頁]|[›»>→]+",
    re.I,
)
_DECORATION = re.compile(r"\A[\s.…|\[\]«‹<←]+(?=[^\s«‹<←])|[\s.…|\[\]›»>→]+\Z")
_MAY_COUNT = re.compile(  # what a paged address cannot do without; asked before anything else
    r"=\d{1,6}(?=&|#|\Z)|/\w{0,7}(?:page|pageindex|trang)[-/_]\d"
    r"|[/&_-](?:\w{0,7}page|trang|pageindex|p)?[-/_=]?\d{1,5}(?:/(?:index|default)|/?)(?:\.\w{1,5})?(?=[?#]|\Z)",
    re.I,
)
_ELSEWHERE = ("/", "#", "")
"""What a link that is not relative to the page's own address begins with, beside a scheme."""
_NOWHERE = ("", "#", "j", "J")
"""What a link begins with that a script answers."""
_LOADED = ("data-url", "data-href", "data-next")
_CALENDAR = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2})?\Z")
_COMMENTS = re.compile(r"comment|binh-?luan|phan-?hoi", re.I)


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


_SURE = ("page", "offset")


@lru_cache(maxsize=2000)
def place_of(url: str) -> Place:
    """`url` taken apart. Raises ValueError for an address that cannot be split."""
    path, pairs = _path_and_pairs(url)
    kind, number, rest = _counted(pairs)
    path = _INDEX.sub("", stem_of(path))
    if number is None:
        for name, pattern in (("page", _WORDED), ("page", _AMIDST), ("bare", _BARE)):
            if found := pattern.search(path):
                kind, number = name, int(found[1])
                path = path[: found.start()] + path[found.end() :]
                break
    path = _INDEX.sub("", path).rstrip("/&")
    return Place((host_of(url), path), frozenset(rest), number, kind)


def _path_and_pairs(url: str) -> tuple[str, list[str]]:
    """Path and parameters of `url`; the latter may follow without a question mark."""
    parts = urlsplit(url)
    path, _, more = parts.path.partition("&")
    return path, [pair for pair in f"{more}&{parts.query}".split("&") if pair]


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


def _without_number(url: str) -> Place:
    """`url` as a page whose own address names no number."""
    path, pairs = _path_and_pairs(url)
    path = _INDEX.sub("", stem_of(path)).rstrip("/")
    return Place((host_of(url), path), frozenset(pairs), None, "none")


@dataclass(frozen=True, slots=True)
class _Step:
    url: str
    place: Place
    text: str
    rel: bool
    worded: bool


_WORDS = 24
"""Characters of the longest text of a link to another page."""


def _address_of(element: etree._Element) -> str:
    """Where a link leads, or what a script loads in its place."""
    href = (element.get("href") or "").strip()
    if href[:1] not in _NOWHERE:
        return href
    return next(filter(None, map(element.get, _LOADED)), href)


def _steps(root: etree._Element, url: str, holding: str) -> Iterator[_Step]:
    """Links that could lead to a page of anything: marked, worded or numbered."""
    base = None
    for element in root.iter("a", "link", "button"):
        href = _address_of(element)
        if holding not in href and (href[:1] in _ELSEWHERE or "//" in href):
            continue
        rel = "next" in (element.get("rel") or "").lower().split()
        if (element.tag == "link" and not rel) or not _MAY_COUNT.search(href):
            continue
        if not len(element) and len((element.text or "").strip()) > _WORDS:
            continue  # a headline, as most links of a page are
        text = inner_text(element)
        if len(text) > _WORDS:
            continue
        label = _DECORATION.sub("", text) or text
        number = _PAGE.sub("", label, count=1)
        label = number if number.isdigit() else label
        names = f"{element.get('class') or ''} {element.get('aria-label') or element.get('title') or ''}"
        worded = bool(_NEXT.fullmatch(label)) or (
            not label.isdigit()
            and bool(re.search(r"(?<![\w-])(?:next|trang sau)(?![\w-])", names, re.I))
        )
        if not (rel or worded or label.isdigit()):
            continue
        base = base or base_of(root, url)
        full = absolute(base, href)
        if full is None or _in_comments(element):
            continue
        yield _Step(full, place_of(full), label, rel, worded)


def _in_comments(element: etree._Element) -> bool:
    names = (f"{node.get('class') or ''} {node.get('id') or ''}" for node in upward(element, 5))
    return any(map(_COMMENTS.search, names))


def _same_space(here: Place, there: Place) -> bool:
    return (
        there.number is not None
        and here.base[0] == there.base[0]
        and here.base[1].casefold() == there.base[1].casefold()
        and here.query <= there.query
    )


def turns_page(href: str, url: str) -> bool:
    """True for the address of another page of the listing at `url`."""
    if not _MAY_COUNT.search(href):
        return False
    try:
        there = place_of(href)
        return there.kind in _SURE and (
            _same_space(place_of(url), there) or _same_space(_without_number(url), there)
        )
    except ValueError:
        return False


def find_next(root: etree._Element, url: str, holding: str = "") -> str | None:
    """URL of the page that follows in the same listing or article; None on the last.

    `holding`: what its address is known to hold; links without it cost next to nothing.
    """
    try:
        steps = list(_steps(root, url, holding))
        if not steps:
            return None
        here, whole = place_of(url), _without_number(url)
    except ValueError:
        return None
    # `/tin-tuc-2024` may be page 2024 of `/tin-tuc`, or page one of itself: what names a page
    # goes before what is a lone number.
    sure = here.kind in _SURE
    for start in (here, whole) if sure else (whole, here) if here.number is not None else (whole,):
        pages = [step for step in steps if _same_space(start, step.place)]
        if found := _following(pages, start):
            return found
    return None


def _following(pages: list[_Step], start: Place) -> str | None:
    numbered = [s for s in pages if s.text.isdigit() and s.place.kind != "offset"]
    from_zero = any(int(s.text) == (s.place.number or 0) + 1 for s in numbered) and not any(
        int(s.text) == s.place.number for s in numbered
    )
    first = 0 if from_zero else 1
    answers = []
    for step in pages:
        place, number = step.place, step.place.number or 0
        current = (
            start.number if start.number is not None else 0 if place.kind == "offset" else first
        )
        if start.number is not None and start.kind != place.kind:
            continue
        if place.kind == "offset":
            if number > current:
                answers.append((number, step.url))
            continue
        explained = step.text.isdigit() and int(step.text) == number + 1 - first
        if number != current + 1 or not (explained or step.rel or step.worded):
            continue
        if place.kind == "bare":
            # A word alone leads from `/bai-123` to `/bai-124`, too.
            if not (explained or step.rel or start.number is None):
                continue
            if _CALENDAR.search(place.base[1]):
                continue
        answers.append((number, step.url))
    return min(answers, default=(0, None))[1]
