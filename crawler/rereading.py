"""Reading an archive again: units of captures over all cores, into a new generation of the feed.

A generation is named by what it is made of: the code that reads, the archive's files, what was
chosen. So a killed reading goes on where it was, and mended code makes another generation.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.index import Index, fill
from crawler.archive.records import Capture, read_response
from crawler.extract.hashing import content_hash
from crawler.feedfile import written_whole
from crawler.offline import Refused, finish, line_of

ROOT = Path(__file__).resolve().parent.parent
_CODE = ("crawler/extract", "crawler/cms", "crawler", "pipelines", "spiders")
_UNIT = 100
"""Captures read in one go: a few seconds of one core, which is what a kill costs."""


@dataclass(frozen=True)
class Choice:
    """Which captures are read."""

    site: str | None = None
    """Host without `www.`; None: every site."""
    since: date | None = None
    """The first day of fetching, UTC; None: from the beginning."""

    def holds(self, capture: Capture) -> bool:
        """True for the page of an article that is asked for."""
        host = (urlsplit(capture.url).hostname or "").removeprefix("www.")
        begin = datetime.combine(self.since, time(), UTC) if self.since else None
        return (
            capture.kind in ("response", "resource")
            and capture.status == 200
            and capture.role in ("article", None)
            and (self.site is None or host == self.site)
            and (begin is None or capture.date >= begin)
        )


@dataclass(frozen=True)
class Generation:
    """Where one reading of an archive lies: index, units, feed and diff."""

    folder: Path

    @classmethod
    def of(cls, root: Path, files: Iterable[Path], choice: Choice) -> "Generation":
        """The generation below `root` that today's code makes of `files`; a begun one goes on."""
        name = _digest(files, choice)
        for folder in sorted(root.glob(f"*-{name}")):
            return cls(folder)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        return cls(root / f"{stamp}-{name}")

    @property
    def feed(self) -> Path:
        """The feed, once all is read."""
        return self.folder / "feed.jsonl"

    @property
    def diff(self) -> Path:
        """What differs from the feed before."""
        return self.folder / "diff.json"

    @property
    def index(self) -> Path:
        """Where the captures lie."""
        return self.folder / "index.sqlite3"

    def unit(self, number: int) -> Path:
        """What was read of one unit."""
        return self.folder / "units" / f"{number:06}.jsonl"


def _digest(files: Iterable[Path], choice: Choice) -> str:
    digest = hashlib.sha256(repr(choice).encode())
    for path in sorted(path.absolute() for path in files):
        digest.update(f"{path} {path.stat().st_size}\n".encode())
    for package in _CODE:
        for path in sorted((ROOT / package).glob("*.*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Unit:
    """Captures that one process reads in one go."""

    captures: tuple[Capture, ...]
    target: Path
    index: Path


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0))


def units_of(generation: Generation, files: Iterable[Path], choice: Choice) -> list[Unit]:
    """What is to be read, in the order of the archive. Raises ArchiveLoadFailed."""
    generation.folder.joinpath("units").mkdir(parents=True, exist_ok=True)
    with Index(generation.index, folder=Path("/")) as index:
        chosen = [capture for capture in fill(index, files) if choice.holds(capture)]
    return [
        Unit(tuple(chosen[start : start + _UNIT]), generation.unit(number), generation.index)
        for number, start in enumerate(range(0, len(chosen), _UNIT))
    ]


def read_units(units: Iterable[Unit], jobs: int) -> Iterator[int]:
    """Read what is not read yet over `jobs` processes; yields how many pages are done, as it goes.

    Raises BrokenProcessPool where a process dies; what was read stays.
    """
    missing = [unit for unit in units if not unit.target.exists()]
    yield sum(len(unit.captures) for unit in units) - sum(len(unit.captures) for unit in missing)
    with ExitStack() as stack:
        if jobs == 1:
            yield from map(read_unit, missing)
            return
        pool = stack.enter_context(ProcessPoolExecutor(jobs, get_context("fork")))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        for future in as_completed([pool.submit(read_unit, unit) for unit in missing]):
            yield future.result()


def read_unit(unit: Unit) -> int:
    """Read the captures of a unit into its file; their number.

    Each gives a row of JSON with the reason why there is no article, or with what `merge` has to
    know of it and the line of the feed behind it.
    """
    index = _index(unit.index)
    with written_whole(unit.target) as part, part.open("w", encoding="utf-8") as file:
        for capture in unit.captures:
            row, line = _read(capture, index)
            file.write(json.dumps(row, ensure_ascii=False) + "\n" + line)
    return len(unit.captures)


@lru_cache(maxsize=1)
def _index(path: Path) -> Index:
    return Index(path, folder=Path("/"))


def _read(capture: Capture, index: Index) -> tuple[dict[str, Any], str]:
    parts: list[str] = []

    def lookup(url: str) -> Response | None:
        parts.append(url)
        found = index.of(url, capture.run)
        original = index.original_of(found[-1]) if found else None
        return read_response(original) if original and original.status == 200 else None

    row: dict[str, Any] = {"record": capture.record, "url": capture.url}
    try:
        response = read_response(capture)
        article = finish(
            response,
            identity=capture.site,
            fetched=None if capture.kind == "resource" else capture.date,
            record=capture.record,
            lookup=lookup,
        )
    except Refused as error:
        return row | {"reason": str(error)}, ""
    except (OSError, ArchiveLoadFailed) as error:
        return row | {"reason": f"damaged record: {type(error).__name__}"}, ""
    text = content_hash((article.title, article.lead, article.body))
    if parts and capture.role is None:  # in our own archives a later part says that it is one
        row["parts"] = parts
    row |= {
        "id": article.id,
        "hash": article.content_hash,
        "text": f"{article.site} {text}" if article.body else None,
    }
    return row, line_of(article)
