"""`scrapy canary` and `scrapy sites`, over real HTTP on loopback."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.canary import Look
from crawler.commands.canary import _page
from crawler.commands.sites import last_verdicts
from crawler.items import Article
from crawler.site import Site
from tests.crawl.fake_site import Fault, fake_site, page, redirect, status
from tests.starting import ROOT, scrapy


def canary(data: Path, *args: str) -> tuple[int, str]:
    return scrapy(data, "canary", *args)


def test_a_site_that_is_well(tmp_path: Path) -> None:
    with fake_site(30) as site:
        code, told = canary(tmp_path, "site", "-a", f"url={site.url}thoi-su")
        assert code == 0, told
        assert ": ok" in told and " links " in told and told.count("  read  ") == 2
        assert sum(site.asked.values()) == 4  # robots.txt, the listing, two articles
        assert site.asked["/robots.txt"] == 1
    assert not list(tmp_path.glob("feeds/*")) and not list(tmp_path.glob("reports/*"))


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    with fake_site(30) as site:
        site.robots = "User-agent: *\nDisallow: /\n"
        code, told = canary(tmp_path, "site", "-a", f"url={site.url}thoi-su")
        assert (code, set(site.asked)) == (5, {"/robots.txt"})
        assert "blocked (Forbidden by robots.txt)" in told


@pytest.mark.parametrize(
    ("fault", "code", "verdict"),
    [
        (status(404), 4, "dead (HTTP 404)"),
        (status(403), 5, "blocked (HTTP 403)"),
        (status(500), 3, "partial (HTTP 500)"),
        (page("<html><body><p>Trang đang nâng cấp.</p></body></html>"), 4, "drift"),
        (redirect("https://noikhac.vn/"), 4, "moved (off the site)"),
    ],
)
def test_a_listing_that_fails(tmp_path: Path, fault: Fault, code: int, verdict: str) -> None:
    with fake_site(30) as site:
        site.faults["/thoi-su"] = fault
        ended, told = canary(tmp_path, "site", "-a", f"url={site.url}thoi-su")
        assert (ended, verdict in told) == (code, True), told
        assert sum(site.asked.values()) <= 5


def test_never_more_than_five_requests(tmp_path: Path) -> None:
    with fake_site(30) as site:
        for number in site.numbers:
            path = site.path_of(number)
            site.faults[path] = redirect(f"{path}?buoc=1")
            site.faults[f"{path}?buoc=1"] = redirect(f"{path}?buoc=2")
        canary(tmp_path, "site", "-a", f"url={site.url}thoi-su")
        assert sum(site.asked.values()) <= 5


@pytest.mark.parametrize("args", [("nhandan", "qdnd"), ("tuyengiao",)])
def test_what_cannot_be_meant(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert canary(tmp_path, *args)[0] == 2


def look(host: str, **seen: object) -> Look:
    return Look("mau", Site(host=host), **seen)  # type: ignore[arg-type]


def test_all_sites_on_one_page() -> None:
    article = Article(title="Hội nghị", body="Sáng nay.", fetched=datetime.now(UTC))
    well = look("tot.vn", links={"https://tot.vn/": 9}, articles={"https://tot.vn/a": article})
    well.selectors.update([("title_css", True), ("lead_css", False)])
    looks = [
        well,
        look("rong.vn", links={"https://rong.vn/": 0}),
        look("cam.vn", failed={"https://cam.vn/": "challenge"}),
        look("nua.vn", links={"https://nua.vn/": 3}, refused={"https://nua.vn/a": "empty"},
             articles={"https://nua.vn/b": article}),
        look("tat.vn", failed={"https://tat.vn/": "CannotResolveHostError"}),
        look("trang.vn", links={"https://trang.vn/": 3}, articles={"https://trang.vn/a": Article()}),
    ]  # fmt: skip
    looks += [look("cam.vn", failed={"https://cam.vn/": "challenge"})]  # as portals do alike
    told = _page(looks)
    verdicts = [line.split()[0] for line in told]
    assert verdicts == ["dead", "drift", "drift", "blocked", "blocked", "partial", "selectors", "1"]
    assert told[-2].endswith("lead_css")
    assert told[-1] == "1 of 7 sites are well"


def test_the_catalogue_as_json(tmp_path: Path) -> None:
    report = tmp_path / "reports" / "nhandan" / "20261124T000000Z.json"
    report.parent.mkdir(parents=True)
    report.write_text(json.dumps({"verdicts": {"nhandan.vn": {"verdict": "quiet", "why": ""}}}))
    (report.parent / "20261125T000000Z.json").write_text("{")
    env = os.environ | {"BANTIN_DATA": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-m", "scrapy", "sites", "--json"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    rows = {row["host"]: row for row in json.loads(found.stdout)}
    assert rows["nhandan.vn"] == {
        "name": "nhandan", "host": "nhandan.vn", "level": "central", "cms": "onecms",
        "status": "active", "verified": "template 2026-11-24", "verdict": "quiet",
    }  # fmt: skip
    assert rows["tuyengiao.vn"]["status"] == "moved to tuyengiaodanvan.vn"
    assert rows["plo.vn"]["name"] == rows["plo.vn"]["level"] == "portals"
    assert len(rows) > 90


def test_the_newest_report_tells(tmp_path: Path) -> None:
    for day, verdict in (("01", "ok"), ("02", "drift")):
        told = {"verdicts": {"a.vn": {"verdict": verdict}}}
        (tmp_path / f"202611{day}T000000Z.json").write_text(json.dumps(told))
    assert last_verdicts(tmp_path) == {"a.vn": "drift"}
    assert last_verdicts(tmp_path / "khongco") == {}
