"""`scrapy ingest`: articles out of archives and pages that others have saved."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from scrapy.exceptions import UsageError
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.index import Index
from crawler.archive.replay import matching
from crawler.command import OfflineCommand, at_least_one
from crawler.commands.reread import code_of, progress
from crawler.generation import Before, merge
from crawler.ingesting import prepare, reasons, sources_of
from crawler.outcome import Exit
from crawler.rereading import Choice, Generation, cores, read_units, units_of
from crawler.wording import counted


class Command(OfflineCommand):
    """Read what others have saved."""

    def syntax(self) -> str:
        return "[--site HOST] [--jobs N] WARC|WACZ|FOLDER ..."

    def short_desc(self) -> str:
        return "Read articles out of WARC files, WACZ files and folders of saved pages"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", help="only pages of this host")
        parser.add_argument("--jobs", type=at_least_one, help="processes; one for each core")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        places = [place.absolute() for pattern in args for place in matching(pattern)]
        sources = sources_of(places)
        if not sources:
            raise UsageError("name WARC files, WACZ files or folders of pages", print_help=False)
        choice = Choice(opts.site)
        generation = Generation.of(Path(self.settings["DATA"]) / "ingested", sources, choice)
        try:
            files, refused = prepare(sources, places, generation.folder / "warcs")
            units = units_of(generation, files, choice)
            total = sum(unit.size for unit in units)
            for _ in progress(read_units(units, opts.jobs or cores()), total):
                pass
            with Index(generation.index, folder=Path("/")) as index:
                refused.update(reasons(index))
        except (OSError, ArchiveLoadFailed) as error:
            print(f"scrapy ingest: {error}", file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        diff = merge([unit.target for unit in units], generation.feed, Before(()))
        told: Counter[str] = diff.refused + refused
        articles = counted(diff.articles["lines"], "article")
        print(f"{articles} from {counted(len(sources), 'file')}")
        print("\n".join(f"  not an article: {n} {reason}" for reason, n in told.most_common()))
        print(f"  feed: {generation.feed}")
        self.exitcode = code_of(told)
