"""What stands in elements beside one another: `Tác giả:` | `Lê Hà`, `Lê Hà` | `16/04/2024`."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.extract.bylines import parse_byline
from crawler.extract.document import Block, last_kept
from crawler.extract.text import clean
from crawler.extract.tree import short_text, upward

_LABEL = re.compile(r"(?:tác giả|nguồn|người viết|nguồn tin)(?: bài(?: viết)?| tin)?\s*:?\Z", re.I)
_LONGEST = 20
"""Characters of the longest label."""
_CELLS = frozenset(("td", "th"))
_NAMED = 120
"""Characters of the longest line that a label names."""
_AROUND = 4
"""Levels within which a label and what it names have an element for themselves."""
_BEYOND = 8
"""Blocks behind the text of which one may be a byline."""
_SHORT = 5
"""Characters of the shortest piece that is no part of a date, as `Th4` is."""
_INLINE = 12
"""Pieces of the longest line that is made up of elements."""
_SMALL = re.escape("".join(filter(str.islower, map(chr, range(0x1F00)))))
_GLUED = re.compile(rf"[^\W_][^\W_{_SMALL}]")
"""A capital or a figure right behind a letter or a figure: nothing else is ever parted."""
_HEADS = frozenset(("tá", "Tá", "tÁ", "TÁ", "ng", "Ng", "nG", "NG"))
"""Letters that a label begins with."""


def part_pieces(blocks: Sequence[Block], headline: int) -> None:
    """Sets a bar between the pieces of each line beside the text that only a style sheet parts:
    `<span>Lê Hà</span><span>16/04/2024</span>`. `headline`: index of its block, or -1."""
    last = last_kept(blocks, -1)
    for block in blocks[max(headline + 1, 0) : last + 1 + _BEYOND]:
        if block.kept or block.caption or not block.link < len(block.text) <= _NAMED:
            continue
        if not _GLUED.search(block.text) or not len(block.element):
            continue
        if block.index and blocks[block.index - 1].image is not None:
            continue
        pieces = list(map(str, islice(block.element.itertext(), _INLINE + 1)))
        if len(pieces) <= _INLINE and clean("".join(pieces)) == block.text:
            block.text = clean("".join(_parted(pieces)))


def _parted(pieces: Sequence[str]) -> Iterator[str]:
    """`pieces` with a bar before each that begins with a capital or a figure right behind a word
    or number, or with a blank, where both may be of one date."""
    before = ""
    for piece in pieces:
        figures = before[-1:].isdigit() and piece[:1].isdigit()
        if figures:
            begins = len(piece.split(None, 1)[0]) > 2  # else two figures of a year
        else:
            begins = piece[:1].isupper() or piece[:1].isdigit()
            begins = begins and len(before.strip()) > 1  # else the large letter of a word
        if begins and before[-1:].isalnum():
            yield " " if figures or min(len(before), len(piece)) < _SHORT else " | "
        yield piece
        before = piece


def join_labels(blocks: Sequence[Block], kept: list[Block]) -> None:
    """Makes one line of each label and the name beside it, where they stand in an element alone
    and together are a byline: the line is the second block; the first leaves `kept`."""
    joined = False
    for at, label in enumerate(blocks, start=1):
        if label.text[:2] not in _HEADS or len(label.text) > _LONGEST:
            continue  # most are told so
        if label.tag in _CELLS or not _LABEL.match(label.text):
            continue
        behind = (blocks[place] for place in range(at, len(blocks)))
        named = next((block for block in behind if block.image is None), None)
        if named is None:
            break
        line = f"{label.text.rstrip(': ')}: {named.text}"
        if len(line) <= _NAMED and _stand_alone(label, named) and parse_byline(line):
            named.text, label.rule = line, "byline"
            joined, label.kept = joined or label.kept, False
    if joined:
        kept[:] = [block for block in kept if block.kept]


def _stand_alone(label: Block, named: Block) -> bool:
    """True where the innermost element around both blocks holds nothing else."""
    around = upward(label.element, _AROUND)
    both = next((node for node in upward(named.element, _AROUND) if node in around), None)
    if both is None:
        return False
    said = short_text(both, _NAMED)
    return said is not None and "".join(said.split()) == "".join((label.text + named.text).split())
