"""What is left over of furniture among the chosen blocks: clocks, stamps, labels, lone headings."""

import re
from collections.abc import Sequence, Set

from lxml import etree

from crawler.extract.body import Text
from crawler.extract.boilerplate import (
    is_file_label,
    offers_articles,
    tail_starts,
)
from crawler.extract.boxes import Unit
from crawler.extract.document import Block
from crawler.extract.imprints import is_imprint, is_tail_line
from crawler.extract.prose import HEADINGS, STOPS, Signature, signature_of
from crawler.extract.tree import upward

_STAMP = 40
"""Characters of the longest time stamp."""
_STAMPS = 3
"""Time stamps of a text that comes in parts, as a live report does."""
_STAMPED = re.compile(
    r"(?:\d?\d ?(?:[:hg]|giờ) ?\d\d(?: ?phút)?'?|\d?\d[/.-]\d?\d(?:[/.-]\d{4})?|\d+ (?:phút|giờ|ngày) trước"
    r"|thứ \w+|chủ nhật|ngày|lúc|GMT\+7|[\s,|()-])+\Z",
    re.I,
)
_SIGNERS = 3
"""Lines at the end of a text among which the names of those who wrote it are."""
_SIGNED = 60
"""Characters of the longest of them."""
_BELOW = 5
"""Blocks below the label of files among which one is offered."""
_TABLE = 6
"""Levels within which a cell has its table."""
_SAYS = 3
"""Lines in a row that say the same and are no text."""
_COUNTS = 4
"""Numbers in a row that lead to pictures or pages."""
_DIGITS = 4
_CLOCK = 6
_PLAYED = re.compile(r"\d?\d:\d\d\Z")
_SENTENCE = 80
"""Characters of the shortest paragraph below which a label heads nothing but text."""
LINKED = frozenset(("links", "teaser"))
"""Rules by which a line is the linked headline of another article."""
_BOXED = LINKED | {"box of links", "related box", "form", "repeated box"}
"""Rules by which what stands under a heading is a box of something else."""


def _tail_of(kept: Sequence[Block]) -> int | None:
    """Place of the line of the page's tail that is the last of the text, or stands right before the
    names of those who wrote it."""
    for place, block in zip(range(len(kept) - 1, 0, -1), kept[: -_SIGNERS - 1 : -1], strict=False):
        if block.image is not None:
            return None
        if is_tail_line(block.text, linked=block.link > 0):
            return place
        if is_imprint(block.text) and is_imprint(kept[place - 1].text):
            return place  # one such line may be text, two are a footer
        if len(block.text) > _SIGNED or block.text[-1] in STOPS:
            return None
    return None


def without_leftovers(
    blocks: Sequence[Block], units: Sequence[Unit], kept: Sequence[Block]
) -> list[Block]:
    """`kept` without what is left of players, of boxes and of lists of files."""
    kept = _without_lone_headings(units, _without_clocks(blocks, kept))
    return _without_file_lists(blocks, kept)


def _without_clocks(blocks: Sequence[Block], kept: Sequence[Block]) -> list[Block]:
    """`kept` without the times of a player: `0:00` and `3:12` beside its labels."""
    for block in kept:
        if len(block.text) < _CLOCK and block.image is None and _PLAYED.match(block.text):
            beside = blocks[max(0, block.index - 2) : block.index + 3]
            if any(other.rule == "furniture line" for other in beside):
                block.rule = "furniture line"
    return [block for block in kept if not block.rule]


def _without_lone_headings(units: Sequence[Unit], kept: Sequence[Block]) -> list[Block]:
    """`kept` without the headings of boxes of which nothing else is kept."""
    left = {block.index for block in kept}
    for unit in units:
        if len(unit.texts) < 2:
            continue
        inside = [block for block in unit.blocks if block.index in left]
        if len(inside) == 1 and inside[0].tag in HEADINGS:
            below = (block.rule for block in unit.texts if block.index > inside[0].index)
            if any(rule in _BOXED for rule in below):
                inside[0].rule = "heading without text"
    return [block for block in kept if not block.rule]


def _without_file_lists(blocks: Sequence[Block], kept: Sequence[Block]) -> list[Block]:
    """`kept` without what stands over files whose links are no text: `Tệp đính kèm:`, and the
    heads of a table of which no entry is kept."""
    emptied: dict[etree._Element, bool] = {}
    for block in kept:
        if block.tag == "th":
            table = next(
                (n for n in upward(block.element, _TABLE) if n.tag == "table"), block.element
            )
            if table not in emptied:
                emptied[table] = _is_emptied(table, blocks[block.index :])
            block.rule = "heading without text" if emptied[table] else ""
        elif block.image is None and is_file_label(block.text, len(block.text)):
            below = (b for b in blocks[block.index + 1 : block.index + _BELOW] if b.image is None)
            block.rule = "furniture line" if any(b.rule == "links" for b in below) else ""
    return [block for block in kept if not block.rule]


def _is_emptied(table: etree._Element, blocks: Sequence[Block]) -> bool:
    """True where `table` has entries and none of them is kept; `blocks`: from its heads on."""
    entries = False
    for block in blocks:
        if block.tag != "th" and block.image is None:
            if table not in upward(block.element, _TABLE):
                break
            if not block.rule:
                return False
            entries = True
    return entries


def without_stamps(kept: Sequence[Block], text: Text) -> list[Block]:
    """`kept` without the lines of one look that only tell when each part of the text came, and those
    that a gallery has for each of its pictures."""
    kept = _without_runs(kept, text)
    looks: dict[Signature, list[Block]] = {}
    for block in kept:
        plain = block.image is None and block.tag not in HEADINGS and not block.bold
        if plain and len(block.text) < _STAMP and _STAMPED.match(block.text):
            looks.setdefault(signature_of(block), []).append(block)
    stamps = {
        block
        for blocks in looks.values()
        if len(blocks) >= _STAMPS and blocks[0].tag != "td" and not text.looks_usual(blocks[0])
        for block in blocks
    }
    for block in stamps:
        block.rule = "time stamp"
    return [block for block in kept if block not in stamps]


def _without_runs(kept: Sequence[Block], text: Text) -> list[Block]:
    """`kept` without lines that follow one another and say the same, or count on: `1`, `2`, `3`."""
    runs: list[list[Block]] = [[]]
    for block in kept:
        if block.image is not None:
            runs.append([])  # a caption may be that of several pictures
        elif runs[-1] and not _goes_on(runs[-1], block):
            runs.append([block])
        else:
            runs[-1].append(block)
    if max(map(len, runs)) < _SAYS:
        return list(kept)
    ends: list[list[Block]] = [[], *runs, []]
    for before, run, after in zip(ends, runs, ends[2:], strict=False):
        least = _COUNTS if run and run[0].text.isdecimal() else _SAYS
        if len(run) < least or run[0].tag == "td" or text.looks_usual(run[0]):
            continue
        if not _is_refrain(run, (*before[-1:], *after[:1])):
            for line in run:
                line.rule = "repeated line"
    return [block for block in kept if not block.rule]


def _is_refrain(run: Sequence[Block], beside: Sequence[Block]) -> bool:
    """True for words that are called out, or are those of a verse: what stands before or behind them
    looks like them."""
    look, line = signature_of(run[0]), run[0].text
    if any(map(str.isdigit, line)):
        return False
    return line[-1] in "!！" or any(signature_of(block) == look for block in beside)


def _goes_on(run: Sequence[Block], block: Block) -> bool:
    last = run[-1].text
    if last == block.text:
        return len(run) < 2 or run[0].text == last
    counts = len(last) < _DIGITS > len(block.text) and last.isdecimal() and block.text.isdecimal()
    return counts and int(block.text) == int(last) + 1 and (len(run) < 2 or run[0].text != last)


def cut_tail(kept: list[Block], text: Text) -> list[Block]:
    """`kept` without the page's tail: from a label on that heads it, and behind which the text does
    not go on."""
    texts = [block for block in kept if block.image is None]
    lines = [block.text for block in texts]
    if not (ends := list(tail_starts(lines))):
        return kept
    whole = sum(map(len, lines))
    usual = [len(block.text) * text.looks_usual(block) for block in texts]
    after, before = sum(usual), 0
    for end in ends:
        after, before = after - sum(usual[before:end]), end
        if after * 10 <= 3 * whole and not _heads_text(texts[end], texts[end + 1 : end + 3], text):
            place = kept.index(texts[end])
            for block in kept[place:]:
                block.rule = "tail label"
            return kept[:place]
    return kept


def _heads_text(label: Block, below: Sequence[Block], text: Text) -> bool:
    """True for a label with a paragraph right below, or below the other articles that it heads and
    the caption of a picture; `below`: what was kept next."""
    paragraphs = [block.index for block in below if _is_paragraph(block, text)]
    if offers_articles(label.text):
        return bool(paragraphs)
    return paragraphs[:1] == [label.index + 1]


def _is_paragraph(block: Block, text: Text) -> bool:
    """True for a paragraph of sentences that looks like the others of the text."""
    long = len(block.text) > _SENTENCE and not block.link and block.text[-1] in STOPS
    return long and text.looks_usual(block)


def without_labels(kept: Sequence[Block], labels: Set[Block]) -> list[Block]:
    """Takes out `labels`, which head a box of links, and trailing headings with nothing below."""
    answer = []
    for block in kept:
        if block in labels:
            block.rule = "related label"
            continue
        answer.append(block)
    while len(answer) > 1 and (tail := _tail_of(answer)):
        answer.pop(tail).rule = "furniture line"
    while answer and answer[-1].image is None and answer[-1].tag in HEADINGS:
        answer.pop().rule = "heading without text"
    return answer
