"""The report counts which selectors of a CMS still win, over real HTTP on loopback."""

from pathlib import Path

from tests.crawl.crawling import crawl
from tests.crawl.fake_site import fake_site, page
from tests.starting import ROOT


def test_each_selector_is_counted_as_used_or_missed(tmp_path: Path) -> None:
    html = (ROOT / "tests/fixtures/dnn/baovephapluat/page.html").read_text(encoding="utf-8")
    with fake_site(2) as site:
        site.faults[site.path_of(0)] = page(html)
        site.faults[site.path_of(1)] = page(html.replace("h1 class", "h1 id").replace("99871", "2"))
        run = crawl(tmp_path, "site", site.url)
    counted = {
        key.removeprefix("selectors/dnn/"): value
        for key, value in run.report["stats"].items()
        if key.startswith("selectors/dnn/")
    }
    assert counted["title_css/used"] == counted["title_css/missed"] == 1, run.output
    assert counted["body_css/used"] == counted["published_css/used"] == 2
