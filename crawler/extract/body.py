"""The general reader, first half: where the text of an unknown page lies.

The evidence is structure first: where the densest text of sentences lies, what stands under the
headline, what looks like the other paragraphs. Names of classes only break ties.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from crawler.extract.descent import descend, usual_looks
from crawler.extract.document import Block, Blocks
from crawler.extract.foreign import (
    OTHERS,
    Cards,
    find_cards,
    is_question,
    mark_comments,
    mark_teasers,
)
from crawler.extract.imprints import is_imprint
from crawler.extract.prose import Prose, Signature, depth_of, path_to, signature_of, weight_of
from crawler.extract.tree import upward

_VERSE = 4
"""Lines that make a poem."""
_FOOT_AT_MOST = 1000
"""Characters of text beyond which nothing is a mere footer."""
_SHORT = 1000.0
"""Weight of a short notice."""
_LEAST = 20.0
"""Weight below which a page holds no text: a clock, a slogan."""
_FOOT = re.compile(r"(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])", re.I)


@dataclass(slots=True)
class Text:
    """Where the text of a page lies."""

    container: etree._Element | None = None
    weight: float = 0.0
    usual: dict[Signature, int] = field(default_factory=dict)
    """What the main paragraphs look like -> how deep in the page they lie."""
    prose: list[Prose] = field(default_factory=list)
    """The blocks of sentences inside the container."""

    def looks_usual(self, block: Block, depth: int | None = None) -> bool:
        """True for a block that looks like the main paragraphs and lies about as deep."""
        usual = self.usual.get(signature_of(block))
        if usual is None:
            return False
        return abs((depth or depth_of(block.element)) - usual) <= 1


class TextFinder:
    """Finds the text of a page; asked again with another headline it need not weigh anew."""

    def __init__(self, page: Blocks) -> None:
        self.page = page
        self._unaided: tuple[Text, dict[etree._Element, float]] | None = None
        """What was found without a headline, and the weight inside each element."""

    @cached_property
    def prose(self) -> list[Prose]:
        """The blocks of sentences in page order, weighed by their text; no <h1> is one."""
        found = []
        paths: dict[etree._Element, list[etree._Element]] = {}
        for block in self.page.all:
            if not block.text or block.link * 2 > len(block.text) or block.tag == "h1":
                continue  # as most lines of a page are
            if weight := weight_of(block):
                path = path_to(block.element, paths)
                found.append(Prose(block, weight, path, signature_of(block)))
        mark_comments(self.page.all, found)
        if sum(piece.raw for piece in found) < _SHORT:  # an imprint may outweigh it
            found = [p for p in found if not (is_imprint(p.block.text) or is_question(p))]
        if sum(piece.raw for piece in found) < _LEAST:
            return self._verse() or found
        return found

    @cached_property
    def _cards(self) -> Cards:
        return find_cards(self.page.all, self.prose)

    def _verse(self) -> list[Prose]:
        """Where a page has no sentences: runs of short lines in one element, as of a poem."""
        runs: dict[tuple[etree._Element | None, Signature], list[Block]] = {}
        for block in self.page.all:
            plain = block.image is None and not block.link and not block.caption
            if (
                plain
                and block.furniture is None
                and block.tag in ("p", "div")
                and len(block.text) > 9
            ):
                around = block.element.getparent() if block.tag == "p" else block.element
                runs.setdefault((around, signature_of(block)), []).append(block)
        paths: dict[etree._Element, list[etree._Element]] = {}
        found = [
            Prose(block, 0.3 * len(block.text), path_to(block.element, paths), look)
            for (_, look), lines in runs.items()
            if len(lines) >= _VERSE and sum(len(block.text) for block in lines) > 100
            for block in lines
        ]
        return sorted(found, key=lambda piece: piece.block.index)

    def find(self, first: int) -> Text:
        """The innermost element with most of the page's sentences, and what its paragraphs
        look like.

        `first`: index of the headline, -1 where none was found. Names only lessen a block's
        weight: wrappers are named badly too often. Descends from the top as long as one child
        holds nearly all of what looks alike.
        """
        around = upward(self.page.all[first].element) if first >= 0 else []
        if self._unaided is not None and self._tells_nothing(first, around):
            return self._unaided[0]
        found = self._search(first, set(around))
        if first < 0:
            self._unaided = found
        return found[0]

    def _search(
        self, first: int, above: set[etree._Element]
    ) -> tuple[Text, dict[etree._Element, float]]:
        """(the text, the weight inside each element around it and right beside those)."""
        prose = self.prose
        self._weigh(first, above)
        mark_teasers(self._cards, prose, first, above)
        if sum(piece.weight for piece in prose) < _LEAST:
            return Text(), {}
        node, live, scores = descend(prose, above)
        if all(piece.teaser for piece in live):
            return Text(), {}
        if scores[node] <= _FOOT_AT_MOST and any(map(_is_foot, upward(node))):
            return Text(), {}
        text = Text(node, scores[node], usual_looks(live), live)
        _judge(self.page, text, above)
        return text, scores

    def _tells_nothing(self, first: int, around: Sequence[etree._Element]) -> bool:
        """True where the headline changes nothing of what was found without it: it links nowhere,
        nothing around it is named like furniture, it is no sentence of the text, none stands above it, and
        where its place and that of the text part, hardly any sentence is on its side.

        Most pages name their headline; the others need not be searched twice.
        """
        assert self._unaided is not None
        text, scores = self._unaided
        if text.container is None or first < 0 or self.page.all[first].link:
            return first < 0
        if text.prose[0].block.index <= first or not self.page.suspects.keys().isdisjoint(around):
            return False
        path = set(upward(text.container))
        side = None
        for element in around:
            if element in path:
                return side is None or scores.get(side, 0.0) <= 0.1 * scores.get(element, 0.0)
            side = element
        return False

    def within(self, element: etree._Element, usual: dict[Signature, int]) -> Text:
        """The text where somebody else has said which element holds it."""
        inside = [piece for piece in self.prose if element in piece.path]
        return Text(element, sum(piece.raw for piece in inside), usual, inside)

    def _weigh(self, first: int, above: set[etree._Element]) -> None:
        """Lessens the weight of the headline, of what stands above it or in what is named furniture.

        `above`: what stands around the headline; its names say nothing.
        """
        shares: dict[etree._Element | None, float] = {None: 1.0}
        for piece in self.prose:
            piece.weight = piece.raw * 0.1 if piece.block.index <= first else piece.raw
            named = piece.block.furniture
            if named not in shares:
                around = set(_suspects(self.page, named)) - above
                foreign = not self.page.foreign.isdisjoint(around)
                shares[named] = OTHERS if foreign else 0.4 if around else 1.0
            piece.weight *= shares[named]


def _suspects(page: Blocks, named: etree._Element | None) -> Iterator[etree._Element]:
    """`named` and what is named like furniture around it, innermost first."""
    node = named
    while node is not None:
        yield node
        node = page.suspects[node]


def _is_attribution(element: etree._Element) -> bool:
    """True for the footer of a quote: who said it."""
    around = element.getparent() if element.tag == "footer" else None
    return around is not None and around.tag == "blockquote"


def _judge(page: Blocks, text: Text, above: set[etree._Element]) -> None:
    """Clears `furniture` of blocks in wrappers that are only named like it.

    Those around the container or the headline are cleared, and those inside it whose paragraphs look like all
    others, or that hold a large share of the text.
    """
    if not page.suspects or text.container is None:
        return
    false = (above | set(upward(text.container))) & page.suspects.keys()
    false |= {element for element in page.suspects if _is_attribution(element)}
    sums: dict[etree._Element, float] = {}
    alike: dict[etree._Element, float] = {}
    whole = 0.0
    for piece in text.prose:
        size = len(piece.block.text)
        whole += size
        if piece.block.furniture is None:
            continue
        depth = text.usual.get(piece.look)
        usual = depth is not None and abs(len(piece.path) - depth) <= 1
        for element in _suspects(page, piece.block.furniture):
            sums[element] = sums.get(element, 0.0) + size
            alike[element] = alike.get(element, 0.0) + usual * size
    for element, share in sums.items():
        usual = element.tag != "aside" and alike[element] * 10 > share * 7
        if element not in page.foreign and (usual or share * 10 > whole * 3):
            false.add(element)
    if not false:
        return
    innermost: dict[etree._Element, etree._Element | None] = {}
    for block in page.all:
        named = block.furniture
        if named is not None:
            if named not in innermost:
                innermost[named] = next((n for n in _suspects(page, named) if n not in false), None)
            block.furniture = innermost[named]


def _is_foot(element: etree._Element) -> bool:
    """True for a footer that only seems to be the text because its page has none.

    A wrapper that holds a headline, or as much text as an article, was named badly.
    """
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag != "footer" and not _FOOT.search(names):
        return False
    return next(element.iter("h1"), None) is None
