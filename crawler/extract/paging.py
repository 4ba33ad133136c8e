"""What follows a page of a listing or of a long article.

The next page is the one with the same base and the next number, so a calendar, another section, another
language, another article or a step back never is, whatever its link says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.extract.anchors import absolute, base_of
from crawler.extract.document import inner_text
from crawler.extract.paged import MAY_COUNT, SURE, Place, place_of, same_space, without_number

_PAGE = re.compile(r"(?:trang|page)\b\s*(?:số\s*)?", re.I)
_NEXT = re.compile(
    r"(?:(?:xem|tải|đọc)\s+)?(?:(?:trang|các|bài|tin|viết)\s+)*"
    r"(?:sau|kế(?: tiếp)?|tới|tiếp(?: theo)?|cũ hơn|thêm(?: (?:tin|bài|viết|nội dung))*)"
    r"|(?:next|older|more|load more)(?: (?:page|posts|entries|news|articles|stories))?"
    r"|(?:page )?suivante?|(?:página )?siguiente|следующая|далее|下一?[页頁]|[›»>→]+",
    re.I,
)
_DECORATION = re.compile(r"\A[\s.…|\[\]«‹<←]+(?=[^\s«‹<←])|[\s.…|\[\]›»>→]+\Z")
_ELSEWHERE = ("/", "#", "")
"""What a link that is not relative to the page's own address begins with, beside a scheme."""
_NOWHERE = ("", "#", "j", "J")
"""What a link begins with that a script answers."""
_LOADED = ("data-url", "data-href", "data-next")
_CALENDAR = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2})?\Z")
_COMMENTS = re.compile(r"comment|binh-?luan|phan-?hoi", re.I)


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
        if (element.tag == "link" and not rel) or not MAY_COUNT.search(href):
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
    node: etree._Element | None = element
    for _ in range(5):
        if node is None:
            return False
        if _COMMENTS.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
        node = node.getparent()
    return False


def find_next(root: etree._Element, url: str, holding: str = "") -> str | None:
    """URL of the page that follows in the same listing or article; None on the last.

    `holding`: what its address is known to hold; links without it cost next to nothing.
    """
    try:
        steps = list(_steps(root, url, holding))
        if not steps:
            return None
        here, whole = place_of(url), without_number(url)
    except ValueError:
        return None
    # `/tin-tuc-2024` may be page 2024 of `/tin-tuc`, or page one of itself: what names a page
    # goes before what is a lone number.
    sure = here.kind in SURE
    for start in (here, whole) if sure else (whole, here) if here.number is not None else (whole,):
        pages = [step for step in steps if same_space(start, step.place)]
        if found := _following(pages, start):
            return found
    return None


def _counts_entries(numbered: list[_Step]) -> bool:
    """True where `2` leads to `/tin/10` and `3` to `/tin/20`: lone numbers count entries."""
    steps = {
        (step.place.number or 0) / (int(step.text) - 1) for step in numbered if int(step.text) > 1
    }
    bare = all(step.place.kind == "bare" for step in numbered)
    return bare and len(numbered) > 1 and len(steps) == 1 and min(steps) > 2


def _following(pages: list[_Step], start: Place) -> str | None:
    numbered = [s for s in pages if s.text.isdigit() and s.place.kind != "offset"]
    from_zero = any(int(s.text) == (s.place.number or 0) + 1 for s in numbered) and not any(
        int(s.text) == s.place.number for s in numbered
    )
    first = 0 if from_zero else 1
    answers = []
    counted = _counts_entries(numbered)
    for step in pages:
        place, number = step.place, step.place.number or 0
        offset = place.kind == "offset" or counted
        current = start.number if start.number is not None else 0 if offset else first
        if start.number is not None and start.kind != place.kind:
            continue
        if offset:
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
