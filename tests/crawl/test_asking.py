"""What is asked for when it is due: who waits, who keeps his place, and what it costs after years."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from crawler.memory import DELETED, EXPORTED, FAILED, PUT_OFF, SKIPPED, Memory, Page
from crawler.memory.asking import rows_due
from crawler.memory.tables import connect
from tests.crawl.test_memory import feed, line

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def remember(url: str, now: datetime, *pages: Page) -> None:
    with Memory(url, "mau", now=now) as memory:
        memory.remember(pages)


def failed(number: int, reason: str = "HTTP 500") -> Page:
    page = {"url": f"https://mau.vn/{number}.html", "site": "mau.vn"}
    return Page(f"mau.vn:{number}", FAILED, reason, **page)


def due(url: str, now: datetime, limit: int = 10) -> list[str]:
    with Memory(url, "mau", now=now) as memory:
        return [one.id.partition(":")[2] for one in memory.due(limit, ["mau.vn"])]


def test_a_backlog_and_what_is_new_do_not_wait_for_each_other(url: str) -> None:
    for day in range(10):
        remember(url, MONDAY + day * DAY, failed(day))
    assert due(url, MONDAY + 20 * DAY, 4) == ["0", "1", "9", "8"]
    assert due(url, MONDAY + 20 * DAY, 3) == ["0", "1", "9"]
    assert due(url, MONDAY + 20 * DAY, 1) == ["0"]
    assert len(due(url, MONDAY + 20 * DAY, 10)) == len(set(due(url, MONDAY + 20 * DAY, 11))) == 10


def test_each_site_has_the_whole_limit(url: str) -> None:
    pages = [
        Page(f"{host}:{n}", FAILED, "HTTP 500", url=f"https://{host}/{n}", site=host)
        for host in ("cu.vn", "mau.vn", "moi.vn")
        for n in range(3)
    ]
    remember(url, MONDAY, *pages)
    with Memory(url, "mau", now=MONDAY) as memory:
        found = [one.id for one in memory.due(2, ["moi.vn", "mau.vn"])]
    assert found == ["moi.vn:0", "moi.vn:2", "mau.vn:0", "mau.vn:2"]


def test_what_was_put_off_keeps_its_place(url: str, tmp_path: Path) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([failed(1)], feed(tmp_path, line(2)))
    for day in (3, 4):
        off = [Page(f"mau.vn:{n}", PUT_OFF, "daily budget spent") for n in (1, 2)]
        remember(url, MONDAY + day * DAY, *off, failed(day))
    assert due(url, MONDAY + 5 * DAY) == ["1", "2", "3", "4"]


def test_what_is_let_go_is_asked_for_only_where_a_listing_names_it(url: str) -> None:
    remember(url, MONDAY, failed(1), failed(2))
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.let_go(["mau.vn:1"])
        assert memory.known(["mau.vn:1"])["mau.vn:1"].is_to_fetch(MONDAY)
    assert due(url, MONDAY) == ["2"]


def test_a_bad_day_does_not_undo_what_was_to_be_forgotten(url: str, tmp_path: Path) -> None:
    stone = line(2, deleted="2026-11-23T07:00:00Z", revision=1)
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([], feed(tmp_path, line(1), stone))
        memory.forget()
    remember(url, MONDAY, Page("mau.vn:1", FAILED, "HTTP 503"), Page("mau.vn:2", FAILED, "login"))
    remember(url, MONDAY + DAY, Page("mau.vn:2", PUT_OFF, "stopped: shutdown"))
    with Memory(url, "mau", now=MONDAY + 8 * DAY) as memory:
        found = {one.id[-1]: (one.state, one.reason) for one in memory.due(9, ["mau.vn"])}
    assert found == {"1": (EXPORTED, "forgotten"), "2": (DELETED, "forgotten")}
    remember(url, MONDAY + 8 * DAY, Page("mau.vn:2", FAILED, "HTTP 404"))
    for day in range(8, 13):
        remember(url, MONDAY + day * DAY, Page("mau.vn:1", FAILED, "HTTP 503"))
    assert due(url, MONDAY + 99 * DAY) == []


def test_what_is_not_asked_for_is_not_gone_through_either(url: str, tmp_path: Path) -> None:
    """After ten years most of what has a moment is tombstones and what robots.txt forbids."""
    stones = [line(n, deleted="2026-11-23T07:00:00Z", revision=1) for n in range(600)]
    pages = [Page(f"mau.vn:{n}", SKIPPED, "x", url=f"https://mau.vn/{n}") for n in range(600, 900)]
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember(pages, feed(tmp_path, *stones))
    engine = connect(url)
    with engine.begin() as connection:
        statements: list[tuple[str, tuple[object, ...]]] = []
        sa.event.listen(
            *(connection, "before_cursor_execute"),
            lambda *told: statements.append((told[2], told[3])),
        )
        assert rows_due(connection, "mau", "mau.vn", MONDAY + 99 * DAY, 10) == []
        query, values = statements[0]
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
            assert "USING INDEX bantin_pages_asked_for" in str(plan)
            assert "TEMP B-TREE" not in str(plan)
        else:
            connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
            plan = connection.exec_driver_sql(f"EXPLAIN {query}", values).fetchall()
            assert "Index Scan using bantin_pages_asked_for" in str(plan)
            assert "Sort" not in str(plan)
    engine.dispose()


def test_only_what_has_no_address_has_the_sections_read_to_their_ends_again(
    url: str, tmp_path: Path
) -> None:
    with Memory(url, "mau", now=MONDAY) as memory:
        memory.remember([failed(2)], feed(tmp_path, line(1)), {"mau.vn:abc": "mau.vn:1"})
        memory.remember([Page("mau.vn:old", FAILED, "HTTP 500")])
        memory.remember_run({}, {("mau.vn", "/"): None})
        assert memory.forget(["mau.vn:1", "mau.vn:abc"]) == 2
        assert memory.forget(since=(MONDAY + DAY).date()) == 0
        assert memory.walked(500)
        assert memory.forget(["mau.vn:old"]) == 1
        assert not memory.walked(500)
        memory.remember_run({}, {("mau.vn", "/"): None})
        assert memory.forget() == 2
        assert not memory.walked(500)
