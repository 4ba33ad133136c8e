"""Keywords that a page prints for its readers."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import etree

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.document import Block, last_kept
from crawler.extract.names import TAGS, is_named
from crawler.extract.prose import is_linked_headline, signature_of
from crawler.extract.tree import inner_text

_BEHIND = 30
"""Blocks behind the text among which the keywords are looked for."""
_MOST = 20
"""Keywords that stand under a label."""
_WORDS = r"từ kh(?:óa|oá)|tags?|thẻ|keywords?"
_LABEL = re.compile(rf"(?:{_WORDS}|(?:được )?gắn thẻ(?: dưới| với)?)\s*:?\s*", re.I)
_INITIALS = frozenset("TtKkĐđGg")
"""Letters that such a label begins with."""
_TOPIC = re.compile(r"chủ đề\s*:?\s*", re.I)
"""A label of tags where nothing else is one; else of what the article belongs to."""

_LISTED = re.compile(rf"(?:{_WORDS})\s*:\s*(.+)", re.I)
_BETWEEN = re.compile(r"\s*[,;#]\s*")
_LINE = 400
"""Characters of the longest line of keywords."""
_BESIDE = ("span", "small", "sup", "em")
_NUMBER = re.compile(r"\(?\d[\d.,]*\)?\Z")


def _is_tag(link: etree._Element) -> bool:
    rel = link.get("rel")
    return rel is not None and {"tag"} == set(rel.split()) - {"nofollow"} and not _is_section(link)


def _is_section(link: etree._Element) -> bool:
    """True for a link that leads to the section of the article, not to a keyword: WordPress gives
    rel=tag to both where blocks make up the page."""
    box = link.getparent()
    named = "" if box is None else box.get("class") or ""
    return "/category/" in (link.get("href") or "") or "taxonomy-category" in named


def find_tag_links(blocks: Sequence[Block], headline: int) -> list[etree._Element]:
    """Links with rel=tag; else those of the first list below the headline that is named or
    labelled as tags ("Từ khóa: ...")."""
    last = last_kept(blocks, headline)
    near = blocks[max(headline, 0) : last + _BEHIND]
    boxes: dict[etree._Element, None] = {}
    for block in [block for block in near if block.link]:
        parent = block.element.getparent() if block.tag == "li" else None
        boxes[block.element if parent is None else parent] = None
    found = {a: None for box in boxes for a in box.iter("a") if a.get("rel") and _is_tag(a)}
    return list(found) or _of_list(blocks, near)


def _of_list(blocks: Sequence[Block], near: Sequence[Block]) -> list[etree._Element]:
    """The links of the first list among the blocks `near` that is named or labelled as tags."""
    before: etree._Element | None = None
    for block in near:
        box = block.furniture
        if box is not None and box is not before and is_named(box, TAGS):
            if links := list(box.iter("a")):
                return links
        before = box
        if block.kept or block.text[:1] not in _INITIALS:
            continue
        if block.link and _LABEL.match(block.text):
            return list(block.element.iter("a"))
        if not block.link and _LABEL.fullmatch(block.text):
            if links := _under_label(blocks[block.index + 1 : block.index + 1 + _MOST]):
                return links
    linked = (b for b in near if b.link and not b.kept and b.text[0] in "Cc")
    topic = (block for block in linked if _TOPIC.match(block.text))
    return [link for block in islice(topic, 1) for link in block.element.iter("a")]


def listed_tags(blocks: Sequence[Block], headline: int) -> list[str]:
    """The keywords of the first line below the headline that names them without links, as journals
    do: `Từ khóa: dân vận, cơ sở`; the line may be text as well."""
    for block in blocks[max(headline, 0) :]:
        if block.text[:1] not in _INITIALS or block.link or block.furniture is not None:
            continue
        if len(block.text) <= _LINE and (found := _LISTED.match(block.text)):
            return _BETWEEN.split(found[1].rstrip("."))
    return []


def name_of_tag(link: etree._Element) -> str:
    """What a link says of a keyword, without the number of its articles beside it; "" for a label."""
    name = inner_text(link)
    if _LABEL.fullmatch(name):
        return ""
    last = inner_text(link[-1]) if len(link) and link[-1].tag in _BESIDE else ""
    return name.removesuffix(last) if _NUMBER.match(last) else name


def clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """The keywords among the texts of links, each once: no comma behind them."""
    names = (text.strip(",; ") for text in texts)
    return tuple(dict.fromkeys(name for name in names if 1 < len(name) < 80))


def _under_label(blocks: Sequence[Block]) -> list[etree._Element]:
    """The links of the blocks at the beginning of `blocks` that look alike and are links alone,
    none of them a headline."""
    found: list[etree._Element] = []
    for block in blocks:
        alone = block.link * 10 >= len(block.text) * 8 and not block.kept and block.image is None
        alike = signature_of(block) == signature_of(blocks[0])
        if not alone or not alike or is_furniture_line(block.text):
            break
        links = [block.element] if block.element.tag == "a" else list(block.element.iter("a"))
        if len(links) == 1 and is_linked_headline(block):
            return []
        found += links
    return found
