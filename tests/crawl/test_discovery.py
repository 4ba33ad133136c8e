"""Feeds, sitemaps, sections and their pages: what is found, what is never entered, where it ends."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crawl import fake_site as bad
from tests.crawl.crawling import crawl
from tests.crawl.fake_site import SECTIONS, fake_site


def test_any_mix_gives_each_article_once(tmp_path: Path) -> None:
    with fake_site(60) as site:
        run = crawl(tmp_path, "sample", site.url)
        assert max(site.asked.values()) == 1, site.asked.most_common(3)
    ids = [item["id"] for item in run.items]
    assert len(ids) == len(set(ids)) == 60
    assert run.totals()["found"] == run.totals()["exported"] == 60
    kinds = {row["section"]: row["kind"] for row in run.report["sections"]}
    assert kinds == {"/rss.xml": "feed", "/sitemap.xml": "sitemap"} | {
        f"/{name}": "section" for name in SECTIONS
    }


def test_the_summary_calls_a_sitemap_a_sitemap(tmp_path: Path) -> None:
    with fake_site(4) as site:
        run = crawl(tmp_path, "site", f"{site.url}sitemap-1.xml.gz")
        assert "2 articles from 1 sitemap in " in run.output, run.output


def test_sections_that_only_a_query_tells_apart_are_several(tmp_path: Path) -> None:
    with fake_site(30) as site:
        for number, name in enumerate(SECTIONS):
            site.faults[f"/?muc={number}"] = bad.page(site.listing(name, 1))
        menu = "".join(f'<a href="/?muc={n}">{name}</a>' for n, name in enumerate(SECTIONS))
        front = site.listing(SECTIONS[0], 1)
        start, _, rest = front.partition("<nav>")
        site.faults["/"] = bad.page(f"{start}<nav>{menu}</nav>{rest.partition('</nav>')[2]}")
        site.faults["/rss.xml"] = bad.page("<rss/>", "text/xml")  # it may be read before a section
        run = crawl(tmp_path, "site", site.url)
    rows = {row["section"]: row["exported"] for row in run.report["sections"]}
    assert rows["/"] + rows["/?muc=0"] == 10
    assert (rows["/?muc=1"], rows["/?muc=2"]) == (10, 10)


def test_a_range_is_exact_and_pagination_ends_beyond_it(tmp_path: Path) -> None:
    with fake_site(300) as site:
        since, until = site.day_of(260), site.day_of(280)
        run = crawl(
            tmp_path, "site", f"{site.url}{SECTIONS[0]}",
            *("-a", f"since={since}"), *("-a", f"until={until}"),
        )  # fmt: skip
        listings = sum(path.startswith(f"/{SECTIONS[0]}?") for path in site.asked)
        numbers = [n for n in range(260, 281) if site.section_of(n) == SECTIONS[0]]
        days = [str(site.day_of(n)) for n in numbers]
    assert sorted(item["published"][:10] for item in run.items) == days
    assert listings <= 3, "of ten pages one or two lie in the range, and one shows that it is over"
    assert run.code == 0, run.output


@pytest.mark.parametrize("bound", ["since=0001-01-01", "until=9999-12-31"])
def test_a_range_may_reach_to_the_ends_of_the_calendar(tmp_path: Path, bound: str) -> None:
    with fake_site(10) as site:
        run = crawl(tmp_path, "site", f"{site.url}rss.xml", "-a", bound)
    assert run.code == 0, run.output
    assert len(run.items) == 10


def test_a_sitemap_is_not_followed_to_what_is_too_old(tmp_path: Path) -> None:
    with fake_site(60) as site:
        since = site.day_of(59) - timedelta(days=4)
        run = crawl(tmp_path, "site", f"{site.url}sitemap.xml", "-a", f"since={since}")
        assert site.articles_asked() == 6, "a day more than the range"
    assert len(run.items) == 5
    assert run.totals()["skipped"] == 55
    assert run.totals()["unaccounted"] == 0


@pytest.mark.parametrize("start", ["thoi-su", "rss.xml", "news.xml"])
def test_what_states_a_later_day_is_accounted_for_and_not_fetched(
    tmp_path: Path, start: str
) -> None:
    with fake_site(60) as site:
        until = site.day_of(54)
        news = site.sitemap(list(site.numbers)).replace("<lastmod>", "<n:news><n:publication_date>")
        news = news.replace("</lastmod>", "</n:publication_date></n:news>")
        news = news.replace("<urlset", '<urlset xmlns:n="http://www.google.com/schemas/n/0.9"')
        site.faults["/news.xml"] = bad.page(news, "application/xml")
        run = crawl(tmp_path, "site", f"{site.url}{start}", "-a", f"until={until}")
        shown = [n for n in site.numbers if start != "thoi-su" or site.section_of(n) == start]
        shown = shown[-10:] if start == "rss.xml" else shown
        inside = [n for n in shown if n <= 54]
        margin = [n for n in shown if n == 55]
        assert site.articles_asked() == len(inside) + len(margin)
    assert len(run.items) == len(inside) > 0
    row = run.report["sections"][0]
    assert row["reasons"]["skipped"] == {"outside the date range": len(shown) - len(inside)}
    assert (row["found"], row["unaccounted"]) == (len(shown), 0)
    assert f"skipped: {len(shown) - len(inside)} (outside the date range)" in run.output


@pytest.mark.parametrize(
    "stated",
    [
        ("/sitemap-2.xml", r"<lastmod>[^<]*", "<lastmod>2026-09-01"),  # a change says no more
        ("/rss.xml", r"<pubDate>[^<]*", "<pubDate>2026-09-01T08:30:00+07:00"),  # the feed's own
        ("/thoi-su", r"\d\d/\d\d/2024", "nay"),
    ],
    ids=["lastmod", "feed's own", "none"],
)
def test_a_moment_that_proves_nothing_leaves_nothing_out(
    tmp_path: Path, stated: tuple[str, str, str]
) -> None:
    path, pattern, put = stated
    with fake_site(9) as site:
        found = site.answer(path)
        assert found
        site.faults[path] = bad.page(re.sub(pattern, put, found[1].decode()), found[0])
        until = site.day_of(8)
        run = crawl(tmp_path, "site", f"{site.url[:-1]}{path}", "-a", f"until={until}")
        assert site.articles_asked() == len(run.items) == run.totals()["found"] > 0


def test_the_front_page_of_an_unknown_site_shows_feeds_and_sections(tmp_path: Path) -> None:
    with fake_site(90) as site:
        site.per_page = 10
        run = crawl(tmp_path, "site", site.url)
        assert {"/rss.xml", *(f"/{name}" for name in SECTIONS)} <= set(site.asked)
        assert not [path for path in site.asked if "sitemap" in path]
        assert max(site.asked.values()) == 1
    assert len(run.items) == 90


def test_the_archive_of_an_unknown_site_is_reached_through_robots_txt(tmp_path: Path) -> None:
    with fake_site(30) as site:
        site.robots += f"Sitemap: {site.url}sitemap.xml\nSitemap: http://10.0.0.8/sitemap.xml\n"
        listing = site.listing(None, 1).replace('rel="next"', "").replace("Trang sau", "")
        site.faults["/"] = bad.page(listing.replace("<nav>", "<div>"))
        for name in SECTIONS:
            site.faults[f"/{name}"] = bad.page(listing)
        run = crawl(tmp_path, "site", site.url, "-a", "since=2024-01-01")
        assert len(run.items) == 30


def test_one_section_alone(tmp_path: Path) -> None:
    with fake_site(30) as site:
        run = crawl(tmp_path, "sample", site.url, "-a", "section=doi-song")
        assert "/rss.xml" not in site.asked
        assert "/thoi-su" not in site.asked
    assert len(run.items) == 10


def test_an_article_of_several_pages_is_one_line(tmp_path: Path) -> None:
    with fake_site(3) as site:
        site.parts[1] = 4
        run = crawl(tmp_path, "sample", site.url)
    assert len(run.items) == 3
    body = next(item["body"] for item in run.items if "trang 4" in item["body"])
    assert body.count("\n\n") == 4 * 6 - 1


def test_an_article_of_several_pages_outside_the_range_is_no_failure(tmp_path: Path) -> None:
    with fake_site(3) as site:
        site.parts[1] = 2
        run = crawl(tmp_path, "sample", site.url, "-a", f"since={site.day_of(2)}")
        assert site.asked[site.path_of(1)] == 1, "a day before the range: only the page can tell"
        assert not site.asked[f"{site.path_of(1)}?page=2"]
    assert run.code == 0, run.output
    assert run.totals()["skipped"] == 2
    assert len(run.items) == 1


def test_pages_of_an_article_that_run_in_a_circle_are_read_once(tmp_path: Path) -> None:
    with fake_site(3) as site:
        path = site.path_of(1)
        back = f'<a rel="next" href="{path}?page=2">Trang sau</a></body>'
        site.parts[1] = 2
        site.faults[f"{path}?page=2"] = lambda to: to.send(
            200, bad.HTML, to.page().replace(b"</body>", back.encode())
        )
        run = crawl(tmp_path, "sample", site.url)
        assert site.asked[f"{path}?page=2"] == 1
    assert len(run.items) == 3


@pytest.mark.long
def test_an_article_whose_later_page_fails_comes_whole_or_not_at_all(tmp_path: Path) -> None:
    with fake_site(3) as site:
        site.parts[1] = 3
        for fault in (bad.status(500), bad.page("<title>Đăng nhập</title>"), bad.page("")):
            site.faults[f"{site.path_of(1)}?page=3"] = fault
            run = crawl(
                tmp_path / "a",
                "sample",
                site.url,
                "-O",
                f"{tmp_path}/t.jsonl",
                "-s",
                "RETRY_TIMES=0",
            )
            assert run.code == 3, run.output
        run = crawl(tmp_path / "b", "sample", site.url, "-s", "RETRY_TIMES=0")
        assert len(run.items) == 2
        assert run.totals()["failed"] == 1
        site.faults.clear()
        run = crawl(tmp_path / "b", "sample", site.url)
    assert len(run.items) == 3
    assert any("trang 3" in item["body"] for item in run.items)


def test_endless_spaces_are_not_entered(tmp_path: Path) -> None:
    traps = (
        "/tim-kiem?q=dang", "/tag/dang-bo/page-2", "/c/portal/update_language?languageId=fi_FI",
        "/lich?date_begin=2024-01-01&date_end=2024-01-02", "/thoi-su;jsessionid=AB12?page=2",
    )  # fmt: skip
    with fake_site(9) as site:
        links = "".join(
            f'<a href="{trap}">Hội nghị tổng kết công tác năm của Đảng bộ xã</a>' for trap in traps
        )
        site.faults["/thoi-su"] = lambda to: to.send(
            200, bad.HTML, to.page().replace(b"</main>", f"{links}</main>".encode())
        )
        run = crawl(tmp_path, "sample", site.url)
        assert not set(traps) & set(site.asked)
    assert len(run.items) == 9


@pytest.mark.long
def test_a_sitemap_of_fifty_thousand_fits_into_memory(tmp_path: Path) -> None:
    with fake_site(50_000) as site:
        everything = site.sitemap(site.numbers)
        site.faults["/sitemap.xml"] = bad.page(everything, "application/xml")
        began = time.monotonic()
        run = crawl(tmp_path, "site", f"{site.url}sitemap.xml", "-a", "sample=5")
        took = time.monotonic() - began
    assert run.totals()["found"] == 50_000
    assert run.totals()["unaccounted"] == 0
    assert run.peak < 350, f"{run.peak:.0f} MiB"
    print(f"50,000 addresses: {took:.1f} s, {run.peak:.0f} MiB")


@pytest.mark.parametrize("spider", ["patterns_of_site", "patterns_of_cms"])
def test_a_sitemap_is_followed_to_what_the_sites_own_patterns_match(
    tmp_path: Path, spider: str
) -> None:
    places = {f"/bv/bai{number}": number for number in range(3)}
    others = ("/bv", "/bv/", "/doi-song", "/bv/muc")
    with fake_site(3) as site:
        for place, number in places.items():
            site.faults[place] = bad.page(site.article(number, 1))
        urls = "".join(
            f"<url><loc>{site.url[:-1]}{path}</loc></url>" for path in (*places, *others)
        )
        site.faults["/sitemap.xml"] = bad.page(f"<urlset>{urls}</urlset>", "application/xml")
        run = crawl(
            tmp_path, spider, f"{site.url}sitemap.xml", "-s", "SPIDER_MODULES=tests.crawl.described"
        )
        assert {path for path in site.asked if path.startswith(("/bv", "/doi"))} == set(places)
    assert sorted(item["id"] for item in run.items) == ["mau:bai0", "mau:bai1", "mau:bai2"]
    assert run.totals()["unaccounted"] == 0
