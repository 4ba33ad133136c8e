"""The front page of a site that nobody has described: feeds and sections that it announces."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.extract.document import inner_text, parse_html
from crawler.extract.text import sniff_encoding
from crawler.extract.urls import host_of, is_endless, looks_like_article

_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.I)
_FEED_PATH = re.compile(r"\.rss\Z|/(?:rss|atom|feed)\.xml\Z", re.I)
_COMMENTS = re.compile(r"comments?(?:/feed)?/?\Z", re.I)
_MENU = re.compile(r"(?:^|[\s_-])(?:menu\w*|\w+menu|nav\w*|main-?nav\w*|categor\w+|chuyen-?muc)(?:$|[\s_-])", re.I)  # fmt: skip
_NO_NEWS = re.compile(
    r"/(?:lien-he|gioi-thieu|contact|about|rss|sitemap|so-do|dang-nhap|dang-ky|login|quang-cao|toa-soan"
    r"|hoi-dap|gop-y|video|media|multimedia|podcast|e-?paper|bao-in|en|english|index\.\w+)(?:[./]|\Z)",
    re.I,
)
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)
MOST = 60
"""So many feeds, and so many sections, of one front page are believed."""


@dataclass(frozen=True, slots=True)
class Front:
    """What a front page announces, in page order, without doubles."""

    feeds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def read_front(html: bytes, url: str) -> Front:
    """Absolute URLs of the feeds and sections of the front page `html`."""
    try:
        root = parse_html(html, sniff_encoding(html))
    except ValueError:
        return Front()
    return Front(tuple(find_feeds(root, url)[:MOST]), tuple(find_sections(root, url)[:MOST]))


def find_feeds(root: etree._Element, url: str) -> list[str]:
    """Feeds that a page names for machines, or links under a feed's usual name."""
    found = []
    for element in root.iter("link", "a"):
        href = (element.get("href") or "").strip()
        named = element.tag == "link" and _FEED_TYPE.search(element.get("type") or "")
        if href and (named or _FEED_PATH.search(href)) and not _COMMENTS.search(href):
            found.append(_own(url, href))
    return list(dict.fromkeys(place for place in found if place))


def find_sections(root: etree._Element, url: str) -> list[str]:
    """Links of the page's menus with a short text, to no article and no endless space."""
    found = []
    for menu in root.iter("nav", "ul", "div", "header", "td"):
        if menu.tag != "nav" and not _MENU.search(
            f"{menu.get('class') or ''} {menu.get('id') or ''}"
        ):
            continue
        for element in menu.iter("a"):
            place = _own(url, (element.get("href") or "").strip())
            if place and 0 < len(inner_text(element).split()) <= 7 and _is_section(place):
                found.append(place)
    here = url.partition("#")[0].rstrip("/")
    return [place for place in dict.fromkeys(found) if place.rstrip("/") != here]


def sitemaps_in_robots(text: str) -> list[str]:
    """Addresses after `Sitemap:` in a robots.txt, as written."""
    return list(dict.fromkeys(_SITEMAP.findall(text)))


def _own(url: str, href: str) -> str | None:
    if not href or href[0] == "#":
        return None
    try:
        place = urljoin(url, href).partition("#")[0]
    except ValueError:
        return None
    return place if place.startswith(("http://", "https://")) and _same(place, url) else None


def _same(place: str, url: str) -> bool:
    return host_of(place) == host_of(url)


def _is_section(place: str) -> bool:
    parts = urlsplit(place)
    deep = parts.path.strip("/").count("/")
    return (
        bool(parts.path.strip("/"))
        and deep <= 3
        and looks_like_article(place) < 2
        and not is_endless(place)
        and not _NO_NEWS.search(parts.path)
    )
