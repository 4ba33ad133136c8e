"""A page as a tree, and the tree as a sequence of blocks: what a reader sees, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from crawler.extract.text import clean, decode_html, sniff_encoding

MAX_BYTES = 20_000_000
SKIP = frozenset(
    "script style noscript template svg iframe object embed canvas select option textarea "
    "button input head math map audio nav dialog".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr center-inline ruby rt rp nobr o:p "
    "source track st1:place st1:city st1:country-region".split()
)
BOLD = frozenset(("b", "strong", "em-bold"))
MEDIA = frozenset(("img", "amp-img", "video", "picture"))

# Names that a subtree of furniture goes by. Evidence, not proof: see `crawler.extract.body`.
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|footer|foot|sidebar|side-?bar|related\w*|relate|share|sharing"
    r"|social\w*|breadcrumbs?|menu|navbar|navigation|nav|newsletter|subscri\w+|cookie\w*|popup"
    r"|modal|promo\w*|advert\w*|ads?|banner|sponsor\w*|taboola|outbrain|recommend\w*|most-?\w*read"
    r"|more-?news|read-?more|readmore|tags?|tag-?list|keywords?|toolbar|tools|paging|pagination"
    r"|login|rating|vote|poll|print|hidden|skip-link\w*|toc|widget|aside|trending|popular|masthead"
    r"|copyright|disclaimer|author-?bio|about-?author|feedback|binhluan|binh-luan|lienquan"
    r"|lien-quan|tinkhac|tin-khac|tin-lien-quan|chia-se|xem-them|quangcao|quang-cao|other-?news"
    r"|news-?other|relatedonenews|audio-?player|pswp|lightbox|gallery-nav|follow-?\w*|signup"
    r"|paywall|donat\w+|mostviewed|most-viewed|onesignal|app-download|teasers?|suggest\w*)"
    r"(?:$|[\s_-])",
    re.I,
)
CAPTION = re.compile(
    r"caption|chu-?thich|chuthich|photo-?(?:desc|credit|note)|image-?(?:desc|credit|note|title)"
    r"|img-?(?:desc|note)|\bavatar-(?:desc|note)|media-?desc|pic-?desc|ghichu|PhotoCMS_Caption",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


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
    """The outermost element around the block that is named like furniture; None: there is none."""
    caption: bool = False
    """True in a figcaption or an element that is named like a caption."""
    figure: etree._Element | None = None
    image: etree._Element | None = None
    rule: str = ""
    """The rule that decided about the block."""
    kept: bool = False
    marks: dict[str, str] = field(default_factory=dict)


_State = tuple[etree._Element | None, bool, etree._Element | None]


class TooDeep(ValueError):
    """Text lies deeper than the parser goes; reading on would lose it in silence."""


def parse_html(body: bytes, encoding: str | None = None) -> etree._Element:
    """The page's tree (plain lxml elements). Raises ValueError where there is none."""
    if len(body) > MAX_BYTES:
        raise ValueError("too large")
    name = sniff_encoding(body, encoding)
    if name != "utf-8" or b"\x00" in body:
        body, name = decode_html(body, encoding).encode("utf-8", "replace"), "utf-8"
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    if root is None:
        raise ValueError("empty")
    return root


def _names(element: etree._Element) -> str:
    name, ident = element.get("class"), element.get("id")
    if name and ident:
        return f"{name} {ident}"
    return name or ident or ""


@lru_cache(maxsize=50_000)
def _named(names: str) -> tuple[bool, bool]:
    """Whether class and id name furniture, and a caption: pages of a site share their names."""
    return bool(FURNITURE.search(names)), bool(CAPTION.search(names))


class _Walk:
    """One pass over the tree, with an explicit stack: pages nest deeper than Python does."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.link = self.bold = 0

    def flush(self, element: etree._Element, tag: str, state: _State) -> None:
        if not self.parts:
            return
        text = clean("".join(self.parts))
        if text:
            self.blocks.append(
                Block(text, tag, element, self.link, self.bold, state[0], state[1], state[2])
            )
        self.parts, self.link, self.bold = [], 0, 0

    def add(self, text: str, in_link: bool, in_bold: bool) -> None:
        if not self.parts and text.isspace():
            return
        self.parts.append(text)
        if in_link or in_bold:
            size = len(text.strip())
            self.link += size if in_link else 0
            self.bold += size if in_bold else 0

    def named(self, element: etree._Element) -> tuple[bool, bool]:
        names = _names(element)
        if not names:
            return False, False
        return _named(names)

    def run(self, root: etree._Element) -> list[Block]:
        # (element, block element, block tag, state, in link, in bold); None closes an element.
        empty = (None, False, None)
        stack: list[tuple[Any, ...]] = [(root, root, "body", empty, False, False, False)]
        while stack:
            element, owner, tag, state, in_link, in_bold, closing = stack.pop()
            if closing:
                if closing == 2:
                    self.flush(element, tag, state)
                if element.tail and element is not root:
                    self.add(element.tail, in_link, in_bold)
                continue
            name = element.tag
            if not isinstance(name, str):
                continue
            self._enter(stack, element, name, owner, tag, state, in_link, in_bold, root)
        self.flush(root, "body", empty)
        return self.blocks

    def _enter(self, stack, element, name, owner, tag, state, in_link, in_bold, root) -> None:  # type: ignore[no-untyped-def]
        tail = element.tail if element is not root else None
        if name in SKIP:
            if tail:
                self.add(tail, in_link, in_bold)
            return
        if name == "br" or name == "hr":
            self.flush(owner, tag, state)
            if tail:
                self.add(tail, in_link, in_bold)
            return
        if name in MEDIA and name != "picture":
            self.flush(owner, tag, state)
            self.blocks.append(
                Block("", name, owner, 0, 0, state[0], state[1], state[2], image=element)
            )
            if tail:
                self.add(tail, in_link, in_bold)
            return
        inner_link, inner_bold = in_link or name == "a", in_bold or name in BOLD
        if name in INLINE:
            if name == "span" and state[0] is None or name == "a":
                named = self.named(element)
                if named[1] and not state[1]:
                    self.flush(owner, tag, state)
                    state = (state[0], True, state[2])
                    stack.append((element, owner, tag, state, in_link, in_bold, 2))
                    self._children(stack, element, owner, tag, state, inner_link, inner_bold)
                    return
            stack.append((element, owner, tag, state, in_link, in_bold, 1))
            self._children(stack, element, owner, tag, state, inner_link, inner_bold)
            return
        self.flush(owner, tag, state)
        inner = self._state(element, name, state)
        stack.append((element, owner, name, inner, in_link, in_bold, 2))
        self._children(stack, element, element, name, inner, inner_link, inner_bold)

    def _children(self, stack, element, owner, tag, state, in_link, in_bold) -> None:  # type: ignore[no-untyped-def]
        if element.text:
            self.add(element.text, in_link, in_bold)
        for child in reversed(element):
            stack.append((child, owner, tag, state, in_link, in_bold, False))

    def _state(self, element: etree._Element, name: str, state: _State) -> _State:
        furniture, caption, figure = state
        if name == "figure":
            figure = element
        elif name == "figcaption":
            caption = True
        elif name in ("footer", "aside") and furniture is None:
            furniture = element
        elif name in ("p", "h1", "body", "html", "article", "main"):
            if name == "p" or name == "h1":
                named = self.named(element)
                return furniture, caption or named[1], figure
            return state
        if name not in ("figure",):
            found, is_caption = self.named(element)
            if found and furniture is None:
                furniture = element
            caption = caption or is_caption
        if furniture is None:
            style = element.get("style")
            if (style and _HIDDEN.search(style)) or element.get("hidden") is not None:
                furniture = element
        return furniture, caption, figure


def read_blocks(root: etree._Element) -> list[Block]:
    """All blocks of the page in order: text, and pictures as blocks without text."""
    body = root.find("body")
    return _Walk().run(body if body is not None else root)


def text_of(element: etree._Element) -> str:
    """All text inside `element`, cleaned; what stands in different tags is kept apart."""
    return clean(" ".join(map(str, element.itertext())))


def inner_text(element: etree._Element) -> str:
    """All text inside `element`, cleaned, glued as inline markup is."""
    return clean("".join(map(str, element.itertext())))


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """`element` and what it stands in, innermost first."""
    node: etree._Element | None = element
    while node is not None:
        yield node
        node = node.getparent()
