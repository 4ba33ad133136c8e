"""Feeds, memory and locks: what is on disk after a crash is whole, marked and unclaimed by none."""

import json
import multiprocessing
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from scrapy.settings import Settings

from crawler.extensions.remember import Unconfirmed, confirmations, recover
from crawler.feeds import WholeFile, cut_to_whole_lines, part_of
from crawler.lock import AlreadyRunning, locked
from crawler.memory import FAILED, SETTLED, TRIES, Memory, Page
from crawler.run import Run

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


def line(number: int) -> bytes:
    item = {"id": f"mau.vn:{number}", "title": "Hội nghị", "content_hash": f"h{number}"}
    return json.dumps(item, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("mau", datetime(2026, 11, 23, 5, 53, 19, tzinfo=UTC), tmp_path, trial=False)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/memory.sqlite3"
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    engine = sa.create_engine(POSTGRES, connect_args={"connect_timeout": 2})
    try:
        with engine.begin() as connection:
            for table in ("bantin_schema", "bantin_pages", "bantin_feeds"):
                connection.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
    except sa.exc.OperationalError:
        pytest.skip("no Postgres answers on 127.0.0.1:5432")
    finally:
        engine.dispose()
    return POSTGRES


def test_a_half_line_is_cut_and_the_rest_published_and_marked(run: Run, url: str) -> None:
    run.feed.parent.mkdir(parents=True)
    part_of(run.feed).write_bytes(line(1) + line(2) + line(3)[:-9])
    assert recover(run, url) == [run.feed.name]
    assert run.feed.read_bytes() == line(1) + line(2)
    assert [path.name for path in run.feed.parent.iterdir()] == [run.feed.name]
    memory = Memory(url, "mau")
    assert memory.known() == {"mau.vn:1": "h1", "mau.vn:2": "h2"}
    memory.close()


def test_a_feed_renamed_but_not_marked_is_marked_once(run: Run, url: str) -> None:
    run.feed.parent.mkdir(parents=True)
    run.feed.write_bytes(line(1))
    assert recover(run, url) == [run.feed.name]
    assert recover(run, url) == []


def _copy_or_raise(feed: Path, settings: Settings) -> None:
    (Path(settings["SINK"]) / feed.name).write_bytes(feed.read_bytes())


def test_a_feed_is_marked_only_when_every_sink_holds_it(run: Run, url: str, tmp_path: Path) -> None:
    sink = tmp_path / "sink"
    settings = Settings({"FEED_CONFIRMATIONS": [f"{__name__}._copy_or_raise"], "SINK": str(sink)})
    run.feed.parent.mkdir(parents=True)
    run.feed.write_bytes(line(1))
    with pytest.raises(Unconfirmed, match=run.feed.name):
        recover(run, url, confirmations(settings))
    sink.mkdir()
    assert recover(run, url, confirmations(settings)) == [run.feed.name]
    assert (sink / run.feed.name).read_bytes() == line(1)


def test_a_part_without_a_whole_line_vanishes(run: Run, url: str) -> None:
    run.feed.parent.mkdir(parents=True)
    part_of(run.feed).write_bytes(line(1)[:-1])
    assert recover(run, url) == []
    assert list(run.feed.parent.iterdir()) == []


def test_a_long_half_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(b"x\n" + b"y" * 200_000)
    with path.open("r+b") as file:
        assert cut_to_whole_lines(file) == 2
    assert path.read_bytes() == b"x\n"


def test_failed_pages_are_tried_again_and_settled_in_the_end(url: str) -> None:
    memory = Memory(url, "mau")
    for _ in range(TRIES - 1):
        memory.remember([Page("mau.vn:9", FAILED, "HTTP 500")])
    assert memory.known() == {}
    memory.remember([Page("mau.vn:9", FAILED, "HTTP 500")])
    assert memory.known() == {"mau.vn:9": None}
    memory.close()


def test_spiders_do_not_share_what_they_know(url: str) -> None:
    memory = Memory(url, "mau")
    memory.remember([Page("mau.vn:1", SETTLED, "listing")])
    memory.close()
    other = Memory(url, "khac")
    assert other.known() == {}
    other.close()


def test_a_memory_from_the_future_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/memory.sqlite3"
    Memory(url, "mau").close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE bantin_schema SET version = 99"))
    engine.dispose()
    with pytest.raises(ValueError, match="99"):
        Memory(url, "mau")


def test_a_feed_shows_itself_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "con" / "feed.jsonl"
    storage = WholeFile(str(path), feed_options={"overwrite": True})
    file = storage.open(None)  # type: ignore[arg-type]  # the spider plays no part
    file.write(line(1))
    assert not path.exists()
    storage.store(file)
    assert path.read_bytes() == line(1)
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_appended_feed_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(line(1))
    storage = WholeFile(path.as_uri())
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(line(2))
    storage.store(file)
    assert path.read_bytes() == line(1) + line(2)


def _hold(path: Path, held: "multiprocessing.synchronize.Event") -> None:
    with locked(path):
        held.set()
        multiprocessing.Event().wait()


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=_hold, args=(tmp_path / "mau.lock", held))
    process.start()
    assert held.wait(20)
    with pytest.raises(AlreadyRunning), locked(tmp_path / "mau.lock"):
        pass
    process.kill()
    process.join()
    with locked(tmp_path / "mau.lock"):
        pass
