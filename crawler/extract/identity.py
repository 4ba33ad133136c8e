"""The identity of an article: one id, whichever of its addresses it was reached by."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, unquote

from crawler.extract.urls import EXTENSION, SESSION_IN_PATH, host_of, own_parameters, split_url

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


def number_in_path(path: str) -> str | None:
    """The site's own id where the path holds one that no second article can share."""
    for pattern in _OWN_ID:
        if found := pattern.search(path):
            return found[1]
    folder, _, last = path.rstrip("/").rpartition("/")
    stem, dot = EXTENSION.sub("", last), bool(EXTENSION.search(last))
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
    parts = split_url(url)
    if parts is None:
        return f"{host or ''}:{_digest(url)}"
    path, query = _undressed(parts)
    name = host or host_of(url)
    if stated := _matched(path, query, patterns):
        return f"{name}:{stated.lower()}"
    named = number_in_query("&".join(query))
    own = (_wordpress(path, query) or _joomla(query)) if named else number_in_path(path)
    return f"{name}:{own.lower() if own else _digest(_key(path, query))}"


def has_own_id(url: str, patterns: Sequence[str]) -> bool:
    """True where one of `patterns` finds an article's id in `url`."""
    parts = split_url(url)
    return parts is not None and _matched(*_undressed(parts), patterns) is not None


def _undressed(parts: SplitResult) -> tuple[str, list[str]]:
    """Path and parameters without all that an article's other addresses have."""
    query = sorted(pair for pair in own_parameters(parts.query) if not _TWIN_QUERY.match(pair))
    return _TWIN_PATH.sub("", SESSION_IN_PATH.sub("", parts.path)), query


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


def number_in_query(query: str) -> str | None:
    """The number that a parameter such as `newsid` states."""
    found = _ARTICLE_QUERY.search(f"?{query}") if query else None
    return found[1] if found else None


@lru_cache(maxsize=5000)
def own_number(path: str, query: str = "") -> str | None:
    """The article's number in path or query, as far as the address alone tells."""
    return number_in_path(path) or number_in_query(query)
