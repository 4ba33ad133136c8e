"""Listings: a directory is the test, page in, links out; one test per field."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.extract.document import parse_html
from crawler.extract.links import find_articles, find_next, looks_like_listing
from crawler.reader import NotAnArticle, read_article

FIXTURES = Path(__file__).parent.parent / "fixtures" / "listings"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/listing.json"))


def opened(case: str) -> tuple[etree._Element, dict[str, Any]]:
    folder = FIXTURES / case
    root = parse_html((folder / "page.html").read_bytes())
    return root, json.loads((folder / "listing.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_articles(case: str) -> None:
    root, expected = opened(case)
    assert find_articles(root, expected["url"]) == expected["articles"]


@pytest.mark.parametrize("case", CASES)
def test_next(case: str) -> None:
    root, expected = opened(case)
    assert find_next(root, expected["url"]) == expected["next"]


@pytest.mark.parametrize("case", CASES)
def test_a_listing_is_no_article(case: str) -> None:
    root, expected = opened(case)
    if expected.get("refused", True):
        assert looks_like_listing(root, expected["url"])


def test_patterns_of_a_site_decide_where_they_match() -> None:
    root, expected = opened("vccorp")
    numbered = [url for url in expected["articles"] if "/video/" not in url]
    assert find_articles(root, expected["url"], (r"-(137\d{12,15})\.htm$",)) == numbered
    assert find_articles(root, expected["url"], (r"/khong-co-(\d+)",)) == expected["articles"]


def test_slugs_go_where_the_cms_says() -> None:
    blogs = [
        {"title": f"Hội nghị giao ban tháng {n} của Ban", "slug": f"hoi-nghi-giao-ban-thang-{n}"}
        for n in range(1, 5)
    ]
    state = {"props": {"blogs": blogs}, "menu": [{"title": "Tin tức", "slug": "tin-tuc"}]}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    root = parse_html(f"<html><body><div id=__next></div>{script}</body></html>".encode())
    assert find_articles(root, "https://a.vn/vn") == []  # nothing shows where a slug goes
    found = find_articles(root, "https://a.vn/vn", slug_path="/blogs/{slug}")
    assert found == [f"https://a.vn/blogs/hoi-nghi-giao-ban-thang-{n}" for n in range(1, 5)]


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


ARTICLES = sorted(
    path.parent
    for path in FIXTURES.parent.glob("*/*/item.json")
    if path.parts[-3] != "listings" and '"refused"' not in path.read_text("utf-8")
)


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda path: f"{path.parts[-2]}/{path.parts[-1]}")
def test_an_article_is_no_listing(folder: Path) -> None:
    answer = json.loads((folder / "item.json").read_text("utf-8"))
    root = parse_html((folder / "page.html").read_bytes())
    assert not looks_like_listing(root, answer.get("url") or answer["item"]["url"])


def cards(count: int, box: str = "div", first: int = 0) -> str:
    return "".join(
        f"<{box}><a href='/tin/{n}-hop-chi-bo-ve-viec-lang-viec-nuoc'>Họp chi bộ lần {n} về việc làng, việc nước</a></{box}>"
        for n in range(first, first + count)
    )


def test_a_box_named_like_a_menu_that_holds_nothing_but_headlines() -> None:
    menu = "<ul class='nav menu'><li><a href='/gioi-thieu'>Giới thiệu</a></li>{}</ul>"
    older = f"<ol class='nav nav-tabs'>{cards(3, 'li', 50)}</ol>"
    sections = menu.format(
        "<li><a href='/tin/nong-thon'>Tin nông thôn, nông dân các huyện</a></li>"
    )
    root = parse_html(f"<html><body>{sections}{cards(5)}{older}</body></html>".encode())
    assert len(find_articles(root, "https://a.vn/tin")) == 8


SENTENCE = (
    "Các đại biểu thống nhất sáu nhóm việc, mỗi việc có người chịu trách nhiệm và hạn báo cáo. "
)


def side_box(count: int) -> str:
    return "".join(
        f"<li><a href='/tin/tin-ben-canh-ve-viec-so-{n}.html'>Tin bên cạnh về việc số {n} của xã</a></li>"
        for n in range(count)
    )


def test_a_short_notice_among_many_links_is_an_article() -> None:
    html = f"""<html><body><h1>Thông báo lịch tiếp công dân tháng 10 của Thường trực Tỉnh ủy</h1>
    <p>{SENTENCE}</p><p>{SENTENCE}</p><div class=x>{side_box(40)}</div></body></html>"""
    assert not looks_like_listing(parse_html(html.encode()), "https://a.vn/thong-bao")


def test_a_digest_is_an_article() -> None:
    parts = "".join(
        f"<h3><a href='/tin/bai-{n}-ve-cong-tac-xay-dung-dang.html'>Bài {n} về công tác xây dựng Đảng</a></h3>"
        + f"<p>{SENTENCE * 2}</p>" * 3
        for n in range(12)
    )
    html = f"<html><body><h1>Điểm báo tuần số 180</h1><div>{parts}</div></body></html>"
    assert not looks_like_listing(parse_html(html.encode()), "https://a.vn/diem-bao-tuan")


def entries(
    closed: str, opened: str = "<h2><a href='{0}'>Một việc làm hay của chi bộ thôn {1}</a></h2>"
) -> bytes:
    """A section that prints most of each of its articles."""
    parts = "".join(
        opened.format(f"/tin/viec-hay-{n}", n)
        + f"<p>{SENTENCE * 2}</p>" * 3
        + closed.format(f"/tin/viec-hay-{n}")
        for n in range(5)
    )
    return f"<html><body>{parts}</body></html>".encode()


def test_a_text_that_ends_in_a_link_to_its_headline_is_a_teaser_however_long() -> None:
    url, page = "https://a.vn/chi-bo", entries("<p><a href='{0}'>Xem tiếp &gt;&gt;</a></p>")
    assert looks_like_listing(parse_html(page), url)
    with pytest.raises(NotAnArticle):
        read_article(page, url)
    for other in (entries("<p><a href='/lien-he'>Xem tiếp</a></p>"), entries("<p>Xem tiếp</p>")):
        assert read_article(other, url).body


def test_a_teaser_names_the_article_that_only_a_picture_and_a_word_link() -> None:
    page = entries("<a href='{0}'>Chi tiết</a></div>", "<div><a href='{0}'><img src=a.jpg></a>")
    root = parse_html(page)
    assert looks_like_listing(root, "https://a.vn/")
    assert find_articles(root, "https://a.vn/") == [
        f"https://a.vn/tin/viec-hay-{n}" for n in range(5)
    ]


def test_a_front_page_is_a_listing_whatever_it_tells() -> None:
    html = f"""<html><body><div class=about>{f"<p>{SENTENCE}</p>" * 6}</div>{side_box(6)}</body></html>"""
    assert looks_like_listing(parse_html(html.encode()), "https://a.vn/")
    assert not looks_like_listing(parse_html(html.encode()), "https://a.vn/gioi-thieu")


def test_a_section_whose_name_is_long_and_linked_in_the_menu() -> None:
    name = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    html = f"""<html><body><nav><a href=/hoc-tap>{name}</a></nav><h1>{name}</h1>
    <ul>{side_box(15)}</ul></body></html>"""
    assert looks_like_listing(parse_html(html.encode()), "https://a.vn/hoc-tap")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("a", "p", "h1", "div", "nav", "script")), st.text(max_size=80)),
        max_size=30,
    ),
    st.text(max_size=40),
)
def test_no_page_raises(parts: list[tuple[str, str]], url: str) -> None:
    body = "".join(f'<{tag} href="{text}" class="{text}">{text}</{tag}>' for tag, text in parts)
    root = parse_html(f"<html><body>{body}</body></html>".encode("utf-8", "replace"))
    for address in (url, f"https://a.vn/{url}"):
        found = find_articles(root, address)
        assert len(set(found)) == len(found)
        find_next(root, address)
        looks_like_listing(root, address)


def seconds(count: int) -> float:
    """Time of all three on a page of `count` cards."""
    card = "<div class=c><h3><a href='/tin/mot-tin-ve-dang-bo-{0}.html'>Một tin số {0} về Đảng bộ xã</a></h3><p>{1}</p></div>"
    html = "".join(card.format(100_000 + n, SENTENCE) for n in range(count))
    root = parse_html(f"<html><body>{html}</body></html>".encode())
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        assert len(find_articles(root, "https://a.vn/tin")) == count
        find_next(root, "https://a.vn/tin")
        assert looks_like_listing(root, "https://a.vn/tin")
        best = min(best, time.process_time() - start)
    return best


def test_time_grows_with_the_page_and_no_faster() -> None:
    assert seconds(8_000) < 4 * 2.5 * seconds(2_000)
