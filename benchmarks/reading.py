"""Our reader beside its peers on the same pages in one run: `make bench`.

Prints one Markdown table a set: quality as in benchmarks/scoring.py, and the cost in *parses*, the
processor time to read a page in units of one bare lxml parse of the same page (median over a
sample of the pages; best of three, each time with bytes that no call has seen). Milliseconds do
not travel between machines, parses do. The sets: our own pages, and the evaluation pages where they lie beside
the project. A peer that is not installed is named and left out. No peer tells captions or a lead
apart; a time without a zone, as some peers give it, is taken for Hà Nội's.
"""

import argparse
import importlib.metadata
import logging
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import lxml.html

from benchmarks import scoring
from benchmarks.floors import EVALUATION, SETS, evaluation, ours
from benchmarks.scoring import Page, Reading
from crawler.reader import NotAnArticle, read_listing

HANOI = timezone(timedelta(hours=7))
TIMED_PAGES = 40  # a set's cost is measured on about so many of its pages
COLUMNS = {
    "fixtures": ("f1", "leak", "kept", "captions", "caption_leak", "title", "lead", "published",
                 "authors", "refused"),
    "vi": ("f1", "leak", "kept", "captions", "caption_leak", "title", "lead", "published",
           "authors"),
    "en": ("f1",),
    "world": ("f1", "title", "published", "authors"),
}  # fmt: skip
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
        article = Article(page.url)
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
        article = NewsPlease.from_html(page.html, url=page.url)
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


def forgiving(read: Read) -> Read:
    """`read`, where a peer's exception counts as a refusal: it has nothing to say of the page."""

    def safe(page: Page) -> Reading | None:
        try:
            return read(page)
        except Exception:
            return None

    return safe


def cost(read: Callable[[bytes], object], html: bytes) -> float:
    """Processor time of `read` in units of one bare lxml parse of `html`."""

    def best(call: Callable[[bytes], object]) -> float:
        times = []
        for _ in range(3):
            fresh = html + b"<!-- %d -->" % time.perf_counter_ns()
            start = time.process_time_ns()
            call(fresh)
            times.append(time.process_time_ns() - start)
        return min(times)

    return best(read) / best(lxml.html.document_fromstring)


def on_fixtures(read: Read) -> dict[str, float]:
    """The figures of `read` on our own pages, `parses` among them."""
    pages = list(scoring.pages())
    articles = [page for page in pages if page.reading]
    step = max(1, len(articles) // TIMED_PAGES)
    costs = [
        cost(lambda html, page=page: read(Page("", html, page.url, page.encoding, None)), page.html)  # type: ignore[misc]
        for page in articles[::step]
    ]
    return {**scoring.evaluate(read, pages), "parses": statistics.median(costs)}


def on_evaluation(read: Read, name: str) -> dict[str, float]:
    """The figures of `read` on a set of the evaluation pages, by their own scorer."""
    module: Any = evaluation()
    size = sum(1 for _ in (EVALUATION / name / "gold").glob("*.json"))
    step = max(1, size // TIMED_PAGES)
    count = iter(range(size))

    def as_item(html: bytes, url: str) -> SimpleNamespace:
        found = read(Page("", html, url, None, None))
        if found is None:
            raise NotAnArticle("refused", url)
        return SimpleNamespace(
            title=found.title,
            lead=found.lead,
            body="\n\n".join(found.paragraphs),
            images=tuple(SimpleNamespace(caption=caption) for caption in found.captions),
            authors=found.authors,
            published=found.published,
        )

    def sampled(read: Callable[..., object], html: bytes, url: str, _: object) -> float | None:
        return None if next(count, 0) % step else cost(lambda fresh: read(fresh, url), html)

    module.cost = sampled
    return module.evaluate(  # type: ignore[no-any-return]
        EVALUATION / name, as_item, read_listing, lxml.html.document_fromstring
    )


def row(reader: Reader, figures: dict[str, float], columns: tuple[str, ...]) -> str:
    """One line of the table."""
    cells = []
    for column in columns:
        value = figures.get(column)
        own = reader.whole or column not in ("captions", "lead", "refused")
        cells.append(f"{value:.3f}" if value is not None and own else "-")
    return f"| {reader.name} | {' | '.join(cells)} | {figures['parses']:.1f} |"


def main() -> None:
    """Prints the tables."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--set", choices=tuple(COLUMNS), action="append")
    ask.add_argument("--reader", action="append", help="part of a name; all without it")
    args = ask.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    readers: list[tuple[Reader, Read]] = []
    for reader in READERS:
        if args.reader and not any(part in reader.name for part in args.reader):
            continue
        try:
            version = importlib.metadata.version(reader.package) if reader.package else ""
            readers.append((reader, forgiving(reader.make())))
            print(f"{reader.name} {version}")
        except Exception as error:  # whatever a peer's import may raise
            print(f"{reader.name} is left out: {error}")
    for name in args.set or ("fixtures", *(SETS if evaluation() else ())):
        columns = COLUMNS[name]
        print(f"\n### {name}, {datetime.now():%Y-%m-%d}\n")
        print(f"| reader | {' | '.join(columns)} | parses |")
        print("|---" * (len(columns) + 2) + "|")
        for reader, read in readers:
            found = on_fixtures(read) if name == "fixtures" else on_evaluation(read, name)
            print(row(reader, found, columns), flush=True)


if __name__ == "__main__":
    main()
