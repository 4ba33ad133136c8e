"""A page in order: headlines that are links, and the long texts between them."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, cast

from lxml import etree

from crawler.extract.anchors import DOCUMENT_NUMBER, Surroundings, is_more, reads_like_headline
from crawler.extract.imprints import is_imprint
from crawler.extract.tree import inner_text
from crawler.extract.urls import host_of

LONG = 60
"""Characters of a text that no label has."""
_FLOW = etree.XPath("//body//a | //body//text()[string-length() > 60]")
TEASER = 600
"""What a text counts at most that ends in a link to where the headline above it leads."""
MANY_MORE = 4
"""Links such as `Xem tiếp`, each right behind a text, that an article hardly has."""
_NO_TEXT = frozenset("script style noscript a option textarea footer nav dialog button svg".split())
_SENTENCE = frozenset(("p", "span", "em", "strong", "b", "i", "li", "td"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_WHOLE = frozenset(("body", "html", "main", "article", "form"))
_BORDER = re.compile(r"foot|popup|modal|login|copyright|cookie|consent", re.I)
_ASIDE = re.compile(r"menu|nav|comment|binh-?luan", re.I)


def _inside_sentence(link: etree._Element) -> bool:
    """True for a link with text before or behind it: it quotes another article."""
    parent, before = link.getparent(), link.getprevious()
    if parent is None or parent.tag not in _SENTENCE:
        return False
    text = before.tail if before is not None else parent.text
    return len((text or "").strip()) > 20 or len((link.tail or "").strip()) > 20


def _names_document(link: etree._Element) -> bool:
    """True for a link in a table or list, such as `12-NQ/TU`."""
    if not DOCUMENT_NUMBER.match((link.text or "").strip()):
        return False
    return any(box.tag in ("td", "li") for box in islice(link.iterancestors(), 3))


def is_headline(link: etree._Element, host: str, around: Surroundings) -> bool:
    """True for a link that reads like a headline, stands in no menu and leads to no other site."""
    if len(link) == 0 and not reads_like_headline((link.text or "").strip()):
        return _names_document(link)
    href = link.get("href") or ""
    if href.startswith("http") and host not in href and host_of(href) != host:
        return False
    parent = link.getparent()
    if parent is None or around.of(parent)[0] is not None:
        return False
    return reads_like_headline(inner_text(link)) and not _inside_sentence(link)


def _is_short_heading(link: etree._Element, around: Surroundings) -> bool:
    """True for a link that is all that a heading says, outside menus."""
    for box in islice(link.iterancestors(), 2):
        if box.tag in _HEADINGS:
            alone = next(box.iter("a")) is link and len(inner_text(box)) <= len(inner_text(link))
            return alone and around.of(box)[0] is None
    return False


@lru_cache(maxsize=5000)
def _border_named(names: str) -> tuple[bool, bool]:
    """Whether class and id name the border of a page, or an aside in it."""
    return bool(_BORDER.search(names)), bool(_ASIDE.search(names))


class _Borders:
    """Whether an element is no running text at all, and the outermost box named like an aside
    around it; asked once for each element of a page."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, tuple[bool, etree._Element | None]] = {}

    def of(self, element: etree._Element) -> tuple[bool, etree._Element | None]:
        chain: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        foreign, aside = self._known[node] if node is not None else (False, None)
        for box in reversed(chain):
            tag = box.tag
            foreign = foreign or tag in _NO_TEXT
            names = f"{box.get('class') or ''} {box.get('id') or ''}"
            if not foreign and len(names) > 1 and tag not in _WHOLE:
                foreign, beside = _border_named(names)
                aside = box if beside and aside is None else aside
            self._known[box] = foreign, aside
        return foreign, aside


class _Flow:
    """The page in order: 0 for a headline that is a link, else the length of a long text.

    What stands between two links to one address, the second of them no more than `Xem tiếp`, is
    one teaser, however long.
    """

    def __init__(self) -> None:
        self._found: list[tuple[int, etree._Element | None]] = []
        self._opened = ""
        self._since = 0
        self._heading: str | None = None
        """Where the last heading leads that is too short for a headline."""
        self._after_text = False
        self._ends: dict[str, int] = {}
        """Where the texts end right behind which a link goes on: its address -> place in `_found`."""

    def heading(self, link: etree._Element) -> None:
        self._heading = link.get("href") or ""

    def link(self, link: etree._Element, *, headline: bool) -> None:
        href = link.get("href") or ""
        if headline:
            self._heading = None
            self._found.append((0, None))
            self._opened, self._since = href, len(self._found)
        elif href == self._opened and self._found[self._since :]:
            if is_more(inner_text(link)):
                self._close()
        elif len(link) and href != self._opened and not inner_text(link):
            self._opened, self._since = href, len(self._found)  # by a picture, and perhaps no more
        elif self._after_text and is_more(inner_text(link)):
            self._ends.setdefault(href, len(self._found))
        self._after_text = False

    def text(self, size: int, aside: etree._Element | None) -> None:
        if self._heading is not None:  # a text under it: it heads a teaser, and no box
            self._found.append((0, None))
            self._opened, self._since, self._heading = self._heading, len(self._found), None
        self._found.append((size, aside))
        self._after_text = True

    def _close(self) -> None:
        found, since = self._found, self._since
        if not since or found[since - 1][0]:
            found.insert(since, (0, None))
            since += 1
        found[since:] = [(min(sum(size for size, _ in found[since:]), TEASER), None)]

    def _headed(self) -> None:
        """Sets a headline over each of many texts that go on elsewhere, where it is no link."""
        found = self._found
        if len(self._ends) >= MANY_MORE:
            for at in sorted((end - 1 for end in self._ends.values()), reverse=True):
                if not at or found[at - 1][0]:
                    found.insert(at, (0, None))

    def sizes(self) -> list[int]:
        """Without asides; a name around most of the text is disbelieved."""
        self._headed()
        sizes: Counter[etree._Element | None] = Counter()
        for size, aside in self._found:
            sizes[aside] += size
        most = sizes.total() / 2
        return [size for size, aside in self._found if aside is None or sizes[aside] > most]


def flow_of(root: etree._Element, url: str, around: Surroundings) -> list[int]:
    """0 for each headline that is a link, the length of each long text; see `_Flow`."""
    host, borders, flow = host_of(url), _Borders(), _Flow()
    for node in cast(Iterable[Any], _FLOW(root)):
        if isinstance(node, etree._Element):
            headline = is_headline(node, host, around)
            if not headline and _is_short_heading(node, around):
                flow.heading(node)
            else:
                flow.link(node, headline=headline)
            continue
        said = node.strip()
        element = node.getparent().getparent() if node.is_tail else node.getparent()
        if len(said) < LONG or element is None:
            continue
        foreign, aside = borders.of(element)
        if not foreign and not is_imprint(said):
            flow.text(len(said), aside)
    return flow.sizes()


def weigh_flow(flow: list[int]) -> tuple[int, int]:
    """Characters of prose, and number of teasers."""
    prose = 0
    single: list[int] = []
    for headline, group in groupby(flow, key=lambda size: size == 0):
        if not headline:
            sizes = list(group)
            if len(sizes) > 2 or sum(sizes) > 700:
                prose += sum(sizes)
            else:
                single.append(sum(sizes))
    return (prose + sum(single), 0) if len(single) <= 2 else (prose, len(single))
