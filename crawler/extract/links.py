"""The general listing reader: which links of an unknown page are articles, and what comes next."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.extract.document import inner_text
from crawler.extract.text import clean, fold
from crawler.extract.urls import host_of, is_endless, looks_like_article

_NAV = frozenset(("nav", "footer"))
_NEXT_TEXT = re.compile(r"(?:trang (?:sau|kế|tiếp)|sau|tiếp|next|xem thêm|tin cũ hơn|›|»|>|>>|→|older.*)[\s›»>→]*\Z", re.I)  # fmt: skip
_PAGE_NUMBER = re.compile(r"(?:[?&](?:page|trang|p|paged)=|/(?:page|trang)[-/]|[-_](?:p|trang|page)-?|/p)(\d{1,5})(?=\.|/|&|\Z)", re.I)  # fmt: skip


def _base(root: etree._Element, url: str) -> str:
    element = root.find(".//base[@href]")
    return urljoin(url, element.get("href", "")) if element is not None else url


def _same_site(url: str, host: str) -> bool:
    other = host_of(url)
    return other == host or other.endswith("." + host) or host.endswith("." + other)


def _shape(url: str) -> str:
    """The form of an address: `/*-#.html`; articles of one site share it."""
    path = urlsplit(url).path.rstrip("/")
    folder, _, last = path.rpartition("/")
    last = re.sub(r"\d+", "#", re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)*", "*", last))
    tail = re.search(r"(?:[-_]?#)?(?:\.\w+)?\Z", last)
    return f"{folder.count('/')}{tail[0] if tail else ''}"


def _candidates(root: etree._Element, url: str) -> dict[str, str]:
    """Address -> longest text of its links, in page order."""
    base, host = _base(root, url), host_of(url)
    known: dict[str, str | None] = {}
    found: dict[str, str] = {}
    for element in root.iter("a"):
        href = (element.get("href") or "").strip()
        if (
            not href
            or href[0] == "#"
            or href.lower().startswith(("javascript:", "mailto:", "tel:"))
        ):
            continue
        if href not in known:
            try:
                full = urljoin(base, href).partition("#")[0]
            except ValueError:
                full = ""
            web = full.startswith(("http://", "https://")) and _same_site(full, host)
            known[href] = full if web and not is_endless(full) else None
        full_url = known[href]
        if full_url is None:
            continue
        text = inner_text(element) or clean(element.get("title") or "")
        if len(text) > len(found.get(full_url, "")) or full_url not in found:
            found[full_url] = text
    found.pop(url.partition("#")[0], None)
    return found


def find_articles(root: etree._Element, url: str, patterns: Sequence[str] = ()) -> list[str]:
    """Absolute URLs of the articles that a page links, in page order, without doubles."""
    found = _candidates(root, url)
    if patterns:
        own = [link for link in found if any(re.search(p, urlsplit(link).path) for p in patterns)]
        if len(own) >= 3:
            return own
    scores = {link: looks_like_article(link) for link in found}
    shapes = Counter(
        _shape(link)
        for link, score in scores.items()
        if score >= 3 and len(found[link].split()) >= 4
    )
    usual = {shape for shape, count in shapes.items() if count * 10 >= sum(shapes.values())}
    answer = []
    for link, score in scores.items():
        words = len(found[link].split())
        if score >= 3 and (not usual or _shape(link) in usual or words >= 6):
            answer.append(link)
        elif score == 2 and words >= 5 and (not shapes or _shape(link) in usual):
            answer.append(link)
        elif score == 1 and words >= 6 and not usual:
            answer.append(link)
    return answer


def _number(url: str) -> int | None:
    found = _PAGE_NUMBER.search(url)
    return int(found[1]) if found else None


def find_next(root: etree._Element, url: str) -> str | None:
    """URL of the page that follows in the same listing or article; None on the last."""
    base, host = _base(root, url), host_of(url)
    current = _number(url) or 1
    worded = None
    for element in root.iter("link", "a"):
        href = (element.get("href") or "").strip()
        if not href or href[0] == "#" or href.lower().startswith("javascript:"):
            continue
        rel = (element.get("rel") or "").lower().split()
        text = inner_text(element) if element.tag == "a" else ""
        if not (
            "next" in rel
            or (
                element.tag == "a" and len(text) < 20 and (text.isdigit() or _NEXT_TEXT.match(text))
            )
        ):
            continue
        try:
            full = urljoin(base, href).partition("#")[0]
        except ValueError:
            continue
        if not full.startswith(("http://", "https://")) or host_of(full) != host or full == url:
            continue
        number = _number(full)
        if number is not None and number <= current:
            continue
        if "next" in rel:
            return full
        if number == current + 1 and (text.isdigit() and int(text) == number or not text.isdigit()):
            return full
        if not text.isdigit() and worded is None and number is not None and number == current + 1:
            worded = full
    return worded


def looks_like_listing(root: etree._Element, url: str) -> bool:
    """True where headlines that are links outweigh sentences that are none."""
    found = _candidates(root, url)
    headlines = [
        t for link, t in found.items() if len(t.split()) >= 5 and looks_like_article(link) >= 2
    ]
    if len(headlines) < 8:
        return False
    linked = {fold(text) for text in headlines}
    longest = 0
    for element in root.iter("p"):
        if element.find(".//a") is None:
            text = inner_text(element)
            if len(text) > 150 and fold(text) not in linked:
                longest += 1
    return longest < 4 or len(headlines) > 6 * longest
