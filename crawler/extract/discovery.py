"""Feeds and sitemaps: bytes in, addresses out. No entity is expanded, no network is asked."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from html.entities import name2codepoint
from typing import Literal

from lxml import etree

from crawler.extract.anchors import absolute
from crawler.extract.dates import parse_date
from crawler.extract.text import clean, decode_html


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that a feed or sitemap names."""

    url: str
    published: datetime | None = None
    title: str | None = None
    changed: bool = False
    """True where `published` is only known to be the moment of the last change."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries of an RSS or Atom feed in its own order."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages of a sitemap, and further sitemaps of an index."""

    urls: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_SUBSET_END = re.compile(r"\]\s*>")
_LOOSE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});)", re.I)
_NAMED = re.compile(r"&([a-z]\w{1,30});", re.I)
_VOID = re.compile(r"<(?:br|hr|img)\b[^<>]{0,500}>", re.I)  # HTML in a title, never closed
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MARKUP = re.compile(r"<[^>]{1,500}>")


def kind_of(body: bytes) -> Literal["feed", "sitemap", "html", "gzip", "other"]:
    """What `body` is, by its first kB; a page is no feed, whatever address it was sent for."""
    if body.startswith(b"\x1f\x8b"):
        return "gzip"
    if body[:14].lower() == b"<!doctype html":  # nearly every page
        return "html"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body[:4000].decode("utf-16", "ignore").encode()
    head = body[:1500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marks = {
        "html": min(map(head.find, (b"<html", b"<!doctype html", b"<body")), key=_first),
        "sitemap": min(map(head.find, (b"<urlset", b"<sitemapindex")), key=_first),
        "feed": min(map(head.find, (b"<rss", b"<feed", b"<rdf:rdf")), key=_first),
    }
    kind = min(marks, key=lambda name: _first(marks[name]))
    if marks[kind] >= 0:
        return kind  # type: ignore[return-value]
    if head.startswith((b"http://", b"https://")) and b"<" not in head:
        return "sitemap"  # one address a line
    return "html" if b"<" in head else "other"


def _first(place: int) -> int:
    return place if place >= 0 else 1 << 30


def gunzip(body: bytes, limit: int) -> bytes:
    """`body` unpacked where it is gzip; what a cut stream still holds. ValueError beyond `limit`."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=47)
    try:
        data = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise ValueError(f"no gzip: {error}") from error
    if len(data) > limit:
        raise ValueError(f"unpacks to more than {limit} bytes")
    return data


def _tree(body: bytes) -> etree._Element | None:
    """The tree of what is meant to be XML, as far as it can be read.

    HTML's own entities and bare ampersands are mended first; entities that the document itself
    declares are never expanded, external ones never asked for.
    """
    text = _DECLARATION.sub("", decode_html(body, _declared(body)))
    plain = "".join(_mended(_without_doctype(text)))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _without_doctype(text: str) -> str:
    start = text.lower().find("<!doctype", 0, 2000)
    if start < 0:
        return text.lstrip()
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        found = _SUBSET_END.search(text, subset)
        end = found.end() - 1 if found else len(text)
    return text[end + 1 :].lstrip() if end >= 0 else ""


def _mended(text: str) -> Iterator[str]:
    """`text` with the ampersands outside of CDATA as XML wants them."""
    at = 0
    while at < len(text):
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) + 3 if start >= 0 else 2
        if end == 2:  # none, or one that is never closed
            start = end = len(text)
        plain = _VOID.sub(" ", text[at:start])
        yield _LOOSE.sub("&amp;", _NAMED.sub(_numbered, plain))
        yield text[start:end]
        at = end


def _declared(body: bytes) -> str | None:
    found = re.match(rb"""\s*<\?xml[^>]*encoding=["']([\w-]+)""", body[:200])
    return found[1].decode("ascii") if found else None


def _numbered(name: re.Match[str]) -> str:
    """`&nbsp;`, which XML does not know, as a number; what nobody knows as text."""
    if name[1] in _XML_NAMES:
        return name[0]
    point = name2codepoint.get(name[1])
    return f"&#{point};" if point else f"&amp;{name[1]};"


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _moment(text: str | None) -> datetime | None:
    found = parse_date(text) if text else None
    return found.value if found else None


def _title(element: etree._Element) -> str | None:
    text = unescape("".join(map(str, element.itertext())))
    return clean(_MARKUP.sub(" ", text) if "<" in text else text) or None


def _entry(item: etree._Element, url: str) -> Entry | None:
    link = guid = title = stamp = updated = original = None
    for child in item:
        name, text = _name(child), (child.text or "").strip()
        if name == "link":
            href = child.get("href")
            if href and (child.get("rel") or "alternate") == "alternate":
                link = link or href
            elif text:
                link = link or text
        elif name == "origlink":
            original = text
        elif name in ("guid", "id") and child.get("isPermaLink", "true").lower() != "false":
            guid = text
        elif name == "title":
            title = title or _title(child)
        elif name in ("pubdate", "published", "date"):
            stamp = text
        elif name in ("updated", "modified"):
            updated = text
    place = original or link or (guid if guid and guid.startswith("http") else None)
    full = absolute(url, place.strip()) if place else None
    return Entry(full, _moment(stamp or updated), title, not stamp) if full else None


def parse_feed(body: bytes, url: str) -> Feed | None:
    """The entries of an RSS 2.0, RSS 1.0 or Atom feed, broken XML included; None for no feed."""
    root = _tree(body)
    if root is None or _name(root) not in ("rss", "feed", "rdf"):
        return None
    found = (_entry(item, url) for item in root.iter() if _name(item) in ("item", "entry"))
    return Feed(tuple({entry.url: entry for entry in found if entry}.values()))


def parse_sitemap(body: bytes, url: str) -> Sitemap | None:
    """Pages and further sitemaps; None for no sitemap."""
    if kind_of(body) == "sitemap" and b"<" not in body[:1500]:
        lines = decode_html(body).split()
        places = dict.fromkeys(filter(None, (absolute(url, line) for line in lines)))
        return Sitemap(tuple(map(Entry, places)))
    root = _tree(body)
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        return None
    urls: dict[str, Entry] = {}
    maps: list[str] = []
    for child in root:
        values = {_name(node): (node.text or "").strip() for node in child}
        place = absolute(url, values.get("loc", ""))
        if place is None:
            continue
        if _name(child) == "sitemap":
            maps.append(place)
        elif _name(child) == "url":
            title, stamp = _news(child)
            moment = _moment(stamp or values.get("lastmod"))
            urls.setdefault(place, Entry(place, moment, title, not stamp))
    return Sitemap(tuple(urls.values()), tuple(dict.fromkeys(maps)))


def _news(page: etree._Element) -> tuple[str | None, str | None]:
    """Title and date of the news extension; pictures and videos have titles of their own."""
    for child in page:
        if _name(child) == "news":
            found = {_name(node): node for node in child.iter()}
            title, stamp = found.get("title"), found.get("publication_date")
            return (
                _title(title) if title is not None else None,
                stamp.text if stamp is not None else None,
            )
    return None, None
