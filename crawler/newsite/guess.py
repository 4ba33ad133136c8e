"""Guesses about a site, from addresses and pages: no network, no files."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from crawler.cms import CMSS, recognise
from crawler.extract.identity import article_id
from crawler.extract.marks import marks_of
from crawler.extract.metadata import read_metadata
from crawler.extract.text import clean, sniff_encoding
from crawler.extract.titles import site_names
from crawler.extract.tree import parse_html
from crawler.site import Cms

MOST_SECTIONS = 12
"""More than these a bulletin rarely has at its top; the rest is told to the operator."""
_SUFFIXES = frozenset("vn com org net gov edu dcs info cn asia".split())
_NUMBER = re.compile(r"([-/_.][a-z]{0,5}|[?&][A-Za-z_]+=)(\d{2,18})(?=([-/._&]|\Z))")
_DIGEST = re.compile(r"[0-9a-f]{16}\Z")
_FEW = 4


def guess_name(host: str) -> str:
    """A spider's name after its host: `btg.dongthap.gov.vn` is `btgdongthap`."""
    labels = host.removeprefix("www.").split(".")
    while len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    name = re.sub(r"[^a-z0-9]", "", "".join(labels))
    return name if name[:1].isalpha() else f"site{name}"


def guess_owner(html: bytes, url: str) -> str:
    """What a front page calls its site; its host where it does not say."""
    root = parse_html(html, sniff_encoding(html))
    meta = read_metadata(root)
    names = site_names(meta, url)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    stated = [name for name in names if name not in (host, host.split(".")[0])]
    owner = clean(next(iter(stated), meta.title or host))
    return owner.replace('"', "").replace("\\", "").strip() or host


def guess_cms(pages: Iterable[bytes]) -> Cms | None:
    """The CMS of the registry that at least half of the pages show."""
    shown = [recognise(marks_of(html)) for html in pages]
    for cms in CMSS:
        count = sum(layout is not None and layout in (cms, *cms.former) for layout in shown)
        if count and count * 2 >= len(shown):
            return cms
    return None


def main_sections(urls: Sequence[str]) -> list[str]:
    """`urls` without sections below others of them, which list the same articles."""
    stems = {url: url.rstrip("/").removesuffix(".html") + "/" for url in urls if "?" not in url}
    return [
        url
        for url in urls
        if "?" in url
        or not any(stems[url] != other and stems[url].startswith(other) for other in stems.values())
    ]


def guess_id_pattern(urls: Sequence[str], others: Iterable[str], cms: Cms | None) -> str | None:
    """A pattern for the ids in the addresses of articles, where no known one finds them.

    It matches each of `urls`, with a number that no second one has, and none of `others` (the
    addresses of sections and feeds). None where the general grammar or the CMS knows the ids,
    or fewer than four addresses are known.
    """
    known = cms.id_patterns if cms else ()
    idents = [article_id(url, known).rpartition(":")[2] for url in urls]
    if len(urls) < _FEW or not any(_DIGEST.fullmatch(ident) for ident in idents):
        return None
    places = list(map(_place, urls))
    elsewhere = list(map(_place, others))
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for pattern, number in _patterns(place):
            found[pattern].add(number)
    for pattern, numbers in reversed(found.items()):
        if len(numbers) == len(places) and not any(re.search(pattern, o) for o in elsewhere):
            return pattern
    return None


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _patterns(place: str) -> Iterable[tuple[str, str]]:
    """(pattern, number) for each number in an address, by what stands around it."""
    for number in _NUMBER.finditer(place):
        before, rest = number[1], place[number.end() :]
        mark = f"[?&]{re.escape(before[1:])}" if before[0] in "?&" else re.escape(before)
        if before[0] in "?&":
            after = r"(?:&|$)"
        elif re.fullmatch(r"(?:\.[a-z]\w{1,4})?", rest):
            after = re.escape(rest) + "$"
        else:
            after = re.escape(rest[0])
        yield (
            f"{mark.replace(chr(92) + '-', '-')}(\\d+){after.replace(chr(92) + '-', '-')}",
            number[2],
        )
