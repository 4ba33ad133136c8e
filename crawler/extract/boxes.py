"""The boxes inside an article's container: what is judged whole, by the element that holds it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from lxml import etree

from crawler.extract.boilerplate import is_advert_label, is_invitation, is_related_label
from crawler.extract.document import Block
from crawler.extract.prose import HEADINGS, is_linked_headline
from crawler.extract.tree import upward

_CARD_IN = 12
"""Levels within which a label and what is offered under it stand in one element."""
_BOX = 600
"""Characters of the longest box that is only a notice."""
_PARAGRAPHS = HEADINGS | {"p", "blockquote", "pre"}
_NO_FORMS = HEADINGS | {"p", "table", "figure"}


@dataclass(slots=True, eq=False)
class Unit:
    """A child of the container, with the blocks that stand in it."""

    element: etree._Element
    blocks: list[Block] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)
    """Those of them that are neither pictures nor captions."""

    def add(self, block: Block) -> None:
        """Appends `block`."""
        self.blocks.append(block)
        if block.image is None and not block.caption:
            self.texts.append(block)


def mark_repeats(units: Sequence[Unit]) -> None:
    """Finds the box that stands in the text three times and more: a notice in place of embeds."""
    places: dict[tuple[str, ...], list[Unit]] = {}
    for unit in units:
        if len(unit.texts) > 1:
            texts = tuple(block.text for block in unit.texts)
            if sum(map(len, texts)) < _BOX:
                places.setdefault(texts, []).append(unit)
    for copies in places.values():
        if len(copies) > 2:
            for unit in copies:
                for block in unit.blocks:
                    block.rule = block.rule or "repeated box"


def mark_cards(inside: Sequence[Block], labels: Set[Block]) -> None:
    """Finds what is offered under one of `labels` (`Bài viết liên quan`) in elements of its own,
    each with a linked headline at its head."""
    cards: dict[etree._Element, list[Block]] = {}
    around: set[etree._Element] = set()
    for block in inside if labels else ():
        if block in labels:
            _take_cards(cards)
            cards, around = {}, set(upward(block.element, _CARD_IN))
        elif around:
            card = _child_of(around, block.element)
            if card is not None:
                cards.setdefault(card, []).append(block)
    _take_cards(cards)


def _child_of(around: Set[etree._Element], element: etree._Element) -> etree._Element | None:
    """What stands right below the nearest of `around` and holds `element` or is it; None where none
    is near, or `element` is one."""
    below: etree._Element | None = None
    node: etree._Element | None = element
    for _ in range(_CARD_IN):
        if node is None or node in around:
            return below if node is not None else None
        below, node = node, node.getparent()
    return None


def _take_cards(cards: dict[etree._Element, list[Block]]) -> None:
    found = [blocks for blocks in cards.values() if _opens_with_link(blocks)]
    for block in (block for blocks in found for block in blocks if len(found) > 1):
        block.rule = block.rule or "teaser"


def _opens_with_link(blocks: Sequence[Block]) -> bool:
    first = next((block for block in blocks if block.image is None), None)
    return first is not None and is_linked_headline(first)


def home_of(
    element: etree._Element,
    opened: set[etree._Element],
    homes: dict[etree._Element, etree._Element | None],
) -> etree._Element | None:
    """The outermost element around `element` that is not opened; `element` itself where all
    are up to the container; None outside the container. `homes` remembers."""
    parent = element.getparent()
    if element in opened or parent in opened:
        return element  # as most paragraphs stand
    if parent in homes:
        return homes[parent]
    chain: list[etree._Element] = []
    node: etree._Element | None = element
    while node is not None and node not in homes and node not in opened:
        chain.append(node)
        node = node.getparent()
    if node is None:
        home = None
    elif node in homes:
        home = homes[node]
    else:
        home = chain[-1]
    for step in chain:
        homes[step] = home
    return home


def rule_of_box(unit: Unit, total: int) -> str:
    """The rule by which a whole unit is furniture; empty where it belongs to the text."""
    texts = unit.texts
    if len(texts) < 2 and unit.element.tag in _PARAGRAPHS:
        return ""
    size = sum(len(block.text) for block in texts)
    if not size or size * 10 > total * 3:
        return ""
    links = sum(block.link for block in texts)
    if links * 2 > size and len(texts) > 1:
        return "box of links"
    if is_related_label(texts[0].text) or is_advert_label(texts[0].text):
        return "related box"
    pictured = len(texts) < len(unit.blocks)
    if pictured and len(texts) == 1 and is_invitation(texts[0].text):
        return "invitation"
    teasers = [b for b in texts if len(b.text) > 24 and b.link * 10 > len(b.text) * 8]
    if teasers and size - links < 400 and unit.element.tag != "table":
        if teasers[0].tag in HEADINGS or any(block.image is not None for block in unit.blocks):
            return "teaser"
    if size < 600 and unit.element.tag not in _NO_FORMS:
        if next(unit.element.iter("input", "textarea", "select"), None) is not None:
            return "form"
    return ""
