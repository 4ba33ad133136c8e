"""Keywords that a page prints for its readers."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extract.document import Block
from crawler.extract.names import TAGS, is_named
from crawler.extract.tree import inner_text

_BEHIND = 30
"""Blocks behind the text among which the keywords are looked for."""
_LABEL = re.compile(r"(?:từ kh(?:óa|oá)|tags?|thẻ|keywords?)\s*:?\s*", re.I)
_TOPIC = re.compile(r"chủ đề\s*:?\s*", re.I)
"""A label of tags where nothing else is one; else of what the article belongs to."""

_BESIDE = ("span", "small", "sup", "em")
_NUMBER = re.compile(r"\(?\d[\d.,]*\)?\Z")


def _is_tag(link: etree._Element) -> bool:
    rel = link.get("rel")
    return rel is not None and {"tag"} == set(rel.split()) - {"nofollow"}


def find_tag_links(blocks: Sequence[Block], headline: int) -> list[etree._Element]:
    """Links with rel=tag; else those of the first list below the headline that is named or
    labelled as tags ("Từ khóa: ...")."""
    kept = [block.index for block in blocks if block.kept]
    near = blocks[max(headline, 0) : (kept[-1] if kept else headline) + _BEHIND]
    boxes: dict[etree._Element, None] = {}
    for block in near:
        if block.link:
            parent = block.element.getparent()
            boxes[parent if block.tag == "li" and parent is not None else block.element] = None
    found = {a: None for box in boxes for a in box.iter("a") if _is_tag(a)}
    if found:
        return list(found)
    for block in near:
        if block.furniture is not None and is_named(block.furniture, TAGS):
            links = list(block.furniture.iter("a"))
            if links:
                return links
        if block.link and not block.kept and _LABEL.match(block.text):
            return list(block.element.iter("a"))
    topic = (b for b in near if b.link and not b.kept and _TOPIC.match(b.text))
    return [link for block in islice(topic, 1) for link in block.element.iter("a")]


def name_of_tag(link: etree._Element) -> str:
    """What a link says of a keyword, without the number of its articles beside it; "" for a label."""
    name = inner_text(link)
    if _LABEL.fullmatch(name):
        return ""
    last = inner_text(link[-1]) if len(link) and link[-1].tag in _BESIDE else ""
    return name.removesuffix(last) if _NUMBER.match(last) else name
