"""Addresses: the canonical one, its host, and what a reference on a page means."""

import re
from datetime import date
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|yclid|msclkid|gbraid|wbraid|zarsrc|zalo_\w+|mc_[ce]id|_ga|_gl"
    r"|igshid|igsh|ref_src|ref_url|cmpid|spm|vero_id|_hsenc|_hsmi"
    r"|_?redirect|p_l_back_url\w*|back_?url|return_?url|jsessionid|phpsessid|aspsessionid\w*)(?:=|\Z)"
    r"|(?:sid|session_?id)=[\w-]{16,}\Z",  # a short number is a story of PHP-Nuke
    re.I,
)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*|/\([SFX]\([^/)]*\)\)", re.I)
_TWIN_HOST = re.compile(r"\A(?:www|m|mobile|amp|wap)\.(?=[^.]+\.)")
_DEFAULT_PORT = re.compile(r":(?:80|443)\Z")
EXTENSION = re.compile(r"\.[a-z]\w{1,4}\Z", re.I)
_PATH = r"/[\w./%=&?+@,:~-]*[\w/%=&+@,:~-]\Z"
_WHOLE = re.compile(rf"https?://[\w.-]+(?::\d+)?{_PATH}", re.A)
"""An address that joining leaves as it is."""
_ROOTED = re.compile(rf"(?!//){_PATH}", re.A)
_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d+)?(?=/)", re.A)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_URL_STAMP = re.compile(r"-(?:102|119|196)(\d{2})(\d{2})(\d{2})\d{6,9}\.html?\Z")
_URL_LONG = re.compile(r"-(20\d{2})(\d{2})(\d{2})\d{6,9}\.html?\Z")
_URL_PATH = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\Z)|/(20\d{2})(\d{2})(\d{2})/")


def split_url(url: str) -> SplitResult | None:
    """`url` taken apart; None for an address that cannot be."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def is_web_url(url: str) -> bool:
    """True for an absolute http(s) URL with a host."""
    parts = split_url(url)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _netloc(parts: SplitResult) -> str:
    netloc = parts.netloc.rpartition("@")[2].lower()
    return netloc.removesuffix(":443" if parts.scheme == "https" else ":80")


def own_parameters(query: str) -> list[str]:
    """The parameters of `query` that are no session and no tracking."""
    pairs = (pair for pair in query.split("&") if pair)
    return [pair for pair in pairs if not _TRACKING.match(pair)]


@lru_cache(maxsize=1000)
def canonical_url(url: str) -> str:
    """`url` without fragment, default port, session and tracking parameters.

    A slug is never re-encoded: what is published can be requested. Idempotent.
    """
    parts = split_url(url)
    if parts is None or not parts.netloc:
        return url.strip()
    return (
        parts._replace(
            netloc=_netloc(parts),
            path=SESSION_IN_PATH.sub("", parts.path) or "/",
            query="&".join(own_parameters(parts.query)),
            fragment="",
        )
        .geturl()
        .strip()
    )


def host_of(url: str) -> str:
    """Host (with a port that is not the default) without `www.`, `m.`, `amp.`."""
    parts = split_url(url)
    if parts is None:
        return ""
    return _TWIN_HOST.sub("", _DEFAULT_PORT.sub("", _netloc(parts)).rstrip("."), count=1)


def stem_of(path: str) -> str:
    """A path without its session, its extension and closing slash."""
    if ";" in path or "(" in path:
        path = SESSION_IN_PATH.sub("", path)
    return EXTENSION.sub("", path.rstrip("/"))


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


def date_in_url(url: str) -> date | None:
    """The day that an address states: a second opinion, never the first."""
    found = _URL_STAMP.search(url) or _URL_LONG.search(url) or _URL_PATH.search(url)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
