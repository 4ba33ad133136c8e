"""Verdicts and exit codes."""

from datetime import UTC, datetime

import pytest

from crawler.ledger import Ledger, Verdict
from crawler.memory import EXPORTED, FAILED, SETTLED
from crawler.outcome import Exit, judge, most_urgent, record_of, worst_first


def ledger(*answers: tuple[str, str | None], listings: int = 1) -> Ledger:
    book = Ledger()
    book.listings["mau.vn", "/"] = listings
    for number, (state, reason) in enumerate(answers):
        book.found[str(number)] = ("mau.vn", "/")
        book.answer(str(number), state, reason)
    return book


def verdict_of(site: str, book: Ledger) -> str:
    """The name of the verdict on a site without a history."""
    return judge(site, book.by_site()[site], datetime(2026, 11, 24, tzinfo=UTC)).name


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


@pytest.mark.parametrize(
    ("reasons", "verdict"),
    [
        (["DownloadConnectionRefusedError"], "dead"),
        (["HTTP 410", "HTTP 404"], "dead"),
        (["host given up: DNSLookupError"], "dead"),
        (["HTTP 403"], "blocked"),
        (["login"], "blocked"),
        (["HTTP 503", "challenge"], "blocked"),
        (["off the site"], "moved"),
        (["HTTP 500"], "partial"),
        (["DownloadTimeoutError", "HTTP 404"], "partial"),
    ],
)
def test_a_site_of_which_no_listing_comes(reasons: list[str], verdict: str) -> None:
    book = Ledger()
    book.broken["mau.vn"] = reasons
    assert verdict_of("mau.vn", book) == verdict


def test_one_private_page_is_no_block_but_many_are() -> None:
    book = ledger(*[(EXPORTED, None)] * 5, (FAILED, "HTTP 403"))
    book.fetched = {str(number) for number in range(5)}
    assert verdict_of("mau.vn", book) == "partial"
    book = ledger(*[(EXPORTED, None)] * 2, *[(FAILED, "HTTP 403")] * 4)
    book.fetched = {"0", "1"}
    assert verdict_of("mau.vn", book) == "blocked"


def test_pages_that_answer_but_give_no_article_are_drift() -> None:
    book = ledger(*[(FAILED, "IncompleteArticle")] * 9)
    book.fetched = set(book.found)
    assert verdict_of("mau.vn", book) == "drift"
    book = ledger(*[(FAILED, "IncompleteArticle")] * 9, (EXPORTED, None))
    book.fetched = set(book.found)
    assert verdict_of("mau.vn", book) == "partial"


def test_new_pages_without_an_article_add_up_over_runs_until_one_has_one() -> None:
    now, history = datetime(2026, 11, 24, tzinfo=UTC), []

    def run(*answers: tuple[str, str | None], again: int = 0, looks: int = 0) -> str:
        book = ledger(*answers, ("known", None))
        book.fetched = set(book.found)
        book.again, book.looks = set(map(str, range(again))), set(map(str, range(looks)))
        book.articles["mau.vn"] = sum(state == EXPORTED for state, _ in answers)
        book = book.by_site()["mau.vn"]
        verdict = judge("mau.vn", book, now, history).name
        history.append(record_of("mau.vn", book, now, verdict, history))
        return verdict

    empty = (SETTLED, "empty")
    assert run(*[empty] * 9, *[(EXPORTED, None)] * 20) == "ok"  # videos among the articles
    assert run() == "quiet"
    assert [run(*[empty] * 3, again=3), run(*[empty] * 3, looks=3)] == ["quiet", "quiet"]
    assert [run(empty, empty) for _ in range(5)] == ["quiet"] * 3 + ["drift"] * 2
    assert [run(), run((EXPORTED, None)), run()] == ["drift", "ok", "quiet"]


def test_the_worst_site_is_told_first() -> None:
    verdicts = {"a.vn": Verdict("ok"), "b.vn": Verdict("drift"), "c.vn": Verdict("dead")}
    assert [host for host, _ in worst_first(verdicts)] == ["c.vn", "b.vn", "a.vn"]


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


@pytest.mark.parametrize("code", [137, 139, 255, 8])
def test_a_code_that_is_none_of_ours_is_a_crash(code: int) -> None:
    assert most_urgent([0, code]) == Exit.CRASH
    assert most_urgent([4, code]) == Exit.CRASH
    assert most_urgent([2, code]) == Exit.USAGE


def test_a_section_is_walked_only_when_no_link_is_left_for_another_run() -> None:
    assert ledger((EXPORTED, None), (FAILED, "HTTP 500")).walked() == {("mau.vn", "/")}
    assert ledger((EXPORTED, None), ("skipped", "daily budget spent")).walked() == set()
    assert ledger(("skipped", "Forbidden by robots.txt")).walked() == {("mau.vn", "/")}
    unanswered = ledger((EXPORTED, None))
    unanswered.found["lost"] = ("mau.vn", "/")
    assert unanswered.walked() == set()
    broken = ledger((EXPORTED, None))
    broken.broken_sections.add(("mau.vn", "/"))
    assert broken.walked() == set()


def test_a_site_that_only_leads_elsewhere_has_moved() -> None:
    book = Ledger()
    book.broken["mau.vn"].append("off the site")
    assert verdict_of("mau.vn", book) == "moved"
