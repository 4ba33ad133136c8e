"""What a page says of itself: JSON-LD, OpenGraph, <meta>. Read, not yet believed."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from crawler.extract.text import clean

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle BlogPosting Report AnalysisNewsArticle "
    "OpinionNewsArticle LiveBlogPosting TechArticle ScholarlyArticle ReviewNewsArticle "
    "BackgroundNewsArticle AdvertiserContentArticle SocialMediaPosting Review".split()
)
_ITEMPROPS: Any = etree.XPath("descendant::*/@itemprop", smart_strings=False)
_WITH_PROP: Any = etree.XPath("descendant::*[@itemprop=$prop]")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_COMMENT = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_MARKUP = re.compile(r"<[^>]{1,200}>")


@dataclass(slots=True)
class Metadata:
    """Values in the order in which the page gives them; nothing is judged here."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    """Lower-case name or property -> contents as they stand; `first` and `values` clean them."""
    article: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object that describes an article; empty where there is none."""
    others: list[dict[str, Any]] = field(default_factory=list)
    title: str | None = None
    """The text of <title>."""
    language: str | None = None
    canonical: str | None = None
    next: str | None = None
    base: str | None = None
    """`href` of <base>, as it stands."""
    places: list[str] = field(default_factory=list)
    """Addresses of style sheets, icons and scripts, as they stand."""

    _itemprops: frozenset[str] | None = None
    _cleaned: dict[str, list[str]] = field(default_factory=dict)

    def microdata(self, root: etree._Element, prop: str) -> list[etree._Element]:
        """The elements of the page at `root` with `prop` in their `itemprop`, in page order."""
        if self._itemprops is None:
            self._itemprops = frozenset(_ITEMPROPS(root))
        named = [value for value in self._itemprops if prop in value.split()]
        if len(named) == 1:
            return list(_WITH_PROP(root, prop=named[0]))
        # to look for none costs a quarter of a search for elements
        return [node for node in root.iter() if node.get("itemprop") in named] if named else []

    def first(self, *names: str) -> str | None:
        """The first content of the first of `names` that is there and not empty."""
        for name in names:
            for value in self.values(name):
                return value
        return None

    def values(self, name: str) -> Sequence[str]:
        """All contents of `name` that are not empty, cleaned."""
        stated = self.meta.get(name)
        if not stated:
            return []
        found = self._cleaned.get(name)
        if found is None:
            found = [value for text in stated if (value := clean(plain(text)))]
            self._cleaned[name] = found
        return found

    def text(self, key: str) -> str | None:
        """A string of the JSON-LD article, cleaned; None where it is absent or no string."""
        value = self.article.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name")
        return clean(plain(value)) or None if isinstance(value, str) else None


def plain(text: str) -> str:
    """Text of a metadata value without markup and doubly escaped entities."""
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return text


def load_json(text: str) -> Any:
    """JSON as sites write it: with raw newlines, trailing commas, comments; None if it is lost."""
    for mend in (str, _uncommented, _without_trailing_commas):
        text = mend(text)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _uncommented(text: str) -> str:
    return _COMMENT.sub("", text.strip()).strip().rstrip(";")


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _objects(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _objects(data[key], depth + 1)


def _types(entry: dict[str, Any]) -> set[str]:
    kinds = entry.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2] for kind in kinds if isinstance(kind, str)}


def read_metadata(root: etree._Element) -> Metadata:
    """Metadata of a page's tree; broken pieces are passed over."""
    found = Metadata(language=root.get("lang") or root.get("xml:lang"))
    for element in root.iter("meta", "title", "link", "script", "base"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = element.get("content")
            if name and content:
                found.meta.setdefault(_usual_name(name), []).append(content)
        elif tag == "script":
            if place := element.get("src"):
                found.places.append(place)
            elif "ld+json" in (element.get("type") or "") and element.text:
                _add_json_ld(found, element.text)
        elif tag == "title":
            if found.title is None and element.text:
                found.title = clean(element.text) or None
        elif tag == "base":
            found.base = found.base or element.get("href")
        else:
            rel, place = (element.get("rel") or "").lower(), element.get("href")
            if rel == "canonical":
                found.canonical = found.canonical or place
            elif rel == "next":
                found.next = place
            elif place:
                found.places.append(place)
    return found


def _usual_name(name: str) -> str:
    """`article:published_time` for `article:published:time` as well."""
    name = name.lower().strip()
    if name.count(":") == 2 and name.startswith(("og:", "article:")):
        outer, _, inner = name.rpartition(":")
        return f"{outer}_{inner}"
    return name


def _add_json_ld(found: Metadata, text: str) -> None:
    for entry in _objects(load_json(text)):
        if _types(entry) & ARTICLE_TYPES:
            if not found.article or len(entry) > 2 * len(found.article):
                found.article = entry
        else:
            found.others.append(entry)


def names_in(value: Any) -> list[str]:
    """Names of persons in a JSON-LD `author`: strings, objects, lists of either."""
    if isinstance(value, str):
        return [clean(plain(value))]
    if isinstance(value, dict):
        name = value.get("name") or " ".join(
            part
            for part in (value.get("givenName"), value.get("familyName"))
            if isinstance(part, str)
        )
        return names_in(name) if name else []
    if isinstance(value, list):
        return [name for entry in value for name in names_in(entry)]
    return []
