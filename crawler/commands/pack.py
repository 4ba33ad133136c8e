"""`scrapy pack`: an archive as one WACZ file, for players and other archives."""

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.replay import warcs
from crawler.command import OfflineCommand
from crawler.outcome import Exit
from crawler.packing import pack
from crawler.wording import counted


class Command(OfflineCommand):
    """Pack WARC files."""

    def syntax(self) -> str:
        return "[--title TITLE] TARGET.wacz ARCHIVE ..."

    def short_desc(self) -> str:
        return "Pack an archive as a WACZ file that a browser can play back"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--title", default="Bản tin", help="what players call it")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) < 2 or not args[0].endswith(".wacz"):
            example = "x.wacz 'data/archive/NAME/*.warc.gz'"
            raise UsageError(f"name the target and the archive: {example}", print_help=False)
        try:
            files = [file for pattern in args[1:] for file in warcs(pattern)]
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        try:
            count = pack(files, Path(args[0]), opts.title)
        except ImportError:
            raise UsageError("wacz is needed: pip install wacz", print_help=False) from None
        except (OSError, ValueError, ArchiveLoadFailed) as error:
            print(f"scrapy pack: {error}", file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        print(f"{args[0]}: {counted(count, 'page')} from {counted(len(files), 'file')}")
