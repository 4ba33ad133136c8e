"""Which captures of an archive are read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from crawler.archive.records import Capture


@dataclass(frozen=True)
class Choice:
    """Which captures are read."""

    site: str | None = None
    """Host without `www.`, with a port or not, or what stands before the colon of the site's ids;
    None: every site."""
    since: date | None = None
    """The first day of fetching, UTC; None: from the beginning."""

    def holds(self, capture: Capture) -> bool:
        """True for the page of an article that is asked for."""
        return (
            capture.is_page
            and capture.role in ("article", None)
            and self.names(capture)
            and self._is_late(capture.date)
        )

    def names(self, capture: Capture) -> bool:
        """True for any response of the site."""
        if self.site in (None, capture.site):
            return True
        try:
            parts = urlsplit(capture.url)
        except ValueError:
            return False
        hosts = (parts.netloc.rpartition("@")[2].lower(), parts.hostname or "")
        return self.site in [host.removeprefix("www.") for host in hosts]

    def expects(self, line: Mapping[str, Any]) -> bool:
        """True for a line of a feed whose record `holds` in the archive of its crawl."""
        site = line["id"].rpartition(":")[0]
        fetched = datetime.fromisoformat(line["fetched"]) if line.get("fetched") else None
        return (self.site is None or site == self.site) and self._is_late(fetched)

    def _is_late(self, moment: datetime | None) -> bool:
        begin = datetime.combine(self.since, time(), UTC) if self.since else None
        return begin is None or (moment is not None and moment >= begin)
