"""Who wrote it, as a page states and shows it."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extract.bylines import (
    Byline,
    clean_authors,
    fullest_names,
    is_affiliation,
    parse_byline,
)
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, inner_text
from crawler.extract.metadata import Metadata, microdata, names_in
from crawler.extract.names import AUTHOR, is_named, named_around

_PERSON = re.compile(
    r"author|autor|auteur|profil|tac-gia|journalist|reporter|redakteur|people|staff", re.I
)
_BEHIND = 6
"""Blocks behind the text among which a labelled byline is looked for."""
_INLINE = 40
"""Inline elements of a block among which the one with the name is looked for."""
_NEAR = 12
"""Blocks before the headline and after the text among which a byline is looked for."""


def take_bylines(blocks: Sequence[Block], kept: list[Block]) -> Byline:
    """What bylines at either end of the text say; their blocks are taken out of `kept`.

    A line right behind the text counts where it is labelled or named ("Tác giả: ...").
    """
    authors: tuple[str, ...] = ()
    source = None
    for _ in range(3):
        texts = [block for block in kept if block.image is None]
        if texts and texts[-1].tag in ("td", "th"):
            break  # who signed a document printed in full
        lines = texts[-1:]
        found = parse_signature(lines[0].text) if lines else None
        if not found and len(texts) > 2 and is_affiliation(texts[-1].text):
            lines = texts[-2:]
            found = parse_byline(lines[0].text)
        if not found:
            break
        for block in lines:
            block.rule, block.kept = "byline", False
            kept.remove(block)
        authors = tuple(dict.fromkeys((*found.authors, *authors)))
        source = source or found.source
    for block in [block for block in kept if block.image is None][:2]:
        found = parse_byline(block.text)
        if found:
            block.rule, block.kept = "byline", False
            kept.remove(block)
            authors, source = authors or found.authors, source or found.source
    behind = kept[-1].index + 1 if kept else len(blocks)
    for block in blocks[behind : behind + _BEHIND]:
        if block.kept or block.image is not None or block.link * 2 > len(block.text) + 2:
            continue
        found = parse_byline(block.text)
        if found and (":" in block.text or named_around(block.element, AUTHOR, 2)):
            block.rule = "byline"
            authors, source = authors or found.authors, source or found.source
    return Byline(authors, source)


def parse_signature(text: str) -> Byline | None:
    """A byline, or one that shares its line with a date: `Hà An - 02/10/2025 05:50`."""
    found = parse_byline(text)
    if found or len(text) > 90:
        return found
    first, _, rest = text.partition(" - ") if " - " in text else text.partition(" | ")
    return parse_byline(first) if rest and looks_dated(rest) else None


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
    micro = [
        element.get("content") or inner_text(element) for element in microdata(root, "author")[:4]
    ]
    found = clean_authors(micro, names) if micro else ()
    if found:
        return found, "meta"
    shown = _shown(blocks, headline) or _linked(root) or _portrayed(blocks, headline)
    return clean_authors(shown, names), "general"


def _stated(meta: Metadata) -> tuple[tuple[str, list[str]], ...]:
    metas = [
        text
        for name in ("author", "dc.creator", "article:author")
        for text in meta.values(name)
        if not text.startswith("http")
    ]
    stated = names_in(meta.article.get("author") or meta.article.get("creator") or [])
    return ("json-ld", stated), ("meta", metas)


def complete_authors(
    signed: Sequence[str], meta: Metadata, blocks: Sequence[Block], headline: int
) -> tuple[str, ...]:
    """`signed`, the names under the text, in the fullest spelling that the page gives them."""
    stated = [name for _, raw in _stated(meta) for name in raw]
    return fullest_names(signed, [*stated, *_shown(blocks, headline)])


def _near(blocks: Sequence[Block], headline: int) -> Sequence[Block]:
    """The blocks around headline and text in which a byline may stand."""
    kept = [block.index for block in blocks if block.kept]
    first = kept[0] if kept else max(headline, 0)
    first = min(headline, first) if headline >= 0 else first
    last = kept[-1] if kept else len(blocks)
    return blocks[max(0, first - _NEAR) : last + _NEAR]


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


def _shown(blocks: Sequence[Block], headline: int) -> list[str]:
    for block in _near(blocks, headline):
        if block.kept or block.image is not None or not 3 <= len(block.text) <= 120:
            continue
        inline = block.element.iter("span", "a", "b", "strong") if len(block.element) else ()
        named = [inner_text(e) for e in islice(inline, _INLINE) if is_named(e, AUTHOR)]
        if named and len(named[0]) < len(block.text):
            return named[:1]
        signed = parse_signature(block.text) if looks_dated(block.text) else None
        if signed and signed.authors:
            return list(signed.authors)
        if named_around(block.element, AUTHOR, 2):
            linked = [
                inner_text(a)
                for a in islice(block.element.iter("a"), _INLINE)
                if _PERSON.search(a.get("href") or "")
            ]
            byline = parse_byline(block.text)
            if byline and byline.authors:
                return list(byline.authors)
            if linked and all(2 <= len(name.split()) <= 5 for name in linked):
                return linked
            if len(block.text) <= 80:
                return [block.text]
    return []


def _linked(root: etree._Element) -> list[str]:
    for element in root.iter("a"):
        if "author" in (element.get("rel") or ""):
            return [inner_text(element)]
    return []
