"""Listings: a directory is the test, page in, links out; one test per field."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.extract.links import find_articles, find_next, looks_like_listing
from crawler.extract.tree import parse_html

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


def test_a_teaser_names_the_article_that_only_a_picture_and_a_word_link() -> None:
    teaser = "<div><a href='{0}'><img src=a.jpg></a>{1}<a href='{0}'>Chi tiết</a></div>"
    text = f"<p>{SENTENCE * 2}</p>" * 3
    page = "".join(teaser.format(f"/tin/viec-hay-{n}", text) for n in range(5))
    root = parse_html(f"<html><body>{page}</body></html>".encode())
    assert looks_like_listing(root, "https://a.vn/")
    assert find_articles(root, "https://a.vn/") == [
        f"https://a.vn/tin/viec-hay-{n}" for n in range(5)
    ]


MENU = (
    "<ul class=menu><li><a href='/van-xuoi'>Văn xuôi</a></li><li><a href='/tho'>Thơ</a></li></ul>"
)


def listed(url: str, html: str) -> list[str]:
    """The paths that the listing at `url` is found to list."""
    root = parse_html(f"<html><body>{MENU}{html}</body></html>".encode())
    return [found.removeprefix("https://a.vn") for found in find_articles(root, url)]


def test_two_words_are_a_headline_where_each_of_a_list_has_a_text_beside_it() -> None:
    names = {"/tho/mua-ngau": "Mùa ngâu", "/tho/ben-cu": "Bến cũ", "/tho/len-nuong": "Lên nương", "/tho/dem-xoe": "Đêm xòe"}  # fmt: skip
    card = "<div class=c><a href='{0}'><img src=a.jpg></a><h3><a href='{0}'>{1}</a></h3>{2}</div>"
    said = "<p>Thơ của một cô giáo ở bản xa</p>"
    assert listed("https://a.vn/tho", "".join(card.format(*n, said) for n in names.items())) == [
        *names
    ]
    bare = card.replace("<a href='{0}'><img src=a.jpg></a>", "")
    assert not listed("https://a.vn/tho", "".join(bare.format(*n, "") for n in names.items()))


def test_a_link_to_the_section_on_each_card_is_no_article_and_hides_no_text() -> None:
    card = "<div class=c><a class=s href='/van-nghe'>Văn học nghệ thuật</a><a href='{0}'>{1}</a><p>{2}</p></div>"
    names = {f"/tho/bai-{n}": f"Bài thơ {n}" for n in range(4)}
    html = "".join(card.format(*name, SENTENCE) for name in names.items())
    assert listed("https://a.vn/tho", html) == [*names]


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://a.vn/tin.php?cid=4", "/tin.php?nid={0}"),
        ("https://a.vn/?cat=3", "/?p={0}"),
        ("https://a.vn/Default.aspx?cat=3", "/Detail.aspx?cat=3&news={0}"),
        ("https://a.vn/index.php?nv=News", "/index.php?nv=News&at=article&sid={0}"),
        ("https://a.vn/tin/tabid/8/Default.aspx", "/tin/tabid/8/id/{0}/Default.aspx"),
        ("https://a.vn/tin", "/-/hop-chi-bo-lan-{0}?redirect=%2Ftin"),
        ("https://a.vn/muc", "/tin/-/7320/{0}/hop-chi-bo.html;jsessionid=1yXn4h2zRr.app2"),
    ],
)
def test_addresses_that_only_a_number_tells_apart(url: str, form: str) -> None:
    article = f"<p><a href='{form}'>Họp chi bộ lần {{0}} về việc làng, việc nước</a></p>"
    section = f"<p><a href='{form}'>Việc {{0}}</a></p>".replace("?nid=", "?cid=").replace("?p=", "?cat=")  # fmt: skip
    page = f"<p><a href='{url}&page=2'>2</a></p>"
    html = "".join(map(article.format, range(10, 18))) + section.format(3) + page
    assert listed(url, html) == [form.format(n) for n in range(10, 18)]


def test_a_number_of_a_document_names_it() -> None:
    row = "<tr><td><a href='/van-ban/-/xem/{0}'>{0}-KH/TU</a></td><td>{1}</td></tr>"
    html = "".join(row.format(n, SENTENCE) for n in range(20, 26))
    found = listed("https://a.vn/van-ban", f"<table>{html}</table>")
    assert found == [f"/van-ban/-/xem/{n}" for n in range(20, 26)]


def test_what_lies_below_the_page_is_what_it_is_about() -> None:
    entry = "<p><a href='/truyen-thanh/ban-tin-ngay-{0}-5'>Bản tin ngày {0}/5/2025</a></p>"
    entries = "".join(map(entry.format, range(10, 16)))
    assert listed("https://a.vn/truyen-thanh", entries) == [
        f"/truyen-thanh/ban-tin-ngay-{n}-5" for n in range(10, 16)
    ]
    assert not listed("https://a.vn/trang-chu", entries)


def test_what_lies_under_one_name_in_many_sections_is_a_section() -> None:
    part = "<li><a href='/{0}/tin-trong-nuoc-va-quoc-te'>Tin trong nước và quốc tế ở mục {0}</a>"
    assert not listed("https://a.vn/so-do", "".join(map(part.format, ("kinh-te", "y-te", "xa-hoi"))))  # fmt: skip


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
    start = time.process_time()
    assert len(find_articles(root, "https://a.vn/tin")) == count
    find_next(root, "https://a.vn/tin")
    assert looks_like_listing(root, "https://a.vn/tin")
    return time.process_time() - start


def test_time_grows_with_the_page_and_no_faster() -> None:
    attempts = ((seconds(8_000), seconds(2_000)) for _ in range(3))  # a busy machine may spoil one
    assert any(large < 4 * 2.5 * small for large, small in attempts)
