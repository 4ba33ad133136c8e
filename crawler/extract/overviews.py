"""Whether what was found on a page is told piece by piece beside links to other pages, whatever
their length: an overview of articles and no article."""

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from crawler.extract.cards import boxes_of
from crawler.extract.document import Block
from crawler.extract.links import chosen_anchors, find_anchors
from crawler.extract.tree import upward

_FEWEST = 2
"""Links beside which an overview tells something."""
_PARTS = 3
"""Lines that it tells beside one: a day, a text, a word that leads on."""
_LISTED = 4
"""Links that it lists at least."""
_TEASER = 400
"""Letters that it tells beside one link on the average."""
_LETTERS = 25
"""Letters that may stand elsewhere: a counter, a label."""
_LEVELS = 8
"""Elements around a text of which one is the box of a link."""


def is_overview(
    root: etree._Element, url: str, blocks: Sequence[Block], opening: Sequence[Block]
) -> bool:
    """True where nearly all that is told (what was kept of `blocks`, and the lead's, `opening`)
    stands in the boxes of links that the page lists."""
    texts = [block for block in blocks if block.image is None]
    told = [block for block in texts if block.kept or block in opening]
    if not told or _links_between(texts, told) < max(_FEWEST, len(told) // _PARTS):
        return False
    anchors = chosen_anchors(root, find_anchors(root, url), url)
    if len(anchors) < _LISTED:
        return False
    boxes = boxes_of(anchors)
    owned: dict[int, list[Block]] = defaultdict(list)
    outside = 0
    for block in told:
        owner = _owner(block, boxes)
        if owner is None or (block.link and not _heads(block.text, anchors[owner].text)):
            outside += _letters(block)  # a link within a sentence quotes another article
        else:
            owned[owner].append(block)
    parts = [lines for at, lines in owned.items() if not _leads_on(lines, anchors[at].text)]
    inside = sum(_letters(block) for lines in parts for block in lines)
    outside += sum(_letters(block) for lines in owned.values() for block in lines) - inside
    teasers = _FEWEST <= len(parts) and inside <= _TEASER * len(parts)
    return teasers and outside <= max(_LETTERS, inside // 10)


def _letters(block: Block) -> int:
    return sum(map(str.isalpha, block.text))


def _heads(text: str, title: str) -> bool:
    """True where a link stands over what it leads to, and does not begin a sentence."""
    return text.startswith(title) and not text[len(title) :].lstrip(" ,;")[:1].islower()


def _leads_on(lines: Sequence[Block], title: str) -> bool:
    """True for a paragraph of a digest: its last words, `Xem tiếp`, lead on, no title stands by it."""
    return len(lines) == 1 and 0 < lines[0].link < len(title)


def _links_between(texts: Sequence[Block], told: Sequence[Block]) -> int:
    """How many of what is told hold a link, or have one above since the last; few in an article."""
    found = 0
    linked = False
    kept = set(told)
    for block in texts:
        linked = linked or block.link > 0
        if block in kept:
            found += linked
            linked = False
    return found


def _owner(block: Block, boxes: dict[etree._Element, int | None]) -> int | None:
    """The place of the link in whose box a block stands; that of a description is its term."""
    for node in upward(block.element, _LEVELS):
        term = node.getprevious() if node.tag == "dd" and node not in boxes else node
        if term is not None and term in boxes:
            return boxes[term]
    return None
