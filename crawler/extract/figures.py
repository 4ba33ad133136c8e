"""Pictures of an article and the captions that belong to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.bylines import parse_byline
from crawler.extract.captions import (
    is_credit_line,
    is_pseudo_caption,
    part_credit,
    shows_picture,
    split_credit,
)
from crawler.extract.document import Block, inner_text, short_text, upward
from crawler.extract.names import AUTHOR, named_around
from crawler.extract.pictures import image_url
from crawler.extract.prose import CLOSES, DENSE, ENDS, is_date_line, signature_of
from crawler.extract.text import fold

_OUTSIDE = "outside the container"
_HEAD = "head matter"
_LONGEST = 300
"""Characters of a caption that nothing but its place marks."""
_IN_A_BOX = 500
"""Characters of the text in a small box that are counted."""
_LETTERS = 12
"""Letters of the longest line that is a date and nothing else."""
_NAME = 40
"""Characters of the longest name of a person."""
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


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, its caption as printed and the credit inside that."""

    url: str
    caption: str | None
    credit: str | None
    block: Block
    """Where the picture stands."""


class Figures:
    """Pairs the pictures of a page with their captions; a caption is taken out of the text."""

    def __init__(
        self, blocks: Sequence[Block], container: etree._Element, title: str, base: str
    ) -> None:
        self.blocks = blocks
        self.container = container
        self.title = fold(title)
        self.base = base
        self._sizes: dict[etree._Element, int] = {}

    def read(self, start: int, end: int) -> list[Figure]:
        """The pictures among the blocks from `start` to before `end`."""
        found: list[Figure | None] = []
        places: dict[str, int] = {}
        end = min(end, len(self.blocks))
        paired = self._paired_rows(start, end)
        first = next((b.index for b in self.blocks[start:end] if b.kept and b.image is None), end)
        for block in self.blocks[start:end]:
            if block.image is None or (block.furniture is not None and not block.kept):
                continue
            if block.rule and not (block.rule == _OUTSIDE and block.index < first):
                continue
            url = image_url(block.image, self.base)
            if not url:
                continue
            caption = paired.get(block.index) or self._caption_of(block)
            caption = caption or self._caption_above(block)
            if block.rule and _is_portrait(block, caption or self._beside(block)):
                continue
            for other in self.blocks[block.index + 1 : block.index + 6]:
                if other.kept and other.text.isascii() and self._says_alt(block, other):
                    self._drop(other)
            if caption and (is_pseudo_caption(caption) or fold(caption) == self.title):
                caption = None
            last = found[places[url]] if url in places else None
            if last is not None:
                if caption is None or (last.caption == caption and self._adjoin(last, block)):
                    continue  # the same picture at another size, or its lightbox copy
                if last.caption is None:
                    found[places[url]] = None
            credit = split_credit(caption) if caption else None
            places[url] = len(found)
            found.append(Figure(url, caption, credit, block))
        return self._shared([figure for figure in found if figure is not None])

    def _beside(self, image: Block) -> str | None:
        """The text right behind a picture, in the box that holds both."""
        after = self.blocks[image.index + 1 : image.index + 2]
        near = set(upward(image.element, 2))
        return next((b.text for b in after if near & set(upward(b.element, 3))), None)

    def _adjoin(self, figure: Figure, image: Block) -> bool:
        """True where neither text of the article stands between a picture and `image`, nor each in
        an element of its own that looks like the other's."""
        return not _stand_alike(figure.block.element, image.element) and not any(
            block.kept and block.image is None
            for block in self.blocks[figure.block.index + 1 : image.index]
        )

    def _shared(self, found: list[Figure]) -> list[Figure]:
        """Gives the caption under a box of pictures to each of them."""
        for at in range(len(found) - 2, -1, -1):
            one, following = found[at], found[at + 1]
            if one.caption or not following.caption or _is_inside_figure(following):
                continue
            if following.block.index != one.block.index + 1:
                continue
            around = set(upward(following.block.element, 4))
            box = next((node for node in upward(one.block.element, 4) if node in around), None)
            if box is None or box is self.container or box.tag in ("body", "article"):
                continue
            if self._holds_at_most(box, len(following.caption) + 10):
                found[at] = replace(following, url=one.url, block=one.block)
        return found

    def _holds_at_most(self, box: etree._Element, most: int) -> bool:
        """True where `box` holds at most `most` characters of text; pictures share their boxes."""
        if most > _IN_A_BOX:
            return short_text(box, most) is not None
        if box not in self._sizes:
            text = short_text(box, _IN_A_BOX)
            self._sizes[box] = _IN_A_BOX + 1 if text is None else len(text)
        return self._sizes[box] <= most

    def _paired_rows(self, start: int, end: int) -> dict[int, str]:
        """Index of a picture -> its caption, where a row of pictures stands over a row of texts."""
        found: dict[int, str] = {}
        at = start
        while at < end:
            run = at
            while run < end and self.blocks[run].image is not None and _cell(self.blocks[run]):
                run += 1
            count = run - at
            below = self.blocks[run : run + count]
            if count > 1 and len(below) == count and all(b.image is None and b.kept for b in below):
                if _are_row(below):
                    for step, block in enumerate(below):
                        self._drop(block)
                        found[at + step] = block.text
            at = max(run, at + 1)
        return found

    def _caption_of(self, image: Block) -> str | None:
        for block in self.blocks[image.index + 1 : image.index + 5]:
            if block.image is not None:
                if image.figure is None or block.figure is not image.figure:
                    return None
                continue
            same = image.figure is not None and block.figure is image.figure
            if is_furniture_line(block.text):
                continue
            if is_date_line(block.text) and sum(map(str.isalpha, block.text)) < _LETTERS:
                return None
            if block.caption and (image.figure is None or same or block.figure is None):
                return self._whole(block)
            if same and block.tag != "blockquote":
                return self._take(block)
            beside = block.rule == _HEAD if image.kept else block.rule == _OUTSIDE
            if (block.kept or beside) and self._says_alt(image, block):
                return self._take(block) if not block.text.isascii() else self._drop(block)
            if (block.kept or beside) and self._looks_caption(image, block):
                return self._take(block)
            if not block.rule:
                return None
        return None

    def _caption_above(self, image: Block) -> str | None:
        """The line right over a picture that no caption stands under: in a row or figure of its
        own, or with a credit at its end."""
        above = self.blocks[max(0, image.index - 2) : image.index]
        if any(block.image is not None for block in above) or not above:
            return None
        block, text = above[-1], above[-1].text
        if block.caption:
            same = image.figure is not None and block.figure is image.figure
            return self._whole(block) if same or self._alone_with(image, block) else None
        if not block.kept or len(text) > _LONGEST or text[-1] == ":" or block.tag in _HEADINGS:
            return None
        if _SENTENCES.search(text) or parse_byline(text):
            return None
        credit = split_credit(text)
        credited = credit is not None and len(text) > 2 * len(credit) and len(text) < 250
        boxed = image.figure is not None or _within_table(image.element)
        return self._take(block) if credited or boxed and self._alone_with(image, block) else None

    def _whole(self, block: Block) -> str:
        """The lines of one caption: those of the same element, or of the same figure."""
        block.text = part_credit(block.text)
        parts = [block.text]
        for more in self.blocks[block.index + 1 : block.index + 4]:
            if more.image is not None:
                break
            if not more.caption:
                if more.kept and is_credit_line(more.text):
                    parts.append(more.text)
                    self._drop(more)
                break
            if more.element is block.element:
                parts.append(more.text)
            elif fold(more.text) != fold(parts[-1]):
                break
        return " ".join(parts)

    def _take(self, block: Block) -> str:
        """The caption that begins with `block`: its lines and its copies leave the text."""
        block.text = part_credit(block.text)
        parts = [block.text]
        self._drop(block)
        for more in self.blocks[block.index + 1 : block.index + 4]:
            if more.image is not None or not more.kept:
                break
            if fold(more.text) == fold(" ".join(parts)):
                self._drop(more)
            elif more.element is block.element and short_text(block.element, _LONGEST) is not None:
                parts.append(more.text)
                self._drop(more)
            elif is_credit_line(more.text):
                parts.append(more.text)
                self._drop(more)
                break
            else:
                break
        return " ".join(parts)

    @staticmethod
    def _drop(block: Block) -> None:
        block.kept, block.rule, block.caption = False, "caption", True

    @staticmethod
    def _says_alt(image: Block, block: Block) -> bool:
        """True for a line that repeats what the picture's markup says of it."""
        key = fold(block.text) if len(block.text) < _LONGEST else ""
        if image.image is None or not key:
            return False
        return any(key == fold(image.image.get(name) or "") for name in ("alt", "title"))

    def _is_doubled(self, block: Block) -> bool:
        after = self.blocks[block.index + 1 : block.index + 2]
        return any(b.image is None and fold(b.text) == fold(block.text) for b in after)

    def _looks_caption(self, image: Block, block: Block) -> bool:
        """A short centred or italic line, or the next cell or row, right under a picture."""
        if len(block.text) > _LONGEST:
            return False
        if parse_byline(block.text) and not is_credit_line(block.text):
            return False
        if self._flows_beside(image, block):
            return False
        if self._alone_with(image, block) or self._is_doubled(block):
            return True
        if block.tag == "td" and _within_table(image.element):
            return True
        if _is_centred(block) and len(block.text) < 250:
            return True
        if block.tag in ("h5", "h6") or split_credit(block.text) or shows_picture(block.text):
            return True
        return _is_italic(block) or self._is_unfinished(image, block)

    def _is_unfinished(self, image: Block, block: Block) -> bool:
        """True for a plain line without a full stop right under a picture, among paragraphs that
        end in one: no heading, item of a list, verse, or sentence that goes on."""
        text = block.text
        plain = block.tag in ("p", "div") and block.bold * 2 < len(text) and text[0].isalpha()
        if not plain or not _NAME // 2 < len(text) < _LONGEST // 2 or text[-1] in _OPEN_ENDS:
            return False
        if block.index != image.index + 1 or image.element is block.element:
            return False
        if text.isupper() or ": " in text or is_date_line(text) or DENSE.search(text):
            return False
        around = self.blocks[max(0, block.index - _FAR) : block.index + _FAR + 1]
        texts = [b for b in around if b.image is None and b.kept and b is not block]
        after = next((b.text for b in texts if b.index > block.index), "A")
        long = [b.text[-1] in ENDS for b in texts if len(b.text) > 2 * _NAME]
        return len(long) > 1 and all(long) and not after[0].islower()

    def _flows_beside(self, image: Block, block: Block) -> bool:
        """True for sentences of the text that only begin where the picture stands: in the same
        element with no break between, or in the next cell of its row."""
        picture = image.image
        if picture is None or block.text[-1] not in CLOSES or split_credit(block.text):
            return False
        several = bool(_SENTENCES.search(block.text)) and not _is_italic(block)
        if image.element is not block.element:
            one, other = _cell_of(image.element), _cell_of(block.element)
            beside = one is not None and any(cell is other for cell in one.itersiblings("td"))
            return several and beside
        if block.tag not in ("p", "div") or _breaks_after(picture, block.element):
            return False
        if _floats(picture) and len(block.text) > _NAME:
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

    def _alone_with(self, image: Block, block: Block) -> bool:
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
                return self._holds_at_most(node, most)
        return False


def _stand_alike(one: etree._Element, other: etree._Element) -> bool:
    """True for two elements side by side that share their tag and a class."""
    if one is other or one.tag != other.tag or one.getparent() is not other.getparent():
        return False
    classes = [set((element.get("class") or "").split()) for element in (one, other)]
    return not classes[0].isdisjoint(classes[1])


def _is_portrait(image: Block, caption: str | None) -> bool:
    """True for the picture of an author in the byline, with no more than his name under it."""
    if caption and len(caption) <= _NAME:
        signed = parse_byline(caption)
        if signed and signed.authors:
            return True
    return (not caption or len(caption) <= _NAME) and named_around(image.element, AUTHOR, 2)


def _is_inside_figure(figure: Figure) -> bool:
    """True where the picture's own <figure> holds text, too."""
    around = figure.block.figure
    return around is not None and short_text(around, 0) is None


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


def _cell_of(element: etree._Element) -> etree._Element | None:
    return next((node for node in upward(element, 4) if node.tag == "td"), None)


def _cell(block: Block) -> bool:
    return any(node.tag == "td" for node in upward(block.element, 3))


def _are_row(blocks: Sequence[Block]) -> bool:
    """True for blocks that stand in one row, each in a cell of its own."""
    cells = {cell for block in blocks if (cell := _cell_of(block.element)) is not None}
    return len(cells) == len(blocks) and len({cell.getparent() for cell in cells}) == 1


def _within_table(element: etree._Element) -> bool:
    return any(node.tag == "table" for node in upward(element, 4))
