"""Feed files by suffix, `.jsonl`, `.jsonl.gz`, `.jsonl.zst`: read as streams, written whole."""

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from crawler.durable import part_of, publish
from crawler.feeds import BrokenFeed

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

SUFFIXES = {"": ".jsonl", "gz": ".jsonl.gz", "zst": ".jsonl.zst"}
"""Compression as a setting names it -> what such a feed's name ends with."""

BROKEN: tuple[type[Exception], ...] = (EOFError, OSError, zstd.ZstdError, zlib.error)
"""What reading a cut or damaged packed file raises."""


def feed_named(name: str) -> Path:
    """The file that an argument names: the feed itself where it is a link, such as `latest`."""
    path = Path(name)
    return path.parent / path.readlink() if path.is_symlink() else path


def open_feed(path: Path) -> IO[bytes]:
    """The lines of a feed as bytes, unpacked by suffix; reading may raise one of `BROKEN`."""
    if path.name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path))
    if path.name.endswith(".zst"):
        return cast(IO[bytes], zstd.open(path))
    return path.open("rb")


def read_lines(path: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Each line of a feed, as it stands and as parsed. Raises BrokenFeed, or OSError."""
    number = 0
    try:
        with open_feed(path) as lines:
            for text in lines:
                number += 1
                line = json.loads(text)
                line["id"]  # every line has one
                yield text, line
    except (ValueError, TypeError, LookupError) as error:
        raise BrokenFeed(f"{path}:{number}") from error
    except BROKEN as error:
        if isinstance(error, OSError) and error.errno:  # of the disk, not of what lies on it
            raise
        raise BrokenFeed(f"{path}:{number + 1}") from error


def pack(lines: bytes, compression: str) -> bytes:
    """`lines` packed as `compression` says (a key of SUFFIXES); the same bytes on every run."""
    if compression == "gz":
        return gzip.compress(lines, 6, mtime=0)
    return zstd.compress(lines, 6) if compression == "zst" else lines


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """The temporary name to write under; the file stands under `path`, durably, once the block
    ends, and not at all if it fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(path)
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        publish(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
