"""An exception in a pipeline is a fault of ours: the run tells it, and cron sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sample import SampleSite

ROOT = Path(__file__).resolve().parents[2]


class Broken:
    """Breaks on one article."""

    def process_item(self, item):
        if item.id.endswith(":20103"):
            raise ZeroDivisionError("a fault of ours")
        return item


@pytest.mark.parametrize("trial", [False, True])
def test_it_costs_one_article_and_the_exit_code(tmp_path, trial):
    pipelines = {
        "pipelines.normalize.Normalize": 100,
        "tests.crawl.test_broken_pipeline.Broken": 150,
    }
    feed = tmp_path / "trial.jsonl"
    with SampleSite() as site:
        run = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "sample", "-a", f"url={site.url}",
             "-s", f"ITEM_PIPELINES={json.dumps(pipelines)}", *(("-O", str(feed)) if trial else ())],
            cwd=ROOT, env={**os.environ, "BANTIN_DATA": str(tmp_path)}, text=True, capture_output=True, timeout=120,
        )  # fmt: skip
    assert run.returncode == 1, run.stdout + run.stderr
    assert "ZeroDivisionError: a fault of ours" in run.stderr
    feed = feed if trial else next((tmp_path / "feeds/sample").glob("*.jsonl"))
    assert len(feed.read_text("utf-8").splitlines()) == 41
