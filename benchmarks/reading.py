"""Our reader beside its peers on the same pages in one run: `make bench`.

Prints one Markdown table a set: quality as in benchmarks/scoring.py, and the cost in *parses*, the
processor time to read a page in units of one bare lxml parse of the same page (median over a
sample of the pages; best of three, each time with bytes that no call has seen). Milliseconds do
not travel between machines, parses do. The sets: our own pages, and the evaluation pages where
they lie beside the project. A peer that is not installed is named and left out.
"""

import argparse
import importlib.metadata
import logging
import statistics
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import lxml.html

from benchmarks import scoring
from benchmarks.floors import EVALUATION, SETS, evaluation
from benchmarks.peers import READERS, Read, Reader
from benchmarks.scoring import Page, Reading
from crawler.reader import NotAnArticle, read_listing

TIMED_PAGES = 24  # a set's cost is measured on about so many of its pages
COLUMNS = {
    "fixtures": ("f1", "leak", "kept", "captions", "caption_leak", "title", "lead", "published",
                 "authors", "refused"),
    "vi": ("f1", "leak", "kept", "captions", "caption_leak", "title", "lead", "published",
           "authors"),
    "en": ("f1",),
    "world": ("f1", "title", "published", "authors"),
}  # fmt: skip


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
