"""What the metadata of a page call the article, without the name of the site."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from crawler.extract.metadata import Metadata, names_in
from crawler.extract.text import fold

_TAIL = re.compile(r"\s+[|–—»:·ㅣ-]\s+[^|–—»·ㅣ]{2,60}\Z|\s*[|»·ㅣ]\s*[^|»·ㅣ]{2,60}\Z")
_TAIL_MARK = re.compile("[|–—»:·ㅣ-]")
"""What begins such a tail: most headlines have none, which is quickly seen."""
_YEARS = re.compile(r"\d{4} \d{4}")
"""What a dash parts that parts no site's name: a term of office."""
DASHES = frozenset("|–—-»·ㅣ")
_DASH = re.compile(r"\s[|–—»·ㅣ-]\s|[|»·ㅣ]")
_HAN_TAIL = re.compile("[_-]([\u4e00-\u9fff]{2,8})\\Z")
"""The name of a Chinese site, or of one of its parts: `_网易财经`."""
LEAST = 15
"""Characters of the shortest headline that is told from a kicker or a site's name."""
_FILE_NAME = re.compile(r"[\w.%-]+\.(?:html?|php|aspx?|jsp)\Z", re.I)
_ANY_PAGE = re.compile(
    r"(?:chi tiết|nội dung|thông tin chi tiết|xem|đọc)(?: (?:chi tiết|(?:bản )?tin(?: tức| bài)?|bài viết))?\Z",
    re.I,
)


def site_names(meta: Metadata, url: str) -> tuple[str, ...]:
    """What the site calls itself."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    publisher = meta.article.get("publisher")
    names = [meta.first("og:site_name"), meta.first("application-name")]
    names += names_in(publisher) if publisher else []
    names.append(_tail_of(meta.title or "", meta.first("og:title") or ""))
    if found := _HAN_TAIL.search(meta.title or ""):
        names.append(found[1])
    names += [host, host.split(".")[0]]
    return tuple(name for name in names if name)


def _tail_of(title: str, headline: str) -> str:
    """The words that a <title> says behind the last dash after the headline: the site's name. One
    word alone may also stand before an author's initials."""
    if len(headline) < LEAST or not title.startswith(headline):
        return ""
    name = _DASH.split(title[len(headline) :])[-1].strip()
    return name if " " in name else ""


def stated_titles(meta: Metadata, names: Sequence[str]) -> dict[str, str]:
    """Titles that the metadata states, without the site's name: `og`, `ld`, `twitter`, `title`."""
    keys = [fold(name) for name in names]
    said = {
        "og": meta.first("og:title"),
        "ld": meta.text("headline"),
        "twitter": meta.first("twitter:title"),
    }  # mostly one and the same
    bare = {text: _without_site(text, keys, certain=False) for text in {*said.values()} if text}
    found = {origin: bare[text] for origin, text in said.items() if text}
    if meta.title:
        found["title"] = _without_site(meta.title, keys, certain=True)
    found = {
        origin: text
        for origin, text in found.items()
        if text and fold(text) not in keys and not _FILE_NAME.match(text)
    }
    sure = [found[origin] for origin in ("og", "ld", "twitter") if origin in found]
    return {origin: _whole(_shortest(text, sure), found.values()) for origin, text in found.items()}


def _shortest(text: str, others: Iterable[str]) -> str:
    """The one of `others` behind which `text` adds a dash and the name of a section or site."""
    for other in others:
        if LEAST < len(other) < len(text) and text.startswith(other):
            if text[len(other) :].lstrip()[:1] in DASHES:
                return other
    return text


def _whole(text: str, others: Iterable[str]) -> str:
    """The one of `others` that goes on with a quotation mark where `text` ends: the attribute
    ended there, too."""
    for other in others:
        if LEAST < len(text) < len(other) and other.startswith(text):
            if other[len(text) :].lstrip()[:1] == '"':
                return other
    return text


def without_tail(text: str) -> str:
    """`text` without what stands behind a dash near its end."""
    return _TAIL.sub("", text) if _TAIL_MARK.search(text) else text


def _without_site(text: str, keys: Sequence[str], *, certain: bool) -> str:
    while True:
        shorter = without_tail(text)
        tail = fold(text[len(shorter) :])
        if shorter == text or len(shorter) < 15 or _YEARS.search(f"{shorter} {tail}"):
            return text
        if not certain and not any(tail and (tail in key or key in tail) for key in keys):
            return text
        text = shorter


def names_any_page(text: str) -> bool:
    """True for what portals call the page of any article: `Chi tiết tin tức`."""
    return bool(_ANY_PAGE.match(text))
