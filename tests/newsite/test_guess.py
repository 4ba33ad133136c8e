"""What addresses and pages tell about a site."""

import importlib
from datetime import date
from pathlib import Path

import pytest

from crawler.cms import CMSS
from crawler.cms.onecms import ONECMS
from crawler.newsite.drafting import row_text, spider_text, table_with
from crawler.newsite.guess import (
    guess_cms,
    guess_id_pattern,
    guess_name,
    guess_owner,
    main_sections,
)
from crawler.site import Site

FIXTURES = Path(__file__).parent.parent / "fixtures"
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("btg.dongthap.gov.vn", "btgdongthap"),
        ("nghean.dcs.vn", "nghean"),
        ("hoi-nong-dan.org.vn", "hoinongdan"),
        ("vn.com.vn", "vn"),
        ("127.0.0.1:8080", "site1270018080"),
    ],
)
def test_names(host: str, name: str) -> None:
    assert guess_name(host) == name


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("/tin/hop-chi-bo-c{n}.html", r"-c(\d+)\.html$"),
        ("/vi/n{n}/hop-chi-bo", r"/n(\d+)/"),
        ("/xem.do?muc=1&bv={n}", r"[?&]bv=(\d+)(?:&|$)"),
        ("/bai-viet/{n}", r"/(\d+)$"),
        ("/2026/11/hop-chi-bo-{n}.tin", r"-(\d+)\.tin$"),
        ("/hop-chi-bo-post9{n}5.html", None),  # the general grammar knows it
        ("/tin/2026/hop-chi-bo", None),  # no number is an article's own
    ],
)
def test_id_patterns(form: str, pattern: str | None) -> None:
    urls = [f"https://mau.vn{form.format(n=n)}" for n in (15, 27, 39, 128, 131)]
    assert guess_id_pattern(urls, ["https://mau.vn/tin"], None) == pattern


def test_a_pattern_that_sections_have_too_is_none() -> None:
    urls = [f"https://mau.vn/muc/{n}" for n in (15, 27, 39, 128)]
    assert guess_id_pattern(urls, ["https://mau.vn/muc/3"], None) is None
    assert guess_id_pattern(urls[:3], [], None) is None  # too few to tell
    assert guess_id_pattern([*urls, "https://mau.vn/gioi-thieu-chung"], [], None) is None


def test_sections_below_others() -> None:
    below = [f"https://mau.vn/{path}" for path in ("a.html", "a/b", "ab", "ds?muc=1", "?muc=2")]
    assert main_sections(below) == [below[0], *below[2:]]


def test_the_cms_that_most_pages_show() -> None:
    page = next(FIXTURES.glob("onecms/*/item.json")).with_name("page.html").read_bytes()
    assert guess_cms([page, page, b"<p>"]) is ONECMS
    assert guess_cms([page, b"<p>", b"<p>"]) is None
    assert guess_cms([]) is None


def test_owners() -> None:
    named = (
        '<meta property="og:site_name" content="Báo &quot;Sông Lam&quot;"><title>Trang chủ</title>'
    )
    assert guess_owner(named.encode(), "https://mau.vn/") == "Báo Sông Lam"
    assert guess_owner("<title>Tỉnh đoàn</title>".encode(), "https://mau.vn/") == "Tỉnh đoàn"
    assert guess_owner(b"<p>x", "https://www.mau.vn/") == "mau.vn"


def test_every_cms_can_be_imported_by_its_name() -> None:
    for cms in CMSS:
        assert getattr(importlib.import_module(f"crawler.cms.{cms.name}"), cms.name.upper()) is cms


def test_a_spider_with_all_it_can_have() -> None:
    start = tuple(f"/chuyen-muc-{name}" for name in ("mot", "hai", "ba", "bon", "nam", "sau"))
    site = Site(
        host="mau.vn", start=start, cms=ONECMS, owner="Báo Mẫu", id_patterns=(r"/(\d+)$",),
        language="en", verified=DAY, verified_by="as-served page",
    )  # fmt: skip
    text = spider_text("mau", site, DAY)
    names: dict[str, type] = {}
    exec(compile(text, "mau.py", "exec"), names)
    assert names["MauSpider"].sites == (site,)  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= 100


def test_a_row_stands_where_its_host_belongs() -> None:
    table = "host,x\na.vn,1\nc.vn,2\n"
    row = row_text(
        Site(host="b.vn", start=("/", "/rss"), cms=ONECMS), "Huế", "Paper, of sorts", DAY
    )
    assert row.startswith('b.vn,Huế,"Paper, of sorts",onecms,/ /rss,active,')
    assert table_with(table, row).splitlines()[2] == row.strip()
    assert table_with(table, "a.vn,3\n") == "host,x\na.vn,3\nc.vn,2\n"
