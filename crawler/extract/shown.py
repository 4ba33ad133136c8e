"""Where on a page the names of its authors are shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.extract.bylines import parse_byline
from crawler.extract.credits import is_labelled
from crawler.extract.datedlines import parse_signature
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, last_kept
from crawler.extract.labelled import leading_names, names_behind_label
from crawler.extract.margins import heads_another
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.persons import is_capitalised, is_full_name, is_name
from crawler.extract.text import guess_language
from crawler.extract.tree import inner_text, upward

_PERSON = re.compile(
    "author|autor|auteur|profil|tac-gia|journalist|reporter|redakteur|people|staff"
)
_POSTS = re.compile(
    r"\b(?:posts|articles|stories|entries) (?:by|from)\b|\bbài (?:viết )?của\b"
    r"|\b(?:beiträge|artikel) von\b|\b(?:articles|noticias|artículos|artigos|articoli) d[ei]\b",
    re.I,
)
_NAME = re.compile(r"(?:^|[\s_-])name(?:$|\s)", re.I)
_OFFERED = frozenset(("box of links", "teaser", "related box"))
"""Rules by which a block offers other articles."""
_MOST = 8
"""Authors of one article that are looked at."""
_TAGS = ("a", "span", "b", "strong")
_INLINE = 12
"""Inline elements of a block among which the one with the name is looked for."""
_CARD = 3
"""Levels within which a headline and its byline stand in one element."""
_NAMES = 60
"""Characters of the longest line that only holds names marked as an author's."""
_CALLED = 80
"""Characters of the longest line that its name alone makes a byline."""
_ABOUT = 40
"""Characters of the shortest words about an author."""
_UNDER = 4
"""Blocks right under the headline in which a name may stand before the date."""
_LONG = 5
"""Words that a line of words in capitals has at least, and the name of a person hardly has."""
_BAR = re.compile(r"\s*[|•]\s*|\s+[-–—]\s+")
NEAR = 12
"""Blocks before the headline and after the text among which a byline is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, and where its article lies among them."""

    blocks: Sequence[Block]
    headline: int
    first: int
    """The text's first block."""
    last: int

    @property
    def head(self) -> Sequence[Block]:
        """What stands between headline and text."""
        return self.blocks[self.headline + 1 : self.first] if self.headline >= 0 else ()

    def near(self) -> Iterator[Block]:
        """The blocks in which a byline may stand: under the headline, under the text, above both;
        nothing of the text, and no byline of another article."""
        start = min(self.headline, self.first) if self.headline >= 0 else self.first
        yield from (block for block in self.blocks[start : self.last + 1] if not block.kept)
        yield from self._below()
        yield from self.blocks[max(0, start - NEAR) : start]

    def _below(self) -> Iterator[Block]:
        card: list[etree._Element] = []
        for block in self.blocks[self.last + 1 : self.last + NEAR]:
            if heads_another(block):
                card = upward(block.element, _CARD)
            elif not card or not any(node in card for node in upward(block.element, _CARD)):
                yield block


def read_page(blocks: Sequence[Block], headline: int) -> Page:
    """`blocks`, some of which are kept as the text, around the headline at that place; -1: none."""
    first = next((block.index for block in blocks if block.kept), max(headline, 0))
    last = last_kept(blocks, len(blocks))
    return Page(blocks, headline, first, last)


def shown_authors(root: etree._Element, page: Page) -> Iterator[Sequence[str]]:
    """What stands where the authors may, the likeliest first."""
    yield from shown_bylines(page, page.near())
    yield _linked(root)
    yield _portrayed(page)
    yield _unmarked(page)
    yield _dated(page)


def shown_bylines(page: Page, where: Iterable[Block]) -> Iterator[list[str]]:
    """What stands `where` a byline may, the likeliest first; not all of it are names."""
    for block in where:
        if block.kept or block.image is not None or not 3 <= len(block.text) <= 120:
            continue
        if block.rule in _OFFERED:
            continue  # who wrote another article
        labelled = is_labelled(block.text)
        marked = named_around(block.element, AUTHOR, 2)
        sure = block.figure is None and (labelled or marked and is_full_name(block.text))
        if sure or not block.caption:  # else who took the picture
            yield from _names_of(block, page, labelled, marked)


def _names_of(block: Block, page: Page, labelled: bool, marked: bool) -> Iterator[list[str]]:
    """The names in a block, the likeliest reading first, with those in blocks that look like it."""
    named = labelled or marked
    byline = parse_byline(block.text) if named else None
    if labelled and not byline:  # his office may stand behind a comma
        byline = parse_byline(block.text.partition(",")[0])
    head = page.headline < block.index < page.first
    people = _people(block, named or head) if named or head or len(block.text) <= _NAMES else []
    if labelled and byline and len(byline.authors) > len(people):
        yield list(byline.authors)
    if people:
        alike = (name for other in _alike(page, block) for name in _people(other, named))
        yield [*people, *alike]
    elif named and not byline and (leading := names_behind_label(block.text)):
        yield list(leading)
    elif marked and not byline and looks_dated(block.text):
        yield list(leading_names(block.text))
    above = named or block.index < page.first  # a date below may be that of another article
    signed = parse_signature(block.text) if above and looks_dated(block.text) else None
    if signed and signed.authors:
        yield list(signed.authors)
    if marked and byline and byline.authors:
        yield list(byline.authors)
    elif marked and len(block.text) <= _CALLED and (labelled or ":" not in block.text):
        if not block.link or " " in block.text:  # a section is linked, in one word
            alike = (other.text for other in _alike(page, block))
            yield [block.text, *(text for text in alike if is_full_name(text))]


def _people(block: Block, linked: bool) -> list[str]:
    """The full names in a block that are marked as an author's; where `linked`, also those that
    lead to the page of somebody, and names in bold."""
    found: dict[str, None] = {}
    for element in _inline(block.element):
        if _is_marked(element, linked):
            name = inner_text(element)
            whole = name == block.text and (":" not in name or is_labelled(name))
            if whole or (name in block.text and is_full_name(name)):
                found[name] = None
    return list(found)


def _inline(element: etree._Element) -> Iterable[etree._Element]:
    """The first inline elements in a block's, itself included; none where it has no children."""
    few = list(islice(element.iter(), _INLINE + 1))
    if len(few) > _INLINE:  # to look for tags takes longer to begin with
        return islice(element.iter(*_TAGS), _INLINE)
    return [inner for inner in few if inner.tag in _TAGS] if len(few) > 1 else ()


def _is_marked(element: etree._Element, linked: bool) -> bool:
    """True for an inline element that is marked as an author's name; see `_people`."""
    if is_named(element, AUTHOR) or _is_called_name(element):
        return True
    if element.tag == "a":
        leads = linked and _PERSON.search((element.get("href") or "").lower()) is not None
        return leads or _offers_posts(element)
    return linked and element.tag != "span" and is_name(inner_text(element))


def _is_called_name(element: etree._Element) -> bool:
    """True for the name in an hCard, and for what is called a name within an author's element."""
    called = element.get("class") or ""
    if "name" not in called.lower():
        return called == "fn"
    return bool(_NAME.search(called)) and named_around(element, AUTHOR, 3)


def _offers_posts(link: etree._Element) -> bool:
    """True for a link that is said to lead to what somebody has written: `All posts by Jane`."""
    said = link.get("title") or link.get("aria-label")
    return bool(said and _POSTS.search(said)) and is_full_name(inner_text(link))


def _alike(page: Page, block: Block) -> Iterator[Block]:
    """The blocks right behind `block`, pictures apart, that look like it: the other authors."""
    look = block.tag, block.element.get("class")
    for other in page.blocks[block.index + 1 : block.index + 1 + _MOST]:
        if other.image is None:
            if (other.tag, other.element.get("class")) != look or other.kept:
                return
            yield other


def _portrayed(page: Page) -> list[str]:
    """The name over a few words about the author: `Tác giả Lê An là giảng viên ...`."""
    for block in page.near():
        about = page.blocks[block.index + 1 : block.index + 2]
        if not about or about[0].kept or len(about[0].text) < _ABOUT:
            continue
        if about[0].text[:8].casefold() == "tác giả " and is_full_name(block.text):
            words = len(block.text.split())
            if about[0].text.split()[2 : 2 + words] == block.text.split():
                return [block.text]
    return []


def _unmarked(page: Page) -> list[str]:
    """The names that are all that a line between headline and text says, links apart."""
    for block in page.head:
        plain = block.image is None and not (block.caption or block.link or block.kept)
        if plain and block.furniture is None and 3 <= len(block.text) <= 120:
            found = parse_byline(block.text)
            if found and found.authors:
                return list(found.authors)
    return []


def _dated(page: Page) -> list[str]:
    """The full name that stands before the date in a line under the headline, parted from it by a
    bar or a dash: `Anna Berg | 05.04.2025`; of a Vietnamese page the lists of names tell more."""
    for block in page.head[:_UNDER]:
        name, *rest = _BAR.split(block.text, maxsplit=1)
        if rest and len(block.text) <= _CALLED and is_full_name(name) and looks_dated(rest[0]):
            words = name.split()
            spelt = len(words) < _LONG and all(map(is_capitalised, words))
            elsewhere = any(other.text == name for other in page.blocks)  # a section, a place
            if spelt and not elsewhere and guess_language(page.blocks[page.first].text) is None:
                return [name]
    return []


def _linked(root: etree._Element) -> list[str]:
    for element in root.iter("a"):
        if "author" in (element.get("rel") or ""):
            return [inner_text(element)]
    return []
