"""A page that holds one article: each field asks its room in `crawler.extract`."""

import re
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.anchors import joined
from crawler.extract.attachments import find_files, links_of_text
from crawler.extract.authors import complete_authors, find_authors
from crawler.extract.body import Text, TextFinder
from crawler.extract.captioning import is_copy
from crawler.extract.choosing import Chooser
from crawler.extract.dateheads import find_date_head
from crawler.extract.datelines import code_of_host, split_dateline
from crawler.extract.dates import parse_date
from crawler.extract.document import Block, Blocks, read_blocks
from crawler.extract.figures import Figure, Figures
from crawler.extract.headline import Headline, find_headline
from crawler.extract.judging import Found, reason_against
from crawler.extract.lead import find_lead
from crawler.extract.links import find_next
from crawler.extract.metadata import Metadata, plain, read_metadata
from crawler.extract.namelists import clean_authors
from crawler.extract.paging import unpaged_path
from crawler.extract.parts import Parts, take_apart
from crawler.extract.printed import Dated
from crawler.extract.published import find_modified, find_published
from crawler.extract.rows import join_rows
from crawler.extract.section import find_section
from crawler.extract.tags import clean_tags, find_tag_links, listed_tags, name_of_tag
from crawler.extract.text import fold, guess_language
from crawler.extract.titles import site_names, stated_titles
from crawler.extract.tree import drop, inner_text, is_block, raw_text, text_of
from crawler.extract.wordless import CAPTIONS, around_headline, shows_pictures
from crawler.items import Attachment, Image, Kind, Precision
from crawler.pages.page import NotAnArticle, Page

_SHORT = 400
"""Characters of text below which a page may consist of its pictures."""


class ArticlePage(Page):
    """A page that holds one article. Each property is the item's field of the same name."""

    title_css: ClassVar[str] = ""
    lead_css: ClassVar[str] = ""
    body_css: ClassVar[str] = ""
    published_css: ClassVar[str] = ""
    authors_css: ClassVar[str] = ""
    section_css: ClassVar[str] = ""
    tags_css: ClassVar[str] = ""
    remove_css: ClassVar[str] = ""
    """Furniture inside the body."""
    datelines: tuple[str, ...] = ()

    def __init__(
        self,
        root: etree._Element,
        url: str,
        blocks: Blocks | None = None,
        metadata: Metadata | None = None,
    ) -> None:
        """`blocks` and `metadata` where they are read already: they tell the CMS."""
        super().__init__(root, url)
        self._read_blocks = blocks
        self._read_metadata = metadata
        self.provenance: dict[str, str] = {}
        self.agreed: set[str] = set()
        """Fields that another place has won, which says what the selector found, too."""
        self.removed: list[tuple[etree._Element | None, etree._Element | None, etree._Element]] = []
        """What `remove_css` has taken out: what stood before it, around it, and itself."""
        self._date_head: Dated | None = None
        """The day that the first paragraph began with, once `parts` has taken it off."""

    def _css_text(self, field: str, css: str) -> str | None:
        for node in self.select(css):
            text = inner_text(node)
            if text:
                self.provenance[field] = f"cms:{field}_css"
                return text
        return None

    @cached_property
    def metadata(self) -> Metadata:
        return self._read_metadata or read_metadata(self.root)

    @cached_property
    def base(self) -> str:
        """What the page's relative links start from."""
        return joined(self.url, self.metadata.base)

    @cached_property
    def page(self) -> Blocks:
        """The page as blocks; chosen ones are marked once `content` has been read."""
        page = self._read_blocks
        unwanted = self.select(self.remove_css)
        for element in unwanted:
            self.removed.append((element.getprevious(), element.getparent(), element))
            drop(element)
        if unwanted:
            gone = {inner for element in unwanted for inner in element.iter(etree.Element)}
            self.css.take_out(gone)
            if page is not None and all(map(is_block, unwanted)):
                page.take_out(gone)
            else:
                page = None
        return page or read_blocks(self.root)

    @property
    def blocks(self) -> list[Block]:
        return self.page.all

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """What the site calls itself."""
        return site_names(self.metadata, self.url)

    @cached_property
    def finder(self) -> TextFinder:
        return TextFinder(self.page)

    # -- title ---------------------------------------------------------------------------------

    @cached_property
    def headline(self) -> Headline:
        found = find_headline(self.page, self.metadata, self.site_names, self.finder, self.url)
        by_css = self._css_text("title", self.title_css)
        return replace(found, text=by_css, origin="cms:title_css") if by_css else found

    @cached_property
    def title(self) -> str | None:
        """The headline as printed."""
        if self.headline.text:
            self.provenance["title"] = self.headline.origin
        return self.headline.text

    # -- text ----------------------------------------------------------------------------------

    @cached_property
    def text(self) -> Text:
        """Where the article's text lies."""
        text = self.finder.find(self.headline.index)
        self.provenance["body"] = "general"
        headed = self.blocks, self.headline.index
        best: etree._Element | None = None
        most = 0
        for node in self.select(self.body_css):
            size = len(raw_text(node))
            if size > most:
                best, most = node, size
        if best is not None and most > 0.6 * text.weight:
            self.provenance["body"] = "cms:body_css"
            return self.finder.within(best, text.usual)
        if text.container is None or (text.weight < _SHORT and shows_pictures(*headed)):
            dated = text.container is None and self._find_date() is not None
            around = around_headline(*headed, self.base, dated=dated)
            text.container = around if around is not None else text.container
        return text

    @property
    def container(self) -> etree._Element | None:
        """The element that holds the article's text."""
        return self.text.container

    @cached_property
    def content(self) -> list[Block]:
        """The blocks of the article in page order: text, captions taken out, pictures."""
        if self.container is None:
            return []
        return self._chooser.choose(self.text)

    @cached_property
    def _chooser(self) -> Chooser:
        return Chooser(self.blocks, self.title, self.headline.index)

    @cached_property
    def parts(self) -> Parts:
        """Lead, dateline, body and byline."""
        kept = list(self.content)
        self._take_date_head(kept)
        lead, origin = self._find_lead(kept)
        if lead is not None:
            self.provenance["lead"] = origin
        return take_apart(self._chooser, self.text, kept, lead, self._split_dateline)

    def _take_date_head(self, kept: list[Block]) -> None:
        """Takes the day of publication off the first paragraph that begins with it."""
        head = find_date_head(self.blocks, self.headline.index, kept)
        other = self._find_date() if head else None
        if head and (other is None or other[0].value.date() == head.day.value.date()):
            head.block.text = head.rest
            self._date_head = head.day, head.said, "general"

    def _split_dateline(self, text: str) -> tuple[str | None, str]:
        code = code_of_host(text, urlsplit(self.url).hostname or "")
        return split_dateline(text, (*self.datelines, code) if code else self.datelines)

    def _find_lead(self, kept: list[Block]) -> tuple[Block | None, str]:
        selected = frozenset(fold(inner_text(node)) for node in self.select(self.lead_css))
        described = self.metadata.first("og:description", "description")
        described = plain(described) if described else None
        return find_lead(
            self.blocks, self.headline.index, kept, described, selected, self.container
        )

    @property
    def lead(self) -> str | None:
        """The sapo without its dateline code."""
        return self.parts.lead

    @property
    def dateline(self) -> str | None:
        """The code before the sapo."""
        return self.parts.dateline

    @cached_property
    def rows(self) -> list[tuple[int, str]]:
        """(place of its first block, text) of each paragraph of the body."""
        return join_rows(self.body_blocks)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs; the cells of one table row joined by ` | `."""
        return tuple(text for _, text in self.rows)

    @cached_property
    def body_blocks(self) -> list[Block]:
        """The blocks that make up the body; a caption's copy beside its picture is none."""
        captions = {fold(figure.caption) for figure in self.figures if figure.caption}
        # to fold the whole text would cost a tenth of the reading
        longest = 2 * max(map(len, captions), default=0)
        return [
            block
            for block in self.parts.body
            if block.image is None
            and block.rule != "caption"
            and not (
                len(block.text) <= longest
                and self._near_image(block)
                and is_copy(fold(block.text), captions)
            )
        ]

    def _near_image(self, block: Block) -> bool:
        for other in self.blocks[max(0, block.index - 3) : block.index + 3]:
            if other.caption or other.image is not None:
                return True
        return False

    @cached_property
    def body(self) -> str | None:
        """The text."""
        return "\n\n".join(self.paragraphs) or None

    @property
    def size(self) -> int:
        """Characters of text."""
        return len(self.body or "") + len(self.lead or "")

    @property
    def stated_titles(self) -> tuple[str, ...]:
        """What the metadata call the article."""
        return tuple(stated_titles(self.metadata, self.site_names).values())

    # -- pictures ------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[Figure]:
        """The article's pictures with their captions, and the block of each."""
        leads = self.parts.lead_blocks  # what is kept has been decided
        kept = [block.index for block in self.blocks if block.kept]
        if not kept or self.container is None:
            return []
        head = self.headline.index
        start = head if 0 <= head < kept[0] else kept[0]
        reader = Figures(self.blocks, self.container, self.title or "", self.base, leads)
        return reader.read(start, kept[-1] + 4)

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """Pictures of the article with their captions."""
        places = [place for place, _ in self.rows]
        found = []
        row = 0
        for figure in self.figures:
            while row < len(places) and places[row] < figure.block.index:
                row += 1
            found.append(Image(figure.url, figure.caption, figure.credit, after=row - 1))
        return tuple(found)

    # -- about the text ------------------------------------------------------------------------

    @cached_property
    def _dated(self) -> Dated | None:
        _ = self.parts
        found, head = self._find_date(), self._date_head
        if head and (found is None or found[0].precision == "day" != head[0].precision):
            found = head
        self.provenance.pop("published", None)
        if found:
            self.provenance["published"] = found[2]
        return found

    def _find_date(self) -> Dated | None:
        select = self._css_date if self.published_css else None
        return find_published(
            self.root, self.url, self.metadata, self.blocks, self.headline.index, select
        )

    def _css_date(self) -> str | None:
        """The date line that the selector finds, or its machine-readable form where that alone
        states the time."""
        for node in self.select(self.published_css):
            printed = inner_text(node).strip('"')  # seen behind dates of dangcongsan.vn
            exact = node.get("datetime") or node.get("content") or ""
            found = [(parse_date(text), text) for text in (printed, exact) if text]
            dates = [(date.precision, text) for date, text in found if date]
            if dates:
                return next((text for kind, text in dates if kind != "day"), dates[0][1])
        return None

    @property
    def published(self) -> datetime | None:
        """Moment of publication."""
        return self._dated[0].value if self._dated else None

    @property
    def published_precision(self) -> Precision | None:
        """How much of it is stated."""
        return self._dated[0].precision if self._dated else None

    @property
    def published_raw(self) -> str | None:
        """What it was read from."""
        return self._dated[1] if self._dated else None

    @cached_property
    def modified(self) -> datetime | None:
        """Moment of the last change."""
        _ = self.parts
        found = find_modified(self.root, self.metadata, self.blocks, self.headline.index)
        if found is None or (self.published and found < self.published):
            return None
        return found

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors."""
        by_css = self._css_text("authors", self.authors_css)
        found = clean_authors([by_css], self.site_names) if by_css else ()
        signed = self.parts.byline.authors
        if found and not signed:
            return found
        origin = "general"
        head = self.headline.index
        if signed:  # by the writer; the box of the CMS may name whose account it is
            selected = set(map(fold, found))
            found = complete_authors(
                signed, self.root, self.metadata, self.blocks, head, self.site_names, found
            )
            if selected & set(map(fold, found)):
                self.agreed.add("authors")
        else:
            found, origin = find_authors(
                self.root, self.metadata, self.blocks, head, self.site_names
            )
        found = found or self.parts.byline.photographers
        if found:
            self.provenance["authors"] = origin
        return found

    @property
    def source(self) -> str | None:
        """Whence a reprint comes."""
        return self.parts.byline.source

    @cached_property
    def section(self) -> str | None:
        """The innermost section."""
        by_css = self._css_text("section", self.section_css)
        if by_css:
            return by_css
        found, origin = find_section(
            self.root, self.metadata, self.blocks, self.headline.index, self.title, self.url
        )
        if found:
            self.provenance["section"] = origin
        return found

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Keywords that are printed."""
        selected = [text_of(element) for element in self.select(self.tags_css)]
        where = self.blocks, self.headline.index
        links = () if selected else find_tag_links(*where)
        tags = clean_tags(selected or map(name_of_tag, links)) or clean_tags(listed_tags(*where))
        if tags:
            self.provenance["tags"] = "cms:tags_css" if selected else "general"
        return tags

    @cached_property
    def language(self) -> str | None:
        """Primary tag of the text's language."""
        said = (self.title, self.lead, (self.body or "")[:2000])
        guess = guess_language(" ".join(filter(None, said)))
        stated = (self.metadata.language or "").split("-")[0].lower()
        return guess or (stated if re.fullmatch(r"[a-z]{2,3}", stated) and stated != "vi" else None)

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """Files offered in or right under the text."""
        links = links_of_text(self.root, self.container, self.blocks)
        return tuple(Attachment(url, name) for url, name in find_files(links, self.base).items())

    @cached_property
    def kind(self) -> Kind:
        """What kind of article it is."""
        size = len(self.body or "")
        if size < 400 and self.attachments:
            return "document"
        captions = [image.caption for image in self.images if image.caption]
        if len(captions) >= CAPTIONS and sum(map(len, captions)) > size:
            return "photo"
        if size < 600 and next(self.root.iter("video"), None) is not None:
            return "video"
        if not size and self.images:
            return "photo"
        return "text"

    @cached_property
    def next_part(self) -> str | None:
        """URL of the article's next page, where it spans several."""
        own = unpaged_path(self.url)
        url = find_next(self.root, self.url, own.rpartition("/")[2])
        return url if url and urlsplit(url).path.startswith(own) else None

    def check(self) -> None:
        """Raises NotAnArticle for a page that holds none."""
        found = Found(
            self.root,
            self.url,
            self.base,
            self.metadata,
            self.blocks,
            self.headline.index,
            self.title,
            f"{self.lead or ''}{self.body or ''}",
            self.parts.lead_blocks,
            len(self.attachments),
            sum(1 for image in self.images if image.caption),
            bool(self.images and self.published),
            [figure.block for figure in self.figures],
        )
        if reason := reason_against(found):
            raise NotAnArticle(reason, self.url)
