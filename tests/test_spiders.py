"""Every spider can be loaded, is named like its file, and starts on its own hosts."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.spiderloader import BulletinSpiderLoader

ROOT = Path(__file__).resolve().parent.parent
LOADER = BulletinSpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))


def test_every_file_is_a_spider():
    files = {path.stem for path in (ROOT / "spiders").glob("*.py")} - {"__init__"}
    assert set(LOADER.list()) == files
    assert {
        "xaydungdang",
        "dangcongsan",
        "tapchicongsan",
        "nhandan",
        "baochinhphu",
        "sample",
    } <= files


@pytest.mark.parametrize("name", LOADER.list())
def test_name_file_and_class_agree(name):
    spider = LOADER.load(name)
    assert spider.__module__ == f"spiders.{name}"
    assert spider.__name__.lower() == f"{name}spider"
    for site in spider.sites:
        assert all(site.owns(url) for url in site.start_urls)
