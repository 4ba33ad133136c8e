"""Units of captures, read over all cores, each into a file of its own."""

import gc
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from scrapy.http import Response
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.index import Broken, Index, fill
from crawler.archive.reading import read_response
from crawler.archive.records import Capture
from crawler.catalogue import find_site
from crawler.exporters import line_of
from crawler.extract.hashing import content_hash
from crawler.feedfile import written_whole
from crawler.items import Article
from crawler.offline import Refused, finish
from crawler.rereading.choice import Choice
from crawler.rereading.generation import Generation

_UNIT = 100
"""Captures read in one go: a few seconds of one core, which is what a kill costs."""
UNREADABLE = "unreadable: "
"""Begins the reason where the disk did not give a record; another reading tries again."""
NO_ORIGINAL = "revisit of a record that is in none of the files"
_BATCH = 1_000_000
"""Bytes of pages unpacked at once."""


@dataclass(frozen=True)
class Unit:
    """Captures that one process reads in one go; only the first is kept, archives hold millions."""

    first: Capture
    size: int
    choice: Choice
    target: Path
    index: Path

    @property
    def captures(self) -> Iterator[Capture]:
        """What is to be read, in the order of the archive."""
        return islice(filter(self.choice.holds, _index(self.index).starting(self.first)), self.size)

    @property
    def again(self) -> Path:
        """Stands beside the target where some of it has to be tried again."""
        return self.target.with_suffix(".again")

    @property
    def done(self) -> bool:
        """True where nothing is left to be read."""
        return self.target.exists() and not self.again.exists()


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0))


def units_of(
    generation: Generation, files: Iterable[Path], choice: Choice, broken: Broken | None = None
) -> list[Unit]:
    """What is to be read, in the order of the archive. Raises ArchiveLoadFailed for a damaged
    file, unless `broken` takes them.

    Raises NoSuchSite where nothing is of the site that is asked for; then nothing is left behind.
    """
    generation.folder.joinpath("units").mkdir(parents=True, exist_ok=True)
    units: list[Unit] = []
    with Index(generation.index, folder=Path("/")) as index:
        chosen = filter(choice.holds, fill(index, files, broken))
        while captures := list(islice(chosen, _UNIT)):
            target = generation.unit(len(units), captures)
            units.append(Unit(captures[0], len(captures), choice, target, generation.index))
        known = bool(units) or any(map(choice.names, index))
    if choice.site and not known:
        shutil.rmtree(generation.folder)
        raise NoSuchSite(f"--site {choice.site}: the archive holds nothing of it")
    return units


class NoSuchSite(ValueError):
    """Nothing is of the site that is asked for."""


def runs_of(generation: Generation) -> set[str]:
    """The runs whose responses are in the archive, `<spider>/<start>`."""
    with Index(generation.index, folder=Path("/"), made=True) as index:
        return index.runs()


def read_units(units: Iterable[Unit], jobs: int) -> Iterator[int]:
    """Read what is not read yet over `jobs` processes; yields how many pages are done, as it goes.

    Raises BrokenProcessPool where a process dies; what was read stays.
    """
    missing = [unit for unit in units if not unit.done]
    yield sum(unit.size for unit in units) - sum(unit.size for unit in missing)
    if not missing:
        return
    find_site("")  # loads every spider, once for all processes
    with ExitStack() as stack, _frozen():
        if jobs == 1:
            yield from map(read_unit, missing)
            return
        given = (missing,)  # by the fork: nothing is pickled but numbers
        pool = stack.enter_context(ProcessPoolExecutor(jobs, get_context("fork"), _give, given))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        for future in as_completed([pool.submit(_read_given, n) for n in range(len(missing))]):
            yield future.result()


@contextmanager
def _frozen() -> Iterator[None]:
    """What lives by now is no garbage: the collector passes over it, so processes share it."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


_GIVEN: list[Unit] = []
"""The units of this process and its like."""


def _give(units: list[Unit]) -> None:
    _GIVEN[:] = units


def _read_given(number: int) -> int:
    return read_unit(_GIVEN[number])


def read_unit(unit: Unit) -> int:
    """Read the captures of a unit into its file; their number.

    Each gives a row of JSON with the reason why there is no article, or with what `merge` has to
    know of it and the line of the feed behind it.
    """
    index, unreadable = _index(unit.index), 0
    with written_whole(unit.target) as part, part.open("wb") as file:
        for batch in _batches(unit.captures, index):
            read = [_read(capture, response, index) for capture, response in batch]
            for row, article in read:
                unreadable += row.get("reason", "").startswith(UNREADABLE)
                file.write(json.dumps(row).encode() + b"\n")
                if article:
                    file.write(line_of(article))
        if unreadable:
            unit.again.touch()
    if not unreadable:
        unit.again.unlink(missing_ok=True)
    return unit.size


def _batches(
    captures: Iterable[Capture], index: Index
) -> Iterator[list[tuple[Capture, Response | str]]]:
    """Captures, each with its response or the reason why there is none.

    Unpacking, reading and writing take turns by the megabyte, not by the page: each finds its own
    code in the processor's caches, which saves a tenth.
    """
    batch: list[tuple[Capture, Response | str]] = []
    size = 0
    for capture in captures:
        response = _answer(capture, index)
        batch.append((capture, response))
        size += 0 if isinstance(response, str) else len(response.body)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _answer(capture: Capture, index: Index) -> Response | str:
    """The response of a capture, of a revisit that of the full record behind it, or the reason
    why there is none."""
    original = index.original_of(capture)
    if original is None:
        return NO_ORIGINAL
    if (capture.status or original.status) not in (200, 304):
        return f"HTTP {capture.status or original.status}"
    try:
        return read_response(replace(original, url=capture.url))
    except OSError as error:
        return f"{UNREADABLE}{error.strerror or error}"
    except ArchiveLoadFailed as error:
        return f"damaged record: {type(error).__name__}"


@lru_cache(maxsize=1)
def _index(path: Path) -> Index:
    return Index(path, folder=Path("/"), made=True)


def _read(
    capture: Capture, response: Response | str, index: Index
) -> tuple[dict[str, Any], Article | None]:
    parts: list[str] = []

    def lookup(url: str) -> Response | None:
        parts.append(url)
        found = index.of(url, capture.run)
        part = _answer(found[-1], index) if found else None
        if isinstance(part, str) and not part.startswith("HTTP"):
            raise Refused(part)
        return None if isinstance(part, str) else part

    row: dict[str, Any] = {"record": capture.record, "url": capture.url}
    if isinstance(response, str):
        return row | {"reason": response}, None
    try:
        article = finish(
            response,
            identity=capture.site,
            fetched=None if capture.kind == "resource" else capture.date,
            record=capture.record,
            lookup=lookup,
        )
    except Refused as error:
        return row | {"reason": str(error)}, None
    text = content_hash((article.title, article.lead, article.body))
    if parts and capture.role is None:  # in our own archives a later part says that it is one
        row["parts"] = parts
    row |= {
        "id": article.id,
        "hash": article.content_hash,
        # a crawl knows no texts of earlier runs; archives of others know no runs
        "text": f"{capture.role and capture.run} {article.site} {text}" if article.body else None,
    }
    return row, article
