"""Pages without sentences: a photo essay, an infographic, a table, a document to be downloaded."""

from collections.abc import Sequence
from itertools import islice, pairwise

from lxml import etree

from crawler.extract.attachments import names_file
from crawler.extract.document import Block
from crawler.extract.pictures import image_url
from crawler.extract.prose import Signature, signature_of
from crawler.extract.tree import short_text, upward

CAPTIONS = 4
"""Captions that a photo essay has at least."""
_LEVELS = 5
"""Levels around the headline within which its pictures or files stand."""
_BELOW = 10
"""Blocks under the headline in which a picture or a table is all that the article says."""
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


def around_headline(
    blocks: Sequence[Block], headline: int, base: str, *, dated: bool = False
) -> etree._Element | None:
    """What holds the headline and pictures or files; None where the page shows no headline, or
    has none of both near it.

    `base`: what relative links start from; `dated`: the page states when it was published, as no
    error page does: then a picture without a caption is enough, and so is a table.
    """
    if headline < 0:
        return None
    told = [block.element for block in blocks if block.caption]
    if dated:
        told += _shown_below(blocks, headline, base)
    shown = {box for element in told for box in islice(element.iterancestors(), _AROUND)}
    for node in islice(blocks[headline].element.iterancestors(), _LEVELS):
        if node.tag in ("body", "html"):
            break
        files = any(names_file(link.get("href") or "") for link in node.iter("a"))
        if files or node in shown or next(node.iter("figure"), None) is not None:
            return node
    return None


def _shown_below(blocks: Sequence[Block], headline: int, base: str) -> list[etree._Element]:
    """The first picture and the cells of the first table under the headline, apart from boxes and
    tables of links."""
    near = [b for b in blocks[headline + 1 : headline + 1 + _BELOW] if b.furniture is None]
    cells = [block for block in near if block.tag in ("td", "th") and block.image is None]
    linked = sum(block.link for block in cells) * 2 > sum(len(block.text) for block in cells)
    pictures = [b.image for b in near if b.image is not None and image_url(b.image, base)]
    return [*pictures[:1], *(cell.element for cell in cells[:1] if not linked)]
