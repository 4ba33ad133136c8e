"""`scrapy reread` over 10,000 archived pages: one core, two cores, and read_article alone.

    python benchmarks/rereading.py [PAGES]

Pages are those of the sample site with other numbers, written by the archive's own writer. What
must hold: two cores at least 1.7 times one core; a core at least 0.8 of read_article alone.
"""

import re
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.archive.writing import Archive
from crawler.generation import Before, merge
from crawler.reader import NotAnArticle, read_article
from crawler.rereading import Choice, Generation, read_units, units_of
from sample.server import Content

PER_FILE = 20_000_000


def pages(count: int) -> list[tuple[str, bytes]]:
    """(address, body) of `count` article pages, each with texts of its own."""
    content = Content()
    made = []
    for number in range(count):
        story = content.stories[number % len(content.stories)]
        _, body = content.answer(story.path, 1, "mau.vn") or ("", b"")
        title = story.title.encode()
        body = body.replace(title, title + f", kỳ {number}".encode())
        made.append(
            (f"https://mau.vn{re.sub('-[0-9]+[.]', f'-{20000 + number}.', story.path)}", body)
        )
    return made


def write(folder: Path, made: list[tuple[str, bytes]]) -> list[Path]:
    """The pages as an archive of several files."""
    archive = Archive(folder, "20261124T000000Z", size=PER_FILE, about={}, spider="mau")
    headers = {"Content-Type": "text/html; charset=utf-8"}
    for url, body in made:
        response = HtmlResponse(url, headers=headers, body=body)
        archive.write(Request(url), response, datetime(2026, 11, 24, tzinfo=UTC), "article")
    archive.close()
    return sorted(folder.glob("*.warc.gz"))


def reread(data: Path, files: list[Path], jobs: int) -> float:
    """Seconds that a whole reading takes."""
    shutil.rmtree(data / "generations", ignore_errors=True)
    started = time.perf_counter()
    generation = Generation.of(data, files, Choice())
    units = units_of(generation, files, Choice())
    for _ in read_units(units, jobs):
        pass
    diff = merge([unit.target for unit in units], generation.feed, Before(()))
    seconds = time.perf_counter() - started
    print(f"{jobs} process(es): {seconds:6.1f} s, {diff.articles['lines']} lines", flush=True)
    return seconds


def main(count: int) -> None:
    made = pages(count)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        started = time.perf_counter()
        files = write(data / "archive", made)
        seconds = time.perf_counter() - started
        size = sum(len(body) for _, body in made) / count / 1000
        print(f"{count} pages of {size:.0f} kB written in {seconds:.1f} s, {count / seconds:.0f}/s")
        started = time.perf_counter()
        for url, body in made:
            try:
                read_article(body, url)
            except NotAnArticle:
                pass
        alone = time.perf_counter() - started
        print(f"read_article alone: {alone:.1f} s, {count / alone:.0f} pages/s", flush=True)
        one, two = reread(data, files, 1), reread(data, files, 2)
    print(f"one core: {count / one:.0f} pages/s, {alone / one:.2f} of read_article alone (0.80)")
    print(f"two cores: {count / two:.0f} pages/s, {one / two:.2f} times one core (1.70)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
