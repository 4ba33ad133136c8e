"""A real crawl: its manifest, `latest`, and sinks that are up and down."""

import json
from pathlib import Path

from crawler.manifest import latest_of, manifest_path
from crawler.sinks.sqlite import SqliteSink
from tests.crawl.small_site import small_site
from tests.sinks.articles import many, write_feed
from tests.starting import Scrapy, scrapy


def crawl(data: Path, url: str, *more: str, **environment: str) -> tuple[int, str]:
    told = ("crawl", "site", "-a", f"url={url}", "-s", "SINK_PAUSES=0.1")
    return scrapy(data, *told, *more, **environment)


def feeds(data: Path) -> list[Path]:
    return sorted((data / "feeds" / "site").glob("*.jsonl"))


def published(data: Path) -> list[bytes]:
    return sorted(line for feed in feeds(data) for line in feed.read_bytes().splitlines())


def test_a_run_leaves_a_manifest_and_moves_latest(tmp_path: Path) -> None:
    with small_site(5) as site:
        code, output = crawl(tmp_path, site.url)
    assert code == 0, output
    (feed,) = feeds(tmp_path)
    manifest = json.loads(manifest_path(feed).read_bytes())
    assert manifest["files"][0]["lines"] == 5
    assert manifest["finish_reason"] == "finished" and manifest["verdicts"]
    assert latest_of(feed.parent) == feed.resolve()
    with small_site(9) as site:  # a part of what is there is published, but not the latest
        code, output = crawl(tmp_path, site.url, "-a", "sample=2")
    assert code == 0 and f"latest stays at {feed.name}" in output, output


def test_a_sink_that_is_down_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    sink = tmp_path / "kho" / "bantin.sqlite3"
    with small_site(5) as site:
        (tmp_path / "kho").write_text("a file where the sink's folder should be")
        code, output = crawl(tmp_path, site.url, BANTIN_SINK_SQLITE=str(sink))
        assert code == 7, output
        assert "sqlite sink failed" in output
        (tmp_path / "kho").unlink()
        code, output = crawl(tmp_path, site.url, BANTIN_SINK_SQLITE=str(sink))
        assert code == 0, output
    held = SqliteSink(str(sink))
    ids = sorted(line["id"] for line in held.lines())
    held.close()
    assert len(ids) == len(set(ids)) == len(published(tmp_path)) == 5


def test_the_command_loads_feeds_and_reads_them_back(tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "feeds" / "mau" / "20261124T050000Z.jsonl", many(7))
    setting = ["-s", f"SINK_SQLITE={tmp_path / 'bantin.sqlite3'}"]

    def run(*arguments: str) -> tuple[int | None, str, str]:
        process = Scrapy(tmp_path, "sink", *arguments, apart=True)
        output, errors = process.communicate()
        return process.returncode, output, errors

    assert run(*setting)[1] == "sqlite: 1 feed taken\n"
    _, output, errors = run(*setting, "--read", "sqlite")
    assert output == feed.read_bytes().decode(), errors
    assert run()[0] == 2
    feed.write_bytes(b"{}\n")
    code, _, errors = run("-s", f"SINK_SQLITE={tmp_path / 'new.sqlite3'}", str(feed))
    assert code == 7
    assert errors.count("\n") == 1 and ":1: a feed line" in errors
