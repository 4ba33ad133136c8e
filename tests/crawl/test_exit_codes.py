"""What cron gets to know: exit codes of `crawl` and `collect`, end to end."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from tests.crawl.small_site import SmallSite, path_of, small_site
from tests.crawl.test_crawl import articles_asked, lines
from tests.starting import ROOT, Scrapy

pytestmark = pytest.mark.timeout(400)  # up to six runs a test, 15 s each on a busy machine
BROKEN = "tests.crawl.broken"


def of(site: str) -> dict[str, str]:
    """The environment that makes it the project whose spiders break, over `site`."""
    return {"SCRAPY_SETTINGS_MODULE": f"{BROKEN}.settings", "TEST_SITE": site}


def scrapy(data: Path, *arguments: str, site: str = "") -> subprocess.CompletedProcess[str]:
    process = Scrapy(data, *arguments, **of(site))
    output, _ = process.communicate()
    assert process.returncode is not None
    return subprocess.CompletedProcess(arguments, process.returncode, output)


@pytest.mark.parametrize(
    "arguments",
    [
        ("crawl", "callback"),
        ("crawl", "start"),
        ("crawl", "whole", "-s", f'ITEM_PIPELINES={{"{BROKEN}.pipeline.Breaks": 1}}'),
        ("crawl", "whole", "-s", f'EXTENSIONS={{"{BROKEN}.pipeline.BreaksAtTheEnd": 1}}'),
        ("crawl", "callback", "-O", "{data}/trial.jsonl"),
        ("collect", "whole", "callback", "dead", "--jobs", "3"),
    ],
    ids=["callback", "start", "pipeline", "handler", "trial", "collect"],
)
def test_what_breaks_of_ours_is_a_crash(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with small_site(3) as site:
        told = [
            argument.format(data=tmp_path) if "trial" in argument else argument
            for argument in arguments
        ]
        found = scrapy(tmp_path / "data", *told, site=site.url)
    assert found.returncode == 1, found.stdout
    assert "breaks" in found.stdout


def test_a_feed_that_was_restored_by_half_is_storage(tmp_path: Path) -> None:
    feed = tmp_path / "feeds/whole/20261124T080000Z.jsonl"
    feed.parent.mkdir(parents=True)
    feed.write_text('{"id": "mau.vn:1"}\n{"id": "mau')
    with small_site(1) as site:
        found = scrapy(tmp_path, "crawl", "whole", site=site.url)
    assert found.returncode == 7, found.stdout
    (told,) = [row for row in found.stdout.splitlines() if "scrapy crawl" in row]
    assert told.startswith(f"scrapy crawl: {feed}:2: cut or damaged"), told
    assert "Traceback" not in found.stdout


def test_a_spider_that_is_killed_is_a_crash_of_collect(tmp_path: Path) -> None:
    with small_site(3) as site:
        found = scrapy(tmp_path, "collect", "killed", site=site.url)
    assert "killed: exit code 137" in found.stdout
    assert found.returncode == 1, found.stdout


@pytest.mark.long
def test_the_most_urgent_of_several_counts(tmp_path: Path) -> None:
    with small_site(3) as site:
        found = scrapy(tmp_path, "collect", "whole", "dead", site=site.url)
        assert found.returncode == 4, found.stdout
        assert "whole: exit code 0" in found.stdout
        assert "dead: exit code 4" in found.stdout
        assert scrapy(tmp_path, "collect", "whole", site=site.url).returncode == 0
        assert scrapy(tmp_path, "collect", site=site.url).returncode == 2


@pytest.mark.parametrize(
    ("status", "code", "verdict"), [(403, 5, "blocked"), (404, 4, "dead"), (500, 3, "partial")]
)
def test_a_listing_that_does_not_come(tmp_path: Path, status: int, code: int, verdict: str) -> None:
    with small_site(3) as site:
        site.broken["/"] = status
        arguments = ("crawl", "whole", "-s", "RETRY_TIMES=0", "-O", f"{tmp_path}/trial.jsonl")
        found = scrapy(tmp_path, *arguments, site=site.url)
    assert found.returncode == code, found.stdout
    assert f": {verdict}" in found.stdout


def test_a_listing_without_a_link_is_drift(tmp_path: Path) -> None:
    with small_site(0) as site:
        found = scrapy(tmp_path, "crawl", "whole", site=site.url)
    assert found.returncode == 4, found.stdout
    assert "drift" in found.stdout


def test_no_room_and_no_folder_are_told_before_the_crawl(tmp_path: Path) -> None:
    with small_site(3) as site:
        found = scrapy(tmp_path, "crawl", "whole", "-s", f"DISK_RESERVE={1 << 60}", site=site.url)
        assert found.returncode == 7, found.stdout
        assert "MB are free" in found.stdout
        (tmp_path / "file").write_text("")
        for data, *arguments in (
            (tmp_path / "file" / "data", "crawl", "whole"),
            (tmp_path, "crawl", "whole", "-O", f"{tmp_path}/file/trial.jsonl"),
        ):
            found = scrapy(data, *arguments, site=site.url)
            assert found.returncode == 7, found.stdout
            assert "Traceback" not in found.stdout
        assert not site.asked


def test_a_disk_that_fills_up_ends_the_crawl_without_a_hole(tmp_path: Path) -> None:
    """The kernel refuses to let any file grow beyond 40 kB, as a full disk would."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    with small_site(120) as site:
        found = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "whole"], preexec_fn=limit,
            env={**os.environ, "BANTIN_DATA": str(tmp_path), "BANTIN_MEMORY": "", **of(site.url)},
            cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        )  # fmt: skip
        assert found.returncode == 7, found.stdout
        assert articles_asked(site) < 120  # it stopped
        found = scrapy(tmp_path, "crawl", "whole", site=site.url)
        assert found.returncode == 0, found.stdout
    ids = [item["id"] for item in lines(tmp_path, "whole")]
    assert len(ids) == len(set(ids)) == 120


def test_a_sink_that_holds_nothing_is_a_storage_fault_and_nothing_is_lost(tmp_path: Path) -> None:
    refuse = ("-s", f"FEED_CONFIRMATIONS={BROKEN}.pipeline.refuse")
    with small_site(3) as site:
        assert scrapy(tmp_path, "crawl", "whole", *refuse, site=site.url).returncode == 7
        site.asked.clear()
        found = scrapy(tmp_path, "crawl", "whole", *refuse, site=site.url)
        assert found.returncode == 7, found.stdout
        assert not site.asked  # it is told before the crawl
        found = scrapy(tmp_path, "crawl", "whole", site=site.url)
        assert found.returncode == 0, found.stdout
        assert articles_asked(site) == 0
    assert len(lines(tmp_path, "whole")) == 3


WANTED = "id,url,site,content_hash,published,revision,deleted,title,lead"


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("FEED_CONFIRMATIONS=crawler.sinks.nothing", "FEED_CONFIRMATIONS=crawler.sinks.nothing: "),
        ("FEED_CONFIRMATIONS=nothing", "FEED_CONFIRMATIONS=nothing: "),
        ("FEED_CONFIRMATIONS=crawler.nowhere.at", "FEED_CONFIRMATIONS=crawler.nowhere.at: "),
        ("FEED_EXPORT_FIELDS=id,title", "the memory needs attachments, authors, body"),
        (f"FEED_EXPORT_FIELDS={WANTED}", "the memory needs attachments, authors, body"),
        ("AUTOTHROTTLE_START_DELAY=x", "AUTOTHROTTLE_START_DELAY=x: a number"),
        ("DATA=/tmp/x", "BANTIN_DATA=/tmp/x"),
        ("name=foo", "name=foo: no argument"),
    ],
)
def test_what_would_not_be_remembered_is_told_before_the_crawl(
    tmp_path: Path, argument: str, told: str
) -> None:
    option = "-a" if argument.startswith("name") else "-s"
    with small_site(3) as site:
        found = scrapy(tmp_path, "crawl", "whole", option, argument, site=site.url)
        assert not site.asked
    assert found.returncode == 2, found.stdout
    assert told in found.stdout and "Traceback" not in found.stdout
    assert not list(tmp_path.iterdir())


def test_a_clock_that_is_set_to_nonsense_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for now in ("yesterday", "0001-01-01T00:00:00+07:00"):
        monkeypatch.setenv("BANTIN_NOW", now)
        found = scrapy(tmp_path, "crawl", "whole", site="http://127.0.0.1:9/")
        assert found.returncode == 2, found.stdout
        assert f"BANTIN_NOW={now}: a moment" in found.stdout and "Traceback" not in found.stdout


def test_the_memory_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    with small_site(3) as site:
        assert scrapy(tmp_path, "crawl", "whole", site=site.url).returncode == 0
        with closing(sqlite3.connect(tmp_path / "memory.sqlite3")) as memory:
            memory.execute("UPDATE bantin_schema SET version = 99")
            memory.commit()
        for command in ("crawl", "forget"):
            found = scrapy(tmp_path, command, "whole", site=site.url)
            assert found.returncode == 7, found.stdout
            assert "schema version 99" in found.stdout and "Traceback" not in found.stdout


def test_the_data_folder_may_have_any_name(tmp_path: Path) -> None:
    data = tmp_path / "bản tin?mode=ro#1 100% %s [a]"
    with small_site(3) as site:
        found = scrapy(data, "crawl", "whole", site=site.url)
        assert found.returncode == 0, found.stdout
        assert (data / "memory.sqlite3").exists()
        assert [path.name for path in tmp_path.iterdir()] == [data.name]
        found = scrapy(data, "crawl", "whole", site=site.url)
        assert found.returncode == 0, found.stdout
    assert len(lines(data, "whole")) == 3


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_collect_passes_signals_on_and_what_is_whole_is_published(
    tmp_path: Path, number: int, code: int
) -> None:
    with small_site(3000) as site:
        process = Scrapy(tmp_path, "collect", "whole", "dead", **of(site.url))
        while articles_asked(site) < 20 and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(number)
        told, _ = process.communicate(timeout=60)
        assert process.returncode == code, told
        assert f"whole: exit code {code}" in told
        assert "dead" not in told  # no further one began
    assert lines(tmp_path, "whole")
    report = newest_report(tmp_path, "whole")
    assert {row["unaccounted"] for row in report["sections"]} == {0}


def newest_report(data: Path, spider: str) -> dict:
    return json.loads(sorted((data / "reports" / spider).glob("*.json"))[-1].read_bytes())


@pytest.mark.long
def test_forgotten_pages_are_fetched_again(tmp_path: Path) -> None:
    with small_site(12) as site:
        assert scrapy(tmp_path, "crawl", "whole", site=site.url).returncode == 0
        url = f"{site.url}{path_of(2)[1:]}"
        found = scrapy(tmp_path, "forget", "whole", "--url", url, site=site.url)
        assert (found.returncode, found.stdout.split()[0]) == (0, "1"), found.stdout
        site.asked.clear()
        assert scrapy(tmp_path, "crawl", "whole", site=site.url).returncode == 0
        assert [path for path in site.asked if path.endswith(".html")] == [path_of(2)]
        found = scrapy(tmp_path, "forget", "whole", site=site.url)
        assert found.stdout.startswith("12 pages")
        assert scrapy(tmp_path, "crawl", "whole", site=site.url).returncode == 0
    assert len(lines(tmp_path, "whole")) == 12 + 1 + 12
    assert scrapy(tmp_path, "forget", "whole", "--url", "https://mau.vn/khong-co").returncode == 2
    assert scrapy(tmp_path, "forget", "khongco").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("forget", "whole", "--since="),
        ("forget", "whole", "--url="),
        ("reread", "--site=", "data"),
        ("ingest", "--site=", "data"),
        ("newsite", "https://mau.vn/", "--from="),
    ],
)
def test_an_empty_option_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    found = scrapy(tmp_path, *arguments)
    assert found.returncode == 2, found.stdout
    option = arguments[-1] if arguments[-1] != "data" else arguments[1]
    assert f"error: {option.strip('=')} is empty" in found.stdout


def test_reports_follow_their_schema(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)

    def check(site: SmallSite, *arguments: str) -> dict:
        scrapy(tmp_path, *arguments, "-s", "RETRY_TIMES=0", site=site.url)
        report = newest_report(tmp_path, "whole")
        assert [f"{e.json_path}: {e.message}" for e in judge.iter_errors(report)] == []
        rows = report["sections"]
        for row in rows:
            assert set(row) == set(schema["$defs"]["section"]["properties"])
            ends = ("known", "waiting", "skipped", "exported", "unchanged", "gone", "settled")
            assert row["found"] == sum(row[end] for end in (*ends, "failed", "unaccounted"))
            assert row["exported"] == row["written"]
            assert sum(row["reasons"].get("failed", {}).values()) == row["failed"]
        return report

    with small_site(12) as site:
        site.broken |= {path_of(4): 500, path_of(9): 404}
        report = check(site, "crawl", "whole", "-a", "sample=3")
        assert report["finish_reason"] == "closespider_itemcount"
        report = check(site, "crawl", "whole")
        assert report["failed"] == {"HTTP 500": 1, "HTTP 404": 1}
        assert list(report["verdicts"].values())[0]["verdict"] == "partial"
        assert check(site, "crawl", "whole")["feed"] is None
        site.broken["/"] = 403
        assert check(site, "crawl", "whole")["listings_failed"]


def test_gaps_in_numbered_ids_are_hinted_at(tmp_path: Path) -> None:
    with small_site(9) as site:
        site.left_out = {4, 5, 8}
        assert scrapy(tmp_path, "crawl", "whole", site=site.url).returncode == 0
    assert newest_report(tmp_path, "whole")["gaps"] == {"mau": ["10008", "10004-10005"]}
