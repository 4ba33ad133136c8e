"""Feeds and sitemaps: bytes in, addresses out. No entity is expanded, no network is asked."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.dates import parse_date
from crawler.extract.document import inner_text


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that a feed or sitemap names."""

    url: str
    published: datetime | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries of an RSS or Atom feed in its own order."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages of a sitemap, and further sitemaps of an index."""

    urls: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def kind_of(body: bytes) -> Literal["feed", "sitemap", "html", "gzip", "other"]:
    """What `body` is, by its first kB."""
    if body.startswith(b"\x1f\x8b"):
        return "gzip"
    head = body[:1500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<urlset" in head or b"<sitemapindex" in head:
        return "sitemap"
    if b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head:
        return "feed"
    return "html" if b"<" in head else "other"


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
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        return etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except etree.LxmlError:
        return None


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _moment(text: str | None) -> datetime | None:
    found = parse_date(text) if text else None
    return found.value if found else None


def _entry(item: etree._Element, url: str) -> Entry | None:
    link = guid = title = stamp = None
    for child in item:
        name, text = _name(child), (child.text or "").strip()
        if name == "link":
            href = child.get("href")
            if href and (child.get("rel") or "alternate") == "alternate":
                link = link or href
            elif text:
                link = link or text
        elif name == "guid" and child.get("isPermaLink", "true").lower() != "false":
            guid = text
        elif name == "title":
            title = inner_text(child) or None
        elif name in ("pubdate", "published", "date") or (name == "updated" and not stamp):
            stamp = text
    place = link or (guid if guid and guid.startswith("http") else None)
    if not place:
        return None
    full = urljoin(url, place.strip())
    return Entry(full, _moment(stamp), title) if full.startswith(("http://", "https://")) else None


def parse_feed(body: bytes, url: str) -> Feed | None:
    """The entries of an RSS 2.0, RSS 1.0 or Atom feed, broken XML included; None for no feed."""
    root = _tree(body)
    if root is None or _name(root) not in ("rss", "feed", "rdf"):
        return None
    found = (_entry(item, url) for item in root.iter() if _name(item) in ("item", "entry"))
    return Feed(tuple({entry.url: entry for entry in found if entry}.values()))


def parse_sitemap(body: bytes, url: str) -> Sitemap | None:
    """Pages and further sitemaps; None for no sitemap."""
    root = _tree(body)
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        return None
    urls: list[Entry] = []
    maps: list[str] = []
    for child in root:
        values = {_name(node): (node.text or "").strip() for node in child.iter()}
        place = urljoin(url, values.get("loc", "")) if values.get("loc") else ""
        if not place.startswith(("http://", "https://")):
            continue
        if _name(child) == "sitemap":
            maps.append(place)
        elif _name(child) == "url":
            stamp = values.get("publication_date") or values.get("lastmod")
            urls.append(Entry(place, _moment(stamp), values.get("title") or None))
    return Sitemap(tuple(urls), tuple(maps))
