"""Who wrote it, as a page states and shows it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from crawler.extract.bylines import parse_byline, parse_signature
from crawler.extract.credits import is_labelled
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, inner_text, upward
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.namelists import clean_authors, fullest_names
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.persons import is_full_name, is_spelt_as_name
from crawler.extract.signatures import heads_another
from crawler.extract.text import fold

_PERSON = re.compile(
    r"author|autor|auteur|profil|tac-gia|journalist|reporter|redakteur|people|staff", re.I
)
_META = ("author", "dc.creator", "article:author")
_META_TOO = ("cxenseparse:author", "parsely-author", "sailthru.author", "dcsext.author", "byl")
"""Names under which services that count readers are told the author."""
_OFFERED = frozenset(("box of links", "teaser", "related box"))
"""Rules by which a block offers other articles."""
_MOST = 8
"""Authors of one article that are looked at."""
_INLINE = 40
"""Inline elements of a block among which the one with the name is looked for."""
_CARD = 3
"""Levels within which a headline and its byline stand in one element."""
_NEAR = 12
"""Blocks before the headline and after the text among which a byline is looked for."""


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
    for origin, raw in _stated(meta):
        found = clean_authors(raw, names)
        if found:
            return found, origin
    found = clean_authors(_itemprops(root, meta), names)
    if found:
        return found, "meta"
    for shown in _places(root, blocks, headline):
        found = tuple(name for name in clean_authors(shown, names) if is_spelt_as_name(name))
        if found:
            return found, "general"
    return (), "general"


def _places(
    root: etree._Element, blocks: Sequence[Block], headline: int
) -> Iterator[Sequence[str]]:
    """What stands where the authors may, the likeliest first."""
    yield from _shown(blocks, headline)
    yield _linked(root)
    yield _portrayed(blocks, headline)
    yield _unmarked(blocks, headline)


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


def _stated(meta: Metadata) -> tuple[tuple[str, list[str]], ...]:
    metas = [
        text
        for names in (_META, _META_TOO)
        for name in names
        for text in meta.values(name)
        if not text.startswith("http")
    ]
    stated = meta.article.get("author") or meta.article.get("creator") or []
    people = {
        entry["@id"]: entry for entry in meta.others if entry.get("name") and "@id" in entry
    }  # an author may be named elsewhere in the graph
    raw = [
        people.get(entry["@id"], entry)
        if isinstance(entry, dict) and isinstance(entry.get("@id"), str) and not entry.get("name")
        else entry
        for entry in (stated if isinstance(stated, list) else [stated])
    ]
    return ("json-ld", names_in(raw)), ("meta", metas)


def complete_authors(
    signed: Sequence[str],
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    selected: Sequence[str] = (),
) -> tuple[str, ...]:
    """`signed`, the names under the text, in the fullest spelling that the page gives them, with
    those whom a byline over the text names beside all of them.

    `selected`: the names that a selector of the site found.
    """
    shown = next(_shown(blocks, headline), [])
    stated = [*selected, *(name for _, raw in _stated(meta) for name in raw)]
    names = fullest_names(signed, [*stated, *shown])
    keys = set(map(fold, names))
    for more in (selected, clean_authors(shown)):
        if keys < set(map(fold, more)) and len(more) <= _MOST:
            return tuple(more)
    return names


def _near(blocks: Sequence[Block], headline: int) -> Iterator[Block]:
    """The blocks in which a byline may stand: under the headline, under the text, above both."""
    kept = [block.index for block in blocks if block.kept]
    first = kept[0] if kept else max(headline, 0)
    start = min(headline, first) if headline >= 0 else first
    last = kept[-1] if kept else len(blocks)
    yield from blocks[start : last + 1]
    card: list[etree._Element] = []
    for block in blocks[last + 1 : last + _NEAR]:
        if heads_another(block):
            card = upward(block.element, _CARD)
        elif not any(node in card for node in upward(block.element, _CARD)):
            yield block  # else it says who wrote that other article
    yield from blocks[max(0, start - _NEAR) : start]


def _portrayed(blocks: Sequence[Block], headline: int) -> list[str]:
    """The name over a few words about the author: `Tác giả Lê An là giảng viên ...`."""
    for block in _near(blocks, headline):
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else block
        if block.kept or after.kept or not 3 <= len(block.text) <= 60 or len(after.text) < 40:
            continue
        name = re.escape(block.text)
        if 2 <= len(block.text.split()) <= 5 and re.match(rf"(?i:tác giả) {name}\b", after.text):
            return [block.text]
    return []


def _unmarked(blocks: Sequence[Block], headline: int) -> list[str]:
    """The names that are all that a line between headline and text says, links apart."""
    first = next((block.index for block in blocks if block.kept), 0)
    for block in blocks[headline + 1 : first] if headline >= 0 else ():
        plain = block.image is None and not (block.caption or block.link or block.kept)
        if plain and block.furniture is None and 3 <= len(block.text) <= 120:
            found = parse_byline(block.text)
            if found and found.authors:
                return list(found.authors)
    return []


def _shown(blocks: Sequence[Block], headline: int) -> Iterator[list[str]]:
    """What stands where a byline may, the likeliest first; not all of it are names."""
    first = next((block.index for block in blocks if block.kept), len(blocks))
    for block in _near(blocks, headline):
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
        people = _people(block, named or headline < block.index < first)
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
        elif len(block.text) <= 80:
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
            if name in block.text and is_full_name(name):
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
