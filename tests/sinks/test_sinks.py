"""Sinks hold what the feeds hold: revisions, searches, retries, back-fill, kills."""

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler import sinks
from crawler.items import Article
from crawler.sinks import SinkFailed, bring_up_to_date
from crawler.sinks.extras import MissingPackage, needed
from crawler.sinks.files import FilesSink
from crawler.sinks.journal import name_of
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.search import unaccent
from crawler.sinks.sqlite import SqliteSink, search
from tests.sinks.articles import article, many, write_feed

SEARCHED = [
    replace(article(1), title="Đảng bộ xã Bình Minh", lead=None, body="Hội nghị"),
    replace(article(2), title="Dâng bò", lead=None, body="Lễ hội ở vùng cao"),
    replace(article(3), title="Họp", lead="đảng bộ họp", body=None),
    replace(article(4), title="Tin NFD", lead=None, body="Đa\u0309ng bô\u0323 phường"),
]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    # Postgres is shared by the tests: the folder, the spider's name, is each one's own
    return write_feed(tmp_path / tmp_path.name / "20261124T050000Z.jsonl", many(30))


def settings_of(tmp_path: Path, postgres: str | None = None) -> dict[str, Any]:
    return {
        "SINK_SQLITE": str(tmp_path / "kho" / "bantin.sqlite3"),
        "SINK_POSTGRES": postgres,
        "SINK_PARQUET": str(tmp_path / "parquet"),
        "SINK_FILES": str(tmp_path / "files"),
        "SINK_FILES_COMPRESSION": "zst",
        "SINK_SYNDICATION": str(tmp_path / "syndication"),
    }


def count(path: Path, query: str = "SELECT count(*) FROM revisions") -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(query).fetchone()[0])


def test_a_feed_is_loaded_once_however_often_it_comes(
    feed: Path, tmp_path: Path, postgres: str
) -> None:
    settings = settings_of(tmp_path, postgres)
    assert set(bring_up_to_date([feed], settings).values()) == {1}
    assert set(bring_up_to_date([feed], settings).values()) == {0}
    for sink in (SqliteSink(settings["SINK_SQLITE"]), PostgresSink(postgres)):
        with closing(sink):
            sink.load(feed)  # even where the sink forgot that it holds the feed
            assert len(list(sink.lines(name_of(feed)))) == 30


def test_a_sink_switched_on_later_takes_every_feed(feed: Path, tmp_path: Path) -> None:
    later = write_feed(feed.with_name("20261125T050000Z.jsonl"), many(5, first=30))
    settings = {"SINK_SQLITE": str(tmp_path / "later.sqlite3")}
    assert bring_up_to_date([feed, later], settings) == {"sqlite": 2}
    assert count(tmp_path / "later.sqlite3") == 35


def test_search_without_diacritics_and_with(tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "mau" / "1.jsonl", SEARCHED)
    with closing(SqliteSink(str(tmp_path / "db"))) as sink:
        sink.load(feed)
        assert set(search(sink.db, "dang bo")) == {1, 2, 3, 4}
        assert set(search(sink.db, "Đảng bộ")) == {1, 2, 3, 4}
        assert set(search(sink.db, "đảng bộ", exact=True)) == {1, 3}
        assert search(sink.db, "dâng bò", exact=True) == [2]
        assert search(sink.db, 'một "câu', exact=True) == []
        sink.load(feed)  # what is replaced leaves no trace in the indexes
        assert len(search(sink.db, "dang bo")) == 4
        for index in ("search", "search_exact"):
            sink.db.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def test_postgres_searches_the_same(tmp_path: Path, postgres: str) -> None:
    feed = write_feed(tmp_path / "tim" / "1.jsonl", SEARCHED)
    with closing(PostgresSink(postgres)) as sink:
        sink.load(feed)

        def titles(more: str = "") -> set[str]:
            query = (
                "SELECT title FROM bantin.articles WHERE feed = 'tim/1'"
                f" AND search @@ phraseto_tsquery('simple', 'dang bo') {more}"
            )
            return {title for (title,) in sink.db.execute(query)}

        assert titles() == {one.title for one in SEARCHED}
        exact = titles("AND concat_ws(' ', title, lead, body) ILIKE '%đảng bộ%'")
        assert exact == {SEARCHED[0].title, "Họp"}


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_newest_revision_is_the_article_in_whatever_order_feeds_come(
    kind: str, order: tuple[int, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    mine = f"{kind}{order}"
    first = [replace(article(number), id=f"{mine}:{number}", site=mine) for number in range(3)]
    changed = replace(first[1], revision=1, title="Bài đã sửa", changed=("title",))
    gone = Article(
        id=first[2].id, url=first[2].url, site=mine, revision=1, deleted=datetime(2026, 11, 24, tzinfo=UTC)
    )  # fmt: skip
    lines = {1: first, 2: [changed], 3: [replace(changed, revision=2, title="Sửa lần hai"), gone]}
    if kind == "sqlite":
        sink: Any = SqliteSink(str(tmp_path / "db"))
        query = "SELECT title FROM articles WHERE site = ? ORDER BY title"
    else:
        sink = PostgresSink(request.getfixturevalue("postgres"))
        query = "SELECT title FROM bantin.articles WHERE site = %s ORDER BY title"
    with closing(sink):
        for number in order:
            sink.load(write_feed(tmp_path / mine / f"{number}.jsonl", lines[number]))
        found = [title for (title,) in sink.db.execute(query, (mine,))]
        assert found == [first[0].title, "Sửa lần hai"]
        assert len(list(sink.lines(f"{mine}/2"))) == 1


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ĐẢNG BỘ  XÃ", "dang bo xa"),
        ("Ðảng ủy", "dang uy"),
        ("hoà hòa", "hoa hoa"),
        ("Nguyễn Thị Thơ", "nguyen thi tho"),
        (None, None),
    ],
)
def test_unaccented(text: str | None, bare: str | None) -> None:
    assert unaccent(text) == bare


def test_a_text_too_long_for_a_text_search_column_is_held_all_the_same(
    tmp_path: Path, postgres: str
) -> None:
    body = " ".join(f"từ{number:x}" for number in range(400_000))
    feed = write_feed(tmp_path / "dai" / "1.jsonl", [replace(article(9), body=body)])
    with closing(PostgresSink(postgres)) as sink:
        sink.load(feed)
        (line,) = sink.lines("dai/1")
        assert line["body"] == body


def test_a_broken_line_is_named_and_nothing_of_its_feed_is_held(
    feed: Path, tmp_path: Path, postgres: str
) -> None:
    broken = feed.with_name("20261126T050000Z.jsonl")
    broken.write_bytes(feed.read_bytes() + b'{"id": "mau.vn:1", "title"')
    started = time.monotonic()
    for setting, value in settings_of(tmp_path, postgres).items():
        if sinks.enabled({setting: value}):
            with pytest.raises(SinkFailed, match="20261126T050000Z.jsonl:31"):
                bring_up_to_date([broken], {setting: value})
    assert time.monotonic() - started < 5, "what no waiting mends is not tried again"
    assert count(Path(settings_of(tmp_path)["SINK_SQLITE"])) == 0


def test_a_field_that_a_sink_would_lose_is_refused(feed: Path, tmp_path: Path) -> None:
    feed.write_bytes(feed.read_bytes().replace(b'"id": ', b'"mood": "good", "id": ', 1))
    with pytest.raises(SinkFailed, match="mood"):
        bring_up_to_date([feed], {"SINK_SQLITE": str(tmp_path / "db")})


def test_a_table_of_an_older_schema_gets_the_new_columns(feed: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db")) as db:
        db.execute(
            "CREATE TABLE revisions (number INTEGER PRIMARY KEY, feed TEXT NOT NULL,"
            " revision INTEGER NOT NULL, newest INTEGER NOT NULL, id TEXT, title TEXT)"
        )
    with closing(SqliteSink(str(tmp_path / "db"))) as sink:
        sink.load(feed)
        assert next(sink.lines())["published"] == article(0).published.isoformat()


def test_a_locked_database_is_waited_for(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.sinks.sqlite._WAIT", 0.05)
    path = tmp_path / "db"
    SqliteSink(str(path)).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SinkFailed, match="locked"):
        bring_up_to_date([feed], {"SINK_SQLITE": str(path), "SINK_PAUSES": "0.01"})
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    patient = {"SINK_SQLITE": str(path), "SINK_PAUSES": [0.1] * 20}
    assert bring_up_to_date([feed], patient) == {"sqlite": 1}
    other.close()


def test_a_database_that_is_down_fails_in_one_line(feed: Path) -> None:
    settings = {"SINK_POSTGRES": "postgresql://postgres@127.0.0.1:9/test"}
    with pytest.raises(SinkFailed, match="postgres sink failed"):
        bring_up_to_date([feed], settings)


def test_a_missing_package_is_named_with_its_cure() -> None:
    with pytest.raises(MissingPackage, match="requirements-extras.txt") as caught:
        needed("nosuchpackage.inside", "Parquet")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, sinks.PERMANENT)


def _load_for_ever(settings: dict[str, Any], feed: Path) -> None:
    number = 0
    while True:
        number += 1
        copy = feed.with_name(f"2026{number:04}T050000Z.jsonl")
        write_feed(copy, many(30, first=number * 30))
        bring_up_to_date([copy], settings)


def test_a_kill_leaves_whole_feeds_and_the_rest_follows(
    feed: Path, tmp_path: Path, postgres: str
) -> None:
    settings = settings_of(tmp_path, postgres)
    context = multiprocessing.get_context("fork")
    for pause in (0.31, 0.47, 0.59):
        process = context.Process(target=_load_for_ever, args=(settings, feed))
        process.start()
        time.sleep(pause)
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    feeds = sorted(one for one in feed.parent.glob("*.jsonl") if one.read_bytes())
    bring_up_to_date(feeds, settings)
    expected = sorted(line for one in feeds for line in one.read_bytes().splitlines(keepends=True))
    found = {
        "sqlite": SqliteSink(settings["SINK_SQLITE"]),
        "parquet": ParquetSink(settings["SINK_PARQUET"]),
        "files": FilesSink(settings["SINK_FILES"], "zst"),
        "postgres": PostgresSink(postgres),
    }
    for name, sink in found.items():
        with closing(sink):
            names = {name_of(one) for one in feeds}
            assert names <= sink.held(), name
            lines = [sinks.columns.dump_line(line) for one in names for line in sink.lines(one)]
            assert sorted(lines) == expected, name
    # readers that glob see the same, and nothing half-written stays
    for folder, suffix in ((tmp_path / "parquet", ".parquet"), (tmp_path / "files", ".jsonl.zst")):
        held = FilesSink(str(folder), "zst").partitions.files()
        assert sorted(folder.glob(f"site=*/month=*/*{suffix}")) == sorted(held)
        assert not list(folder.rglob("*.part"))
