"""The general reader: which blocks of an unknown page are the article.

The evidence is structure first: where the densest text of sentences lies, what stands under the
headline, what is a list of links. Names of classes only break ties, and vocabulary cuts tails.
"""

import re
from collections.abc import Sequence

from lxml import etree

from crawler.extract.boilerplate import is_furniture_line, is_related_label, tail_start
from crawler.extract.document import Block, ancestors
from crawler.extract.text import fold

_SENTENCE_END = re.compile(r"[.!?…:;”\"'’)»。！？]\s*$")
_SENTENCES = re.compile(r"[.!?…。][\s”\"'’)]|[,;，]\s|[.!?…。！？]$")
_FOOT = re.compile(r"(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])", re.I)
_FOOT_AT_MOST = 1000
"""Characters of text beyond which nothing is a mere footer."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAST = 20.0
"""Weight below which a page holds no text: a clock, a slogan."""
_TEXT_TAGS = frozenset(("p", "blockquote", "pre"))


def _weight(block: Block) -> float:
    """How much a block speaks for the container that it stands in; 0 for a link or a label."""
    size = len(block.text)
    if size < 25 or block.caption or block.furniture is not None or block.link * 2 > size:
        return 0.0
    marks = len(_SENTENCES.findall(block.text, 0, 1000))
    if size < 80 and not marks:
        return 0.0
    weight = min(size, 1200) * (1 - block.link / size)
    if not _SENTENCE_END.search(block.text):
        weight *= 0.5
    if block.tag in ("li", "td", "th") or block.tag in _HEADINGS:
        weight *= 0.5
    return weight if marks else weight * 0.4


def _is_foot(element: etree._Element, size: int) -> bool:
    """True for a footer that only seems to be the text because its page has none.

    A wrapper that holds a headline, or as much text as an article, was named badly.
    """
    if size > _FOOT_AT_MOST or next(element.iter("h1"), None) is not None:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "footer" or bool(_FOOT.search(names))


def clear_false_furniture(blocks: Sequence[Block]) -> None:
    """Forgets a furniture name around most of the page's text: a wrapper was named badly."""
    sums: dict[etree._Element, int] = {}
    total = 0
    for block in blocks:
        size = len(block.text)
        if size > 80 and block.link * 2 < size:
            total += size
            if block.furniture is not None:
                sums[block.furniture] = sums.get(block.furniture, 0) + size
    wrong = {root for root, size in sums.items() if size * 2 > total and not _is_foot(root, size)}
    if wrong:
        for block in blocks:
            if block.furniture in wrong:
                block.furniture = None


def find_container(blocks: Sequence[Block], first: int = 0) -> tuple[etree._Element | None, float]:
    """The innermost element with most of the page's sentences; `first`: index of the headline."""
    scores: dict[etree._Element, float] = {}
    total = 0.0
    for index, block in enumerate(blocks):
        weight = _weight(block)
        if not weight:
            continue
        if index < first:
            weight *= 0.1
        total += weight
        for node in ancestors(block.element):
            scores[node] = scores.get(node, 0.0) + weight
    if total < _LEAST:
        return None, 0.0
    node = max(scores, key=lambda element: scores[element])
    while True:
        children = [child for child in node if child in scores]
        if not children:
            break
        best = max(children, key=lambda child: scores[child])
        if scores[best] < 0.7 * scores[node] or best.tag in _TEXT_TAGS:
            break
        node = best
    return node, scores[node]


def _is_link_list(block: Block) -> bool:
    return block.link * 10 > len(block.text) * 6


class Chooser:
    """Marks each block of a page as kept or not, and by which rule."""

    def __init__(self, blocks: Sequence[Block], title: str | None, first: int) -> None:
        self.blocks = blocks
        self.title = fold(title) if title else ""
        self.first = first

    def choose(self, container: etree._Element) -> list[Block]:
        """The article's blocks inside `container`, in page order."""
        inside = self._inside(container)
        kept = [block for block in inside if self._keep(block)]
        kept = self._cut_tail(kept)
        kept = self._drop_boxes(kept)
        for block in kept:
            block.kept = True
        return kept

    def _inside(self, container: etree._Element) -> list[Block]:
        known: dict[etree._Element, bool] = {container: True}

        def within(element: etree._Element) -> bool:
            path = []
            node: etree._Element | None = element
            while node is not None and node not in known:
                path.append(node)
                node = node.getparent()
            answer = known[node] if node is not None else False
            for step in path:
                known[step] = answer
            return answer

        found = []
        for index, block in enumerate(self.blocks):
            if not within(block.element):
                block.rule = block.rule or "outside the container"
            elif index < self.first:
                block.rule = "above the headline"
            else:
                found.append(block)
        return found

    def _keep(self, block: Block) -> bool:
        if block.image is not None:
            return block.furniture is None
        text = block.text
        if block.rule:
            return False
        if block.furniture is not None:
            block.rule = "furniture by name"
        elif block.caption:
            block.rule = "caption"
        elif is_furniture_line(text):
            block.rule = "furniture line"
        elif _is_link_list(block):
            block.rule = "links"
        elif block.tag in _HEADINGS and self.title and fold(text) == self.title:
            block.rule = "headline"
        else:
            return True
        return False

    def _cut_tail(self, kept: list[Block]) -> list[Block]:
        texts = [block for block in kept if block.image is None]
        end = tail_start([block.text for block in texts])
        if end >= len(texts):
            return kept
        for block in texts[end:]:
            block.rule = "tail label"
        at = kept.index(texts[end])
        return kept[:at]

    def _drop_boxes(self, kept: list[Block]) -> list[Block]:
        """Takes out labels that head a box of links, and trailing headings with nothing below."""
        answer = []
        for block in kept:
            if block.image is None and is_related_label(block.text):
                block.rule = "related label"
                continue
            answer.append(block)
        while answer and answer[-1].image is None and answer[-1].tag in _HEADINGS:
            answer.pop().rule = "heading without text"
        return answer
