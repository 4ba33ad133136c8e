"""One run of a spider at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class AlreadyRunning(Exception):
    """Another process crawls with this spider."""


@contextmanager
def locked(path: Path) -> Iterator[IO[str]]:
    """Hold `path` locked, and open; raise AlreadyRunning at once if somebody else does.

    The kernel lets go of the lock when the process ends, however it ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(f"another run holds {path}") from error
        yield file
