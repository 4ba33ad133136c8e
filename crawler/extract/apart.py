"""What sets a paragraph apart from the others: its place, its class, its look."""

from collections.abc import Sequence
from itertools import islice, pairwise

from lxml import etree

from crawler.extract.document import Block
from crawler.extract.prose import is_date_line, signature_of
from crawler.extract.text import clean
from crawler.extract.tree import inner_text, row_of, upward

BESIDE = 4
"""Levels within which a lead stands beside the text."""
_OTHERS = 6
"""Paragraphs of a text that one of them is compared with."""
STOPS = frozenset('.!…”"')
_LISTS = frozenset(("table", "tbody", "tr", "td", "ul", "ol", "li"))
_TEXT = 3
"""Paragraphs beside which a lead stands alone."""
_LONGEST = 600
"""Characters of a lead that only its place makes one."""
_NOTES = ("LTS", "Lời tòa soạn", "Lời toà soạn")
"""How a note of the newsroom begins, which is text."""
_CODE = 20
"""Characters of the longest code before a lead."""
_DASHES = ("-", "–", "—")
SHORTEST = 40
"""Characters below which nothing is a lead that is not named so."""


def is_set_apart(block: Block, kept: Sequence[Block]) -> bool:
    """True where the block does not look like the paragraphs of the body, or these are lines of one
    element that it does not stand in; headings and questions of an interview, bold as well, are
    none."""
    if not block.kept:
        return True
    bold = _is_bold(block) and block.text[-1] in STOPS
    beside = (other for other in kept if other.image is None and other is not block)
    others = list(islice(beside, _OTHERS))
    lines = [other.element for other in others]
    return all(
        not _look_alike(other, block)
        or bold
        and other.text[-1] not in STOPS
        or lines.count(other.element) > 1
        and other.element is not block.element
        for other in others
    )


def has_class_of_its_own(block: Block, kept: Sequence[Block]) -> bool:
    """True for a paragraph with a class that no other has, where the others look alike."""
    name = block.element.get("class")
    if not name or block.element.tag in ("li", "td", "blockquote") or not may_be_lead(block):
        return False
    looks = [signature_of(other) for other in kept if other.image is None and other is not block]
    alike = max(map(looks.count, looks[:_TEXT]), default=0)
    return alike >= _TEXT and alike * 2 > len(looks) and all(own != name for _, own in looks)


def may_be_lead(block: Block) -> bool:
    """True for sentences of a lead's size that are no note of the newsroom."""
    text = block.text
    return len(text) <= _LONGEST and text[-1] in STOPS and not text.startswith(_NOTES)


def stands_alone(block: Block, kept: Sequence[Block]) -> bool:
    """True for a paragraph in an element of its own beside the one that holds all others."""
    below = (other for other in kept if other.image is None and other.index > block.index)
    others = [other for other in below if not is_date_line(other.text)]
    if len(others) < _TEXT or not may_be_lead(block):
        return False
    around = upward(block.element, BESIDE)
    sizes: dict[etree._Element, int] = {}
    for other in others:
        for node in upward(other.element, BESIDE):
            sizes[node] = sizes.get(node, 0) + len(other.text)
    most = sum(len(other.text) for other in others) * 2 / 3
    start = next((other.element for other in others if other.tag not in _LISTS), block.element)
    parent = row_of(start).getparent()
    alike = [other for other in others if row_of(other.element).getparent() is parent]
    if len(alike) < 2 and sum(other.element is start for other in others) < 2:
        return False  # each paragraph in the one before it: their tags are never closed
    first = [node for node in upward(start, BESIDE) if node.tag not in _LISTS]
    above = {node.getparent() for node in first if sizes[node] >= most and node not in around}
    wrapper = next((inner for inner, outer in pairwise(around) if outer in above), None)
    return wrapper is not None and wrapper not in sizes


def is_italic(block: Block) -> bool:
    """True for a paragraph of sentences all in italics, apart from a code in bold before them; a
    salutation ends otherwise."""
    if block.text[-1] not in '.…”"' or len(block.element) == 0 or len(block.text) < 2 * SHORTEST:
        return False
    first = block.element[0]
    code = clean(first.text or "") if first.tag in ("b", "strong") else ""
    if code[-1:] in _DASHES and len(code) < _CODE and len(block.element) > 1:
        first = block.element[1]
    else:
        code = ""
    while first.tag in ("b", "strong", "span") and len(first):
        first = first[0]
    if first.tag not in ("em", "i"):
        return False
    return len(inner_text(first)) * 10 > (len(block.text) - len(code)) * 9


def _look_alike(one: Block, other: Block) -> bool:
    """True for paragraphs of one tag and class, both bold or not, in rows of one element and class."""
    inner, beside = one.element, other.element
    if one.tag != other.tag or _is_bold(one) != _is_bold(other):
        return False
    if inner.get("class") != beside.get("class"):
        return False
    if inner.getparent() is beside.getparent():
        return True  # each is its own row
    row, next_row = row_of(inner), row_of(beside)
    return row.get("class") == next_row.get("class") and row.getparent() is next_row.getparent()


def _is_bold(block: Block) -> bool:
    return block.bold * 2 > len(block.text)
