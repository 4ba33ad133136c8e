"""Who wrote it, as a page tells machines: JSON-LD, `<meta>`, microdata."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.extract.metadata import Metadata, names_in
from crawler.extract.tree import inner_text

_META = (
    *("author", "dc.creator", "article:author", "og:author", "og:article_author", "authors"),
    *("dcterms.creator", "citation_author", "article.author"),
    *("cxenseparse:author", "parsely-author", "sailthru.author", "dcsext.author", "byl"),
)
"""Names of `<meta>` that tell the author; the last ones to services that count readers."""
_MOST = 8
"""Authors of one article that are looked at."""


def stated_authors(root: etree._Element, meta: Metadata) -> Iterator[tuple[str, list[str]]]:
    """(where it comes from, what is said to be the authors' names) of what is meant for machines."""
    stated = meta.article.get("author") or meta.article.get("creator") or []
    people = {entry["@id"]: entry for entry in meta.others if entry.get("name") and "@id" in entry}
    entries = stated if isinstance(stated, list) else [stated]
    yield "json-ld", names_in([_looked_up(entry, people) for entry in entries])
    said = [text for name in _META for text in meta.values(name)]
    yield "meta", [text for text in said if not text.startswith("http")]
    yield "meta", _itemprops(root, meta)


def _looked_up(entry: Any, people: dict[Any, Any]) -> Any:
    """An author who is named elsewhere in the graph, by what is said of him there."""
    known = entry.get("@id") if isinstance(entry, dict) and not entry.get("name") else None
    return people.get(known, entry) if isinstance(known, str) else entry


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
