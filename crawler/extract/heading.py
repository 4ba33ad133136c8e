"""How a headline reads: what is shown against what is stated of it, and lines that make one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.dates import parse_date
from crawler.extract.document import Block, Blocks
from crawler.extract.names import TITLE, is_named
from crawler.extract.prose import Prose
from crawler.extract.text import fold
from crawler.extract.titles import DASHES, LEAST
from crawler.extract.toneless import toneless
from crawler.extract.tree import short_text, text_of

LEVELS = ("h1", "h2", "h3")
"""Headings that may be the headline."""
_WORDS = frozenset(("em", "i", "cite", "q", "wbr", "sub", "sup", "abbr"))
"""Elements that mark words of a headline and never make up a part of it."""
POSTED = re.compile(
    r"(?:người đăng|đăng bởi|tác giả|nguồn|lượt (?:xem|đọc)|số lượt)\b|[来來]源|作者|[责責]任?[编編]",
    re.I,
)
"""How a line begins that may stand between headline and date."""
_WORD = re.compile(r"[a-z0-9]+")
_SPELT = 5
"""Words that a heading and an address must have for one to spell the other."""
_LINES = 10
"""Blocks around a heading among which other lines of the headline are."""
_LONGEST = 299
"""Characters of the longest headline."""
_CUT = re.compile(r"(?:…|\.{3})\Z")


def main_piece(head: Block) -> str | None:
    """The last of the elements that make up a heading, a kicker before it; None for a plain one."""
    element = head.element
    if len(element) < 2 or (element.text or "").strip():
        return None
    pieces = [child for child in element if fold(child.tail or "") == ""]
    texts = [short_text(child, len(head.text)) for child in pieces]
    texts = [text for text in texts if text is None or fold(text)]  # None: it is no part of it
    last = texts[-1] if len(texts) > 1 else None
    return last if last and len(last) >= LEAST and head.text.endswith(last) else None


def named_piece(head: Block) -> str | None:
    """What the one of the elements that make up a heading says that is named as the headline."""
    main = main_piece(head)
    named = [child for child in head.element if is_named(child, TITLE)] if main else []
    return main if len(named) == 1 and text_of(named[0]) == main else None


def _is_composed(element: etree._Element) -> bool:
    """True for a heading of several elements, or of text and elements that mark more than a word."""
    pieces = int(bool((element.text or "").strip()))
    for child in element:
        said = child.tag not in _WORDS and any(text.strip() for text in child.itertext())
        pieces += said + (said and bool((child.tail or "").strip()))
    return pieces > 1


def is_same(key: str, stated: Sequence[str]) -> bool:
    """True for one of `stated`, whole or cut at either end; all of them are folded."""
    for other in stated:
        if key == other or (len(other) > 25 and key.startswith(other[:-3])):
            return True
        if len(key) > 20 and key in other and len(key) * 2 > len(other):
            return True
    return False


def opens_stated(text: str, stated: Iterable[str]) -> bool:
    """True where a stated title is `text`, a dash and the rest: the name of a site."""
    rests = [title[len(text) :] for title in stated if title.startswith(text)]
    return len(text) > 2 and any(len(rest) > 2 and rest.lstrip()[:1] in DASHES for rest in rests)


def spelt_heading(heads: Sequence[Block], stated: Iterable[str], url: str) -> Block | None:
    """The one heading whose words the address spells, where it spells none of what is stated."""
    words = set(_WORD.findall(urlsplit(url).path.lower()))
    if len(words) < _SPELT or any(_share(text, words) > 0.5 for text in stated):
        return None
    found = [
        block for block in heads if block.furniture is None and _share(block.text, words) > 0.8
    ]
    return found[0] if len(found) == 1 else None


def _share(text: str, words: set[str]) -> float:
    """Share of the words of `text` that are among `words`, without diacritics."""
    own = _WORD.findall(toneless(text))
    return sum(word in words for word in own) / len(own) if len(own) >= _SPELT else 0.0


def rest_of(title: str, text: str) -> str:
    """What `title` says behind `text`, a part of it at its beginning; "" where that is no part."""
    rest = title[len(text) :] if title.startswith(text) else ""
    parted = rest[:1].isspace() or rest[:1] in DASHES or rest[:1] == "_"
    return rest if rest and parted else ""


def place_of(text: str, blocks: Sequence[Block]) -> int:
    """Index of the block that shows `text`, perhaps with a tool behind it, headings first; -1 where
    none does."""
    key = fold(text)
    size = len(text)
    alike = [
        block
        for block in blocks
        if size - 12 < len(block.text) < size + 12
        and (fold(block.text) == key or has_tool(block.text, text))
    ]
    heading = next((b.index for b in alike if b.tag in LEVELS), None)
    return heading if heading is not None else alike[0].index if alike else -1


def has_tool(line: str, title: str) -> bool:
    """True for a title with the name of a tool behind it: `... In trang`."""
    return line.startswith(title) and is_furniture_line(line[len(title) :].strip())


def best_wording(shown: Block, text: str, stated: dict[str, str]) -> str:
    """The shown headline, unless the metadata know better how it reads.

    A kicker and a headline in one <h1> are glued; og:title has the colon between them. And what
    og:title and JSON-LD agree on is what the newsroom calls the article.
    """
    stated_text = stated.get("og")
    main = main_piece(shown)
    if main and fold(stated_text or "") == fold(main):
        return main
    if main:
        stated_text = next((t for t in stated.values() if fold(t) == fold(text)), stated_text)
    if not stated_text or _CUT.search(stated_text):
        return text
    if fold(stated_text) == fold(text):
        composed = main or _is_composed(shown.element)
        return stated_text if composed or text != shown.text else text
    agreed = "ld" in stated and fold(stated["ld"]) == fold(stated_text)
    return stated_text if agreed and not fold(text).startswith(fold(stated_text)) else text


def wordings(head: Block, page: Blocks) -> Iterator[str]:
    """How a heading may read: as it stands, and an <h1> with the other lines of it."""
    yield head.text
    if head.tag == "h1":
        yield joined_lines(head, page)


def joined_lines(shown: Block, page: Blocks) -> str:
    """A headline that is broken over lines of one element, or over adjacent <h1>, as one."""
    whole = short_text(shown.element, _LONGEST)
    if whole and whole != shown.text and whole.startswith(shown.text[:10]):
        near = page.all[max(0, shown.index - _LINES) : shown.index + _LINES + 1]
        lines = [block.text for block in near if block.element is shown.element]
        return shown.text if any(map(is_posted, lines)) else whole
    parts = [shown.text]
    parent = shown.element.getparent()
    if shown.tag == "h1":
        for step in (-1, 1):
            at = shown.index + step
            while 0 <= at < len(page.all) and abs(at - shown.index) < _LINES:
                other = page.all[at]
                if other.tag != "h1" or other.element.getparent() is not parent:
                    break
                parts.insert(0 if step < 0 else len(parts), other.text)
                at += step
    return " ".join(parts)


def is_posted(line: str) -> bool:
    """True for a line that says when the article was posted, or by whom."""
    return parse_date(line) is not None or bool(POSTED.match(line))


def is_another(shown: Block, stated: Sequence[str]) -> bool:
    """True for an <h1> that shares few words with what is stated: that is for search engines."""
    return shown.tag == "h1" and all(differ(shown.text, key) for key in stated)


def is_variant(shown: Block, said: str, prose: Sequence[Prose]) -> bool:
    """True for a heading over the text, which is `prose`, that prints `said` in other words."""
    if not prose or shown.link or shown.index > prose[0].block.index:
        return False
    return not differ(shown.text, fold(said))


def differ(text: str, key: str) -> bool:
    """True where `text` shares few words with another, that is folded."""
    words, others = set(fold(text).split()), set(key.split())
    return len(words & others) * 3 < len(words | others)
