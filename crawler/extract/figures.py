"""Pictures of an article and the captions that belong to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.captioning import LONGEST, CaptionLines, are_row, in_cell
from crawler.extract.captions import (
    is_credit_line,
    is_pseudo_caption,
    part_credit,
    split_credit,
)
from crawler.extract.document import Block
from crawler.extract.ornaments import is_portrait, leads_elsewhere, marks_line
from crawler.extract.pictures import image_url
from crawler.extract.prose import is_date_line
from crawler.extract.text import fold
from crawler.extract.tree import short_text, upward
from crawler.extract.viewers import viewer_caption

_OUTSIDE = "outside the container"
_PARADE = 3
"""Links over the text that are pictures without a caption: they show other articles."""
_HEAD = "head matter"
_ICON = 4
"""Times that a picture without a caption comes when it is the mark before the lines of a list."""
_LETTERS = 12
"""Letters of the longest line that is a date and nothing else."""


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
        self,
        blocks: Sequence[Block],
        container: etree._Element,
        title: str,
        base: str,
        leads: Sequence[Block] = (),
    ) -> None:
        """`leads`: the blocks of the lead, which is no caption of a <figure> beside it."""
        self.blocks = blocks
        self.leads = leads
        self.container = container
        self.title = fold(title)
        self.base = base
        self.lines = CaptionLines(blocks, container, leads)

    def read(self, start: int, end: int) -> list[Figure]:
        """The pictures among the blocks from `start` to before `end`."""
        found: list[Figure | None] = []
        places: dict[str, int] = {}
        times: Counter[str] = Counter()
        end = min(end, len(self.blocks))
        paired = self._paired_rows(start, end)
        first = next((b.index for b in self.blocks[start:end] if b.kept and b.image is None), end)
        for block in self.blocks[start:end]:
            if block.image is None or (block.furniture is not None and not block.kept):
                continue
            if block.rule and not (block.rule == _OUTSIDE and block.index < first):
                continue
            if block.index < first and marks_line(self.blocks[block.index : block.index + 2]):
                continue
            if not (url := image_url(block.image, self.base)):
                continue
            times[url] += 1
            caption = paired.get(block.index) or self._caption_of(block)
            caption = caption or self._caption_above(block) or viewer_caption(block.image)
            signs = any(b.rule == "byline" for b in self.blocks[block.index + 1 : block.index + 2])
            if (block.rule or signs) and is_portrait(block, caption or self._beside(block)):
                continue
            for other in self.blocks[block.index + 1 : block.index + 6]:
                if other.kept and other.text.isascii() and self.lines.says_alt(block, other):
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
        shown = [figure for figure in found if figure is not None]
        shown = [one for one in shown if one.caption or times[one.url] < _ICON]
        away = [one for one in shown if one.block.rule == _OUTSIDE and not one.caption]
        away = [one for one in away if leads_elsewhere(one.block)]
        return self._shared([one for one in shown if len(away) < _PARADE or one not in away])

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
            if self.lines.holds_at_most(box, len(following.caption) + 10):
                found[at] = replace(following, url=one.url, block=one.block)
        return found

    def _paired_rows(self, start: int, end: int) -> dict[int, str]:
        """Index of a picture -> its caption, where a row of pictures stands over a row of texts."""
        found: dict[int, str] = {}
        for celled, run in groupby(self.blocks[start:end], in_cell):
            row = list(run) if celled else []
            after = row[-1].index + 1 if row else end
            below = self.blocks[after : after + len(row)]
            whole = len(below) == len(row) > 1
            if whole and all(b.image is None and b.kept for b in below) and are_row(below):
                for picture, block in zip(row, below, strict=True):
                    self._drop(block)
                    found[picture.index] = block.text
        return found

    def _caption_of(self, image: Block) -> str | None:
        for block in self.blocks[image.index + 1 : image.index + 5]:
            if block.image is not None:
                if image.figure is None or block.figure is not image.figure:
                    return None
                continue
            same = image.figure is not None and block.figure is image.figure
            if block in self.leads and image.figure is not None and not (same or block.caption):
                return None
            if is_furniture_line(block.text):
                continue
            if is_date_line(block.text) and sum(map(str.isalpha, block.text)) < _LETTERS:
                return None
            if block.caption and (image.figure is None or same or block.figure is None):
                return self._whole(block)
            if same and block.tag != "blockquote":
                return self._take(block)
            beside = block.rule == _HEAD if image.kept else block.rule == _OUTSIDE
            if (block.kept or beside) and self.lines.says_alt(image, block):
                return self._take(block) if not block.text.isascii() else self._drop(block)
            if (block.kept or beside) and self.lines.looks_caption(image, block):
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
        block = above[-1]
        if block.caption:
            same = image.figure is not None and block.figure is image.figure
            return self._whole(block) if same or self.lines.alone_with(image, block) else None
        return self._take(block) if self.lines.looks_caption_above(image, block) else None

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
                parts += [more.text] if is_credit_line(more.text) else []
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
            elif more.element is block.element and short_text(block.element, LONGEST) is not None:
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


def _stand_alike(one: etree._Element, other: etree._Element) -> bool:
    """True for two elements side by side that share their tag and a class."""
    if one is other or one.tag != other.tag or one.getparent() is not other.getparent():
        return False
    classes = [set((element.get("class") or "").split()) for element in (one, other)]
    return not classes[0].isdisjoint(classes[1])


def _is_inside_figure(figure: Figure) -> bool:
    """True where the picture's own <figure> holds text, too."""
    around = figure.block.figure
    return around is not None and short_text(around, 0) is None
