"""Which links of a page have a text of their own beside them: a lead, a day, a source.

A link's box is the outermost element that holds no other address. Where a list of links is a
list of articles, something is said about each; a menu says nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.extract.anchors import Anchor
from crawler.extract.dates import looks_dated

_LETTERS = 20
"""Letters of a text that no counter and no mark has."""
_LABELS = 2
"""So often at most does the link of one card stand in one chain of tags; what does more often
is the section's name on each of them."""
_SILENT = frozenset(("a", "script", "style", "noscript", "select", "button"))
_ENOUGH = 300
"""Characters of a box that are looked at."""


def is_label(anchor: Anchor) -> bool:
    """True for a link that stands in many boxes of one kind, such as that to their section."""
    turns = anchor.turns
    return len(turns) > _LABELS and max(Counter(turns).values()) > _LABELS


def boxes_of(anchors: Sequence[Anchor]) -> dict[etree._Element, int | None]:
    """Each element around the links of `anchors` -> the place of the one that it holds links of; None
    where it holds those of several."""
    boxes: dict[etree._Element, int | None] = {}
    for at, anchor in enumerate(anchors):
        if not is_label(anchor):
            for link in anchor.links:
                _claim(link, at, boxes)
    return boxes


def described(anchors: Sequence[Anchor]) -> list[bool]:
    """For each of `anchors`, whether it has a text of its own beside it."""
    boxes = boxes_of(anchors)
    answer = [False] * len(anchors)
    for box, owner in boxes.items():
        around = box.getparent()
        outermost = around is None or boxes[around] != owner
        if owner is not None and outermost and not answer[owner]:
            answer[owner] = _speaks(box) and not all(map(is_quoted, anchors[owner].links))
    return answer


def is_quoted(link: etree._Element) -> bool:
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
    """True for a box that says something outside its links; a term does in what describes it."""
    said = " ".join(_own_texts(box)).strip()
    after = box.getnext() if box.tag == "dt" else None
    if after is not None and after.tag == "dd":
        said = f"{said} {' '.join(_own_texts(after))}".strip()
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
