"""`scrapy reread`: archived articles read with today's code, and what that changes."""

import argparse
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.replay import matching, warcs
from crawler.arguments import ArgumentError, parse_day, parse_host
from crawler.command import OfflineCommand, at_least_one
from crawler.outcome import Exit, most_urgent
from crawler.rereading.choice import Choice
from crawler.rereading.differences import Diff
from crawler.rereading.generation import Generation
from crawler.rereading.merging import NOT_MET, Before, merge
from crawler.rereading.units import (
    NO_ORIGINAL,
    UNREADABLE,
    NoSuchSite,
    Unit,
    cores,
    read_units,
    runs_of,
    units_of,
)


class Command(OfflineCommand):
    """Read archives again."""

    def syntax(self) -> str:
        return "[--site HOST] [--since DAY] [--against FEEDS] [--jobs N] ARCHIVE ..."

    def short_desc(self) -> str:
        return "Read archived articles again with today's code and tell what changes"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", help="only pages of this host")
        parser.add_argument("--since", metavar="DAY", help="only pages fetched since (2026-01-31)")
        parser.add_argument(
            "--against", metavar="FEEDS", help="pattern of the feeds to compare with; the published"
        )  # fmt: skip
        parser.add_argument("--jobs", type=at_least_one, help="processes; one for each core")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        data = Path(self.settings["DATA"])
        if not args:
            raise UsageError("name the archive: 'data/archive/NAME/*.warc.gz'", print_help=False)
        try:
            files = [file for pattern in args for file in warcs(pattern)]
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        feeds = matching(opts.against) if opts.against else sorted(data.glob("feeds/*/*.jsonl"))
        if opts.against and not feeds:
            raise UsageError(f"--against {opts.against}: there is no such feed", print_help=False)
        try:
            choice = Choice(parse_host("--site", opts.site), parse_day("since", opts.since))
            before = Before(
                feeds, choice.expects
            )  # what is wrong with them is told before hours of reading
            generation = Generation.of(data / "generations", files, choice)
            self._read(generation, units_of(generation, files, choice), before, opts.jobs)
        except (ArgumentError, NoSuchSite) as error:
            raise UsageError(str(error), print_help=False) from error
        except FAILURES as error:
            print(f"scrapy reread: {told(error)}", file=sys.stderr)
            self.exitcode = code_of_failure(error)

    def _read(
        self, generation: Generation, units: list[Unit], before: Before, jobs: int | None
    ) -> None:
        total = sum(unit.size for unit in units)
        jobs = jobs or cores()
        for _ in progress(read_units(units, jobs), total):
            pass
        runs = runs_of(generation)
        diff = merge([unit.target for unit in units], generation.feed, before, runs)
        report = json.dumps(diff.as_dict(), ensure_ascii=False, indent=1)
        generation.diff.write_text(report + "\n", encoding="utf-8")
        print("\n".join([*summary(diff, total), f"  feed: {generation.feed}"]))
        print(f"  all of it: {generation.diff}")
        missing = not diff.refused.keys().isdisjoint((NO_ORIGINAL, NOT_MET))
        if missing:
            print("  what is in none of the files was moved away: name those that hold it, too")
        self.exitcode = most_urgent([code_of(diff.refused), *[Exit.PARTIAL] * missing])


FAILURES = (OSError, ArchiveLoadFailed, sqlite3.Error, BrokenProcessPool)
"""What ends a reading; what was read by then is kept."""


def told(error: Exception) -> str:
    """What has ended a reading, and what to do, in one line."""
    if isinstance(error, BrokenProcessPool):
        return (
            "a process that read pages was killed, perhaps for want of memory; no feed is written,"
            " what was read is kept: run the same again, with fewer --jobs"
        )
    return " ".join(str(error).split())


def code_of_failure(error: Exception) -> int:
    """The exit code of a reading that `error` has ended."""
    return Exit.CRASH if isinstance(error, BrokenProcessPool) else Exit.STORAGE


def code_of(refused: Iterable[str]) -> int:
    """The exit code of a reading whose pages gave no article for these reasons; says what to do
    about those that another reading may bring."""
    crash = any(reason.startswith("crash: ") for reason in refused)
    unreadable = any(reason.startswith(UNREADABLE) for reason in refused)
    if unreadable:
        print("  unreadable pages are tried again: mend what is told, and run the same once more")
    return most_urgent([Exit.CRASH] * crash + [Exit.PARTIAL] * unreadable)


def progress(counts: Iterator[int], total: int) -> Iterator[int]:
    """Pass on `counts`; show on a terminal how far they have come, and the speed at the end."""
    started, before, done = time.monotonic(), next(counts, 0), 0
    yield before
    for count in counts:
        done += count
        rate = done / (time.monotonic() - started)
        if sys.stderr.isatty():
            bar = "#" * (30 * (before + done) // total)
            left = (total - before - done) / rate
            line = f"\r[{bar:30}] {before + done}/{total} pages, {rate:.0f}/s, {left:.0f} s left "
            print(line, end="", file=sys.stderr, flush=True)
        yield count
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if done:
        print(f"{done} pages read, {done / (time.monotonic() - started):.0f}/s")


def summary(diff: Diff, total: int) -> list[str]:
    """The diff in the lines that a person reads."""
    counts = ", ".join(f"{count} {name}" for name, count in sorted(diff.articles.items()))
    lines = [f"{total} pages: {counts or 'no article'}"]
    lines += [f"  not an article: {count} {reason}" for reason, count in diff.refused.most_common()]
    width = shutil.get_terminal_size().columns - 14
    for name, counter in sorted(diff.fields.items(), key=lambda pair: -pair[1].total()):
        lines.append(f"  {name}: " + ", ".join(f"{n} {what}" for what, n in counter.items()))
        lines += _shown(diff.samples[name][:2], width)
    for name in ("new", "gone"):
        lines += (
            [f"  {name}:", *_shown(diff.samples[name][:2], width)] if diff.samples[name] else []
        )
    return lines


def _shown(samples: Sequence[dict[str, Any]], width: int) -> list[str]:
    rows = []
    for sample in samples:
        rows.append(f"    {sample['url']}")
        for mark, when in (("-", "before"), ("+", "after")):
            if sample[when] is not None:
                rows.append(f"      {mark} {sample[when]}".replace("\n", "¶")[:width])
    return rows
