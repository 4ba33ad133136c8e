"""Keywords that a page prints for its readers."""

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from crawler.extract.document import Block
from crawler.extract.names import TAGS, is_named

_RELATED: Any = etree.XPath("//a[contains(@rel, 'tag')]", smart_strings=False)
_LABEL = re.compile(r"(?:từ kh(?:óa|oá)|tags?|thẻ|chủ đề|keywords?)\s*:?\s*", re.I)


def find_tag_links(
    root: etree._Element, blocks: Sequence[Block], headline: int
) -> list[etree._Element]:
    """Links with rel=tag; else those of the first list below the headline that is named or
    labelled as tags ("Từ khóa: ...")."""
    found = [a for a in _RELATED(root) if {"tag"} == set(a.get("rel").split()) - {"nofollow"}]
    if found:
        return found
    for block in blocks[max(headline, 0) :]:
        if block.furniture is not None and is_named(block.furniture, TAGS):
            links = list(block.furniture.iter("a"))
            if links:
                return links
        if block.link and not block.kept and _LABEL.match(block.text):
            return list(block.element.iter("a"))
    return []
