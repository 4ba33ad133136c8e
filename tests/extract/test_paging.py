"""What follows a page of a listing or of a long article."""

import json
from pathlib import Path

import pytest
from lxml import etree

from crawler.extract.paging import find_next
from crawler.extract.tree import parse_html

CASES = sorted((Path(__file__).parent.parent / "fixtures" / "listings").glob("*/listing.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_next(case: Path) -> None:
    expected = json.loads(case.read_text("utf-8"))
    root = parse_html((case.parent / "page.html").read_bytes())
    assert find_next(root, expected["url"]) == expected["next"]


def linked(*links: tuple[str, str]) -> etree._Element:
    items = "".join(f"<li><a href='{href}'>{text}</a></li>" for href, text in links)
    return parse_html(f"<html><body><ul>{items}</ul></body></html>".encode())


@pytest.mark.parametrize(
    ("url", "links", "following"),
    [
        ("https://a.vn/tin", [("/tin?page=2", "2"), ("/tin?page=3", "3")], "/tin?page=2"),
        ("https://a.vn/tin?page=2", [("?page=1", "1"), ("?page=3", "3")], "/tin?page=3"),
        ("https://a.vn/tin?page=9", [("?page=8", "Trước"), ("?page=1", "1")], None),
        ("https://a.vn/tin", [("/tin/trang-2.html", "Trang sau »")], "/tin/trang-2.html"),
        ("https://a.vn/tin.html", [("/tin/trang-2.html", "Tiếp")], "/tin/trang-2.html"),
        ("https://a.vn/tin-p2", [("/tin-p3", ">"), ("/tin-p40", ">>")], "/tin-p3"),
        ("https://a.vn/tag/x", [("/tag/x/trang2.vnp", "2")], "/tag/x/trang2.vnp"),
        ("https://a.vn/", [("/page/2", "Older posts")], "/page/2"),
        ("https://a.vn/tin/", [("/tin/page-2/", "Xem thêm")], "/tin/page-2/"),
        ("https://a.vn/tin?start=20", [("?start=0", "1"), ("?start=40", "3")], "/tin?start=40"),
        ("https://a.vn/van-ban/", [("/van-ban/&cpage=2", "2")], "/van-ban/&cpage=2"),
        ("https://a.vn/tin", [("/tin&s_cond=&BRSR=0", "<"), ("/tin&s_cond=&BRSR=15", "2")], "/tin&s_cond=&BRSR=15"),
        ("https://a.vn/tin&s_cond=&BRSR=15", [("/tin&s_cond=&BRSR=30", ">")], "/tin&s_cond=&BRSR=30"),
        ("https://a.vn/tin?cat=5", [("/tin?cat=6&page=2", "2")], None),  # another section
        ("https://a.vn/tin?cat=5", [("/tin?cat=5&page=2", "2")], "/tin?cat=5&page=2"),
        ("https://a.vn/tin?page=0", [("?page=0", "1"), ("?page=1", "2")], "/tin?page=1"),
        ("https://a.vn/node", [("/node?page=1", "2"), ("/node?page=2", "3")], "/node?page=1"),
        ("https://a.vn/tin", [("/kinh-te", "Xem thêm"), ("/kinh-te?page=2", "2")], None),
        ("https://a.vn/lich/2024/05/12", [("/lich/2024/05/13", "13")], None),  # a calendar
        ("https://a.vn/lich?ngay=12", [("/lich?ngay=13", "13")], None),
        ("https://a.vn/tin", [("/en/tin?page=2", "Next")], None),  # another language
        ("https://a.vn/bai-viet-123456.html", [("/bai-viet-123456-p2.html", "2")], "/bai-viet-123456-p2.html"),
        ("https://a.vn/bai-viet-123456.html", [("/bai-viet-123457.html", "Tiếp")], None),
        ("https://a.vn/bai-viet-2024.html", [("/bai-viet-2025.html", "2025")], None),
        ("https://a.vn/phong-su/12", [("/phong-su/12/2", "2")], "/phong-su/12/2"),
        ("https://a.vn/tin", [("/tin", "2"), ("#", "2"), ("javascript:next()", "Tiếp")], None),
        ("https://a.vn/tin", [("https://b.vn/tin?page=2", "2")], None),
        ("http://a.vn/tin", [("https://www.a.vn/tin?page=2", "2")], "https://www.a.vn/tin?page=2"),
        ("https://a.vn/tin/tabid/7/Default.aspx", [("/tin/tabid/7/currentpage/2/Default.aspx", "2")], "/tin/tabid/7/currentpage/2/Default.aspx"),
        ("https://a.vn/?cat=3", [("/?cat=3&paged=2", "« Older Entries")], "/?cat=3&paged=2"),
        ("https://a.vn/tin", [("/tin/page/2/index.html", "Tiếp »")], "/tin/page/2/index.html"),
        ("https://a.vn/tin", [("/tin?trang-so=2", "Trang 2")], "/tin?trang-so=2"),
        ("https://a.vn/tin", [("/tin?curpage=2", "Xem thêm tin bài")], "/tin?curpage=2"),
        ("https://a.vn/tin/", [("/tin/index_2.html", "下一页")], "/tin/index_2.html"),
        ("https://a.vn/tin/5", [("/tin/6", "6"), ("/tin/5?page=2", "2")], "/tin/5?page=2"),
        ("https://a.vn/tin-5", [("/tin-6", "Xem thêm")], None),
        ("https://a.vn/index.php?nv=news&op=Tin", [("/index.php?nv=news&op=Tin/page-2", "2")], "/index.php?nv=news&op=Tin/page-2"),
        ("https://a.vn/index.php?nv=news&op=Tin", [("/index.php?nv=news&op=Anh/page-2", "2")], None),
        ("https://a.vn/tin/tabid/8/language/vi-VN/Default.aspx", [("/tin/tabid/8/currentpage/2/language/vi-VN/Default.aspx", "2")], "/tin/tabid/8/currentpage/2/language/vi-VN/Default.aspx"),
        ("https://a.vn/van-ban", [("/van-ban?pageid=27160&page=2", "2")], "/van-ban?pageid=27160&page=2"),
    ],
)  # fmt: skip
def test_next_forms(url: str, links: list[tuple[str, str]], following: str | None) -> None:
    host = "https://a.vn"
    expected = host + following if following and following.startswith("/") else following
    assert find_next(linked(*links), url) == expected


def test_a_next_article_is_no_next_page() -> None:
    html = """<html><head><link rel="next" href="/hop-chi-bo-ban-na-lech/"></head><body>
    <a rel="next" href="/hop-chi-bo-ban-na-lech/">Họp chi bộ bản Nà Lếch</a>
    <div id="comments"><a href="/bai-nay/comment-page-2/">2</a></div></body></html>"""
    assert find_next(parse_html(html.encode()), "https://a.vn/bai-nay/") is None


def test_rel_next_needs_no_words() -> None:
    root = parse_html(b"<html><head><link rel=next href='/tin?page=2'></head><body></body></html>")
    assert find_next(root, "https://a.vn/tin") == "https://a.vn/tin?page=2"


def test_a_button_that_loads_the_next_page() -> None:
    html = """<html><body><button data-url="/tin?page=2">Xem thêm</button>
    <a href="javascript:;" data-url="/kinh-te?page=2">Xem thêm</a></body></html>"""
    assert find_next(parse_html(html.encode()), "https://a.vn/tin") == "https://a.vn/tin?page=2"
