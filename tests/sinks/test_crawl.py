"""A real crawl: its manifest, `latest`, and sinks that are up and down."""

import json
import os
import subprocess
import sys
from pathlib import Path

from crawler.manifest import latest_of, manifest_path
from crawler.sinks.sqlite import SqliteSink
from tests.crawl.small_site import small_site
from tests.sinks.articles import many, write_feed

ROOT = Path(__file__).resolve().parents[2]


def start(data: Path, url: str, *more: str, **environment: str) -> "subprocess.Popen[str]":
    """A process of `scrapy crawl site` with its data under `data`."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={url}", "-s", "SINK_PAUSES=0.1", *more],
        cwd=ROOT,
        env={**os.environ, "BANTIN_DATA": str(data), "BANTIN_MEMORY": "", "CONTACT": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip


def crawl(data: Path, url: str, *more: str, **environment: str) -> tuple[int, str]:
    process = start(data, url, *more, **environment)
    output, _ = process.communicate(timeout=120)
    return process.returncode, output


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
    command = [sys.executable, "-m", "scrapy", "sink"]
    setting = ["-s", f"SINK_SQLITE={tmp_path / 'bantin.sqlite3'}"]
    env = {**os.environ, "BANTIN_DATA": str(tmp_path)}

    def run(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*command, *arguments], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False
        )

    assert run(*setting).stdout == b"sqlite: 1 feed taken\n"
    found = run(*setting, "--read", "sqlite")
    assert found.stdout == feed.read_bytes(), found.stderr
    assert run().returncode == 2
    feed.write_bytes(b"{}\n")
    broken = run("-s", f"SINK_SQLITE={tmp_path / 'new.sqlite3'}", str(feed))
    assert broken.returncode == 7
    assert broken.stderr.count(b"\n") == 1 and b":1: a feed line" in broken.stderr
