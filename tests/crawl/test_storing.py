"""Feeds, memory and locks: what is on disk after a crash is whole, marked and unclaimed by none."""

import json
import multiprocessing
import os
import resource
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from scrapy.settings import Settings

from crawler.durable import check_room, cut_to_whole_lines, part_of
from crawler.extensions.remember import Unconfirmed, recover
from crawler.feeds import (
    BrokenFeed,
    WholeFile,
    cannot_be_written,
    sole_writer,
)
from crawler.lock import AlreadyRunning, locked
from crawler.memory import SETTLED, Memory, Page
from crawler.run import Run


def line(number: int) -> bytes:
    item = {"id": f"mau.vn:{number}", "title": "Hội nghị", "content_hash": f"h{number}"}
    return json.dumps(item, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("mau", datetime(2026, 11, 23, 5, 53, 19, tzinfo=UTC), tmp_path, trial=False)


@pytest.fixture
def settings(url: str) -> Settings:
    return Settings({"MEMORY_URL": url, "SECOND_LOOKS_HOURS": [6, 24], "RECENT_DAYS": 30})


def test_a_half_line_is_cut_and_the_rest_published_and_marked(run: Run, settings: Settings) -> None:
    run.feed.parent.mkdir(parents=True)
    part_of(run.feed).write_bytes(line(1) + line(2) + line(3)[:-9])
    assert recover(run, settings) == [run.feed.name]
    assert run.feed.read_bytes() == line(1) + line(2)
    assert [path.name for path in run.feed.parent.iterdir()] == [run.feed.name]
    with Memory(settings["MEMORY_URL"], "mau") as memory:
        known = memory.known(["mau.vn:1", "mau.vn:2", "mau.vn:3"])
    assert {key: one.content_hash for key, one in known.items()} == {
        "mau.vn:1": "h1",
        "mau.vn:2": "h2",
    }


def test_a_feed_renamed_but_not_marked_is_marked_once(run: Run, settings: Settings) -> None:
    run.feed.parent.mkdir(parents=True)
    run.feed.write_bytes(line(1))
    assert recover(run, settings) == [run.feed.name]
    assert recover(run, settings) == []


def _copy_or_raise(feed: Path, settings: Settings) -> None:
    (Path(settings["SINK"]) / feed.name).write_bytes(feed.read_bytes())


def test_a_feed_is_marked_only_when_every_sink_holds_it(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    sink = tmp_path / "sink"
    settings.update({"FEED_CONFIRMATIONS": [f"{__name__}._copy_or_raise"], "SINK": str(sink)})
    run.feed.parent.mkdir(parents=True)
    run.feed.write_bytes(line(1))
    with pytest.raises(Unconfirmed, match=run.feed.name):
        recover(run, settings)
    sink.mkdir()
    assert recover(run, settings) == [run.feed.name]
    assert (sink / run.feed.name).read_bytes() == line(1)


def test_a_part_without_a_whole_line_vanishes(run: Run, settings: Settings) -> None:
    run.feed.parent.mkdir(parents=True)
    part_of(run.feed).write_bytes(line(1)[:-1])
    assert recover(run, settings) == []
    assert list(run.feed.parent.iterdir()) == []


def test_a_long_half_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_bytes(b"x\n" + b"y" * 200_000)
    with path.open("r+b") as file:
        assert cut_to_whole_lines(file) == 2
    assert path.read_bytes() == b"x\n"


@pytest.mark.parametrize("broken", [line(3)[:-9], b"12\n", b"{}\n", b"\0\0\0\0"])
def test_a_feed_that_is_not_whole_is_named_with_its_line(
    run: Run, settings: Settings, broken: bytes
) -> None:
    run.feed.parent.mkdir(parents=True)
    run.feed.write_bytes(line(1) + line(2) + broken)
    with pytest.raises(BrokenFeed, match=f"^{run.feed}:3: cut or damaged; restore"):
        recover(run, settings)
    run.feed.write_bytes(line(1) + line(2) + line(3))
    assert recover(run, settings) == [run.feed.name]


def test_spiders_do_not_share_what_they_know(url: str) -> None:
    with Memory(url, "mau") as memory:
        memory.remember([Page("mau.vn:1", SETTLED, "listing")])
        assert list(memory.known(["mau.vn:1"])) == ["mau.vn:1"]
    with Memory(url, "khac") as other:
        assert other.known(["mau.vn:1"]) == {}


def test_a_memory_from_the_future_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/memory.sqlite3"
    Memory(url, "mau").close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE bantin_schema SET version = 99"))
    engine.dispose()
    with pytest.raises(OSError, match="99"):
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


def test_a_cut_last_line_does_not_swallow_what_is_appended(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(line(1) + line(2)[:-5])
    storage = WholeFile(str(path))
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(line(3))
    storage.store(file)
    assert path.read_bytes().splitlines()[2] == line(3).rstrip()


def test_where_a_feed_cannot_be_written_is_known_beforehand(tmp_path: Path) -> None:
    there = tmp_path / "feed.json"
    there.write_text("[]")
    new, lines, whole = str(tmp_path / "new.json"), {"format": "jsonl"}, {"format": "json"}
    assert cannot_be_written(str(tmp_path), lines) == "it is a folder"
    assert "appended" in (cannot_be_written(there.as_uri(), whole) or "")
    assert "placeholders" in (cannot_be_written("%(colour)s.jsonl", lines) or "")
    for uri, options in (
        (new, whole), (str(there), lines), (str(there), whole | {"overwrite": True}),
        ("100%/%(time)s-%(batch_id)05d.jsonl", lines), ("s3://bucket/feed.json", whole),
    ):  # fmt: skip
        assert cannot_be_written(uri, options) is None


def test_what_another_process_begins_under_the_temporary_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    with sole_writer(path):
        with pytest.raises(AlreadyRunning), sole_writer(path):
            pass
        part_of(path).rename(path)
        part_of(path).write_bytes(line(1))
    assert part_of(path).read_bytes() == line(1)


def test_appending_to_a_big_file_reads_none_of_it_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    with path.open("wb") as big:
        big.truncate(300_000_000)  # a hole: it costs no disk
        big.seek(0, os.SEEK_END)
        big.write(b"\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    storage = WholeFile(str(path))
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(line(1))
    storage.store(file)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # kB
    assert path.stat().st_size == 300_000_001 + len(line(1))
    assert grown < 30_000


def test_without_copy_file_range_the_copy_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("across file systems")

    monkeypatch.setattr(os, "copy_file_range", refuse)  # what an old kernel does
    test_an_appended_feed_keeps_what_was_there(tmp_path)


def test_a_write_that_fails_leaves_whole_lines_and_stops_all_others(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_fill_the_disk, args=(tmp_path,))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    written = (tmp_path / "feed.jsonl").read_bytes()
    assert written == b"".join(line(number) for number in range(written.count(b"\n")))
    assert 0 < len(written) <= 1000


def _fill_the_disk(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # the kernel's own full disk
    storage = WholeFile(str(folder / "feed.jsonl"))
    file = storage.open(None)  # type: ignore[arg-type]
    number = failures = 0
    while failures < 3:
        try:
            file.write(line(number) if not failures else b"x\n")
        except OSError:
            failures += 1
        number += 1
    storage.store(file)


def test_too_little_room_is_an_error_before_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="MB are free"):
        check_room(tmp_path, 1 << 60)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(OSError):
        check_room(tmp_path / "data" / "feeds", 0)


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
