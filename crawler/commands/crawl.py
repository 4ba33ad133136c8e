"""`scrapy crawl`: Scrapy's own, with a lock, recovery, and exit codes that can be trusted."""

import argparse
import gc
import logging
import signal
import sys
from contextlib import ExitStack
from types import FrameType
from typing import Any, Self

from scrapy import signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.extensions.feedexport import FeedExporter
from scrapy.utils.signal import send_catch_log
from sqlalchemy.exc import SQLAlchemyError

from crawler.archive.replay import warcs
from crawler.arguments import ArgumentError
from crawler.command import ProjectCommand
from crawler.durable import check_room
from crawler.extensions.remember import check_feed, confirmations, recover
from crawler.feeds import (
    addresses_of,
    cannot_be_written,
    local_path,
    names_of_feeds,
    sole_writer,
)
from crawler.ledger import Ledger
from crawler.lock import AlreadyRunning, locked
from crawler.manifest import complete_manifests
from crawler.media import check_media
from crawler.outcome import VERDICTS, Exit, most_urgent
from crawler.run import Run
from crawler.sinks import bring_up_to_date
from crawler.spider import BulletinSpider


class Command(ProjectCommand, ScrapyCrawl):
    """Crawl with one spider."""

    interrupted: int | None = None

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
            help="an argument of the spider: since=2026-01-31, until=2026-12-31, section=/thoi-su,"
            " sample=20 (articles), anyway=yes (closed sites, too); url=ADDRESS of `site`; host=,"
            " province=, shard=1/8 of `portals`",
        )  # fmt: skip

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        trial = bool(opts.output or opts.overwrite_output)
        if trial:  # Scrapy alone would write the run's own feed as well
            self.settings.set("FEEDS", {}, priority="project")
        super().process_options(args, opts)
        try:
            check_media(self.settings)
            confirmations(self.settings)
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        replay = self.settings["REPLAY"]
        try:
            if replay:
                warcs(replay)
        except ValueError as error:
            raise UsageError(f"REPLAY={error}", print_help=False) from error
        if replay and not trial:  # it becomes one, with a feed of its own
            feed = f"{self.settings['DATA']}/replays/%(name)s/%(stamp)s.jsonl"
            options = {"format": "jsonlines", "overwrite": True}
            self.settings.set("FEEDS", {feed: options}, priority="cmdline")
        if trial:  # the file is written even when nothing was found, lest an old one looks fresh
            for uri, feed in self.settings["FEEDS"].items():
                feed["store_empty"] = True
                if fault := cannot_be_written(uri, feed):
                    raise UsageError(f"{uri}: {fault}", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("exactly one spider is needed", print_help=False)
        crawler = self._checked_crawler(args[0], opts)
        run = self._checked_run(crawler)
        try:
            if run.trial:
                with ExitStack() as stack:
                    for uri in addresses_of(run, crawler.settings):
                        path = local_path(uri)
                        if path and "%(" not in uri:
                            check_room(path.parent, 0)
                            stack.enter_context(sole_writer(path))
                    self._crawl(crawler, opts)
            else:
                settings = crawler.settings
                with locked(run.lock):
                    for folder in (run.feed.parent, run.report.parent):
                        check_room(folder, settings.getint("DISK_RESERVE"))
                    recover(run, settings)
                    complete_manifests(run.feed.parent, settings["VERSION"])
                    feeds = names_of_feeds(run.feed.parent)
                    bring_up_to_date((run.feed.with_name(name) for name in feeds), settings)
                    self._crawl(crawler, opts)
        except AlreadyRunning as error:
            self._fail(Exit.LOCKED, error)
        except (OSError, SQLAlchemyError) as error:
            self._fail(Exit.STORAGE, error)

    def _checked_crawler(self, name: str, opts: argparse.Namespace) -> Crawler:
        assert self.crawler_process is not None
        try:
            spidercls = self.crawler_process.spider_loader.load(name)
            spider = spidercls(**opts.spargs)  # wrong arguments are found before the first request
            if isinstance(spider, BulletinSpider):
                spider.check_arguments()
        except KeyError as error:
            raise UsageError(
                f"there is no spider {name!r}; see scrapy list", print_help=False
            ) from error
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        if spider.name != name:
            raise UsageError(
                f"name={spider.name}: no argument; what {name} crawls is kept as {name}",
                print_help=False,
            )
        crawler = self._create_crawler(name)
        try:
            FeedExporter(crawler)  # Scrapy would crawl without one
        except NotConfigured as error:
            raise UsageError(
                "nothing is there to write this feed with", print_help=False
            ) from error
        return crawler

    @staticmethod
    def _checked_run(crawler: Crawler) -> Run:
        try:
            run = Run.of(crawler)
            if not run.trial:
                check_feed(run, crawler.settings)
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        return run

    def _crawl(self, crawler: Crawler, opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        crawler.signals.connect(self._watch_signals, signal=signals.engine_started)
        gc.freeze()  # no garbage is looked for in the program itself
        faults = HandlerFaults.watch()
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        self.exitcode = self._exit_code(crawler, faults.codes)

    def _watch_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            before: Any = signal.getsignal(number)

            def note(number: int, frame: FrameType | None, before: Any = before) -> None:
                self.interrupted = number
                before(number, frame)

            signal.signal(number, note)

    def _exit_code(self, crawler: Crawler, faults: set[Exit]) -> int:
        assert self.crawler_process is not None
        if self.crawler_process.bootstrap_failed or crawler.stats is None:
            return Exit.CRASH
        if self.interrupted:
            return 128 + self.interrupted
        stats = crawler.stats.get_stats()
        verdicts = Ledger.of(crawler).verdicts
        codes: list[int] = [VERDICTS[verdict.name] for verdict in verdicts.values()]
        codes += faults
        unjudged = len(verdicts) < len(getattr(crawler.spider, "sites", ()))
        if stats.get("finish_reason") in ("start_error", "shutdown") or unjudged or _crashes(stats):
            codes.append(Exit.CRASH)
        if any(key.startswith(("feedexport/failed_count/", "storage/")) for key in stats):
            codes.append(Exit.STORAGE)
        return most_urgent(codes)

    def _fail(self, code: Exit, error: Exception) -> None:
        print(f"scrapy crawl: {error}", file=sys.stderr)
        self.exitcode = code


class HandlerFaults(logging.Handler):
    """What handlers of signals have raised, as exit codes: Scrapy logs it and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.codes: set[Exit] = set()

    @classmethod
    def watch(cls) -> Self:
        """One that hears from now on."""
        faults = cls()
        logging.getLogger(send_catch_log.__module__).addHandler(faults)
        return faults

    def emit(self, record: logging.LogRecord) -> None:
        """Take what Scrapy tells of a handler; a disk that is full is not our code's fault."""
        error = record.exc_info[1] if record.exc_info else None
        self.codes.add(Exit.STORAGE if isinstance(error, OSError) else Exit.CRASH)


def _crashes(stats: dict[str, Any]) -> bool:
    """True where a callback, an errback or a pipeline of ours has raised."""
    return any(key.startswith(("spider_exceptions/", "crashes/")) for key in stats)
