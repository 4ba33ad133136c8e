"""Files that a power cut or a full disk leaves whole: temporary names, renames, whole lines."""

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any


def part_of(path: Path) -> Path:
    """The temporary name of a file: hidden, in the same folder, so that a rename suffices."""
    return path.with_name(f".{path.name}.part")


def fsync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(part: Path, path: Path) -> None:
    """Give the durable file `part` its final name, durably."""
    part.replace(path)
    fsync_folder(path.parent)


def cut_to_whole_lines(file: IO[bytes]) -> int:
    """Truncate `file` behind its last newline; return the length that is left."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - 65536)
        file.seek(start)
        newline = file.read(end - start).rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    file.truncate(end)
    return end


def write_whole(path: Path, text: str) -> None:
    """Write `text` so that `path` never holds half of it."""
    part = part_of(path)
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    publish(part, path)


def check_room(folder: Path, reserve: int) -> None:
    """Raises OSError where nothing can be written to `folder`, or less than `reserve` bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder) as file:
        file.write(b"\n")
        file.flush()
    free = shutil.disk_usage(folder).free
    if free < reserve:
        raise OSError(
            errno.ENOSPC, f"only {free >> 20} MB are free, {reserve >> 20} are needed", str(folder)
        )


def ends_whole(file: IO[bytes]) -> bool:
    """True where the last byte is a newline, or there is none."""
    end = file.seek(0, os.SEEK_END)
    if end == 0:
        return True
    file.seek(end - 1)
    return file.read(1) == b"\n"


def copy_into(source: Path, file: IO[bytes]) -> None:
    """Copy `source` into the empty `file` in chunks; where the file system can, nothing moves."""
    with source.open("rb") as old:
        left = os.fstat(old.fileno()).st_size
        try:
            while left and (copied := os.copy_file_range(old.fileno(), file.fileno(), left)):
                left -= copied
        except OSError:  # across file systems, or a kernel that cannot
            pass
        file.seek(0, os.SEEK_END)
        old.seek(file.tell())
        shutil.copyfileobj(old, file, 1 << 20)


class LineFile(io.FileIO):
    """A file in which each write is whole or has not happened.

    Without a buffer: what a killed run has written is there. `broken` is called once when a write
    fails; from then on every write raises.
    """

    def __init__(self, path: Path, broken: Callable[[OSError], None]) -> None:
        super().__init__(path, "w+")
        self.broken = broken
        self.error: OSError | None = None

    def write(self, data: Any) -> int:
        if self.error:
            raise self.error
        rest, start = memoryview(data).cast("B"), self.tell()
        try:
            while rest:
                rest = rest[super().write(rest) :]
        except OSError as error:
            self.error = error
            self.seek(start)
            self.truncate(start)
            self.broken(error)
            raise
        return len(data)
