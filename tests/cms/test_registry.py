"""The registry: a page is recognised as the one CMS that it is of, and read well without any."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from crawler.cms import CMSS, recognise
from crawler.extract.marks import marks_of
from crawler.pages import ArticlePage, ListingPage
from crawler.reader import open_article, read_article
from crawler.site import Cms, Site

FIXTURES = Path(__file__).parent.parent / "fixtures"
FAMILIES = {
    "dnn": "dnn", "k2": "joomla", "liferay": "liferay", "next": None, "nukeviet": "nukeviet",
    "onecms": "onecms", "section": "section", "slug-id": "slug_id", "story": "story",
    "vccorp": "vccorp", "wordpress": "wordpress", "xdd": None,
}  # fmt: skip
PAGES = {path.parent: path.parts[-3] for path in sorted(FIXTURES.glob("*/*/page.html"))}
NAMES = {cms.name for cms in CMSS}


def expected(case: Path) -> str | None:
    group = PAGES[case]
    return FAMILIES[case.name] if group == "families" else group


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group}/{case.name}")
        for case, group in PAGES.items()
        if group in NAMES or group == "families"
    ],
)
def test_a_page_is_of_one_cms(case: Path) -> None:
    marks = marks_of((case / "page.html").read_bytes())
    shown = {cms.name for cms in CMSS for layout in (cms, *cms.former) if layout.shown_by(marks)}
    if (case / "listing.json").exists():  # a list shows less of its CMS: the site says it
        assert shown <= {expected(case)}
    else:
        assert shown == ({expected(case)} - {None})


def test_a_page_without_tell_tales_is_of_none() -> None:
    for case in FIXTURES.glob("families/xdd"):
        assert recognise(marks_of((case / "page.html").read_bytes())) is None


def test_every_cms_differs_from_the_default() -> None:
    for cms in CMSS:
        assert cms.tell_tales and cms.id_patterns, cms.name
        assert cms.article_page is not ArticlePage or cms.listing_page is not ListingPage


def test_a_site_whose_selectors_all_fail_is_read_all_the_same() -> None:
    """Selectors are hypotheses: each is counted as missed, and the general reader answers."""

    class Wrong(ArticlePage):
        title_css = "h1.khong-co"
        lead_css = ".khong-co"
        body_css = "#khong-co"
        published_css = ".khong-co"
        authors_css = ".khong-co"
        section_css = ".khong-co"
        tags_css = ".khong-co"
        remove_css = ".khong-co"

    wrong = Cms(name="sai", article_page=Wrong)
    for case in FIXTURES.glob("seed/*"):
        html = (case / "page.html").read_bytes()
        site = Site(host="xaydungdang.org.vn", cms=wrong)
        url = json.loads((case / "item.json").read_text(encoding="utf-8"))["url"]
        opened = open_article(html, url, site=site)
        article = opened.to_item()
        assert article == read_article(html, url, site=replace(site, cms=None), registry=())
        assert {"title_css", "body_css"} <= set(opened.selectors)
        assert not any(opened.selectors.values())


def test_a_selector_that_finds_too_little_loses_to_the_general_reader() -> None:
    class Narrow(ArticlePage):
        body_css = "p"

    html = next(FIXTURES.glob("seed/semantic/page.html")).read_bytes()
    url = "https://xaydungdang.org.vn/co-so-dang/mot-bai-viet-mau-de-thu-17085"
    site = Site(host="xaydungdang.org.vn", cms=Cms(name="hep", article_page=Narrow))
    opened = open_article(html, url, site=site)
    assert opened.to_item().body == read_article(html, url, registry=()).body
    assert opened.selectors == {"body_css": False}


@pytest.mark.parametrize(
    ("box", "signature", "counted"),
    [
        ("Nguyễn Thị Lan", "Nguyễn Thị Lan", {}),
        ("Nguyễn Thị Lan", "", {"authors_css": True}),
        ("", "Nguyễn Thị Lan", {"authors_css": False}),
        ("Trần Văn Hùng", "Nguyễn Thị Lan", {"authors_css": False}),
    ],
)
def test_a_selector_that_names_who_signs_the_text_has_not_missed(
    box: str, signature: str, counted: dict[str, bool]
) -> None:
    class Boxed(ArticlePage):
        authors_css = ".hop-tac-gia"

    text = "".join(
        f"<p>Sáng nay, Ban Thường vụ Tỉnh ủy tổ chức hội nghị lần thứ {n}, bàn về công tác cán bộ "
        "của các xã trong tỉnh và chương trình của năm tới.</p>" for n in range(6)
    )  # fmt: skip
    signed = f'<p style="text-align:right"><strong>{signature}</strong></p>' if signature else ""
    html = (
        "<html><head><meta charset=utf-8></head><body>"
        f"<div class=hop-tac-gia>{box}</div>"
        f"<article><h1>Hội nghị bàn về cán bộ</h1>{text}{signed}</article></body></html>"
    )
    site = Site(host="mau.vn", cms=Cms(name="hop", article_page=Boxed))
    opened = open_article(html.encode(), "https://mau.vn/bai-viet-1234567.html", site=site)
    assert opened.to_item().authors == ("Nguyễn Thị Lan",)
    assert opened.selectors == counted


def test_two_layouts_of_one_site_are_told_apart_by_what_the_page_shows() -> None:
    class Before(ArticlePage):
        title_css = ".titledetail"

    class Now(ArticlePage):
        title_css = ".box-title-detail"

    before = Cms(name="cu", article_page=Before, tell_tales=('class="titledetail"',))
    now = Cms(name="moi", article_page=Now, former=(before,))
    assert now.layout_of(marks_of(b'<h1 class="titledetail">')) is before
    assert now.layout_of(marks_of(b'<h1 class="box-title-detail">')) is now


def test_a_layout_that_nothing_tells_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="tell-tales"):
        Cms(name="moi", former=(Cms(name="cu"),))


def test_a_listing_selector_that_finds_little_loses() -> None:
    from lxml import html as parser

    class Narrow(ListingPage):
        article_css = ".hot a"

    hot = '<div class="hot"><a href="/x">Một</a></div>'
    links = "".join(
        f'<h3><a href="/tin/hoi-nghi-lan-thu-{n}-cua-dang-bo-xa-{80000 + n}.html">'
        f"Hội nghị lần thứ {n} của Đảng bộ xã Bình Minh</a></h3>"
        for n in range(1, 9)
    )
    root = parser.document_fromstring(f"<html><body>{hot}<main>{links}</main></body></html>")
    assert len(Narrow(root, "https://mau.vn/").articles) == 8


def test_fields_with_selectors_are_fields_of_the_page_object() -> None:
    from crawler.items import Article
    from crawler.reader import SELECTED

    assert set(SELECTED) <= {field.name for field in fields(Article)}
