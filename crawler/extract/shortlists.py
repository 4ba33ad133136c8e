"""Lists whose titles are too short to be told from names of sections: photo stories, poems, talks.

Links that stand alike and whose addresses have one form are such a list where more than their
words says so: a number in each address, a picture or a day beside each, a heading over all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import Surroundings
from crawler.extract.cards import is_label, is_quoted
from crawler.extract.evidence import RULED_OUT, Candidate, is_coded
from crawler.extract.shapes import is_front
from crawler.extract.text import fold
from crawler.extract.tree import inner_text

_FEW = 4
"""Links that make a list."""
_ALONE = 5
"""Links of a list that nothing but the heading over it speaks for, on a page with no other."""
_NAME = 2
"""Words of the usual name of a section."""
_LETTERS = 3
"""Letters of the shortest name of a section."""
_MENU = re.compile(
    r"(?:trang chủ|giới thiệu|liên hệ|home(?: ?page)?|contact|about(?: us)?)\Z", re.I
)
"""What a menu names beside sections."""
_MOST = 0.8
"""Share of a list of which is true what holds for all of it."""

_List = list[Candidate]


def find_short_lists(
    root: etree._Element, url: str, candidates: Sequence[Candidate], chosen: frozenset[Candidate]
) -> set[Candidate]:
    """Links of such lists, beside the `chosen` ones of the page; none on a site's front page."""
    host = urlsplit(url).netloc.removeprefix("www.")
    own = [c for c in candidates if c.anchor.netloc.removeprefix("www.") == host]
    lists = [one for one in _alike(own) if len(chosen.intersection(one)) < len(one)]
    if not lists or is_front(url):
        return set()
    menus = Counter(_form(c) for c in candidates if any(m is not None for m in c.anchor.menus))
    lists = [one for one in lists if _are_titles(one) and not _are_like(one, menus)]
    marks = [_marks(one) for one in lists]
    sure = [one for one, found in zip(lists, marks, strict=True) if found > 1]
    if len(sure) < len(lists) and (headed := _headed(root, lists, chosen)):
        others = chosen.difference(headed)
        alone = len(headed) >= _ALONE and len(others) < _FEW and _are_long(headed)
        if _marks(headed) or alone:
            sure.append(headed)
    found = set(chain.from_iterable(sure))
    forms = {_form(candidate) for candidate in found}
    return found.union(c for c in own if _form(c) in forms and _leads(c))


def _alike(candidates: Sequence[Candidate]) -> Iterator[_List]:
    """Links outside menus that stand in one chain of tags, with addresses of one form."""
    lists: dict[tuple[str, str], _List] = defaultdict(list)
    for candidate in candidates:
        anchor = candidate.anchor
        if (
            candidate.own > RULED_OUT
            and anchor.printed
            and not any(menu is not None for menu in anchor.menus)
        ):
            for place in set(anchor.places):
                lists[place, candidate.shape].append(candidate)
    return (one for one in lists.values() if len(one) >= _FEW)


def _are_titles(links: _List) -> bool:
    """True for names that each stand for one thing, most of them of several words; no menu's."""
    if any(_MENU.match(candidate.anchor.text) for candidate in links):
        return False
    names = {candidate.anchor.text for candidate in links}
    several = sum(" " in candidate.anchor.text for candidate in links)
    labels = sum(is_label(c.anchor) or any(map(is_quoted, c.anchor.links)) for c in links)
    return len(names) >= _MOST * len(links) <= several and not labels


def _form(candidate: Candidate) -> tuple[str, str]:
    """The form of an address, and the folder that it lies in."""
    return candidate.shape, candidate.anchor.path.rstrip("/").rpartition("/")[0]


def _are_like(links: _List, menus: Counter[tuple[str, str]]) -> bool:
    """True where several links of `menus` lead to where `links` do."""
    return sum(menus[form] for form in set(map(_form, links))) > 1


def _leads(candidate: Candidate) -> bool:
    """True for a link such as that of the story over a list, of which more is shown."""
    anchor = candidate.anchor
    free = candidate.own > RULED_OUT and None in anchor.menus and anchor.printed
    return free and " " in anchor.text and (candidate.described or anchor.in_heading)


def _are_long(links: _List) -> bool:
    longer = sum(candidate.anchor.text.count(" ") >= _NAME for candidate in links)
    return longer * 2 > len(links)


def _marks(links: _List) -> int:
    """How many things mark each link of a list: a number, what is said beside it, a picture or a
    second link to where it leads."""
    found = (
        sum(map(is_coded, links)),
        sum(candidate.described for candidate in links),
        sum(c.anchor.image or len(c.anchor.turns) < len(c.anchor.links) for c in links),
    )
    return sum(count >= _MOST * len(links) for count in found)


def _headed(root: etree._Element, lists: Sequence[_List], chosen: frozenset[Candidate]) -> _List:
    """The longest of `lists` under the page's heading, where no other list stands between."""
    heading = _heading(root)
    if heading is None:
        return []
    owners = {link: c for one in lists for c in one for link in c.anchor.links}
    owners |= {link: c for c in chosen for link in c.anchor.links}
    below: dict[Candidate, None] = {}
    passed = False
    for element in root.iter("a", heading.tag):
        passed = passed or element is heading
        if passed and element in owners:
            below[owners[element]] = None
    order = list(below)
    under = [one for one in lists if all(candidate in below for candidate in one)]
    longest = max(under, key=len, default=[])
    before = order[: order.index(longest[0])] if longest else []
    return longest if len(chosen.intersection(before)) < 2 else []


def _heading(root: etree._Element) -> etree._Element | None:
    """The page's heading: the first of the highest level that is no link and stands in no menu, or
    an element that says what <title> begins with."""
    around = Surroundings()
    for heading in chain(root.iter("h1"), _titled(root), root.iter("h2"), root.iter("h3")):
        if heading.find(".//a") is None and inner_text(heading):
            if around.of(heading)[0] is None:
                return heading
    return None


def _titled(root: etree._Element) -> Iterator[etree._Element]:
    title = fold(next((inner_text(title) for title in root.iter("title")), ""))
    for element in root.iter("div", "span", "p", "strong", "b", "td"):
        name = fold(element.text or "") if not len(element) else ""
        if name and title.startswith(name) and len(name) >= _LETTERS:
            yield element
