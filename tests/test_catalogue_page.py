"""docs/catalogue.md says what the spiders say."""

from crawler.catalogue import described
from crawler.cataloguepage import LEVELS, PAGE, write_page


def test_the_page_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make catalogue`"


def test_every_site_stands_on_it() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for one in described():
        assert sum(line.startswith(f"| {one.spider} | {one.site.host} |") for line in lines) == 1
    assert {one.level for one in described()} == set(LEVELS)
