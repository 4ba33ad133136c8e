"""Who wrote it, as a page states and shows it."""

from collections.abc import Sequence

from lxml import etree

from crawler.extract.bylines import clean_authors, parse_byline
from crawler.extract.document import Block, inner_text
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.names import AUTHOR, named_around

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
    stated = names_in(meta.article.get("author") or meta.article.get("creator") or [])
    metas = [
        text
        for name in ("author", "dc.creator", "article:author")
        for text in meta.meta.get(name, ())
        if not text.startswith("http")
    ]
    for origin, raw in (("json-ld", stated), ("meta", metas)):
        found = clean_authors(raw, names)
        if found:
            return found, origin
    return clean_authors(_shown(root, blocks, headline), names), "general"


def _shown(root: etree._Element, blocks: Sequence[Block], headline: int) -> list[str]:
    kept = [block.index for block in blocks if block.kept]
    first = kept[0] if kept else max(headline, 0)
    first = min(headline, first) if headline >= 0 else first
    last = kept[-1] if kept else len(blocks)
    for block in blocks[max(0, first - _NEAR) : last + _NEAR]:
        if block.kept or block.image is not None or not 3 <= len(block.text) <= 80:
            continue
        if named_around(block.element, AUTHOR, 2):
            byline = parse_byline(block.text)
            return [", ".join(byline.authors) if byline and byline.authors else block.text]
    for element in root.iter("a"):
        if "author" in (element.get("rel") or ""):
            return [inner_text(element)]
    return []
