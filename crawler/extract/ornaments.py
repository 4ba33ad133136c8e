"""Pictures that are none of the article: portraits of its authors, icons of its date, what leads to
other articles."""

from collections.abc import Sequence

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.bylines import parse_byline
from crawler.extract.captioning import NAME
from crawler.extract.document import Block
from crawler.extract.names import AUTHOR, named_around
from crawler.extract.pictures import page_behind
from crawler.extract.prose import is_date_line

_LINK = 4
"""Levels within which a picture stands in its link."""
_LEVELS = 4
"""Elements around a portrait of which one is named as an author's."""


def is_portrait(image: Block, caption: str | None) -> bool:
    """True for the picture of an author in the byline, with his name and office under it at most."""
    if caption and len(caption) <= NAME:
        signed = parse_byline(caption)
        if signed and signed.authors:
            return True
    alt = image.image.get("alt") if image.image is not None else None
    if caption and len(caption) > NAME:
        if not alt or not caption.startswith(f"{alt} ") or len(caption) > NAME + len(alt):
            return False
    inner = image.element if image.image is None else image.image
    return named_around(image.element, AUTHOR, 2) or named_around(inner, AUTHOR, _LEVELS)


def marks_line(blocks: Sequence[Block]) -> bool:
    """True for a picture, the first of `blocks`, at the beginning of a line above the text, the
    next one: the icon of a date, of a counter."""
    image, after = blocks[0], blocks[-1]
    if after.kept or after.image is not None or after.element is not image.element:
        return False
    return is_date_line(after.text) or is_furniture_line(after.text)


def leads_elsewhere(image: Block) -> bool:
    """True for a picture that is a link to a page."""
    href = page_behind(image.image, _LINK) if image.image is not None else ""
    return href[:1] not in ("", "#")
