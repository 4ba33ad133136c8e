"""The feed of the sample site holds what its manifest says: real server, real processes."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import jsonschema
import pytest

from crawler.schema import feed_schema
from sample import SampleSite

ROOT = Path(__file__).resolve().parents[2]


def crawl(url: str, data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "sample", "-a", f"url={url}", *more],
        cwd=ROOT, env={**os.environ, "BANTIN_DATA": str(data)}, text=True, capture_output=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    with SampleSite() as site:
        manifest = json.load(urllib.request.urlopen(site.url + "manifest.json"))
        first = crawl(site.url, data)
        feeds = sorted((data / "feeds/sample").glob("*.jsonl"))
        lines = [json.loads(line) for line in feeds[0].read_text("utf-8").splitlines()]
        asked = list(site.requests)
        site.requests.clear()
        second = crawl(site.url, data)
        again = list(site.requests)
        after = sorted((data / "feeds/sample").glob("*.jsonl"))
        trial = crawl(site.url, data, "-O", str(data / "trial.jsonl"))
    return manifest, first, lines, asked, second, again, feeds == after, trial, data


def test_each_article_once(run):
    manifest, first, lines = run[:3]
    assert first.returncode == 0, first.stdout + first.stderr
    assert sorted(line["id"] for line in lines) == [
        f"sample:{s['id']}" for s in manifest["articles"]
    ]


def test_feed_follows_its_schema(run):
    schema = feed_schema()
    judge = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for line in run[2]:
        assert [error.message for error in judge.iter_errors(line)] == []
        assert list(line) == list(schema["properties"])  # the order of the fields is promised too


@pytest.mark.parametrize("field", ["title", "lead", "authors", "source", "kind", "dateline"])
def test_field_as_in_the_manifest(run, field):
    by_id = {line["id"]: line for line in run[2]}
    wrong = {
        story["id"]: (by_id[f"sample:{story['id']}"][field], story[field])
        for story in run[0]["articles"]
        if by_id[f"sample:{story['id']}"][field] != story[field]
    }
    assert not wrong


def test_bodies(run):
    by_id = {line["id"]: line for line in run[2]}
    for story in run[0]["articles"]:
        if story["kind"] == "text":
            assert by_id[f"sample:{story['id']}"]["body"].split("\n\n") == story["paragraphs"], (
                story["path"]
            )


def test_captions_once(run):
    by_id = {line["id"]: line for line in run[2]}
    for story in run[0]["articles"]:
        found = [image["caption"] for image in by_id[f"sample:{story['id']}"]["images"]]
        assert found == story["captions"], story["path"]


def test_dates(run):
    by_id = {line["id"]: line for line in run[2]}
    for story in run[0]["articles"]:
        assert by_id[f"sample:{story['id']}"]["published"] == story["published"], story["path"]


def test_robots_are_obeyed(run):
    assert run[0]["forbidden"][0] not in run[3]


def test_second_run_fetches_no_article(run):
    manifest, _, _, _, second, again, same, _, _ = run
    assert second.returncode == 0 and same
    paths = {story["path"] for story in manifest["articles"]}
    assert not [path for path in again if path in paths]


def test_trial_writes_only_its_file(run):
    assert run[7].returncode == 0
    trial = (run[8] / "trial.jsonl").read_text("utf-8").splitlines()
    assert len(trial) == len(run[0]["articles"])
    assert len(list((run[8] / "feeds/sample").glob("*.jsonl"))) == 1
