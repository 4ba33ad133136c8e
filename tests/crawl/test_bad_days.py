"""Bad days of a site: what they cost, and that the next good day makes up for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.memory import Memory
from tests.crawl.small_site import SmallSite, article, path_of, small_site
from tests.crawl.test_crawl import lines
from tests.crawl.test_second_run import HOUR, MONDAY, report, run

pytestmark = pytest.mark.timeout(600)  # up to a dozen runs a test
DAY = timedelta(days=1)
MAINTENANCE = "<html><body><h1>Hệ thống đang bảo trì</h1><p>Mời quay lại sau.</p></body></html>"
REDESIGNED = """<html lang=vi><head><meta charset=utf-8><title>Bài viết</title></head>
<body><div id="app"></div><noscript>Vui lòng bật JavaScript</noscript></body></html>"""


@pytest.fixture
def site() -> Iterator[SmallSite]:
    with small_site(12) as running:
        yield running


def numbers(data: Path) -> list[int]:
    return sorted(int(one["id"][-5:]) - 10000 for one in lines(data) if not one["deleted"])


@pytest.mark.parametrize("page", ["", MAINTENANCE, REDESIGNED])
def test_an_article_that_could_not_be_read_comes_when_it_can(
    tmp_path: Path, site: SmallSite, page: str
) -> None:
    site.hidden = {11: page or " ", 12: page or " "}
    code, output = run(tmp_path, site)
    assert code == 0 and "dropped: 2" in output, output
    assert numbers(tmp_path) == list(range(1, 11))
    site.hidden = {}
    site.count = 8  # no listing names them any more
    code, output = run(tmp_path, site, 6 * HOUR)
    assert code == 0, output
    assert numbers(tmp_path) == list(range(1, 13))


@pytest.mark.long
def test_a_redesign_of_new_articles_is_found_out_and_loses_none(
    tmp_path: Path, site: SmallSite
) -> None:
    looks = ("-s", "SECOND_LOOKS_HOURS=", "-s", "LISTING_TRUST_HOURS=0")
    assert run(tmp_path, site, 0 * DAY, *looks)[0] == 0
    codes = []
    for day in range(1, 7):
        site.count += 2
        site.hidden |= {site.count: REDESIGNED, site.count - 1: REDESIGNED}
        codes.append(run(tmp_path, site, day * DAY, *looks)[0])
    assert codes == [0, 0, 0, 4, 4, 4]
    assert "none of the last 12 new pages gave an article" in str(report(tmp_path)["verdicts"])
    site.hidden = {}
    for day in (7, 14, 40):
        code, output = run(tmp_path, site, day * DAY, *looks)
    assert code == 0, output
    assert numbers(tmp_path) == list(range(1, 25))


def test_sections_are_asked_though_the_front_page_has_nothing_new(
    tmp_path: Path, site: SmallSite
) -> None:
    site.sections = {"/thoi-su": [101, 102], "/xay-dung-dang": [201, 202]}
    code, output = run(tmp_path, site)
    assert code == 0, output
    assert len(numbers(tmp_path)) == 16
    site.sections["/thoi-su"] += [103, 104, 105]
    code, output = run(tmp_path, site, HOUR)
    assert code == 0, output
    assert {103, 104, 105} <= set(numbers(tmp_path))


def test_one_notice_in_place_of_all_articles_costs_none(tmp_path: Path, site: SmallSite) -> None:
    site.hidden = dict.fromkeys(range(7, 13), article(999))
    run(tmp_path, site)
    site.hidden = {}
    run(tmp_path, site, DAY)
    newest = {one["id"][-2:]: one["title"] for one in lines(tmp_path)}
    assert {int(number): f" {int(number)} " in title for number, title in newest.items()} == (
        dict.fromkeys(range(1, 13), True)
    )


@pytest.mark.long
@pytest.mark.parametrize("front", [None, MAINTENANCE])
def test_an_outage_buries_nothing_and_settles_nothing(
    tmp_path: Path, site: SmallSite, front: str | None
) -> None:
    site.broken = {path_of(11): 503, path_of(12): 503}
    run(tmp_path, site)
    site.down, site.notices = 404, {"/": front} if front else {}
    for hours in (6, 30, 54, 60, 80):
        run(tmp_path, site, hours * HOUR)
    site.down, site.broken, site.notices = None, {}, {}
    run(tmp_path, site, 400 * HOUR)
    assert numbers(tmp_path) == list(range(1, 13))
    assert not [one for one in lines(tmp_path) if one["deleted"]]
    site.broken[path_of(5)] = 404  # but a listing still names it
    for hours in (80, 110):
        run(tmp_path, site, hours * HOUR, "-s", "LISTING_TRUST_HOURS=0")
    assert not [one for one in lines(tmp_path) if one["deleted"]]


@pytest.mark.long
def test_what_was_buried_and_comes_back_is_the_next_revision(
    tmp_path: Path, site: SmallSite
) -> None:
    run(tmp_path, site)
    site.broken[path_of(5)] = 410
    site.left_out = {5}
    for hours in (6, 31):
        assert run(tmp_path, site, hours * HOUR, "-s", "LISTING_TRUST_HOURS=0")[0] == 0
    assert [one["id"][-5:] for one in lines(tmp_path) if one["deleted"]] == ["10005"]
    site.broken, site.left_out = {}, set()
    code, output = run(tmp_path, site, 250 * HOUR, "-s", "LISTING_TRUST_HOURS=0")
    assert code == 0, output
    told = [
        (one["revision"], bool(one["deleted"])) for one in lines(tmp_path) if "10005" in one["id"]
    ]
    assert told == [(0, False), (1, True), (2, False)]


@pytest.mark.long
def test_the_word_of_a_listing_holds_for_what_its_address_leads_to(
    tmp_path: Path, site: SmallSite
) -> None:
    whole = ("-s", "LISTING_TRUST_HOURS=0")
    site.redirects = {path_of(5): path_of(105)}
    run(tmp_path, site)
    site.broken = {path_of(105): 410}
    for hours in (6, 31):
        run(tmp_path, site, hours * HOUR, *whole)
    assert not [one for one in lines(tmp_path) if one["deleted"]]  # it is named still
    site.left_out = {5}
    run(tmp_path, site, 60 * HOUR, *whole)
    assert [one["id"][-5:] for one in lines(tmp_path) if one["deleted"]] == ["10105"]
    site.broken, site.left_out = {}, set()
    for days in (10, 11):
        run(tmp_path, site, days * DAY, *whole)
    told = [
        (one["revision"], bool(one["deleted"])) for one in lines(tmp_path) if "10105" in one["id"]
    ]
    assert told == [(0, False), (1, True), (2, False)]


def test_a_section_that_is_cut_short_says_so_and_is_read_on_when_it_may_be(
    tmp_path: Path, site: SmallSite
) -> None:
    site.count = 45
    few = ("-s", "PAGES_PER_SECTION=2", "-s", "LISTING_TRUST_HOURS=0")
    code, output = run(tmp_path, site, 0 * HOUR, *few)
    assert code == 0 and "/ has more pages than PAGES_PER_SECTION lets a run read" in output
    assert report(tmp_path)["cut"] == [{"site": site.url[7:-1], "section": "/"}]
    assert len(numbers(tmp_path)) == 20
    site.asked.clear()
    run(tmp_path, site, HOUR / 2, *few)
    assert [path for path in site.asked if not path.endswith((".html", ".txt"))] == ["/"]
    code, output = run(tmp_path, site, HOUR)
    assert code == 0 and "PAGES_PER_SECTION" not in output, output
    assert len(numbers(tmp_path)) == 45


def test_a_notice_in_the_middle_of_a_listing_is_not_its_end(
    tmp_path: Path, site: SmallSite
) -> None:
    site.count, site.notices = 45, {"/?page=3": MAINTENANCE}
    code, output = run(tmp_path, site)
    assert code == 3, output
    site.notices = {}
    code, output = run(tmp_path, site, HOUR)
    assert code == 0, output
    assert len(numbers(tmp_path)) == 45


@pytest.mark.long
def test_what_is_forgotten_comes_as_the_next_revision_or_gets_its_tombstone(
    tmp_path: Path, site: SmallSite
) -> None:
    run(tmp_path, site)
    place = f"sqlite:///{tmp_path}/memory.sqlite3"
    with Memory(place, "site", now=MONDAY + 199 * HOUR) as memory:
        assert memory.forget() == 12
    site.broken, site.left_out = {path_of(5): 410}, {5}
    for hours in (200, 230):
        run(tmp_path, site, hours * HOUR, "-s", "LISTING_TRUST_HOURS=0")
    told = sorted(
        (one["id"][-2:], one["revision"], bool(one["deleted"])) for one in lines(tmp_path)
    )
    others = [f"{n:02}" for n in range(1, 13) if n != 5]
    assert told == sorted(
        [(n, revision, False) for n in others for revision in (0, 1)]
        + [("05", 0, False), ("05", 1, True)]
    )


@pytest.mark.long
def test_what_a_stopped_run_had_found_is_fetched_though_no_listing_names_it_any_more(
    tmp_path: Path, site: SmallSite
) -> None:
    site.sections = {f"/muc-{n}": list(range(100 * n, 100 * n + 10)) for n in range(2, 6)}
    slow = ("-s", "DOWNLOAD_SLOTS={}", "-s", "DOWNLOAD_DELAY=0.4", "-s", "CLOSESPIDER_TIMEOUT=6")
    code, output = run(tmp_path, site, 0 * HOUR, *slow)
    assert "stopped: closespider_timeout" in output, output
    left = sum(row["skipped"] for row in report(tmp_path)["sections"])
    assert left
    before = len(numbers(tmp_path))
    site.left_out = set(range(501))
    site.sections = {}
    run(tmp_path, site, HOUR, "-s", "LISTING_TRUST_HOURS=0")
    assert len(numbers(tmp_path)) == before + left
