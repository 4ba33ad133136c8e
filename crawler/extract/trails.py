"""Breadcrumbs: the steps from the front page to the section that an article stands in."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.dates import looks_dated
from crawler.extract.document import Block
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.names import SECTION, is_named
from crawler.extract.text import clean, fold
from crawler.extract.tree import inner_text, short_text, upward

STEPS = 5
"""Links of the longest breadcrumb that is not called one."""
NEAR = 8
"""Blocks above the headline among which it is looked for."""
_LEVELS = 4
"""Levels within which its steps have one element around them."""
_LONGEST = 250
"""Characters of the longest breadcrumb."""
_ROOT = re.compile(
    r"(?:/(?:vi|web/guest))?/?(?:(?:pages/)?(?:index|default|home|trang-chu)(?:\.\w+)?)?/?\Z", re.I
)
_SIGNS = re.compile(r"[»›>|→/\\]")
"""What parts the steps."""
_WORDS = 8
"""Words of the longest name of a section."""
_INSIDE = 12
"""Elements of a breadcrumb among which one may be named so."""
FIRST = frozenset(map(fold, ("Trang chủ", "Trang nhất", "Trang chính", "Home")))
"""What the first step of a breadcrumb is called."""
_MENU = frozenset(
    fold(name)
    for name in (
        "Liên hệ", "Đăng nhập", "Sơ đồ website", "Sơ đồ cổng", "Sơ đồ site", "Góp ý", "English", "RSS",
        "Login", "Contact", "Kontakt", "Impressum",
    )
)  # fmt: skip
"""What menus lead to, and no breadcrumb."""
_DETAIL = frozenset(
    map(
        fold,
        "Chi tiết|Chi tiết tin|Chi tiết bài viết|Bài viết|Nội dung|Article|記事|正文".split("|"),
    )
)
"""What the last step of a breadcrumb calls any article."""
_NAV = 4
"""Links of the longest navigation that is a breadcrumb for beginning at home."""


def stated_trail(meta: Metadata) -> list[str]:
    """The names of the steps that JSON-LD gives."""
    return [
        name
        for crumb in meta.others
        if crumb.get("@type") == "BreadcrumbList"
        for entry in _entries(crumb)
        for name in names_in(entry.get("name") or entry.get("item"))
    ]


def _entries(crumb: dict[str, Any]) -> list[dict[str, Any]]:
    entries = crumb.get("itemListElement")
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def called_trails(root: etree._Element, title: str) -> Iterator[list[str]]:
    """The steps of each list that is called a breadcrumb, and of navigation of a few steps that
    begins at home; `title`: the folded headline."""
    for element in root.iter("nav", "ol", "ul"):
        label = element.get("aria-label") or "" if element.tag == "nav" else ""
        called = "readcrumb" in f"{element.get('class') or ''} {label}"
        if called or element.tag == "nav" and _begins_at_home(element):
            yield [*map(inner_text, element.iter("a")), *_open_end(element, title)]


def _begins_at_home(nav: etree._Element) -> bool:
    """True for navigation of a few links, the first of them home, that is no menu."""
    links = filter(inner_text, islice(nav.iter("a"), _NAV + 2))
    first = next(links, None)
    if first is None or fold(inner_text(first)) not in FIRST:
        return False
    others = list(links)
    return 0 < len(others) < _NAV and not any(fold(inner_text(link)) in _MENU for link in others)


def _open_end(crumbs: etree._Element, title: str) -> list[str]:
    """The last step of a breadcrumb where it is no link: the section whose pages these are, unless
    it is the article itself."""
    last = next(crumbs.iterchildren(reversed=True), None)
    if last is None or last.tag != "li" or next(last.iter("a"), None) is not None:
        return []
    name = inner_text(last)
    return [name] if _names_section(name, title) else []


def _names_section(step: str, title: str) -> bool:
    """False for what a last step calls the article itself."""
    name = fold(step)
    return name not in _DETAIL and not title.startswith(name.removesuffix("…").rstrip(". "))


def find_trail(blocks: Sequence[Block], headline: int, title: str) -> list[str]:
    """The steps behind the first of what stands above the headline, begins with a link home and is
    no menu: each step lies in the one before, or signs part them, or the last is no link or is the
    headline; [] where nothing is so. `title`: the folded headline."""
    seen: set[etree._Element] = set()
    for block in reversed(blocks[max(0, headline - NEAR) : max(headline, 0)]):
        for around in upward(block.element, _LEVELS):
            links = list(islice(around.iter("a"), STEPS + 1))
            if around in seen or len(links) > STEPS:
                break
            seen.add(around)
            if links and _leads_home(links[0]):
                said = short_text(around, _LONGEST)
                if said is None:
                    break
                called = any(is_named(node, SECTION) for node in islice(around.iter(), _INSIDE))
                steps = _steps(around, title)
                open_end = bool(steps) and steps[-1] not in map(inner_text, links)
                parted = bool(_SIGNS.search(said))
                if inner_text(links[0]):
                    parted = parted or around.find(".//img") is not None
                    ends = len(links) > 2 and fold(inner_text(links[-1])) == title
                    sure = open_end or parted or called or ends or len(links) == 2
                    sure = sure or _are_nested(links[1:])
                else:
                    short = len(links) == 2 and "|" not in said
                    sure = called or (parted and len(links) > 1 and (open_end or short))
                return steps if sure else []
    return []


def _leads_home(link: etree._Element) -> bool:
    """True for a link to the front page that is called so, or is an icon."""
    href = link.get("href") or "#"
    try:
        path = urlsplit(href).path
    except ValueError:
        return False
    if name := fold(inner_text(link)):
        return name in FIRST
    return href[0] != "#" and link.find(".//img") is None and bool(_ROOT.match(path))


def _are_nested(links: Sequence[etree._Element]) -> bool:
    """True for two or more links of which each leads into the directory of the one before."""
    paths = [(link.get("href") or "").rstrip("/") for link in links]
    return len(paths) > 1 and all(b.startswith(f"{a}/") for a, b in pairwise(paths) if a != b)


def _steps(around: etree._Element, title: str) -> list[str]:
    """What stands in a breadcrumb, in order; [] for what no breadcrumb says."""
    said: list[str] = []
    inside = 0
    for event, node in etree.iterwalk(around, events=("start", "end")):
        if event == "end":
            inside -= node.tag == "a"
            text = None if inside or node is around else node.tail
        elif node.tag == "a":
            text = inner_text(node)
            inside += 1
        else:
            text = None if inside else node.text
        said += map(clean, _SIGNS.split(text)) if text else ()
    found = [step for step in said if step and _names_section(step, title)]
    odd = any(
        fold(step) in _MENU or step[-1] in ":.!?" or len(step.split()) > _WORDS or looks_dated(step)
        for step in found
    )
    return [] if odd else found
