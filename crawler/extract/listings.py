"""Whether a page is a listing: a front page, a section, a tag page; no article.

A listing is headlines that are links, some with a lead below. An article is sentences without
headlines between them: long texts that follow one another are prose, a single one below a
headline is its teaser.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import Surroundings, count_words, is_more, reads_like_headline
from crawler.extract.document import Block, inner_text
from crawler.extract.text import fold
from crawler.extract.urls import host_of, is_endless, is_section, looks_like_article, own_number

_LONG = 60
_HEADLINE = 20
_AT_MOST = 40
"""What all headlines of a page weigh at most."""
_PER_HEADLINE = 18
"""Characters of prose that one headline outweighs."""
_FLOW = etree.XPath("//body//a | //body//text()[string-length() > 60]")
_TEASER = 600
"""What a text counts at most that ends in a link to where the headline above it leads."""
_NO_TEXT = frozenset("script style noscript a option textarea footer nav dialog button svg".split())
_FRONT = re.compile(r"/?(?:(?:index|default|home|trang-chu)(?:\.\w+)?)?/?\Z", re.I)
_PAGED = re.compile(r"(?:[?&](?:page|trang|paged)=|/(?:page|trang)[-/])\d", re.I)
_SENTENCE = frozenset(("p", "span", "em", "strong", "b", "i", "li", "td"))
_NUMBER = re.compile(r"(?:số:?\s*)?\d{1,5}\s?[-/]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2}[\w-]*(?:/\S+)?\Z")
_GATHERING = re.compile(
    r"(?:chuyên (?:mục|đề|trang)|category|lưu trữ|archives?|thẻ|tags?|từ khóa|chủ đề|tác giả|kết quả)\b",
    re.I,
)
_LINE = 25
_OPENING = 40
"""Characters of text under a title that an article has at least."""
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
    """True for a link in a table, such as `12-NQ/TU`."""
    if not _NUMBER.match((link.text or "").strip()):
        return False
    return any(box.tag == "td" for box in islice(link.iterancestors(), 3))


def _is_headline(link: etree._Element, host: str, around: Surroundings) -> bool:
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

    def link(self, link: etree._Element, *, headline: bool) -> None:
        href = link.get("href") or ""
        if headline:
            self._found.append((0, None))
            self._opened, self._since = href, len(self._found)
        elif href == self._opened and self._found[self._since :]:
            if is_more(inner_text(link)):
                self._close()
        elif len(link) and href != self._opened and not inner_text(link):
            self._opened, self._since = href, len(self._found)  # by a picture, and perhaps no more

    def text(self, size: int, aside: etree._Element | None) -> None:
        self._found.append((size, aside))

    def _close(self) -> None:
        found, since = self._found, self._since
        if not since or found[since - 1][0]:
            found.insert(since, (0, None))
            since += 1
        found[since:] = [(min(sum(size for size, _ in found[since:]), _TEASER), None)]

    def sizes(self) -> list[int]:
        """Without asides; a name around most of the text is disbelieved."""
        sizes: Counter[etree._Element | None] = Counter()
        for size, aside in self._found:
            sizes[aside] += size
        most = sizes.total() / 2
        return [size for size, aside in self._found if aside is None or sizes[aside] > most]


def _flow(root: etree._Element, url: str, around: Surroundings) -> list[int]:
    """See `_Flow`."""
    host, borders, flow = host_of(url), _Borders(), _Flow()
    for node in cast(Iterable[Any], _FLOW(root)):
        if isinstance(node, etree._Element):
            flow.link(node, headline=_is_headline(node, host, around))
            continue
        size = len(node.strip())
        element = node.getparent().getparent() if node.is_tail else node.getparent()
        if size < _LONG or element is None:
            continue
        foreign, aside = borders.of(element)
        if not foreign:
            flow.text(size, aside)
    return flow.sizes()


def _weigh(flow: list[int]) -> tuple[int, int]:
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


def is_front(url: str) -> bool:
    """True for the address of a site's front page."""
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.match(parts.path))


def _targets(element: etree._Element) -> set[str]:
    """Where the links in an element lead, or the link that it stands in."""
    around = next(element.iterancestors("a"), None)
    links = element.iter("a") if around is None else (around,)
    return {link.get("href") or "" for link in links} - {"", "#"}


def _is_linked_headline(block: Block) -> bool:
    size = len(block.text)
    return block.link * 2 > size and (size > _HEADLINE or reads_like_headline(block.text))


def runs_on(blocks: Iterable[Block], url: str) -> bool:
    """True where what was kept of a page is so much prose that no number of headlines outweighs
    it: what most articles are told by, before any link is looked at."""
    if is_front(url):
        return False
    flow: list[int] = []
    head, since = None, 0
    for block in blocks:
        size = len(block.text)
        if block.kept and size > _LONG:
            flow.append(size)
        elif not block.kept and _is_linked_headline(block):
            flow.append(0)
            head, since = block.element, len(flow)
        if block.link and head is not None and flow[since:] and is_more(block.text[-_HEADLINE:]):
            if _targets(head) & _targets(block.element):
                flow[since:] = [min(sum(flow[since:]), _TEASER)]
    prose, _ = _weigh(flow)
    return prose > 1.5 * _AT_MOST * _PER_HEADLINE


def opens_with_text(blocks: Sequence[Block], head: int, lead: Sequence[Block]) -> bool:
    """True where what was kept, `lead` and captions included, begins under the title, the block
    `head`, with no headline that is a link between, and is no teaser that goes on elsewhere."""
    if head < 0 or _GATHERING.match(blocks[head].text):
        return False
    size = 0
    for block in blocks[head + 1 :]:
        length = len(block.text)
        if block.link:
            if is_more(block.text[-_HEADLINE:]):
                return False
            if _is_linked_headline(block) or _NUMBER.match(block.text):
                break
        kept = block.kept or block in lead or block.rule == "caption"
        if kept and length >= _LINE:
            size += length
    return size >= _OPENING


def names_section(root: etree._Element, title: str) -> bool:
    """True where a link of the page is called like the page: menus name sections."""
    name = fold(title)
    return any(fold(inner_text(link)) == name for link in root.iter("a"))


def _has_prose(root: etree._Element) -> bool:
    """True where paragraphs stand together that no evidence of a listing outweighs."""
    sizes: Counter[etree._Element] = Counter()
    counts: Counter[etree._Element] = Counter()
    for element in root.iter("p"):
        if not len(element) and len(element.text or "") <= _LONG:
            continue
        text = inner_text(element)
        if len(text) <= _LONG or sum(len(a.text or "") for a in element.iter("a")) * 3 > len(text):
            continue
        for box in islice(element.iterancestors(), 2):
            sizes[box] += len(text)
            counts[box] += 1
            count = counts[box]  # asked at 4, 8, 16 ...: linear on a page of any length
            if sizes[box] > 1200 and count > 3 and not count & (count - 1):
                if _outnumbered(box, count):
                    return True
    return False


def _outnumbered(box: etree._Element, paragraphs: int) -> bool:
    links = sum(len(a.text or "") >= 20 or len(a) > 0 for a in box.iter("a"))
    return links * 2 < paragraphs


def _title_words(root: etree._Element, around: Surroundings) -> int:
    """Words of the heading that could be an article's title; 0 for a section's name."""
    for tag, least in (("h1", 5), ("h2", 7)):
        for heading in root.iter(tag):
            text = inner_text(heading)
            words = count_words(text)
            if (
                words < least
                or heading.find(".//a") is not None
                or around.of(heading)[0] is not None
            ):
                continue
            name = fold(text)
            linked = any(fold(inner_text(link)) == name for link in _menu_links(root, around))
            return 0 if linked else words if tag == "h1" else 5
    return 0


def _menu_links(root: etree._Element, around: Surroundings) -> Iterator[etree._Element]:
    for link in root.iter("a"):
        parent = link.getparent()
        if parent is not None and around.of(parent)[0] is not None:
            yield link


def looks_like_listing(root: etree._Element, url: str, *, typed: bool = False) -> bool:
    """True where headlines that are links outweigh sentences that are none.

    `typed`: the page's metadata call it an article.
    """
    parts, front = urlsplit(url), is_front(url)
    if not front and _has_prose(root):
        return False
    around = Surroundings()
    flow = _flow(root, url, around)
    headlines = flow.count(0)
    if headlines < 3:
        return False
    prose, teasers = _weigh(flow)
    if front:
        return prose < 3000
    strength = min(headlines, _AT_MOST // 2) + 2 * min(teasers, _AT_MOST // 4)
    numbered = own_number(parts.path) is not None and not is_section(parts.path)
    shape = 34 if numbered else 9 * max(0, looks_like_article(url) - 1)
    needed = 8 + prose / _PER_HEADLINE + shape + 10 * typed
    if is_endless(url) or _PAGED.search(url):
        needed -= 8
    if strength <= needed:
        return False
    words = _title_words(root, around)
    return strength > needed + (25 if words >= 9 else 15 if words >= 5 else 0)
