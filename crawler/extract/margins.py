"""The bylines at either end of a text, and right above and behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.bylines import Byline, parse_byline, parse_opening
from crawler.extract.captions import is_credit_line
from crawler.extract.chinese import names_editors
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block
from crawler.extract.endings import NAME, is_roll, notes_start
from crawler.extract.labelled import names_behind_label
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.persons import is_full_name
from crawler.extract.prose import CLOSES, is_linked_headline, signature_of
from crawler.extract.signatures import (
    MOST_OFFICES,
    above_remark,
    is_bold,
    is_place,
    is_right,
    is_under_picture,
    last_byline,
)
from crawler.extract.sources import source_beside
from crawler.extract.text import ASIAN, guess_language

_END = 6
"""Lines at the end of the text that may be bylines, offices apart."""
_START = 3
"""Lines at its beginning that may be."""
_PARTS = 30
"""Lines of a text among which other portraits follow the first one."""
_CELLS = ("td", "th")
_BEYOND = 6
"""Blocks above and behind the text among which a byline is looked for."""
_LINE = 160
"""Characters of the longest line that names a source beside the date."""
_HEADLINE = 28
"""Characters that a linked headline has at least; `Read on` and `To the topic` have fewer."""

_LABELLED = 120
"""Characters of the longest byline that goes on behind the names."""


@dataclass(slots=True)
class _Signed:
    """What the bylines of a page have said so far."""

    authors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    source: str | None = None

    def add(self, found: Byline) -> None:
        """Takes what nothing before has said; a name says more of a source than an address."""
        self.authors = self.authors or found.authors
        self.photographers = self.photographers or found.photographers
        if not self.source or (found.source and self.source.startswith("http")):
            self.source = found.source


def take_bylines(blocks: Sequence[Block], headline: int, kept: list[Block]) -> Byline:
    """What bylines at either end of the text say; their blocks are taken out of `kept`.

    A line right behind the text counts where it is labelled or named ("Tác giả: ..."). `headline`:
    place of the headline among `blocks`; -1 where it is not shown.
    """
    signed = _Signed()
    _take_end(blocks, kept, signed)
    signed.authors = tuple(dict.fromkeys((*_inner(kept), *signed.authors)))
    _take_start(blocks, kept, signed)
    _look_behind(blocks, kept, signed)
    _take([b for b in kept if b.text[:1] > ASIAN and names_editors(b.text)], kept)
    if not signed.source and headline >= 0 and kept:
        signed.source = _source_above(blocks, headline, kept[0].index)
    return Byline(signed.authors, signed.source, signed.photographers)


def _take_end(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    for _ in range(_END):
        texts = [block for block in kept if block.image is None]
        texts = texts[: notes_start(texts)]
        if not texts or _ends_in_table(texts) or is_roll(texts):
            break  # who signed a document printed in full; a list of names
        lines, found = last_byline(blocks, texts)
        if not found and not signed.authors:
            lines, found = above_remark(blocks, texts)
        if not found:
            break
        _take(lines, kept)
        signed.authors = tuple(dict.fromkeys((*found.authors, *signed.authors)))
        signed.add(found)


def _ends_in_table(texts: Sequence[Block]) -> bool:
    """True where the last line is a cell of a table, not of one in which the text itself stands."""
    last = texts[-1]
    return last.tag in _CELLS and not any(
        block.element is last.element and len(block.text) > _LABELLED for block in texts[:-1]
    )


def _take(lines: Sequence[Block], kept: list[Block]) -> None:
    for block in lines:
        block.rule, block.kept = "byline", False
    if lines:
        kept[:] = [block for block in kept if block.kept]


def _take_start(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    """The bylines among the first lines of the text, one author below the other."""
    names: tuple[str, ...] = ()
    texts = [block for block in kept if block.image is None]
    for place, block in enumerate(texts[:_START]):
        if not block.kept or (is_credit_line(block.text) and is_under_picture(blocks, block)):
            continue
        found = parse_byline(block.text) if place < _START - 1 or names else None
        found = found or _opening(block, kept) or _labelled(block)
        if not found or (place and not names and _heads_part(texts[place:])):
            continue
        at = kept.index(block)
        _take([block], kept)
        if found.authors:
            _take(_places_below(kept[at:]), kept)
        names += found.authors
        signed.add(Byline((), found.source, found.photographers))
    signed.add(Byline(names))


def _heads_part(texts: Sequence[Block]) -> bool:
    """True for a name, the first of `texts`, that is no byline: the cell of a table that goes on, or
    the heading of one of several portraits."""
    name, *below = texts[:_PARTS]
    if name.tag in _CELLS:
        return any(block.tag in _CELLS for block in below[:1])
    look = signature_of(name)
    alike = [
        block for block in below[1:] if signature_of(block) == look and block.text[-1] not in CLOSES
    ]
    return any((one := parse_byline(block.text)) and one.authors for block in alike)


def _places_below(kept: Sequence[Block]) -> list[Block]:
    """The lines right under a name that say where its bearer works or what he is."""
    found: list[Block] = []
    for block in kept[:MOST_OFFICES]:
        sentences = len(kept) > len(found) + 1
        if block.image is not None or not sentences or not is_place(block.text):
            break
        found.append(block)
    return found


def _look_behind(blocks: Sequence[Block], kept: Sequence[Block], signed: _Signed) -> None:
    """What lines right behind the text say that are labelled, named, or set at the right."""
    offered = False
    behind = kept[-1].index + 1 if kept else len(blocks)
    for block in blocks[behind : behind + _BEYOND]:
        if block.kept or block.image is not None or block.rule == "byline":
            continue
        found = parse_byline(block.text)
        if not found:
            offered = offered or heads_another(block)  # with a byline of its own
            continue
        sure = named_around(block.element, AUTHOR, 2)  # his name may lead to his page
        plain = bool(found.source) or block.link * 2 <= len(block.text) + 2
        sure = sure or (":" in block.text and plain)  # a source may lead to its site
        said = found.source or is_right(block) or (not block.link and _are_full(found.authors))
        sure = sure or (block.index == behind and plain and bool(said))
        if (sure and not offered) or (not found.authors and block.text[0] == "("):
            block.rule = "byline"
            signed.add(found)
            behind += block.index == behind  # the next line stands right behind this one


def _are_full(names: Sequence[str]) -> bool:
    return bool(names) and all(map(is_full_name, names))


def heads_another(block: Block) -> bool:
    """True for the linked headline of another article, which may have a byline of its own."""
    return len(block.text) >= _HEADLINE and is_linked_headline(block)


def _source_above(blocks: Sequence[Block], headline: int, first: int) -> str | None:
    """The source that a line between the headline and the first block of the text names."""
    for block in blocks[max(headline + 1, first - _BEYOND) : first]:
        plain = block.image is None and not block.caption
        if plain and not is_under_picture(blocks, block):
            if len(block.text) <= _LINE and looks_dated(block.text):
                said = source_beside(block.text)
            else:
                found = parse_byline(block.text)
                said = found.source if found else None
            if said:
                return said
    return None


def _inner(kept: list[Block]) -> tuple[str, ...]:
    """The authors of the pieces of a round-up: each name stands over the next `* Cùng ngày, ...`.
    Their blocks are taken out of `kept`."""
    texts = [block for block in kept if block.image is None]
    names: list[str] = []
    lines: list[Block] = []
    for block, below in zip(texts[1:], texts[2:], strict=False):
        if below.text[0] == "*" != block.text[0] and len(block.text) <= NAME:
            found = parse_byline(block.text)
            if found and found.authors:
                lines.append(block)
                names += found.authors
    _take(lines, kept)
    return tuple(names)


def _labelled(block: Block) -> Byline | None:
    """The byline over a foreign text that goes on behind the names, in an element named so."""
    if len(block.text) > _LABELLED or not is_named(block.element, AUTHOR):
        return None
    names = names_behind_label(block.text)
    return Byline(names) if names else None


def _opening(block: Block, kept: Sequence[Block]) -> Byline | None:
    """The byline in bold over a foreign text: a paragraph by itself, sentences below it."""
    if not is_bold(block) or block.tag not in ("p", "div"):
        return None
    texts = [other for other in kept[:6] if other.image is None]
    below = texts[texts.index(block) + 1 :] if block in texts else []
    if not below:
        return None
    if len(below[0].text) < 80 or guess_language(below[0].text) is not None:
        return None
    names = parse_opening(block.text)
    return Byline(names) if names else None
