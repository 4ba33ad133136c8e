"""Whether a page holds an article: what was found on it, and the reason against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import count_words
from crawler.extract.document import Block
from crawler.extract.listings import (
    lies_above,
    lists_files,
    looks_like_listing,
    names_section,
    opens_with_text,
    runs_on,
    stands_apart,
)
from crawler.extract.metadata import Metadata
from crawler.extract.overviews import is_overview
from crawler.extract.pictures import page_behind
from crawler.extract.refusals import find_obstacle
from crawler.extract.shapes import (
    gathers,
    is_endless,
    is_front,
    is_section,
    is_topic,
    looks_like_article,
)
from crawler.extract.tree import inner_text

_COMING = re.compile(r"(?:dữ liệu|nội dung|thông tin|bài viết) đang (?:được )?cập nhật", re.I)
_NAME = 4
"""Words of the longest name of a section that holds nothing but documents."""
_SHORT = 600
"""Characters of text below which a page may be what stands in the way of one."""
_FEWEST = 2
"""Pictures that make a list of what they lead to."""
_LINK = 4
"""Levels within which a picture stands in its link."""
_LINE = 25
"""Characters of a text that no day and no counter has."""
_BRIEF = 6000
"""Characters of text below which a page may tell of other pages only."""
_NOTICE = 300
"""Characters of text above which a page that calls itself an article is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on a page, taken for an article."""

    root: etree._Element
    url: str
    base: str
    """What the page's relative links start from."""
    metadata: Metadata
    blocks: Sequence[Block]
    """Chosen ones are marked."""
    first: int
    """Index of the headline; -1 where the page does not show it."""
    title: str | None
    text: str
    """Lead and body."""
    opening: Sequence[Block]
    """The lead's blocks."""
    files: int
    """How many files are offered."""
    captions: int
    """How many pictures have a caption."""
    shows: bool
    """True where there are pictures, and the page states when it was published: an infographic."""
    pictures: Sequence[Block] = ()
    """The blocks of the pictures."""


def reason_against(found: Found) -> str | None:
    """Why a page holds no article: `listing`, `login`, `challenge`, `empty`, `error page`; None
    where it holds one."""
    text, url = found.text, found.url
    if len(text) < _SHORT:
        head = f"{found.metadata.title or ''} | {found.title or ''}"
        if obstacle := find_obstacle(found.root, url, head, text):
            return obstacle
    if not found.title or not (text or found.files or found.captions or found.shows):
        coming = any(_COMING.match(block.text) for block in found.blocks)
        listed = looks_like_article(url) < 3 and not coming
        return "listing" if listed and looks_like_listing(found.root, url) else "empty"
    return "listing" if _lists(found) else None


def _lists(found: Found) -> bool:
    """True for a page that lists what lies elsewhere."""
    if found.files and _lists_files(found):
        return True
    if _is_told(found):
        return False
    if stands_apart(found.blocks, found.first):
        return True
    if len(found.text) < _SHORT and _shows_others(found):
        return True
    if len(found.text) < _BRIEF and is_overview(found.root, found.url, found.blocks, found.opening):
        return True
    if runs_on(found.blocks, found.url):
        return False
    if gathers(found.url):
        return True
    called = found.metadata.first("og:type") == "article"
    return not _opens(found) and looks_like_listing(found.root, found.url, typed=called)


def _shows_others(found: Found) -> bool:
    """True where each picture leads to a page that a link names, too, and nothing else is said."""
    pictures = [block.image for block in found.pictures if block.image is not None]
    pages = {page_behind(picture, _LINK) for picture in pictures}
    if len(pages) < _FEWEST or any(page[:1] in ("", "#") for page in pages):
        return False
    if any(b.kept and b.image is None and not b.link and len(b.text) > _LINE for b in found.blocks):
        return False
    named = {a.get("href") for a in found.root.iter("a") if len(inner_text(a)) > 2}
    return pages <= named


def _opens(found: Found) -> bool:
    """True where a text stands right under a title that no link of the page names."""
    path = urlsplit(found.url).path
    return (
        not (is_front(found.url) or is_endless(found.url) or is_section(path) or is_topic(path))
        and opens_with_text(found.blocks, found.first, found.opening)
        and not names_section(found.root, found.title or "", found.url)
        and not lies_above(found.root, found.url)
    )


def _lists_files(found: Found) -> bool:
    """True for a list of documents with their files; it may have a text, too, such as what each of
    them is about."""
    if found.text and count_words(found.title or "") > _NAME:
        return False
    under = found.blocks[max(found.first, -1) + 1 :]
    enough = 5 if found.text else 3 if found.first < 0 else 1
    return lists_files(under, found.base, enough)


def _is_told(found: Found) -> bool:
    """True where address or metadata say that it is an article: a short notice among many links is
    one. That `og:type` says so is little: some sites call each of their pages so."""
    metadata = found.metadata
    if len(found.text) > _NOTICE or found.files or found.captions > 2:
        first = metadata.first
        if metadata.article or (first("article:published_time") and first("og:type") == "article"):
            return True
    return looks_like_article(found.url) >= 3
