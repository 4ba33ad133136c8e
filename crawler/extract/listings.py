"""Whether a page is a listing: a front page, a section, a tag page; no article.

A listing is headlines that are links, some with a lead below. An article is sentences without
headlines between them: long texts that follow one another are prose, a single one below a
headline is its teaser.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import (
    DOCUMENT_NUMBER,
    Joiner,
    Surroundings,
    absolute,
    base_of,
    count_words,
    is_more,
    reads_like_headline,
)
from crawler.extract.attachments import find_files
from crawler.extract.document import Block, last_kept
from crawler.extract.flow import LONG, MANY_MORE, TEASER, flow_of, is_headline, weigh_flow
from crawler.extract.identity import own_number
from crawler.extract.prose import is_linked_headline
from crawler.extract.shapes import is_endless, is_front, is_section, is_topic, looks_like_article
from crawler.extract.text import fold
from crawler.extract.tree import inner_text
from crawler.extract.urls import canonical_url, host_of, stem_of

_HEADLINE = 20
_AT_MOST = 40
"""What all headlines of a page weigh at most."""
_PER_HEADLINE = 18
"""Characters of prose that one headline outweighs."""
_PAGED = re.compile(r"(?:[?&](?:page|trang|paged)=|/(?:page|trang)[-/])\d", re.I)
_GATHERING = re.compile(
    r"(?:chuyên (?:mục|đề|trang)|category|lưu trữ|archives?|thẻ|tags?|từ khóa|chủ đề|tác giả|kết quả)\b",
    re.I,
)
_ENTRIES = ("td", "li")
_MANY = 12
_FEWEST = 3
"""Headlines that a listing has at least."""
_LINE = 25
_OPENING = 40
"""Characters of text under a title that an article has at least."""


def _targets(element: etree._Element) -> set[str]:
    """Where the links in an element lead, or the link that it stands in."""
    around = next(element.iterancestors("a"), None)
    links = element.iter("a") if around is None else (around,)
    return {link.get("href") or "" for link in links} - {"", "#"}


def runs_on(blocks: Sequence[Block], url: str) -> bool:
    """True where what was kept of a page is so much prose that no number of headlines outweighs
    it: what most articles are told by, before any link is looked at."""
    if is_front(url):
        return False
    flow: list[int] = []
    head, since = None, 0
    teasers: set[str] = set()
    behind = False  # right behind a text
    last = last_kept(blocks, -1)
    for block in blocks:
        size = len(block.text)
        if behind and block.link >= size and is_more(block.text):
            teasers |= _targets(block.element)
        behind = block.kept and size > LONG
        if behind:
            flow.append(size)
        elif block.link and not block.kept and is_linked_headline(block):
            if block.index > last:
                break  # nothing behind it is weighed
            flow.append(0)
            head, since = block.element, len(flow)
        if block.link and head is not None and len(flow) > since:
            if is_more(block.text[-_HEADLINE:]) and _targets(head) & _targets(block.element):
                flow[since:] = [min(sum(flow[since:]), TEASER)]
    prose, _ = weigh_flow(flow)
    return len(teasers) < MANY_MORE and prose > 1.5 * _AT_MOST * _PER_HEADLINE


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
            if is_linked_headline(block):
                break
        kept = block.kept or block in lead or block.rule == "caption"
        if kept and length >= _LINE:
            size += length
    return size >= _OPENING


def lists_files(blocks: Sequence[Block], base: str, enough: int) -> bool:
    """True where at least so many files follow headlines that are links, or numbers of documents
    (one may be the page's own); the first file of a document stands right under its title."""
    headed, files = False, 0
    for block in blocks:
        numbered = enough > 1 and block.tag in _ENTRIES and DOCUMENT_NUMBER.match(block.text)
        headed = headed or bool(numbered)
        if not block.link:
            continue
        links = list(block.element.iter("a"))
        offered = len(find_files(links, base))
        headed = headed or (offered < len(links) and is_linked_headline(block))
        if offered and not headed and not files:
            return False
        if offered:
            files, headed = files + headed, False
    return files >= enough


def stands_apart(blocks: Sequence[Block], head: int) -> bool:
    """True where many headlines that are links stand between the title, the block `head` with the
    few words of a section's name, and the first of what was kept: a notice on its pages."""
    if head < 0 or reads_like_headline(blocks[head].text):
        return False
    between = 0
    for block in blocks[head + 1 :]:
        if block.kept and block.image is None and not is_linked_headline(block):
            return between >= _MANY
        between += is_linked_headline(block)
    return False


def names_section(root: etree._Element, title: str, url: str) -> bool:
    """True where a link of the page is called like the page, as menus name sections; its own
    address is named so in boxes of news and in breadcrumbs, too."""
    name, own, around = fold(title), canonical_url(url), Surroundings()
    for link in root.iter("a"):
        if fold(inner_text(link)) != name:
            continue
        menu = around.of(link)[0]
        own_menu = menu is not None and "crumb" not in f"{menu.get('class')} {menu.get('id')}"
        if own_menu or canonical_url(absolute(url, link.get("href") or "") or "") != own:
            return True
    return False


def lies_above(root: etree._Element, url: str) -> bool:
    """True where headlines of the page link what lies below its own address, as a section's do."""
    folder = stem_of(urlsplit(url).path) + "/"
    if len(folder) < 3:
        return False
    around, host, join = Surroundings(), host_of(url), Joiner(base_of(root, url))
    below: set[str] = set()
    for link in root.iter("a"):
        parts = join.split((link.get("href") or "").strip())
        if parts is not None and parts[2].startswith(folder) and is_headline(link, host, around):
            below.add(parts[0])
    return len(below) >= _FEWEST


def _has_prose(root: etree._Element) -> bool:
    """True where paragraphs stand together that no evidence of a listing outweighs."""
    sizes: Counter[etree._Element] = Counter()
    counts: Counter[etree._Element] = Counter()
    for element in root.iter("p"):
        if not len(element) and len(element.text or "") <= LONG:
            continue
        text = inner_text(element)
        if len(text) <= LONG or sum(len(a.text or "") for a in element.iter("a")) * 3 > len(text):
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
    links = sum(
        len(a.text or "") >= 20 or len(a) > 0 or is_more(a.text or "") for a in box.iter("a")
    )
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
    flow = flow_of(root, url, around)
    headlines = flow.count(0)
    if headlines < _FEWEST:
        return False
    prose, teasers = weigh_flow(flow)
    if front:
        return prose < 3000
    strength = min(headlines, _AT_MOST // 2) + 2 * min(teasers, _AT_MOST // 4)
    numbered = own_number(parts.path) is not None and not is_section(parts.path)
    shape = 34 if numbered else 9 * max(0, looks_like_article(url) - 1)
    needed = 8 + prose / _PER_HEADLINE + shape + 10 * typed
    if is_topic(parts.path):
        needed -= 8 + prose / _PER_HEADLINE / 2  # it may have an introduction, and a long name
        return strength > needed
    if is_endless(url) or _PAGED.search(url):
        needed -= 8
    if strength <= needed:
        return False
    words = _title_words(root, around)
    return strength > needed + (25 if words >= 9 else 15 if words >= 5 else 0)
