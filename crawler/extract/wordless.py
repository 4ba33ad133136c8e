"""Pages without sentences: a photo essay, a document to be downloaded."""

from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extract.attachments import names_file
from crawler.extract.document import Block

CAPTIONS = 4
"""Captions that a photo essay has at least."""
_LEVELS = 5
"""Levels around the headline within which its pictures or files stand."""
_AROUND = 12
"""Levels around a caption that count as holding it."""


def shows_pictures(blocks: Sequence[Block], headline: int) -> bool:
    """True where more captions than a text has stand under the headline, apart from boxes."""
    under = blocks[max(headline, 0) :]
    return sum(block.caption and block.furniture is None for block in under) >= CAPTIONS


def around_headline(blocks: Sequence[Block], headline: int) -> etree._Element | None:
    """What holds the headline and pictures or files; None where the page shows no headline, or
    has none of both near it."""
    if headline < 0:
        return None
    captions = (block.element for block in blocks if block.caption)
    captioned = {box for element in captions for box in islice(element.iterancestors(), _AROUND)}
    for node in islice(blocks[headline].element.iterancestors(), _LEVELS):
        if node.tag in ("body", "html"):
            break
        files = any(names_file(link.get("href") or "") for link in node.iter("a"))
        if files or node in captioned or next(node.iter("figure"), None) is not None:
            return node
    return None
