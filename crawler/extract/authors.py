"""Who wrote it, as a page states and shows it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.extract.bylines import parse_byline, parse_signature
from crawler.extract.credits import editors_in, is_labelled
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, inner_text, upward
from crawler.extract.margins import heads_another
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.namelists import clean_authors, fullest_names, split_names
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.persons import is_full_name, is_spelt_as_name
from crawler.extract.text import fold

_PERSON = re.compile(
    r"author|autor|auteur|profil|tac-gia|journalist|reporter|redakteur|people|staff", re.I
)
_META = (
    *("author", "dc.creator", "article:author"),
    *("cxenseparse:author", "parsely-author", "sailthru.author", "dcsext.author", "byl"),
)
"""Names of `<meta>` that tell the author; the last ones to services that count readers."""
_OFFERED = frozenset(("box of links", "teaser", "related box"))
"""Rules by which a block offers other articles."""
_MOST = 8
"""Authors of one article that are looked at."""
_INLINE = 12
"""Inline elements of a block among which the one with the name is looked for."""
_CARD = 3
"""Levels within which a headline and its byline stand in one element."""
_ABOUT = 40
"""Characters of the shortest words about an author."""
_LINE = 90
"""Characters of the longest line that names who edited a text."""
_NEAR = 12
"""Blocks before the headline and after the text among which a byline is looked for."""


@dataclass(frozen=True, slots=True)
class _Page:
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
        yield from self.blocks[max(0, start - _NEAR) : start]

    def _below(self) -> Iterator[Block]:
        card: list[etree._Element] = []
        for block in self.blocks[self.last + 1 : self.last + _NEAR]:
            if heads_another(block):
                card = upward(block.element, _CARD)
            elif not card or not any(node in card for node in upward(block.element, _CARD)):
                yield block


def _read(blocks: Sequence[Block], headline: int) -> _Page:
    kept = [block.index for block in blocks if block.kept]
    first, last = (kept[0], kept[-1]) if kept else (max(headline, 0), len(blocks))
    return _Page(blocks, headline, first, last)


def find_authors(
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    names: Sequence[str],
) -> tuple[tuple[str, ...], str]:
    """(names of the authors, where they came from) apart from a byline at the end of the text.

    `names`: what the site calls itself, which is no author.
    """
    page = _read(blocks, headline)
    for origin, raw in _stated(root, meta):
        if found := _without_editors(clean_authors(raw, names), page):
            return _as_printed(found, page, names), origin
    for shown in _places(root, page):
        found = tuple(name for name in clean_authors(shown, names) if is_spelt_as_name(name))
        if found:
            return found, "general"
    return (), "general"


def complete_authors(
    signed: Sequence[str],
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    names: Sequence[str],
    selected: Sequence[str] = (),
) -> tuple[str, ...]:
    """`signed`, the names under the text, in the fullest spelling that the page gives them, with
    those whom a byline over the text names beside all of them.

    `names`: what the site calls itself; `selected`: the names that a selector of the site found.
    """
    page = _read(blocks, headline)
    shown = next(_shown(page, page.near()), [])
    stated = [*selected, *(name for _, raw in _stated(root, meta) for name in raw)]
    found = fullest_names(signed, [*stated, *shown])
    for more in (selected, clean_authors(shown, names)):
        if _names_more(more, found):
            return tuple(more)
    return found


def _as_printed(stated: tuple[str, ...], page: _Page, names: Sequence[str]) -> tuple[str, ...]:
    """`stated`, names that machines are told, as the byline over the text spells them, with those
    whom it names beside all of them."""
    shown = next(_shown(page, page.head), [])
    if set(shown) <= set(stated):
        return stated
    more = clean_authors(shown, names)
    printed = {fold(name): name for name in more}
    found = tuple(
        printed.get(fold(name), name) if name.isupper() else name
        for name in fullest_names(stated, shown)
    )
    return more if _names_more(more, found) else found


def _names_more(more: Sequence[str], names: Sequence[str]) -> bool:
    """True where `more` names some beside all of `names`, each in full."""
    if not len(names) < len(more) <= _MOST or not all(map(is_full_name, more)):
        return False
    return set(map(fold, names)) < set(map(fold, more))


def _without_editors(names: Sequence[str], page: _Page) -> tuple[str, ...]:
    """`names` without those whom the page calls its editors."""
    lines = (*page.head, *page.blocks[page.last + 1 : page.last + _NEAR]) if names else ()
    told = (block.text for block in lines if len(block.text) <= _LINE and ":" in block.text)
    editors = {fold(name) for text in told for who in editors_in(text) for name in split_names(who)}
    return tuple(name for name in names if fold(name) not in editors)


def _places(root: etree._Element, page: _Page) -> Iterator[Sequence[str]]:
    """What stands where the authors may, the likeliest first."""
    yield from _shown(page, page.near())
    yield _linked(root)
    yield _portrayed(page)
    yield _unmarked(page)


def _stated(root: etree._Element, meta: Metadata) -> Iterator[tuple[str, list[str]]]:
    """(where it comes from, what is said to be the authors' names) of what is meant for machines."""
    stated = meta.article.get("author") or meta.article.get("creator") or []
    people = {
        entry["@id"]: entry for entry in meta.others if entry.get("name") and "@id" in entry
    }  # an author may be named elsewhere in the graph
    yield (
        "json-ld",
        names_in(
            [
                people.get(entry["@id"], entry)
                if isinstance(entry, dict)
                and isinstance(entry.get("@id"), str)
                and not entry.get("name")
                else entry
                for entry in (stated if isinstance(stated, list) else [stated])
            ]
        ),
    )
    said = [text for names in _META for text in meta.values(names)]
    yield "meta", [text for text in said if not text.startswith("http")]
    yield "meta", _itemprops(root, meta)


def _itemprops(root: etree._Element, meta: Metadata) -> list[str]:
    """The names that microdata give: those of the first author, and of others right beside him."""
    found: list[str] = []
    first: etree._Element | None = None
    for element in meta.microdata(root, "author")[:_MOST]:
        if first is None:
            first = element
        if element is not first and element.getparent() is not first.getparent():
            break
        inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
        found.append(inner.get("content") or inner_text(inner) or element.get("content") or "")
    return found


def _portrayed(page: _Page) -> list[str]:
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


def _unmarked(page: _Page) -> list[str]:
    """The names that are all that a line between headline and text says, links apart."""
    for block in page.head:
        plain = block.image is None and not (block.caption or block.link or block.kept)
        if plain and block.furniture is None and 3 <= len(block.text) <= 120:
            found = parse_byline(block.text)
            if found and found.authors:
                return list(found.authors)
    return []


def _shown(page: _Page, where: Iterable[Block]) -> Iterator[list[str]]:
    """What stands `where` a byline may, the likeliest first; not all of it are names."""
    blocks = page.blocks
    for block in where:
        if block.kept or block.image is not None or not 3 <= len(block.text) <= 120:
            continue
        if block.rule in _OFFERED:
            continue  # who wrote another article
        labelled = is_labelled(block.text)
        marked = named_around(block.element, AUTHOR, 2)
        sure = block.figure is None and (labelled or marked and is_full_name(block.text))
        if block.caption and not sure:
            continue  # who took the picture
        named = labelled or marked
        byline = parse_byline(block.text) if named else None
        if labelled and not byline:  # his office may stand behind a comma
            byline = parse_byline(block.text.partition(",")[0])
        people = _people(block, named or page.headline < block.index < page.first)
        if labelled and byline and len(byline.authors) > len(people):
            yield list(byline.authors)
        if people:
            alike = (name for other in _alike(blocks, block) for name in _people(other, named))
            yield [*people, *alike]
        signed = parse_signature(block.text) if looks_dated(block.text) else None
        if signed and signed.authors:
            yield list(signed.authors)
        if not marked:
            continue
        if byline and byline.authors:
            yield list(byline.authors)
        elif len(block.text) <= 80 and (labelled or ":" not in block.text):
            if not block.link or len(block.text.split()) > 1:  # a section is linked, in one word
                alike = (other.text for other in _alike(blocks, block))
                yield [block.text, *(text for text in alike if is_full_name(text))]


def _people(block: Block, linked: bool) -> list[str]:
    """The full names in a block that are marked as an author's; where `linked`, also those that
    lead to the page of somebody."""
    found: list[str] = []
    inline = block.element.iter("a", "span", "b", "strong") if len(block.element) else ()
    for element in islice(inline, _INLINE):
        leads = linked and element.tag == "a" and _PERSON.search(element.get("href") or "")
        if leads or is_named(element, AUTHOR):
            name = inner_text(element)
            whole = name == block.text and (":" not in name or is_labelled(name))
            if whole or (name in block.text and is_full_name(name)):
                found.append(name)
    return list(dict.fromkeys(found))


def _alike(blocks: Sequence[Block], block: Block) -> Iterator[Block]:
    """The blocks right behind `block`, pictures apart, that look like it: the other authors."""
    look = block.tag, block.element.get("class")
    for other in blocks[block.index + 1 : block.index + 1 + _MOST]:
        if other.image is None:
            if (other.tag, other.element.get("class")) != look or other.kept:
                return
            yield other


def _linked(root: etree._Element) -> list[str]:
    for element in root.iter("a"):
        if "author" in (element.get("rel") or ""):
            return [inner_text(element)]
    return []
