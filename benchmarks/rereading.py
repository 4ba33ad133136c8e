"""`scrapy reread` over 10,000 archived pages: one core, two cores, and read_article alone,
the best of three rounds.

    python benchmarks/rereading.py [PAGES]

What must hold: two cores at least 1.7 times one core; a core at least 0.8 of read_article alone.
"""

import json
import math
import multiprocessing
import re
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.archive.writing import Archive
from crawler.reader import NotAnArticle, read_article
from crawler.rereading.choice import Choice
from crawler.rereading.generation import Generation
from crawler.rereading.merging import Before, merge
from crawler.rereading.units import read_units, units_of

ROOT = Path(__file__).resolve().parent.parent
PER_FILE = 20_000_000
ROUNDS = 3


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


def alone(made: list[tuple[str, bytes]], jobs: int) -> tuple[float, float]:
    """Seconds, by the clock and of processor, that `read_article` takes over `jobs` processes."""
    started, used = time.perf_counter(), cpu()
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_read_all, args=(made[n::jobs],)) for n in range(jobs)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - started, cpu() - used


def _read_all(made: list[tuple[str, bytes]]) -> None:
    for url, body in made:
        try:
            read_article(body, url)
        except NotAnArticle:
            pass


def reread(data: Path, files: list[Path], jobs: int) -> tuple[float, float]:
    """Seconds, by the clock and of processor, that a whole reading takes."""
    shutil.rmtree(data / "generations", ignore_errors=True)
    started, used = time.perf_counter(), cpu()
    generation = Generation.of(data / "generations", files, Choice())
    units = units_of(generation, files, Choice())
    for _ in read_units(units, jobs):
        pass
    merge([unit.target for unit in units], generation.feed, Before(()))
    return time.perf_counter() - started, cpu() - used


def main(count: int) -> None:
    made = pages(count)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        started = time.perf_counter()
        files = write(data / "archive", made)
        seconds = time.perf_counter() - started
        size = sum(len(body) for _, body in made) / count / 1000
        print(f"{count} pages of {size:.0f} kB written in {seconds:.1f} s, {count / seconds:.0f}/s")
        steps = {
            f"{what}, {jobs} process(es)": partial(*step, jobs)
            for jobs in (1, 2)
            for what, step in (
                ("read_article", (alone, made)),
                ("scrapy reread", (reread, data, files)),
            )
        }
        best = {step: (math.inf, math.inf) for step in steps}
        for _ in range(ROUNDS):  # in turns: another's work on the machine hits them all
            for step, run in steps.items():
                best[step] = tuple(map(min, best[step], run()))
    for step, (clock, used) in best.items():
        print(f"{step}: {count / clock:.0f} pages/s, {count / used:.0f} per core's second")
    (_, bare), (one, one_cpu), (_, bare_two), (two, two_cpu) = best.values()
    print(
        "a core against read_article alone (0.80):"
        f" {bare / one_cpu:.2f} of one, {bare_two / two_cpu:.2f} of two"
    )
    print(f"two cores against one, by the clock (1.70): {one / two:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
