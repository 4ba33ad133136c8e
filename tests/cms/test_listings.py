"""tests/fixtures/<cms>/<slug>/listing.json: which articles a section lists, and what comes next.

`articles` in page order, `next` null on the last page; typed by hand, as in test_fixtures.py.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.catalogue import find_site
from crawler.cms import CMSS
from crawler.items import Listing
from crawler.reader import read_listing

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = {
    f"{path.parts[-3]}/{path.parts[-2]}": path
    for path in sorted(FIXTURES.glob("*/*/listing.json"))
    if path.parts[-3] != "listings"  # those of the general reader
}  # fmt: skip


def told(case: str) -> dict[str, Any]:
    return json.loads(CASES[case].read_text(encoding="utf-8"))


def read(case: str, **how: Any) -> Listing:
    return read_listing(CASES[case].with_name("page.html").read_bytes(), told(case)["url"], **how)


@pytest.mark.parametrize("case", CASES)
def test_articles(case: str) -> None:
    want = told(case)
    assert list(read(case, site=find_site(want["url"])).articles) == want["articles"]


@pytest.mark.parametrize("case", CASES)
def test_next(case: str) -> None:
    want = told(case)
    assert read(case, site=find_site(want["url"])).next == want["next"]


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_whole(case: str) -> None:
    want = told(case)
    assert set(want) == {"url", "origin", "note", "articles", "next"}
    assert want["origin"] in ("reconstructed", "template")


def test_every_cms_has_two_layouts_and_a_listing() -> None:
    for cms in CMSS:
        pages = list(FIXTURES.glob(f"{cms.name}/*/item.json"))
        assert len(pages) >= 2, cms.name
        assert any(case.startswith(f"{cms.name}/") for case in CASES), cms.name
