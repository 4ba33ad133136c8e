"""One crawl of one spider: when it began, where its data lies, whether it is a trial."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.settings import SETTINGS_PRIORITIES

from crawler.durable import part_of

_RUNS: "WeakKeyDictionary[Crawler, Run]" = WeakKeyDictionary()


@dataclass(frozen=True)
class Run:
    """What every part of a crawl has to agree on."""

    spider: str
    """Name of the spider."""
    started: datetime
    """Aware UTC moment at which the run began, whole seconds."""
    data: Path
    """The folder that holds feeds/, reports/, locks/ and the memory."""
    trial: bool
    """True for `-o` and `-O`: one file is written, the memory is neither read nor written."""

    @classmethod
    def of(cls, crawler: Crawler) -> "Run":
        """The run of `crawler`; the same one each time it is asked for."""
        if crawler not in _RUNS:
            priority = crawler.settings.getpriority("FEEDS") or 0
            run = cls(
                spider=crawler.spidercls.name,
                started=_now().replace(microsecond=0),
                data=Path(crawler.settings["DATA"]),
                trial=priority >= SETTINGS_PRIORITIES["cmdline"],
            )
            # two runs in one second: what a killed one left is yet to be published under its name
            while run.feed.exists() or part_of(run.feed).exists():
                run = replace(run, started=run.started + timedelta(seconds=1))
            _RUNS[crawler] = run
        return _RUNS[crawler]

    @property
    def stamp(self) -> str:
        """The start as it stands in file names: 20261123T055319Z."""
        return self.started.strftime("%Y%m%dT%H%M%SZ")

    @property
    def feed(self) -> Path:
        """Where the run's feed lies once it is whole."""
        return self.data / "feeds" / self.spider / f"{self.stamp}.jsonl"

    @property
    def report(self) -> Path:
        """Where the run's report lies."""
        return self.data / "reports" / self.spider / f"{self.stamp}.json"

    @property
    def lock(self) -> Path:
        """The file that a running crawl of this spider holds locked."""
        return self.data / "locks" / f"{self.spider}.lock"


def _now() -> datetime:
    """The clock, or what `BANTIN_NOW` (ISO 8601 with a zone) says instead: tests live for weeks.
    Raises ValueError where that is no moment."""
    given = os.environ.get("BANTIN_NOW")
    try:
        return datetime.fromisoformat(given).astimezone(UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"BANTIN_NOW={given}: a moment such as 2026-11-24T08:00:00+07:00 is needed"
        ) from error
