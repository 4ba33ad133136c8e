"""portals.csv: rows are sites, wrong ones are named together, and thousands cost little."""

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.arguments import ArgumentError
from crawler.catalogue import _by_host, described, find_site
from crawler.cms import CMSS
from crawler.commands.collect import NEED_AN_ADDRESS
from spiders.portals import COLUMNS, TABLE, PortalsSpider, in_shard, parse_table

HEAD = ",".join(COLUMNS) + "\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "portals.csv"
    monkeypatch.setattr(PortalsSpider, "table", place)
    return place


def rows(*lines: str) -> str:
    return HEAD + "".join(line + "\n" for line in lines)


def test_the_table_is_right_and_in_no_spider_of_its_own() -> None:
    portals, wrong = parse_table(TABLE)
    assert not wrong and len(portals) >= 30
    named = {
        host for one in described() if one.level != "portals"
        for host in (one.site.host, *one.site.aliases)
    }  # fmt: skip
    assert not named & {portal.site.host for portal in portals}


def test_every_wrong_row_is_named_with_its_line(table: Path) -> None:
    table.write_text(
        rows(
            "Hoa Lư,Ninh Bình,Government,,/,active,x",
            "mau.vn,Ninh Bình,Government,,/,active,x",
            "mau.vn,Ninh Bình,Government,,/,active,x",
            "khac.vn,Ninh Bình,Government,nocms,/,active,x",
            "thieu.vn,Ninh Bình,Government",
            "baomoi.com,Ninh Bình,Government,,/,active,x",
            "la.vn,Ninh Bình,Government,,https://noikhac.vn/,active,x",
            "trong.vn,,Government,,/,active,x",
            "di.vn,Ninh Bình,Government,,/,moved,x",
            "tot.vn,Ninh Bình,Government,,/,moved to moi.vn,x",
        ),
        encoding="utf-8",
    )
    with pytest.raises(ArgumentError) as error:
        PortalsSpider()
    named = [line.split(":")[1] for line in str(error.value).splitlines()]
    assert named == [f" line {n}" for n in (2, 4, 5, 6, 7, 8, 9, 10)]


def test_wrong_rows_hide_neither_good_ones_nor_other_spiders(table: Path) -> None:
    table.write_text(
        rows("Hoa Lư,Ninh Bình,Government,,/,active,x", "tot.vn,Huế,Government,,/,active,x"),
        encoding="utf-8",
    )
    sites = [one.site.host for one in described()]
    assert "tot.vn" in sites and "nhandan.vn" in sites
    assert [site.host for site in PortalsSpider.described_sites()] == ["tot.vn"]


def test_a_byte_that_is_no_utf_8_costs_its_row(table: Path) -> None:
    text = rows("xau.vn,Hu@,Government,,/,active,x", "tot.vn,Huế,Government,,/,active,x")
    table.write_bytes(text.encode().replace(b"@", b"\xea"))
    assert [site.host for site in PortalsSpider.described_sites()] == ["tot.vn"]
    with pytest.raises(ArgumentError, match="line 2: a byte of it is no UTF-8"):
        PortalsSpider()
    table.write_bytes(text.encode().replace(b"host", b"\xea"))
    with pytest.raises(ArgumentError, match="line 1: the columns"):
        PortalsSpider()


@pytest.mark.parametrize("text", ["", "host,cms\nmau.vn,\n", HEAD + '"mau.vn,Huế\n'])
def test_a_table_that_is_none(table: Path, text: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"portals\.csv: line"):
        PortalsSpider()


def test_a_host_a_province_a_shard() -> None:
    assert [site.host for site in PortalsSpider(host="plo.vn").sites] == ["plo.vn"]
    assert [site.host for site in PortalsSpider(host="www.plo.vn").sites] == ["plo.vn"]
    nghean = {site.host for site in PortalsSpider(province="nghệ an").sites}
    assert nghean == {"baonghean.vn", "vanhoanghean.vn", "vanhoanghean.com.vn"}
    parts = [PortalsSpider(shard=f"{n}/3").sites for n in (1, 2, 3)]
    everything = [site.host for part in parts for site in part]
    assert sorted(everything) == sorted(site.host for site in PortalsSpider().sites)
    assert all(parts)


def test_a_host_stays_in_its_shard() -> None:
    assert [n for n in range(1, 9) if in_shard("baonghean.vn", f"{n}/8")] == [3]


@pytest.mark.parametrize(
    "argument",
    [{"host": "khongco.vn"}, {"province": "Lục Tỉnh"}, {"shard": "9/8"}, {"shard": "0/8"},
     {"shard": "x"}, {"shard": "1/0"}],
)  # fmt: skip
def test_what_the_table_does_not_have(argument: dict[str, str]) -> None:
    with pytest.raises(ArgumentError):
        PortalsSpider(**argument)


def test_a_url_has_its_site_whether_named_or_a_row() -> None:
    _by_host.cache_clear()
    for url, host in (
        ("https://www.nhandan.vn/a-post1.html", "nhandan.vn"),
        ("http://123.31.36.41/a/201610/b-301326/", "noichinh.vn"),
        ("https://plo.vn/a-post870202.html", "plo.vn"),
        ("https://vov.vn:443/chinh-tri/a-1.vov", "vov.vn"),
    ):
        site = find_site(url)
        assert site is not None and site.host == host
    for url in ("https://khongco.vn/", "ftp://plo.vn/", "https://plo.vn:8443/", "", "https://[::1"):
        assert find_site(url) is None


def test_levels() -> None:
    levels = {one.level for one in described()}
    assert levels == {"central", "government", "press", "provinces", "portals"}
    assert not {one.spider for one in described()} & NEED_AN_ADDRESS


MEASURE = """
import os, resource, sys, time
began = 0
from pathlib import Path
from scrapy import signals
from scrapy.cmdline import execute
import spiders.portals
spiders.portals.PortalsSpider.table = Path(sys.argv[1])
if sys.argv[2] == "list":
    execute(["scrapy", "list"])
from scrapy.crawler import Crawler
def first(request, spider):
    status = Path("/proc/self/status").read_text()  # getrusage knows the parent's peak too
    memory = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(f"{len(spider.sites)} {time.process_time() - began:.2f} {memory}", flush=True)
    os._exit(0)
before = Crawler.__init__
def init(self, *args, **kwargs):
    before(self, *args, **kwargs)
    self.signals.connect(first, signal=signals.request_scheduled, weak=False)
Crawler.__init__ = init
execute(["scrapy", "crawl", "portals"])
"""


def test_three_thousand_rows_start_at_once(tmp_path: Path) -> None:
    cms = [*(cms.name for cms in CMSS), ""]
    line = "xa{}.mau.vn,Tỉnh {},Government,{},/ /tin-tuc,active,x"

    def run(what: str, many: int) -> str:
        table = tmp_path / f"portals-{many}.csv"
        lines = (line.format(n, n % 34, cms[n % len(cms)]) for n in range(many))
        table.write_text(rows(*lines), encoding="utf-8")
        found = subprocess.run(
            [sys.executable, "-c", MEASURE, table, what], capture_output=True, text=True,
            timeout=60, env={"BANTIN_DATA": str(tmp_path / "data"), "PATH": ""},
        )  # fmt: skip
        return found.stdout or found.stderr

    _, alone, _ = run("crawl", 3).split()[-3:]
    sites, seconds, memory = run("crawl", 3000).split()[-3:]
    print(f"{sites} rows: first request after {seconds} CPU s ({alone} with 3 rows), {memory} MB")
    assert sites == "3000"
    assert float(seconds) < 3 * float(alone), "it is 1.8 times as much"
    assert int(memory) < 150
    assert len(run("list", 3000).split()) >= 50
