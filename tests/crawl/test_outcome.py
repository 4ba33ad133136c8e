"""Verdicts and exit codes."""

import pytest

from crawler.ledger import Ledger
from crawler.memory import EXPORTED, FAILED
from crawler.outcome import Exit, most_urgent, verdict_of


def ledger(*answers: tuple[str, str | None], listings: int = 1) -> Ledger:
    book = Ledger()
    book.listings["mau.vn", "/"] = listings
    for number, (state, reason) in enumerate(answers):
        book.found[str(number)] = ("mau.vn", "/")
        book.answer(str(number), state, reason)
    return book


@pytest.mark.parametrize(
    ("book", "verdict"),
    [
        (ledger((EXPORTED, None), ("known", None)), "ok"),
        (ledger(("known", None)), "quiet"),
        (ledger(), "drift"),
        (ledger((EXPORTED, None), (FAILED, "HTTP 500")), "partial"),
        (ledger((EXPORTED, None), (FAILED, "challenge")), "blocked"),
    ],
)
def test_verdict(book: Ledger, verdict: str) -> None:
    assert verdict_of("mau.vn", book) == verdict


def test_a_host_that_cannot_be_resolved_is_dead() -> None:
    book = Ledger()
    book.broken["mau.vn"].append("CannotResolveHostError")
    assert verdict_of("mau.vn", book) == "dead"


def test_a_link_that_nobody_answered_for_is_unaccounted_and_partial() -> None:
    book = ledger((EXPORTED, None))
    book.found["lost"] = ("mau.vn", "/")
    assert book.sections()[0]["unaccounted"] == 1
    assert verdict_of("mau.vn", book) == "partial"


def test_a_crash_is_the_most_urgent() -> None:
    assert most_urgent([0, 3, 5, 4, 7, 1]) == Exit.CRASH
    assert most_urgent([3, 5]) == Exit.BLOCKED
    assert most_urgent([]) == Exit.FINE
