"""robots.txt, Crawl-delay, Retry-After, back-off, budgets and borders, measured at the server."""

from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest
from twisted.internet.error import DNSLookupError

from crawler.extract.hosts import is_private
from crawler.extract.refusals import is_challenge
from crawler.memory import Memory
from crawler.middlewares.backoff import retry_after
from crawler.resolver import PRIVATE, _public, is_address
from crawler.settings import VERSION
from tests.crawl import fake_site as bad
from tests.crawl.crawling import crawl
from tests.crawl.fake_site import FakeSite, fake_site

USER_AGENT = f"BanTin/{VERSION}"
OTHER = "127.0.0.2"
"""A loopback address that settings do not spare."""
BRISK = ("-s", "DOWNLOAD_DELAY=0.05", "-s", "AUTOTHROTTLE_START_DELAY=0.05")


def gaps(site: FakeSite) -> list[float]:
    """Seconds between one request and the next, robots.txt left out."""
    moments = sorted(moment for moment, path in site.times if path != "/robots.txt")
    return [after - before for before, after in zip(moments, moments[1:], strict=False)]


@pytest.mark.parametrize(
    ("more", "agent"),
    [
        ((), USER_AGENT),
        (("-s", "CONTACT=toi@mau.vn"), f"{USER_AGENT} (+toi@mau.vn)"),
        (("-s", "CONTACT=toi@mau.vn", "-s", "USER_AGENT=Khac"), "Khac"),
    ],
)
def test_the_site_gets_to_know_whom_to_ask(
    tmp_path: Path, more: tuple[str, ...], agent: str
) -> None:
    told = set()

    def note(to: bad.Handler) -> None:
        told.add(to.headers["User-Agent"])
        to.send(404, bad.HTML, b"")

    with fake_site(1) as site:
        site.faults["/"] = note
        crawl(tmp_path, "site", site.url, *more)
    assert told == {agent}


@pytest.mark.parametrize("host", ["127.0.0.1", OTHER])
def test_crawl_delay_is_kept_to_the_last_request(tmp_path: Path, host: str) -> None:
    with fake_site(6, host=host) as site:
        site.robots = "User-agent: *\nCrawl-delay: 0.25\n"
        run = crawl(tmp_path, "sample", site.url, *BRISK)
    assert len(run.items) == 6
    assert len(gaps(site)) >= 10
    assert min(gaps(site)) > 0.22, gaps(site)


def test_one_request_at_a_time_for_all_sections_and_feeds(tmp_path: Path) -> None:
    with fake_site(6, host=OTHER) as site:
        run = crawl(
            tmp_path, "sample", site.url, *("-s", "DOWNLOAD_DELAY=0.1"), *("-s", "AUTOTHROTTLE_START_DELAY=0.1")
        )  # fmt: skip
    assert len(run.items) == 6
    assert min(gaps(site)) > 0.08, gaps(site)


def test_what_robots_forbid_is_not_asked_for_and_no_failure(tmp_path: Path) -> None:
    with fake_site(9) as site:
        site.robots = "User-agent: BanTin\nDisallow: /doi-song/\n"
        run = crawl(tmp_path, "sample", site.url)
        assert not [path for path in site.asked if path.startswith("/doi-song/")]
        site.robots = "User-agent: *\nDisallow: /\n"
        site.asked.clear()
        crawl(tmp_path, "sample", site.url)
        assert set(site.asked) == {"/robots.txt"}, "of five requests that wait for it"
    assert run.code == 0, run.output
    assert (len(run.items), run.totals()["skipped"]) == (6, 3)


@pytest.mark.parametrize("case", ["500", "hangs"])
def test_a_robots_txt_that_cannot_be_read_forbids_for_this_run(tmp_path: Path, case: str) -> None:
    with fake_site(6) as site:
        site.faults["/robots.txt"] = bad.status(500) if case == "500" else bad.silence()
        quick = ("-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=1")
        run = crawl(tmp_path, "sample", site.url, *quick)
        assert set(site.asked) == {"/robots.txt"}
        assert run.code == 3, run.output
        assert "robots.txt: " in run.output
        site.faults.clear()
        assert len(crawl(tmp_path, "sample", site.url).items) == 6


def test_a_missing_robots_txt_forbids_nothing(tmp_path: Path) -> None:
    with fake_site(6) as site:
        site.faults["/robots.txt"] = bad.status(404, body="User-agent: *\nDisallow: /\n")
        assert len(crawl(tmp_path, "sample", site.url).items) == 6


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_pauses_the_whole_host(tmp_path: Path, form: str) -> None:
    def refuse(to: bad.Handler) -> None:
        soon = formatdate(time() + 3, usegmt=True)  # whole seconds: at least two are left
        bad.status(429, {"Retry-After": soon if form == "date" else "2"})(to)

    with fake_site(6, host=OTHER) as site:
        site.faults["/rss.xml"] = bad.at_first(1, refuse)
        run = crawl(tmp_path, "sample", site.url, *BRISK)
    assert len(run.items) == 6
    assert run.code == 0, run.output
    assert max(gaps(site)) > 1.9, gaps(site)


def test_a_storm_of_429_ends_and_is_accounted_for(tmp_path: Path) -> None:
    with fake_site(60, host=OTHER) as site:
        storm = bad.status(429, {"Retry-After": "0"})
        site.faults = {site.path_of(number): storm for number in range(60)}
        run = crawl(
            tmp_path, "sample", site.url, *BRISK,
            *("-s", "BACKOFF_GIVE_UP_AFTER=5"), *("-s", "BACKOFF_FIRST_PAUSE=0.05"),
        )  # fmt: skip
        assert site.articles_asked() <= 6, site.asked
    assert run.totals()["unaccounted"] == 0
    assert run.totals()["failed"] == run.totals()["found"] > 5
    assert run.report["failed"]["host given up: HTTP 429"] > 0
    assert run.code == 5, run.output


def test_pauses_grow_with_failures_in_a_row(tmp_path: Path) -> None:
    with fake_site(4, host=OTHER) as site:
        site.faults["/rss.xml"] = site.faults["/thoi-su"] = bad.at_first(4, bad.status(503))
        run = crawl(
            tmp_path, "site", site.url + "thoi-su", *BRISK,
            *("-s", "BACKOFF_FIRST_PAUSE=0.15"), *("-s", "RETRY_TIMES=5"),
        )  # fmt: skip
    assert run.code == 0, run.output
    first, second, third, fourth = gaps(site)[:4]
    # no upper bounds: a busy machine is slow
    assert first > 0.14 and second > 0.29 and third > 0.59 and fourth > 1.19, gaps(site)


def test_a_challenge_is_asked_for_once(tmp_path: Path) -> None:
    with fake_site(6) as site:
        wall = bad.status(503, {"cf-mitigated": "challenge"}, "<title>Just a moment...</title>")
        site.faults[site.path_of(0)] = wall
        run = crawl(tmp_path, "sample", site.url)
        assert site.asked[site.path_of(0)] == 1
    assert run.code == 5, run.output


def test_a_redirect_off_the_site_asks_nothing_of_the_other_host(tmp_path: Path) -> None:
    with fake_site(3) as site, fake_site(3, host=OTHER) as other:
        site.faults[site.path_of(0)] = bad.redirect(f"{other.url}bai.html")
        run = crawl(tmp_path, "sample", site.url)
        assert not other.asked, "not even its robots.txt"
    assert run.report["failed"] == {"private address": 1}


def test_robots_txt_does_not_lead_off_the_site(tmp_path: Path) -> None:
    with fake_site(3) as site, fake_site(3, host=OTHER) as other:
        site.faults["/robots.txt"] = bad.redirect(f"{other.url}robots.txt")
        assert len(crawl(tmp_path, "sample", site.url).items) == 3
        assert not other.asked


def test_names_are_checked_when_they_are_resolved() -> None:
    assert _public("14.225.1.1", "mau.vn") == "14.225.1.1"
    for address in ("127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1"):
        with pytest.raises(DNSLookupError):
            _public(address, "tra-hinh.vn")
    assert "tra-hinh.vn" in PRIVATE


def test_a_number_for_an_address_is_a_name_to_be_checked() -> None:
    assert is_address("127.0.0.1")
    assert not is_address("2130706433")
    assert not is_address("0x7f.0.0.1")


@pytest.mark.parametrize("host", ["::ffff:127.0.0.1", "fe80::1", "fd00::1", "0.0.0.0"])
def test_addresses_in_disguise_are_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120),
        (b"Tue, 24 Nov 2026 16:00:30 GMT", 30),
        (b"Tue, 24 Nov 2026 15:00:00 GMT", 0),
        (b"soon", None),
        (b"-5", None),
        (None, None),
    ],
)
def test_retry_after(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 11, 24, 16, tzinfo=UTC)) == seconds


def test_an_article_about_captchas_is_no_challenge() -> None:
    page = b"<title>Captcha va bao mat</title><p>" + b"Noi dung bai viet. " * 200
    assert not is_challenge(200, {}, page)


def test_a_daily_budget_holds_across_runs(tmp_path: Path) -> None:
    with fake_site(20, host=OTHER) as site:
        few = ("-s", "REQUESTS_PER_HOST_AND_DAY=12", *BRISK)
        run = crawl(tmp_path, "site", f"{site.url}sitemap-2.xml", *few)
        assert sum(site.asked.values()) == 12
        assert (len(run.items), run.totals()["unaccounted"]) == (10, 0)
        run = crawl(tmp_path, "site", f"{site.url}thoi-su", *few)
        assert sum(site.asked.values()) == 12
        assert "daily budget spent" in str(run.report), run.report
        run = crawl(tmp_path, "site", f"{site.url}thoi-su", *BRISK)
        assert sum(site.asked.values()) > 12


def test_what_is_due_leaves_half_of_the_budget_to_the_news(tmp_path: Path) -> None:
    with fake_site(20, host=OTHER) as site:
        crawl(tmp_path, "site", f"{site.url}sitemap-2.xml", *BRISK)
        before = sum(site.asked.values())
        with Memory(f"sqlite:///{tmp_path}/memory.sqlite3", "site") as memory:
            assert memory.forget() == 10
        most = 2 * (before + 6)
        few = ("-s", f"REQUESTS_PER_HOST_AND_DAY={most}", *BRISK)
        run = crawl(tmp_path, "site", f"{site.url}sitemap-2.xml", *few)
        assert sum(site.asked.values()) == before + 6
        assert (run.code, run.totals()["unaccounted"]) == (0, 0)
        with Memory(f"sqlite:///{tmp_path}/memory.sqlite3", "site") as memory:
            host = f"127.0.0.2:{site.url.rstrip('/').rpartition(':')[2]}"
            assert 4 <= len(memory.due(99, [host])) < 10, "the others keep their place"
