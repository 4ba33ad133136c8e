"""`scrapy ...` in a process of its own, forked from one that has the libraries loaded.

Loading Scrapy, Twisted and SQLAlchemy takes longer than a small crawl, and the suite starts
hundreds. The project's own modules are loaded anew by each process, as are its settings.
"""

import atexit
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
SCRAPY = "import runpy; runpy.run_module('scrapy', run_name='__main__', alter_sys=True)"
LIBRARIES = (
    "scrapy.cmdline",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.cookies",
    "itemadapter",
    "sqlalchemy.dialects.sqlite",
    "warcio",
)


class Scrapy:
    """A running `scrapy ...` with its data under `data`, to be used like a `subprocess.Popen`."""

    def __init__(
        self, data: Path, *arguments: str, cwd: Path = ROOT, program: str = SCRAPY,
        log: IO[bytes] | None = None, apart: bool = False, **env: str,
    ) -> None:  # fmt: skip
        """`program`: what Python runs; `log`: what to write to; `apart`: errors are not mixed in."""
        self.returncode: int | None = None
        self._log = log or tempfile.TemporaryFile()
        self._errors = tempfile.TemporaryFile() if apart else self._log
        self._answers, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        env = {**os.environ, "BANTIN_DATA": str(data), "BANTIN_MEMORY": "", "CONTACT": "", **env}
        order = {"arguments": arguments, "env": env, "cwd": str(cwd), "program": program}
        files = [self._log.fileno(), self._errors.fileno(), theirs.fileno()]
        socket.send_fds(_server(), [json.dumps(order).encode()], files)
        theirs.close()
        self.pid = int(self._answers.recv(20))

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float) -> int:
        """The exit code; a process that takes longer is killed."""
        if self._ended(timeout) is None:
            self.kill()
            raise subprocess.TimeoutExpired("scrapy", timeout)
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float = 120) -> tuple[str, str]:
        """All that it has written until it ended: (output, errors where they are apart)."""
        self.wait(timeout)
        return _text(self._log), _text(self._errors) if self._errors is not self._log else ""

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float) -> int | None:
        if self.returncode is None and select.select([self._answers], [], [], timeout)[0]:
            self.returncode = int(self._answers.recv(20))
            self._answers.close()
        return self.returncode


def scrapy(data: Path, *arguments: str, **more: Any) -> tuple[int, str]:
    """Exit code and output of `scrapy ...`."""
    process = Scrapy(data, *arguments, **more)
    output, _ = process.communicate()
    assert process.returncode is not None
    return process.returncode, output


def _text(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode("utf-8")


@cache
def _server() -> socket.socket:
    """Where orders go to; the process behind it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-P", __file__, str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def serve(orders: socket.socket) -> None:
    """Fork for each order, until nobody can give one any more."""
    for name in LIBRARIES:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "each process installs its own"
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for keepers
    while True:
        order, files, *_ = socket.recv_fds(orders, 1 << 20, 3)
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            _keep(json.loads(order), *files)
        for file in files:
            os.close(file)


def _keep(order: dict[str, Any], output: int, errors: int, answers: int) -> NoReturn:
    """Fork again, and tell the number of that process and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if (pid := os.fork()) == 0:
        os.close(answers)
        os.dup2(output, 1)
        os.dup2(errors, 2)
        os.closerange(3, max(output, errors) + 1)
        _become(order)
    os.write(answers, b"%d" % pid)
    _, status = os.waitpid(pid, 0)
    os.write(answers, b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(order: dict[str, Any]) -> NoReturn:
    """Be what the command line would have started."""
    os.setsid()
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.path.insert(0, order["cwd"])
    sys.argv = ["scrapy", *order["arguments"]]
    exec(order["program"], {"__name__": "__main__"})
    sys.exit()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
