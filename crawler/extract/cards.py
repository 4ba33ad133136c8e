"""Which links of a page have a text of their own beside them (a lead, a day, a source), and which
head a box of others.

A link's box is the outermost element that holds no other address. Where a list of links is a
list of articles, something is said about each; a menu says nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.extract.anchors import Anchor
from crawler.extract.dates import looks_dated

_LETTERS = 20
"""Letters of a text that no counter and no mark has."""
_LABELS = 2
"""So often at most does the link of one card stand in one chain of tags; what does more often
is the section's name on each of them."""
_BOX = 3
"""Articles that a box with a title has at least."""
_SILENT = frozenset(("a", "script", "style", "noscript", "select", "button"))
_ENOUGH = 300
"""Characters of a box that are looked at."""


def is_label(anchor: Anchor) -> bool:
    """True for a link that stands in many boxes of one kind, such as that to their section."""
    if len(anchor.links) <= _LABELS:
        return False
    boxes = {
        (place, link.getparent()) for place, link in zip(anchor.places, anchor.links, strict=True)
    }
    return max(Counter(place for place, _ in boxes).values()) > _LABELS


@dataclass(frozen=True, slots=True)
class Card:
    """What the boxes around the links to one address show."""

    described: bool = False
    """A text of its own stands beside one of them."""
    heads: bool = False
    """One of them is the title of a box of others, and no more is said about any."""


def cards_of(anchors: Sequence[Anchor]) -> list[Card]:
    """The card of each of `anchors`."""
    boxes: dict[etree._Element, int | None] = {}
    for at, anchor in enumerate(anchors):
        if not is_label(anchor):
            for link in anchor.links:
                _claim(link, at, boxes)
    outermost: dict[int, list[etree._Element]] = {}
    for box, owner in boxes.items():
        around = box.getparent()
        if owner is not None and (around is None or boxes[around] != owner):
            outermost.setdefault(owner, []).append(box)
    return [_card_of(anchor, outermost.get(at, []), boxes) for at, anchor in enumerate(anchors)]


def _card_of(
    anchor: Anchor,
    own: Sequence[etree._Element],
    boxes: Mapping[etree._Element, int | None],
) -> Card:
    if any(map(_speaks, own)):
        return Card(described=not all(map(_is_quoted, anchor.links)))
    if anchor.image or not anchor.in_heading:
        return Card()
    return Card(heads=any(_heads(box, boxes) for box in own))


def _heads(box: etree._Element, boxes: Mapping[etree._Element, int | None]) -> bool:
    """True for the box of a link that stands alone over boxes of others, none of them like it."""
    around = box.getparent()
    if around is None or next(box.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is None:
        return False
    if any(child is not box and child in boxes and _are_alike(child, box) for child in around):
        return False
    others: set[int] = set()
    for link in around.iter("a"):
        owner = boxes.get(link)
        if owner is not None and owner != boxes[box]:
            others.add(owner)
            if len(others) >= _BOX:
                return True
    return False


def _are_alike(one: etree._Element, other: etree._Element) -> bool:
    """True for elements of one kind: tag and a class in common, or no classes."""
    names = [set((element.get("class") or "").split()) for element in (one, other)]
    return one.tag == other.tag and (names[0] == names[1] or not names[0].isdisjoint(names[1]))


def _is_quoted(link: etree._Element) -> bool:
    """True for a link that a sentence before it leads to."""
    parent, before = link.getparent(), link.getprevious()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return text is not None and sum(map(str.isalpha, text)) >= _LETTERS


def _claim(link: etree._Element, owner: int, boxes: dict[etree._Element, int | None]) -> None:
    """Note `owner` for all elements around `link`, None for those that have another."""
    node: etree._Element | None = link
    while node is not None and boxes.get(node, -1) not in (None, owner):
        boxes[node] = None if node in boxes else owner
        node = node.getparent()


def _speaks(box: etree._Element) -> bool:
    """True for a box that says something outside its links."""
    said = " ".join(_own_texts(box)).strip()
    return sum(map(str.isalpha, said)) >= _LETTERS or looks_dated(said)


def _own_texts(box: etree._Element) -> Iterator[str]:
    """The first texts of a box that stand in no link."""
    left = _ENOUGH
    walk = etree.iterwalk(box, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        silent = event != "end" and (event != "start" or element.tag in _SILENT)
        text = element.tail if event != "start" else None if silent else element.text
        if silent and event == "start":
            walk.skip_subtree()
        if element is box and event == "end":
            break
        if text and not text.isspace():
            yield text
            left -= len(text)
            if left < 0:
                break
