"""`scrapy newsite`: look at a site, say what can be read there, write the files that describe it."""

import argparse
import asyncio
import importlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.canary import is_barred
from crawler.catalogue import described
from crawler.cataloguepage import PAGE, write_page
from crawler.command import ProjectCommand
from crawler.commands.canary import go_without
from crawler.durable import part_of
from crawler.extract.urls import is_web_url
from crawler.items import Article
from crawler.newsite.drafting import fixture_text, group_of, row_text, spider_text, table_with
from crawler.newsite.guess import guess_name
from crawler.newsite.saved import open_saved
from crawler.newsite.survey import Survey, Unread, look
from crawler.newsite.telling import FIELDS, NONE, origin, tell
from crawler.newsite.visit import NewsiteSpider
from crawler.outcome import Exit
from crawler.site import Site
from crawler.wording import counted

ROOT = Path(__file__).resolve().parents[2]
LEVELS = sorted(path.parent.name for path in (ROOT / "spiders").glob("*/__init__.py"))
TABLE = ROOT / "spiders" / "portals.csv"
FIXTURES = ROOT / "tests" / "fixtures"


class Command(ProjectCommand):
    """Look at a site with at most twelve requests, or at saved pages, and write its spider."""

    def syntax(self) -> str:
        return "[options] URL"

    def short_desc(self) -> str:
        return "Look at a site and write its spider, or its row of portals.csv, and its fixtures"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--name", help="the spider's name; after the host if none is given")
        add("--level", default="provinces", choices=LEVELS, help="the folder of the spider")
        add("--from", dest="from_", metavar="PATH",
            help="a folder of saved pages or WARC files: nothing is asked of the network")  # fmt: skip
        add("--portal", action="store_true", help="write a row of portals.csv, no spider")
        add("--province", help="of the row, such as 'Nghệ An'")
        add("--kind", help="of the row, such as 'Party newspaper'")
        add("--force", action="store_true", help="overwrite what is there")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 1 or not is_web_url(args[0]):
            raise UsageError("one address that begins with https:// is needed", print_help=False)
        if opts.portal and not (opts.province and opts.kind):
            raise UsageError("--portal needs --province and --kind", print_help=False)
        parts = urlsplit(args[0])
        host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
        opts.name = opts.name or guess_name(host)
        if not re.fullmatch(r"[a-z][a-z0-9]*", opts.name):
            raise UsageError(
                f"--name {opts.name}: small letters and digits are needed", print_help=False
            )
        try:
            self.site = Site(host=host, scheme=parts.scheme)
            self.source = open_saved(Path(opts.from_), args[0]) if opts.from_ else None
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        self._refuse_to_overwrite(opts)
        assert self.settings is not None
        go_without(self.settings)

    def _refuse_to_overwrite(self, opts: argparse.Namespace) -> None:
        spider = "portals" if opts.portal else opts.name
        for one in described(self.settings):
            same = one.spider == spider and (opts.portal or one.level == opts.level)
            if one.site.host == self.site.host or self.site.host in one.site.aliases:
                if not (same and opts.force):
                    hint = "; --force writes it anew" if same else ""
                    raise UsageError(
                        f"{self.site.host} is described by {one.spider}{hint}", print_help=False
                    )
            elif one.spider == opts.name and not opts.portal:
                raise UsageError(
                    f"{opts.name} is the spider of {one.site.host}: --name", print_help=False
                )
        if not opts.portal and (other := _spider_called(opts, self.settings)):
            raise UsageError(f"{opts.name} is the spider of {other}: --name", print_help=False)
        there = [] if opts.portal else [_spider_file(opts)]
        there += FIXTURES.glob(f"*/{opts.name}")
        if not opts.force and (found := next((path for path in there if path.exists()), None)):
            raise UsageError(
                f"{found.relative_to(ROOT)} is there; --force overwrites it", print_help=False
            )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            survey = asyncio.run(look(args[0], self.site, self.source)) if self.source else (
                self._visit(args[0])
            )  # fmt: skip
        except Unread as error:
            print(f"{args[0]}: {error}", file=sys.stderr)
            self.exitcode = Exit.BLOCKED if is_barred(str(error)) else Exit.DRIFT
            return
        print("\n".join(tell(survey)))
        if not survey.articles:
            print("no article reads: nothing is written", file=sys.stderr)
            self.exitcode = Exit.DRIFT
            return
        self._write(survey, opts)

    def _visit(self, url: str) -> Survey:
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(NewsiteSpider)
        self.crawler_process.crawl(crawler, url=url, site=self.site)
        self.crawler_process.start()
        spider = crawler.spider
        assert isinstance(spider, NewsiteSpider)
        if spider.survey is None:
            raise Unread(spider.why or "see the log")
        print(counted(spider.requests, "request"))
        return spider.survey

    def _write(self, survey: Survey, opts: argparse.Namespace) -> None:
        day = datetime.now(UTC).date()
        if opts.portal:
            # a row holds no more; its language is what each page says
            survey.take(replace(survey.site, id_patterns=(), language=None))
            row = row_text(survey.site, opts.province, opts.kind, day)
            _put(TABLE, table_with(TABLE.read_text("utf-8"), row).encode())
        else:
            _put(_spider_file(opts), spider_text(opts.name, survey.site, day).encode())
        fixtures = list(self._fixtures(survey, opts.name))
        _remove_drafts(opts.name, {folder for folder, _, _ in fixtures})
        for folder, page, item in fixtures:
            folder.mkdir(parents=True, exist_ok=True)
            _put(folder / "page.html", page)
            _put(folder / "item.json", item.encode())
        sys.modules.pop(f"spiders.{opts.level}.{opts.name}", None)  # as it was before --force
        importlib.invalidate_caches()
        _put(PAGE, write_page().encode())
        name = f"portals -a host={survey.site.host}" if opts.portal else opts.name
        print(
            "\nNext:\n"
            "  compare each item.json with its page.html, then strike its line `unchecked`\n"
            f"  scrapy crawl {name} -O trial.jsonl\n  scrapy canary {name}\n  make test"
        )

    @staticmethod
    def _fixtures(survey: Survey, name: str) -> Iterator[tuple[Path, bytes, str]]:
        """(folder, page, item.json) of the article that shows most and of the one that shows
        least."""
        day = datetime.now(UTC).date()
        urls = sorted(survey.articles, key=lambda url: -_shown(survey.articles[url]))
        for number, url in enumerate(dict.fromkeys([urls[0], urls[-1]]), 1):
            page = survey.pages[url]
            slug = name if number == 1 else f"{name}-{number}"
            yield (
                FIXTURES / group_of(page) / slug,
                page.body,
                fixture_text(page, survey.articles[url], day),
            )


def _shown(article: Article) -> int:
    """How many fields a page gives."""
    return sum(origin(article, name) != NONE for name in FIELDS)


def _spider_file(opts: argparse.Namespace) -> Path:
    return ROOT / "spiders" / str(opts.level) / f"{opts.name}.py"


def _spider_called(opts: argparse.Namespace, settings: BaseSettings | None) -> str | None:
    """The module of another spider that has the name already; None where there is none."""
    loader = get_spider_loader(settings or get_project_settings())
    module = loader.load(opts.name).__module__ if opts.name in loader.list() else None
    return None if module == f"spiders.{opts.level}.{opts.name}" else module


def _remove_drafts(name: str, but: set[Path]) -> None:
    """Take away what an earlier look has drafted elsewhere, under another CMS or a second page;
    what a person has checked stays."""
    for item in sorted(FIXTURES.glob(f"*/{name}*/item.json")):
        folder = item.parent
        if folder in but or folder.name not in (name, f"{name}-2"):
            continue
        if "unchecked" not in json.loads(item.read_bytes()):
            print(f"left {folder.relative_to(ROOT)}: somebody has checked it")
            continue
        item.unlink()
        folder.joinpath("page.html").unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
        print(f"removed {folder.relative_to(ROOT)}: an earlier draft")


def _put(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, and say so."""
    part = part_of(path)
    part.write_bytes(data)
    part.replace(path)
    print(f"wrote {path.relative_to(ROOT)}")
