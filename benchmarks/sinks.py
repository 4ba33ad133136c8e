"""Lines a second into each sink beside the bare cost of writing the feed, and memory.

    python -m benchmarks.sinks [LINES]

The feed is synthetic: articles of about 4 kB, of ten sites over two years. Each step runs in a
process of its own, so that its peak of memory is its own; the same with half of the lines tells
whether memory is flat. Postgres is measured where it answers.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from crawler.sinks import Sink
from crawler.sinks.files import FilesSink
from crawler.sinks.journal import read_feed
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.sqlite import SqliteSink
from crawler.sinks.syndication import SyndicationSink
from tests.sinks.articles import article, write_feed

SERVER = "postgresql://postgres@127.0.0.1:5432"
DATABASE = "bantin_benchmark"


def write_jsonl(folder: Path, count: int) -> None:
    """What the crawl's exporter alone costs, the articles being there."""
    from crawler.exporters import ArticleLines

    articles = [article(number) for number in range(1000)]
    with (folder / "bare.jsonl").open("wb") as file:
        exporter = ArticleLines(file, encoding="utf-8")
        started = _now()
        for number in range(count):
            exporter.export_item(articles[number % 1000])
        _report(started)


def read_jsonl(feed: Path) -> None:
    """What every sink pays: reading and parsing the feed."""
    started = _now()
    for _ in read_feed(feed):
        pass
    _report(started)


def load(opener: Callable[[], Sink], feed: Path) -> None:
    """Load the feed into a new sink."""
    with closing(opener()) as sink:
        started = _now()
        sink.load(feed)
        _report(started)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _report(started: tuple[float, float]) -> None:
    seconds, work = (now - then for now, then in zip(_now(), started, strict=True))
    status = Path("/proc/self/status").read_text("ascii")  # getrusage knows the parent's peak too
    kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    print(f"{seconds} {work} {kilobytes / 1024}", flush=True)


def measure(step: Callable[[], None]) -> list[float]:
    """Seconds, seconds of work and peak of memory in MB of `step` in a fresh process."""
    with tempfile.NamedTemporaryFile("r") as file:
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_run, args=(step, file.name))
        process.start()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{step} failed")
        return list(map(float, file.read().split()))


def _run(step: Callable[[], None], output: str) -> None:
    with open(output, "w", encoding="ascii") as sys.stdout:
        step()


def prepare_postgres() -> bool:
    """Make an empty database for the benchmark; False where no server answers."""
    import psycopg

    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        return False
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    return True


def steps(folder: Path, feed: Path, count: int) -> dict[str, Callable[[], None]]:
    """Name -> what is measured."""
    openers: dict[str, Callable[[], Sink]] = {
        "SQLite, two indexes of words": partial(SqliteSink, f"{folder}/{count}.sqlite3"),
        "Parquet": partial(ParquetSink, f"{folder}/{count}.parquet"),
        "files by site and month, zst": partial(FilesSink, f"{folder}/{count}.files", "zst"),
        "RSS, Atom, JSON Feed": partial(SyndicationSink, f"{folder}/{count}.feeds"),
    }
    if prepare_postgres():
        openers["Postgres, one index of words"] = partial(PostgresSink, f"{SERVER}/{DATABASE}")
    return {
        "JSON Lines, as the crawl writes them": partial(write_jsonl, folder, count),
        "reading the feed, part of every sink's cost": partial(read_jsonl, feed),
        **{name: partial(load, opener, feed) for name, opener in openers.items()},
    }


def main(count: int) -> None:
    """Print the table."""
    figures = {}
    with tempfile.TemporaryDirectory() as name:
        for lines in (count // 2, count):
            feed = Path(name) / "mau" / f"{lines}.jsonl"
            write_feed(feed, map(article, range(lines)))
            found = steps(Path(name), feed, lines)
            figures[lines] = {step: measure(run) for step, run in found.items()}
        size = feed.stat().st_size / count / 1000
    print(f"{date.today()}, {count} lines of {size:.1f} kB, Python {sys.version.split()[0]}\n")
    half = count // 2
    print(
        "| step | lines/s | lines a CPU second | bare cost = 1 | peak MB |"
        f" grown by, over the last {half:,} lines |"
    )
    print("|---|---|---|---|---|---|")
    bare = next(iter(figures[count].values()))[0]
    for step, (seconds, work, megabytes) in figures[count].items():
        print(
            f"| {step} | {count / seconds:,.0f} | {count / work:,.0f} | {seconds / bare:.1f} |"
            f" {megabytes:.0f} | {megabytes - figures[half][step][2]:+.0f} MB |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
