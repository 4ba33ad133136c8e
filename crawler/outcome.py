"""How a run ended, as a verdict per site and as an exit code that cron can trust."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import IntEnum

from crawler.ledger import Answer, Ledger, Verdict
from crawler.memory import EXPORTED, FAILED, SETTLED, UNCHANGED, RunRecord
from crawler.normal import ENOUGH, lost_fields, lost_sections, silence_allowed
from crawler.wording import counted

CHALLENGED = re.compile(r"challenge|HTTP 429")
"""One such answer suffices: it is meant for us."""
BARRED = re.compile(r"login|HTTP 40[13]")
"""One such article may be private; a listing, or most pages, are not."""
DEAD = re.compile(r"HTTP (?:404|410)|\w*(?:DNS|Resolve|Refused)\w*")


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
    "late": Exit.FINE,  # told, but no alarm: an editorial office may be on holiday
    "quiet": Exit.FINE,
    "ok": Exit.FINE,
}
"""Worst first."""
HEALTHY = frozenset(("ok", "quiet", "late"))
"""Verdicts of runs that show what is normal."""


def most_urgent(codes: Iterable[int]) -> int:
    """The exit code of a run in which all of `codes` apply. One that is none of ours, such as that
    of a process that was killed, is a crash."""
    codes = {code if code in URGENCY or code == Exit.FINE else Exit.CRASH for code in codes}
    return next((code for code in URGENCY if code in codes), Exit.FINE)


def worst_first(verdicts: dict[str, Verdict]) -> list[tuple[str, Verdict]]:
    """(site, verdict), the worst first, in the alphabet's order among equals."""
    order = list(VERDICTS)
    return sorted(verdicts.items(), key=lambda pair: (order.index(pair[1].name), pair[0]))


def record_of(
    site: str,
    ledger: Ledger,
    started: datetime,
    verdict: str = "ok",
    history: Sequence[RunRecord] = (),
) -> RunRecord:
    """The books of a run over `site`, as the memory keeps them, behind those of `history`."""
    barren = (history[-1].barren if history else 0) + ledger.barren()
    return RunRecord(
        started=started,
        verdict=verdict,
        listings=ledger.listings.total(),
        articles=ledger.articles[site],
        links={section: count for (_, section), count in ledger.links.items()},
        filled=dict(ledger.filled[site]),
        barren=0 if ledger.articles[site] else barren,
    )


def judge(
    site: str,
    ledger: Ledger,
    started: datetime,
    history: Sequence[RunRecord] = (),
    news: Sequence[datetime] = (),
) -> Verdict:
    """The verdict on `site` after a run.

    `ledger`: the site's own books. `history`: its earlier runs, oldest first. `news`: starts of
    those that brought articles.
    """
    broken = [reason.removeprefix("host given up: ") for reason in ledger.broken.get(site, ())]
    return (
        _unreachable(broken, ledger)
        or _changed(ledger, record_of(site, ledger, started, history=history), history)
        or _incomplete(broken, ledger)
        or _still(ledger, started, news)
    )


def _unreachable(broken: list[str], ledger: Ledger) -> Verdict | None:
    """Blocked, dead or moved: the site does not let itself be read."""
    failures = [(one.reason or "").removeprefix("host given up: ") for one in _failed(ledger)]
    challenged = [reason for reason in (*broken, *failures) if CHALLENGED.match(reason)]
    if challenged:
        return Verdict("blocked", challenged[0])
    barred = [reason for reason in failures if BARRED.match(reason)]
    if len(barred) > len(ledger.fetched):
        return Verdict("blocked", f"{len(barred)} pages answer {barred[0]}")
    if barred_listings := [reason for reason in broken if BARRED.match(reason)]:
        return Verdict("blocked", f"a listing answers {barred_listings[0]}")
    if not broken or ledger.listings:
        return None
    if set(broken) == {"off the site"}:
        return Verdict("moved", "every start leads off the site")
    if all(DEAD.match(reason) for reason in broken):
        return Verdict("dead", ", ".join(sorted(set(broken))))
    return None


def _changed(ledger: Ledger, now: RunRecord, history: Sequence[RunRecord]) -> Verdict | None:
    """Drift: pages answer, but give less than they did, or nothing."""
    if now.listings and not ledger.listed():
        return Verdict("drift", "no link to an article in any listing")
    healthy = [run for run in history if run.verdict in HEALTHY]
    if lost := [*lost_sections(dict(now.links), healthy), *lost_fields(now, healthy)]:
        return Verdict("drift", "; ".join(lost))
    given = [one for one in ledger.answers.values() if one.state in (EXPORTED, UNCHANGED)]
    read = ledger.fetched - ledger.again
    empty = [
        answer.reason
        for identity, answer in ledger.answers.items()
        if identity in read and answer.state in (SETTLED, FAILED)
    ]
    if len(empty) >= ENOUGH and not given:
        return Verdict("drift", f"none of {len(empty)} pages gave an article ({empty[0]})")
    if now.barren >= ENOUGH:
        return Verdict("drift", f"none of the last {now.barren} new pages gave an article")
    return None


def _incomplete(broken: list[str], ledger: Ledger) -> Verdict | None:
    """Partial: something is missing that another run may bring."""
    parts = (
        (len(broken), "listing", f"not read ({broken[0] if broken else ''})"),
        (len(_failed(ledger)), "page", "failed"),
        (len(ledger.found) - len(ledger.answers), "link", "without an answer"),
    )
    why = ", ".join(f"{counted(count, thing)} {what}" for count, thing, what in parts if count)
    return Verdict("partial", why) if why else None


def _still(ledger: Ledger, started: datetime, news: Sequence[datetime]) -> Verdict:
    """Ok, quiet or late: all was read; was there something new?"""
    if any(answer.state == EXPORTED for answer in ledger.answers.values()):
        return Verdict("ok")
    allowed = silence_allowed(news)
    if allowed and started - news[-1] > allowed:
        days, usual = (span.total_seconds() / 86400 for span in (started - news[-1], allowed))
        return Verdict("late", f"nothing new for {days:.1f} days, {usual:.1f} are normal at most")
    return Verdict("quiet")


def _failed(ledger: Ledger) -> list[Answer]:
    return [answer for answer in ledger.answers.values() if answer.state == FAILED]
