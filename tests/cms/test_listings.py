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


def test_side_boxes_that_no_selector_knows_are_listed_too() -> None:
    """In page order, with what the selector alone knows to be an article."""
    link = "<a href='/vi/news/{0}.html'>{1}</a>"
    headlines = [f"hop-dang-bo-xa-phien-thu-{n}" for n in range(4)]
    column = "".join(
        f"<h2>{link.format(f'tin/{name}-{n}000', 'Họp Đảng bộ xã, phiên thứ tư')}</h2>"
        for n, name in enumerate(headlines, 1)
    )
    box = "".join(
        f"<li>{link.format(f'khac/{name}-{n}000', 'Đảng bộ xã bên họp phiên thứ tư')}</li>"
        for n, name in enumerate(headlines, 5)
    )
    brief = link.format("tin/tin-van-9000", "Tin vắn")
    html = f"""<html><head><meta name=generator content="NukeViet v4.5"></head><body>
    <ul class=block>{box}</ul><div class=news_column>{column}<h2>{brief}</h2></div></body></html>"""
    found = read_listing(html.encode(), "https://a.vn/vi/news/tin/").articles
    numbers = [url.rpartition("-")[2] for url in found]
    assert numbers == [f"{n}000.html" for n in (5, 6, 7, 8, 1, 2, 3, 4, 9)]


def test_every_cms_has_two_layouts_and_a_listing() -> None:
    for cms in CMSS:
        place = f"tests/fixtures/{cms.name}/<slug>"
        pages = list(FIXTURES.glob(f"{cms.name}/*/item.json"))
        assert len(pages) >= 2, (
            f"CMS {cms.name} has {len(pages)} of the two articles that it needs: save each as "
            f"{place}/page.html and type what it says into {place}/item.json"
        )
        assert any(case.startswith(f"{cms.name}/") for case in CASES), (
            f"CMS {cms.name} has no section: save one as {place}/page.html and type its `articles` "
            f"and `next` into {place}/listing.json (CONTRIBUTING.md, Add a CMS)"
        )
