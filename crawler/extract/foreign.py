"""Prose that is none of the article's: what readers wrote, notices, teasers of other articles."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from crawler.extract.boilerplate import asks_consent, is_reply
from crawler.extract.document import Block
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
_LABEL = 12
"""Characters below which a line is no headline."""
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
    last = len(blocks) - 1
    for piece in prose:
        index = piece.block.index
        if index < last and blocks[index + 1].link and is_reply(blocks[index + 1].text):
            comments.append(piece)
        elif asks_consent(piece.block.text):
            piece.raw *= OTHERS
    for piece in comments if len(comments) > 1 else ():
        piece.raw *= OTHERS
        at = piece.block.index
        for block in blocks[at - 1 : at + 2]:  # who wrote it, it, how to answer it
            if block is piece.block or len(block.text) < _NAME:
                block.rule = "comment"


@dataclass(slots=True)
class Cards:
    """What on a page may be a card that advertises another article, whatever its headline is."""

    headed: list[tuple[Prose, Block, etree._Element]] = field(default_factory=list)
    """(prose, the linked headline above it, the small element that holds both)."""
    pictured: list[Prose] = field(default_factory=list)
    """What stands right under a picture in one element."""
    counts: Counter[etree._Element] = field(default_factory=Counter)
    """How many blocks of prose stand in each small element."""


def find_cards(blocks: Sequence[Block], prose: Sequence[Prose]) -> Cards:
    """The cards of a page."""
    cards = Cards()
    for piece in prose:
        index = piece.block.index
        before = blocks[index - 1]
        if not before.link and before.image is None and len(before.text) >= _LABEL:
            continue  # a paragraph, as before most
        if index and _is_under_picture(before, piece):
            cards.pictured.append(piece)
        head = _text_before(blocks, index)
        if head is None or not head.link or not is_linked_headline(head):
            continue
        near = upward(head.element, _CARD)
        common = next((n for n in reversed(piece.path[-_CARD:]) if n in near), None)
        if common is not None and common.tag != "body":
            cards.headed.append((piece, head, common))
    if cards.headed or cards.pictured:
        cards.counts.update(chain.from_iterable(piece.path[-_CARD:] for piece in prose))
    return cards


def mark_teasers(
    cards: Cards, prose: Sequence[Prose], first: int, above: set[etree._Element]
) -> None:
    """Finds the prose that stands alone with a linked headline above it in one small element, or in
    one where each text stands right under a linked headline."""
    for piece in prose:
        piece.teaser = False
    boxes = [(piece, piece.path[-2]) for piece in cards.pictured]
    captions = [piece for piece, box in boxes if cards.counts[box] == 1 and box not in above]
    rows: dict[etree._Element, list[Prose]] = {}
    for piece, head, box in cards.headed:
        if head.index != first and cards.counts[box] == 1:
            piece.teaser = True
        elif head.index != first and head.index == piece.block.index - 1:
            rows.setdefault(box, []).append(piece)
    for box, pieces in rows.items():
        beside = len(prose) - cards.counts[box] > 1
        if beside and len(pieces) == cards.counts[box] >= _ROW:
            for piece in pieces:
                piece.teaser = True
    if len(captions) == 1 and all(piece.teaser or piece in captions for piece in prose):
        captions = []  # the one paragraph of a notice: it is all that the article says
    for piece in (*captions, *(piece for piece in prose if piece.teaser)):
        piece.weight *= 0.1


def _text_before(blocks: Sequence[Block], index: int) -> Block | None:
    """The block right before one, at most two apart; pictures and labels do not count."""
    for block in reversed(blocks[max(0, index - 3) : index]):
        if block.image is None and len(block.text) >= _LABEL:
            return block
    return None


def _is_under_picture(before: Block, piece: Prose) -> bool:
    """True where a picture stands right above in the same element: a long caption, as it seems."""
    if before.image is None or len(piece.path) < 3 or piece.path[-2].tag in _WIDE:
        return False
    if len(piece.block.text) > _CAPTION:
        return False
    return piece.path[-2] in (before.element, before.element.getparent())
