"""Bytes in, item out. No Scrapy, no network, no clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from lxml import etree

from crawler.cms import CMSS, recognise
from crawler.explaining import ExplainedBlock, Explanation, explain_blocks
from crawler.extract.document import read_blocks
from crawler.extract.embedded import find_embedded
from crawler.extract.hashing import content_hash
from crawler.extract.identity import article_id
from crawler.extract.marks import Marks
from crawler.extract.metadata import read_metadata
from crawler.extract.text import sniff_encoding
from crawler.extract.tree import parse_html
from crawler.extract.urls import canonical_url
from crawler.items import SCHEMA_VERSION, Article, Listing
from crawler.pages import ArticlePage, ListingPage, NotAnArticle
from crawler.site import Cms, Site

SELECTED = ("title", "lead", "body", "published", "authors", "section", "tags")
"""Fields that a CMS may name a selector for."""
_BARE = 400
"""Characters of text below which a page may carry its article in its scripts."""

__all__ = [
    "ExplainedBlock",
    "Explanation",
    "NotAnArticle",
    "explain_article",
    "join_articles",
    "open_article",
    "read_article",
    "read_listing",
]


def _cms_of(marks: Marks, site: Site | None, registry: Sequence[Cms]) -> Cms | None:
    if site is not None and site.cms is not None:
        return site.cms.layout_of(marks)
    return recognise(marks, registry)


def _parse(html: bytes, url: str, encoding: str | None) -> etree._Element:
    if not html or html.isspace():
        raise NotAnArticle("empty", url)
    try:
        return parse_html(html, encoding)
    except ValueError as error:
        raise NotAnArticle(str(error), url) from error


def open_article(
    html: bytes,
    url: str,
    *,
    site: Site | None = None,
    encoding: str | None = None,
    registry: Sequence[Cms] = CMSS,
) -> "OpenedArticle":
    """The page as an article that can still be asked for its next part.

    `encoding` is what the HTTP header declares. Raises NotAnArticle where nothing can be read.
    """
    root = _parse(html, url, encoding)
    blocks, metadata = read_blocks(root), read_metadata(root)
    cms = _cms_of(Marks.read(root, blocks, metadata), site, registry)
    page_class = cms.article_page if cms else ArticlePage
    page = page_class(root, url, blocks, metadata)
    page.datelines = (site and site.datelines) or page.datelines
    shell = None
    if page.size < _BARE:
        shown = page.title if page.size and page.headline.index >= 0 else None
        written = find_embedded(page.root, url, page.stated_titles, shown)
        other = page_class(parse_html(written), url) if written else page
        other.datelines = page.datelines
        if other.size > 2 * page.size:
            page, shell = other, page
    return OpenedArticle(page, site, cms, shell)


class OpenedArticle:
    """A page object with its site: gives the item."""

    def __init__(
        self, page: ArticlePage, site: Site | None, cms: Cms | None, shell: ArticlePage | None
    ) -> None:
        self.page = page
        self.site = site
        self.cms = cms
        self.shell = shell
        """The page as sent, where its scripts held the article; else None."""

    @property
    def next_part(self) -> str | None:
        """URL of the article's next page; None where it has one page."""
        return self.page.next_part

    @property
    def layout(self) -> str:
        """Name of the CMS, in the layout that read the page; `general` where none did."""
        return self.cms.name if self.cms else "general"

    @property
    def id_patterns(self) -> tuple[str, ...]:
        """Those of the site and its CMS: a CMS that only the page shows would give an article
        another id than its address alone does."""
        if self.site is None:
            return self.cms.id_patterns if self.cms else ()
        return self.site.patterns

    @property
    def selectors(self) -> dict[str, bool]:
        """Name of each selector -> whether the field came from it; ask after `to_item`.

        A moment that the page states for machines needs no selector, so none has missed it; nor
        has one that found the author who signs the text.
        """
        origins = self.page.provenance
        needless = set(self.page.agreed)
        if origins.get("published") in ("json-ld", "meta"):
            needless.add("published")
        return {
            f"{field}_css": origins.get(field) == f"cms:{field}_css"
            for field in SELECTED
            if getattr(self.page, f"{field}_css") and field not in needless
        }

    def to_item(self, fetched: datetime | None = None, record: str | None = None) -> Article:
        """The item. Raises NotAnArticle for a page that holds no article."""
        page, site = self.page, self.site
        page.check()
        url = canonical_url(page.url)
        host = (site.id_host or site.host) if site else None
        patterns = self.id_patterns
        ident = article_id(url, patterns, host=host)
        return Article(
            id=ident,
            url=url,
            site=host or ident.rpartition(":")[0],
            kind=page.kind,
            section=page.section,
            title=page.title,
            lead=page.lead,
            dateline=page.dateline,
            body=page.body,
            images=page.images,
            authors=page.authors,
            source=page.source,
            published=page.published,
            modified=page.modified,
            published_precision=page.published_precision,
            published_raw=page.published_raw,
            tags=page.tags,
            language=page.language or (site.language if site else None),
            attachments=page.attachments,
            provenance=dict(sorted(page.provenance.items())),
            fetched=fetched,
            record=record,
            schema_version=SCHEMA_VERSION,
            content_hash=hash_of(page),
        )


def hash_of(article: Article | ArticlePage) -> str:
    """Digest over what is printed in `article`, or will be."""
    return content_hash(
        (
            article.title,
            article.lead,
            article.dateline,
            article.body,
            [(image.url, image.caption) for image in article.images],
            article.authors,
            article.source,
            article.published.isoformat() if article.published else None,
            [file.url for file in article.attachments],
        )
    )


def read_article(
    html: bytes,
    url: str,
    *,
    site: Site | None = None,
    encoding: str | None = None,
    fetched: datetime | None = None,
    registry: Sequence[Cms] = CMSS,
) -> Article:
    """The article of a page. Raises NotAnArticle for a page that is none, and nothing else."""
    return open_article(html, url, site=site, encoding=encoding, registry=registry).to_item(fetched)


def explain_article(
    html: bytes,
    url: str,
    *,
    site: Site | None = None,
    encoding: str | None = None,
    registry: Sequence[Cms] = CMSS,
) -> Explanation:
    """What `read_article` makes of a page, with every block in page order and the rule that
    decided about it; a page that is no article has its reason and its blocks, never an exception.

    No blocks are: what a reader does not see as text (scripts, styles, templates), <nav>,
    <dialog>, the controls of forms, embedded players and drawings. Where a page carries its
    article in its scripts alone, the blocks of that article come first.
    """
    try:
        opened = open_article(html, url, site=site, encoding=encoding, registry=registry)
    except NotAnArticle as refusal:
        return Explanation(None, refusal.reason, ())
    try:
        item, refused = opened.to_item(), None
    except NotAnArticle as refusal:
        item, refused = None, refusal.reason
    return Explanation(item, refused, explain_blocks(opened.page, opened.shell))


def read_listing(
    html: bytes, url: str, *, site: Site | None = None, registry: Sequence[Cms] = CMSS
) -> Listing:
    """The articles that a page lists; an empty `Listing` for a page that cannot be read."""
    try:
        root = _parse(html, url, sniff_encoding(html))
    except NotAnArticle:
        return Listing()
    cms = _cms_of(Marks(root), site, registry)
    page_class = cms.listing_page if cms else ListingPage
    return page_class(root, url).to_listing()


def join_articles(first: Article, *rest: Article) -> Article:
    """One article out of its pages, in order: texts, pictures and files are appended."""
    if not rest:
        return first
    joined = first
    for part in rest:
        before = joined.body.count("\n\n") + 1 if joined.body else 0
        moved = tuple(replace(image, after=image.after + before) for image in part.images)
        known = {image.url for image in joined.images}
        joined = replace(
            joined,
            body="\n\n".join(filter(None, (joined.body, part.body))) or None,
            images=joined.images + tuple(image for image in moved if image.url not in known),
            authors=joined.authors or part.authors,
            source=joined.source or part.source,
            attachments=tuple(dict.fromkeys((*joined.attachments, *part.attachments))),
        )
    return replace(joined, content_hash=hash_of(joined))
