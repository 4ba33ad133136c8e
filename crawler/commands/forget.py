"""`scrapy forget`: the next run fetches again what it would have left alone."""

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from sqlalchemy.exc import SQLAlchemyError

from crawler.arguments import ArgumentError, parse_day
from crawler.command import OfflineCommand
from crawler.extract.urls import canonical_url
from crawler.lock import AlreadyRunning, locked
from crawler.memory import Memory
from crawler.outcome import Exit
from crawler.wording import counted


class Command(OfflineCommand):
    """Forget pages of a spider, or what was normal for its sites. Feeds are never touched."""

    def syntax(self) -> str:
        return "SPIDER [--url URL ...] [--since DAY] [--history]"

    def short_desc(self) -> str:
        return "Let the next run fetch pages again, or learn anew what is normal for the sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", action="append", default=[], help="an address or an id")
        parser.add_argument("--since", metavar="DAY", help="first seen since (2026-01-31)")
        parser.add_argument("--history", action="store_true", help="only what was normal so far")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("exactly one spider is needed", print_help=False)
        if args[0] not in get_spider_loader(self.settings).list():
            raise UsageError(f"there is no spider {args[0]!r}; see scrapy list", print_help=False)
        try:
            since = parse_day("since", opts.since)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        if opts.history and (opts.url or since):
            raise UsageError("--history stands alone: it forgets no page", print_help=False)
        lock = Path(self.settings["DATA"]) / "locks" / f"{args[0]}.lock"
        try:
            with locked(lock), Memory(self.settings["MEMORY_URL"], args[0]) as memory:
                if opts.history:
                    print(f"{counted(memory.forget_history(), 'run')} forgotten")
                    return
                forms = {url: {url, canonical_url(url)} for url in opts.url}
                known = memory.ids_at({form for few in forms.values() for form in few})
                ids = {one for form in known for one in known[form]} if opts.url else None
                count = memory.forget(ids, since)
        except AlreadyRunning as error:
            print(f"scrapy forget: {error}", file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (OSError, SQLAlchemyError) as error:
            print(f"scrapy forget: {error}", file=sys.stderr)
            self.exitcode = Exit.STORAGE
        else:
            told = counted(count, "page")
            print(f"{told} forgotten" + ("; the next runs ask for them again" if count else ""))
            for url in (url for url, few in forms.items() if not few & known.keys()):
                print(f"scrapy forget: {args[0]} knows no page {url}", file=sys.stderr)
                self.exitcode = Exit.USAGE
