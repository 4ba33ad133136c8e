"""The general reader, second half: what of the blocks in the container is the article.

Boxes of links, teasers, labels, captions and head matter go; names of classes only break ties, and
vocabulary cuts tails.
"""

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extract.body import Text
from crawler.extract.boilerplate import is_file_label, is_furniture_line, is_related_label
from crawler.extract.boxes import Unit, home_of, mark_cards, mark_repeats, rule_of_box
from crawler.extract.dates import parse_date
from crawler.extract.document import Block
from crawler.extract.leftovers import (
    LINKED,
    cut_tail,
    without_labels,
    without_leftovers,
    without_stamps,
)
from crawler.extract.pictures import page_behind
from crawler.extract.prose import (
    HEADINGS,
    STOPS,
    depth_of,
    heads_letter,
    is_date_line,
    is_linked_headline,
    is_statement,
)
from crawler.extract.text import fold
from crawler.extract.tree import has_children, inner_text, upward

_MOTTO = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập ?[-–] ?tự do ?[-–]|đảng cộng sản việt nam\Z",
    re.I,
)
"""What a letterhead says."""
_LABELS = 80
"""Characters of the longest row of labels."""
_MOST = 20
"""Children of an element that are looked at: it may hold thousands of lines, each a block."""
_LABELLED = frozenset(("span", "a", "b", "strong", "label", "em", "i"))


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
            rule = rule_of_box(unit, total)
            if rule:
                for block in unit.blocks:
                    if not _is_spared(block, self.blocks, text):
                        block.rule = block.rule or rule
        for piece in text.prose:
            if piece.teaser:
                piece.block.rule = piece.block.rule or "teaser"
        inside = [block for unit in units for block in unit.blocks]
        self._pictured = {block.figure for block in inside if block.image is not None} - {None}
        mark_repeats(units)
        labels = {b for b in inside if b.image is None and is_related_label(b.text)}
        mark_cards(inside, labels)
        kept = [block for block in inside if self._keep(block, text)]
        kept = [block for block in kept if block.image is None or not self._is_thumbnail(block)]
        kept = without_leftovers(self.blocks, units, kept)
        kept = self.trim_head(kept, text)
        kept = cut_tail(kept, text)
        kept = without_stamps(without_labels(kept, labels), text)
        for block in kept:
            block.kept = True
        return kept

    def _units(self, text: Text) -> list[Unit]:
        """The blocks inside the container by the child that holds them; a child with a large
        share of the text is opened in its turn."""
        container = text.container
        assert container is not None
        opened = {container}
        level = depth_of(container)
        shares: dict[etree._Element, float] = {}
        for piece in text.prose:
            for node in piece.path[level:]:
                shares[node] = shares.get(node, 0.0) + piece.weight
        opened |= {node for node, share in shares.items() if share > 0.4 * text.weight}
        homes: dict[etree._Element, etree._Element | None] = {}
        first, last = self._range(text, opened, homes)
        for block in (*self.blocks[:first], *self.blocks[last:]):
            block.rule = block.rule or "outside the container"
        units: list[Unit] = []
        for block in self.blocks[first:last]:
            home = home_of(block.element, opened, homes)
            if home is None:
                block.rule = block.rule or "outside the container"
            elif block.index < self.first:
                block.rule = "above the headline"
            else:
                if not units or units[-1].element is not home:
                    units.append(Unit(home))
                units[-1].add(block)
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
        while first and home_of(self.blocks[first - 1].element, opened, homes) is not None:
            first -= 1
        while last < len(self.blocks):
            if home_of(self.blocks[last].element, opened, homes) is None:
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
        elif not _is_entry(block) and (is_furniture_line(text) or _is_row_of_labels(block)):
            block.rule = "furniture line"
        elif block.link * 10 > len(text) * 6 and not (
            (text.startswith("http") or is_statement(text)) and article.looks_usual(block)
        ):
            block.rule = "links"
        elif block.link and (text[0] == "#" or is_file_label(text, len(text) - block.link)):
            block.rule = "links"
        elif self._is_headline(block):
            block.rule = "headline"
        else:
            return True
        return False

    def _is_headline(self, block: Block) -> bool:
        """True for the headline, each of its lines, and a heading that says it again."""
        if block.index == self.first or block.tag not in HEADINGS:
            return block.index == self.first
        broken = self.first >= 0 and block.element is self.blocks[self.first].element
        return broken or fold(block.text) == self.title

    def _is_thumbnail(self, block: Block) -> bool:
        """True for a picture that leads to the article which a headline beside it leads to."""
        if block.image is None:
            return False
        href = page_behind(block.image, 3)
        if not href:
            return False
        for other in self.blocks[max(0, block.index - 2) : block.index + 3]:
            named = other.rule in LINKED or other.caption and is_linked_headline(other)
            if named and any(a.get("href") == href for a in other.element.iter("a")):
                block.rule = "teaser"
                return True
        return False

    def trim_head(self, kept: list[Block], text: Text) -> list[Block]:
        """Drops what stands between the headline and the first sentence and is no paragraph."""
        prose = {piece.block for piece in text.prose}
        start = next((i for i, b in enumerate(kept) if b in prose and not _states_date(b, text)), 0)
        answer: list[Block] = []
        head = _letterhead(kept[:start])
        for block in kept[:head]:
            if block.image is None and _is_head_matter(block, text) and not _returns(block, kept):
                block.rule, block.kept = "head matter", False
            elif block.image is None and fold(block.text) == self.title:
                block.rule, block.kept = "headline", False
            else:
                answer.append(block)
        return answer + kept[head:]


def _is_spared(block: Block, blocks: Sequence[Block], text: Text) -> bool:
    """True for what is not lost with its box: paragraphs like the others, and their headings."""
    if block.tag in HEADINGS and not block.link and block.index + 1 < len(blocks):
        block = blocks[block.index + 1]
    return len(block.text) > 80 and not block.link and text.looks_usual(block)


def _is_head_matter(block: Block, text: Text) -> bool:
    """True for a date line, and for few words that are neither a paragraph nor a heading."""
    words = block.text
    if is_date_line(words):
        return not heads_letter(words)
    if block.tag in HEADINGS or block.bold >= len(words) or text.looks_usual(block):
        return False
    return len(words) < 60 and words[-1:] not in STOPS


def _returns(block: Block, kept: Sequence[Block]) -> bool:
    """True for a line that stands again further down: who speaks, in questions and answers."""
    asks = block.text[-1] in ":?"
    return asks and any(other.text == block.text and other is not block for other in kept)


def _states_date(block: Block, text: Text) -> bool:
    """True for a date line that its commas make look like a sentence."""
    dated = is_date_line(block.text) and not text.looks_usual(block)
    return dated and parse_date(block.text) is not None


def _is_entry(block: Block) -> bool:
    """True for the cell of a table of several columns: `#`, `-` or `Email` say something there."""
    row = block.element.getparent() if block.tag in ("td", "th") else None
    return row is not None and has_children(row, 3)


def _is_row_of_labels(block: Block) -> bool:
    """True for labels side by side: `Nghe bài viết` and `Giọng nữ`, `Mới nhất` and `Cũ nhất`."""
    if len(block.text) > _LABELS or not has_children(block.element, 2):
        return False
    left, labels = _squeezed(block.text), 0
    for child in islice(block.element.iterchildren(), _MOST):
        if child.tag not in _LABELLED:
            continue
        label = inner_text(child)
        letters = _squeezed(label)
        if not left.startswith(letters) or (label and not is_furniture_line(label)):
            return False
        left, labels = left[len(letters) :], labels + bool(label)
    return not left and labels > 1


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _letterhead(kept: Sequence[Block]) -> int:
    """Place at which the letterhead of a document begins; `len(kept)` where there is none."""
    motto = next((i for i, block in enumerate(kept) if _MOTTO.match(block.text)), len(kept))
    if motto == len(kept):
        return motto
    table = next((node for node in upward(kept[motto].element) if node.tag == "table"), None)
    if table is None:
        return motto
    return next(i for i, block in enumerate(kept) if table in upward(block.element))
