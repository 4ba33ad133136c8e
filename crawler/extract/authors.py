"""Who wrote it, as a page states and shows it."""

from collections.abc import Sequence

from lxml import etree

from crawler.extract.credits import editors_in
from crawler.extract.document import Block
from crawler.extract.metadata import Metadata
from crawler.extract.namelists import clean_authors, fullest_names, split_names, without_site
from crawler.extract.persons import is_full_name, is_spelt_as_name
from crawler.extract.shown import NEAR, Page, read_page, shown_authors, shown_bylines
from crawler.extract.stated import stated_authors
from crawler.extract.text import fold

_MOST = 8
"""Authors of one article."""
_LINE = 90
"""Characters of the longest line that names who edited a text."""


def find_authors(
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    names: Sequence[str],
) -> tuple[tuple[str, ...], str]:
    """(names of the authors, where they came from) apart from a byline at the end of the text.

    `names`: what the site calls itself, which is no author.
    """
    page = read_page(blocks, headline)
    for origin, raw in stated_authors(root, meta):
        if found := _without_editors(clean_authors(raw, names), page):
            return _as_printed(found, page, names), origin
    for shown in shown_authors(root, page):
        found = tuple(name for name in clean_authors(shown, names) if is_spelt_as_name(name))
        if found:
            return found, "general"
    return (), "general"


def complete_authors(
    signed: Sequence[str],
    root: etree._Element,
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    names: Sequence[str],
    selected: Sequence[str] = (),
) -> tuple[str, ...]:
    """`signed`, the names under the text, in the fullest spelling that the page gives them, with
    those whom a byline over the text names beside all of them.

    `names`: what the site calls itself; `selected`: the names that a selector of the site found.
    """
    signed = without_site(signed, names)
    page = read_page(blocks, headline)
    shown = next(shown_bylines(page, page.near()), [])
    stated = [*selected, *(name for _, raw in stated_authors(root, meta) for name in raw)]
    found = fullest_names(signed, [*stated, *shown])
    for more in (selected, clean_authors(shown, names)):
        if _names_more(more, found):
            return tuple(more)
    return found


def _as_printed(stated: tuple[str, ...], page: Page, names: Sequence[str]) -> tuple[str, ...]:
    """`stated`, names that machines are told, as the byline over the text spells them, with those
    whom it names beside all of them."""
    shown = next(shown_bylines(page, page.head), [])
    if set(shown) <= set(stated):
        return stated
    more = clean_authors(shown, names)
    printed = {fold(name): name for name in more}
    found = tuple(
        printed.get(fold(name), name) if name.isupper() else name
        for name in fullest_names(stated, shown)
    )
    return more if _names_more(more, found) else found


def _names_more(more: Sequence[str], names: Sequence[str]) -> bool:
    """True where `more` names some beside all of `names`, each in full."""
    if not len(names) < len(more) <= _MOST or not all(map(is_full_name, more)):
        return False
    return set(map(fold, names)) < set(map(fold, more))


def _without_editors(names: Sequence[str], page: Page) -> tuple[str, ...]:
    """`names` without those whom the page calls its editors."""
    lines = (*page.head, *page.blocks[page.last + 1 : page.last + NEAR]) if names else ()
    short = (block.text for block in lines if len(block.text) <= _LINE)
    told = (text for text in short if ":" in text or "：" in text)
    editors = {fold(name) for text in told for who in editors_in(text) for name in split_names(who)}
    return tuple(name for name in names if fold(name) not in editors)
