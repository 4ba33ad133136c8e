"""The bylines at either end of a text, and right behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.bylines import Byline, parse_byline, parse_opening, parse_signature
from crawler.extract.captions import is_credit_line
from crawler.extract.document import Block, upward
from crawler.extract.endings import NAME, is_roll, notes_start
from crawler.extract.names import AUTHOR, named_around
from crawler.extract.offices import is_affiliation, is_office
from crawler.extract.prose import is_linked_headline
from crawler.extract.text import guess_language

_STOPS = frozenset('.!?…”"')
_BRACKETS = re.compile(r"\((?!\d{1,2}[/.-])[^():]{4,60}\)\Z")
"""Where he lives or works whose name stands above."""
_LINES = 3
"""Lines at either end of the text that may be bylines."""
_OFFICE = 60
"""Characters of the longest name of an office that signs a text."""
_HEADLINE = 28
"""Characters that a linked headline has at least; `Read on` and `To the topic` have fewer."""
_BEHIND = 6
"""Blocks behind the text among which a labelled byline is looked for."""


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


def take_bylines(blocks: Sequence[Block], kept: list[Block]) -> Byline:
    """What bylines at either end of the text say; their blocks are taken out of `kept`.

    A line right behind the text counts where it is labelled or named ("Tác giả: ...").
    """
    signed = _Signed()
    _take_end(blocks, kept, signed)
    signed.authors = tuple(dict.fromkeys((*_inner(kept), *signed.authors)))
    _take_head(blocks, kept, signed)
    _look_behind(blocks, kept, signed)
    return Byline(signed.authors, signed.source, signed.photographers)


def _take_end(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    for _ in range(_LINES):
        texts = [block for block in kept if block.image is None]
        texts = texts[: notes_start(texts)]
        if not texts or texts[-1].tag in ("td", "th") or is_roll(texts):
            break  # who signed a document printed in full; a list of names
        lines, found = _last_byline(texts)
        if not found and _is_beneath_author(blocks, texts[-1]):
            lines, found = texts[-1:], Byline()
        if not found:
            break
        _take(lines, kept)
        signed.authors = tuple(dict.fromkeys((*found.authors, *signed.authors)))
        signed.add(found)


def _last_byline(texts: Sequence[Block]) -> tuple[Sequence[Block], Byline | None]:
    """(the lines of the byline that the text ends in, what they say)."""
    last = texts[-1]
    found = parse_signature(last.text) or _closing(last, texts)
    if found or len(texts) < 3:
        return texts[-1:], found
    name = texts[-2]
    if is_affiliation(last.text):
        found = parse_byline(name.text)
        if not found and _is_set_apart(last, name):
            return texts[-1:], Byline((), last.text)
        return texts[-2:], found
    if is_office(last.text) or _BRACKETS.match(last.text):  # whose name stands above it
        signs = name.bold >= len(name.text) or _is_right(name)
        return texts[-2:], parse_byline(name.text) if signs else None
    return texts[-1:], None


def _take(lines: Sequence[Block], kept: list[Block]) -> None:
    for block in lines:
        block.rule, block.kept = "byline", False
        kept.remove(block)


def _take_head(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    """The bylines among the first lines of the text, one author below the other."""
    names: tuple[str, ...] = ()
    for place, block in enumerate([block for block in kept if block.image is None][:_LINES]):
        if is_credit_line(block.text) and _is_under_caption(blocks, block):
            continue
        found = parse_byline(block.text) if place < _LINES - 1 or names else None
        found = found or _opening(block, kept)
        if not found:
            continue
        at = kept.index(block)
        _take([block], kept)
        below = kept[at] if found.authors and at < len(kept) else block
        if below.image is None and len(kept) > 2 and is_affiliation(below.text):
            _take([below], kept)
        names += found.authors
        signed.add(Byline((), found.source, found.photographers))
    signed.add(Byline(names))


def _is_beneath_author(blocks: Sequence[Block], block: Block) -> bool:
    """True for the line about an author under the link to his page, in the box of his portrait."""
    above = blocks[block.index - 1]
    if above.kept or above.link * 2 <= len(above.text) or len(above.text) > NAME:
        return False
    around = block.element.getparent()
    if block.text[-1] in _STOPS or len(block.text) > _OFFICE or around is None:
        return False
    return named_around(around, AUTHOR, 2)


def _is_under_caption(blocks: Sequence[Block], block: Block) -> bool:
    above = blocks[block.index - 1]
    return above.caption or above.image is not None


def _look_behind(blocks: Sequence[Block], kept: Sequence[Block], signed: _Signed) -> None:
    """What labelled or named lines right behind the text say."""
    offered = False
    behind = kept[-1].index + 1 if kept else len(blocks)
    for block in blocks[behind : behind + _BEHIND]:
        if block.kept or block.image is not None or block.rule == "byline":
            continue
        found = parse_byline(block.text)
        if not found:
            offered = offered or heads_another(block)  # with a byline of its own
            continue
        sure = named_around(block.element, AUTHOR, 2)  # his name may lead to his page
        plain = bool(found.source) or block.link * 2 <= len(block.text) + 2
        sure = sure or (":" in block.text and plain)  # a source may lead to its site
        if (sure and not offered) or (not found.authors and block.text[0] == "("):
            block.rule = "byline"
            signed.add(found)


def heads_another(block: Block) -> bool:
    """True for the linked headline of another article, which may have a byline of its own."""
    return len(block.text) >= _HEADLINE and is_linked_headline(block)


def _inner(kept: list[Block]) -> tuple[str, ...]:
    """The authors of the pieces of a round-up: each name stands over the next `* Cùng ngày, ...`.
    Their blocks are taken out of `kept`."""
    texts = [block for block in kept if block.image is None]
    names: list[str] = []
    for block, below in zip(texts[1:], texts[2:], strict=False):
        if below.text[0] == "*" and len(block.text) <= NAME:
            found = parse_byline(block.text)
            if found and found.authors:
                block.rule, block.kept = "byline", False
                kept.remove(block)
                names += found.authors
    return tuple(names)


def _is_set_apart(block: Block, above: Block) -> bool:
    """True for the short line of an office that signs: bold or at the right, under a sentence."""
    if len(block.text) > _OFFICE or block.link or above.text[-1] not in '.!…”"/':
        return False
    if block.bold >= len(block.text) and above.bold * 2 < len(above.text):
        return True
    return _is_right(block)


def _is_right(block: Block) -> bool:
    """True for a line that is set at the right."""
    return any(
        "right" in f"{node.get('align') or ''} {node.get('style') or ''}"
        for node in upward(block.element, 2)
    )


def _opening(block: Block, kept: Sequence[Block]) -> Byline | None:
    """The byline in bold over a foreign text: a paragraph by itself, sentences below it."""
    texts = [other for other in kept[:6] if other.image is None]
    below = texts[texts.index(block) + 1 :] if block in texts else []
    if not below or block.bold < len(block.text) or block.tag not in ("p", "div"):
        return None
    if len(below[0].text) < 80 or guess_language(below[0].text) is not None:
        return None
    names = parse_opening(block.text)
    return Byline(names) if names else None


def _closing(block: Block, texts: Sequence[Block]) -> Byline | None:
    """The signature that is a paragraph by itself, in bold or at the right, under paragraphs that
    are not bold."""
    if block.tag not in ("p", "div") or len(texts) < 3 or len(block.text) > _OFFICE:
        return None
    if block.bold < len(block.text) and (block.link or not _is_right(block)):
        return None
    if is_affiliation(block.text):
        return None  # an office, not a person
    above = texts[-3:-1]
    if any(other.bold * 2 > len(other.text) for other in above):
        return None
    if any(len(other.text) < 40 and other.text[-1] not in _STOPS for other in above):
        return None
    names = parse_opening(block.text)
    return Byline(names) if names else None
