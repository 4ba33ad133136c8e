"""`scrapy forget`: the next run fetches again what it would have left alone."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from sqlalchemy.exc import SQLAlchemyError

from crawler.extract.urls import canonical_url
from crawler.lock import AlreadyRunning, locked
from crawler.memory import Memory
from crawler.outcome import Exit


class Command(ScrapyCommand):
    """Forget pages of a spider, or what was normal for its sites. Feeds are never touched."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "SPIDER [--url URL ...] [--since YYYY-MM-DD] [--history]"

    def short_desc(self) -> str:
        return "Let the next run fetch pages again, or learn anew what is normal for the sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", action="append", default=[], help="an address or an id")
        parser.add_argument("--since", type=date.fromisoformat, help="first seen on or after")
        parser.add_argument("--history", action="store_true", help="only what was normal so far")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if len(args) != 1 or args[0] not in get_spider_loader(self.settings).list():
            raise UsageError("the name of one spider is needed; see scrapy list", print_help=False)
        lock = Path(self.settings["DATA"]) / "locks" / f"{args[0]}.lock"
        try:
            with locked(lock), Memory(self.settings["MEMORY_URL"], args[0]) as memory:
                if opts.history:
                    print(f"{memory.forget_history()} runs are forgotten")
                    return
                urls = [form for url in opts.url for form in (url, canonical_url(url))]
                count = memory.forget(urls, opts.since)
        except AlreadyRunning as error:
            print(f"scrapy forget: {error}", file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (OSError, SQLAlchemyError) as error:
            print(f"scrapy forget: {error}", file=sys.stderr)
            self.exitcode = Exit.STORAGE
        else:
            print(f"{count} pages are forgotten; the next run fetches them again")
            if opts.url and not count:
                self.exitcode = Exit.USAGE
