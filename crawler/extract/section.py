"""The section that an article stands in, as the page prints it."""

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.document import Block, last_kept
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.names import SECTION, is_named, named_around
from crawler.extract.text import fold
from crawler.extract.trails import FIRST, NEAR, STEPS, called_trails, find_trail, stated_trail
from crawler.extract.tree import inner_text, upward

_LONGEST = 60
_OVER = 2
"""Blocks right over the headline in which the section may stand without a link."""
_UNDER = 6
"""Blocks right under the headline in which the section may stand beside the date."""
_SPANS = 3
"""Spans of a block among which the one with the section's name is looked for."""
_LEVELS = 5
"""Levels within which the links of a breadcrumb have one element around them."""
_AROUND = 6
"""Blocks below the headline, and behind the text, in which a label may name the section."""
_MENU = 8
"""Links of the shortest menu that is named for the sections it leads to."""
_INDEX = re.compile(r"/(?:default|index|home)\.\w+\Z", re.I)
_LABEL = re.compile(
    r"\b(?:(?:chuyên|danh) mục|(?:được )?đăng trong|thể loại|posted in|category)(\s*:)?\s*", re.I
)
_ENDS = re.compile(r"\s*[|•·;\n]\s*|\s+-\s+(?:ngày|lượt)|\s+and tagged", re.I)
"""What may stand behind the section in its line."""
_HEADINGS = ("h2", "h3", "h4")
_HOME = FIRST | frozenset(
    fold(name)
    for name in (
        "Homepage", "Startseite", "Accueil", "Inicio", "首页", "Главная", "In", "Bản in", "In bài", "RSS", "Tin tức nổi bật", "English",
    )
)  # fmt: skip


def find_section(
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    title: str | None,
    url: str,
) -> tuple[str | None, str]:
    """(name of the innermost section, where it came from); (None, "") where none is stated."""
    not_it, path = fold(title or ""), urlsplit(url).path
    found = _last(stated_trail(meta), not_it)
    if found:
        return found, "json-ld"
    stated = [
        name
        for name in (*meta.values("article:section"), *names_in(meta.article.get("articleSection")))
        if 0 < len(name) < _LONGEST
    ]
    if stated:
        printed = _printed(blocks, headline, stated, path, not_it)
        return printed or stated[0], "general" if printed else "meta"
    found = _last([inner_text(e) for e in meta.microdata(root, "articleSection")], not_it)
    if found:
        return found, "meta"
    for steps in called_trails(root, not_it):
        found = _last(steps, not_it)
        if found:
            return found, "general"
    near = _near(blocks, headline)
    sure = [block for block in near if _tells_section(block, path)]
    found = (
        _above(sure, near, not_it, path)
        or _unlinked(blocks, headline, not_it)
        or _labelled(blocks, headline)
        or _beside_date(blocks, headline, not_it)
        or _last(find_trail(blocks, headline, not_it), not_it)
    )
    return found, "general"


def _in_column(block: Block) -> bool:
    """True for the one cell of a table row, and for links under one another in a cell: a menu."""
    row = block.element.getparent() if block.tag == "td" else None
    return row is not None and (len(row) == 1 or block.element.find("br") is not None)


def _links(block: Block) -> list[etree._Element]:
    """The links of a block that lead somewhere; tools (`In trang`) do not."""
    found = [block.element] if block.element.tag == "a" else block.element.iter("a")
    return [link for link in found if not link.get("href", "javascript:").startswith("javascript:")]


def _leads_to(link: etree._Element, path: str) -> bool:
    """True for a link to a directory that the page's own address lies in."""
    href = link.get("href") or ""
    if path[: path.find("/", 1)] not in href:
        return False  # it names not even the first of them
    try:
        directory = _INDEX.sub("", urlsplit(href).path).rstrip("/")
    except ValueError:
        return False
    inside = path.rstrip("/") != directory  # else it leads to the page itself
    return len(directory) > 1 and inside and path.startswith(f"{directory}/")


def _last(names: Sequence[str], title: str) -> str | None:
    bare = [name.strip("<>»›/| ") for name in names]
    good = [name for name in bare if 1 < len(name) < _LONGEST and not name.isdigit()]
    return next((n for n in reversed(good) if fold(n) != title and fold(n) not in _HOME), None)


def _printed(
    blocks: Sequence[Block], headline: int, stated: Sequence[str], path: str, title: str
) -> str | None:
    """The section that stands in a link above the headline, of those that are stated, or behind
    one of them in the breadcrumb; None where the first that is stated is right."""
    near = [link for block in _near(blocks, headline) for link in _links(block)]
    known = [fold(name) for name in stated]
    if not any(fold(inner_text(link)) in known for link in near):
        return None  # on most pages: no need to look around each link
    links = [link for link in near if named_around(link, SECTION, 4) or _leads_to(link, path)]
    first = next((at for at, link in enumerate(links) if fold(inner_text(link)) in known), None)
    if first is None:
        return None
    deeper = [link for link in links[first + 1 :] if _is_inside(link, links[first])]
    found = _last([inner_text(link) for link in deeper], title)
    name = inner_text(links[first])
    return found or (name if known[0] not in map(fold, map(inner_text, links)) else None)


def _is_inside(link: etree._Element, outer: etree._Element) -> bool:
    """True for a link that stands behind `outer` in one breadcrumb."""
    if (link.get("href") or "#")[0] == "#" or inner_text(link).startswith(inner_text(outer)):
        return False  # the page itself, or the same section for readers of the screen
    return any(
        "bread" in f"{node.get('class') or ''} {node.get('id') or ''}"
        for node in set(upward(link, _LEVELS)) & set(upward(outer, _LEVELS))
    )


def _labelled(blocks: Sequence[Block], headline: int) -> str | None:
    """What a line under the headline or behind the text calls the section: `Chuyên mục: ...`."""
    last = last_kept(blocks, headline)
    under = blocks[max(headline, 0) : max(headline, 0) + _AROUND]
    for block in (*under, *blocks[last + 1 : last + 1 + _AROUND]):
        if block.kept or len(block.text) > 3 * _LONGEST:
            continue
        found = _LABEL.search(block.text)
        if not found:
            continue
        named = _ENDS.split(block.text[found.end() :])[0]
        if not found[1]:  # without a colon only a link tells where the name ends
            linked = (inner_text(link) for link in _links(block))
            named = next((name for name in linked if name and named.startswith(name)), "")
        if 1 < len(named) < _LONGEST and ":" not in named:
            return named
    return None


def _beside_date(blocks: Sequence[Block], headline: int, title: str) -> str | None:
    """The link right under the headline, before the text, that stands in an element named as a
    section."""
    for block in blocks[headline + 1 : headline + 1 + _UNDER] if headline >= 0 else ():
        if block.kept or block.image is not None or len(block.text) > 2 * _LONGEST:
            break
        links = [link for link in _links(block) if named_around(link, SECTION, 2)]
        if len(links) == 1:
            return _last([inner_text(links[0])], title)
    return None


def _near(blocks: Sequence[Block], headline: int) -> list[Block]:
    """The blocks above the headline that are short and hardly more than links."""
    return [
        block
        for block in blocks[max(0, headline - NEAR) : max(headline, 0)]
        if len(block.text) < 2 * _LONGEST
        and block.link
        and (block.link * 10 >= len(block.text) * 6 or is_named(block.element, SECTION))
        and not _in_column(block)
    ]


def _tells_section(block: Block, path: str) -> bool:
    """True for a block above the headline that is a breadcrumb of itself, or a heading.

    `path`: that of the page's address; a link to the part of it that is a section needs no name.
    """
    return (
        block.tag in _HEADINGS
        or _is_named(block)
        or any(_leads_to(link, path) or _is_active(link) for link in _links(block))
    )


def _is_named(block: Block) -> bool:
    """True where a block, or what stands around it and is no menu, is named as a section."""
    named = next((node for node in upward(block.element, 3) if is_named(node, SECTION)), None)
    if named is None:
        return False
    menu = len(list(islice(named.iter("a"), _MENU))) == _MENU
    return not menu or "bread" in f"{named.get('class') or ''} {named.get('id') or ''}"


def _above(chosen: Sequence[Block], near: Sequence[Block], title: str, path: str) -> str | None:
    """The last short link of `chosen`, which are some of those `near` above the headline, as in
    `Trang chủ » Thời sự`; of a menu that which leads to where the page lies."""
    for block in reversed(chosen):
        links = _links(block)
        if len(links) > STEPS and not named_around(block.element, SECTION, 3):
            links = [link for link in links if _leads_to(link, path) or _is_active(link)]
        found = _last(list(map(inner_text, links)), title)
        if found and len(found.split()) < 10:
            return _parent(links[-1], near) or found
    return None


def _parent(link: etree._Element, near: Sequence[Block]) -> str | None:
    """The name of the section that `link` and others beside it divide: they are its menu, unless
    one of them is marked as that of the article."""
    others = {other.get("href", "").rstrip("/"): other for block in near for other in _links(block)}
    above = link.get("href", "").rstrip("/").rpartition("/")[0]
    beside = [other for href, other in others.items() if href.rpartition("/")[0] == above]
    outer = _last([inner_text(others[above])], "") if above in others else None
    if not outer or len(above) < 2 or len(beside) < 2:
        return None
    active = filter(_is_active, beside)
    return next(map(inner_text, active), outer)


def _is_active(link: etree._Element) -> bool:
    return "active" in (link.get("class") or "")


def _unlinked(blocks: Sequence[Block], headline: int, title: str) -> str | None:
    """The few words right over the headline that stand in an element named as a section."""
    for block in reversed(blocks[max(0, headline - _OVER) : max(headline, 0)]):
        if block.image is not None or block.link or len(block.text) > _LONGEST:
            continue
        inline = islice(block.element.iterchildren("span", "b", "strong", "label"), _SPANS)
        holders = (inner for inner in inline if inner_text(inner) == block.text)
        if any(is_named(holder, SECTION) for holder in (block.element, *holders)):
            found = _last([block.text], title)
            return found if found and len(found.split()) < 10 else None
    return None
