"""A host that fails is left in peace: Retry-After obeyed, growing pauses, given up in the end."""

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

FAILING = frozenset({403, 408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""Statuses that speak of the host and not of the page."""

GIVEN_UP = "host given up"
"""How the reason begins for which the rest of a given up host's requests fails."""


class Backoff:
    """Downloader middleware below the retries: sees every attempt, pauses or closes the slot.

    All requests of a host share its slot, so a pause holds for all its sections and feeds.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.first_pause = crawler.settings.getfloat("BACKOFF_FIRST_PAUSE")
        self.longest_pause = crawler.settings.getfloat("BACKOFF_LONGEST_PAUSE")
        self.tries = crawler.settings.getint("BACKOFF_GIVE_UP_AFTER")
        self.spared = frozenset(crawler.settings.getdict("DOWNLOAD_SLOTS"))
        self.failures: Counter[str] = Counter()
        self.given_up: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Backoff":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what would go to a host that was given up."""
        why = self.given_up.get(request.meta.get("download_slot", ""))
        if why:
            raise IgnoreRequest(why)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count an answer for or against its host."""
        slot = request.meta.get("download_slot", "")
        if response.status in FAILING or "challenge" in response.flags:
            wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
            wait = wait if response.status in (429, 503) else None
            challenge = "challenge" in response.flags
            self._failed(slot, "challenge" if challenge else f"HTTP {response.status}", wait)
        else:
            self.failures.pop(slot, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a connection that came to nothing."""
        if not isinstance(exception, IgnoreRequest):
            self._failed(request.meta.get("download_slot", ""), type(exception).__name__, None)

    def _failed(self, slot: str, why: str, wait: float | None) -> None:
        self.failures[slot] += 1
        if self.failures[slot] >= self.tries or (wait or 0) > self.longest_pause:
            self._give_up(slot, f"{GIVEN_UP}: {why}")
            return
        growing = 0 if slot in self.spared else self.first_pause * 2 ** (self.failures[slot] - 1)
        self._pause(slot, max(wait or 0, min(growing, self.longest_pause)))

    def _pause(self, key: str, seconds: float) -> None:
        """Nothing leaves the slot for so long, and then one request after the other."""
        slot = self._slots().get(key)
        if slot is not None and seconds:
            slot.delay = slot.delay or 0.01  # without a delay the downloader looks at no clock
            slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)
            self._count("backoff/pauses")

    def _give_up(self, key: str, why: str) -> None:
        if key in self.given_up:
            return
        self.given_up[key] = why
        self._count("backoff/hosts_given_up")
        slot = self._slots().get(key)
        while slot is not None and slot.queue:  # they have passed process_request already
            _, waiting = slot.queue.popleft()
            waiting.errback(IgnoreRequest(why))

    def _slots(self) -> dict[str, Slot]:
        assert self.crawler.engine
        return self.crawler.engine.downloader.slots

    def _count(self, stat: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(stat)


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds that `Retry-After: 120` or `Retry-After: <HTTP date>` asks for; None for no sense."""
    text = (header or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
