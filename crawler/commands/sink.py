"""`scrapy sink`: feeds into the sinks that are switched on, and back out of one."""

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from crawler.command import OfflineCommand
from crawler.feedfile import SUFFIXES, feed_named
from crawler.outcome import Exit
from crawler.sinks import SinkFailed, bring_up_to_date, enabled
from crawler.sinks.columns import dump_line
from crawler.wording import counted


class Command(OfflineCommand):
    """Bring sinks up to date from feeds; each run does so for its own spider."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "WARNING"}

    def syntax(self) -> str:
        return "[--read SINK] [FEED ...]"

    def short_desc(self) -> str:
        return "Load feeds (all of the data folder, if none is named) into the sinks switched on"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--read", metavar="SINK", help="print the lines that this sink holds")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        openers = enabled(self.settings)
        if not openers:
            raise UsageError("no sink is switched on; see docs/sinks.md", print_help=False)
        if opts.read:
            try:
                self._read(opts.read)
            except UsageError:
                raise
            except BrokenPipeError:  # `| head` has enough
                # Python flushes once more at the end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            except Exception as error:  # whatever the sink's library raises
                self._fail(f"the {opts.read} sink failed: {' '.join(str(error).split())}")
            return
        feeds = list(map(feed_named, args))
        if wrong := [feed for feed in feeds if not _is_feed(feed)]:
            raise UsageError(f"no feed: {', '.join(map(str, wrong))}", print_help=False)
        try:
            everything = sorted(Path(self.settings["DATA"]).glob("feeds/*/*.jsonl"))
            taken = bring_up_to_date(feeds or everything, self.settings)
        except SinkFailed as error:
            self._fail(error)
            return
        for name, count in taken.items():
            print(f"{name}: {counted(count, 'feed')} taken")

    def _fail(self, reason: object) -> None:
        print(f"scrapy sink: {reason}", file=sys.stderr)
        self.exitcode = Exit.STORAGE

    def _read(self, name: str) -> None:
        assert self.settings is not None
        opener = enabled(self.settings).get(name)
        if opener is None:
            raise UsageError(f"the {name} sink is not switched on", print_help=False)
        with closing(opener()) as sink:
            if not hasattr(sink, "lines"):
                raise UsageError(f"the {name} sink does not hold whole lines", print_help=False)
            for line in sink.lines():
                sys.stdout.buffer.write(dump_line(line))


def _is_feed(path: Path) -> bool:
    return path.is_file() and path.name.endswith(tuple(SUFFIXES.values()))
