"""What the shape of an address says: an article's, a section's, or that of a space never to enter."""

import re
from functools import lru_cache

from crawler.extract.identity import number_in_path, number_in_query, own_number
from crawler.extract.urls import EXTENSION, split_url

# Whole segments only: `/tim-kiem-cuu-nan-123.html` is an article about a rescue.
_ENDLESS = re.compile(
    r"/c/portal/|update_language|/(?:tags?|tu-khoa|author|authors|tac-gia|tim-kiem|search|log-?in|log-?on|log-?out|sign-?in|sign-?up|account"
    r"|register|dang-nhap|dang-xuat|dang-ky|quen-mat-khau|print|trang-in|share|calendar|lich"
    r"|wp-(?:admin|login|json)|cdn-cgi|rss|feed)(?:\.(?:php|aspx?|html?))?(?:[/?]|\Z)"
    r"|/trang-in-\d|/comment-page-\d|-tag\d+\.|/tim-kiem[^/]*/trang-|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/[0-3]?\d)?/?(?:\?|\Z)"
    r"|\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|m3u8|avi|zip|rar|7z|apk|exe"
    r"|pdf|docx?|xlsx?|pptx?|epub|xml|rss)(?:\?|\Z)",
    re.I,
)
_ENDLESS_QUERY = re.compile(
    r"[?&](?:tags?|s|keywords?|query|search|tukhoa|tu_khoa|author|print"
    r"|sort|order|orderby|replytocom|comment|languageid|date_begin|date_end|date|ngay|thang|tungay"
    r"|denngay|month|week|tuan|calendar|redirect_uri|client_id)="
    r"|[?&]action=(?:add|edit|history|log\w+|print|search|share)\b"
    r"|[?&]q=(?!node)|[?&](?:lang|language|hl|locale)=(?!vi)",
    re.I,
)
_GATHERED = re.compile(
    r"/(?:tags?|tu-khoa|tim-kiem|search|rss|feed)(?:\.(?:php|aspx?|html?))?(?:/|\Z)|-tag\d+\.", re.I
)
_FRONT = re.compile(r"/?(?:(?:index|default|home|trang-chu)(?:\.\w+)?)?/?\Z", re.I)
_SOUGHT = re.compile(r"(?:\A|&)(?:s|q|keywords?|query|tukhoa|tu_khoa|tags?)=(?!node)", re.I)
_REPEATED = re.compile(r"(/[^/]+(?:/[^/]+)?)\1\1(?=/|\Z)")
_SECTION = re.compile(
    r"/(?:chu-de|topics?|category|nhom-tin|tin-chuyen-de)(?:/|\.|\Z)"
    r"|/(?:danh-muc|chuyen-muc|chuyen-de|lien-he|gioi-thieu|sitemap|so-do)(?:/(?:[^/-]+-){0,4}[^/-]*)?(?:\.\w+)?/?\Z"
    r"|-(?:tag|event|topic|e|sk)\d{1,5}\.|/(?:topic|event|tag)-\d+",
    re.I,
)
_TOPIC = re.compile(
    r"/(?:chuyen-de|chu-de|topics?)/[^/.]+/?\Z|/(?:tac-gia|authors?)/[^/]+/?\Z", re.I
)


def is_endless(url: str) -> bool:
    """True for an address of a space that never ends or holds no article.

    Calendars, searches, tags, authors, other languages, logins, print twins, files,
    feeds; paths that repeat themselves and queries that grow.
    """
    parts = split_url(url)
    if parts is None or len(url) > 2000:
        return True
    return endless_place(parts.path, parts.query)


@lru_cache(maxsize=5000)  # menus are the same on every page of a site
def endless_place(path: str, query: str) -> bool:
    """Like `is_endless`, for an address that is split already."""
    if _ENDLESS.search(path) or _REPEATED.search(path) or len(path) + len(query) > 2000:
        return True
    if not query:
        return False
    names = [pair.partition("=")[0] for pair in query.split("&") if pair]
    grows = len(names) > 12 or len(set(names)) < len(names)
    return grows or bool(_ENDLESS_QUERY.search(f"?{query}")) or query.lower().startswith("author")


def gathers(url: str) -> bool:
    """True for an address of search results, of what has a tag, of a list of feeds: whatever is
    printed there, it is no article."""
    parts = split_url(url)
    if parts is None:
        return False
    sought = _SOUGHT.search(parts.query) and parts.path.rpartition("/")[2].count("-") < 3
    return bool(_GATHERED.search(parts.path) or (sought and not own_number(parts.path)))


def is_section(path: str) -> bool:
    """True for the path of a topic, a category, a page about the site."""
    return bool(_SECTION.search(path))


def is_topic(path: str) -> bool:
    """True for the path of what gathers articles about one matter or by one author, perhaps with
    an introduction."""
    return bool(_TOPIC.search(path)) and (own_number(path) is None or "/chuyen-de/" not in path)


def looks_like_article(url: str) -> int:
    """How much the shape of `url` speaks for an article: 0 (not at all) to 4."""
    parts = split_url(url)
    if parts is None or is_endless(url) or is_section(parts.path) or is_topic(parts.path):
        return 0
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")
    stem = EXTENSION.sub("", last)
    if stem.isdigit() or stem == "view_content":
        stem = folder.rpartition("/")[2]
    hyphens = max(stem.count("-"), stem.count("_"))
    score = 2 if hyphens >= 4 else 0
    if number_in_path(path):
        score += 2 if hyphens >= 2 or "/-/" in path else 1
    elif number_in_query(parts.query):
        score += 2
    elif hyphens == 3 and last != stem:
        score += 1
    return min(score, 4)


def is_front(url: str) -> bool:
    """True for the address of a site's front page."""
    parts = split_url(url)
    return parts is not None and not parts.query and bool(_FRONT.match(parts.path))
