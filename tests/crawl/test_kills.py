"""Seen means written: real runs, killed at random and at the worst moments, lose and double nothing.

`make torture` kills a hundred runs; `make test` a few.
"""

import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.small_site import SmallSite, small_site
from tests.crawl.test_crawl import crawl
from tests.starting import Scrapy

KILLS = int(os.environ.get("KILLS", "5"))
PATIENCE = pytest.mark.timeout(240 + 30 * KILLS)  # a busy machine takes 15 s for a run
MONDAY = datetime(2026, 3, 9, 1, tzinfo=UTC)


class Torture:
    """A site that grows and changes, and runs over it, seven hours apart, that are killed."""

    def __init__(self, data: Path, site: SmallSite, memory: str, seed: int) -> None:
        self.data = data
        self.site = site
        self.memory = memory
        self.chance = random.Random(seed)
        self.now = MONDAY
        self.seconds = 2.0
        self.found: dict[str, int] = defaultdict(int)

    @property
    def feeds(self) -> list[Path]:
        return sorted((self.data / "feeds" / "site").glob("*.jsonl"))

    def arguments(self) -> tuple[str, ...]:
        return ("site", "-a", f"url={self.site.url}", "-s", "RECENT_DAYS=365")

    def environment(self) -> dict[str, str]:
        return {"BANTIN_NOW": self.now.isoformat(), "BANTIN_MEMORY": self.memory}

    def whole_run(self) -> None:
        began = time.monotonic()
        code, output = crawl(self.data, *self.arguments(), **self.environment())
        assert code == 0, output
        self.seconds = time.monotonic() - began

    def kill(self, moment: Callable[[], Callable[[], bool]]) -> None:
        """Something new, something changed, and a run that ends at `moment`."""
        self.now += timedelta(hours=7)
        self.site.count += 6
        young = range(self.site.count - 40, self.site.count)  # old ones are not looked at again
        self.site.versions[max(1, self.chance.choice(young))] += 1
        before = len(self.feeds)
        process = Scrapy(self.data, "crawl", *self.arguments(), **self.environment())
        deadline = time.monotonic() + 30
        wait = moment()
        while process.poll() is None and time.monotonic() < deadline and not wait():
            time.sleep(0.0005)
        process.kill()
        process.communicate()
        if list(self.data.rglob(".*.part")):
            self.found["while writing"] += 1
        elif len(self.feeds) > before:
            self.found["behind the rename"] += 1
        else:
            self.found["elsewhere"] += 1

    def settle(self) -> None:
        """Quiet runs until every article has been looked at since it changed; the newest changes
        once more in between, so that one certainly has a revision."""
        for hours, changes in ((7, 1), (7, 0), (25, 0), (169, 0)):
            self.now += timedelta(hours=hours)
            self.whole_run()
            self.site.versions[self.site.count] += changes

    def anywhere(self) -> Callable[[], bool]:
        end = time.monotonic() + self.chance.uniform(0, self.seconds)
        return lambda: time.monotonic() > end

    def at_the_rename(self) -> Callable[[], bool]:
        before = len(self.feeds)
        return lambda: len(self.feeds) > before

    def before_the_rename(self) -> Callable[[], bool]:
        parts: list[Path] = []
        grown = self.chance.randrange(1, 6000)

        def written() -> bool:
            parts[:] = self.data.rglob(".*.jsonl.part")
            return any(part.exists() and part.stat().st_size >= grown for part in parts)

        return written

    def at_the_commit(self) -> Callable[[], bool]:
        """When the write-ahead log grows behind the rename; with Postgres a moment later."""
        wal, before = self.data / "memory.sqlite3-wal", len(self.feeds)
        size: list[int] = []
        later = time.monotonic() + self.seconds

        def growing() -> bool:
            if len(self.feeds) == before:
                return False
            if self.memory:
                return time.monotonic() > later
            size.append(wal.stat().st_size if wal.exists() else 0)
            return size[-1] != size[0]

        return growing

    def judge(self) -> dict[str, int]:
        """What the published feeds hold against what the site has."""
        items: list[dict[str, Any]] = []
        truncated = 0
        for text in (text for feed in self.feeds for text in feed.read_bytes().split(b"\n")[:-1]):
            try:
                items.append(json.loads(text))
            except ValueError:
                truncated += 1
        truncated += sum(not feed.read_bytes().endswith(b"\n") for feed in self.feeds)
        by_id: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for item in items:
            by_id[item["id"]].append(item)
        revisions = {id: [one["revision"] for one in many] for id, many in by_id.items()}
        newest = {id: max(many, key=lambda one: one["revision"]) for id, many in by_id.items()}
        return {
            "articles": len(by_id),
            "lines": len(items),
            "lost": self.site.count - len(by_id),
            "doubled": sum(len(many) - len(set(many)) for many in revisions.values()),
            "truncated": truncated,
            "skipped revisions": sum(
                sorted(many) != list(range(len(many))) for many in revisions.values()
            ),
            "outdated": sum(not self._is_newest(id, item) for id, item in newest.items()),
            "orphans": len(list(self.data.rglob(".*.part"))),
        }

    def _is_newest(self, id: str, item: dict[str, Any]) -> bool:
        version = self.site.versions[int(id.rpartition(":")[2]) - 10000]
        return not version or f"Bản sửa thứ {version} " in item["body"]


def torture(data: Path, kills: int, memory: str, seed: int) -> None:
    with small_site(25) as site:
        run = Torture(data, site, memory, seed)
        run.whole_run()
        moments = (run.anywhere, run.before_the_rename, run.at_the_rename, run.at_the_commit)
        for number in range(kills):
            run.kill(moments[number % len(moments)])
        run.settle()
        found = run.judge()
    told = ", ".join(f"{name} {count}" for name, count in (*run.found.items(), *found.items()))
    print(f"kills {kills}, {told}")
    articles, lines = found.pop("articles"), found.pop("lines")
    assert articles == site.count
    assert lines > articles
    assert not any(found.values()), told


@PATIENCE
def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    torture(tmp_path, KILLS, "", seed=20261124)


@PATIENCE
@pytest.mark.long
def test_kills_lose_and_double_nothing_with_the_memory_in_postgres(
    tmp_path: Path, postgres: str
) -> None:
    torture(tmp_path, KILLS // 4, postgres, seed=7)
