"""A page as a tree, and the tree as a sequence of blocks: what a reader sees, in order."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from crawler.extract.attributes import cut_attributes
from crawler.extract.names import CAPTION, FLAGS, FOREIGN, FURNITURE, SPOKEN
from crawler.extract.text import clean, utf8_html

MAX_BYTES = 20_000_000

# What an element is to the walk; every other element is a block.
_SKIP, _BREAK, _MEDIA, _INLINE, _LINK, _BOLD, _SPAN = range(1, 8)
_KINDS = {
    **dict.fromkeys(
        "script style noscript template svg iframe object embed canvas select option textarea "
        "button input head math map audio nav dialog".split(),
        _SKIP,
    ),
    **dict.fromkeys(("br", "hr"), _BREAK),
    **dict.fromkeys(("img", "amp-img", "video"), _MEDIA),
    **dict.fromkeys(
        "abbr acronym bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
        "small strike sub sup time tt u var wbr center-inline ruby rt rp nobr o:p source track "
        "st1:place st1:city st1:country-region picture".split(),
        _INLINE,
    ),
    "a": _LINK,
    **dict.fromkeys(("b", "strong"), _BOLD),
    "span": _SPAN,
}
_UNNAMED = frozenset("p h1 h2 h3 h4 h5 h6 body html article main tbody tr figure".split())
"""Blocks whose names never make them furniture: what they hold decides."""
_TELLING = frozenset(("figure", "figcaption", "footer", "aside"))
"""Blocks that say by their tag what they are."""
_PAGE_WIDE = frozenset(("body", "article", "main"))
_DUBIOUS = FURNITURE | FOREIGN
_WRAPPERS = 2
"""Elements around a paragraph alone that are no more than its wrapper."""
_NEAR = 4
"""Blocks behind a picture among which something named like a caption is one."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NESTING = re.compile(
    rb"</?(?:div|span|font|b|i|u|em|strong|center|small|big|section|article|table|tbody|tr|td|th"
    rb"|ul|ol|li|dl|dd|dt|blockquote|a|main|form|p)\b[^<>]*>",
    re.I,
)


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


def parse_html(body: bytes, encoding: str | None = None) -> etree._Element:
    """The page's tree (plain lxml elements); `encoding` is what the HTTP header declares.

    libxml2 drops in silence whatever follows the 2,048th level of nesting: such a page is parsed
    again without the tags that only nest. Raises ValueError where there is no tree.
    """
    if len(body) > MAX_BYTES:
        raise ValueError("too large")
    body = cut_attributes(utf8_html(body, encoding))
    root, whole = _parse(body)
    if not whole:
        root, whole = _parse(_NESTING.sub(b"<br>", body))
        if not whole:
            raise ValueError("nested too deeply")
    if root is None:
        raise ValueError("empty")
    return root


def _parse(body: bytes) -> tuple[etree._Element | None, bool]:
    """(tree, False where the parser gave up at its limit of depth)."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    last = parser.error_log.last_error
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


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
    kinds, flags_of = _KINDS.get, FLAGS
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
        if kind == 0 or kind == _SPAN:
            flags, hidden = 0, False
            for key, value in element.items():
                if key == "class":
                    named(value)
                    flags |= flags_of[value]
                elif key == "id":
                    identified(value)
                    flags |= flags_of[value]
                elif key == "style":
                    hidden = hidden or _HIDDEN.search(value) is not None
                elif key == "hidden":
                    hidden = hidden or value != "until-found"
            if kind == 0 or flags & CAPTION and not caption:
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
        elif kind == _LINK:
            links += 1
        elif kind == _BOLD:
            bolds += 1
        elif kind != _INLINE:  # what is in it is no text
            text = None
            if kind != _SKIP:
                fresh = True
                if kind == _MEDIA:
                    _finish(blocks, block, parts)
                    parts = []
                    picture = Block("", name, owner, 0, 0, furniture, caption, figure, element)
                    picture.index = len(blocks)
                    blocks.append(picture)
            if inner and kind != _BREAK:
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
            elif kind == _LINK:
                links -= 1
            elif kind == _BOLD:
                bolds -= 1
            text = element.tail
    _finish(blocks, block, parts)
    if captioned:
        _judge_captions(blocks)
    return Blocks(blocks, suspects, foreign, class_names, idents)


def _finish(blocks: list[Block], block: Block, parts: Sequence[str]) -> None:
    """Appends `block` with its text, where there is any."""
    if parts and (text := clean(parts[0] if len(parts) == 1 else "".join(parts))):
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


def is_block(element: etree._Element) -> bool:
    """True for what stands in blocks of its own."""
    return element.tag not in _KINDS


def text_of(element: etree._Element) -> str:
    """All text inside `element`, cleaned; what stands in different tags is kept apart."""
    return clean(" ".join(map(str, element.itertext())))


def short_text(element: etree._Element, most: int) -> str | None:
    """`text_of(element)`; None where it is longer than `most` characters, however much longer.

    What asks about the surroundings of each of a thousand pictures must not read them all.
    """
    found: list[str] = []
    size = -1
    for text in element.itertext():
        if part := clean(str(text)):
            found.append(part)
            size += len(part) + 1
            if size > most:
                return None
    return clean(" ".join(found))


def inner_text(element: etree._Element) -> str:
    """All text inside `element`, cleaned, glued as inline markup is."""
    return clean(raw_text(element))


def raw_text(element: etree._Element) -> str:
    """All text inside `element`, as it stands in the source."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def upward(element: etree._Element, steps: int | None = None) -> list[etree._Element]:
    """`element` and what it stands in, innermost first: the first `steps` of them, or all."""
    found: list[etree._Element] = []
    node: etree._Element | None = element
    while node is not None and len(found) != steps:
        found.append(node)
        node = node.getparent()
    return found


def row_of(element: etree._Element) -> etree._Element:
    """`element`, or what is around it alone: paragraphs may stand in a wrapper each."""
    for outer in islice(element.iterancestors(), _WRAPPERS):
        if len(outer) > 1 or (outer.text and not outer.text.isspace()):
            break
        element = outer
    return element


def drop(element: etree._Element) -> None:
    """Takes `element` out of its tree; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
