"""`scrapy collect`: the entry for cron; every spider in a process of its own."""

import argparse
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

from scrapy import Spider
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.command import OfflineCommand, at_least_one
from crawler.outcome import Exit, most_urgent

NEED_AN_ADDRESS = frozenset({"sample", "site"})
"""Spiders that `--all` leaves out: they crawl what `-a url=` names."""


class Command(OfflineCommand):
    """Crawl with several spiders; the exit code is the most urgent of theirs."""

    def syntax(self) -> str:
        return "[--all] [--jobs N] [SPIDER ...]"

    def short_desc(self) -> str:
        return "Crawl with several spiders and answer with the most urgent exit code (for cron)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="every spider of the project")
        parser.add_argument("--jobs", type=at_least_one, default=1, help="so many spiders at once")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        named = set(loader.list()) - NEED_AN_ADDRESS
        names = sorted(name for name in named if not _gone(loader.load(name))) if opts.all else args
        unknown = [name for name in names if name not in loader.list()]
        if unknown:
            raise UsageError(
                f"there is no spider {', '.join(map(repr, unknown))}; see scrapy list",
                print_help=False,
            )
        if not names:
            raise UsageError("name the spiders, or say --all", print_help=False)
        crawls = Crawls()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, crawls.stop)
        with ThreadPoolExecutor(opts.jobs) as pool:
            codes = list(pool.map(crawls.crawl, dict.fromkeys(names)))
        broken = [Exit.CRASH] if getattr(loader, "broken", None) else []
        self.exitcode = crawls.stopped or most_urgent([*codes, *broken])


class Crawls:
    """Processes of `scrapy crawl`, each telling what it has to say when it ends."""

    def __init__(self) -> None:
        self.running: set[subprocess.Popen[str]] = set()
        self.stopped = 0
        """128 + the signal that has stopped them; 0 while none has."""

    def crawl(self, name: str) -> int:
        """The exit code of a crawl with the spider `name`, as a shell would see it."""
        if self.stopped:
            return Exit.FINE
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", name],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        self.running.add(process)
        if self.stopped:  # between the question and the start
            process.terminate()
        told, _ = process.communicate()
        self.running.discard(process)
        code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        print(f"{name}: exit code {code}\n{told}", end="", flush=True)
        return code

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Pass a signal on: each run publishes what is whole, and no further one begins."""
        self.stopped = 128 + number
        for process in tuple(self.running):
            process.send_signal(number)


def _gone(spider: type[Spider]) -> bool:
    """True where every site of the spider has moved or is archived."""
    sites = getattr(spider, "sites", ())
    return bool(sites) and all(site.farewell for site in sites)
