"""`scrapy reread` over 10,000 archived pages: one core, two cores, and read_article alone.

    python benchmarks/rereading.py [PAGES]

What must hold: two cores at least 1.7 times one core; a core at least 0.8 of read_article alone.
"""

import json
import re
import resource
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

ROOT = Path(__file__).resolve().parent.parent
PER_FILE = 20_000_000


def pages(count: int) -> list[tuple[str, bytes]]:
    """(address, body) of `count` pages: the tests' articles, with texts and addresses of their
    own. They have 20 to 100 kB, as the pages of real sites do."""
    found = []
    for told in sorted((ROOT / "tests/fixtures").glob("*/*/item.json")):
        body, case = told.with_name("page.html").read_bytes(), json.loads(told.read_bytes())
        title = (case.get("item") or {}).get("title")
        if title and title.encode() in body:
            found.append((case["url"], title.encode(), body))
    made = []
    for number in range(count):
        url, title, body = found[number % len(found)]
        own = body.replace(title, title + f" (kỳ {number})".encode())
        made.append((_address(url, number), own))
    return made


def _address(url: str, number: int) -> str:
    """The address of an article like that at `url`, with an id of its own."""
    head, digits, tail = re.fullmatch(r"(.*\d\d\d|)(\d*)(.*)", url, re.S).groups()
    return f"{head}{digits}{number:05}{tail}" if head else f"{url}-{number:05}"


def write(folder: Path, made: list[tuple[str, bytes]]) -> list[Path]:
    """The pages as an archive of several files."""
    archive = Archive(folder, "20261124T000000Z", size=PER_FILE, about={}, spider="mau")
    headers = {"Content-Type": "text/html; charset=utf-8"}
    for url, body in made:
        response = HtmlResponse(url, headers=headers, body=body)
        archive.write(Request(url), response, datetime(2026, 11, 24, tzinfo=UTC), "article")
    archive.close()
    return sorted(folder.glob("*.warc.gz"))


def cpu() -> float:
    """Seconds of processor that this process and those it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def reread(data: Path, files: list[Path], jobs: int) -> tuple[float, float]:
    """Seconds, by the clock and of processor, that a whole reading takes."""
    shutil.rmtree(data / "generations", ignore_errors=True)
    started, used = time.perf_counter(), cpu()
    generation = Generation.of(data / "generations", files, Choice())
    units = units_of(generation, files, Choice())
    for _ in read_units(units, jobs):
        pass
    diff = merge([unit.target for unit in units], generation.feed, Before(()))
    seconds, used = time.perf_counter() - started, cpu() - used
    print(f"{jobs} process(es): {seconds:.1f} s, {used:.1f} s of processor, {diff.articles}")
    return seconds, used


def main(count: int) -> None:
    made = pages(count)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        started = time.perf_counter()
        files = write(data / "archive", made)
        seconds = time.perf_counter() - started
        size = sum(len(body) for _, body in made) / count / 1000
        print(f"{count} pages of {size:.0f} kB written in {seconds:.1f} s, {count / seconds:.0f}/s")
        started, used = time.perf_counter(), cpu()
        for url, body in made:
            try:
                read_article(body, url)
            except NotAnArticle:
                pass
        alone, bare = time.perf_counter() - started, cpu() - used
        print(f"read_article alone: {alone:.1f} s, {bare:.1f} s of processor", flush=True)
        (one, one_cpu), (two, two_cpu) = reread(data, files, 1), reread(data, files, 2)
    print(
        "pages/s of processor: " + ", ".join(f"{count / s:.0f}" for s in (bare, one_cpu, two_cpu))
    )
    print(f"a core against read_article alone: {bare / two_cpu:.2f} (0.80)")
    print(f"two cores against one, by the clock: {one / two:.2f} (1.70)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
