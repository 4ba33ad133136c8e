"""`scrapy collect`: the entry for cron; every spider in a process of its own."""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.outcome import Exit, most_urgent

NEED_AN_ADDRESS = frozenset({"sample", "site"})
"""Spiders that `--all` leaves out: they crawl what `-a url=` names."""


class Command(ScrapyCommand):
    """Crawl with several spiders; the exit code is the most urgent of theirs."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--all] [--jobs N] [SPIDER ...]"

    def short_desc(self) -> str:
        return "Crawl with several spiders and answer with the most urgent exit code (for cron)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="every spider of the project")
        parser.add_argument("--jobs", type=int, default=1, help="so many spiders at once")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        named = set(loader.list()) - NEED_AN_ADDRESS
        names = sorted(name for name in named if not _gone(loader.load(name))) if opts.all else args
        unknown = [name for name in names if name not in loader.list()]
        if unknown:
            raise UsageError(f"there is no spider {', '.join(unknown)}", print_help=False)
        if not names or opts.jobs < 1:
            raise UsageError("name the spiders, or say --all", print_help=False)
        with ThreadPoolExecutor(opts.jobs) as pool:
            codes = list(pool.map(_crawl, names))
        broken = [Exit.CRASH] if getattr(loader, "broken", None) else []
        self.exitcode = most_urgent([*codes, *broken])


def _gone(spider: type[Spider]) -> bool:
    """True where every site of the spider has moved or is archived."""
    sites = getattr(spider, "sites", ())
    return bool(sites) and all(site.farewell for site in sites)


def _crawl(name: str) -> int:
    code = subprocess.run([sys.executable, "-m", "scrapy", "crawl", name], check=False).returncode
    return code if code >= 0 else 128 - code
