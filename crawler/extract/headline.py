"""The headline: what the metadata states against what the page shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from crawler.extract.body import TextFinder
from crawler.extract.boilerplate import is_related_label
from crawler.extract.dates import parse_date
from crawler.extract.document import Block, Blocks
from crawler.extract.heading import (
    LEVELS,
    POSTED,
    best_wording,
    differ,
    has_tool,
    is_another,
    is_posted,
    is_same,
    is_variant,
    joined_lines,
    main_piece,
    named_piece,
    opens_stated,
    place_of,
    rest_of,
    spelt_heading,
    wordings,
)
from crawler.extract.metadata import Metadata
from crawler.extract.names import TITLE, is_named, named_around
from crawler.extract.text import fold, spoken_length
from crawler.extract.titles import DASHES, LEAST, names_any_page, stated_titles, without_tail
from crawler.extract.tree import inner_text, text_of, upward

_LINE = 25
"""Characters of the longest line that may be a section's name, though <title> says it, too."""
_DATE_LINE = 100
"""Characters of the longest line that is only a date with what stands beside it."""
_BELOW = 3
"""Blocks below an <h1> among which another headline stands beside it."""
_SITE = re.compile(
    r"(?:cổng|trang)(?: thành phần)? (?:thông tin|ttđt|tin điện tử)\b|(?:xem |đọc |chi tiết )?"
    r"(?:tin(?: tức| bài)?|bài viết|chi tiết|nội dung)\Z",
    re.I,
)
"""What portals call themselves, or any of their pages."""
_HOLDERS = 2
"""Inline elements of a block among which the one that is named as a title is looked for."""
_HEADS = frozenset(LEVELS)
_TOP = 8
"""Headings of a page among which those of its banner are."""
_HOME = re.compile(
    r"(?:(?:https?:)?//[^/?#]*)?/?(?:index\.\w+|(?:pages/)?(?:default|home|trang-?chu)\.aspx|trang-chu(?:\.\w+)?|home"
    r"|web/guest(?:/home|/trang-chu)?|vi(?:-vn)?)?/?\Z",
    re.I,
)
_BANNER = re.compile(
    r"(?:^|[\s_-])(?:header|banner|logo|site-?(?:title|name)|brand)(?:$|[\s_-])", re.I
)

_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|site-?(?:title|name))(?:$|[\s_-])", re.I)
"""Names of a heading itself that make it the site's, whatever it says."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a page and where it stands."""

    text: str | None
    index: int
    """Index of its block; -1 where the page does not show it."""
    origin: str
    """`general` (shown), `meta`."""


def find_headline(
    page: Blocks, meta: Metadata, names: Sequence[str], finder: TextFinder, url: str
) -> Headline:
    """The headline as printed; what the metadata state twice wins over a shown variant.

    `url`: the page's address; a heading that it spells is the headline, whatever is stated.
    """
    stated = stated_titles(meta, names)
    heads = [
        block
        for block in page.all
        if block.tag in _HEADS
        and len(block.text) > 2
        and block.image is None
        and not (is_related_label(block.text) or names_any_page(block.text))
    ]
    if sites := [head for head in heads[:_TOP] if _heads_site(head)]:
        heads = [head for head in heads if head not in sites]
        named = {fold(head.text) for head in sites} - {fold(head.text) for head in heads}
        stated = {origin: text for origin, text in stated.items() if fold(text) not in named}
    if any(map(_SITE.match, stated.values())):
        stated = _without_portal(stated, heads)
    titles = list(dict.fromkeys(stated.values()))
    keys = [fold(text) for text in titles]
    if beside := _beside(heads, stated):
        return Headline(best_wording(beside, beside.text, stated), beside.index, "general")
    for level in LEVELS:
        for block in heads:
            if block.tag != level:
                continue
            for text in wordings(block, page):
                if is_same(fold(text), keys) or opens_stated(text, titles):
                    return Headline(best_wording(block, text, stated), block.index, "general")
            main = main_piece(block)
            if main and any(key.endswith(fold(main)) for key in keys):
                whole = fold(text_of(block.element))
                exact = next((text for text in titles if fold(text) == whole), main)
                return Headline(exact, block.index, "general")
    if spelt := spelt_heading(heads, titles, url):
        return Headline(joined_lines(spelt, page), spelt.index, "general")
    if printed := _printed(stated, page):
        return printed
    shown = _above_text(page, heads, finder)
    if shown and (is_another(shown, keys) or ("og" not in stated and "ld" not in stated)):
        said = named_piece(shown) or joined_lines(shown, page)
        return Headline(said, shown.index, "general")
    if not shown and stated.keys() <= {"title"}:
        dated = _over_date(page, finder)
        if dated and all(differ(dated.text, key) for key in keys):
            return Headline(dated.text, dated.index, "general")
    if stated:
        text = titles[0]
        places = {form: place_of(form, page.all) for form in {text, without_tail(text)}}
        said = next((form for form in (text, *places) if places[form] >= 0), text)
        if places[said] < 0 and shown and is_variant(shown, said, finder.find(-1).prose):
            return Headline(said, shown.index, "meta")
        return Headline(said, places[said], "meta")
    shown = shown or (heads[0] if heads else None)
    if not shown and meta.title:
        return Headline(meta.title, -1, "meta")
    return Headline(shown.text, shown.index, "general") if shown else Headline(None, -1, "general")


def _heads_site(head: Block) -> bool:
    """True for a heading that names the site: it leads home, or is a portal's in its banner."""
    if head.link:
        if head.link * 10 < len(head.text) * 8:
            return False
        link = next(head.element.iter("a"), None)
        href = link.get("href") if link is not None else None
        return bool(href and _HOME.match(href))
    if _LOGO.search(f"{head.element.get('class') or ''} {head.element.get('id') or ''}"):
        return True
    return bool(_SITE.match(head.text)) and any(
        node.tag == "header" or _BANNER.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        for node in upward(head.element, 4)
    )


def _without_portal(stated: dict[str, str], heads: Sequence[Block]) -> dict[str, str]:
    """`stated` without what every page of a portal is called, unless a heading says it, too."""
    said = {fold(head.text) for head in heads}
    return {
        origin: text
        for origin, text in stated.items()
        if not _SITE.match(text) or fold(text) in said
    }


def _beside(heads: Sequence[Block], stated: dict[str, str]) -> Block | None:
    """The heading that shows og:title right below an <h1> that does not: that one stands in the
    breadcrumb, or is written for search engines."""
    key = fold(stated.get("og", ""))
    ones = [block for block in heads if block.tag == "h1"]
    if not key or any(key in fold(block.text) for block in ones):
        return None
    for block in heads:
        if block.tag != "h1" and any(0 < block.index - h1.index <= _BELOW for h1 in ones):
            if fold(block.text) == key or fold(main_piece(block) or "") == key:
                return block
    return None


def _above_text(page: Blocks, heads: Sequence[Block], finder: TextFinder) -> Block | None:
    """The last of the highest headings before the text; else a block named like a title."""
    single = [block for block in heads if block.tag == "h1"]
    if len(single) == 1 and 15 < len(single[0].text) < 300 and single[0].furniture is None:
        return single[0]  # whatever the text is, this is what it is called
    above = _above(page, finder)[::-1]
    among = set(heads)
    headed = [block for block in above if block in among]
    named = (block for block in above if len(block.text) > 25 and _is_called_title(block))
    ones = (block for block in headed if block.tag == "h1")
    return next(chain(ones, named, headed), None)


def _is_called_title(block: Block) -> bool:
    """True where a block, what stands around it or the one element that holds its words is named as
    a title."""
    element = block.element
    if named_around(element, TITLE, 2):
        return True
    holders = islice(element.iterchildren("span", "b", "strong", "font"), _HOLDERS)
    return any(is_named(inner, TITLE) and inner_text(inner) == block.text for inner in holders)


def _above(page: Blocks, finder: TextFinder) -> list[Block]:
    """The blocks of a headline's length before the first long sentences of the text."""
    text = finder.find(-1)
    if text.container is None:
        return []
    long = (
        piece.block.index
        for piece in text.prose
        if len(piece.block.text) > 80 and piece.block.tag not in LEVELS and not piece.teaser
    )
    teasers = {piece.block.index for piece in text.prose if piece.teaser}
    return [
        block
        for block in page.all[: next(long, len(page.all))]
        if block.furniture is None and LEAST < len(block.text) < 300 and block.index not in teasers
    ]


def _printed(stated: dict[str, str], page: Blocks) -> Headline | None:
    """The line that says what <title> alone states, though it is no heading: all of it, or what
    stands before the name of the site."""
    text = stated.get("title", "")
    if stated.keys() > {"title"} or not text:
        return None
    place = place_of(text, page.all)
    if place < 0:
        openings = (b for b in page.all if b.text and text.startswith(b.text))
        place = next((b.index for b in openings if _opens(b, text)), -1)
    if place < 0 or page.all[place].link or spoken_length(page.all[place].text) < _LINE:
        return None
    line = page.all[place].text
    return Headline(text if has_tool(line, text) else line, place, "general")


def _opens(block: Block, title: str) -> bool:
    """True for a line with which `title` begins, before a dash; before a blank alone, where it is
    named as a title."""
    rest = rest_of(title, block.text)
    if not rest or block.furniture is not None:
        return False
    return rest.lstrip()[:1] in DASHES or rest[0] == "_" or _is_called_title(block)


def _over_date(page: Blocks, finder: TextFinder) -> Block | None:
    """The line over the date line, where nothing else tells the headline; who posted the article
    may stand between."""
    for block in reversed(_above(page, finder)):
        below = next(
            (b for b in page.all[block.index + 1 : block.index + 3] if not POSTED.match(b.text)),
            block,
        )
        if len(below.text) < _DATE_LINE and parse_date(below.text) and not is_posted(block.text):
            return None if block.link else block
    return None
