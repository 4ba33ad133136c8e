"""How a text is signed: the last lines of it, and how they look."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from crawler.extract.agencies import is_agency
from crawler.extract.bylines import Byline, parse_byline, parse_opening
from crawler.extract.datedlines import parse_signature
from crawler.extract.document import Block
from crawler.extract.endings import NAME
from crawler.extract.names import AUTHOR, is_named, named_around
from crawler.extract.offices import is_affiliation, is_office, without_titles
from crawler.extract.persons import is_name, is_word_of_names
from crawler.extract.prose import CLOSES
from crawler.extract.tree import inner_text, short_text, upward

_BRACKETS = re.compile(r"\((?!\d{1,2}[/.-])[^():]{4,60}\)\Z")
"""Where he lives or works whose name stands above."""
_RIGHT = re.compile(r"(?:text-align|float)\s*:\s*(?:right|end)", re.I)
_CALLED_RIGHT = re.compile(
    r"(?:^|[\s_-])(?:(?:text|txt|align)-?(?:right|end)|rteright)(?:$|\s)", re.I
)
_QUOTE = re.compile(r"[“\"‘].*[”\"’]\W*\Z")
MOST_OFFICES = 3
"""Lines that say what one author is."""
_OFFICE = 60
"""Characters of the longest name of an office that signs a text."""
_VERSE = 400
"""Characters of the longest quote under which its poet is named."""
_REMARK = 200
"""Characters of the longest line that may still follow a signature."""
_PIECES = 4
"""Inline elements of an author's box among which his name is."""
_CLOSERS = frozenset('”"’.)')


def last_byline(
    blocks: Sequence[Block], texts: Sequence[Block]
) -> tuple[Sequence[Block], Byline | None]:
    """(the lines of the byline that the text ends in, what they say)."""
    last = texts[-1]
    found = parse_signature(last.text) or _closing(last, texts)
    if found and found.authors and _is_poet(last, texts):
        return [last], None
    if found or len(texts) < 3:
        return [last], found
    places = _offices(texts)
    name = texts[-len(places) - 1]
    if places:
        titled = without_titles(name.text) != name.text
        signs = titled or is_affiliation(places[0].text) or _is_set_off(name)
        found = parse_byline(name.text) if signs else None
        if found:
            paper = places[0].text if not titled and is_agency(places[0].text) else None
            return [name, *places], replace(found, source=found.source or paper)
    if (is_affiliation(last.text) or is_agency(last.text)) and _is_set_apart(last, texts[-2]):
        return [last], Byline((), last.text)
    if _is_beneath_author(blocks, last):
        return [last], Byline()
    return [last], None


def _offices(texts: Sequence[Block]) -> Sequence[Block]:
    """The last lines of the text that say where an author works or what he is."""
    at = len(texts)
    while at > 1 and len(texts) - at < MOST_OFFICES and is_place(texts[at - 1].text):
        at -= 1
    return texts[at:]


def is_place(text: str) -> bool:
    """True for a line that says where somebody works or lives."""
    return is_affiliation(text) or is_office(text) or bool(_BRACKETS.match(text))


def above_remark(
    blocks: Sequence[Block], texts: Sequence[Block]
) -> tuple[Sequence[Block], Byline | None]:
    """The signature over the one line that still follows: a picture's caption, an invitation, what
    comes next in the series. The line stays."""
    name, last = texts[-2:] if len(texts) > 2 else (texts[-1], texts[-1])
    found = parse_byline(name.text) if name is not last and len(last.text) <= _REMARK else None
    if not found or not found.authors or texts[-3].text[-1] not in CLOSES:
        return [name], None
    looks = is_right(name) or (is_under_picture(blocks, last) and _is_set_off(name))
    return [name], found if looks and not _is_poet(name, texts[:-1]) else None


def _is_beneath_author(blocks: Sequence[Block], block: Block) -> bool:
    """True for the line about an author under the link to his page, in the box of his portrait."""
    above = blocks[block.index - 1]
    if above.kept or above.link * 2 <= len(above.text) or len(above.text) > NAME:
        return False
    around = block.element.getparent()
    if block.text[-1] in CLOSES or len(block.text) > _OFFICE or around is None:
        return False
    return named_around(around, AUTHOR, 2)


def is_under_picture(blocks: Sequence[Block], block: Block) -> bool:
    """True for a line right under a picture or its caption."""
    above = blocks[block.index - 1] if block.index else block
    return above is not block and (above.caption or above.image is not None)


def _is_set_apart(block: Block, above: Block) -> bool:
    """True for the short line of an office that signs: bold or at the right, under a sentence."""
    if len(block.text) > _OFFICE or block.link or above.text[-1] not in '.!…”"/':
        return False
    return (is_bold(block) and above.bold * 2 < len(above.text)) or is_right(block)


def is_bold(block: Block) -> bool:
    """True for a line that is bold as a whole."""
    return block.bold >= len(block.text)


def _is_set_off(block: Block) -> bool:
    """True for a line that looks as signatures do."""
    return is_bold(block) or is_right(block) or is_named(block.element, AUTHOR)


def is_right(block: Block) -> bool:
    """True for a line that is set at the right."""
    return any(
        (node.get("align") or "").lower() == "right"
        or _RIGHT.search(node.get("style") or "")
        or _CALLED_RIGHT.search(node.get("class") or "")
        for node in upward(block.element, 2)
    )


def _is_poet(block: Block, texts: Sequence[Block]) -> bool:
    """True for the name, not in bold, of whose verse is quoted above it."""
    if len(texts) < 2 or is_bold(block) or ":" in block.text:
        return False
    above = texts[-2]
    quote = short_text(above.element, _VERSE) if above.text[-1] in _CLOSERS else None
    return quote is not None and bool(_QUOTE.match(quote))


def _name_in_box(block: Block) -> tuple[str, ...]:
    """The name in an element of its own in the box of an author, before what he is."""
    if not is_named(block.element, AUTHOR):
        return ()
    marked = islice(block.element.iter("b", "strong", "a", "span"), _PIECES)
    name = next(filter(is_name, map(inner_text, marked)), None)
    return (name,) if name else ()


def _closing(block: Block, texts: Sequence[Block]) -> Byline | None:
    """The signature that is a paragraph by itself, in bold, at the right or named as one, under
    paragraphs that are not bold."""
    if block.tag not in ("p", "div") or len(texts) < 3 or len(block.text) > _OFFICE:
        return None
    if not _is_set_off(block) or (block.link and not is_bold(block)):
        return None
    if names := _name_in_box(block):
        return Byline(names)
    if is_affiliation(block.text):
        return None  # an office, not a person
    above = texts[-3:-1]
    if any(other.bold * 2 > len(other.text) for other in above):
        return None
    if any(len(other.text) < NAME and other.text[-1] not in CLOSES for other in above):
        return None
    names = parse_opening(block.text)
    if not names and is_word_of_names(block.text):
        names = (block.text,)
    return Byline(names) if names else None
