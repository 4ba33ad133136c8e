"""Who wrote it, as a page states and shows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.extract.bylines import (
    Byline,
    clean_authors,
    fullest_names,
    is_affiliation,
    is_labelled,
    is_office,
    is_spelt_as_name,
    parse_byline,
    parse_opening,
)
from crawler.extract.captions import is_credit_line
from crawler.extract.dates import looks_dated
from crawler.extract.document import Block, inner_text, upward
from crawler.extract.metadata import Metadata, names_in
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.text import fold, guess_language

_STOPS = frozenset('.!?…”"')
_PERSON = re.compile(
    r"author|autor|auteur|profil|tac-gia|journalist|reporter|redakteur|people|staff", re.I
)
_BEFORE_DATE = re.compile(
    r"([^\d,:|]{5,40}?),? (?=(?:thứ|chủ nhật|ngày|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d{1,2}[/.-]\d)",
    re.I,
)
"""What stands before the date in a line."""
_LETTERHEAD = re.compile(r", ngày \d{1,2} tháng \d", re.I)
"""The date of a document, behind the place: `Vinh, ngày 15 tháng 8 năm 2023`."""
_SIGNS = re.compile(
    r"(?:TM|T/M|KT|TL|TUQ|Q)\.? ?[A-ZĐ]|(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC"
    r"|CHỦ NHIỆM|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BỘ TRƯỞNG|THỦ TƯỚNG|CHÁNH ÁN|CỤC TRƯỞNG"
    r"|THỨ TRƯỞNG|TỔNG BÍ THƯ|HIỆU TRƯỞNG)(?: [A-ZĐÀ-Ỹ ]+)?\Z|\(?[Đđ]ã ký\W*\Z"
)
"""The office or mark over the name of who signs a document."""
_NOTE = re.compile(r"(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3} ?[.)]|\(\*{1,3}\)|\*{1,3})\s*[^\W\d]")
_NOTES = re.compile(
    r"(?:(?:chú thích|ghi chú|tài liệu (?:tham khảo|trích dẫn)|references|notes)\s*:?|[_–—-]{4,})\Z",
    re.I,
)
"""What stands over the notes of an essay."""
_META = ("author", "dc.creator", "article:author")
_META_TOO = ("cxenseparse:author", "parsely-author", "sailthru.author", "dcsext.author", "byl")
"""Names under which services that count readers are told the author."""
_OFFERED = frozenset(("box of links", "teaser", "related box"))
"""Rules by which a block offers other articles."""
_LINES = 3
"""Lines at either end of the text that may be bylines."""
_BRACKETS = re.compile(r"\((?!\d{1,2}[/.-])[^():]{4,60}\)\Z")
"""Where he lives or works whose name stands above."""
_ROW = 12
"""Lines at the end of a text among which names are looked for that a colon announces."""
_ROLL = 4
"""Lines of names that are a list and no byline."""
_NAME = 40
"""Characters of the longest line that is only a name."""
_OFFICE = 60
"""Characters of the longest name of an office that signs a text."""
_HEADLINE = 28
"""Characters that a linked headline has at least; `Read on` and `To the topic` have fewer."""
_MOST = 8
"""Authors in microdata that are looked at."""
_BEHIND = 6
"""Blocks behind the text among which a labelled byline is looked for."""
_INLINE = 40
"""Inline elements of a block among which the one with the name is looked for."""
_CARD = 3
"""Levels within which a headline and its byline stand in one element."""
_NEAR = 12
"""Blocks before the headline and after the text among which a byline is looked for."""


@dataclass(slots=True)
class _Signed:
    """What the bylines of a page have said so far."""

    authors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    source: str | None = None

    def add(self, found: Byline) -> None:
        """Takes what nothing before has said; a name says more of a source than an address."""
        self.authors = self.authors or found.authors
        if not self.source or (found.source and self.source.startswith("http")):
            self.source = found.source


def take_bylines(blocks: Sequence[Block], kept: list[Block]) -> Byline:
    """What bylines at either end of the text say; their blocks are taken out of `kept`.

    A line right behind the text counts where it is labelled or named ("Tác giả: ...").
    """
    signed = _Signed()
    _take_end(blocks, kept, signed)
    signed.authors = tuple(dict.fromkeys((*_inner(kept), *signed.authors)))
    _take_head(blocks, kept, signed)
    _look_behind(blocks, kept, signed)
    return Byline(signed.authors, signed.source, signed.photographers)


def _take_end(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    for _ in range(_LINES):
        texts = [block for block in kept if block.image is None]
        texts = texts[: _notes_start(texts)]
        if not texts or texts[-1].tag in ("td", "th") or _is_roll(texts):
            break  # who signed a document printed in full; a list of names
        lines, found = _last_byline(texts)
        if not found and _is_beneath_author(blocks, texts[-1]):
            lines, found = texts[-1:], Byline()
        if not found:
            break
        _take(lines, kept)
        if is_credit_line(lines[0].text):
            signed.photographers = found.authors
            found = Byline((), found.source)
        signed.authors = tuple(dict.fromkeys((*found.authors, *signed.authors)))
        signed.add(found)


def _notes_start(texts: Sequence[Block]) -> int:
    """Place of the notes that an essay has under the name of its author; `len(texts)` where it has
    none."""
    at = len(texts)
    while at > _LINES and _NOTE.match(texts[at - 1].text):
        at -= 1
    if at < len(texts) and _NOTES.match(texts[at - 1].text):
        return at - 1
    marked = at < len(texts) and texts[at].text[0] in "([*"  # `1.` may number anything
    return at if marked else len(texts)


def _last_byline(texts: Sequence[Block]) -> tuple[Sequence[Block], Byline | None]:
    """(the lines of the byline that the text ends in, what they say)."""
    last = texts[-1]
    found = parse_signature(last.text) or _closing(last, texts)
    if found or len(texts) < 3:
        return texts[-1:], found
    name = texts[-2]
    if is_affiliation(last.text):
        found = parse_byline(name.text)
        if not found and _is_set_apart(last, name):
            return texts[-1:], Byline((), last.text)
        return texts[-2:], found
    if is_office(last.text) or _BRACKETS.match(last.text):  # whose name stands above it
        signs = name.bold >= len(name.text) or _is_right(name)
        return texts[-2:], parse_byline(name.text) if signs else None
    return texts[-1:], None


def _take(lines: Sequence[Block], kept: list[Block]) -> None:
    for block in lines:
        block.rule, block.kept = "byline", False
        kept.remove(block)


def _take_head(blocks: Sequence[Block], kept: list[Block], signed: _Signed) -> None:
    """The bylines among the first lines of the text, one author below the other."""
    names: tuple[str, ...] = ()
    for place, block in enumerate([block for block in kept if block.image is None][:_LINES]):
        if is_credit_line(block.text) and _is_under_caption(blocks, block):
            continue
        found = parse_byline(block.text) if place < _LINES - 1 or names else None
        found = found or _opening(block, kept)
        if not found:
            continue
        at = kept.index(block)
        _take([block], kept)
        below = kept[at] if found.authors and at < len(kept) else block
        if below.image is None and len(kept) > 2 and is_affiliation(below.text):
            _take([below], kept)
        names += found.authors
        signed.add(Byline((), found.source))
    signed.add(Byline(names))


def _is_beneath_author(blocks: Sequence[Block], block: Block) -> bool:
    """True for the line about an author under the link to his page, in the box of his portrait."""
    above = blocks[block.index - 1]
    if above.kept or above.link * 2 <= len(above.text) or len(above.text) > _NAME:
        return False
    around = block.element.getparent()
    if block.text[-1] in _STOPS or len(block.text) > _OFFICE or around is None:
        return False
    return named_around(around, AUTHOR, 2)


def _is_under_caption(blocks: Sequence[Block], block: Block) -> bool:
    above = blocks[block.index - 1]
    return above.caption or above.image is not None


def _look_behind(blocks: Sequence[Block], kept: Sequence[Block], signed: _Signed) -> None:
    """What labelled or named lines right behind the text say."""
    offered = False
    behind = kept[-1].index + 1 if kept else len(blocks)
    for block in blocks[behind : behind + _BEHIND]:
        if block.kept or block.image is not None or block.rule == "byline":
            continue
        found = parse_byline(block.text)
        if not found:
            offered = offered or _is_linked_headline(block)  # with a byline of its own
            continue
        sure = named_around(block.element, AUTHOR, 2)  # his name may lead to his page
        plain = bool(found.source) or block.link * 2 <= len(block.text) + 2
        sure = sure or (":" in block.text and plain)  # a source may lead to its site
        if (sure and not offered) or (not found.authors and block.text[0] == "("):
            block.rule = "byline"
            signed.add(found)


def _inner(kept: list[Block]) -> tuple[str, ...]:
    """The authors of the pieces of a round-up: each name stands over the next `* Cùng ngày, ...`.
    Their blocks are taken out of `kept`."""
    texts = [block for block in kept if block.image is None]
    names: list[str] = []
    for block, below in zip(texts[1:], texts[2:], strict=False):
        if below.text[0] == "*" and len(block.text) <= _NAME:
            found = parse_byline(block.text)
            if found and found.authors:
                block.rule, block.kept = "byline", False
                kept.remove(block)
                names += found.authors
    return tuple(names)


def _is_set_apart(block: Block, above: Block) -> bool:
    """True for the short line of an office that signs: bold or at the right, under a sentence."""
    if len(block.text) > _OFFICE or block.link or above.text[-1] not in '.!…”"/':
        return False
    if block.bold >= len(block.text) and above.bold * 2 < len(above.text):
        return True
    return _is_right(block)


def _is_right(block: Block) -> bool:
    """True for a line that is set at the right."""
    return any(
        "right" in f"{node.get('align') or ''} {node.get('style') or ''}"
        for node in upward(block.element, 2)
    )


def _is_roll(texts: Sequence[Block]) -> bool:
    """True where the text ends in a list of names (items of one list, lines below a colon, or four
    lines of names), or in the name of who signed a document."""
    last = texts[-1]
    if len(texts) > 1 and _SIGNS.match(texts[-2].text):
        return True
    if last.tag == "li":
        return len(texts) > 1 and texts[-2].element.getparent() is last.element.getparent()
    above = next((b for b in reversed(texts[-_ROW:]) if not parse_byline(b.text)), None)
    if above is not None and above is not last and above.text[-1] == ":":
        return True
    lines = [block.text for block in texts[-_ROLL:]]
    if len(lines) < _ROLL or any(":" in line or len(line) > _NAME for line in lines):
        return False
    return all(map(parse_opening, lines))


def _opening(block: Block, kept: Sequence[Block]) -> Byline | None:
    """The byline in bold over a foreign text: a paragraph by itself, sentences below it."""
    texts = [other for other in kept[:6] if other.image is None]
    below = texts[texts.index(block) + 1 :] if block in texts else []
    if not below or block.bold < len(block.text) or block.tag not in ("p", "div"):
        return None
    if len(below[0].text) < 80 or guess_language(below[0].text) is not None:
        return None
    names = parse_opening(block.text)
    return Byline(names) if names else None


def _closing(block: Block, texts: Sequence[Block]) -> Byline | None:
    """The signature that is a paragraph by itself, in bold or at the right, under paragraphs that
    are not bold."""
    if block.tag not in ("p", "div") or len(texts) < 3 or len(block.text) > _OFFICE:
        return None
    if block.bold < len(block.text) and (block.link or not _is_right(block)):
        return None
    if is_affiliation(block.text):
        return None  # an office, not a person
    above = texts[-3:-1]
    if any(other.bold * 2 > len(other.text) for other in above):
        return None
    if any(len(other.text) < 40 and other.text[-1] not in _STOPS for other in above):
        return None
    names = parse_opening(block.text)
    return Byline(names) if names else None


def parse_signature(text: str) -> Byline | None:
    """A byline, or one that shares its line with a date: `Hà An - 02/10/2025 05:50`,
    `Hà An Thứ năm, ngày 02/10/2025`."""
    found = parse_byline(text)
    if found or len(text) > 90:
        return found
    first, _, rest = text.partition(" - ") if " - " in text else text.partition(" | ")
    found = parse_byline(first) if rest and looks_dated(rest) else None
    if found:
        return found
    if _LETTERHEAD.search(text):
        return None
    dated = _BEFORE_DATE.match(text) if looks_dated(text) else None
    return parse_byline(dated[1]) if dated else None


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
    for origin, raw in _stated(meta):
        found = clean_authors(raw, names)
        if found:
            return found, origin
    found = clean_authors(_itemprops(root, meta), names)
    if found:
        return found, "meta"
    for shown in (
        *_shown(blocks, headline),
        _linked(root),
        _portrayed(blocks, headline),
        _unmarked(blocks, headline),
    ):
        found = tuple(name for name in clean_authors(shown, names) if is_spelt_as_name(name))
        if found:
            return found, "general"
    return (), "general"


def _itemprops(root: etree._Element, meta: Metadata) -> list[str]:
    """The names that microdata give: those of the first author, and of others right beside him."""
    found: list[str] = []
    first: etree._Element | None = None
    for element in meta.microdata(root, "author")[:_MOST]:
        if first is None:
            first = element
        if element is not first and element.getparent() is not first.getparent():
            break
        inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
        found.append(inner.get("content") or inner_text(inner) or element.get("content") or "")
    return found


def _stated(meta: Metadata) -> tuple[tuple[str, list[str]], ...]:
    metas = [
        text
        for names in (_META, _META_TOO)
        for name in names
        for text in meta.values(name)
        if not text.startswith("http")
    ]
    stated = meta.article.get("author") or meta.article.get("creator") or []
    people = {
        entry["@id"]: entry for entry in meta.others if entry.get("name") and "@id" in entry
    }  # an author may be named elsewhere in the graph
    raw = [
        people.get(entry["@id"], entry)
        if isinstance(entry, dict) and isinstance(entry.get("@id"), str) and not entry.get("name")
        else entry
        for entry in (stated if isinstance(stated, list) else [stated])
    ]
    return ("json-ld", names_in(raw)), ("meta", metas)


def complete_authors(
    signed: Sequence[str],
    meta: Metadata,
    blocks: Sequence[Block],
    headline: int,
    selected: Sequence[str] = (),
) -> tuple[str, ...]:
    """`signed`, the names under the text, in the fullest spelling that the page gives them, with
    those whom a byline over the text names beside all of them.

    `selected`: the names that a selector of the site found.
    """
    shown = next(_shown(blocks, headline), [])
    stated = [*selected, *(name for _, raw in _stated(meta) for name in raw)]
    names = fullest_names(signed, [*stated, *shown])
    keys = set(map(fold, names))
    for more in (selected, clean_authors(shown)):
        if keys < set(map(fold, more)) and len(more) <= _MOST:
            return tuple(more)
    return names


def _near(blocks: Sequence[Block], headline: int) -> Iterator[Block]:
    """The blocks in which a byline may stand: under the headline, under the text, above both."""
    kept = [block.index for block in blocks if block.kept]
    first = kept[0] if kept else max(headline, 0)
    start = min(headline, first) if headline >= 0 else first
    last = kept[-1] if kept else len(blocks)
    yield from blocks[start : last + 1]
    card: list[etree._Element] = []
    for block in blocks[last + 1 : last + _NEAR]:
        if _is_linked_headline(block):
            card = upward(block.element, _CARD)
        elif not any(node in card for node in upward(block.element, _CARD)):
            yield block  # else it says who wrote that other article
    yield from blocks[max(0, start - _NEAR) : start]


def _is_linked_headline(block: Block) -> bool:
    return block.link * 2 > len(block.text) + 2 and len(block.text) >= _HEADLINE


def _portrayed(blocks: Sequence[Block], headline: int) -> list[str]:
    """The name over a few words about the author: `Tác giả Lê An là giảng viên ...`."""
    for block in _near(blocks, headline):
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else block
        if block.kept or after.kept or not 3 <= len(block.text) <= 60 or len(after.text) < 40:
            continue
        name = re.escape(block.text)
        if 2 <= len(block.text.split()) <= 5 and re.match(rf"(?i:tác giả) {name}\b", after.text):
            return [block.text]
    return []


def _unmarked(blocks: Sequence[Block], headline: int) -> list[str]:
    """The names that are all that a line between headline and text says, links apart."""
    first = next((block.index for block in blocks if block.kept), 0)
    for block in blocks[headline + 1 : first] if headline >= 0 else ():
        plain = block.image is None and not (block.caption or block.link or block.kept)
        if plain and block.furniture is None and 3 <= len(block.text) <= 120:
            found = parse_byline(block.text)
            if found and found.authors and not is_credit_line(block.text):
                return list(found.authors)
    return []


def _shown(blocks: Sequence[Block], headline: int) -> Iterator[list[str]]:
    """What stands where a byline may, the likeliest first; not all of it are names."""
    first = next((block.index for block in blocks if block.kept), len(blocks))
    for block in _near(blocks, headline):
        if block.kept or block.image is not None or not 3 <= len(block.text) <= 120:
            continue
        if block.rule in _OFFERED:
            continue  # who wrote another article
        labelled = is_labelled(block.text)
        marked = named_around(block.element, AUTHOR, 2)
        sure = block.figure is None and (labelled or marked and _is_full_name(block.text))
        if block.caption and not sure:
            continue  # who took the picture
        named = labelled or marked
        byline = parse_byline(block.text) if named else None
        if labelled and not byline:  # his office may stand behind a comma
            byline = parse_byline(block.text.partition(",")[0])
        people = _people(block, named or headline < block.index < first)
        if labelled and byline and len(byline.authors) > len(people):
            yield list(byline.authors)
        if people:
            alike = (name for other in _alike(blocks, block) for name in _people(other, named))
            yield [*people, *alike]
        signed = parse_signature(block.text) if looks_dated(block.text) else None
        if signed and signed.authors:
            yield list(signed.authors)
        if not marked:
            continue
        if byline and byline.authors:
            yield list(byline.authors)
        elif len(block.text) <= 80:
            if not block.link or len(block.text.split()) > 1:  # a section is linked, in one word
                alike = (other.text for other in _alike(blocks, block))
                yield [block.text, *(text for text in alike if _is_full_name(text))]


def _people(block: Block, linked: bool) -> list[str]:
    """The full names in a block that are marked as an author's; where `linked`, also those that
    lead to the page of somebody."""
    found: list[str] = []
    inline = block.element.iter("a", "span", "b", "strong") if len(block.element) else ()
    for element in islice(inline, _INLINE):
        leads = linked and element.tag == "a" and _PERSON.search(element.get("href") or "")
        if leads or is_named(element, AUTHOR):
            name = inner_text(element)
            if name in block.text and _is_full_name(name):
                found.append(name)
    return list(dict.fromkeys(found))


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and ":" not in text and is_spelt_as_name(text)


def _alike(blocks: Sequence[Block], block: Block) -> Iterator[Block]:
    """The blocks right behind `block`, pictures apart, that look like it: the other authors."""
    look = block.tag, block.element.get("class")
    for other in blocks[block.index + 1 : block.index + 1 + _MOST]:
        if other.image is None:
            if (other.tag, other.element.get("class")) != look or other.kept:
                return
            yield other


def _linked(root: etree._Element) -> list[str]:
    for element in root.iter("a"):
        if "author" in (element.get("rel") or ""):
            return [inner_text(element)]
    return []
