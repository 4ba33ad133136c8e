"""The readers that are compared, each behind the same function: a page in, a reading out.

A peer is imported only when it is asked for, so that one that is not installed costs only itself.
No peer tells captions or a lead apart. A time without a zone, as some peers give it, is taken for
Hà Nội's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import lxml.html

from benchmarks.floors import ours
from benchmarks.scoring import Page, Reading

HANOI = timezone(timedelta(hours=7))
Read = Callable[[Page], Reading | None]


@dataclass(frozen=True)
class Reader:
    """One row of the table; `make` imports the peer and gives its function."""

    name: str
    package: str | None
    make: Callable[[], Read]
    whole: bool = False
    """True where it gives captions and a lead, too."""


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=HANOI)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in (text or "").split("\n"))))


def _trafilatura(**options: bool) -> Callable[[], Read]:
    def make() -> Read:
        from trafilatura import bare_extraction

        def read(page: Page) -> Reading | None:
            found = bare_extraction(
                page.html, url=page.url, with_metadata=True, include_comments=False, **options
            )
            if found is None:
                return None
            authors = tuple(filter(None, (found.author or "").split("; ")))
            return Reading(
                _lines(found.text), found.title, authors=authors, published=_moment(found.date)
            )

        return read

    return make


def _readability() -> Read:
    from readability import Document

    def read(page: Page) -> Reading:
        document = Document(page.html)
        root = lxml.html.document_fromstring(document.summary())
        blocks = root.xpath("//p|//h1|//h2|//h3|//h4|//li|//td|//blockquote|//figcaption|//div")
        texts = (
            " ".join(block.text_content().split())
            for block in blocks
            if not block.xpath(".//p|.//div|.//table|.//ul|.//ol")
        )
        return Reading(tuple(filter(None, texts)), document.short_title())

    return read


def _newspaper() -> Read:
    from newspaper import Article

    def read(page: Page) -> Reading:
        article = Article(page.url, fetch_images=False)  # nothing is asked of a real site
        article.download(input_html=page.html)
        article.parse()
        return Reading(
            _lines(article.text),
            article.title,
            authors=tuple(article.authors),
            published=_moment(article.publish_date),
        )

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(page: Page) -> Reading:
        tree = HTMLTree.parse_from_bytes(page.html, detect_encoding(page.html))
        return Reading(_lines(extract_plain_text(tree, main_content=True)), tree.title)

    return read


def _news_please() -> Read:
    from newsplease import NewsPlease

    def read(page: Page) -> Reading:
        article = NewsPlease.from_html(page.html, url=page.url, fetch_images=False)
        return Reading(
            _lines(article.maintext),
            article.title,
            authors=tuple(article.authors or ()),
            published=_moment(article.date_publish),
        )

    return read


READERS = (
    Reader("**Bản tin**", None, lambda: ours, whole=True),
    Reader("trafilatura", "trafilatura", _trafilatura()),
    Reader("trafilatura, precision", "trafilatura", _trafilatura(favor_precision=True)),
    Reader("trafilatura, fast", "trafilatura", _trafilatura(fast=True)),
    Reader("readability-lxml", "readability-lxml", _readability),
    Reader("newspaper4k", "newspaper4k", _newspaper),
    Reader("resiliparse", "resiliparse", _resiliparse),
    Reader("news-please", "news-please", _news_please),
)
