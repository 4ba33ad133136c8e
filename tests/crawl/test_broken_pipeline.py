"""An exception in a pipeline is a fault of ours: the run tells it, and cron sees it."""

import json

import pytest

from sample import SampleSite
from tests.starting import scrapy


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
        code, output = scrapy(
            tmp_path, "crawl", "sample", "-a", f"url={site.url}",
            "-s", f"ITEM_PIPELINES={json.dumps(pipelines)}", *(("-O", str(feed)) if trial else ()),
        )  # fmt: skip
    assert code == 1, output
    assert "ZeroDivisionError: a fault of ours" in output
    feed = feed if trial else next((tmp_path / "feeds/sample").glob("*.jsonl"))
    assert len(feed.read_text("utf-8").splitlines()) == 41
