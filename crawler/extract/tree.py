"""A page as a tree of elements: how it is parsed, and what single elements are asked."""

import re
from itertools import islice

from lxml import etree

from crawler.extract.attributes import cut_attributes
from crawler.extract.kinds import KINDS
from crawler.extract.text import clean, utf8_html

MAX_BYTES = 20_000_000
_WRAPPERS = 2
"""Elements around a paragraph alone that are no more than its wrapper."""
_NESTING = re.compile(
    rb"</?(?:div|span|font|b|i|u|em|strong|center|small|big|section|article|table|tbody|tr|td|th"
    rb"|ul|ol|li|dl|dd|dt|blockquote|a|main|form|p)\b[^<>]*>",
    re.I,
)


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
    if len(element) == 0:  # most that are asked about: to serialise them costs ten times as much
        return element.text or ""
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
    for _ in range(_WRAPPERS):
        outer = element.getparent()
        if outer is None or has_children(outer, 2) or (outer.text and not outer.text.isspace()):
            break
        element = outer
    return element


def has_children(element: etree._Element, least: int = 1) -> bool:
    """True where `element` has at least so many children: to count them all takes as long as there
    are many, and each line of one element may ask."""
    return next(islice(element.iterchildren(), least - 1, None), None) is not None


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


def is_block(element: etree._Element) -> bool:
    """True for what stands in blocks of its own."""
    return element.tag not in KINDS
