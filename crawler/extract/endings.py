"""What a text ends in that is no signature: notes, lists of names, who signed a document."""

import re
from collections.abc import Sequence

from crawler.extract.bylines import parse_byline, parse_opening
from crawler.extract.document import Block
from crawler.extract.offices import is_office, signs_document
from crawler.extract.prose import CLOSES, HEADINGS

_NOTE = re.compile(r"(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3} ?[.)]|\(\*{1,3}\)|\*{1,3})\s*[^\W\d]")
_NOTES = re.compile(
    r"(?:(?:chú thích|ghi chú|tài liệu (?:tham khảo|trích dẫn)|references|notes)\s*:?|[_–—-]{4,})\Z",
    re.I,
)
"""What stands over the notes of an essay."""
_LEAST = 3
"""Lines that a text with notes has above them."""
_ROW = 12
"""Lines at the end of a text among which names are looked for that a colon announces."""
_ROLL = 4
"""Lines of names that are a list and no byline."""
NAME = 40
"""Characters of the longest line that is only a name."""


def notes_start(texts: Sequence[Block]) -> int:
    """Place of the notes that an essay has under the name of its author; `len(texts)` where it has
    none."""
    at = len(texts)
    while at > _LEAST and _is_note(texts[at - 1].text):
        at -= 1
    if at < len(texts) and _NOTES.match(texts[at - 1].text):
        return at - 1
    marked = at < len(texts) and texts[at].text[0] in "([*"  # `1.` may number anything
    return at if marked else len(texts)


def _is_note(text: str) -> bool:
    return bool(_NOTE.match(text)) and not parse_byline(text)


def is_roll(texts: Sequence[Block]) -> bool:
    """True where the text ends in a list of names (items of one list, lines below a colon or a
    heading, or four lines of names), or in the name of who signed a document."""
    last = texts[-1]
    above = texts[-2] if len(texts) > 1 else last
    if signs_document(above.text) or (is_office(above.text) and above.bold >= len(above.text)):
        return True
    if last.tag == "li":
        return len(texts) > 1 and texts[-2].element.getparent() is last.element.getparent()
    row = texts[-_ROW:]
    head = next((n for n, b in enumerate(reversed(row)) if not parse_byline(b.text)), 0)
    if head and (row[-head - 1].text[-1] == ":" or _heads_names(row[:-head], row[-head:])):
        return True
    lines = [block.text for block in texts[-_ROLL:]]
    if len(lines) < _ROLL or any(":" in line or len(line) > NAME for line in lines):
        return False
    return all(map(parse_opening, lines))


def _is_name(line: str) -> bool:
    """True for a name without a label, and not that of a source (`Theo Báo Nhân Dân`)."""
    byline = parse_byline(line)
    return ":" not in line and byline is not None and bool(byline.authors)


def _heads_names(above: Sequence[Block], names: Sequence[Block]) -> bool:
    """True where the last line above several `names` is their heading, as it is above one of which
    other names stand over that heading; not one that says what they have done."""
    head, name = above[-1], names[0]
    heading = head.tag in HEADINGS or (head.bold >= len(head.text) and not name.bold)
    if not heading or len(head.text) > 2 * NAME or head.text[-1] in CLOSES:
        return False
    several = len(set(filter(_is_name, (block.text for block in names)))) > 1 or (
        len(above) > 1 and parse_byline(above[-2].text)
    )
    return bool(several) and not parse_byline(f"{head.text}: {name.text}")
