"""Addresses: the canonical one, the identity behind it, and the spaces never to enter."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import SplitResult, unquote, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|zarsrc|zalo_\w+|mc_[ce]id|_ga|igshid|ref_src)\Z", re.I
)
_TWIN_HOST = re.compile(r"\A(?:www|m|mobile|amp|wap)\.(?=[^.]+\.)")
_GENERAL = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"/-/(?:20\d\d)/(\d+)/",  # Liferay, tapchicongsan.org.vn
        r"/content/id/(\d+)",
        r"/item/(\d+)-",  # K2
        r"/(?:trang-in|print)[-/](\d+)",
        r"-post(\d+)\.\w+\Z",
        r"-[pidc](\d{4,})(?:\.\w+|/)?\Z",
        r"/news/(\d+)p\d+c\d+/",
        r"/(?:19|20)\d{4}/[^/]+-([0-9a-f]{6,8})/?\Z",
        r"[-_](\d{5,18})(?:\.(?:html?|aspx|vnp|epi|amp|ldo|tpo))?/?\Z",
        r"[-_/](?!(?:19|20)\d\d(?:\.|/|\Z))(\d{4})(?:\.(?:html?|aspx))?/?\Z",
        r"[?&](?:id|itemid|articleid|newsid|idnews|baivietid)=(\d+)",
        r"/(\d{4,})-[a-z][^/]+\.html?\Z",
    )
)
_ENDLESS = re.compile(
    r"update_language|languageid=|/c/portal/|date_begin=|date_end=|/tag/|/tags/|-tag\d+\.|[?&]tag="
    r"|author\?|/author/|/tac-gia/|tim-kiem|/search|[?&](?:s|q|keyword|keywords|query|tukhoa)="
    r"|/login|/logout|/register|/dang-nhap|/dang-ky|/print/|trang-in-|[?&]print=|/share|/calendar"
    r"|;jsessionid|phpsessid|[?&](?:sid|sessionid|sort|order|replytocom|lang|comment)=|/feed/?\Z"
    r"|/wp-(?:admin|login|json)|\.(?:jpe?g|png|gif|webp|css|js|mp[34]|zip|rar|ico|svg|pdf|docx?|xlsx?)\Z",
    re.I,
)
_REPEATED = re.compile(r"(/[^/]+(?:/[^/]+)?)\1\1")
_SECTION = re.compile(r"/(?:chu-de|topic|su-kien|event|category|chuyen-muc|tag|tags|author|video|multimedia|lien-he|gioi-thieu|rss|sitemap)(?:/|\.|\Z)", re.I)  # fmt: skip


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def is_web_url(url: str) -> bool:
    """True for an absolute http(s) URL with a host."""
    parts = _split(url)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _netloc(parts: SplitResult) -> str:
    netloc = parts.netloc.rpartition("@")[2].lower()
    return netloc.removesuffix(":443" if parts.scheme == "https" else ":80")


def _query(query: str) -> str:
    return "&".join(
        pair for pair in query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0])
    )


def canonical_url(url: str) -> str:
    """`url` without fragment, default port and tracking parameters; a slug is never re-encoded."""
    parts = _split(url)
    if parts is None or not parts.netloc:
        return url.strip()
    return parts._replace(
        scheme=parts.scheme.lower(),
        netloc=_netloc(parts),
        path=parts.path or "/",
        query=_query(parts.query),
        fragment="",
    ).geturl()


def host_of(url: str) -> str:
    """Host (with a port that is not the default) without `www.`, `m.`, `amp.`."""
    parts = _split(url)
    return _TWIN_HOST.sub("", _netloc(parts), count=1) if parts else ""


def article_id(url: str, patterns: Sequence[str] = (), *, host: str | None = None) -> str:
    """`<host>:<the site's own id>`, or `<host>:<16 hex digits>` of the normalised address.

    One article has one id, whichever of its addresses it was reached by. `patterns` are searched
    in path and query before the general grammar; group 1 is the id.
    """
    parts = _split(url)
    if parts is None:
        return f"{host or ''}:{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:16]}"
    query = _query(parts.query)
    path = re.sub(r"(?:\.amp|/amp/?)\Z|\.amp(?=\.html?\Z)", "", parts.path)
    place = f"{path}?{query}" if query else path
    name = host or host_of(url)
    for pattern in patterns:
        found = re.search(pattern, place)
        if found:
            return f"{name}:{found[1].lower()}"
    for general in _GENERAL:
        found = general.search(place) or general.search(path)
        if found:
            return f"{name}:{found[1].lower()}"
    key = unicodedata.normalize("NFC", unquote(place)).casefold()
    key = re.sub(r"/index\.php(?=/)|(?:[?&](?:amp|print)=1)\Z|/\Z", "", key)
    return f"{name}:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"


def is_endless(url: str) -> bool:
    """True for an address of a space that never ends or holds no article."""
    parts = _split(url)
    if parts is None:
        return True
    place = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return len(url) > 2000 or bool(_ENDLESS.search(place) or _REPEATED.search(parts.path))


def looks_like_article(url: str) -> int:
    """How much the shape of `url` speaks for an article: 0 (not at all) to 4."""
    parts = _split(url)
    if parts is None or is_endless(url):
        return 0
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    if not last or _SECTION.search(parts.path):
        return 0
    slug = re.sub(r"\.\w{2,5}\Z", "", last)
    score = 0
    if slug.count("-") >= 4 or slug.count("_") >= 4:
        score += 2
    if any(general.search(path) for general in _GENERAL):
        score += 2 if slug.count("-") >= 2 or "/-/" in path else 1
    elif slug.count("-") >= 3 and last.endswith((".html", ".htm", ".aspx")):
        score += 1
    return min(score, 4)
