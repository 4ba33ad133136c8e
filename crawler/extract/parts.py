"""What was kept of a page, taken apart: lead, dateline, body, byline."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.extract.body import Text
from crawler.extract.bylines import Byline
from crawler.extract.choosing import Chooser
from crawler.extract.dateheads import opens_with_day, tell_of_days
from crawler.extract.dates import parse_date
from crawler.extract.document import Block
from crawler.extract.labels import join_labels, part_pieces
from crawler.extract.lead import whole_lead
from crawler.extract.margins import take_bylines
from crawler.extract.prose import HEADINGS, STOPS, heads_letter, is_date_line
from crawler.extract.text import reads_alike, spoken_length

_HEAD = 120
"""Characters of what may stand above a lead and belong to the head, not to the text."""
_SHORT = 60
"""Characters below which a line that states a date says no more."""
_EVENT = re.compile(r"(?!ngày|đăng|cập nhật|xuất bản|posted|published|updated)[^\d:]{3,30}:", re.I)
"""A label that says of what the date behind it is, other than of the page."""
_OPENING = 2
"""Blocks of text among which such a line is looked for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The article's blocks, taken apart."""

    lead: str | None
    dateline: str | None
    body: list[Block]
    """Blocks of the body: texts and pictures."""
    byline: Byline
    """What a byline at either end of the text says."""
    lead_blocks: Sequence[Block] = ()


def take_apart(
    chooser: Chooser,
    text: Text,
    kept: list[Block],
    lead: Block | None,
    split_dateline: Callable[[str], tuple[str | None, str]],
) -> Parts:
    """The parts of what `chooser` has `kept` of the page.

    `lead`: the first block of the lead; `split_dateline`: (code, rest) of a paragraph.
    """
    leads = whole_lead(chooser.blocks, lead, kept) if lead is not None else []
    if lead is not None and lead.kept:
        kept = _without(kept, lead, chooser.blocks)
    for part in leads:
        kept = [b for b in kept if b.image is not None or not reads_alike(b.text, part.text)]
    part_pieces(chooser.blocks, chooser.first)
    join_labels(chooser.blocks[max(chooser.first, 0) :], kept)
    byline = take_bylines(chooser.blocks, chooser.first, kept)
    _take_date_lines(kept)
    if leads:  # what stands below the lead is above the text, too
        kept = chooser.trim_head(kept, text)
    said = " ".join(part.text for part in leads)
    dateline = None
    if said:
        dateline, said = split_dateline(said)
    elif first := next((block for block in kept if block.image is None), None):
        dateline, first.text = split_dateline(first.text)
    return Parts(said or None, dateline, kept, byline, leads)


def _without(kept: list[Block], lead: Block, blocks: Sequence[Block]) -> list[Block]:
    """`kept` without the lead, and without the few words above it, unless a picture stands right
    over them."""
    at = kept.index(lead)
    above = [block for block in kept[:at] if block.image is None]
    if above and sum(len(block.text) for block in above) < _HEAD:
        for block in above:
            if block.tag in HEADINGS or blocks[block.index - 1].image is None:
                block.kept, block.rule = False, "head matter"
    return [block for block in kept[:at] if block.kept] + kept[at + 1 :]


def _take_date_lines(kept: list[Block]) -> None:
    """Takes the lines that are only a date off the beginning of the text."""
    opened = False
    lines = [block for block in kept if block.image is None][: _OPENING + 1]
    for at, block in enumerate(lines[:_OPENING]):
        short = spoken_length(block.text) < _SHORT or is_date_line(block.text)
        if not short or opened and _EVENT.match(block.text):
            opened = True  # under a paragraph a line may say when something takes place
        elif block.text[-1] in STOPS and not opens_with_day(block.text):
            opened = True  # so does a sentence, however short
        elif tell_of_days(lines[at : at + 2]):
            break
        elif parse_date(block.text) and not heads_letter(block.text):
            block.rule, block.kept = "date line", False
            kept.remove(block)
