"""A real crawl in a process of its own, and what is left of it on disk."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.starting import Scrapy


@dataclass(frozen=True)
class Crawl:
    """What a run of `scrapy crawl` left behind."""

    code: int
    output: str
    items: list[dict[str, Any]]
    """Lines of all published feeds of the spider."""
    report: dict[str, Any]
    """The newest report."""
    peak: float
    """Peak of resident memory in MiB."""

    def reason(self, path: str) -> str | None:
        """Why the page at `path` failed, as the log says."""
        lines = [line for line in self.output.splitlines() if f"{path}: " in line]
        return lines[-1].partition(f"{path}: ")[2] if lines else None

    def totals(self) -> dict[str, int]:
        """The ledger's rows, summed."""
        rows = self.report["sections"]
        return {key: sum(r[key] for r in rows) for key in rows[0] if isinstance(rows[0][key], int)}


def crawl(data: Path, spider: str, url: str, *more: str, timeout: float = 120) -> Crawl:
    """`scrapy crawl SPIDER -a url=URL MORE` with its data under `data`."""
    data.mkdir(parents=True, exist_ok=True)
    log = data / "log.txt"
    with log.open("wb") as output:
        process = Scrapy(data, "crawl", spider, "-a", f"url={url}", *more, log=output)
        try:
            peak = _wait(process, timeout)
        finally:
            process.kill()
    feeds = sorted((data / "feeds" / spider).glob("*.jsonl"))
    items = [json.loads(line) for feed in feeds for line in feed.read_bytes().splitlines()]
    reports = sorted((data / "reports" / spider).glob("*.json"))
    report = json.loads(reports[-1].read_bytes()) if reports else {}
    assert process.returncode is not None
    return Crawl(process.returncode, log.read_text("utf-8"), items, report, peak)


def _wait(process: Scrapy, timeout: float) -> float:
    """Wait for the end; answer with the peak of resident memory in MiB."""
    deadline = time.monotonic() + timeout
    peak = 0
    while process.poll() is None:
        peak = max(peak, _high_water(process.pid))
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.02)
    return peak / 1024


def _high_water(pid: int) -> int:
    """Peak of a process in kB, 0 once it has ended. getrusage would answer with the peak of the
    process that forked it, where that was higher."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0
