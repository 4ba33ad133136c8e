"""Pages without sentences: a photo essay, a document to be downloaded."""

from collections.abc import Sequence
from itertools import islice, pairwise

from lxml import etree

from crawler.extract.attachments import names_file
from crawler.extract.document import Block
from crawler.extract.prose import Signature, signature_of
from crawler.extract.tree import short_text, upward

CAPTIONS = 4
"""Captions that a photo essay has at least."""
_LEVELS = 5
"""Levels around the headline within which its pictures or files stand."""
_ITEM = 3
"""Levels within which a picture and the line under it stand in one element."""
_AROUND = 12
"""Levels around a caption that count as holding it."""


def shows_pictures(blocks: Sequence[Block], headline: int) -> bool:
    """True where more captions than a text has stand under the headline, apart from boxes.

    Lines that stand under pictures in a row of elements alike are captions, and marked so.
    """
    under = blocks[max(headline, 0) :]
    rows: dict[Signature, list[Block]] = {}
    for above, block in pairwise(under):
        if above.image is not None and not block.caption and _is_under(above, block):
            rows.setdefault(signature_of(block), []).append(block)
    for block in (block for row in rows.values() if len(row) >= CAPTIONS for block in row):
        block.caption = True
    return sum(block.caption and block.furniture is None for block in under) >= CAPTIONS


def _is_under(picture: Block, block: Block) -> bool:
    """True where one small element holds a picture and a line, neither of them a link."""
    if block.image is not None or block.link or block.furniture is not None:
        return False
    beside = set(upward(block.element, _ITEM))
    box = next((node for node in upward(picture.element, _ITEM) if node in beside), None)
    if box is None or box.tag in ("body", "article"):
        return False
    linked = any((link.get("href") or "#")[0] != "#" for link in box.iter("a"))
    return not linked and short_text(box, len(block.text)) is not None


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
