"""The manifest says what was published; `latest` moves with good runs only."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.manifest import (
    code_version,
    complete_manifests,
    floors_missed,
    latest_of,
    manifest_path,
    publish_manifest,
)
from tests.sinks.articles import many, write_feed


def report(verdict: str = "ok", finish_reason: str | None = "finished") -> dict[str, Any]:
    return {
        "started": "2026-11-24T05:00:00+00:00",
        "finished": "2026-11-24T05:10:00+00:00",
        "finish_reason": finish_reason,
        "verdicts": {"mau.vn": {"verdict": verdict, "why": ""}},
    }


@pytest.fixture
def feeds(tmp_path: Path) -> list[Path]:
    names = ("20261124T050000Z.jsonl", "20261125T050000Z.jsonl")
    return [write_feed(tmp_path / "mau" / name, many(3)) for name in names]


def test_a_manifest_says_what_was_published(feeds: list[Path]) -> None:
    publish_manifest(feeds[0], report(), "0.1+abc", whole=True)
    manifest = json.loads(manifest_path(feeds[0]).read_bytes())
    data = feeds[0].read_bytes()
    assert manifest["files"] == [
        {
            "path": feeds[0].name,
            "lines": 3,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    ]
    assert manifest["code_version"] == "0.1+abc"
    assert manifest["verdicts"]["mau.vn"]["verdict"] == "ok"
    assert (manifest["started"], manifest["finished"]) == (
        report()["started"],
        report()["finished"],
    )


@pytest.mark.parametrize("verdict", ["ok", "quiet", "partial", "late"])
def test_latest_moves_with_a_good_run(feeds: list[Path], verdict: str) -> None:
    assert publish_manifest(feeds[0], report(), "0.1", whole=True) == []
    assert publish_manifest(feeds[1], report(verdict), "0.1", whole=True) == []
    assert latest_of(feeds[0].parent) == feeds[1].resolve()
    assert (feeds[0].parent / "latest").read_bytes() == feeds[1].read_bytes()


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [("drift", "finished"), ("dead", "finished"), ("moved", "finished"), ("blocked", "finished")]
    + [("ok", "shutdown"), ("ok", "storage"), ("ok", None)],
)
def test_latest_stays_at_the_last_good_and_the_report_says_so(
    feeds: list[Path], verdict: str, reason: str | None
) -> None:
    publish_manifest(feeds[0], report(), "0.1", whole=True)
    (told,) = publish_manifest(feeds[1], report(verdict, reason), "0.1", whole=True)
    assert feeds[0].name in told
    assert latest_of(feeds[0].parent) == feeds[0].resolve()
    assert json.loads(manifest_path(feeds[1]).read_bytes())["floors_missed"]


def test_without_a_good_run_there_is_no_latest(feeds: list[Path]) -> None:
    (told,) = publish_manifest(feeds[0], report("drift"), "0.1", whole=True)
    assert "not set yet" in told
    assert latest_of(feeds[0].parent) is None


def test_a_feed_of_a_killed_run_gets_its_manifest_later(feeds: list[Path]) -> None:
    publish_manifest(feeds[0], report(), "0.1", whole=True)
    before = manifest_path(feeds[0]).read_bytes()
    complete_manifests(feeds[0].parent, "0.1")
    assert manifest_path(feeds[0]).read_bytes() == before
    manifest = json.loads(manifest_path(feeds[1]).read_bytes())
    assert manifest["files"][0]["lines"] == 3
    assert manifest["floors_missed"] == ["the run ended early: killed"]
    assert latest_of(feeds[0].parent) == feeds[0].resolve()


def test_a_run_over_a_part_is_not_the_latest(feeds: list[Path]) -> None:
    (told,) = publish_manifest(feeds[0], report(), "0.1", whole=False)
    assert "a part of" in told and latest_of(feeds[0].parent) is None


def test_the_reason_of_a_verdict_is_told() -> None:
    found = report("drift")
    found["verdicts"]["mau.vn"]["why"] = "/thoi-su: 2 links of usually 20"
    assert floors_missed(found, whole=True) == ["mau.vn: drift (/thoi-su: 2 links of usually 20)"]


def test_the_version_of_a_checkout_names_its_commit() -> None:
    assert code_version("0.1").startswith("0.1")
