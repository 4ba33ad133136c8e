"""Elements selected by what was noted of the page are those that a search finds."""

from pathlib import Path

import pytest
from lxml import etree
from parsel import Selector

from crawler.cms import CMSS
from crawler.extract.css import Css
from crawler.extract.tree import parse_html

PAGES = sorted(Path("tests/fixtures").rglob("page.html"))[::5]
SELECTORS = {
    css
    for cms in CMSS
    for page_class in (cms.article_page, cms.listing_page)
    for name in dir(page_class)
    if name.endswith("_css") and (css := getattr(page_class, name))
} | {
    "p",
    "div > p",
    "body div p, h1",
    "a[href]",
    "#main p",
    "h2, h1",
    "a[href^='/'], a[href$='.html']",
    "div a[href*='-']",
    "a[rel~=nofollow], a[rel~=''], a[rel*='']",
    "ul li a",
    "li:first-child",
    "div ~ p",
    "*",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_selector_finds_what_a_search_finds_in_the_same_order(page: Path) -> None:
    root = parse_html(page.read_bytes())
    css, searched = Css(root), Selector(root=root, type="html")
    found = {selector: css.select(selector) for selector in SELECTORS}
    assert found == {s: [node.root for node in searched.css(s)] for s in SELECTORS}
    assert found["*"]


HTML = """<div class="hộp a" id="x"><p class=" a  b ">Một</p><p data-role="ngày">Hai</p></div>
<p class="ab">Ba</p><section class="a"><span class="b"><p class="b">Bốn</p></span></section>"""


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        (".a.b", ["Một"]),
        (".a .b", ["Một", "Bốn", "Bốn"]),
        (".a > .b", ["Một", "Bốn"]),
        ("p.b", ["Một", "Bốn"]),
        (".b, .a p", ["Một", "Hai", "Bốn", "Bốn"]),
        ("#x p", ["Một", "Hai"]),
        ("[data-role='ngày']", ["Hai"]),
        (".hộp [data-role]", ["Hai"]),
        (".missing p, p.ab", ["Ba"]),
        ("p[class~=b]", ["Một", "Bốn"]),
        ("[data-role*=gà]", ["Hai"]),
        ("div [data-role^=ng]", ["Hai"]),
        ("[data-role$=g]", []),
        (".a p", ["Một", "Hai", "Bốn"]),
        ("", []),
    ],
)
def test_selector(selector: str, texts: list[str]) -> None:
    css = Css(parse_html(HTML.encode()))
    assert ["".join(map(str, node.itertext())).strip() for node in css.select(selector)] == texts


def test_what_is_taken_out_is_selected_no_more() -> None:
    root = parse_html(HTML.encode())
    css = Css(root)
    assert len(css.select("p")) == 4
    box = css.select("#x")
    parent = box[0].getparent()
    assert parent is not None
    parent.remove(box[0])
    css.take_out(set(box[0].iter(etree.Element)))
    assert [node.text for node in css.select("p")] == ["Ba", "Bốn"]
    assert [node.text for node in css.select("p.b")] == ["Bốn"]


def test_what_is_no_selector_is_said() -> None:
    with pytest.raises(ValueError, match=r"'p\[' is no CSS selector"):
        Css(parse_html(HTML.encode())).select("p[")
