"""Broken and hostile servers: each costs its own page or its own site, within bounds."""

import time
from pathlib import Path

import pytest

from tests.crawl import fake_site as bad
from tests.crawl.crawling import crawl
from tests.crawl.fake_site import fake_site

QUICK = (
    *("-s", "DOWNLOAD_TIMEOUT=2"),
    *("-s", "RETRY_TIMES=1"),
    *("-s", "BACKOFF_GIVE_UP_AFTER=1000"),
)
SMALL = ("-s", "DOWNLOAD_MAXSIZE=2000000")

PAGES = {
    "a slow drip": (bad.drip(0.3), "DownloadTimeoutError"),
    "no answer": (bad.silence(), "DownloadTimeoutError"),
    "an endless body": (bad.endless(), "too large"),
    "a gzip bomb": (bad.bomb("gzip"), "too large"),
    "a brotli bomb": (bad.bomb("br"), "too large"),
    "a body that ends early": (bad.cut(), "ResponseDataLossError"),
    "a half-closed connection": (bad.hang_up(), "DownloadFailedError"),
    "a redirect loop": (bad.redirect(""), "max redirections reached"),
    "a redirect to another host": (bad.redirect("http://khac.vn/bai.html"), "off the site"),
    "a redirect to metadata": (bad.redirect("http://169.254.169.254/"), "private address"),
    "a redirect to another port": (bad.redirect("http://127.0.0.1:1/"), "private address"),
    "a redirect to a file": (bad.redirect("file:///etc/passwd"), "another scheme"),
    "a redirect to ftp": (bad.redirect("ftp://khac.vn/bai.html"), "another scheme"),
    "a server error": (bad.status(500), "HTTP 500"),
    "a forbidden page": (bad.status(403), "HTTP 403"),
    "a challenge": (
        bad.status(503, {"cf-mitigated": "challenge"}, "<title>Just a moment...</title>"),
        "challenge",
    ),
    "a cookie challenge": (
        bad.page("<script>document.cookie='D1N=1';window.location.reload(true);</script>"),
        "challenge",
    ),
    "a login page": (
        bad.page("<title>Đăng nhập</title><form><input type='password'></form>"),
        "login",
    ),
}


def test_each_broken_page_costs_itself_only(tmp_path: Path) -> None:
    with fake_site(60) as site:
        paths = {site.path_of(number): case for number, case in enumerate(PAGES)}
        site.faults = {path: PAGES[case][0] for path, case in paths.items()}
        began = time.monotonic()
        run = crawl(tmp_path, "sample", site.url, *QUICK, *SMALL)
        took = time.monotonic() - began
    assert {case: run.reason(path) for path, case in paths.items()} == {
        case: reason for case, (_, reason) in PAGES.items()
    }
    assert len(run.items) == 60 - len(PAGES)
    assert run.totals()["failed"] == len(PAGES)
    assert run.totals()["unaccounted"] == 0
    assert "Traceback" not in run.output
    assert run.peak < 200, f"{run.peak:.0f} MiB"
    assert took < 150
    print(f"{len(PAGES)} broken pages: {took:.1f} s, {run.peak:.0f} MiB")


def test_pages_that_are_odd_but_whole_are_read(tmp_path: Path) -> None:
    with fake_site(30) as site:
        site.faults = {
            site.path_of(0): bad.kind("application/octet-stream"),
            site.path_of(1): bad.kind("text/plain"),
            site.path_of(2): bad.kind("image/png"),
            site.path_of(3): bad.overflow(),
            site.path_of(4): bad.at_first(1, bad.status(500)),
            site.path_of(5): bad.at_first(1, bad.hang_up()),
            site.path_of(6): bad.redirect(site.path_of(6) + "?lan=2"),
        }
        site.faults[site.path_of(6) + "?lan=2"] = lambda to: to.usual()
        run = crawl(tmp_path, "sample", site.url, *QUICK)
    assert run.code == 0, run.output
    assert len(run.items) == 30
    assert not [item for item in run.items if "forge" in (item["body"] or "")]


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_bombs_in_place_of_all_pages_stay_small(tmp_path: Path, encoding: str) -> None:
    with fake_site(30) as site:
        bomb = bad.bomb(encoding)
        site.faults = {site.path_of(number): bomb for number in range(20)}
        run = crawl(tmp_path, "sample", site.url, *QUICK)  # with the size limit of every day
    assert len(run.items) == 10
    assert run.totals()["failed"] == 20
    assert run.peak < 600, f"{run.peak:.0f} MiB"  # two of the twenty would be more
    print(f"20 {encoding} bombs of 300 MiB each: {run.peak:.0f} MiB")


LISTINGS = {
    "broken XML": bad.page('<?xml version="1.0"?><rss><channel><item><link>http://', "text/xml"),
    "a feed cut short": bad.cut(),
    "an external entity": bad.page(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">'
        '<!ENTITY y SYSTEM "http://127.0.0.1:1/bai-hoi-nghi-lan-thu-1-10001.html">]>'
        "<rss><channel><item><link>&x;&y;</link></item></channel></rss>",
        "text/xml",
    ),
    "a billion laughs": bad.page(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha">'
        + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "]><rss><channel><item><link>&i;</link></item></channel></rss>",
        "text/xml",
    ),
    "a bomb": bad.bomb("gzip"),
    "an endless feed": bad.endless(),
    "a picture": bad.page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400, "image/png"),
    "nothing": bad.page(b"", "text/xml"),
    "a challenge": bad.page("<script>document.cookie='D1N=1';location.reload();</script>"),
    "a redirect away": bad.redirect("http://10.0.0.8/rss.xml"),
}


def test_broken_listings_cost_themselves_only(tmp_path: Path) -> None:
    """Two at a time, in place of the feed and the sitemap: sections give all articles."""
    cases = list(LISTINGS)
    for first, second in zip(cases[::2], cases[1::2], strict=True):
        with fake_site(9) as site:
            site.faults = {"/rss.xml": LISTINGS[first], "/sitemap.xml": LISTINGS[second]}
            run = crawl(tmp_path / first, "sample", site.url, *QUICK, *SMALL)
        assert len(run.items) == 9, (first, second, run.output)
        assert "Traceback" not in run.output
        assert "root:" not in run.output
        assert run.peak < 250, (first, second)


def test_ten_thousand_links_on_one_page(tmp_path: Path) -> None:
    with fake_site(10_000) as site:
        site.per_page = 10_000
        site.faults["/thoi-su"] = bad.page(site.listing(None, 1))
        began = time.monotonic()
        few = ("-a", "section=thoi-su", "-a", "sample=5")
        run = crawl(tmp_path, "sample", site.url, *few, *QUICK)
        took = time.monotonic() - began
    assert run.totals()["found"] >= 9_990, run.output
    assert run.totals()["unaccounted"] == 0
    assert run.peak < 300, f"{run.peak:.0f} MiB"
    assert took < 150
    print(f"10,000 links: {took:.1f} s, {run.peak:.0f} MiB")


def test_a_listing_that_links_to_itself_with_growing_parameters_ends(tmp_path: Path) -> None:
    with fake_site(30) as site:

        def grow(to: bad.Handler) -> None:
            place = f"{to.path}{'&' if '?' in to.path else '?'}page={to.path.count('page') + 2}"
            links = f'<a rel="next" href="{place}">Trang sau</a><a href="{place}&x=1">Xem thêm</a>'
            to.send(200, bad.HTML, to.page().replace(b"</main>", f"{links}</main>".encode()))

        site.faults["/thoi-su"] = grow
        run = crawl(tmp_path, "sample", site.url, *QUICK)
        asked = sum(count for path, count in site.asked.items() if path.startswith("/thoi-su?"))
    assert len(run.items) == 30
    assert asked < 5, site.asked


def test_a_certificate_that_nobody_signed_costs_its_site(tmp_path: Path) -> None:
    with fake_site(5, tls=tmp_path) as site:
        run = crawl(tmp_path / "a", "site", site.url, *QUICK)
        assert not run.items
        assert run.code in (3, 4), run.output
        assert "Traceback" not in run.output
        assert not site.asked
        run = crawl(tmp_path / "b", "site", site.url, "-s", "DOWNLOAD_VERIFY_CERTIFICATES=0")
        assert len(run.items) == 5
