"""What speaks for a text: blocks of sentences, what they weigh, and where they lie."""

import re
from dataclasses import dataclass

from lxml import etree

from crawler.extract.anchors import DOCUMENT_NUMBER, reads_like_headline
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block
from crawler.extract.text import DENSE
from crawler.extract.tree import inner_text, upward

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENTRIES = HEADINGS | {"li", "td", "th"}
ENDS = frozenset(".!?…:;”\"'’)»。！？」")
"""What a sentence, a quote or an introduction to one ends in."""
STOPS = frozenset(".!?…。！？")
CLOSES = STOPS | frozenset('”"')
"""What a whole sentence, or a quote of one, ends in."""
_SHORTEST = 8
"""Characters that make no sentence in any script."""
_DATE_LINE = 110
"""Characters of the longest line that is only a date with what stands beside it."""
_MARKS = re.compile('[,.;?!…] |\\.[”"]|[，。、]')
"""What stands between the parts of a sentence, and between sentences."""
_STAMP = re.compile(
    r"(?:\w+ \w+,? )?\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\S+\s+)(?:19|20)\d\d", re.I
)
"""What a link to the page itself says where a site links the day of publication."""
_LETTERHEAD = re.compile(
    r"(?<!\bthứ \w)(?<!\bthứ \w\w)(?<!\bthứ \w\w\w)(?<!\bchủ nhật), ngày \d{1,2} tháng \d", re.I
)
"""A weekday is no place."""
_FIRST_DENSE = "\u3000"
"""Before it comes every other letter: most texts need no more than to be compared with it."""
_DEEPEST = 256
"""Levels of nesting that are told apart; no page that means them has a quarter of that."""
Signature = tuple[str, str | None]


def signature_of(block: Block) -> Signature:
    """What paragraphs of one kind share: tag and class."""
    return block.tag, block.element.get("class")


def weight_of(block: Block) -> float:
    """How much a block speaks for the container that it stands in; 0 for a link or a label."""
    text = block.text
    size = len(text)
    if block.link * 2 > size or size <= _SHORTEST or block.caption:
        return 0.0
    dense = text[0] > _FIRST_DENSE and DENSE.match(text) is not None
    if size < 25 and not dense:
        return 0.0
    last = text[-1]
    marks = last in STOPS or ", " in text or bool(_MARKS.search(text))
    if size < 80 and not marks:
        return 0.0
    weight = float(min(size, 1200))
    if block.link:
        weight *= 1 - block.link / size
    if dense:
        weight *= 2.5  # one character says as much as two or three letters
    if last not in ENDS:
        weight *= 0.5
    if block.tag in _ENTRIES:
        weight *= 0.5
    return weight if marks else weight * 0.4


@dataclass(slots=True, eq=False)
class Prose:
    """A block that speaks for its container."""

    block: Block
    raw: float
    """Weight by the text alone."""
    path: list[etree._Element]
    """All around the block and its element, outermost first."""
    look: Signature
    weight: float = 0.0
    teaser: bool = False
    """True where it stands alone with a linked headline: it advertises another article."""


def path_to(
    element: etree._Element, paths: dict[etree._Element, list[etree._Element]]
) -> list[etree._Element]:
    """All around `element` and itself, outermost first, down to `_DEEPEST` levels: what lies
    deeper counts as its ancestor there."""
    path = paths.get(element)
    if path is not None:
        return path
    chain, node = [element], element.getparent()
    while node is not None and (path := paths.get(node)) is None:
        chain.append(node)
        node = node.getparent()
    path = path or []
    for node in reversed(chain):
        if len(path) < _DEEPEST:
            path = [*path, node]
        paths[node] = path
    return path


def is_linked_headline(block: Block) -> bool:
    """True for what is mostly a link and names another article: it reads like a headline, is
    a heading, or the number of a document."""
    text = block.text
    if block.link * 2 <= len(text) or block.tag == "h1":
        return False
    if block.tag in HEADINGS and block.link >= len(text):
        return True
    if not (reads_like_headline(text) or _is_document(text)) or is_statement(text):
        return False
    link = next(block.element.iter("a"), None)
    return link is None or _STAMP.match(inner_text(link)) is None


def _is_document(text: str) -> bool:
    """True for the number of a document; most labels are told by having no dash."""
    return ("/" in text or "-" in text) and bool(DOCUMENT_NUMBER.match(text))


def is_statement(text: str) -> bool:
    """True for what ends in a full stop, as no headline does, not even one in quotes."""
    return text.rstrip("”\"’'»)")[-1:] in (".", "。")


def is_date_line(text: str) -> bool:
    """True for a line that may state a date, and is no sentence."""
    return len(text) < _DATE_LINE and text[-1:] not in CLOSES and looks_dated(text)


def heads_letter(text: str) -> bool:
    """True for the date of a letter or document, behind the place: `Vinh, ngày 15 tháng 8 năm 2023`."""
    return len(text) < _DATE_LINE and bool(_LETTERHEAD.search(text))


def depth_of(element: etree._Element) -> int:
    """How many elements `element` stands in, itself included; deeper ones count as the deepest."""
    return min(len(upward(element)), _DEEPEST)
