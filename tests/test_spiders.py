"""Every spider can be loaded, is named like its file, and starts on its own hosts."""

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.site import STATUSES
from crawler.spiderloader import BulletinSpiderLoader

ROOT = Path(__file__).resolve().parent.parent
LOADER = BulletinSpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
FILES = {path.stem: path for path in (ROOT / "spiders").rglob("*.py") if path.stem != "__init__"}
FIXTURES = ROOT / "tests" / "fixtures"
BULLETINS = sorted(name for name, path in FILES.items() if path.parent != ROOT / "spiders")


def test_every_file_is_a_spider() -> None:
    assert not LOADER.broken
    assert sorted(LOADER.list()) == sorted(FILES)
    assert {"sample", "site", "portals"} == set(FILES) - set(BULLETINS)
    assert len(BULLETINS) >= 50


@pytest.mark.parametrize("name", sorted(FILES))
def test_name_file_and_class_agree(name: str) -> None:
    spider = LOADER.load(name)
    module = ".".join(FILES[name].relative_to(ROOT).with_suffix("").parts)
    assert spider.__module__ == module
    assert spider.__name__.lower() == f"{name}spider"
    assert (spider.__doc__ or __import__(module, fromlist=["x"]).__doc__ or "").strip()


@pytest.mark.parametrize("name", BULLETINS)
def test_a_bulletin_has_sites_and_starts_on_their_hosts(name: str) -> None:
    spider = LOADER.load(name)(name)
    assert spider.sites
    for site in spider.sites:
        requests = list(spider.start_requests_of(site))
        assert requests
        assert all(site.owns(request.url) for request in requests)
        assert site.status in STATUSES
        assert site.owner or name == "hochiminhonline"  # whose owner nobody knows


def test_no_host_is_described_twice() -> None:
    sites = [site for name in BULLETINS for site in LOADER.load(name).sites]
    hosts = [host for site in sites for host in (site.host, *site.aliases)]
    assert len(set(hosts)) == len(hosts)


def test_who_moved_went_to_a_host_that_is_described() -> None:
    sites = {site.host: site for name in BULLETINS for site in LOADER.load(name).sites}
    assert all(site.moved_to in sites for site in sites.values() if site.moved_to)


def test_a_profile_counts_as_proved_only_by_a_fixture() -> None:
    """`reconstructed` promises a page of that host under tests/fixtures/."""
    urls = [
        json.loads(path.read_text(encoding="utf-8"))["url"] for path in FIXTURES.glob("*/*/*.json")
    ]
    for name in BULLETINS:
        for site in LOADER.load(name).sites:
            if site.verified_by == "reconstructed":
                assert any(site.owns(url) for url in urls), site.host


def test_a_spider_file_stays_small() -> None:
    """A plain site is about ten lines; what is longer holds a quirk of its pages."""
    for name in BULLETINS:
        text = FILES[name].read_text(encoding="utf-8")
        assert text.count("\n") <= (100 if "Page)" in text or "Article)" in text else 40), name
