"""Blocks as paragraphs: the cells of a table row, the lines of a broken sentence are one."""

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from crawler.extract.document import Block
from crawler.extract.prose import ENDS

_LINES = 3
"""Paragraphs of the longest cell in a row of entries."""
_ENTRY = 60
"""Characters below which a cell is an entry, not a column of text."""
_CELLS = frozenset(("td", "th"))
_LEVELS = 3
"""Levels within which a paragraph stands in its cell."""


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
        if last is not None and block.element is last.element and _continues(last, block):
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
    plain: etree._Element | None = None  # an element of a paragraph in no cell
    for block in blocks:
        element = block.element
        if element.getparent() is plain and element.tag not in _CELLS:
            continue  # as most are: beside the one before
        if (cell := _cell_around(element)) is None:
            plain = element.getparent()
        else:
            rows.setdefault(cell.getparent(), {}).setdefault(cell, []).append(block)
    whole = {row: list(cells.values()) for row, cells in rows.items() if len(cells) > 1}
    if not whole:
        return {}
    tables = Counter(row.getparent() for row in whole if row is not None)
    return {
        block.index: cell
        for row, cells in whole.items()
        if row is not None and _is_row(cells, 1 if tables[row.getparent()] == 1 else _LINES)
        for cell, lines in rows[row].items()
        for block in lines
    }


def _cell_around(element: etree._Element) -> etree._Element | None:
    """The innermost cell that holds `element`, itself or one of the two around it."""
    node: etree._Element | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag in _CELLS:
            return node
        node = node.getparent()
    return None


def _is_row(cells: Sequence[Sequence[Block]], most: int) -> bool:
    """False where the cells lay out the page: they hold columns of running text, or more than
    `most` paragraphs of their own."""
    if all(block.tag in _CELLS for lines in cells for block in lines):
        return True
    if any(len(lines) > most for lines in cells):
        return False
    return any(sum(len(block.text) for block in lines) < _ENTRY for lines in cells)


def _continues(last: Block, block: Block) -> bool:
    """True where `block`, of the same element, goes on with the sentence that `last` begins."""
    return block.index == last.index + 1 and last.text[-1] not in ENDS and block.text[0].islower()
