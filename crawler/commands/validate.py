"""`scrapy validate`: feeds against their contract and their manifests."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.command import OfflineCommand
from crawler.contract import Contract
from crawler.feedfile import BROKEN, SUFFIXES, feed_named, open_feed
from crawler.manifest import Expected, difference, expected_of, read_manifest
from crawler.outcome import Exit
from crawler.wording import counted

SHOWN = 100
"""Faults of one file that are told; the rest is counted."""
_LONGEST = 300
"""Characters of a fault: jsonschema quotes the whole value."""


class Command(OfflineCommand):
    """Check feeds; 0 if all keep the contract, 1 if not."""

    def syntax(self) -> str:
        return "FILE ..."

    def short_desc(self) -> str:
        return "Check feeds (.jsonl, .gz, .zst), or all that a manifest names, against the contract"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("name the feeds or manifests", print_help=False)
        self.exitcode = validate(map(feed_named, args))


def validate(paths: Iterable[Path]) -> int:
    """Print what is wrong with each feed; the exit code is 0 if nothing is, else 1."""
    contract = Contract()
    sound = [_tell(path, expected, contract) for path, expected in _files(paths)]
    return Exit.FINE if all(sound) else Exit.CRASH


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Expected | None | ValueError]]:
    """Each feed with what its manifest says of it, or why that cannot be read."""
    for path in paths:
        try:
            if path.suffix == ".json":
                yield from read_manifest(path).items()
            else:
                yield path, expected_of(path)
        except (OSError, ValueError) as error:
            yield path, ValueError(str(error))


def _tell(path: Path, expected: Expected | None | ValueError, contract: Contract) -> bool:
    """Print the faults of a file and a line about the whole; True if there are none."""
    count = 0
    for count, fault in enumerate(faults(path, expected, contract), 1):
        if count <= SHOWN:
            print(fault if len(fault) <= _LONGEST else fault[: _LONGEST - 1] + "…")
    words = "keeps the contract" if not count else counted(count, "fault")
    more = f", the first {SHOWN} are shown" if count > SHOWN else ""
    bare = "; it has no manifest" if not expected and path.exists() else ""
    print(f"{path}: {words}{more}{bare}", flush=True)
    return not count


def faults(path: Path, expected: Expected | None | ValueError, contract: Contract) -> Iterator[str]:
    """What is wrong with a file, each with the number of its line."""
    if isinstance(expected, ValueError):
        yield f"{path}: {expected}"
        return
    number: int | None = None
    try:
        if path.name.endswith(tuple(SUFFIXES.values())):
            number = 0
            with open_feed(path) as lines:
                for number, line in enumerate(lines, 1):
                    for fault in contract.faults(line):
                        yield f"{path}:{number}: {fault}"
        elif expected is None:
            yield f"{path}: no feed; its name ends with {', '.join(SUFFIXES.values())}"
        if expected:
            yield from (f"{path}: {one}" for one in difference(path, expected, number))
    except FileNotFoundError:
        yield f"{path}: there is no such file"
    except BROKEN as error:
        yield f"{path}:{(number or 0) + 1}: cut or damaged: {error}"
