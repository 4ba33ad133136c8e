"""From the top of a page down to the innermost element that holds its text."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from lxml import etree

from crawler.extract.prose import Prose, Signature

_LOST = 0.06
"""Share of a text that may be left behind, paragraph by paragraph, on the way to its container."""
_BESIDE = 0.06
"""Share of a text beyond which what stands beside it and looks like it is of it."""
_GAP = 3
"""Levels between two paragraphs that are left behind so."""
_PARAGRAPH = 80.0
"""Weight of a paragraph that opens a text."""
_NEAR = 6
"""Blocks before the rest of a text among which it opens."""
_TEXT_TAGS = frozenset(("p", "blockquote", "pre", "li", "td"))


def descend(
    live: list[Prose], above: Set[etree._Element]
) -> tuple[etree._Element, list[Prose], dict[etree._Element, float]]:
    """(the element, the prose inside it, the weight inside each element on the way to it and right
    beside that)."""
    level = _common(live) - 1
    node = live[0].path[level]
    scores = {node: sum(piece.weight for piece in live)}
    chain: _Chain | None = None
    while True:
        level += 1
        children = _children(live, level)
        if not children:
            break
        scores |= children
        best = max(children, key=children.__getitem__)
        held = next((child for child in children if child in above), None)
        if held is not None and _is_apart(held, best, children, level, live, scores[node]):
            best = held  # the page goes on with other articles
        elif scores[best] < 0.55 * scores[node]:
            break
        inside, outside = live, live[:0]
        if scores[best] != scores[node]:  # at most levels nothing parts
            inside, outside = _part(live, best, level)
        if best.tag in _TEXT_TAGS and all(piece.path[-1] is best for piece in inside):
            break
        if outside and best is not held:
            if _belongs(inside, outside, node, scores[node]):
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


def _children(live: Sequence[Prose], level: int) -> dict[etree._Element, float]:
    """Weight inside each element of a level, in page order: of two that weigh the same the first is
    the best, whenever it is asked."""
    weights: dict[etree._Element, float] = {}
    for piece in live:
        path = piece.path
        if len(path) > level:
            child = path[level]
            weights[child] = weights.get(child, 0.0) + piece.weight
    return weights


def _part(
    live: Sequence[Prose], element: etree._Element, level: int
) -> tuple[list[Prose], list[Prose]]:
    """The prose inside `element` and the rest."""
    inside: list[Prose] = []
    outside: list[Prose] = []
    for piece in live:
        (inside if _holds(element, level, piece) else outside).append(piece)
    return inside, outside


def _is_apart(
    held: etree._Element,
    best: etree._Element,
    children: Mapping[etree._Element, float],
    level: int,
    live: Sequence[Prose],
    whole: float,
) -> bool:
    """True where the text is that of `held`, which has the headline, however much stands beside it:
    in other articles, or in a `best` child that outweighs several paragraphs of its own."""
    share = children[held] / whole
    if held.tag == "article" and any(c is not held and c.tag == "article" for c in children):
        return share > 0.1
    if held is best or share <= 0.25:
        return False
    return sum(_holds(held, level, piece) for piece in live) > 2


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


def usual_looks(pieces: Sequence[Prose]) -> dict[Signature, int]:
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


def _belongs(
    inside: Sequence[Prose], outside: Sequence[Prose], node: etree._Element, score: float
) -> bool:
    """True where what stands in `node` beside its best child is of the same text."""
    opening = _opening(outside, inside[0].block.index)
    if not opening and sum(piece.weight for piece in outside) <= _BESIDE * score:
        return False  # whatever it looks like
    usual = usual_looks(inside)
    return _goes_on(usual, outside, node, score) or any(p.look in usual for p in opening)


def _opening(outside: Sequence[Prose], first: int) -> list[Prose]:
    """The paragraphs right before the best child, which begins at `first`, that may have the class
    of those inside: what comes first stands apart from what is only for subscribers."""
    return [
        piece
        for piece in outside
        if first - _NEAR < piece.block.index < first
        and piece.look[1]
        and not piece.teaser
        and piece.weight > _PARAGRAPH
    ]


def _goes_on(
    usual: Mapping[Signature, int], outside: Sequence[Prose], node: etree._Element, score: float
) -> bool:
    """True where it looks like the paragraphs inside, or stands as paragraphs directly in `node`."""
    alike = direct = 0.0
    for piece in outside:
        depth = usual.get(piece.look)
        if depth is not None and abs(len(piece.path) - depth) <= 1:
            alike += piece.weight
        elif piece.block.tag == "p" and len(piece.path) > 1 and piece.path[-2] is node:
            direct += piece.weight
    return alike > _BESIDE * score or direct > 2 * _BESIDE * score
