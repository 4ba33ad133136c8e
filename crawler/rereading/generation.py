"""A generation of the feed: where one reading of an archive lies.

It is named by what it is made of: the code that reads, the archive's files, what was chosen. So a
killed reading goes on where it was, and mended code makes another generation.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.records import Capture
from crawler.rereading.choice import Choice

ROOT = Path(__file__).resolve().parent.parent.parent
_CODE = (
    "crawler/*", "crawler/archive/**/*", "crawler/cms/**/*", "crawler/extract/**/*",
    "crawler/pages/**/*", "crawler/rereading/**/*",
    "pipelines/**/*", "spiders/**/*",
)  # fmt: skip
"""Patterns of the files that decide what a page is read as."""


@dataclass(frozen=True)
class Generation:
    """Where one reading of an archive lies: index, units, feed and diff."""

    folder: Path

    @classmethod
    def of(cls, root: Path, files: Iterable[Path], choice: Choice) -> "Generation":
        """The generation below `root` that today's code makes of `files`; a begun one goes on."""
        name = _digest(files, choice)
        for folder in sorted(root.glob(f"*-{name}")):
            return cls(folder)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        return cls(root / f"{stamp}-{name}")

    @property
    def feed(self) -> Path:
        """The feed, once all is read."""
        return self.folder / "feed.jsonl"

    @property
    def diff(self) -> Path:
        """What differs from the feed before."""
        return self.folder / "diff.json"

    @property
    def index(self) -> Path:
        """Where the captures lie."""
        return self.folder / "index.sqlite3"

    def unit(self, number: int, captures: Iterable[Capture]) -> Path:
        """What was read of one unit, under its number and a digest of what is in it: a file that
        could not be read before moves the borders of those behind."""
        records = "\n".join(capture.record for capture in captures)
        digest = hashlib.sha256(records.encode()).hexdigest()[:8]
        return self.folder / "units" / f"{number:06}-{digest}.jsonl"


def _digest(files: Iterable[Path], choice: Choice) -> str:
    digest = hashlib.sha256(repr(choice).encode())
    for path in sorted(path.absolute() for path in files):
        digest.update(f"{path} {path.stat().st_size}\n".encode())
    for path in code_files():
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def code_files() -> list[Path]:
    """The files of today's code, data included; another text in one of them is another code."""
    found = {path for pattern in _CODE for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if path.suffix != ".pyc" and path.name[0] != ".")
