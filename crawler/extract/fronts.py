"""What a front page says about where the rest of its site is: feeds, sitemaps, sections."""

import re
from dataclasses import dataclass

from lxml import etree

from crawler.extract.anchors import absolute, base_of
from crawler.extract.links import find_anchors, find_articles, find_next
from crawler.extract.text import fold, sniff_encoding
from crawler.extract.tree import parse_html
from crawler.extract.urls import host_of

_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.I)
_FEED_PATH = re.compile(
    r"/(?:rss|feed|feeds|atom|rssfeed)(?:/|\.(?:xml|aspx|html?)|\Z)|\.rss\Z|\.atom\Z|/sitemap[^/]*\.xml(?:\.gz)?\Z"
    r"|/[^/]*rss[^/]*\.(?:xml|aspx)\Z",
    re.I,
)
_SITEMAP_LINE = re.compile(r"^[ \t\ufeff]*sitemap[ \t]*:[ \t]*((?:https?:/)?/[^\s#]+)", re.I | re.M)
_FURNITURE = re.compile(
    r"trang chủ|home|liên hệ|contact|giới thiệu|about|đăng (?:nhập|ký|xuất)|tìm kiếm|quảng cáo|rss"
    r"|sơ đồ|sitemap|tòa soạn|điều khoản|chính sách bảo mật|đặt báo|báo in|đọc báo|epaper|hộp thư|góp ý"
    r"|hỏi đáp|thư điện tử|email|hotline|đường dây nóng|thời tiết|lịch công tác|xem thêm|xem tất cả"
    r"|english|tiếng|中文|中国|русский|français|español|app|facebook|youtube|zalo|tiktok",
    re.I,
)
_LANGUAGE = re.compile(r"/(?:en|eng|english|zh|cn|ru|fr|es|lo|la|kh|de|jp|kr)(?:/|\Z)", re.I)
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
    """Addresses of the feeds and sitemaps that the page announces or links, in page order.

    Announced ones come first. Feeds of comments are none.
    """
    base, host = base_of(root, url), host_of(url)
    announced: dict[str, None] = {}
    linked: dict[str, None] = {}
    for element in root.iter("link", "a"):
        full = absolute(base, (element.get("href") or "").strip())
        if full is None or "comment" in full.lower():
            continue
        if element.tag == "link":
            if _FEED_TYPE.search(element.get("type") or ""):
                announced[full] = None
        elif host_of(full) == host and _FEED_PATH.search(full.partition("?")[0]):
            linked[full] = None
    return list(announced | linked)


def sitemaps_in_robots(text: str, url: str) -> list[str]:
    """The addresses in the `Sitemap:` lines of the robots.txt at `url`; some sites leave out the
    host."""
    named = (absolute(url, place) for place in _SITEMAP_LINE.findall(text))
    return list(dict.fromkeys(place for place in named if place))


def find_sections(root: etree._Element, url: str) -> list[str]:
    """Addresses of the sections that a front page links, in page order.

    A section stands in a menu, or heads a box, or articles lie below its path; it is on the
    page's own host, and neither an article, the front page's own second page, an endless space,
    another language nor a page about the site.
    """
    host = host_of(url)
    articles = set(find_articles(root, url))
    others = {*articles, find_next(root, url)}
    below = {folder for article in articles for folder in _folders(article)}
    found: dict[str, None] = {}
    for anchor in find_anchors(root, url):
        words = len(anchor.text.split())
        if anchor.url in others or host_of(anchor.url) != host or not 1 <= words <= 14:
            continue
        if not (anchor.path.strip("/") or anchor.query) or anchor.path.count("/") > 4:
            continue
        name = fold(anchor.text)
        if (
            not re.search(r"[^\W\d_]", name)
            or _FURNITURE.match(name)
            or _LANGUAGE.match(anchor.path)
        ):
            continue
        stem = anchor.path.rstrip("/").partition(".")[0]
        if any(menu is not None for menu in anchor.menus) or stem in below or anchor.in_heading:
            found[anchor.url] = None
    return list(found)


def _folders(url: str) -> list[str]:
    """The paths above an article: `/a/b/x.html` lies below `/a/b` and `/a`."""
    path = "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]
    answer = []
    while path := path.rstrip("/").rpartition("/")[0]:
        answer.append(path)
    return answer
