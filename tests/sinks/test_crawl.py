"""A real crawl: its manifest, `latest`, and sinks that are up, down and killed."""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from crawler.commands.validate import validate
from crawler.manifest import latest_of, manifest_path
from crawler.sinks.columns import dump_line
from crawler.sinks.files import FilesSink
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.sqlite import SqliteSink
from tests.crawl.small_site import small_site
from tests.sinks.articles import many, write_feed

KILLS = int(os.environ.get("KILLS", "2"))
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


def _kill_in_the_middle(process: "subprocess.Popen[str]", data: Path, pause: float) -> None:
    """Kill the crawl `pause` seconds after it has begun, or has ended, a feed."""
    before = len(list(data.rglob("*.jsonl*")))
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        if len(list(data.rglob("*.jsonl*"))) > before:
            break
        time.sleep(0.01)
    time.sleep(pause)
    process.kill()
    process.communicate()


@pytest.mark.long
def test_kills_with_every_sink_and_the_archive_lose_and_double_nothing(
    tmp_path: Path, postgres: str
) -> None:
    data, count, chance = tmp_path / "data", 60, random.Random(20261124)
    environment = {
        "BANTIN_SINK_SQLITE": str(tmp_path / "bantin.sqlite3"),
        "BANTIN_SINK_POSTGRES": postgres,
        "BANTIN_SINK_PARQUET": str(tmp_path / "parquet"),
        "BANTIN_SINK_FILES": str(tmp_path / "files"),
        "BANTIN_SINK_FILES_COMPRESSION": "gz",
        "BANTIN_SINK_SYNDICATION": str(tmp_path / "syndication"),
        "BANTIN_ARCHIVE": "1",
    }
    with small_site(count) as site:
        for _ in range(KILLS):
            process = start(data, site.url, **environment)
            _kill_in_the_middle(process, data, chance.uniform(0, 1.5))
        code, output = crawl(data, site.url, **environment)
        assert code == 0, output
    lines = published(data)
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == count
    assert not list(tmp_path.rglob("*.part"))
    assert all(manifest_path(feed).exists() for feed in feeds(data))
    assert validate(feeds(data)) == 0
    names = [f"site/{feed.stem}" for feed in feeds(data)]
    sinks = (
        SqliteSink(environment["BANTIN_SINK_SQLITE"]),
        PostgresSink(postgres),
        ParquetSink(environment["BANTIN_SINK_PARQUET"]),
        FilesSink(environment["BANTIN_SINK_FILES"], "gz"),
    )
    for sink in sinks:
        with closing(sink):
            held = [dump_line(line).rstrip() for name in names for line in sink.lines(name)]
            assert sorted(held) == lines, type(sink).__name__
    newest = json.loads((tmp_path / "syndication" / "all" / "feed.json").read_bytes())["items"]
    assert len({item["id"] for item in newest}) == len(newest) == 50
    print(f"kills {KILLS}, feeds {len(names)}, articles {count}, in each sink {len(lines)}")


def test_the_command_loads_feeds_and_reads_them_back(tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "feeds" / "mau" / "20261124T050000Z.jsonl", many(7))
    command = [sys.executable, "-m", "scrapy", "sink"]
    setting = ["-s", f"SINK_SQLITE={tmp_path / 'bantin.sqlite3'}", "-s", f"DATA={tmp_path}"]

    def run(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*command, *arguments], cwd=ROOT, capture_output=True, timeout=60, check=False
        )

    assert run(*setting).stdout == b"sqlite: 1 feeds taken\n"
    found = run(*setting, "--read", "sqlite")
    assert found.stdout == feed.read_bytes(), found.stderr
    assert run().returncode == 2
    feed.write_bytes(b"{}\n")
    broken = run("-s", f"SINK_SQLITE={tmp_path / 'new.sqlite3'}", str(feed))
    assert broken.returncode == 7
    assert broken.stderr.count(b"\n") == 1 and b":1: a feed line" in broken.stderr
