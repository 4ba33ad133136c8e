"""A page as a tree, and the tree as a sequence of blocks: what a reader sees, in order."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from lxml import etree

from crawler.extract.kinds import BOLD, BREAK, INLINE, KINDS, LINK, MEDIA, SKIP, SPAN
from crawler.extract.names import (
    CAPTION,
    FLAGS,
    FOREIGN,
    FURNITURE,
    HEAVY,
    HIDDEN,
    SPOKEN,
    STYLES,
    UNSEEN,
)  # fmt: skip
from crawler.extract.text import clean

_UNNAMED = frozenset("p h1 h2 h3 h4 h5 h6 body html article main tbody tr figure".split())
"""Blocks whose names never make them furniture: what they hold decides."""
_TELLING = frozenset(("figure", "figcaption", "footer", "aside"))
"""Blocks that say by their tag what they are."""
_PAGE_WIDE = frozenset(("body", "article", "main"))
_PRINTED = frozenset(("articleBody", "headline", "text"))
"""What is never said to machines alone, whatever its classes are called."""
_DUBIOUS = FURNITURE | FOREIGN
_NEAR = 4
"""Blocks behind a picture among which something named like a caption is one."""
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(slots=True, eq=False)
class Block:
    """A run of text between two block boundaries, or a picture."""

    text: str
    tag: str
    element: etree._Element
    link: int = 0
    """Characters of the text inside links."""
    bold: int = 0
    furniture: etree._Element | None = None
    """The innermost element around the block that is named like furniture; None: there is none."""
    caption: bool = False
    """True in a figcaption or an element that is named like a caption."""
    figure: etree._Element | None = None
    image: etree._Element | None = None
    rule: str = ""
    """The rule that decided about the block."""
    kept: bool = False
    index: int = 0
    """Its place among the page's blocks."""


@dataclass(slots=True, eq=False)
class Blocks:
    """A page as a sequence of blocks."""

    all: list[Block]
    """In page order: texts, and pictures as blocks without text."""
    suspects: dict[etree._Element, etree._Element | None]
    """Each element that is named like furniture -> the one around it, if any."""
    foreign: set[etree._Element]
    """Those of them that hold what others wrote: comments, consent dialogs, footers."""
    classes: set[str]
    """Values of `class` of the blocks and spans, as they stand."""
    idents: set[str]
    """The same of `id`."""

    def take_out(self, gone: Set[etree._Element]) -> None:
        """Forgets the blocks of the elements `gone`."""
        self.all = [
            block for block in self.all if block.element not in gone and block.image not in gone
        ]
        for index, block in enumerate(self.all):
            block.index = index
        for element in gone & self.suspects.keys():
            del self.suspects[element]


def last_kept(blocks: Sequence[Block], default: int) -> int:
    """Index of the last of `blocks` that is kept; `default` where none is."""
    return next((block.index for block in reversed(blocks) if block.kept), default)


def read_blocks(root: etree._Element) -> Blocks:
    """The page's blocks; what is named like furniture is marked, not yet judged."""
    body = root.find("body")
    return _walk(body if body is not None else root)


def _walk(top: etree._Element) -> Blocks:
    """One pass over the tree; the hottest loop of the reader, hence in one piece.

    Elements come in page order from C, each once; how many children each has tells where it ends.
    """
    blocks: list[Block] = []
    suspects: dict[etree._Element, etree._Element | None] = {}
    foreign: set[etree._Element] = set()
    class_names: set[str] = set()
    idents: set[str] = set()
    block = Block("", "body", top)
    parts: list[str] = []  # what `block` is made of
    fresh = True  # the next text begins a block
    links = bolds = 0  # depth inside <a>, <b>
    owner, tag = top, "body"
    furniture: etree._Element | None = None
    figure: etree._Element | None = None
    caption = captioned = False
    outer: list[tuple[etree._Element, str, etree._Element | None, etree._Element | None, bool]] = []
    opened: list[tuple[etree._Element, int, int]] = []
    left = len(top)  # children of the innermost open element that are still to come
    kinds, flags_of, styles_of = KINDS.get, FLAGS, STYLES
    named, identified = class_names.add, idents.add
    if (text := top.text) and not text.isspace():
        parts, fresh = [text], False
    nodes: Iterator[Any] = iter(top.iter())
    next(nodes)
    for element in nodes:
        name = element.tag
        kind = kinds(name, 0)
        inner = len(element)
        text = element.text
        if kind == 0 or kind == SPAN:
            flags, hidden, stated, heavy = 0, False, False, False
            for key, value in element.items():
                if key == "class":
                    named(value)
                    flags |= flags_of[value]
                elif key == "id":
                    identified(value)
                    flags |= flags_of[value]
                elif key == "style":
                    style = styles_of[value]
                    hidden = hidden or style & HIDDEN > 0
                    heavy = kind == SPAN and style & HEAVY > 0
                elif key == "hidden":
                    hidden = hidden or value != "until-found"
                elif key == "itemprop":
                    stated = value not in _PRINTED
            if stated and (hidden or flags & UNSEEN):
                kind = SKIP
            elif kind == 0 or flags & CAPTION and not caption:
                fresh = True
                outer.append((owner, tag, furniture, figure, caption))
                owner = element
                if kind:
                    caption, captioned, kind = True, True, 0
                else:
                    tag = name
                    if flags or hidden or name in _TELLING:
                        if name == "figure":
                            figure = element
                        if flags & CAPTION and name not in _PAGE_WIDE or name == "figcaption":
                            caption = captioned = True
                        if (
                            hidden
                            or flags & SPOKEN
                            or flags & _DUBIOUS
                            and name not in _UNNAMED
                            or name in ("footer", "aside")
                        ):
                            suspects[element] = furniture
                            furniture = element
                            if flags & FOREIGN or name == "footer":
                                foreign.add(element)
            elif heavy:
                kind = BOLD
        if kind:  # most are blocks, and done with
            if kind == LINK:
                links += 1
            elif kind == BOLD:
                bolds += 1
            elif kind < INLINE:  # what is in it is no text
                text = None
                if kind != SKIP:
                    fresh = True
                    if kind == MEDIA:
                        _finish(blocks, block, parts)
                        parts = []
                        picture = Block("", name, owner, 0, 0, furniture, caption, figure, element)
                        picture.index = len(blocks)
                        blocks.append(picture)
                if inner and kind != BREAK:
                    for _ in islice(nodes, sum(1 for _ in element.iter()) - 1):
                        pass
                    inner = 0
        if inner:
            opened.append((element, kind, left))
            left = inner
        while True:  # first the text of what begins here, then the tails of all that ends here
            if text and not (fresh and text.isspace()):
                if fresh:
                    _finish(blocks, block, parts)
                    block = Block("", tag, owner, 0, 0, furniture, caption, figure)
                    parts, fresh = [text], False
                else:
                    parts.append(text)
                if links or bolds:
                    size = len(text.strip())
                    if links:
                        block.link += size
                    if bolds:
                        block.bold += size
            if inner > 0:
                break
            if inner == 0:
                inner = -1  # it has ended
            else:
                left -= 1
                if left or not opened:
                    break
                element, kind, left = opened.pop()
            if kind == 0:
                fresh = True
                owner, tag, furniture, figure, caption = outer.pop()
            elif kind == LINK:
                links -= 1
            elif kind == BOLD:
                bolds -= 1
            text = element.tail
    _finish(blocks, block, parts)
    if captioned:
        _judge_captions(blocks)
    return Blocks(blocks, suspects, foreign, class_names, idents)


def _finish(blocks: list[Block], block: Block, parts: Sequence[str]) -> None:
    """Appends `block` with its text, where there is any; a <pre> without links is a block for each
    of the paragraphs that blank lines tell apart."""
    if not parts:
        return
    whole = parts[0] if len(parts) == 1 else "".join(parts)
    if block.tag == "pre" and not block.link:
        *before, whole = _BLANK_LINE.split(whole)
        for text in filter(None, map(clean, before)):
            blocks.append(replace(block, text=text, index=len(blocks)))
    if text := clean(whole):
        block.text, block.index = text, len(blocks)
        blocks.append(block)


def _judge_captions(blocks: Sequence[Block]) -> None:
    """Takes `caption` from blocks far from any picture, and from quotes."""
    pictured = -_NEAR - 1
    for index, block in enumerate(blocks):
        if block.image is not None:
            pictured = index
        elif block.caption and block.figure is None and index - pictured > _NEAR:
            near = blocks[index + 1 : index + 4]
            block.caption = any(other.image is not None for other in near)
        elif block.caption and block.figure is None and _is_quote(block.element):
            block.caption = False


def _is_quote(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "blockquote"
