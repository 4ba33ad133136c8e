"""Which line beside a picture is its caption: by its place, its look and its words."""

import re
from collections.abc import Sequence, Set
from itertools import islice

from lxml import etree

from crawler.extract.bylines import parse_byline
from crawler.extract.captions import is_credit_line, shows_picture, split_credit
from crawler.extract.document import Block
from crawler.extract.prose import CLOSES, ENDS, STOPS, is_date_line, signature_of
from crawler.extract.text import DENSE, fold
from crawler.extract.tree import inner_text, short_text, upward

LONGEST = 300
"""Characters of a caption that nothing but its place marks."""
NAME = 40
"""Characters of the longest name of a person."""
_LINES = 4
"""Lines of the longest caption."""
_IN_A_BOX = 500
"""Characters of the text in a small box that are counted."""
_SENTENCES = re.compile(r"[.!?…][”\")]? +[“\"(]?(?!Ảnh|ẢNH|Nguồn)[A-ZÀ-ỸĐ]")
"""Where one sentence ends and another begins, not a credit."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_FLOATS = re.compile(r"(?:float\s*:\s*|align-?|pull-)(?:left|right)", re.I)
_OPEN_ENDS = ENDS | frozenset(",-–")
"""What ends a paragraph, or a line that goes on; a caption may end in neither."""
_FAR = 6
"""Blocks around a line among which it is seen how paragraphs end."""
_NEXT = 3
"""Blocks around a line among which one that looks like it is looked for."""
_INSIDE = 40
"""Elements inside a line among which italics are looked for."""


def is_copy(text: str, captions: Set[str]) -> bool:
    """True for one of `captions`, or for all of one but its credit; all of them are folded."""
    return text in captions or any(len(text) > NAME and one.startswith(text) for one in captions)


class CaptionLines:
    """The blocks of a page around its pictures; asked which line beside one is its caption."""

    def __init__(
        self, blocks: Sequence[Block], container: etree._Element, leads: Sequence[Block] = ()
    ) -> None:
        """`leads`: the blocks of the lead."""
        self.blocks = blocks
        self.container = container
        texts = [block for block in blocks if block.kept and block.image is None]
        self._text = sum(len(block.text) for block in {*leads, *texts})
        """Characters of the article, captions that nothing marks included."""
        self._sizes: dict[etree._Element, int] = {}

    def looks_caption(self, image: Block, block: Block) -> bool:
        """A short centred or italic line, or the next cell or row, right under a picture."""
        if len(block.text) > LONGEST or self._is_all(block):
            return False
        if parse_byline(block.text) and not is_credit_line(block.text):
            return False
        if self._flows_beside(image, block):
            return False
        if self.alone_with(image, block) or self._is_doubled(block):
            return True
        if block.tag == "td" and _within_table(image.element):
            return True
        if _is_centred(block) and len(block.text) < 250:
            return True
        if block.tag in ("h5", "h6") or split_credit(block.text) or shows_picture(block.text):
            return True
        return _is_italic(block) or self._is_unfinished(image, block)

    def looks_caption_above(self, image: Block, block: Block) -> bool:
        """One sentence right over a picture, in a row or figure of its own, or with a credit at its
        end."""
        text = block.text
        if not block.kept or len(text) > LONGEST or text[-1] == ":" or block.tag in _HEADINGS:
            return False
        if _SENTENCES.search(text) or parse_byline(text) or self._is_all(block):
            return False
        credit = split_credit(text)
        if credit is not None and len(text) > 2 * len(credit) and len(text) < 250:
            return True
        boxed = image.figure is not None or _within_table(image.element)
        return boxed and self.alone_with(image, block)

    def _is_all(self, block: Block) -> bool:
        """True for the sentences of one element that the article consists of."""
        if not block.kept or len(block.text) <= NAME or block.text[-1] not in STOPS:
            return False
        near = self.blocks[block.index : block.index + _LINES]
        said = sum(len(b.text) for b in near if b.kept and b.element is block.element)
        return self._text < 2 * said

    def _is_unfinished(self, image: Block, block: Block) -> bool:
        """True for a plain line without a full stop right under a picture, among paragraphs that
        end in one: no heading, item of a list, verse, or sentence that goes on."""
        text = block.text
        plain = block.tag in ("p", "div") and block.bold * 2 < len(text) and text[0].isalpha()
        if not plain or not NAME // 2 < len(text) < LONGEST // 2 or text[-1] in _OPEN_ENDS:
            return False
        if block.index != image.index + 1 or image.element is block.element:
            return False
        if text.isupper() or ": " in text or is_date_line(text) or DENSE.search(text):
            return False
        around = self.blocks[max(0, block.index - _FAR) : block.index + _FAR + 1]
        texts = [b for b in around if b.image is None and b.kept and b is not block]
        after = next((b.text for b in texts if b.index > block.index), "A")
        long = [b.text[-1] in ENDS for b in texts if len(b.text) > 2 * NAME]
        return len(long) > 1 and all(long) and not after[0].islower()

    def _flows_beside(self, image: Block, block: Block) -> bool:
        """True for sentences of the text that only begin where the picture stands: in the same
        element with no break between, or in the next cell of its row."""
        picture = image.image
        if picture is None or block.text[-1] not in CLOSES or split_credit(block.text):
            return False
        several = bool(_SENTENCES.search(block.text)) and not _is_italic(block)
        if image.element is not block.element:
            one, other = cell_of(image.element), cell_of(block.element)
            beside = one is not None and any(cell is other for cell in one.itersiblings("td"))
            return several and beside
        if block.tag not in ("p", "div") or _breaks_after(picture, block.element):
            return False
        if _floats(picture) and len(block.text) > NAME:
            return True
        return several and not _is_centred(block) and self._looks_usual(block)

    def _looks_usual(self, block: Block) -> bool:
        """True where a paragraph next to `block` has its tag and class."""
        around = self.blocks[max(0, block.index - _NEXT) : block.index + _NEXT + 1]
        look = signature_of(block)
        return any(
            other.kept
            and other.image is None
            and other is not block
            and signature_of(other) == look
            for other in around
        )

    def _is_doubled(self, block: Block) -> bool:
        after = self.blocks[block.index + 1 : block.index + 2]
        return any(b.image is None and fold(b.text) == fold(block.text) for b in after)

    @staticmethod
    def says_alt(image: Block, block: Block) -> bool:
        """True for a line that repeats what the picture's markup says of it."""
        key = fold(block.text) if len(block.text) < LONGEST else ""
        if image.image is None or not key:
            return False
        return any(key == fold(image.image.get(name) or "") for name in ("alt", "title"))

    def alone_with(self, image: Block, block: Block) -> bool:
        """True where a wrapper around the picture holds no other text than `block`."""
        if image.image is None or len(block.text) > 250:
            return False
        within = set(upward(block.element, 6))
        for node in upward(image.image, 6):
            if node in within:
                if node is self.container or node.tag in ("body", "article"):
                    return False
                most = len(block.text) + 10
                after = self.blocks[block.index + 1 : block.index + 2]
                if after and is_credit_line(after[0].text) and after[0].kept == block.kept:
                    most += len(after[0].text)
                return self.holds_at_most(node, most)
        return False

    def holds_at_most(self, box: etree._Element, most: int) -> bool:
        """True where `box` holds at most `most` characters of text; pictures share their boxes."""
        if most > _IN_A_BOX:
            return short_text(box, most) is not None
        if box not in self._sizes:
            text = short_text(box, _IN_A_BOX)
            self._sizes[box] = _IN_A_BOX + 1 if text is None else len(text)
        return self._sizes[box] <= most


def _floats(picture: etree._Element) -> bool:
    style = f"{picture.get('style') or ''} {picture.get('class') or ''}"
    return picture.get("align") in ("left", "right") or bool(_FLOATS.search(style))


def _is_centred(block: Block) -> bool:
    style = " ".join(filter(None, map(block.element.get, ("style", "align", "class")))).lower()
    return "center" in style or block.tag == "center"


def _is_italic(block: Block) -> bool:
    inner = [
        node for node in islice(block.element.iter(), _INSIDE) if node.tag in ("em", "i", "small")
    ]
    italic = sum(len(inner_text(node)) for node in inner[:3])
    return italic * 10 > len(block.text) * 9


def _breaks_after(picture: etree._Element, element: etree._Element) -> bool:
    """True where a `<br>` stands between `picture` and the next text in `element`."""
    for node in upward(picture, 4):
        if node is element or (node.tail or "").strip():
            return False
        following = node.getnext()
        if following is not None:
            return following.tag == "br"
    return False


def cell_of(element: etree._Element) -> etree._Element | None:
    """The cell of a table around `element`, where it is near."""
    return next((node for node in upward(element, 4) if node.tag == "td"), None)


def in_cell(block: Block) -> bool:
    """True for a picture in a cell of a table."""
    if block.image is None:
        return False
    return any(node.tag == "td" for node in upward(block.element, 3))


def are_row(blocks: Sequence[Block]) -> bool:
    """True for blocks that stand in one row, each in a cell of its own."""
    cells = {cell for block in blocks if (cell := cell_of(block.element)) is not None}
    return len(cells) == len(blocks) and len({cell.getparent() for cell in cells}) == 1


def _within_table(element: etree._Element) -> bool:
    return any(node.tag == "table" for node in upward(element, 4))
