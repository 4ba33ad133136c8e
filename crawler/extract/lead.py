"""The lead (sapo): the paragraph that a page sets apart between headline and text."""

from collections.abc import Sequence

from lxml import etree

from crawler.extract.apart import (
    BESIDE,
    SHORTEST,
    STOPS,
    has_class_of_its_own,
    is_italic,
    is_set_apart,
    may_be_lead,
    stands_alone,
)
from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.bylines import parse_byline
from crawler.extract.datelines import split_dateline
from crawler.extract.document import Block
from crawler.extract.names import AUTHOR, LEAD, TITLE, is_named
from crawler.extract.prose import is_date_line
from crawler.extract.text import fold, spoken_length
from crawler.extract.tree import inner_text, upward

_HEADINGS = ("h1", "h2", "h3", "h4")
_BRIEF = 20
"""Characters of the longest line that is none at all."""
_NAMED = 3
"""Levels around a lead within which an element's name makes it one."""
_WHOLE = frozenset(("article", "main", "body"))
_PARTS = 5
"""Paragraphs of the longest lead."""
_LOOKS = 4
"""Blocks after the headline among which the lead is looked for."""


def find_lead(
    blocks: Sequence[Block],
    headline: int,
    kept: Sequence[Block],
    described: str | None,
    selected: frozenset[str] = frozenset(),
    container: etree._Element | None = None,
) -> tuple[Block | None, str]:
    """(the lead's block, where it came from); (None, "") where the page sets none apart.

    `headline`: index of the headline's block; `described`: the page's description; `selected`:
    folded texts that a selector of the site named as the lead; `container`: what holds the text.
    """
    description = fold(described) if described else ""
    short = description.removesuffix(" …").rstrip()[:120]
    first = kept[0].index if kept else len(blocks)
    seen = 0
    for block in blocks[headline + 1 : kept[-1].index + 1 if kept else None]:
        if block.image is not None or block.caption:
            continue
        if spoken_length(block.text) < SHORTEST and (block.index > first or not _is_brief(block)):
            continue
        if headline >= 0 and block.text == blocks[headline].text:
            continue
        if block.link * 2 > len(block.text) or (block.furniture is not None and not block.kept):
            continue
        if not block.kept and block.rule not in ("", "outside the container", "above the headline"):
            continue
        if is_date_line(block.text) and (block.link or not block.kept):
            continue  # tools may stand beside the date
        if selected and fold(block.text) in selected:
            return block, "cms:lead_css"
        if _in_card(blocks, block, block.index) or parse_byline(block.text):
            continue
        if _named_around(block) is not None:
            return block, "general"
        apart = is_set_apart(block, kept)
        if len(short) > 40 and apart and _says(block.text, description, short):
            return block, "meta"
        if not apart and seen == 0 and block.kept and is_italic(block):
            below = next((b for b in kept if b.index > block.index and b.image is None), block)
            if below is not block and not is_italic(below):
                return block, "general"
        if apart and seen == 0 and block.index <= first + 3 and block.kept:
            bold = block.bold * 10 > len(block.text) * 9
            alone = stands_alone(block, kept) or has_class_of_its_own(block, kept)
            headed = block.tag in _HEADINGS and (
                spoken_length(block.text) > 2 * SHORTEST or _is_brief(block)
            )
            if bold or alone or headed:
                return block, "general"
        seen += 1
        if seen >= _LOOKS:
            break
    return _above_container(blocks[headline + 1 : first], container) if kept else None, "general"


def whole_lead(blocks: Sequence[Block], lead: Block, kept: Sequence[Block]) -> list[Block]:
    """`lead` and the paragraphs right below it that a page prints as its parts: in the element that
    is named so, or of one class that no paragraph of the text (`kept`) has."""
    named = _named_around(lead)
    found = [lead]
    for block in blocks[lead.index + 1 :]:
        inside = named is not None and named in upward(block.element, _NAMED)
        plain = block.image is None and not block.link and not block.caption
        if not plain or not (inside or _alike(block, lead)) or is_date_line(block.text):
            break
        found.append(block)
    if named is None and any(_alike(block, lead) for block in kept if block not in found):
        return [lead]
    return found if len(found) <= _PARTS else [lead]


def _alike(block: Block, lead: Block) -> bool:
    name = lead.element.get("class")
    return bool(name) and name == block.element.get("class") and lead.tag == block.tag


def _above_container(blocks: Sequence[Block], container: etree._Element | None) -> Block | None:
    """The one paragraph, or the first of a few alike, between the headline and the element that
    holds the text, beside it."""
    if container is None:
        return None
    near = set(upward(container, BESIDE)[1:])
    found = [
        block
        for block in blocks
        if spoken_length(block.text) >= SHORTEST
        and (may_be_lead(block) or block.text[-1] in "?:")
        and not block.link
        and not block.caption
        and block.furniture is None
        and not is_furniture_line(block.text)
        and not _in_card(blocks, block, block.index - blocks[0].index)
        and near & set(upward(block.element, BESIDE)[1:])
    ]
    found = [block for block in found if len(block.text) >= 2 * SHORTEST] or found[:2]
    alike = all(_alike(block, found[0]) for block in found[1:])
    return found[0] if found and alike and len(found) <= _PARTS else None


def _in_card(blocks: Sequence[Block], block: Block, at: int) -> bool:
    """True under a linked heading in one small element: another article, or its author.

    `at`: place of the block in `blocks`.
    """
    above = (blocks[place] for place in range(at - 1, -1, -1))  # no copy: asked of many blocks
    before = next((b for b in above if b.image is None), None)
    if before is None or before.tag not in _HEADINGS or before.link * 10 < len(before.text) * 8:
        return False
    return before.element.getparent() is block.element.getparent()


def _says(text: str, description: str, short: str) -> bool:
    bare = fold(split_dateline(text)[1])
    return bare.startswith(short) or description.startswith(bare) or short in fold(text)


def _named_around(block: Block) -> etree._Element | None:
    """The element around `block` that is named as a lead, and is no wrapper of more than that."""
    near = [node for node in upward(block.element, _NAMED) if node.tag not in _WHOLE]
    element = next((node for node in near if is_named(node, LEAD)), None)
    about = (node for node in near if is_named(node, AUTHOR) and not is_named(node, TITLE))
    if element is None or next(about, None) is not None:
        return None  # or what the author is
    fits = len(inner_text(element)) < 2 * len(block.text) + 200
    return element if fits else None


def _is_brief(block: Block) -> bool:
    """True for a short sentence that is a heading, or named as a lead."""
    text = block.text
    if len(text) <= _BRIEF or (text[-1] not in STOPS and text[-1] != "?"):
        return False
    headed = block.tag in _HEADINGS and text[0].isalpha() and text[-1] != "?"
    return headed or _named_around(block) is not None
