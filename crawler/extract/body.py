"""The general reader: which blocks of an unknown page are the article.

The evidence is structure first: where the densest text of sentences lies, what stands under the
headline, what looks like the other paragraphs, what is a list of links. Names of classes only
break ties, and vocabulary cuts tails.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from crawler.extract.boilerplate import (
    is_advert_label,
    is_file_label,
    is_furniture_line,
    is_imprint,
    is_invitation,
    is_related_label,
    is_tail_line,
    tail_start,
)
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, Blocks, upward
from crawler.extract.text import fold

_ENDS = frozenset(".!?…:;”\"'’)»。！？」")
"""What a sentence, a quote or an introduction to one ends in."""
_STOPS = frozenset(".!?…。！？")
_MARKS = re.compile('[,.;?!…] |\\.[”"]|[，。、]')
"""What stands between the parts of a sentence, and between sentences."""
_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_FIRST_DENSE = "\u3000"
"""Before it comes every other letter: most texts need no more than to be compared with it."""
_CARD = 4
"""Levels within which a headline and its teaser stand in one element."""
_CARD_IN = 12
"""Levels within which a label and what is offered under it stand in one element."""
_LOST = 0.06
"""Share of a text that may be left behind, paragraph by paragraph, on the way to its container."""
_MOTTO = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập ?[-–] ?tự do ?[-–]|đảng cộng sản việt nam\Z",
    re.I,
)
"""What a letterhead says."""
_GAP = 3
"""Levels between two such paragraphs."""
_VERSE = 4
"""Lines that make a poem."""
_BOX = 600
"""Characters of the longest box that is only a notice."""
_LINES = 3
"""Paragraphs of the longest cell in a row of entries."""
_ENTRY = 60
"""Characters below which a cell is an entry, not a column of text."""
_DEEPEST = 256
"""Levels of nesting that are told apart; no page that means them has a quarter of that."""
_WIDE = frozenset(("body", "article", "section", "main", "td"))
_FOOT_AT_MOST = 1000
"""Characters of text beyond which nothing is a mere footer."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SHORT = 1000.0
"""Weight of a short notice."""
_LEAST = 20.0
"""Weight below which a page holds no text: a clock, a slogan."""
_LINKED = frozenset(("links", "teaser"))
"""Rules by which a line is the linked headline of another article."""
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
_TEXT_TAGS = frozenset(("p", "blockquote", "pre", "li", "td"))
_CELLS = frozenset(("td", "th"))
_Signature = tuple[str, str | None]


def signature_of(block: Block) -> _Signature:
    """What paragraphs of one kind share: tag and class."""
    return block.tag, block.element.get("class")


def _weight(block: Block) -> float:
    """How much a block speaks for the container that it stands in; 0 for a link or a label."""
    text = block.text
    size = len(text)
    if size < 25 and not (size > 8 and text[0] > _FIRST_DENSE and _DENSE.match(text)):
        return 0.0
    if block.caption or block.link * 2 > size:
        return 0.0
    last = text[-1]
    marks = last in _STOPS or bool(_MARKS.search(text))
    if size < 80 and not marks:
        return 0.0
    weight = min(size, 1200) * (1 - block.link / size)
    if text[0] > _FIRST_DENSE and _DENSE.match(text):
        weight *= 2.5  # one character says as much as two or three letters
    if last not in _ENDS:
        weight *= 0.5
    if block.tag in ("li", "td", "th") or block.tag in _HEADINGS:
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
    look: _Signature
    weight: float = 0.0
    teaser: bool = False
    """True where it stands alone with a linked headline: it advertises another article."""


@dataclass(slots=True)
class Text:
    """Where the text of a page lies."""

    container: etree._Element | None = None
    weight: float = 0.0
    usual: dict[_Signature, int] = field(default_factory=dict)
    """What the main paragraphs look like -> how deep in the page they lie."""
    prose: list[Prose] = field(default_factory=list)
    """The blocks of sentences inside the container."""

    def looks_usual(self, block: Block, depth: int | None = None) -> bool:
        """True for a block that looks like the main paragraphs and lies about as deep."""
        usual = self.usual.get(signature_of(block))
        if usual is None:
            return False
        return abs((depth or _depth(block.element)) - usual) <= 1


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
            weight = _weight(block)
            if weight:
                path = _path(block.element, paths)
                found.append(Prose(block, weight, path, signature_of(block)))
        if sum(piece.raw for piece in found) < _SHORT:  # an imprint may outweigh it
            found = [piece for piece in found if not is_imprint(piece.block.text)]
        if sum(piece.raw for piece in found) < _LEAST:
            return self._verse() or found
        return found

    def _verse(self) -> list[Prose]:
        """Where a page has no sentences: runs of short lines in one element, as of a poem."""
        runs: dict[tuple[etree._Element | None, _Signature], list[Block]] = {}
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
            Prose(block, 0.3 * len(block.text), _path(block.element, paths), look)
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
        _mark_teasers(page, prose, first)
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

    def within(self, element: etree._Element, usual: dict[_Signature, int]) -> Text:
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
                    piece.weight *= 0.4 if page.foreign.isdisjoint(around) else 0.05

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
            children = {piece.path[level] for piece in live if len(piece.path) > level}
            if not children:
                break
            best = max(children, key=lambda child: scores[child])
            held = next((child for child in children if child in above), None)
            apart = False
            if held is not None and held is not best:
                twins = held.tag == best.tag == "article"
                several = sum(_holds(held, level, piece) for piece in live) > 2
                apart = scores[held] > (0.1 if twins else 0.25) * scores[node] and (
                    twins or several
                )
            if apart and held is not None:
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


def _path(
    element: etree._Element, paths: dict[etree._Element, list[etree._Element]]
) -> list[etree._Element]:
    """All around `element` and itself, outermost first, down to `_DEEPEST` levels: what lies
    deeper counts as its ancestor there."""
    chain: list[etree._Element] = []
    node: etree._Element | None = element
    while node is not None and node not in paths:
        chain.append(node)
        node = node.getparent()
    path = paths[node] if node is not None else []
    for node in reversed(chain):
        if len(path) < _DEEPEST:
            path = [*path, node]
        paths[node] = path
    return path


def _suspects(page: Blocks, block: Block) -> Iterator[etree._Element]:
    node = block.furniture
    while node is not None:
        yield node
        node = page.suspects[node]


def _is_linked_headline(block: Block) -> bool:
    if block.link * 10 < len(block.text) * 8 or block.tag == "h1":
        return False
    return len(block.text.split()) > 4 or bool(_DENSE.match(block.text))


def _is_under_picture(before: Block, piece: Prose) -> bool:
    """True where a picture stands right above in the same element: a long caption, as it seems."""
    if before.image is None or len(piece.path) < 3 or piece.path[-2].tag in _WIDE:
        return False
    return piece.path[-2] in (before.element, before.element.getparent())


def _mark_teasers(page: Blocks, prose: Sequence[Prose], first: int) -> None:
    """Finds the prose that stands alone with a linked headline above it in one small element."""
    counts: dict[etree._Element, int] = {}
    for piece in prose:
        for node in piece.path[-_CARD:]:
            counts[node] = counts.get(node, 0) + 1
    blocks = page.all
    for piece in prose:
        piece.teaser = False
        index = piece.block.index
        if _is_under_picture(blocks[index - 1], piece) and counts[piece.path[-2]] == 1:
            piece.weight *= 0.1
        for at in range(index - 1, max(0, index - 3) - 1, -1):
            other = blocks[at]
            if other.image is not None or len(other.text) < 12:
                continue
            if at != first and _is_linked_headline(other):
                near = upward(other.element, _CARD)
                common = next((n for n in reversed(piece.path[-_CARD:]) if n in near), None)
                if common is not None and counts[common] == 1 and common.tag != "body":
                    piece.teaser = True
                    piece.weight *= 0.1
            break


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


_FOOT = re.compile(r"(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])", re.I)


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


def _usual(pieces: Sequence[Prose]) -> dict[_Signature, int]:
    """The usual signatures of `pieces` -> the usual depth of each."""
    sums: dict[_Signature, float] = {}
    depths: dict[tuple[_Signature, int], float] = {}
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


def _depth(element: etree._Element) -> int:
    return min(len(upward(element)), _DEEPEST)


@dataclass(slots=True, eq=False)
class _Unit:
    """A child of the container, with the blocks that stand in it."""

    element: etree._Element
    blocks: list[Block] = field(default_factory=list)

    @property
    def texts(self) -> list[Block]:
        return [block for block in self.blocks if block.image is None and not block.caption]


class Chooser:
    """Marks each block of a page as kept or not, and by which rule."""

    def __init__(self, blocks: Sequence[Block], title: str | None, first: int) -> None:
        self.blocks = blocks
        self.title = fold(title) if title else ""
        self.first = first
        self._pictured: set[etree._Element | None] = set()
        """The figures that hold a picture."""

    def choose(self, text: Text) -> list[Block]:
        """The article's blocks, in page order."""
        units = self._units(text)
        total = sum(len(block.text) for unit in units for block in unit.texts)
        for unit in units:
            rule = _box(unit, total)
            if rule:
                for block in unit.blocks:
                    if not (len(block.text) > 80 and not block.link and text.looks_usual(block)):
                        block.rule = block.rule or rule
        for piece in text.prose:
            if piece.teaser:
                piece.block.rule = piece.block.rule or "teaser"
        inside = [block for unit in units for block in unit.blocks]
        self._pictured = {block.figure for block in inside if block.image is not None} - {None}
        _mark_repeats(units)
        _mark_cards(inside)
        kept = [block for block in inside if self._keep(block, text)]
        kept = [block for block in kept if not self._is_thumbnail(block)]
        kept = self.trim_head(kept, text)
        kept = self._cut_tail(kept, text)
        kept = self._drop_labels(kept)
        for block in kept:
            block.kept = True
        return kept

    def _units(self, text: Text) -> list[_Unit]:
        """The blocks inside the container by the child that holds them; a child with a large
        share of the text is opened in its turn."""
        container = text.container
        assert container is not None
        opened = {container}
        level = _depth(container)
        shares: dict[etree._Element, float] = {}
        for piece in text.prose:
            for node in piece.path[level:]:
                shares[node] = shares.get(node, 0.0) + piece.weight
        opened |= {node for node, share in shares.items() if share > 0.4 * text.weight}
        homes: dict[etree._Element, etree._Element | None] = {}
        first, last = self._range(text, opened, homes)
        for block in (*self.blocks[:first], *self.blocks[last:]):
            block.rule = block.rule or "outside the container"
        units: list[_Unit] = []
        for block in self.blocks[first:last]:
            home = _home(block.element, opened, homes)
            if home is None:
                block.rule = block.rule or "outside the container"
            elif block.index < self.first:
                block.rule = "above the headline"
            elif units and units[-1].element is home:
                units[-1].blocks.append(block)
            else:
                units.append(_Unit(home, [block]))
        return units

    def _range(
        self,
        text: Text,
        opened: set[etree._Element],
        homes: dict[etree._Element, etree._Element | None],
    ) -> tuple[int, int]:
        """From where to before where the blocks inside the container stand: they follow one
        another, so that those around need not all be looked at."""
        if not text.prose:
            return 0, len(self.blocks)
        first, last = text.prose[0].block.index, text.prose[-1].block.index + 1
        while first and _home(self.blocks[first - 1].element, opened, homes) is not None:
            first -= 1
        while last < len(self.blocks):
            if _home(self.blocks[last].element, opened, homes) is None:
                break
            last += 1
        return first, last

    def _keep(self, block: Block, article: Text) -> bool:
        if block.image is not None:
            return block.furniture is None and not block.rule
        text = block.text
        if block.rule:
            return False
        if block.furniture is not None:
            block.rule = "furniture by name"
        elif block.caption or (block.figure in self._pictured and block.tag in ("p", "div")):
            block.rule = "caption"
        elif is_furniture_line(text):
            block.rule = "furniture line"
        elif block.link * 10 > len(text) * 6 and not (
            (text.startswith("http") or _is_statement(text)) and article.looks_usual(block)
        ):
            block.rule = "links"
        elif block.link and is_file_label(text, len(text) - block.link):
            block.rule = "links"
        elif (block.tag in _HEADINGS or block.index == self.first) and fold(text) == self.title:
            block.rule = "headline"
        else:
            return True
        return False

    def _is_thumbnail(self, block: Block) -> bool:
        """True for a picture that leads to the article which a headline beside it leads to."""
        if block.image is None:
            return False
        link = next((node for node in upward(block.image, 3) if node.tag == "a"), None)
        href = (link.get("href") or "") if link is not None else ""
        if not href or href.lower().endswith(_PICTURES):
            return False
        for other in self.blocks[max(0, block.index - 2) : block.index + 3]:
            named = other.rule in _LINKED or other.caption and _is_linked_headline(other)
            if named and any(a.get("href") == href for a in other.element.iter("a")):
                block.rule = "teaser"
                return True
        return False

    def trim_head(self, kept: list[Block], text: Text) -> list[Block]:
        """Drops what stands between the headline and the first sentence and is no paragraph."""
        prose = {id(piece.block) for piece in text.prose}
        start = next((i for i, block in enumerate(kept) if id(block) in prose), 0)
        answer: list[Block] = []
        head = _letterhead(kept[:start])
        for block in kept[:head]:
            if block.image is None and _is_head_matter(block, text):
                block.rule, block.kept = "head matter", False
            elif block.image is None and fold(block.text) == self.title:
                block.rule, block.kept = "headline", False
            else:
                answer.append(block)
        return answer + kept[head:]

    def _cut_tail(self, kept: list[Block], text: Text) -> list[Block]:
        texts = [block for block in kept if block.image is None]
        end = tail_start([block.text for block in texts])
        if end >= len(texts):
            return kept
        after = sum(len(block.text) for block in texts[end:] if text.looks_usual(block))
        if after * 10 > 3 * sum(len(block.text) for block in texts):
            return kept  # the text goes on: a label in its middle is no tail
        for block in texts[end:]:
            block.rule = "tail label"
        return kept[: kept.index(texts[end])]

    @staticmethod
    def _drop_labels(kept: list[Block]) -> list[Block]:
        """Takes out labels that head a box of links, and trailing headings with nothing below."""
        answer = []
        for block in kept:
            if block.image is None and is_related_label(block.text):
                block.rule = "related label"
                continue
            answer.append(block)
        while len(answer) > 1 and answer[-1].image is None and is_tail_line(answer[-1].text):
            answer.pop().rule = "furniture line"
        while answer and answer[-1].image is None and answer[-1].tag in _HEADINGS:
            answer.pop().rule = "heading without text"
        return answer


def _is_head_matter(block: Block, text: Text) -> bool:
    """True for a date line, and for few words that are neither a paragraph nor a heading."""
    words = block.text
    if len(words) < 120 and words[-1:] not in _ENDS and looks_dated(words):
        return True
    if block.tag in _HEADINGS or block.bold >= len(words) or text.looks_usual(block):
        return False
    return len(words) < 60 and words[-1:] not in _STOPS


def _is_statement(text: str) -> bool:
    """True for what ends in a full stop, as no headline does, not even one in quotes."""
    return text.rstrip("”\"’'»)")[-1:] in (".", "。")


def _letterhead(kept: Sequence[Block]) -> int:
    """Place at which the letterhead of a document begins; `len(kept)` where there is none."""
    motto = next((i for i, block in enumerate(kept) if _MOTTO.match(block.text)), len(kept))
    if motto == len(kept):
        return motto
    table = next((node for node in upward(kept[motto].element) if node.tag == "table"), None)
    if table is None:
        return motto
    return next(i for i, block in enumerate(kept) if table in upward(block.element))


def _mark_repeats(units: Sequence[_Unit]) -> None:
    """Finds the box that stands in the text three times and more: a notice in place of embeds."""
    places: dict[tuple[str, ...], list[_Unit]] = {}
    for unit in units:
        texts = tuple(block.text for block in unit.texts)
        if len(texts) > 1 and sum(map(len, texts)) < _BOX:
            places.setdefault(texts, []).append(unit)
    for copies in places.values():
        if len(copies) > 2:
            for unit in copies:
                for block in unit.blocks:
                    block.rule = block.rule or "repeated box"


def _mark_cards(inside: Sequence[Block]) -> None:
    """Finds what is offered under a label like `Bài viết liên quan` in elements of its own, each
    with a linked headline at its head."""
    cards: dict[etree._Element, list[Block]] = {}
    around: set[etree._Element] = set()
    for block in inside:
        if block.image is None and is_related_label(block.text):
            _take_cards(cards)
            cards, around = {}, set(upward(block.element, _CARD_IN))
        elif around:
            path = upward(block.element, _CARD_IN)
            level = next((i for i, node in enumerate(path) if node in around), 0)
            if level:
                cards.setdefault(path[level - 1], []).append(block)
    _take_cards(cards)


def _take_cards(cards: dict[etree._Element, list[Block]]) -> None:
    found = [blocks for blocks in cards.values() if _opens_with_link(blocks)]
    for block in (block for blocks in found for block in blocks if len(found) > 1):
        block.rule = block.rule or "teaser"


def _opens_with_link(blocks: Sequence[Block]) -> bool:
    first = next((block for block in blocks if block.image is None), None)
    return first is not None and _is_linked_headline(first)


def join_rows(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """(index of its first block, text) of each paragraph that `blocks` make up.

    The cells of a table row are one, joined by ` | `, the lines of a cell by a blank; so are the
    lines of a sentence that an editor broke in its middle. A cell alone is no row: its lines are
    paragraphs, as where a table lays out the page.
    """
    rows: list[tuple[int, list[str]]] = []
    last: Block | None = None
    cells = _cells(blocks)
    for block in blocks:
        cell = cells.get(block.index)
        before = cells.get(last.index) if last is not None and cell is not None else None
        if last is not None and _continues(last, block):
            rows[-1][1].append(f" {block.text}")
        elif cell is not None and before is not None and cell.getparent() is before.getparent():
            rows[-1][1].append(f" {block.text}" if cell is before else f" | {block.text}")
        else:
            rows.append((block.index, [block.text]))
        last = block
    return [(index, "".join(parts)) for index, parts in rows]


def _cells(blocks: Sequence[Block]) -> dict[int, etree._Element]:
    """Index of a block -> its cell, for the blocks in rows of several cells."""
    rows: dict[etree._Element | None, dict[etree._Element, list[Block]]] = {}
    for block in blocks:
        cell = next((node for node in upward(block.element, 3) if node.tag in _CELLS), None)
        if cell is not None:
            rows.setdefault(cell.getparent(), {}).setdefault(cell, []).append(block)
    whole = {row: list(cells.values()) for row, cells in rows.items() if len(cells) > 1}
    tables = Counter(row.getparent() for row in whole if row is not None)
    return {
        block.index: cell
        for row, cells in whole.items()
        if row is not None and _is_row(cells, 1 if tables[row.getparent()] == 1 else _LINES)
        for cell, lines in rows[row].items()
        for block in lines
    }


def _is_row(cells: Sequence[Sequence[Block]], most: int) -> bool:
    """False where the cells lay out the page: they hold columns of running text, or more than
    `most` paragraphs of their own."""
    if all(block.tag in _CELLS for lines in cells for block in lines):
        return True
    if any(len(lines) > most for lines in cells):
        return False
    return any(sum(len(block.text) for block in lines) < _ENTRY for lines in cells)


def _continues(last: Block, block: Block) -> bool:
    return (
        block.element is last.element
        and block.index == last.index + 1
        and last.text[-1] not in _ENDS
        and block.text[0].islower()
    )


def _home(
    element: etree._Element,
    opened: set[etree._Element],
    homes: dict[etree._Element, etree._Element | None],
) -> etree._Element | None:
    """The outermost element around `element` that is not opened; `element` itself where all
    are up to the container; None outside the container. `homes` remembers."""
    chain: list[etree._Element] = []
    node: etree._Element | None = element
    while node is not None and node not in homes and node not in opened:
        chain.append(node)
        node = node.getparent()
    if node is None:
        home = None
    elif node in homes:
        home = homes[node]
    else:
        home = chain[-1] if chain else element
    for step in chain:
        homes[step] = home
    return home


def _box(unit: _Unit, total: int) -> str:
    """The rule by which a whole unit is furniture; empty where it belongs to the text."""
    texts = unit.texts
    if len(texts) < 2 and unit.element.tag in ("p", "blockquote", "pre", *_HEADINGS):
        return ""
    size = sum(len(block.text) for block in texts)
    if not size or size * 10 > total * 3:
        return ""
    links = sum(block.link for block in texts)
    if links * 2 > size and len(texts) > 1:
        return "box of links"
    if is_related_label(texts[0].text) or is_advert_label(texts[0].text):
        return "related box"
    pictured = len(texts) < len(unit.blocks)
    if pictured and len(texts) == 1 and is_invitation(texts[0].text):
        return "invitation"
    teasers = [b for b in texts if len(b.text) > 24 and b.link * 10 > len(b.text) * 8]
    if teasers and size - links < 400 and unit.element.tag != "table":
        if teasers[0].tag in _HEADINGS or any(block.image is not None for block in unit.blocks):
            return "teaser"
    if size < 600 and unit.element.tag not in ("p", "table", "figure", *_HEADINGS):
        if next(unit.element.iter("input", "textarea", "select"), None) is not None:
            return "form"
    return ""
