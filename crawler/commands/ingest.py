"""`scrapy ingest`: articles out of archives and pages that others have saved."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.archive.index import Index
from crawler.archive.replay import matching
from crawler.arguments import ArgumentError, parse_host
from crawler.command import OfflineCommand, at_least_one
from crawler.commands.reread import FAILURES, code_of, code_of_failure, progress, told
from crawler.ingesting import BROKEN, broken, is_source, prepare, reasons, sources_of
from crawler.outcome import Exit, most_urgent
from crawler.rereading.choice import Choice
from crawler.rereading.generation import Generation
from crawler.rereading.merging import Before, merge
from crawler.rereading.units import NoSuchSite, cores, read_units, units_of
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
        places = places_of(args)
        sources = sources_of(places)
        if not any(map(is_source, sources)):
            named = f"{', '.join(args)}: none of that is one; " if args else ""
            needed = "name WARC files, WACZ files or folders of pages"
            raise UsageError(named + needed, print_help=False)
        try:
            choice = Choice(parse_host("--site", opts.site))
            generation = Generation.of(Path(self.settings["DATA"]) / "ingested", sources, choice)
            refused = self._read(generation, places, sources, choice, opts.jobs or cores())
        except (ArgumentError, NoSuchSite) as error:
            raise UsageError(str(error), print_help=False) from error
        except FAILURES as error:
            print(f"scrapy ingest: {told(error)}", file=sys.stderr)
            self.exitcode = code_of_failure(error)
        else:
            print(f"  feed: {generation.feed}")
            damaged = any(reason.startswith(BROKEN) for reason in refused)
            self.exitcode = most_urgent([code_of(refused), *[Exit.PARTIAL] * damaged])

    def _read(
        self,
        generation: Generation,
        places: list[Path],
        sources: list[Path],
        choice: Choice,
        jobs: int,
    ) -> Counter[str]:
        """Reads, writes the feed, and tells; why sources and pages gave no article."""
        files, refused = prepare(sources, places, generation.folder / "warcs")
        units = units_of(generation, files, choice, lambda path: refused.update([broken(path)]))
        for _ in progress(read_units(units, jobs), sum(unit.size for unit in units)):
            pass
        with Index(generation.index, folder=Path("/"), made=True) as index:
            refused.update(reasons(index))
        diff = merge([unit.target for unit in units], generation.feed, Before(()))
        refused += diff.refused
        articles = counted(diff.articles["lines"], "article")
        print(f"{articles} from {counted(len(sources), 'file')}")
        print("\n".join(f"  not an article: {n} {reason}" for reason, n in refused.most_common()))
        return refused


def places_of(arguments: Iterable[str]) -> list[Path]:
    """The files and folders that are named, each of which must be there and hold a file."""
    places: list[Path] = []
    for argument in arguments:
        found = [place.absolute() for place in matching(argument)]
        if not sources_of(found):
            why = "there is no file in it" if found else "there is no such file"
            raise UsageError(f"{argument}: {why}", print_help=False)
        places += found
    return places
