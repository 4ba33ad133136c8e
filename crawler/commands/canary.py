"""`scrapy canary`: a quick look at the sites of a spider, or of all, for a nightly line of cron."""

import argparse
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import arglist_to_dict

from crawler.arguments import ArgumentError
from crawler.canary import CanarySpider, Look
from crawler.catalogue import described
from crawler.command import ProjectCommand
from crawler.commands.crawl import HandlerFaults
from crawler.outcome import VERDICTS, Exit, most_urgent
from crawler.spider import BulletinSpider

WITHOUT: dict[str, dict[str, Any]] = {
    "SPIDER_MIDDLEWARES": {
        "crawler.middlewares.accounts.Accounts": None,
        "crawler.revisit.Revisits": None,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.conditional.Conditional": None,
        "crawler.archive.capture.Capture": None,
        "crawler.canary.Limit": 945,
    },
    "EXTENSIONS": {
        "crawler.extensions.remember.Remember": None,
        "crawler.extensions.report.Report": None,
        "crawler.extensions.publication.Publication": None,
    },
}
"""What a look goes without: it remembers and stores nothing. It stays as polite as a crawl."""


def go_without(settings: BaseSettings) -> None:
    """Let a crawl be a look: few requests, nothing remembered, nothing stored."""
    for name, changes in WITHOUT.items():
        settings.set(name, {**settings.getdict(name), **changes}, "cmdline")
    for name in ("ITEM_PIPELINES", "FEEDS"):
        settings.set(name, {}, "cmdline")
    settings.set("RETRY_ENABLED", False, "cmdline")


class Command(ProjectCommand):
    """Look at sites with at most five requests each."""

    def syntax(self) -> str:
        return "[--all] [-a NAME=VALUE] [SPIDER]"

    def short_desc(self) -> str:
        return "Look at the sites of a spider, five requests each: do they still read?"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="every site, one page of result")
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
            help="an argument of the spider",
        )  # fmt: skip

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if bool(args) == opts.all or len(args) > 1:
            raise UsageError("name one spider, or say --all", print_help=False)
        go_without(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        looks = self._everything() if opts.all else self._of(args[0], opts.spargs)
        crawler = self.crawler_process.create_crawler(CanarySpider)
        faults = HandlerFaults.watch()
        self.crawler_process.crawl(crawler, looks=looks)
        self.crawler_process.start()
        print("\n".join(_page(looks) if opts.all else _details(looks)))
        codes: list[int] = [VERDICTS[look.verdict[0]] for look in looks]
        codes += faults.codes
        stats = crawler.stats.get_stats() if crawler.stats else {}
        broken = getattr(self.crawler_process.spider_loader, "broken", None) if opts.all else None
        failed = self.crawler_process.bootstrap_failed or "spider_exceptions/count" in stats
        if broken or failed:
            codes.append(Exit.CRASH)
        self.exitcode = most_urgent(codes)

    def _everything(self) -> list[Look]:
        return [Look(one.spider, one.site) for one in described() if not one.site.farewell]

    def _of(self, name: str, spargs: list[str]) -> list[Look]:
        assert self.settings is not None
        try:
            spider = get_spider_loader(self.settings).load(name)(**arglist_to_dict(spargs))
            assert isinstance(spider, BulletinSpider), f"{name} travels no sites"
            spider.check_arguments()
        except KeyError as error:
            raise UsageError(
                f"there is no spider {name!r}; see scrapy list", print_help=False
            ) from error
        except (ArgumentError, ValueError) as error:
            raise UsageError(str(error), print_help=False) from error
        return [Look(name, site) for site in spider.open_sites()]


def _page(looks: list[Look]) -> list[str]:
    """The worst first, a line each; those that are well only counted."""
    order = list(VERDICTS)
    rows = sorted(
        (order.index(name), look.spider, look.site.host, name, why)
        for look in looks
        for name, why in (look.verdict,)
    )
    ill = [
        f"{name:8} {spider:20} {host:32} {why}"
        for _, spider, host, name, why in rows
        if name != "ok"
    ]
    missed = [
        f"selectors {look.spider:20} " + ", ".join(sorted(missed))
        for look in looks
        if (missed := {n for n, won in look.selectors if not won and not look.selectors[n, True]})
    ]
    return [*ill, *missed, f"{len(looks) - len(ill)} of {len(looks)} sites are well"]


def _details(looks: list[Look]) -> list[str]:
    return [line for look in looks for line in look.lines()]
