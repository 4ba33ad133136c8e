"""Prose that is none of the article's: what readers wrote, notices, teasers of other articles."""

from collections.abc import Sequence

from lxml import etree

from crawler.extract.boilerplate import asks_consent, is_reply
from crawler.extract.document import Block, Blocks
from crawler.extract.prose import Prose, is_linked_headline
from crawler.extract.tree import short_text, upward

OTHERS = 0.05
"""How much of its weight a text keeps that others than the newsroom have written."""
_NAME = 60
"""Characters of what stands over and under a comment."""
_ROW = 3
"""Headlines with a text under each that make a list."""
_POLL = 500
"""Characters of the longest poll."""
_CARD = 4
"""Levels within which a headline and its teaser stand in one element."""
_CAPTION = 500
"""Characters of the longest caption."""
_WIDE = frozenset(("body", "article", "section", "main", "td"))


def is_question(piece: Prose) -> bool:
    """True for a question in a small form with its answers to choose from: a poll."""
    form = next((node for node in reversed(piece.path) if node.tag == "form"), None)
    if form is None or short_text(form, _POLL) is None:
        return False
    return any(field.get("type") in ("radio", "checkbox") for field in form.iter("input"))


def mark_comments(blocks: Sequence[Block], prose: Sequence[Prose]) -> None:
    """Takes their weight from notices about cookies, and from what can be replied to right below,
    where that comes twice: what readers have written."""
    comments = []
    for piece in prose:
        after = blocks[piece.block.index + 1 : piece.block.index + 2]
        if any(other.link and is_reply(other.text) for other in after):
            comments.append(piece)
        elif asks_consent(piece.block.text):
            piece.raw *= OTHERS
    for piece in comments if len(comments) > 1 else ():
        piece.raw *= OTHERS
        at = piece.block.index
        for block in blocks[at - 1 : at + 2]:  # who wrote it, it, how to answer it
            if block is piece.block or len(block.text) < _NAME:
                block.rule = "comment"


def mark_teasers(
    page: Blocks, prose: Sequence[Prose], first: int, above: set[etree._Element]
) -> None:
    """Finds the prose that stands alone with a linked headline above it in one small element, or in
    one where each text stands right under a linked headline."""
    counts: dict[etree._Element, int] = {}
    for piece in prose:
        for node in piece.path[-_CARD:]:
            counts[node] = counts.get(node, 0) + 1
    blocks = page.all
    headed: dict[etree._Element, list[Prose]] = {}
    captions: list[Prose] = []
    for piece in prose:
        piece.teaser = False
        index = piece.block.index
        if index and _is_under_picture(blocks[index - 1], piece) and counts[piece.path[-2]] == 1:
            if piece.path[-2] not in above:  # else it is all that the article says
                captions.append(piece)
        for at in range(index - 1, max(0, index - 3) - 1, -1):
            other = blocks[at]
            if other.image is not None or len(other.text) < 12:
                continue
            if at != first and is_linked_headline(other):
                near = upward(other.element, _CARD)
                common = next((n for n in reversed(piece.path[-_CARD:]) if n in near), None)
                if common is not None and common.tag != "body":
                    if counts[common] == 1:
                        piece.teaser = True
                    elif at == index - 1:
                        headed.setdefault(common, []).append(piece)
            break
    for box, pieces in headed.items():
        beside = len(prose) - counts[box] > 1
        if beside and len(pieces) == counts[box] >= _ROW:
            for piece in pieces:
                piece.teaser = True
    if len(captions) == 1 and all(piece.teaser or piece in captions for piece in prose):
        captions = []  # the one paragraph of a notice
    for piece in (*captions, *(piece for piece in prose if piece.teaser)):
        piece.weight *= 0.1


def _is_under_picture(before: Block, piece: Prose) -> bool:
    """True where a picture stands right above in the same element: a long caption, as it seems."""
    if before.image is None or len(piece.path) < 3 or piece.path[-2].tag in _WIDE:
        return False
    if len(piece.block.text) > _CAPTION:
        return False
    return piece.path[-2] in (before.element, before.element.getparent())
