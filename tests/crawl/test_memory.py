"""What is remembered of pages and sites, in SQLite and in Postgres; how an old memory is taken on."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import scrapy.exceptions
import sqlalchemy as sa

from crawler.memory import (
    DELETED,
    EXPORTED,
    FAILED,
    GONE,
    PUT_OFF,
    SETTLED,
    SKIPPED,
    UNCHANGED,
    Known,
    Memory,
    Page,
    Policy,
    RunRecord,
    StoredListing,
    tables,
)
from crawler.memory.budget import Budget
from crawler.memory.tables import NEWEST, PAGES, REQUESTS, TABLES

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
VERSION_1 = """
CREATE TABLE bantin_schema (version INTEGER NOT NULL);
CREATE TABLE bantin_pages (
    spider VARCHAR NOT NULL, id VARCHAR NOT NULL, state VARCHAR NOT NULL, reason VARCHAR,
    content_hash VARCHAR, failures INTEGER DEFAULT '0' NOT NULL,
    first_seen {moment} NOT NULL, last_seen {moment} NOT NULL, PRIMARY KEY (spider, id));
CREATE TABLE bantin_feeds (
    spider VARCHAR NOT NULL, name VARCHAR NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (spider, name));
INSERT INTO bantin_schema VALUES (1);
INSERT INTO bantin_pages VALUES
    ('mau', 'mau.vn:1', 'exported', NULL, 'h1', 0, '2026-11-20 05:00:00', '2026-11-21 05:00:00'),
    ('mau', 'mau.vn:2', 'failed', 'HTTP 500', NULL, 2, '2026-11-20 05:00:00', '2026-11-21 05:00:00');
INSERT INTO bantin_feeds VALUES ('mau', '20261120T050000Z.jsonl', 1)
"""


def line(number: int, **values: object) -> dict[str, object]:
    item = {"id": f"mau.vn:{number}", "url": f"https://mau.vn/{number}.html", "site": "mau.vn"}
    return item | {"title": "Hội nghị", "content_hash": f"h{number}", "revision": 0} | values


def feed(folder: Path, *lines: dict[str, object], name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
    return path


def known(url: str, identity: str, now: datetime = MONDAY):
    with Memory(url, "mau", now=now) as memory:
        return memory.known([identity]).get(identity)


def make_version_1(url: str) -> None:
    engine = sa.create_engine(url)
    moment = "TIMESTAMP WITH TIME ZONE" if url.startswith("postgres") else "DATETIME"
    with engine.begin() as connection:
        for statement in VERSION_1.format(moment=moment).split(";\n"):
            connection.execute(sa.text(statement))
    engine.dispose()


def columns(url: str) -> dict[str, set[str]]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        inspect = sa.inspect(connection)
        found = {name: {c["name"] for c in inspect.get_columns(name)} for name in TABLES.tables}
    engine.dispose()
    return found


def indexes(url: str) -> set[str]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        found = {index["name"] for index in sa.inspect(connection).get_indexes(PAGES.name)}
    engine.dispose()
    return found


def test_a_memory_of_version_1_is_taken_on_with_all_it_knows(url: str) -> None:
    make_version_1(url)
    with Memory(url, "mau", now=MONDAY) as memory:
        rows = memory.known(["mau.vn:1", "mau.vn:2"])
        assert memory.feeds() == {"20261120T050000Z.jsonl"}
    assert rows["mau.vn:1"].state == EXPORTED
    assert rows["mau.vn:1"].content_hash == "h1"
    assert rows["mau.vn:1"].first_seen == datetime(2026, 11, 20, 5, tzinfo=UTC)
    assert rows["mau.vn:2"].failures == 2
    assert rows["mau.vn:2"].is_to_fetch(MONDAY)
    assert columns(url) == {name: set(t.columns.keys()) for name, t in TABLES.tables.items()}
    assert indexes(url) == {index.name for index in PAGES.indexes}
    with Memory(url, "mau", now=MONDAY) as memory:  # a second time there is nothing to do
        assert len(memory.known(["mau.vn:1", "mau.vn:2"])) == 2


def test_a_migration_that_breaks_off_leaves_the_old_memory_whole(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_version_1(url)

    def break_off(connection: sa.Connection) -> None:
        tables._to_version_2(connection)
        raise RuntimeError("power cut")

    monkeypatch.setattr(tables, "MIGRATIONS", (break_off,))
    with pytest.raises(RuntimeError, match="power cut"):
        Memory(url, "mau")
    monkeypatch.undo()
    assert known(url, "mau.vn:1").content_hash == "h1"


TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("first", ["memory", "budget"])
def test_a_memory_of_version_2_is_taken_on_with_the_requests_that_were_counted(
    url: str, counted: bool, first: str
) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        before = [table for table in TABLES.sorted_tables if table is not REQUESTS]
        TABLES.create_all(connection, tables=before)
        connection.execute(sa.text("INSERT INTO bantin_schema VALUES (2)"))
        connection.execute(
            sa.text(
                "INSERT INTO bantin_pages (spider, id, state, first_seen, last_seen)"
                " VALUES ('mau', 'mau.vn:1', 'exported', '2026-11-20', '2026-11-20')"
            )
        )
        if counted:  # as the daily budget made it, beside the schema
            connection.execute(
                sa.text(
                    "CREATE TABLE bantin_requests (host VARCHAR NOT NULL, day DATE NOT NULL,"
                    " requests INTEGER NOT NULL, PRIMARY KEY (host, day))"
                )
            )
            connection.execute(
                sa.text("INSERT INTO bantin_requests VALUES ('mau.vn', '2026-11-24', 57)")
            )
    if first == "memory":
        Memory(url, "mau").close()
    budget = Budget(url)
    budget.spend("mau.vn", TUESDAY, 3)
    assert budget.spent("mau.vn", TUESDAY) == 3 + 57 * counted
    budget.close()
    with Memory(url, "mau", now=MONDAY) as memory:
        assert memory.known(["mau.vn:1"])["mau.vn:1"].state == EXPORTED
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT version FROM bantin_schema")) == NEWEST
    engine.dispose()


def test_requests_add_up_and_hosts_and_days_are_apart(url: str) -> None:
    one, other = Budget(url), Budget(url)
    one.spend("mau.vn", TUESDAY, 50)
    other.spend("mau.vn", TUESDAY, 7)
    assert one.spent("mau.vn", TUESDAY) == other.spent("mau.vn", TUESDAY) == 57
    assert one.spent("khac.vn", TUESDAY) == one.spent("mau.vn", date(2026, 11, 25)) == 0
    one.spend("khac.vn", date(2026, 11, 25), 1)
    assert one.spent("mau.vn", TUESDAY) == 0, "a day gone by is thrown away"
    one.close()
    other.close()


def test_a_new_memory_has_the_newest_version(url: str) -> None:
    Memory(url, "mau").close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT version FROM bantin_schema")) == NEWEST
    engine.dispose()


def test_second_looks_come_after_6_24_and_168_hours(url: str, tmp_path: Path) -> None:
    now = MONDAY
    with Memory(url, "mau", now=now) as memory:
        told = Page("mau.vn:1", EXPORTED, url="https://mau.vn/bai-1", section="/", etag='"e"')
        memory.remember([told], feed(tmp_path, line(1)))
        assert memory.due(10, ["mau.vn"]) == []
    for hours in (6, 24, 168):
        early, now = now + (hours - 1) * HOUR, now + hours * HOUR
        with Memory(url, "mau", now=early) as memory:
            assert memory.due(10, ["mau.vn"]) == []
        with Memory(url, "mau", now=now) as memory:
            (due,) = memory.due(10, ["mau.vn"])
            assert (due.id, due.url, due.etag) == ("mau.vn:1", "https://mau.vn/bai-1", '"e"')
            memory.remember([Page("mau.vn:1", UNCHANGED, etag='"e"')])
    with Memory(url, "mau", now=now + timedelta(days=365)) as memory:
        assert memory.due(10, ["mau.vn"]) == []


def test_an_old_article_is_not_looked_at_again(url: str, tmp_path: Path) -> None:
    old = line(1, published="2024-03-05T08:00:00+07:00")
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, old, line(2, published="2026-11-20T08:00:00+07:00")))
    with Memory(url, "mau", now=MONDAY + timedelta(days=9)) as memory:
        assert [one.id for one in memory.due(10, ["mau.vn"])] == ["mau.vn:2"]


def test_a_page_of_no_worth_is_tried_five_times_with_growing_pauses(url: str) -> None:
    now, pauses = MONDAY, []
    for _ in range(5):
        with Memory(url, "mau", now=now) as memory:
            memory.remember([Page("mau.vn:9", FAILED, "IncompleteArticle", url="https://mau.vn/9")])
            given_up = [one.id for one in memory.given_up]
        row = known(url, "mau.vn:9", now)
        if row.due is not None:
            assert given_up == []
            pauses.append(row.due - now)
            assert not row.due > now or not row.is_to_fetch(now)
            now = row.due
    assert pauses == sorted(pauses) == [0 * HOUR, HOUR, 6 * HOUR, 24 * HOUR]
    assert (row.state, row.failures, given_up) == (SETTLED, 5, ["mau.vn:9"])


BAD_DAYS = [
    *("HTTP 503", "HTTP 403", "HTTP 429", "challenge", "login", "KeyError", "pipeline error"),
    *("host given up: HTTP 500", "robots.txt: HTTP 503", "robots.txt: DownloadTimeoutError"),
    *(
        "part 2: challenge",
        "part 2: empty",
        "not written",
        "archive cannot be written",
        "private address",
    ),
    *(name for name in vars(scrapy.exceptions) if name.endswith("Error")),
]


@pytest.mark.parametrize("reason", BAD_DAYS)
def test_a_bad_day_of_the_server_or_of_ours_settles_nothing(reason: str) -> None:
    known, now, policy = None, MONDAY, Policy()
    pauses = []
    for _ in range(12):
        known = policy.learn(known, Page("mau.vn:9", FAILED, reason, url="https://mau.vn/9"), now)
        assert known.state == FAILED and known.due is not None
        pauses.append((known.due - now) / timedelta(days=1))
        now = known.due
    assert known.is_to_fetch(now)
    assert pauses[3:] == [1, 7, 14, *[28] * 6]


@pytest.mark.parametrize("reason", ["empty", "error page", "leads to a listing"])
def test_a_page_that_answers_without_an_article_gets_a_month_before_it_is_settled(
    url: str, reason: str
) -> None:
    now, days = MONDAY, []
    for _ in range(5):
        with Memory(url, "mau", now=now) as memory:
            memory.remember([Page("mau.vn:9", SETTLED, reason, url="https://mau.vn/9")])
        row = known(url, "mau.vn:9", now)
        if row.due:
            assert row.state == FAILED
            days.append((row.due - now) / timedelta(days=1))
            now = row.due
    assert days == [0.25, 1, 7, 28]
    assert row.state == SETTLED


def learnt(*reasons: str) -> Known:
    known, policy = None, Policy()
    for reason in reasons:
        state = SETTLED if reason in ("empty", "DuplicateArticle") else FAILED
        known = policy.learn(known, Page("mau.vn:9", state, reason), MONDAY)
    assert known is not None
    return known


def test_one_answer_that_speaks_of_the_page_settles_nothing() -> None:
    assert learnt(*["HTTP 503"] * 6, "HTTP 404").state == FAILED
    assert learnt(*["HTTP 503"] * 6, "HTTP 404", "off the site").state == SETTLED
    assert learnt(*["empty", "HTTP 503"] * 9).due - MONDAY == timedelta(days=28)
    assert learnt("DuplicateArticle").due - MONDAY == timedelta(days=1)
    assert learnt("DuplicateArticle", "DuplicateArticle").state == SETTLED


def test_what_waits_goes_on_waiting_where_robots_txt_forbids_it_for_a_day(url: str) -> None:
    page = Page("mau.vn:9", FAILED, "HTTP 503", url="https://mau.vn/9", site="mau.vn")
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([page])
        memory.remember([Page("mau.vn:9", SKIPPED, "Forbidden by robots.txt")])
    with Memory(url, "mau", now=MONDAY + timedelta(days=7)) as memory:
        assert [one.id for one in memory.due(10, ["mau.vn"])] == ["mau.vn:9"]


def test_what_a_run_had_no_time_for_is_due_at_once_and_has_not_failed(url: str) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        page = Page("mau.vn:9", PUT_OFF, "stopped: shutdown", url="https://mau.vn/9", site="mau.vn")
        memory.remember([page])
        assert [one.failures for one in memory.due(10, ["mau.vn"])] == [0]


def test_what_other_sites_are_due_for_does_not_use_up_the_limit(url: str) -> None:
    pages = [
        Page(f"{host}:{n}", FAILED, "HTTP 500", url=f"https://{host}/{n}", site=host)
        for host in ("cu.vn", "mau.vn")
        for n in range(3)
    ]
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember(pages)
        assert {one.site for one in memory.due(2, ["mau.vn"])} == {"mau.vn"}


def test_what_is_forgotten_stays_known_as_what_it_is_in_the_feeds(url: str, tmp_path: Path) -> None:
    stone = line(3, deleted="2026-11-24T07:00:00Z", revision=1)
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([Page("mau.vn:9", SETTLED, "listing", url="https://mau.vn/9")])
        memory.remember([], feed(tmp_path, line(1), line(2, revision=3), stone))
        memory.forget()
        found = memory.known(["mau.vn:1", "mau.vn:2", "mau.vn:3", "mau.vn:9"])
        due = {one.id for one in memory.due(10, ["mau.vn"])}
    assert {key[-1]: (one.state, one.revision) for key, one in found.items()} == {
        "1": (EXPORTED, 0), "2": (EXPORTED, 3), "3": (DELETED, 1), "9": (FAILED, 0),
    }  # fmt: skip
    assert all(one.is_to_fetch(MONDAY) for one in found.values())
    assert due == {"mau.vn:1", "mau.vn:2", "mau.vn:3"}  # the other one's site is not known
    assert found["mau.vn:2"].content_hash == "h2"


def test_what_stands_in_a_feed_stays_so_whatever_a_look_comes_to(url: str, tmp_path: Path) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, line(1)))
    for day in range(1, 9):
        with Memory(url, "mau", now=MONDAY + timedelta(days=day)) as memory:
            memory.remember([Page("mau.vn:1", FAILED, "HTTP 500")])
    row = known(url, "mau.vn:1")
    assert (row.state, row.content_hash, row.due) == (EXPORTED, "h1", None)


def test_an_article_that_has_vanished_is_asked_for_again_on_another_day(
    url: str, tmp_path: Path
) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, line(1)))
    gone = MONDAY + 6 * HOUR
    with Memory(url, "mau", now=gone) as memory:
        memory.remember([Page("mau.vn:1", GONE, "HTTP 404")])
    row = known(url, "mau.vn:1")
    assert (row.state, row.gone, row.due) == (EXPORTED, gone, gone + timedelta(days=1))
    stone = line(1, deleted="2026-11-24T07:00:00Z", revision=1)
    with Memory(url, "mau", now=row.due) as memory:
        memory.remember([], feed(tmp_path, stone, name="b.jsonl"))
    row = known(url, "mau.vn:1")
    assert (row.state, row.revision, row.due) == (DELETED, 1, gone + timedelta(days=8))
    assert row.is_to_fetch(row.due) and not row.is_to_fetch(row.due - HOUR)  # where a link names it
    with Memory(url, "mau", now=row.due) as memory:
        assert memory.due(10, ["mau.vn"]) == []
        memory.remember([Page("mau.vn:1", FAILED, "HTTP 404")])
    assert known(url, "mau.vn:1").state == DELETED


def test_what_robots_txt_forbids_is_asked_again_after_a_week(url: str) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([Page("mau.vn:5", SKIPPED, "Forbidden by robots.txt")])
    row = known(url, "mau.vn:5")
    assert not row.is_to_fetch(MONDAY + timedelta(days=6))
    assert row.is_to_fetch(MONDAY + timedelta(days=7))


def test_an_alias_is_known_but_only_the_article_is_looked_at(url: str, tmp_path: Path) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, line(1)), {"mau.vn:abc": "mau.vn:1"})
    with Memory(url, "mau", now=MONDAY + 6 * HOUR) as memory:
        assert [one.id for one in memory.due(10, ["mau.vn"])] == ["mau.vn:1"]
        assert memory.known(["mau.vn:abc"])["mau.vn:abc"].state == EXPORTED


def test_a_forgotten_page_is_due_again(url: str, tmp_path: Path) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, line(1), line(2)))
    with Memory(url, "mau", now=MONDAY + timedelta(days=3)) as memory:
        memory.remember([], feed(tmp_path, line(3), name="b.jsonl"))
        found = memory.ids_at(["https://mau.vn/1.html", "mau.vn:1", "https://mau.vn/9.html"])
        assert found == {"https://mau.vn/1.html": {"mau.vn:1"}, "mau.vn:1": {"mau.vn:1"}}
        assert memory.forget(["mau.vn:1"]) == 1
        due = memory.due(10, ["mau.vn"])
        assert [one.id for one in due if one.reason == "forgotten"] == ["mau.vn:1"]
        assert memory.forget(since=(MONDAY + timedelta(days=3)).date()) == 1
        assert memory.known(["mau.vn:2"])["mau.vn:2"].state == EXPORTED
        assert memory.forget() == 3
        assert memory.feeds() == {"a.jsonl", "b.jsonl"}  # or they would be marked anew


def test_a_walk_that_a_bound_cut_short_counts_until_more_may_be_read(url: str) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember_run({}, {("mau.vn", "/"): None, ("mau.vn", "/tin"): 15})
        assert {key: cut for key, (_, cut) in memory.walked(15).items()} == {
            ("mau.vn", "/"): None, ("mau.vn", "/tin"): 15,
        }  # fmt: skip
        assert set(memory.walked(16)) == {("mau.vn", "/")}


def test_listings_are_kept_as_they_were_read(url: str) -> None:
    listing = StoredListing(
        '"e"', None, "text/html; charset=utf-8", b"x\x9c\x03\x00\x00\x00\x00\x01"
    )
    with Memory(url, "mau", now=MONDAY) as memory:
        assert memory.listing("https://mau.vn/") is None
        memory.remember_listings({"https://mau.vn/": listing}, MONDAY - 24 * HOUR)
        found = memory.listing("https://mau.vn/")
    assert found is not None and (found.etag, found.body, found.read) == ('"e"', b"", MONDAY)
    with Memory(url, "mau", now=MONDAY + HOUR) as memory:
        memory.remember_listings({}, MONDAY)
        assert memory.listing("https://mau.vn/")
        memory.remember_listings({}, MONDAY + HOUR)  # nobody believes it any more
        assert memory.listing("https://mau.vn/") is None


def test_history_keeps_late_runs_and_one_a_day_before(url: str) -> None:
    start = MONDAY - timedelta(days=10)
    for hour in range(0, 240, 3):
        moment = start + hour * HOUR
        with Memory(url, "mau", now=moment) as memory:
            record = RunRecord(moment, "ok", 3, 2, {"/thời-sự": 20}, {"lead": 2})
            memory.remember_run({"mau.vn": record}, {("mau.vn", "/thời-sự"): None})
    with Memory(url, "mau", now=MONDAY) as memory:
        runs, walked = memory.runs("mau.vn"), memory.walked(500)
        assert memory.forget_history() == len(runs)
    assert walked == {("mau.vn", "/thời-sự"): (moment, None)}
    assert len(runs) < 70
    assert len({run.started.date() for run in runs}) == 10
    assert runs == sorted(runs, key=lambda run: run.started)
    assert runs[-1] == RunRecord(moment, "ok", 3, 2, {"/thời-sự": 20}, {"lead": 2})


def test_news_are_the_runs_that_brought_articles(url: str, tmp_path: Path) -> None:
    for day in (0, 3, 4):
        with Memory(url, "mau", now=MONDAY + timedelta(days=day)) as memory:
            path = feed(tmp_path, line(day), line(day + 100), name=f"{day}.jsonl")
            memory.remember([], path)
    with Memory(url, "mau", now=MONDAY + timedelta(days=9)) as memory:
        memory.remember([Page("mau.vn:99", SETTLED, "listing", site="mau.vn")])
        assert memory.news("mau.vn") == [MONDAY + timedelta(days=day) for day in (0, 3, 4)]


def test_policy_without_looks_never_looks_again(url: str, tmp_path: Path) -> None:
    with Memory(url, "mau", now=MONDAY, policy=Policy(looks=())) as memory:
        memory.remember([], feed(tmp_path, line(1)))
    with Memory(url, "mau", now=MONDAY + timedelta(days=99)) as memory:
        assert memory.due(10, ["mau.vn"]) == []
