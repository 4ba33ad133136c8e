"""Page objects: one page in, its fields out. A page object sees (html, url) and nothing else.

The defaults here read an *unknown* page: structured data first, then the general reader. A CMS
sharpens them with selectors, which are hypotheses: one that finds nothing falls through to the
default, and `provenance` shows it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from lxml import etree
from parsel import Selector

from crawler.extract.body import Chooser, Text, find_prose, find_text
from crawler.extract.bylines import Byline, clean_authors, parse_byline, split_dateline
from crawler.extract.captions import is_pseudo_caption, split_credit
from crawler.extract.dates import PublishedDate, date_in_url, looks_dated, parse_date
from crawler.extract.document import Block, inner_text, read_blocks, text_of
from crawler.extract.links import find_articles, find_next, looks_like_listing
from crawler.extract.metadata import Metadata, names_in, plain, read_metadata
from crawler.extract.text import clean, fold, guess_language
from crawler.extract.urls import looks_like_article
from crawler.items import Attachment, Image, Kind, Listing, Precision

_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|ddos protection|access denied"
    r"|verify you are human|enable javascript and cookies|vui lòng bật javascript|captcha",
    re.I,
)
_LOGIN = re.compile(r"(?:đăng nhập|log ?in|sign ?in)\b", re.I)
_MISSING = re.compile(r"\b404\b|not found|không tìm thấy trang|trang không tồn tại", re.I)
_PLACEHOLDER = re.compile(
    r"data:|.*(?:blank|placeholder|spacer|loading|lazy|pixel)\.(?:gif|png|svg)", re.I
)
_LAZY = ("data-original", "data-src", "data-lazy-src", "data-srcset", "srcset", "src")
_ICON = re.compile(r"icon|logo|avatar|emoji|sprite|button|banner|/ads?/|1x1|\.svg(?:\?|$)", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rar|zip)(?:$|\?)", re.I)
_LEAD_NAME = re.compile(
    r"sapo|(?:^|[\s_-])(?:lead|summary|standfirst|chapeau|headlines?-?desc|intro|dek|excerpt|desc|description|tomtat|"
    r"trich-?dan|chapo|post-summary|article__sapo|detail-sapo|subtitle|article-intro|mota)(?:$|[\s_-])",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE_NAME = re.compile(r"title|headline|heading|tieu-?de", re.I)
_TAG_NAME = re.compile(r"(?:^|[\s_-])(?:tags?|keywords?|tu-?khoa|taglist)(?:$|[\s_-])", re.I)
_AUTHOR_NAME = re.compile(r"author|byline|tac-?gia|nguoi-?viet|writer|but-?danh|news-source", re.I)
_DATE_NAME = re.compile(r"date|time|ngay|publish|posted|thoi-?gian|lbPublishedDate", re.I)
_SITE_TAIL = re.compile(r"\s+[|–—»:·-]\s+[^|–—»·]{2,60}\Z|\s*[|»·]\s*[^|»·]{2,60}\Z")


class NotAnArticle(Exception):
    """The page is none: a section page, a login or challenge page, nothing to read."""

    def __init__(self, reason: str, url: str = "") -> None:
        super().__init__(f"{url}: not an article ({reason})" if url else reason)
        self.reason = reason
        """`listing`, `login`, `challenge`, `empty`, `error page`."""


class _Page:
    def __init__(self, root: etree._Element, url: str) -> None:
        self.root = root
        self.url = url

    @cached_property
    def selector(self) -> Selector:
        """The page for CSS and XPath, on the tree that is parsed already."""
        return Selector(root=self.root, type="html")

    @cached_property
    def base(self) -> str:
        element = self.root.find(".//base[@href]")
        return urljoin(self.url, element.get("href", "")) if element is not None else self.url


class ListingPage(_Page):
    """A page that lists articles: a section, a front page."""

    article_css: ClassVar[str] = ""
    """Links of articles; empty: the general reader finds them."""
    id_patterns: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """URLs of articles in page order."""
        if self.article_css:
            found = self.selector.css(self.article_css).xpath("@href").getall()
            if len(found) > 2:
                return tuple(dict.fromkeys(urljoin(self.base, href.strip()) for href in found))
        return tuple(find_articles(self.root, self.url, self.id_patterns))

    @cached_property
    def next(self) -> str | None:
        """URL of the next page of the same listing."""
        return find_next(self.root, self.url)

    def to_listing(self) -> Listing:
        """The page as a `Listing`."""
        return Listing(self.articles, self.next)


class ArticlePage(_Page):
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

    def __init__(self, root: etree._Element, url: str) -> None:
        super().__init__(root, url)
        self.provenance: dict[str, str] = {}

    def _css_text(self, field: str, css: str) -> str | None:
        for node in self.selector.css(css) if css else ():
            text = clean(" ".join(node.xpath(".//text()").getall()))
            if text:
                self.provenance[field] = f"cms:{field}_css"
                return text
        return None

    @cached_property
    def metadata(self) -> Metadata:
        return read_metadata(self.root)

    @cached_property
    def blocks(self) -> list[Block]:
        """The page in order; chosen blocks are marked once `content` has been read."""
        if self.remove_css:
            for node in self.selector.css(self.remove_css):
                parent = node.root.getparent()
                if parent is not None:
                    node.drop()
        self._read = read_blocks(self.root)
        return self._read.all

    # -- title ---------------------------------------------------------------------------------

    @cached_property
    def title(self) -> str | None:
        """The headline as printed."""
        by_css = self._css_text("title", self.title_css)
        if by_css:
            return by_css
        stated = self._stated_titles()
        heads = [
            block for block in self.blocks
            if block.tag in ("h1", "h2", "h3") and len(block.text) > 8 and block.image is None
        ]  # fmt: skip
        keys = [fold(text) for text in stated]
        for level in ("h1", "h2", "h3"):
            for block in heads:
                if block.tag == level and self._same_title(fold(block.text), keys):
                    self.provenance["title"] = "general"
                    return block.text
        shown = self._headline_above_text(heads)
        if shown and not self.metadata.first("og:title") and not self.metadata.text("headline"):
            self.provenance["title"] = "general"
            return shown
        if stated:
            self.provenance["title"] = "meta"
            return stated[0]
        if shown or heads:
            self.provenance["title"] = "general"
            return shown or heads[0].text
        return None

    def _headline_above_text(self, heads: list[Block]) -> str | None:
        """The last of the highest headings before the text; a block named like a title else."""
        container = find_text(self._read, 0).container
        if container is None:
            return None
        inside = set(container.iter())
        start = next(
            (
                i
                for i, b in enumerate(self.blocks)
                if b.element in inside and len(b.text) > 80 and b.tag not in _HEADINGS
            ),
            len(self.blocks),
        )
        above = [b for b in self.blocks[:start] if b.furniture is None and 15 < len(b.text) < 300]
        named = [
            b for b in above
            if len(b.text) > 25 and any(_TITLE_NAME.search(n.get("class") or "") for n in _up(b.element, 2))
        ]  # fmt: skip
        ones = [b for b in above if b.tag == "h1"]
        for choice in (ones, named, [b for b in above if b.tag in _HEADINGS]):
            if choice:
                text = choice[-1].text
                element = choice[-1].element
                whole = text_of(element)
                return whole if len(whole) < 300 and whole.startswith(text[:10]) else text
        return None

    @staticmethod
    def _same_title(key: str, stated: list[str]) -> bool:
        for other in stated:
            if key == other or (len(other) > 25 and key.startswith(other[:-3])):
                return True
            if len(key) > 20 and key in other and len(key) * 2 > len(other):
                return True
        return False

    def _stated_titles(self) -> list[str]:
        meta = self.metadata
        names = [fold(name) for name in self.site_names]
        found = []
        for text in (
            meta.first("og:title"),
            meta.text("headline"),
            meta.first("twitter:title"),
            meta.title,
        ):
            if not text:
                continue
            while True:
                shorter = _SITE_TAIL.sub("", text)
                tail = fold(text[len(shorter) :])
                if shorter == text or len(shorter) < 15:
                    break
                if text is meta.title or any(tail and (tail in n or n in tail) for n in names):
                    text = shorter
                    continue
                break
            if fold(text) not in names:
                found.append(text)
        return found

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """What the site calls itself."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        publisher = self.metadata.article.get("publisher")
        names = [
            self.metadata.first("og:site_name"),
            self.metadata.first("application-name"),
        ]
        names += names_in(publisher) if publisher else []
        names += [host, host.split(".")[0]]
        return tuple(name for name in names if name)

    # -- text ----------------------------------------------------------------------------------

    @cached_property
    def _headline_index(self) -> int:
        title = fold(self.title or "")
        if title:
            for heading in (True, False):
                for index, block in enumerate(self.blocks):
                    if (block.tag in ("h1", "h2", "h3")) is heading and fold(block.text) == title:
                        return index
        return 0

    @cached_property
    def text(self) -> Text:
        """Where the article's text lies."""
        index = self._headline_index
        _ = self.blocks
        text = find_text(self._read, index)
        self.provenance["body"] = "general"
        best: etree._Element | None = None
        most = 0
        for node in self.selector.css(self.body_css) if self.body_css else ():
            size = sum(len(part) for part in node.xpath(".//text()").getall())
            if size > most:
                best, most = node.root, size
        if best is not None and most > 0.6 * text.weight:
            self.provenance["body"] = "cms:body_css"
            inside = [p for p in find_prose(self.blocks, index) if best in p.path]
            return Text(best, sum(p.weight for p in inside), text.usual, inside)
        if text.container is None:
            text.container = self._around_headline()
        return text

    @property
    def container(self) -> etree._Element | None:
        """The element that holds the article's text."""
        return self.text.container

    def _around_headline(self) -> etree._Element | None:
        """Where a page has no sentences: what holds the headline and pictures or files."""
        if not self.blocks or not self.title:
            return None
        for node in _up(self.blocks[self._headline_index].element, 6)[1:]:
            if node.tag in ("body", "html"):
                break
            files = any(_FILE.search(link.get("href") or "") for link in node.iter("a"))
            if files or next(node.iter("figure", "figcaption"), None) is not None:
                return node
        return None

    @cached_property
    def content(self) -> list[Block]:
        """The blocks of the article in page order: text, captions taken out, pictures."""
        if self.container is None:
            return []
        index = self._headline_index
        return Chooser(self.blocks, self.title, index).choose(self.text)

    @cached_property
    def _parts(self) -> tuple[str | None, str | None, list[Block], Byline]:
        """(lead, dateline, body blocks, byline found at an end of the text)."""
        kept = list(self.content)
        lead_block = self._lead_block(kept)
        lead = lead_block.text if lead_block else None
        if lead_block in kept:
            kept = kept[kept.index(lead_block) + 1 :] if self._before(kept, lead_block) else [
                block for block in kept if block is not lead_block]  # fmt: skip
        key = fold(lead) if lead else None
        kept = [
            block for block in kept if block.image is not None or not key or fold(block.text) != key
        ]
        byline = self._take_bylines(kept)
        dateline = None
        if lead:
            dateline, lead = split_dateline(lead, self.datelines)
        else:
            first = next((block for block in kept if block.image is None), None)
            if first is not None:
                dateline, first.text = split_dateline(first.text, self.datelines)
        return lead, dateline, kept, byline

    @staticmethod
    def _before(kept: list[Block], lead: Block) -> bool:
        above = [b for b in kept[: kept.index(lead)] if b.image is None]
        return bool(above) and sum(len(b.text) for b in above) < 120

    def _lead_block(self, kept: list[Block]) -> Block | None:
        by_css = self.selector.css(self.lead_css) if self.lead_css else ()
        texts = {fold(clean(" ".join(node.xpath(".//text()").getall()))) for node in by_css}
        described = self.metadata.first("og:description", "description")
        described = fold(plain(described)) if described else ""
        described_short = described.removesuffix(" …").rstrip()[:120]
        start = self._headline_index
        first_kept = self.blocks.index(kept[0]) if kept else len(self.blocks)
        seen = 0
        for index in range(start + 1 if start else 0, len(self.blocks)):
            block = self.blocks[index]
            if block.image is not None or block.caption or len(block.text) < 40:
                continue
            if block.link * 2 > len(block.text) or (block.furniture is not None and not block.kept):
                continue
            key = fold(block.text)
            if key in texts:
                self.provenance["lead"] = "cms:lead_css"
                return block
            if self._named_lead(block):
                self.provenance["lead"] = "general"
                return block
            code, rest = split_dateline(block.text)
            bare = fold(rest)
            if (
                described_short
                and len(described_short) > 40
                and (
                    bare.startswith(described_short)
                    or described.startswith(bare)
                    or described_short in key
                )
                and self._set_apart(block, kept)
            ):
                self.provenance["lead"] = "meta"
                return block
            if (
                self._set_apart(block, kept)
                and seen == 0
                and index <= first_kept + 3
                and block.kept
            ):
                if (
                    block.bold * 10 > len(block.text) * 9
                    or block.tag in ("h2", "h3")
                    and len(block.text) > 80
                ):
                    self.provenance["lead"] = "general"
                    return block
            seen += 1
            if seen > 3:
                break
        return None

    def _named_lead(self, block: Block) -> bool:
        element = block.element
        for _ in range(3):
            names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
            if _LEAD_NAME.search(names):
                return len(inner_text(element)) < 2 * len(block.text) + 200
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        return False

    def _set_apart(self, block: Block, kept: list[Block]) -> bool:
        """True where the block does not look like the paragraphs of the body."""
        if not block.kept:
            return True
        others = [other for other in kept if other.image is None and other is not block][:6]
        alike = sum(
            other.tag == block.tag and other.element.get("class") == block.element.get("class")
            and other.element.getparent() is block.element.getparent()
            and (other.bold * 2 > len(other.text)) == (block.bold * 2 > len(block.text))
            for other in others
        )  # fmt: skip
        return alike == 0

    def _take_bylines(self, kept: list[Block]) -> Byline:
        """Takes byline and source lines off both ends of the text."""
        authors: tuple[str, ...] = ()
        source = None
        for _ in range(3):
            texts = [block for block in kept if block.image is None]
            if not texts:
                break
            found = parse_byline(texts[-1].text)
            if not found:
                break
            texts[-1].rule, texts[-1].kept = "byline", False
            kept.remove(texts[-1])
            authors = tuple(dict.fromkeys((*found.authors, *authors)))
            source = source or found.source
        texts = [block for block in kept if block.image is None]
        for block in texts[:2]:
            found = parse_byline(block.text)
            date_line = len(block.text) < 60 and looks_dated(block.text) and parse_date(block.text)
            if found or date_line:
                block.rule, block.kept = "byline" if found else "date line", False
                kept.remove(block)
                if found:
                    authors, source = authors or found.authors, source or found.source
        return Byline(authors, source)

    @property
    def lead(self) -> str | None:
        """The sapo without its dateline code."""
        return self._parts[0] or None

    @property
    def dateline(self) -> str | None:
        """The code before the sapo."""
        return self._parts[1]

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs."""
        return tuple(self._rows(self._body_blocks))

    @cached_property
    def _body_blocks(self) -> list[Block]:
        blocks = self._parts[2]
        captions = {fold(image.caption) for image in self.images if image.caption}
        return [
            block for block in blocks
            if block.image is None and not (fold(block.text) in captions and self._near_image(block))
        ]  # fmt: skip

    def _near_image(self, block: Block) -> bool:
        at = self.blocks.index(block)
        return any(
            other.image is not None or other.caption
            for other in self.blocks[max(0, at - 3) : at + 3]
        )

    @staticmethod
    def _rows(blocks: list[Block]) -> list[str]:
        """Texts, the cells of one table row joined by ` | `."""
        rows: list[str] = []
        row = None
        for block in blocks:
            parent = block.element.getparent() if block.tag in ("td", "th") else None
            if parent is not None and parent is row:
                rows[-1] += " | " + block.text
            else:
                rows.append(block.text)
            row = parent
        return rows

    @property
    def body(self) -> str | None:
        """The text."""
        return "\n\n".join(self.paragraphs) or None

    # -- pictures ------------------------------------------------------------------------------

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """Pictures of the article with their captions."""
        if self.container is None:
            return ()
        kept = {id(block) for block in self._parts[2]}  # first: it decides what is kept
        span = self._span()
        title = fold(self.title or "")
        found: list[Image] = []
        index = -1
        paragraphs = 0
        for position in range(*span):
            block = self.blocks[position]
            if id(block) in kept and block.image is None:
                paragraphs += 1
            if block.image is None:
                continue
            if block.furniture is not None and not block.kept:
                continue
            url = self._image_url(block)
            if not url:
                continue
            caption = self._caption_of(position, span[1])
            if caption and (is_pseudo_caption(caption) or fold(caption) == title):
                caption = None
            last = next((n for n in reversed(range(len(found))) if found[n].url == url), None)
            if last is not None:
                beside = last == len(found) - 1
                if caption is None or (beside and found[last].caption == caption):
                    continue  # the same picture at another size, or its lightbox copy
                if found[last].caption is None:
                    del found[last]
            index = paragraphs - 1
            found.append(Image(url, caption, split_credit(caption) if caption else None, index))
        return tuple(found)

    def _span(self) -> tuple[int, int]:
        kept = [i for i, block in enumerate(self.blocks) if block.kept]
        if not kept:
            return 0, 0
        start = self._headline_index
        return (start if start and start < kept[0] else kept[0]), min(
            kept[-1] + 4, len(self.blocks)
        )

    def _image_url(self, block: Block) -> str | None:
        image = block.image
        if image is None or image.tag == "video":
            return None
        for name in _LAZY:
            value = (image.get(name) or "").strip()
            if not value or _PLACEHOLDER.match(value):
                continue
            value = value.rstrip(" ,").split(",")[-1].split()[0] if "srcset" in name else value
            url = urljoin(self.base, value)
            if url.startswith(("http://", "https://")) and not _ICON.search(urlsplit(url).path):
                return url
        return None

    def _caption_of(self, position: int, end: int) -> str | None:
        image = self.blocks[position]
        for index in range(position + 1, min(position + 5, len(self.blocks))):
            block = self.blocks[index]
            if block.image is not None:
                if image.figure is None or block.figure is not image.figure:
                    return None
                continue
            if block.caption and (
                image.figure is None or block.figure is image.figure or block.figure is None
            ):
                parts = [block.text]
                for more in self.blocks[index + 1 : index + 4]:
                    if more.caption and more.element is block.element and more.image is None:
                        parts.append(more.text)
                    else:
                        break
                return " ".join(parts)
            if block.kept and self._looks_caption(image, block):
                block.kept, block.rule, block.caption = False, "caption", True
                return block.text
            if not block.rule:
                return None
        return None

    def _alone_with(self, image: Block, block: Block) -> bool:
        """True where a wrapper around the picture holds no other text than `block`."""
        picture = image.image
        if picture is None or len(block.text) > 250:
            return False
        within = set(_up(block.element, 6))
        for node in _up(picture, 6):
            if node in within:
                if node is self.container or node.tag in ("body", "article", "section"):
                    return False
                return len(text_of(node)) <= len(block.text) + 10
        return False

    def _looks_caption(self, image: Block, block: Block) -> bool:
        """A short centred or italic line, or the next cell or row, right under a picture."""
        if len(block.text) > 300:
            return False
        element = block.element
        if self._alone_with(image, block):
            return True
        if block.tag == "td" and any(node.tag == "table" for node in _up(image.element, 4)):
            return True
        style = f"{element.get('style') or ''} {element.get('align') or ''} {element.get('class') or ''}".lower()
        if "center" in style and len(block.text) < 250:
            return True
        italic = [node for node in element.iter("em", "i")]
        inside = sum(len(inner_text(node)) for node in italic[:3])
        return inside * 10 > len(block.text) * 9

    # -- about the text ------------------------------------------------------------------------

    @cached_property
    def _dated(self) -> tuple[PublishedDate | None, str | None]:
        shown = self._shown_date()
        stated = self._stated_date()
        if stated and stated[0].precision != "day":
            return stated
        if shown and (stated is None or shown[0].value.date() == stated[0].value.date()):
            return shown
        return stated or shown or (None, None)

    def _stated_date(self) -> tuple[PublishedDate, str] | None:
        meta = self.metadata
        places = (
            ("json-ld", meta.text("datePublished")),
            ("meta", meta.first("article:published_time", "datepublished", "pubdate", "publishdate",
                                "article:published", "date", "dc.date.issued", "parsely-pub-date",
                                "sailthru.date", "og:published_time", "publish-date", "dcterms.created",
                                "cxenseparse:recs:publishtime", "publication_date", "dc.date")),
            ("json-ld", meta.text("dateCreated")),
        )  # fmt: skip
        for origin, text in places:
            found = parse_date(text) if text else None
            if found and text and self._believable(found):
                self.provenance["published"] = origin
                return found, text
        for element in self.root.iter("time", "span", "div", "meta"):
            if element.get("itemprop") == "datePublished":
                text = element.get("content") or element.get("datetime") or inner_text(element)
                found = parse_date(text)
                if found:
                    self.provenance["published"] = "meta"
                    return found, clean(text)
        return None

    def _believable(self, found: PublishedDate) -> bool:
        stated = date_in_url(self.url)
        return not (isinstance(stated, date) and abs((found.value.date() - stated).days) > 400)

    def _shown_date(self) -> tuple[PublishedDate, str] | None:
        """A date line near the headline, named as a date or under it."""
        text = self._css_text("published", self.published_css)
        found = parse_date(text) if text else None
        if found and text:
            return found, text
        head = self._headline_index
        first = next((i for i, block in enumerate(self.blocks) if block.kept), None)
        if first is None:
            first = head
        last = max(first, head) + 3
        best: tuple[PublishedDate, str] | None = None
        for index in range(max(0, min(head, first) - 8), min(last, len(self.blocks))):
            block = self.blocks[index]
            if (
                block.image is not None
                or block.kept
                or not looks_dated(block.text)
                or len(block.text) > 90
            ):
                continue
            found = parse_date(block.text)
            if not found or (index < head and found.precision == "day"):
                continue
            named = any(
                _DATE_NAME.search(f"{n.get('class')} {n.get('id')}") or n.tag == "time"
                for n in _up(block.element, 3)
            )
            if index > head or named:
                self.provenance.setdefault("published", "general")
                if best is None or (best[0].precision == "day" and found.precision != "day"):
                    best = found, block.text
        return best or self._time_element()

    def _time_element(self) -> tuple[PublishedDate, str] | None:
        for element in self.root.iter("time"):
            text = element.get("datetime") or inner_text(element)
            found = parse_date(text)
            if found:
                self.provenance["published"] = "general"
                return found, clean(text)
        return None

    @property
    def published(self) -> datetime | None:
        """Moment of publication."""
        return self._dated[0].value if self._dated[0] else None

    @property
    def published_precision(self) -> Precision | None:
        """How much of it is stated."""
        return self._dated[0].precision if self._dated[0] else None

    @property
    def published_raw(self) -> str | None:
        """What it was read from."""
        return self._dated[1] if self._dated[0] else None

    @cached_property
    def modified(self) -> datetime | None:
        """Moment of the last change."""
        text = self.metadata.text("dateModified") or self.metadata.first(
            "article:modified_time", "og:updated_time"
        )
        found = parse_date(text) if text else None
        if found is None or (self.published and found.value < self.published):
            return None
        return found.value

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors."""
        by_css = self._css_text("authors", self.authors_css)
        if by_css:
            found = clean_authors([by_css], self.site_names)
            if found:
                return found
        at_end = self._parts[3].authors
        if at_end:
            self.provenance["authors"] = "general"
            return at_end
        shown = self._shown_authors()
        stated = names_in(
            self.metadata.article.get("author") or self.metadata.article.get("creator") or []
        )
        for origin, raw in (
            ("json-ld", stated),
            ("meta", self.metadata.meta.get("author", []) + self.metadata.meta.get("dc.creator", [])
             + self.metadata.meta.get("article:author", [])),
            ("general", shown),
        ):  # fmt: skip
            found = clean_authors(
                (text for text in raw if not text.startswith("http")), self.site_names
            )
            if found:
                self.provenance["authors"] = origin
                return found
        return ()

    def _shown_authors(self) -> list[str]:
        found = []
        for block in self.blocks:
            if block.kept or block.image is not None or not 3 <= len(block.text) <= 80:
                continue
            for node in _up(block.element, 2):
                names = f"{node.get('class') or ''} {node.get('rel') or ''} {node.get('itemprop') or ''}"
                if _AUTHOR_NAME.search(names):
                    byline = parse_byline(block.text)
                    found.append(
                        ", ".join(byline.authors) if byline and byline.authors else block.text
                    )
                    break
            if len(found) > 2:
                break
        if not found:
            for element in self.root.iter("a"):
                if "author" in (element.get("rel") or ""):
                    found.append(inner_text(element))
        return found[:1]

    @property
    def source(self) -> str | None:
        """Whence a reprint comes."""
        return self._parts[3].source

    @cached_property
    def section(self) -> str | None:
        """The innermost section."""
        by_css = self._css_text("section", self.section_css)
        if by_css:
            return by_css
        crumbs = [o for o in self.metadata.others if o.get("@type") == "BreadcrumbList"]
        names = [
            name for crumb in crumbs for entry in crumb.get("itemListElement") or []
            if isinstance(entry, dict) for name in names_in(entry.get("name") or entry.get("item"))
        ]  # fmt: skip
        names = [name for name in names if fold(name) != fold(self.title or "") and len(name) < 60]
        if names:
            self.provenance["section"] = "json-ld"
            return names[-1]
        stated = self.metadata.first("article:section") or self.metadata.text("articleSection")
        if stated and len(stated) < 60:
            self.provenance["section"] = "meta"
            return stated
        return None

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Keywords that are printed."""
        if self.tags_css:
            found = [
                clean(" ".join(node.xpath(".//text()").getall()))
                for node in self.selector.css(self.tags_css)
            ]
        else:
            found = [inner_text(element) for element in self._tag_links()]
        tags = tuple(dict.fromkeys(tag for tag in found if 1 < len(tag) < 80))
        if tags:
            self.provenance["tags"] = "cms:tags_css" if self.tags_css else "general"
        return tags

    def _tag_links(self) -> Iterator[etree._Element]:
        for element in self.root.iter("a"):
            if "tag" in (element.get("rel") or "").split():
                yield element
                continue
            for node in _up(element, 4):
                names = node.get("class")
                if names and _TAG_NAME.search(names):
                    yield element
                    break

    @cached_property
    def language(self) -> str | None:
        """Primary tag of the text's language."""
        sample = f"{self.title or ''} {(self.body or '')[:2000]}"
        guess = guess_language(sample)
        stated = (self.metadata.language or "").split("-")[0].lower()
        return guess or (stated if re.fullmatch(r"[a-z]{2,3}", stated) and stated != "vi" else None)

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """Files offered in or right under the text."""
        found: dict[str, Attachment] = {}
        scope = self.container if self.container is not None else self.root
        for element in scope.iter("a"):
            href = (element.get("href") or "").strip()
            if _FILE.search(href):
                url = urljoin(self.base, href)
                if url.startswith(("http://", "https://")):
                    found.setdefault(url, Attachment(url, inner_text(element) or None))
        return tuple(found.values())

    @property
    def kind(self) -> Kind:
        """What kind of article it is."""
        size = len(self.body or "")
        if size < 400 and self.attachments:
            return "document"
        captioned = sum(1 for image in self.images if image.caption)
        if captioned >= 4 and sum(len(i.caption or "") for i in self.images) > size:
            return "photo"
        if size < 600 and any(True for _ in self.root.iter("video")):
            return "video"
        return "text"

    @cached_property
    def next_part(self) -> str | None:
        """URL of the article's next page, where it spans several."""
        url = find_next(self.root, self.url)
        if not url:
            return None
        here, there = urlsplit(self.url), urlsplit(url)
        own = re.sub(r"\.html?$", "", here.path)
        return url if there.path == here.path or there.path.startswith(own) else None

    def check(self) -> None:
        """Raises NotAnArticle for a page that holds none."""
        head = f"{self.metadata.title or ''} {self.title or ''}"
        size = len(self.body or "") + len(self.lead or "")
        if size < 600 and _CHALLENGE.search(head):
            raise NotAnArticle("challenge", self.url)
        password = self.root.find(".//input[@type='password']") is not None
        if size < 600 and password and (_LOGIN.search(head) or size < 200):
            raise NotAnArticle("login", self.url)
        if size < 400 and _MISSING.search(head):
            raise NotAnArticle("error page", self.url)
        if not self.title or not (
            self.body or self.lead or self.attachments or any(i.caption for i in self.images)
        ):
            raise NotAnArticle("empty", self.url)
        typed = bool(self.metadata.article) or self.metadata.first("og:type") == "article"
        shows = bool(self.attachments) or sum(1 for i in self.images if i.caption) > 2
        shaped = looks_like_article(self.url) >= 3  # a short notice among many links is one
        if not shaped and not (typed and (size > 300 or shows)):
            if looks_like_listing(self.root, self.url):
                raise NotAnArticle("listing", self.url)


def _up(element: etree._Element, steps: int) -> list[etree._Element]:
    found: list[etree._Element] = []
    node: etree._Element | None = element
    while node is not None and len(found) < steps:
        found.append(node)
        node = node.getparent()
    return found
