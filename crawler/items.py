"""What the feed holds. The docstring under each field is the feed's contract.

Field order here is the order in the feed. Absent is `None` or an empty tuple, never `""`.
Every text is NFC, without soft hyphens or zero-width characters, and otherwise as printed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SCHEMA_VERSION = 2
"""Version of the feed's format; a change of meaning raises it and is told in CHANGELOG.md."""

Kind = Literal["text", "photo", "video", "document"]
Precision = Literal["day", "minute", "second"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article."""

    url: str | None = None
    """Absolute http(s) address of the picture itself, never of a lazy-loading placeholder; null
    where only the caption is known (a raw text)."""
    caption: str | None = None
    """The caption as printed, its credit included ("... Ảnh: TTXVN"); null if none is printed."""
    credit: str | None = None
    """The credit alone ("TTXVN"); null where it is not marked."""
    after: int = -1
    """Index of the body paragraph that the picture follows; -1 above the body."""
    sha256: str | None = None
    """Hex digest of the picture's bytes; null where it was not downloaded."""
    path: str | None = None
    """Where the picture lies, below the folder of downloaded files; null as `sha256`."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the article offers: PDF, DOC, XLS, ..."""

    url: str
    """Absolute http(s) address of the file."""
    name: str | None = None
    """The link's text; null if the link has none."""
    sha256: str | None = None
    """Hex digest of the file's bytes; null where it was not downloaded."""
    path: str | None = None
    """Where the file lies, below the folder of downloaded files; null as `sha256`."""
    text: str | None = None
    """Plain text of the file, where it is a PDF or DOCX that holds text and reading was asked
    for; paragraphs are separated by a blank line."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, as printed for its readers."""

    id: str | None = None
    """Stable identity: `<host>:<the site's own article id>` where the URL holds one, else
    `<host>:<digest of the canonical URL>`. Null only in an item that no pipeline has seen."""
    url: str = ""
    """Canonical address, http(s), without tracking parameters and fragment."""
    site: str | None = None
    """Host of the site, without `www.`; the same for all of a site's aliases."""
    kind: Kind = "text"
    """`text`, `photo` (a photo essay, an infographic), `video` (a video page), `document` (only a file)."""
    section: str | None = None
    """Name of the section as the page prints it (the innermost); null if it prints none."""
    title: str | None = None
    """The headline; no site name, never cut. Null only in a raw item: no feed line lacks it."""
    lead: str | None = None
    """The sapo (standfirst) without its dateline code; null if the page sets none apart."""
    dateline: str | None = None
    """The code before the sapo or first paragraph, bare: `ĐCSVN`, `TCCS`, `Chinhphu.vn`."""
    body: str | None = None
    """Plain text; paragraphs, sub-headings, list items, quotes and table rows are separated by
    a blank line; cells of a row by ` | `. No caption, byline, furniture or lead. Null where
    the article has no text (a photo essay, a document)."""
    images: tuple[Image, ...] = ()
    """Pictures in page order."""
    authors: tuple[str, ...] = ()
    """Names as printed, without roles, "Theo", agencies."""
    source: str | None = None
    """Whence a reprint comes, as printed: `TTXVN`, `Nhân Dân`; null if nothing is said."""
    published: datetime | None = None
    """Aware moment of publication, Asia/Ho_Chi_Minh where the page gives no zone. Null if the
    page states no full day."""
    published_precision: Precision | None = None
    """How much of `published` the page states; with `day` it is that day's midnight. Null
    exactly when `published` is."""
    published_raw: str | None = None
    """The text or attribute that `published` was read from, as printed."""
    modified: datetime | None = None
    """Aware moment of the last change that the page states."""
    tags: tuple[str, ...] = ()
    """Keywords that the page prints for its readers, in page order."""
    language: str | None = None
    """BCP 47 primary tag: `vi`, `en`, `zh`; null if neither page nor text decides."""
    attachments: tuple[Attachment, ...] = ()
    """Files that the article offers, in page order."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Field -> where its value came from: `json-ld`, `meta`, `cms:<selector name>`, `general`."""
    fetched: datetime | None = None
    """Aware UTC moment, whole seconds, at which the page was fetched; null for a page read from a
    file."""
    record: str | None = None
    """WARC-Record-ID of the page in the archive (`<urn:uuid:...>`), of its first part where it
    has several; null where no archive was kept."""
    content_hash: str | None = None
    """Hex digest over what is printed (title, lead, body, images, authors, ...); two items with
    the same text have the same one, whatever their URL or time of fetching."""
    revision: int = 0
    """0 for the first line of an article, 1, 2, ... for each later one. No line is ever changed:
    the one with the highest revision holds."""
    revision_of: str | None = None
    """`content_hash` of the revision before (its `id` where that is not known); null in the
    first."""
    changed: tuple[str, ...] = ()
    """Fields that differ from the revision before; empty in the first, in a tombstone, and where
    the one before is not known field by field."""
    deleted: datetime | None = None
    """Set in a tombstone alone: aware UTC moment at which the article was found to have vanished
    (404 or 410 on two days). A tombstone holds `id`, `url`, `site`, `revision` and `revision_of`
    of the article, and else nothing of it; `provenance.deleted` says why."""
    schema_version: int = SCHEMA_VERSION
    """Version of this format."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists articles."""

    articles: tuple[str, ...] = ()
    """Absolute URLs of articles in page order, without doubles."""
    next: str | None = None
    """Absolute URL of the next page of the same listing; null on the last."""
