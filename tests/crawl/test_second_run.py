"""What a second run costs and finds: nothing that is known, second looks, revisions, tombstones."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sample import SampleSite
from tests.crawl import fake_site as bad
from tests.crawl.fake_site import SECTIONS, fake_site
from tests.crawl.small_site import SmallSite, path_of, small_site
from tests.crawl.test_crawl import articles_asked, crawl, lines

pytestmark = pytest.mark.timeout(400)  # up to seven runs a test, 15 s each on a busy machine
MONDAY = datetime(2026, 3, 9, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def site() -> Iterator[SmallSite]:
    with small_site(12) as running:
        yield running


def run(data: Path, site: SmallSite, after: timedelta = 0 * HOUR, *more: str) -> tuple[int, str]:
    """A run so long after Monday."""
    arguments = ("site", "-a", f"url={site.url}", *more)
    return crawl(data, *arguments, BANTIN_NOW=(MONDAY + after).isoformat())


def report(data: Path, spider: str = "site") -> dict[str, Any]:
    """The newest report."""
    return json.loads(sorted((data / "reports" / spider).glob("*.json"))[-1].read_text("utf-8"))


def test_a_second_run_over_the_sample_site_costs_next_to_nothing(tmp_path: Path) -> None:
    def stats() -> tuple[int, int]:
        counted = report(tmp_path, "sample")["stats"]
        return counted["downloader/response_bytes"], counted["downloader/request_count"]

    with SampleSite() as site:
        manifest = json.load(urllib.request.urlopen(site.url + "manifest.json"))
        code, output = crawl(tmp_path, "sample", "-a", f"url={site.url}")
        assert code == 0, output
        first, _ = stats()
        site.requests.clear()
        code, output = crawl(tmp_path, "sample", "-a", f"url={site.url}")
        assert code == 0, output
        second, requests = stats()
        paths = {story["path"] for story in manifest["articles"]}
        articles = [path for path in site.requests if path in paths]
    share = second / first
    print(
        f"second run: {requests} requests, {len(articles)} of them for articles, "
        f"{second} bytes = {share:.2%} of the first run's {first}"
    )
    assert articles == []
    assert share < 0.02
    rows = report(tmp_path, "sample")["sections"]
    found = sum(row["found"] for row in rows)
    assert sum(row["known"] + row["waiting"] for row in rows) == found - 1  # forbidden
    assert {row["unaccounted"] for row in rows} == {0}
    assert all(row["listings"] for row in rows)


def test_an_unchanged_listing_counts_as_read_with_all_that_it_links(
    tmp_path: Path, site: SmallSite
) -> None:
    run(tmp_path, site)
    site.sent.clear()
    code, output = run(tmp_path, site, HOUR)
    assert code == 0, output
    (row,) = report(tmp_path)["sections"]
    assert (row["listings"], row["found"], row["known"]) == (1, 10, 10)
    assert site.sent[200] < 500  # robots.txt alone
    assert "quiet" in output


def test_a_listing_is_read_whole_once_a_day(tmp_path: Path, site: SmallSite) -> None:
    run(tmp_path, site, 0 * HOUR, "-s", "RECENT_DAYS=0")
    site.sent.clear()
    run(tmp_path, site, 25 * HOUR, "-s", "RECENT_DAYS=0")
    assert site.sent[200] > 1000
    assert site.asked["/"] == 2


@pytest.mark.long
def test_an_interrupted_walk_is_not_cut_short_by_what_it_has_brought(
    tmp_path: Path, site: SmallSite
) -> None:
    site.count = 35
    code, output = run(tmp_path, site, 0 * HOUR, "-a", "sample=15")
    assert code == 0, output
    code, output = run(tmp_path, site, HOUR)  # page 1 is known, but nobody has read on from there
    assert code == 0, output
    assert len(lines(tmp_path)) == 35
    site.asked.clear()
    site.count = 36
    code, output = run(tmp_path, site, 2 * HOUR)
    assert code == 0, output
    assert len(lines(tmp_path)) == 36
    assert sorted(path for path in site.asked if "/?" in path or path == "/") == ["/", "/?page=2"]


def test_second_looks_bring_revisions_and_nothing_is_overwritten(
    tmp_path: Path, site: SmallSite
) -> None:
    run(tmp_path, site)
    site.asked.clear()
    run(tmp_path, site, 5 * HOUR)
    assert articles_asked(site) == 0
    site.versions[3] = 1
    code, output = run(tmp_path, site, 6 * HOUR)
    assert code == 0, output
    assert articles_asked(site) == 12
    assert site.sent[304] > 11 * 100
    first, again = (one for one in lines(tmp_path) if one["url"].endswith(path_of(3)))
    assert (first["revision"], first["revision_of"], first["changed"]) == (0, None, [])
    assert (again["revision"], again["revision_of"]) == (1, first["content_hash"])
    assert again["changed"] == ["body"]
    assert again["body"].startswith(first["body"])
    (row,) = report(tmp_path)["sections"]
    assert (row["exported"], row["unchanged"], row["unaccounted"]) == (1, 11, 0)
    site.asked.clear()
    run(tmp_path, site, 12 * HOUR)
    assert [path for path in site.asked if path.endswith(".html")] == [path_of(3)]
    assert len(lines(tmp_path)) == 13


def test_what_vanishes_on_two_days_gets_a_tombstone(tmp_path: Path, site: SmallSite) -> None:
    run(tmp_path, site)
    site.broken[path_of(5)] = 410
    site.count = 4  # it is listed no more
    code, output = run(tmp_path, site, 6 * HOUR)
    assert code == 0, output
    assert report(tmp_path)["gone"] == 1
    assert len(lines(tmp_path)) == 12
    code, output = run(tmp_path, site, 30 * HOUR)
    assert code == 0, output
    stone = lines(tmp_path)[-1]
    assert len(lines(tmp_path)) == 13
    assert (stone["id"][-5:], stone["revision"], stone["title"]) == ("10005", 1, None)
    assert stone["deleted"] == "2026-03-10T07:00:00+00:00"
    assert stone["provenance"] == {"deleted": "HTTP 410"}
    site.asked.clear()
    run(tmp_path, site, 300 * HOUR)
    assert path_of(5) not in site.asked
    assert len(lines(tmp_path)) == 13


@pytest.mark.long
def test_a_page_that_fails_waits_longer_each_time_and_is_given_up_at_last(
    tmp_path: Path, site: SmallSite
) -> None:
    site.broken[path_of(2)] = 404
    asked = []
    for hours in (0, 0.5, 1, 2, 9, 40, 100):
        site.asked.clear()
        code, output = run(tmp_path, site, hours * HOUR)
        if site.asked[path_of(2)]:
            asked.append(hours)
        else:
            assert code == 0, output
    assert asked == [0, 0.5, 2, 9, 40]
    given_up = [json.loads(path.read_bytes())["given_up"] for path in tmp_path.rglob("reports/*/*")]
    assert [one["reason"] for many in given_up for one in many] == ["HTTP 404"]


def test_a_sample_is_exact_and_the_rest_accounted_for(tmp_path: Path, site: SmallSite) -> None:
    code, output = run(tmp_path, site, 0 * HOUR, "-a", "sample=7")
    assert code == 0, output
    assert len(lines(tmp_path)) == 7
    (row,) = report(tmp_path)["sections"]
    assert (row["exported"], row["written"], row["unaccounted"]) == (7, 7, 0)
    assert row["found"] == row["exported"] + row["skipped"]
    code, output = run(tmp_path, site, HOUR)
    assert code == 0, output
    assert len({one["id"] for one in lines(tmp_path)}) == len(lines(tmp_path)) == 12


def test_quiet_sections_of_an_undescribed_site_are_read_every_six_hours(tmp_path: Path) -> None:
    """Those that have brought something are read each time, and so is the front page."""

    def sections() -> set[str]:
        """Those that the run asked for."""
        asked = {path.strip("/").partition("?")[0] for path in site.asked} & {*SECTIONS, "rss.xml"}
        site.asked.clear()
        return asked

    def run_after(hours: int) -> None:
        moment = (MONDAY + hours * HOUR).isoformat()
        code, output = crawl(tmp_path, "site", "-a", f"url={site.url}", BANTIN_NOW=moment)
        assert code == 0, output

    with fake_site(60) as site:  # ten on the front page, the rest in sections
        run_after(0)
        assert sections() == {*SECTIONS, "rss.xml"}
        run_after(1)
        assert sections() == set(SECTIONS)
        run_after(6)
        assert sections() == {"rss.xml"}
        site.numbers = range(61)
        run_after(7)
        assert sections() == set(SECTIONS)
        assert site.path_of(60) in str(lines(tmp_path, "site")[-1]["url"])
        run_after(8)
        assert sections() == set()
        nothing = "<html><body><nav>" + site._nav() + "</nav></body></html>"
        site.faults["/"] = bad.page(nothing)  # what it links may come by scripts
        run_after(9)
        assert sections() == set(SECTIONS)
