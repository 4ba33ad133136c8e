"""The general reader, first half: where the text of an unknown page lies.

The evidence is structure first: where the densest text of sentences lies, what stands under the
headline, what looks like the other paragraphs. Names of classes only break ties.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from crawler.extract.boilerplate import asks_consent, is_imprint, is_reply
from crawler.extract.document import Block, Blocks, upward
from crawler.extract.prose import (
    Prose,
    Signature,
    depth_of,
    is_linked_headline,
    path_to,
    signature_of,
    weight_of,
)

_OTHERS = 0.05
"""How much of its weight a text keeps that others than the newsroom have written."""
_NAME = 60
"""Characters of what stands over and under a comment."""
_ROW = 3
"""Headlines with a text under each that make a list."""
_CARD = 4
"""Levels within which a headline and its teaser stand in one element."""
_LOST = 0.06
"""Share of a text that may be left behind, paragraph by paragraph, on the way to its container."""
_GAP = 3
"""Levels between two paragraphs that are left behind so."""
_VERSE = 4
"""Lines that make a poem."""
_WIDE = frozenset(("body", "article", "section", "main", "td"))
_FOOT_AT_MOST = 1000
"""Characters of text beyond which nothing is a mere footer."""
_SHORT = 1000.0
"""Weight of a short notice."""
_LEAST = 20.0
"""Weight below which a page holds no text: a clock, a slogan."""
_TEXT_TAGS = frozenset(("p", "blockquote", "pre", "li", "td"))
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
        """The blocks of sentences in page order, weighed by their text."""
        found = []
        paths: dict[etree._Element, list[etree._Element]] = {}
        for block in self.page.all:
            weight = weight_of(block)
            if weight:
                path = path_to(block.element, paths)
                found.append(Prose(block, weight, path, signature_of(block)))
        _mark_comments(self.page.all, found)
        if sum(piece.raw for piece in found) < _SHORT:  # an imprint may outweigh it
            found = [piece for piece in found if not is_imprint(piece.block.text)]
        if sum(piece.raw for piece in found) < _LEAST:
            return self._verse() or found
        return found

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
        page, prose = self.page, self.prose
        around = upward(page.all[first].element) if first >= 0 else []
        if self._unaided is not None and self._tells_nothing(first, around):
            return self._unaided[0]
        above = set(around)
        self._weigh(first, above)
        _mark_teasers(page, prose, first, above)
        if sum(piece.weight for piece in prose) < _LEAST:
            return Text()
        node, live, scores = self._descend(above)
        if all(piece.teaser for piece in live):
            return Text()
        if any(_is_foot(element, scores[node]) for element in upward(node)):
            return Text()
        text = Text(node, scores[node], _usual(live), live)
        _judge(page, text, above)
        if first < 0:
            self._unaided = text, scores
        return text

    def _tells_nothing(self, first: int, around: Sequence[etree._Element]) -> bool:
        """True where the headline changes nothing of what was found without it: it links nowhere,
        nothing around it is named like furniture, no sentence of the text stands above it, and
        where its place and that of the text part, hardly any sentence is on its side.

        Most pages name their headline; the others need not be searched twice.
        """
        assert self._unaided is not None
        text, scores = self._unaided
        if text.container is None or first < 0 or self.page.all[first].link:
            return first < 0
        if text.prose[0].block.index < first or not self.page.suspects.keys().isdisjoint(around):
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
        """Lessens the weight of what stands above the headline or in what is named furniture.

        `above`: what stands around the headline; its names say nothing.
        """
        page = self.page
        for piece in self.prose:
            piece.weight = piece.raw * 0.1 if piece.block.index < first else piece.raw
            if piece.block.furniture is not None:
                around = set(_suspects(page, piece.block)) - above
                if around:
                    piece.weight *= 0.4 if page.foreign.isdisjoint(around) else _OTHERS

    def _descend(
        self, above: set[etree._Element]
    ) -> tuple[etree._Element, list[Prose], dict[etree._Element, float]]:
        """(the element, the prose inside it, the weight inside each element from there down)."""
        live = self.prose
        level = _common(live) - 1
        node = live[0].path[level]
        scores = {node: sum(piece.weight for piece in live)}
        for piece in live:
            weight = piece.weight
            for inner in piece.path[level + 1 :]:
                scores[inner] = scores.get(inner, 0.0) + weight
        chain: _Chain | None = None
        while True:
            level += 1
            # in page order: of two that weigh the same the first is the best, whenever it is asked
            children = dict.fromkeys(piece.path[level] for piece in live if len(piece.path) > level)
            if not children:
                break
            best = max(children, key=lambda child: scores[child])
            held = next((child for child in children if child in above), None)
            if held is not None and _is_apart(
                held, best, children, level, live, scores, scores[node]
            ):
                best = held  # the page goes on with other articles
            elif scores[best] < 0.55 * scores[node]:
                break
            inside: list[Prose] = []
            outside: list[Prose] = []
            for piece in live:
                (inside if _holds(best, level, piece) else outside).append(piece)
            if best.tag in _TEXT_TAGS and all(piece.path[-1] is best for piece in inside):
                break
            if outside and best is not held:
                if _goes_on(inside, outside, node, scores[node]):
                    break
                left = _left_behind(inside, outside, node)
                if left:
                    chain = chain or _Chain(node, live, level)
                    chain.lost, chain.links, chain.level = chain.lost + left, chain.links + 1, level
                    if chain.links > 1 and chain.lost > _LOST * scores[chain.node]:
                        return chain.node, chain.live, scores
            if chain and level - chain.level > _GAP:
                chain = None
            node, live = best, inside
        if chain and chain.level == level - 1 and chain.lost > _LOST * scores[chain.node]:
            if any(part is node for piece in live for part in piece.path[-2:]):
                return chain.node, chain.live, scores  # the last link has paragraphs of its own
        return node, live, scores


def _is_apart(
    held: etree._Element,
    best: etree._Element,
    children: Iterable[etree._Element],
    level: int,
    live: Sequence[Prose],
    scores: dict[etree._Element, float],
    whole: float,
) -> bool:
    """True where the text is that of `held`, which has the headline, however much stands beside it:
    in other articles, or in a `best` child that outweighs several paragraphs of its own."""
    share = scores[held] / whole
    if held.tag == "article" and any(c is not held and c.tag == "article" for c in children):
        return share > 0.1
    several = sum(_holds(held, level, piece) for piece in live) > 2
    return held is not best and several and share > 0.25


@dataclass(slots=True)
class _Chain:
    """Where paragraphs began to be left behind, one at a level: their tags were never closed, so
    each holds all that follow it."""

    node: etree._Element
    live: list[Prose]
    level: int
    lost: float = 0.0
    links: int = 0


def _left_behind(inside: Sequence[Prose], outside: Sequence[Prose], node: etree._Element) -> float:
    """Weight of the paragraphs that stand in `node` itself, before what is `inside` its best child,
    and look like that."""
    first = inside[0].block.index
    direct = [
        piece
        for piece in outside
        if piece.block.index < first and any(part is node for part in piece.path[-2:])
    ]
    if not direct:
        return 0.0
    looks = {piece.look for piece in inside}
    return sum(piece.weight for piece in direct if piece.look in looks)


def _common(prose: Sequence[Prose]) -> int:
    """How many elements around the first of `prose` are around all others too, leaving out those
    that may be paragraphs. In page order what is around the first and the last is around all."""
    count = 0
    for outer, other in zip(prose[0].path, prose[-1].path, strict=False):
        if outer is not other or outer.tag in _TEXT_TAGS:
            break
        count += 1
    return max(count, 1)


def _holds(element: etree._Element, level: int, piece: Prose) -> bool:
    return len(piece.path) > level and piece.path[level] is element


def _suspects(page: Blocks, block: Block) -> Iterator[etree._Element]:
    node = block.furniture
    while node is not None:
        yield node
        node = page.suspects[node]


def _is_under_picture(before: Block, piece: Prose) -> bool:
    """True where a picture stands right above in the same element: a long caption, as it seems."""
    if before.image is None or len(piece.path) < 3 or piece.path[-2].tag in _WIDE:
        return False
    return piece.path[-2] in (before.element, before.element.getparent())


def _mark_comments(blocks: Sequence[Block], prose: Sequence[Prose]) -> None:
    """Takes their weight from notices about cookies, and from what can be replied to right below,
    where that comes twice: what readers have written."""
    comments = []
    for piece in prose:
        after = blocks[piece.block.index + 1 : piece.block.index + 2]
        if any(other.link and is_reply(other.text) for other in after):
            comments.append(piece)
        elif asks_consent(piece.block.text):
            piece.raw *= _OTHERS
    for piece in comments if len(comments) > 1 else ():
        piece.raw *= _OTHERS
        at = piece.block.index
        for block in blocks[at - 1 : at + 2]:  # who wrote it, it, how to answer it
            if block is piece.block or len(block.text) < _NAME:
                block.rule = "comment"


def _mark_teasers(
    page: Blocks, prose: Sequence[Prose], first: int, above: set[etree._Element]
) -> None:
    """Finds the prose that stands alone with a linked headline above it in one small element, or in
    one where each text stands right under a linked headline."""
    counts: dict[etree._Element, int] = {}
    for piece in prose:
        for node in piece.path[-_CARD:]:
            counts[node] = counts.get(node, 0) + 1
    blocks = page.all
    headed: dict[etree._Element, list[Prose]] = {}
    for piece in prose:
        piece.teaser = False
        index = piece.block.index
        if _is_under_picture(blocks[index - 1], piece) and counts[piece.path[-2]] == 1:
            if piece.path[-2] not in above:  # else it is all that the article says
                piece.weight *= 0.1
        for at in range(index - 1, max(0, index - 3) - 1, -1):
            other = blocks[at]
            if other.image is not None or len(other.text) < 12:
                continue
            if at != first and is_linked_headline(other):
                near = upward(other.element, _CARD)
                common = next((n for n in reversed(piece.path[-_CARD:]) if n in near), None)
                if common is not None and common.tag != "body":
                    if counts[common] == 1:
                        piece.teaser = True
                    elif at == index - 1:
                        headed.setdefault(common, []).append(piece)
            break
    for box, pieces in headed.items():
        beside = len(prose) - counts[box] > 1
        if beside and len(pieces) == counts[box] >= _ROW:
            for piece in pieces:
                piece.teaser = True
    for piece in prose:
        if piece.teaser:
            piece.weight *= 0.1


def _is_attribution(element: etree._Element) -> bool:
    """True for the footer of a quote: who said it."""
    around = element.getparent()
    return element.tag == "footer" and around is not None and around.tag == "blockquote"


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
        depth = text.usual.get(piece.look)
        usual = depth is not None and abs(len(piece.path) - depth) <= 1
        for element in _suspects(page, piece.block):
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
                innermost[named] = next((n for n in _suspects(page, block) if n not in false), None)
            block.furniture = innermost[named]


def _is_foot(element: etree._Element, size: float) -> bool:
    """True for a footer that only seems to be the text because its page has none.

    A wrapper that holds a headline, or as much text as an article, was named badly.
    """
    if size > _FOOT_AT_MOST:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag != "footer" and not _FOOT.search(names):
        return False
    return next(element.iter("h1"), None) is None


def _usual(pieces: Sequence[Prose]) -> dict[Signature, int]:
    """The usual signatures of `pieces` -> the usual depth of each."""
    sums: dict[Signature, float] = {}
    depths: dict[tuple[Signature, int], float] = {}
    total = 0.0
    for piece in pieces:
        look, weight = piece.look, piece.weight
        total += weight
        sums[look] = sums.get(look, 0.0) + weight
        place = look, len(piece.path)
        depths[place] = depths.get(place, 0.0) + weight
    answer = {}
    for (look, depth), _ in sorted(depths.items(), key=lambda pair: pair[1]):
        if sums[look] * 5 > total:
            answer[look] = depth  # the heaviest comes last
    return answer


def _goes_on(
    inside: Sequence[Prose], outside: Sequence[Prose], node: etree._Element, score: float
) -> bool:
    """True where what stands in `node` beside its best child belongs to the same text.

    It looks like the paragraphs inside, or stands as paragraphs directly in `node`.
    """
    usual = _usual(inside)
    alike = direct = 0.0
    for piece in outside:
        depth = usual.get(piece.look)
        if depth is not None and abs(len(piece.path) - depth) <= 1:
            alike += piece.weight
        elif piece.block.tag == "p" and len(piece.path) > 1 and piece.path[-2] is node:
            direct += piece.weight
    return alike > 0.06 * score or direct > 0.12 * score
