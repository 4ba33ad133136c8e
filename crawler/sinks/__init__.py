"""Where published feeds go besides the disk: each sink holds a feed wholly or not at all.

A sink is loaded from published feeds, never from the running crawl. So what it holds follows from
the feeds alone: nothing is in a sink that is not in a feed, and a sink that was down, killed or
switched on later is brought up to date from the feeds that it does not hold.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from crawler.sinks.extras import MissingPackage
from crawler.sinks.files import FilesSink
from crawler.sinks.journal import name_of
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.s3 import S3Sink
from crawler.sinks.sqlite import SqliteSink
from crawler.sinks.syndication import SyndicationSink

logger = logging.getLogger(__name__)


class Sink(Protocol):
    """What a sink must be able to do. Opening it makes or completes its tables and folders."""

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names (`crawler.sinks.journal.name_of`) of the feeds that are loaded, or of those among
        the given ones: years of hourly runs of all spiders are many."""

    def load(self, feed: Path) -> None:
        """Take every line of `feed`, durably and as a whole; the same feed may come again."""

    def close(self) -> None:
        """Let go of what is open."""


class SinkFailed(OSError):
    """A sink does not hold what it should."""


PERMANENT = (ValueError, TypeError, LookupError, MissingPackage)
"""What no waiting mends: a broken line, a wrong setting, a package that is not there."""


def enabled(settings: Mapping[str, Any]) -> dict[str, Callable[[], Sink]]:
    """Name -> how to open it, of each sink that the settings switch on."""
    get = settings.get
    openers: dict[str, tuple[str, Callable[[str], Sink]]] = {
        "sqlite": ("SINK_SQLITE", SqliteSink),
        "postgres": ("SINK_POSTGRES", PostgresSink),
        "parquet": ("SINK_PARQUET", ParquetSink),
        "files": (
            "SINK_FILES",
            lambda root: FilesSink(
                root,
                get("SINK_FILES_COMPRESSION") or "",
                int(get("SINK_FILES_BATCH_LINES") or 0),
                int(get("SINK_FILES_BATCH_BYTES") or 0),
            ),
        ),
        "s3": ("SINK_S3", lambda address: S3Sink(address, settings)),
        "syndication": (
            "SINK_SYNDICATION",
            lambda root: SyndicationSink(root, get("SINK_SYNDICATION_URL") or ""),
        ),
    }
    return {
        name: partial(opener, str(get(setting)))
        for name, (setting, opener) in openers.items()
        if get(setting)
    }


def hold(feed: Path, settings: Mapping[str, Any]) -> None:
    """Every enabled sink holds `feed` when this returns; raises SinkFailed where one does not."""
    bring_up_to_date([feed], settings)


def bring_up_to_date(feeds: Iterable[Path], settings: Mapping[str, Any]) -> dict[str, int]:
    """Load into each enabled sink those of `feeds` that it does not hold.

    Returns the name of the sink -> how many feeds it took. A sink that fails is tried again after
    each of the setting SINK_PAUSES; then this raises SinkFailed.
    """
    if not (sinks := enabled(settings)):
        return {}
    given = settings.get("SINK_PAUSES") or ()
    pauses = list(map(float, given.split(",") if isinstance(given, str) else given))
    named = {name_of(feed): feed for feed in feeds}
    return {name: _load(name, opener, named, pauses) for name, opener in sinks.items()}


def _load(
    name: str, opener: Callable[[], Sink], feeds: Mapping[str, Path], pauses: Sequence[float]
) -> int:
    for pause in (*pauses, None):
        try:
            with closing(opener()) as sink:
                held = sink.held(feeds) if feeds else frozenset()
                missing = [feed for name, feed in feeds.items() if name not in held]
                for feed in missing:
                    sink.load(feed)
                return len(missing)
        except Exception as error:
            if pause is None or isinstance(error, PERMANENT):
                raise SinkFailed(f"the {name} sink failed: {error}") from error
            logger.warning("the %s sink failed, again in %s s: %s", name, pause, error)
            time.sleep(pause)
    raise AssertionError("unreachable")
