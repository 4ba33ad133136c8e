"""Addresses: the canonical one, the identity behind it, and the spaces never to enter."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|yclid|msclkid|gbraid|wbraid|zarsrc|zalo_\w+|mc_[ce]id|_ga|_gl"
    r"|igshid|igsh|ref_src|ref_url|cmpid|spm|vero_id|_hsenc|_hsmi"
    r"|jsessionid|phpsessid|aspsessionid\w*)(?:=|\Z)"
    r"|(?:sid|session_?id)=[\w-]{16,}\Z",  # a short number is a story of PHP-Nuke
    re.I,
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*|/\([SFX]\([^/)]*\)\)", re.I)
_TWIN_HOST = re.compile(r"\A(?:www|m|mobile|amp|wap)\.(?=[^.]+\.)")
_DEFAULT_PORT = re.compile(r":(?:80|443)\Z")
# Other dresses of the same article: AMP, print, and the front controller in the path.
_TWIN_QUERY = re.compile(
    r"(?:amp|print|printable)(?:=(?:1|true|yes)?)?\Z|tmpl=component\Z"
    r"|(?:outputtype|format|view|layout)=(?:amp|print)\Z",
    re.I,
)
_TWIN_PATH = re.compile(
    r"/(?:index|default)\.(?:php|aspx?|html?)(?=/|\Z)|(?:/amp|/print)?/*\Z|\A/(?:amp(?=/)|print(?=/.*-))"
    r"|\.amp(?=\.html?\Z|\Z)|\A(?:/[a-z]{2}_[a-z]{2}(?=/))?(?:/web/guest(?=/))?(?=/)",
    re.I,
)
_PATH = r"/[\w./%=&?+@,:~-]*[\w/%=&+@,:~-]\Z"
_WHOLE = re.compile(rf"https?://[\w.-]+(?::\d+)?{_PATH}", re.A)
"""An address that joining leaves as it is."""
_ROOTED = re.compile(rf"(?!//){_PATH}", re.A)
_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d+)?(?=/)", re.A)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_EXTENSION = re.compile(r"\.[a-z]\w{1,4}\Z", re.I)
_OWN_ID = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"/-/20\d\d/(\d+)(?:/|\Z)",  # Liferay, tapchicongsan.org.vn
        r"/content/id/(\d+)",
        r"/item/(\d+)(?=[-./]|\Z)",  # K2
        r"/(?:trang-in|print|in-bai|in-tin)[-/](\d{4,})(?=[./]|\Z)",
        r"/news/(\d+)p\d+c\d+/",
        r"/(?:19|20)\d{4}/[^/]+-((?=[a-f]*\d)[0-9a-f]{6,8})/?\Z",
    )
)
_TAIL = re.compile(r"(?<=[^\W_])[-_](?:post|[pidc])?(\d{4,18})\Z", re.I)
_COUNTED = re.compile(  # `ket-luan-so-2079`: a number of the headline, not of the site
    r"(?:luan|thi|quyet|dinh|lenh|bao|van|hoach|dan|trinh|tap-chi)-so[-_]\d+\Z", re.I
)
_HEAD = re.compile(r"(\d{4,})-[a-z]", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?|(?:[0-2]\d|3[01])?(?:0[1-9]|1[0-2])(?:19|20)\d\d)\Z"
)
_JOOMLA_VIEWS = ("item", "article")
_ARTICLE_QUERY = re.compile(
    r"[?&](?:id|p|itemid|articleid|newsid|idnews|baivietid|docid)=(\d+)", re.I
)
_POST = re.compile(r"p=\d{1,18}\Z")
# Whole segments only: `/tim-kiem-cuu-nan-123.html` is an article about a rescue.
_ENDLESS = re.compile(
    r"/c/portal/|update_language|/(?:tags?|tu-khoa|author|authors|tac-gia|tim-kiem|search|login|logout"
    r"|register|dang-nhap|dang-xuat|dang-ky|quen-mat-khau|print|trang-in|share|calendar|lich"
    r"|wp-(?:admin|login|json)|cdn-cgi|rss|feed)(?:\.(?:php|aspx?|html?))?(?:[/?]|\Z)"
    r"|/trang-in-\d|-tag\d+\.|/tim-kiem[^/]*/trang-|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/[0-3]?\d)?/?(?:\?|\Z)"
    r"|;(?:jsessionid|phpsessid)=|\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|m3u8|avi|zip|rar|7z|apk|exe"
    r"|pdf|docx?|xlsx?|pptx?|epub|xml|rss)(?:\?|\Z)",
    re.I,
)
_ENDLESS_QUERY = re.compile(
    r"[?&](?:tags?|s|keywords?|query|search|tukhoa|tu_khoa|author|print|phpsessid|jsessionid|sid|sessionid"
    r"|sort|order|orderby|replytocom|comment|languageid|date_begin|date_end|date|ngay|thang|tungay"
    r"|denngay|month|week|tuan|calendar|return(?:_?url)?|redirect|_redirect|backurl|continue|action)="
    r"|[?&](?:sid|session_?id)=[\w-]{16,}|[?&]q=(?!node)|[?&](?:lang|language|hl|locale)=(?!vi)",
    re.I,
)
_GATHERED = re.compile(
    r"/(?:tags?|tu-khoa|tim-kiem|search|rss|feed)(?:\.(?:php|aspx?|html?))?(?:/|\Z)|-tag\d+\.", re.I
)
_SOUGHT = re.compile(r"(?:\A|&)(?:s|q|keywords?|query|tukhoa|tu_khoa|tags?)=(?!node)", re.I)
_REPEATED = re.compile(r"(/[^/]+(?:/[^/]+)?)\1\1(?=/|\Z)")
_SECTION = re.compile(
    r"/(?:chu-de|topics?|category|nhom-tin|tin-chuyen-de)(?:/|\.|\Z)"
    r"|/(?:danh-muc|chuyen-muc|chuyen-de|lien-he|gioi-thieu|sitemap|so-do)(?:/(?:[^/-]+-){0,4}[^/-]*)?(?:\.\w+)?/?\Z"
    r"|-(?:tag|event|topic|e|sk)\d{1,5}\.|/(?:topic|event|tag)-\d+",
    re.I,
)


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


def _query(query: str) -> list[str]:
    pairs = (pair for pair in query.split("&") if pair)
    return [pair for pair in pairs if not _TRACKING.match(pair)]


@lru_cache(maxsize=1000)
def canonical_url(url: str) -> str:
    """`url` without fragment, default port, session and tracking parameters.

    A slug is never re-encoded: what is published can be requested. Idempotent.
    """
    parts = _split(url)
    if parts is None or not parts.netloc:
        return url.strip()
    return (
        parts._replace(
            netloc=_netloc(parts),
            path=_SESSION_IN_PATH.sub("", parts.path) or "/",
            query="&".join(_query(parts.query)),
            fragment="",
        )
        .geturl()
        .strip()
    )


def host_of(url: str) -> str:
    """Host (with a port that is not the default) without `www.`, `m.`, `amp.`."""
    parts = _split(url)
    if parts is None:
        return ""
    return _TWIN_HOST.sub("", _DEFAULT_PORT.sub("", _netloc(parts)).rstrip("."), count=1)


def _numbered(path: str) -> str | None:
    """The site's own id where the path holds one that no second article can share."""
    for pattern in _OWN_ID:
        if found := pattern.search(path):
            return found[1]
    folder, _, last = path.rstrip("/").rpartition("/")
    stem, dot = _EXTENSION.sub("", last), bool(_EXTENSION.search(last))
    slug = folder.rpartition("/")[2]
    found = _TAIL.search(stem)
    if not found and stem.isdigit() and slug.count("-") >= 2:  # /Thoi-su/Hop-bao-thang-10/59531.bcb
        found = re.fullmatch(r"(\d{5,18})", stem)
    elif found and not any(map(str.isalpha, stem[: found.start()])):
        return None
    if found:
        number = found[1]
        plain = stem[found.start() + 1 :].isdigit()
        short = len(number) == 4 and (not dot or _YEAR.match(number) or _COUNTED.search(stem))
        return None if plain and (short or _DATE.match(number)) else number
    found = _HEAD.match(last)
    return found[1] if found and dot and not _YEAR.match(found[1]) else None


@lru_cache(maxsize=1000)  # a link's is asked for by its listing, and again when it is read
def article_id(url: str, patterns: tuple[str, ...] = (), *, host: str | None = None) -> str:
    """`<host>:<the site's own id>`, or `<host>:<16 hex digits>` of the normalised address.

    One article has one id, whichever of its addresses it was reached by: scheme, `www.`, `m.`,
    AMP and print forms, `index.php/`, sessions, tracking and the order of parameters do not
    count. `patterns` are searched in path and query (`/tin?id=5`, `/?p=5`) before the general grammar; group 1 is the
    id. A number that may belong to the headline (`so-2079`, a year, a date) is no id.
    """
    parts = _split(url)
    if parts is None:
        return f"{host or ''}:{_digest(url)}"
    path, query = _undressed(parts)
    name = host or host_of(url)
    if stated := _matched(path, query, patterns):
        return f"{name}:{stated.lower()}"
    named = _ARTICLE_QUERY.search(f"?{'&'.join(query)}")
    own = (_wordpress(path, query) or _joomla(query)) if named else _numbered(path)
    return f"{name}:{own.lower() if own else _digest(_key(path, query))}"


def has_own_id(url: str, patterns: Sequence[str]) -> bool:
    """True where one of `patterns` finds an article's id in `url`."""
    parts = _split(url)
    return parts is not None and _matched(*_undressed(parts), patterns) is not None


def _undressed(parts: SplitResult) -> tuple[str, list[str]]:
    """Path and parameters without all that an article's other addresses have."""
    query = sorted(pair for pair in _query(parts.query) if not _TWIN_QUERY.match(pair))
    return _TWIN_PATH.sub("", _SESSION_IN_PATH.sub("", parts.path)), query


def _matched(path: str, query: Sequence[str], patterns: Sequence[str]) -> str | None:
    place = f"{path or '/'}?{'&'.join(query)}" if query else path
    for pattern in patterns:
        for form in (place, path, f"{path}/"):
            if found := re.search(pattern, form):
                return found[1]
    return None


def _wordpress(path: str, query: Sequence[str]) -> str | None:
    """The id in `/?p=123`: at the root and with no further parameter that might share it out."""
    return query[0][2:] if not path and len(query) == 1 and _POST.match(query[0]) else None


def _joomla(query: Sequence[str]) -> str | None:
    """The id in `option=com_k2&view=item&id=4105:slug&Itemid=7`, whichever menu led there."""
    values = dict(pair.split("=", 1) for pair in query if "=" in pair)
    if values.get("option") in ("com_k2", "com_content") and values.get("view") in _JOOMLA_VIEWS:
        return values.get("id", "").partition(":")[0] or None
    return None


def _key(path: str, query: Sequence[str]) -> str:
    texts = (unquote(part, errors="surrogateescape") for part in (path, *query))
    return unicodedata.normalize("NFC", "\n".join(texts)).casefold()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_endless(url: str) -> bool:
    """True for an address of a space that never ends or holds no article.

    Calendars, searches, tags, authors, other languages, sessions, logins, print twins, files,
    feeds; paths that repeat themselves and queries that grow.
    """
    parts = _split(url)
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
    parts = _split(url)
    if parts is None:
        return False
    sought = _SOUGHT.search(parts.query) and parts.path.rpartition("/")[2].count("-") < 3
    return bool(_GATHERED.search(parts.path) or (sought and not own_number(parts.path)))


def is_section(path: str) -> bool:
    """True for the path of a topic, a category, a page about the site."""
    return bool(_SECTION.search(path))


@lru_cache(maxsize=5000)
def own_number(path: str, query: str = "") -> str | None:
    """The article's number in path or query, as far as the address alone tells."""
    if found := _numbered(path):
        return found
    found_in_query = _ARTICLE_QUERY.search(f"?{query}") if query else None
    return found_in_query[1] if found_in_query else None


def looks_like_article(url: str) -> int:
    """How much the shape of `url` speaks for an article: 0 (not at all) to 4."""
    parts = _split(url)
    if parts is None or is_endless(url) or _SECTION.search(parts.path):
        return 0
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")
    stem = _EXTENSION.sub("", last)
    if stem.isdigit() or stem == "view_content":
        stem = folder.rpartition("/")[2]
    hyphens = max(stem.count("-"), stem.count("_"))
    score = 2 if hyphens >= 4 else 0
    if _numbered(path):
        score += 2 if hyphens >= 2 or "/-/" in path else 1
    elif _ARTICLE_QUERY.search(f"?{parts.query}"):
        score += 2
    elif hyphens == 3 and last != stem:
        score += 1
    return min(score, 4)


def absolute_url(base: str, reference: str) -> str | None:
    """The http(s) address that `reference` means on the page `base`; None if it means no such.

    Control characters in it are percent-encoded, as browsers do.
    """
    if _WHOLE.match(reference):
        return reference
    if _ROOTED.match(reference) and "/." not in reference:  # ordinary links need no parser
        if origin := _ORIGIN.match(base):
            return origin[0] + reference
    try:
        url = urljoin(base, reference.strip())
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return _UNPRINTABLE.sub(lambda found: quote(found[0], errors="replace"), url)
