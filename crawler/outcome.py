"""How a run ended, as a verdict per site and as an exit code that cron can trust."""

from collections.abc import Iterable
from enum import IntEnum

from crawler.ledger import Ledger
from crawler.memory import FAILED

BLOCKING = frozenset({"challenge", "login", "HTTP 403", "HTTP 429", "HTTP 401"})
DEAD = (
    "DNSLookupError",
    "DownloadConnectionRefusedError",
    "CannotResolveHostError",
    "HTTP 404",
    "HTTP 410",
)


class Exit(IntEnum):
    """Exit codes; the same for `crawl` and `collect`."""

    FINE = 0
    CRASH = 1
    USAGE = 2
    PARTIAL = 3
    DRIFT = 4
    BLOCKED = 5
    LOCKED = 6
    STORAGE = 7
    INTERRUPTED = 130
    TERMINATED = 143


URGENCY = (
    Exit.INTERRUPTED,
    Exit.TERMINATED,
    Exit.USAGE,
    Exit.CRASH,
    Exit.STORAGE,
    Exit.DRIFT,
    Exit.BLOCKED,
    Exit.PARTIAL,
    Exit.LOCKED,
)
VERDICTS = {
    "dead": Exit.DRIFT,
    "moved": Exit.DRIFT,
    "drift": Exit.DRIFT,
    "blocked": Exit.BLOCKED,
    "partial": Exit.PARTIAL,
    "quiet": Exit.FINE,
    "ok": Exit.FINE,
}
"""Worst first."""


def most_urgent(codes: Iterable[int]) -> int:
    """The exit code of a run in which all of `codes` apply."""
    codes = set(codes)
    return next((code for code in URGENCY if code in codes), Exit.FINE)


def verdict_of(site: str, ledger: Ledger) -> str:
    """The verdict on `site` after a run."""
    found = [identity for identity, key in ledger.found.items() if key[0] == site]
    pages = [ledger.answers[identity] for identity in found if identity in ledger.answers]
    failures = [page.reason or "" for page in pages if page.state == FAILED]
    broken = ledger.broken.get(site, [])
    troubles = [*broken, *failures]
    if any(reason.removeprefix("host given up: ") in BLOCKING for reason in troubles):
        return "blocked"
    read = sum(count for (host, _), count in ledger.listings.items() if host == site)
    if broken and not read and set(broken) == {"off the site"}:
        return "moved"
    if broken and not read:
        return "dead" if all(reason in DEAD for reason in broken) else "partial"
    if not found and read:
        return "drift"  # "nothing new" still finds links
    if troubles or len(pages) < len(found):
        return "partial"
    return "ok" if any(page.state == "exported" for page in pages) else "quiet"
