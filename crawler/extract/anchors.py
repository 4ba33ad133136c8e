"""The links of a page: each address once, with what all links to it say about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.text import DENSE, clean
from crawler.extract.urls import SESSION_IN_PATH

_MENU_TAGS = frozenset(("nav", "footer"))
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu\w*|\w+menu|\w*navs?|navbar\w*|navigat\w+|footer\w*|breadcrumbs?|crumbs?|paging"
    r"|pagination|pager|top-?bar|sitemap|site-?header|weblinks?|lien-?ket|linked-sites|copyright)(?:$|[\s_-])"
    r"|(?:^|[\s_-])(?:tags?|tag-?list|hash-?tags?|keywords?|share|sharing|socials?|login\w*|account|lang"
    r"|languages?|toolbar)(?:$|\s)",
    re.I,
)
_TRUSTED = frozenset(("html", "body", "main", "form", "article"))
_DIGITS = re.compile(r"\d+")
# Nothing to strip or to turn round, no dots to resolve, a slash behind the host.
_ODD = re.compile(r"[\s\\\x00-\x1f]|/\.|\?\Z")
_HOST = re.compile(r"https?://[\w.-]+(?::\d+)?/", re.A)
_HEADING = re.compile(r"(?:\A| < )h[1-6]\.")
_MORE = re.compile(
    r"(?:\A|[\s.…,;\[(])(?:(?:xem|đọc|tìm hiểu)\s*(?:tiếp|thêm|chi tiết|toàn bộ|toàn văn)|(?:xem )?chi tiết"
    r"|tiếp tục đọc|(?:read|view|see|learn) more|continue reading|more details?|阅读全文|查看详情|详细)[\s.…:\])>»›→]*\Z",
    re.I,
)
DOCUMENT_NUMBER = re.compile(
    r"(?:[^\W\d]+\s+){0,4}(?:số:?\s*)?\d{1,5}\s?[-/]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2}[\w-]*(?:/\S+)?\Z"
)
"""A text that is the number of a document, such as `12-NQ/TU` and `Quyết định số 7/QĐ-UBND`."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that write words without spaces, five signs each or so: Thai, Lao, Burmese, Khmer."""
_SHORT = 20
_NO_WEB = ("#", "javascript:", "mailto:", "tel:", "data:")


@dataclass(slots=True, eq=False)
class Anchor:
    """An address that the page links, and the best that its links show."""

    url: str
    netloc: str
    path: str
    query: str
    text: str = ""
    printed: bool = False
    """Its text stands on the page, not in an attribute alone."""
    image: bool = False
    menus: list[etree._Element | None] = field(default_factory=list)
    """For each link, the menu around it; None: there is none."""
    places: list[str] = field(default_factory=list)
    """For each link, the chain of tags and classes it stands in: links of one kind share it."""
    turns: list[str] = field(default_factory=list)
    """The same without the links right behind one to the same address, as in one card."""
    links: list[etree._Element] = field(default_factory=list)
    rel: str = ""

    @property
    def in_heading(self) -> bool:
        """True where one of its links stands in a heading."""
        return any(map(is_heading, self.places))


@lru_cache(maxsize=5000)
def is_menu_name(names: str) -> bool:
    """True for the class and id of a menu, a footer, a bar of tools."""
    return bool(_MENU.search(names))


def count_words(text: str) -> int:
    """How many words a headline has, in scripts without spaces, too."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(DENSE.findall(text)) // 2 + len(_UNSPACED.findall(text)) // 5


def reads_like_headline(text: str) -> bool:
    """True for a text of five words or more; menus have fewer."""
    if len(text) < _SHORT and (len(text) < 8 or not DENSE.search(text)):
        return False
    return len(text.split(None, 4)) == 5 or count_words(text) >= 5


def is_more(text: str) -> bool:
    """True for a text that ends in words such as `Xem tiếp`, which lead from a teaser on."""
    return bool(_MORE.search(text))


@lru_cache(maxsize=5000)
def is_heading(place: str) -> bool:
    """True for a chain of labels with a heading in it."""
    return bool(_HEADING.search(place))


@lru_cache(maxsize=5000)
def _label(tag: str, names: str) -> str:
    return f"{tag}.{_DIGITS.sub('', names)}"


class Surroundings:
    """What an element stands in; asked once for each element of a page."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, tuple[etree._Element | None, str, str, str]] = {}

    def of(self, element: etree._Element) -> tuple[etree._Element | None, str, str, str]:
        """The outermost menu around `element` (itself included), and chains of 1, 2, 3 labels."""
        known = self._known.get(element)
        if known is not None:
            return known
        chain: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        around = self._known[node] if node is not None else (None, "", "", "")
        for node in reversed(chain):
            menu = around[0]
            tag, names = str(node.tag), node.get("class") or ""
            if menu is None and tag not in _TRUSTED:
                ident = node.get("id")
                if tag in _MENU_TAGS or is_menu_name(f"{names} {ident}" if ident else names):
                    menu = node
            label = _label(tag, names)
            around = (menu, label, f"{label} < {around[1]}", f"{label} < {around[2]}")
            self._known[node] = around
        return around


def base_of(root: etree._Element, url: str) -> str:
    """The address that the page's relative links start from."""
    return joined(
        url, next((href for base in root.iter("base") if (href := base.get("href"))), None)
    )


def joined(url: str, href: str | None) -> str:
    """`href` of a <base>, seen from the page at `url`; `url` where it is none."""
    try:
        return urljoin(url, href.strip()) if href else url
    except ValueError:
        return url


def absolute(base: str, href: str) -> str | None:
    """`href` as an http(s) address without fragment; None where it is none."""
    if not href or href[0] == "#" or href.lower().startswith(_NO_WEB):
        return None
    try:
        full = urljoin(base, href).partition("#")[0]
    except ValueError:
        return None
    return full if full.startswith(("http://", "https://")) else None


class Joiner:
    """Makes links absolute; what an ordinary link needs no parser for is done without one."""

    def __init__(self, base: str) -> None:
        self.base = base
        scheme, _, rest = base.partition("://")
        self.origin = f"{scheme}://{rest.partition('/')[0].partition('?')[0]}"

    def split(self, href: str) -> tuple[str, str, str, str] | None:
        """(address, host, path, query) of `href`; None where it is no http(s) address.

        A session is part of the address alone."""
        if _ODD.search(href):
            full = absolute(self.base, href) or ""
        elif href[:1] == "/" and href[:2] != "//":
            full = self.origin + href.partition("#")[0]
        elif _HOST.match(href):
            full = href.partition("#")[0]
        else:
            full = absolute(self.base, href) or ""
        if not full:
            return None
        netloc, slash, place = full.partition("://")[2].partition("/")
        path, _, query = place.partition("?")
        if not slash and "?" in netloc:
            netloc, _, query = netloc.partition("?")
        return full, netloc, f"/{SESSION_IN_PATH.sub('', path) if ';' in path else path}", query


def _words_of(element: etree._Element) -> tuple[str, str, bool]:
    """The text of a link, its title or its picture's alternative, and whether a picture is in it."""
    title = element.get("title") or ""
    if len(element) == 0:
        return clean(element.text or ""), clean(title), False
    picture = next(element.iter("img", "picture", "amp-img"), None)
    if not title and picture is not None:
        title = picture.get("alt") or ""
    return clean("".join(map(str, element.itertext()))), clean(title), picture is not None


def links_of(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """(raw address, element) of every link of the page, in page order."""
    for element in root.iter("a"):
        href = element.get("href")
        if href is not None:
            yield href.strip(), element


def _text_above(element: etree._Element) -> str:
    """What a link such as `Xem tiếp` leads on from, where no other text of the page links there."""
    href = element.get("href")
    for box in islice(element.iterancestors(), 3):
        if box.tag in _TRUSTED or any(link.get("href") != href for link in box.iter("a")):
            break
        text = clean("".join(map(str, box.itertext())))
        if len(text) > 3 * _SHORT:
            return text[: 5 * _SHORT]
    return ""


def describe(anchor: Anchor, element: etree._Element, around: Surroundings, *, again: bool) -> None:
    """Add to `anchor` what one of its links shows; `again`: the link before it is one, too."""
    anchor.links.append(element)
    text, title, image = _words_of(element)
    anchor.printed = anchor.printed or len(text) > 5
    if len(title) > len(text):
        text = title
    if len(anchor.text) < _SHORT and is_more(text):
        text = _text_above(element) or text
    if len(text) > len(anchor.text):
        anchor.text = text
    anchor.image = anchor.image or image
    parent = element.getparent()
    if parent is not None:
        menu, _, _, place = around.of(parent)
        anchor.menus.append(menu)
        anchor.places.append(place)
        if not again:
            anchor.turns.append(place)
    rel = element.get("rel")
    if rel:
        anchor.rel = f"{anchor.rel} {rel.lower()}"
