"""Real runs with every sink and the archive on, killed while each of them writes.

`make torture` kills a hundred runs, which takes about five minutes.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from random import Random

import psycopg
import pytest

from crawler.archive.index import Index
from crawler.commands.validate import validate
from crawler.manifest import manifest_path
from crawler.sinks.columns import Line, dump_line
from crawler.sinks.files import FilesSink
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.partitions import HELD
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.sqlite import SqliteSink
from tests.crawl.small_site import SmallSite, small_site
from tests.crawl.test_kills import Torture
from tests.sinks.articles import many, write_feed

KILLS = int(os.environ.get("KILLS", "2"))
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = pytest.mark.timeout(240 + 30 * KILLS)  # a busy machine takes 15 s for a run
Moment = Callable[[], Callable[[], bool]]


class SinksTorture(Torture):
    """Runs that write the feed, five sinks and the archive."""

    def __init__(self, data: Path, site: SmallSite, postgres: str, seed: int) -> None:
        super().__init__(data, site, "", seed)
        self.postgres = postgres
        self.sqlite = data.parent / "bantin.sqlite3"
        self.parquet = data.parent / "parquet"
        self.files = data.parent / "files"
        self.syndication = data.parent / "syndication"
        self.watched = psycopg.connect(postgres, autocommit=True)
        self.behind = 0
        """Kills that left a published feed which a sink did not hold."""

    def environment(self) -> dict[str, str]:
        return super().environment() | {
            "BANTIN_SINK_SQLITE": str(self.sqlite),
            "BANTIN_SINK_POSTGRES": self.postgres,
            "BANTIN_SINK_PARQUET": str(self.parquet),
            "BANTIN_SINK_FILES": str(self.files),
            "BANTIN_SINK_FILES_COMPRESSION": "gz",
            "BANTIN_SINK_SYNDICATION": str(self.syndication),
            "BANTIN_ARCHIVE": "1",
        }

    def arguments(self) -> tuple[str, ...]:
        small = ("-s", "SINK_FILES_BATCH_LINES=3", "-s", "ARCHIVE_SIZE=8000")  # many files
        return (*super().arguments(), *small)

    def moments(self) -> tuple[Moment, ...]:
        places = (self.sqlite.with_name("bantin.sqlite3-wal"), self.parquet, self.files)
        return (
            self.anywhere,
            self.before_the_rename,
            self.at_the_rename,
            self.at_the_commit,
            self.at_the_server,
            *(lambda place=place: self.at_a_write(place) for place in places),
            lambda: self.at_a_write(self.syndication),
            lambda: self.at_a_write(self.data / "archive"),
        )

    def at_a_write(self, place: Path) -> Callable[[], bool]:
        """At the first, second, ... change of what lies at `place`."""
        states, left = [_state(place)], self.chance.randrange(1, 6)

        def changed() -> bool:
            state = _state(place)
            if state != states[-1]:
                states.append(state)
            return len(states) > left

        return changed

    def at_the_server(self) -> Callable[[], bool]:
        """Some turns after the Postgres sink has connected."""
        left = [self.chance.randrange(1, 20)]

        def connected() -> bool:
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            (count,) = self.watched.execute(query).fetchone() or (0,)
            left[0] -= count > 1
            return not left[0]

        return connected

    def kill(self, moment: Moment) -> None:
        super().kill(moment)
        names = {f"{feed.stem}.json" for feed in self.feeds}
        self.behind += any(
            names - {path.name for path in (folder / "_feeds" / "site").glob("*.json")}
            for folder in (self.parquet, self.files, self.syndication)
        )

    def close(self) -> None:
        self.watched.close()

    def judge(self) -> dict[str, int]:
        """What the feeds hold against what the site has, and the sinks against the feeds."""
        found = super().judge()
        published = Counter(line for feed in self.feeds for line in feed.read_bytes().splitlines())
        for sink in (
            SqliteSink(str(self.sqlite)),
            PostgresSink(self.postgres),
            ParquetSink(str(self.parquet)),
            FilesSink(str(self.files), "gz"),
        ):
            with closing(sink):
                held = Counter(_line(line) for line in sink.lines())
            name = type(sink).__name__
            found[f"lost in {name}"] = (published - held).total()
            found[f"too many in {name}"] = (held - published).total()
        found["not in the archive"] = len(self._records(published) - self._archived())
        found["lost in JSON Feed"] = len(self._newest(published) ^ self._syndicated())
        return found

    @staticmethod
    def _records(lines: Counter[bytes]) -> set[str]:
        return {json.loads(line)["record"] for line in lines}

    def _archived(self) -> set[str]:
        with Index() as index:
            index.update((self.data / "archive").rglob("*.warc.gz"))
            return {capture.record for capture in index}

    @staticmethod
    def _newest(lines: Counter[bytes]) -> set[str]:
        """Ids of the articles last printed; those of one minute are told apart by the id."""
        published = {line["id"]: line["published"] for line in map(json.loads, lines)}
        return set(sorted(published, key=lambda id: (published[id], id))[-50:])

    def _syndicated(self) -> set[str]:
        feed = json.loads((self.syndication / "all" / "feed.json").read_bytes())
        return {item["id"] for item in feed["items"]}


def _state(place: Path) -> list[tuple[str, int]]:
    """Names and sizes at `place`; what vanishes while it is looked at is left out."""
    found = []
    for path in (place, *place.rglob("*")):
        try:
            found.append((str(path), path.stat().st_size))
        except FileNotFoundError:
            pass
    return sorted(found)


def _line(line: Line) -> bytes:
    return dump_line(line).rstrip()


@PATIENCE
@pytest.mark.long
def test_kills_with_every_sink_and_the_archive_lose_and_double_nothing(
    tmp_path: Path, postgres: str
) -> None:
    with small_site(25) as site, closing(SinksTorture(tmp_path / "data", site, postgres, 6)) as run:
        run.whole_run()
        for number in range(KILLS):
            run.kill(run.moments()[number % len(run.moments())])
        run.settle()
        found = run.judge()
    told = ", ".join(f"{name} {count}" for name, count in (*run.found.items(), *found.items()))
    print(f"kills {KILLS}, with a sink behind {run.behind}, {told}")
    articles, lines = found.pop("articles"), found.pop("lines")
    assert articles == site.count
    assert lines > articles
    assert not any(found.values()), told
    assert not list(tmp_path.rglob("*.part")) and not list(tmp_path.rglob("*.begun"))
    assert all(manifest_path(feed).exists() for feed in run.feeds)
    assert validate(run.feeds) == 0


@PATIENCE
@pytest.mark.long
def test_kills_lose_nothing_of_what_waits_for_its_month(tmp_path: Path) -> None:
    """Parquet and files hold 32 MB of lines back: the loading of 50 MB is killed with nothing
    written yet, and between two files of either."""
    feed = write_feed(tmp_path / "feeds" / "mau" / "20261124T050000Z.jsonl", many(10_000))
    assert feed.stat().st_size > 1.5 * HELD
    lines, chance, kills = sorted(feed.read_bytes().splitlines()), Random(8), 3 + KILLS // 10
    held_back = 0
    for number in range(kills):
        root = tmp_path / str(number)
        process = _load(tmp_path, root)
        place, files = root / ("parquet", "files")[number % 2], chance.randrange(1, 150)
        deadline = time.monotonic() + (chance.uniform(0.4, 1) if number % 3 == 0 else 60)
        while process.poll() is None and time.monotonic() < deadline:
            if sum(1 for _ in place.glob("site=*/month=*/*")) >= files:
                break
            time.sleep(0.001)
        process.kill()
        process.wait()
        held_back += not list(root.glob("*/site=*/month=*/*"))
        assert _load(tmp_path, root).wait() == 0
        for sink in (ParquetSink(str(root / "parquet")), FilesSink(str(root / "files"), "zst")):
            with closing(sink):
                assert sorted(_line(line) for line in sink.lines()) == lines
        shutil.rmtree(root)
    print(f"kills {kills}, {held_back} with nothing written; of {len(lines)} lines none is lost")
    assert 0 < held_back < kills


def _load(data: Path, root: Path) -> "subprocess.Popen[bytes]":
    """A process that loads the feeds of `data` into sinks below `root`."""
    sinks = {
        "BANTIN_SINK_PARQUET": str(root / "parquet"),
        "BANTIN_SINK_FILES": str(root / "files"),
        "BANTIN_SINK_FILES_COMPRESSION": "zst",
    }
    command = [sys.executable, "-m", "scrapy", "sink"]
    environment = os.environ | sinks | {"BANTIN_DATA": str(data)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def test_a_kill_before_any_step_leaves_no_mark_behind(tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "feeds" / "mau" / "20261124T050000Z.jsonl", many(3))
    killed = 0
    for step in range(1, 200):
        target = tmp_path / f"sink{step}"
        codes = [_load_until(target, feed, moment) for moment in (step, 10_000)]
        killed += codes[0] == 9
        assert codes[1] == 0
        with closing(FilesSink(str(target))) as sink:
            assert [_line(line) for line in sink.lines()] == feed.read_bytes().splitlines()
        assert not list(target.rglob("*.begun")) and not list(target.rglob(".*"))
        if codes[0] == 0:
            break
    assert killed > 10


def _load_until(target: Path, feed: Path, step: int) -> int | None:
    """The exit code of a process that loads `feed` and is gone before its file operation `step`."""
    left = step

    def watch(event: str, _: object) -> None:
        nonlocal left
        if event in ("os.rename", "os.remove", "os.mkdir", "open"):
            left -= 1
            if left == 0:
                os._exit(9)

    def load() -> None:
        sink = FilesSink(str(target))
        if not sink.held():
            sys.addaudithook(watch)
            sink.load(feed)

    process = get_context("fork").Process(target=load)
    process.start()
    process.join(60)
    return process.exitcode
