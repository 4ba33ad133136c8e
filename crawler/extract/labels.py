"""A label in an element of its own, and what it names in the next one: `Tác giả:` | `Lê Hà`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.extract.bylines import parse_byline
from crawler.extract.document import Block
from crawler.extract.tree import short_text, upward

_LABEL = re.compile(r"(?:tác giả|nguồn|người viết|nguồn tin)(?: bài(?: viết)?| tin)?\s*:?\Z", re.I)
_LONGEST = 20
"""Characters of the longest label."""
_CELLS = frozenset(("td", "th"))
_NAMED = 120
"""Characters of the longest line that a label names."""
_AROUND = 4
"""Levels within which a label and what it names have an element for themselves."""


def join_labels(blocks: Sequence[Block], kept: list[Block]) -> None:
    """Makes one line of each label and the name beside it, where they stand in an element alone
    and together are a byline: the line is the second block; the first leaves `kept`."""
    for label, named in pairwise(block for block in blocks if block.image is None):
        if len(label.text) > _LONGEST or label.tag in _CELLS or not _LABEL.match(label.text):
            continue
        line = f"{label.text.rstrip(': ')}: {named.text}"
        if len(line) <= _NAMED and _stand_alone(label, named) and parse_byline(line):
            named.text, label.rule = line, "byline"
            if label.kept:
                label.kept = False
                kept.remove(label)


def _stand_alone(label: Block, named: Block) -> bool:
    """True where the innermost element around both blocks holds nothing else."""
    around = upward(label.element, _AROUND)
    both = next((node for node in upward(named.element, _AROUND) if node in around), None)
    if both is None:
        return False
    said = short_text(both, _NAMED)
    return said is not None and "".join(said.split()) == "".join((label.text + named.text).split())
