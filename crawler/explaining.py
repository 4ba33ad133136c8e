"""Why a page was read as it was: each of its blocks, and the rule that decided about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.extract.document import Block, read_blocks
from crawler.extract.pictures import image_url
from crawler.extract.text import fold
from crawler.extract.tree import upward
from crawler.items import Article
from crawler.pages import ArticlePage

_TAKEN = ("byline", "date line")
_SHELL = "the page's scripts hold the article"


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """One block of a page."""

    text: str
    """As printed; of a picture, its address, empty where it states none."""
    tag: str
    kept: bool
    """True where the item holds it, in whichever field."""
    rule: str
    """What decided. Kept: `text`, `lead`, `headline`, `dateline`, `caption`, `picture`, `byline`,
    `date line`. Removed: the rule by which, such as `furniture by name`, `tail label`."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read from a page, and why."""

    item: Article | None
    refused: str | None
    """The reason for which the page is no article; None where it is one."""
    blocks: tuple[ExplainedBlock, ...]
    """All blocks of the page in page order."""


def explain_blocks(
    page: ArticlePage, shell: ArticlePage | None = None
) -> tuple[ExplainedBlock, ...]:
    """The blocks of a page, which may have been refused as an article.

    `shell`: the page as sent, where `page` was made of what its scripts hold.
    """
    body = {block.index for block in page.body_blocks}
    pictures = {figure.block.index for figure in page.figures}
    captions = [fold(figure.caption) for figure in page.figures if figure.caption]
    removed = _removed(page)
    first = min(body, default=-1)
    found: list[ExplainedBlock] = []
    for block in page.blocks:
        found += removed.pop(block.index, ())
        if block.index == first and page.dateline and not page.lead:
            found.append(ExplainedBlock(page.dateline, block.tag, True, "dateline"))
        if block.image is not None:
            kept = block.index in pictures
            rule = "picture" if kept else block.rule or _why_no_picture(block, page)
        else:
            kept, rule = _decided(block, page, body, captions)
        found.append(ExplainedBlock(_shown(block, page), block.tag, kept, rule))
    for rest in removed.values():
        found += rest
    for block in shell.blocks if shell else ():
        found.append(ExplainedBlock(_shown(block, page), block.tag, False, _SHELL))
    return tuple(found)


def _shown(block: Block, page: ArticlePage) -> str:
    if block.image is None:
        return block.text
    return image_url(block.image, page.base) or block.image.get("src") or ""


def _decided(
    block: Block, page: ArticlePage, body: set[int], captions: list[str]
) -> tuple[bool, str]:
    """(whether the item holds a text, by which rule)."""
    if block in page.parts.lead_blocks:
        return True, "lead"
    if block.index in body:
        return True, "text"
    if block.index == page.headline.index:
        return True, "headline"
    key = fold(block.text)
    if block.caption or block.rule == "caption":
        return any(key in caption for caption in captions), "caption"
    if block.kept:
        return False, "copy of the lead" if key == fold(page.lead or "") else "copy of a caption"
    return block.rule in _TAKEN, block.rule or "no text of an article found"


def _why_no_picture(block: Block, page: ArticlePage) -> str:
    if block.furniture is not None:
        return "furniture by name"
    return "copy, or outside the text" if _is_picture(block, page) else "icon or placeholder"


def _is_picture(block: Block, page: ArticlePage) -> bool:
    return block.image is not None and image_url(block.image, page.base) is not None


def _removed(page: ArticlePage) -> dict[int, list[ExplainedBlock]]:
    """Index of a block -> the blocks that a selector of the CMS took out before it."""
    found: dict[int, list[ExplainedBlock]] = {}
    for before, around, element in page.removed:
        blocks = [
            ExplainedBlock(block.text, block.tag, False, "cms:remove_css")
            for block in read_blocks(element).all
        ]
        found.setdefault(_place(page.blocks, before, around), []).extend(blocks)
    return found


def _place(
    blocks: list[Block], before: etree._Element | None, around: etree._Element | None
) -> int:
    inside = list(_inside(blocks, before))
    if inside:
        return inside[-1] + 1
    return next(_inside(blocks, around), len(blocks))


def _inside(blocks: list[Block], element: etree._Element | None) -> Iterator[int]:
    for block in blocks:
        if element is not None and any(node is element for node in upward(block.element)):
            yield block.index
