"""Which pages are listings, and no articles."""

import json
from pathlib import Path

import pytest

from crawler.extract.listings import looks_like_listing
from crawler.extract.tree import parse_html
from crawler.reader import NotAnArticle, read_article

FIXTURES = Path(__file__).parent.parent / "fixtures"
LISTINGS = sorted((FIXTURES / "listings").glob("*/listing.json"))
ARTICLES = sorted(
    path.parent
    for path in FIXTURES.glob("*/*/item.json")
    if path.parts[-3] != "listings" and '"refused"' not in path.read_text("utf-8")
)


@pytest.mark.parametrize("case", LISTINGS, ids=lambda path: path.parent.name)
def test_a_listing_is_no_article(case: Path) -> None:
    expected = json.loads(case.read_text("utf-8"))
    root = parse_html((case.parent / "page.html").read_bytes())
    if expected.get("refused", True):
        assert looks_like_listing(root, expected["url"])


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda path: f"{path.parts[-2]}/{path.parts[-1]}")
def test_an_article_is_no_listing(folder: Path) -> None:
    answer = json.loads((folder / "item.json").read_text("utf-8"))
    root = parse_html((folder / "page.html").read_bytes())
    assert not looks_like_listing(root, answer.get("url") or answer["item"]["url"])


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


def test_a_front_page_is_a_listing_whatever_it_tells() -> None:
    html = f"""<html><body><div class=about>{f"<p>{SENTENCE}</p>" * 6}</div>{side_box(6)}</body></html>"""
    assert looks_like_listing(parse_html(html.encode()), "https://a.vn/")
    assert not looks_like_listing(parse_html(html.encode()), "https://a.vn/gioi-thieu")


def test_a_section_whose_name_is_long_and_linked_in_the_menu() -> None:
    name = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    html = f"""<html><body><nav><a href=/hoc-tap>{name}</a></nav><h1>{name}</h1>
    <ul>{side_box(15)}</ul></body></html>"""
    assert looks_like_listing(parse_html(html.encode()), "https://a.vn/hoc-tap")


def refuses(html: str, url: str) -> bool:
    name = html.partition("<h1>")[2].partition("</h1>")[0] or "Bản tin"
    page = f"<html><head><title>{name}</title></head><body>{html}</body></html>".encode()
    try:
        read_article(page, url)
    except NotAnArticle:
        return True
    return False


def test_a_table_of_documents_that_only_their_numbers_link() -> None:
    row = "<tr><td><a href='/van-ban/{0}'>{0}/2025/QĐ-UBND</a></td><td>0{1}/04/2025</td><td>Ban hành quy chế phối hợp giữa các ngành của tỉnh</td></tr>"
    rows = "".join(row.format(n + 30, n + 1) for n in range(9))
    assert refuses(f"<table>{rows}</table>", "https://a.vn/van-ban")


def test_headings_of_four_words_that_are_links() -> None:
    card = "<h3><a href='/news/{0}'>{1}</a></h3><p>Officials and residents of the province met again on the {0}th of June.</p>"
    names = ("Dam opens early", "Tea exports rise again this year", "Homestays draw visitors")
    html = "".join(card.format(n, names[n % 3]) for n in range(9))
    assert refuses(html, "https://a.vn/news")


def test_a_topic_with_an_introduction() -> None:
    html = f"<h1>Đại hội Đảng bộ xã lần thứ nhất</h1><p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p>{side_box(16)}"
    assert refuses(html, "https://a.vn/chuyen-de/dai-hoi-dang-bo-xa-lan-thu-nhat/")
    assert not refuses(html, "https://a.vn/chinh-tri/dai-hoi-dang-bo-xa-lan-thu-nhat/")


FILE = "<a href='/tep/{0}.pdf'>Tải về</a>"


def test_files_beside_headlines_are_a_list_and_a_file_under_its_title_a_document() -> None:
    url = "https://a.vn/thong-bao"
    notices = "".join(
        f"<li><a href='/thong-bao/mat-dien-{n}'>Thông báo tạm ngừng cấp điện {n}</a> {FILE.format(n)}</li>"
        for n in range(5)
    )
    assert refuses(f"<ul>{notices}</ul>", url)
    title = "<h1>Mục lục tạp chí tháng Năm</h1>"
    assert refuses(f"<main>{title}{side_box(9)}{FILE.format(5)}</main>", url)
    assert not refuses(f"<main>{title}{FILE.format(5)}{side_box(9)}</main>", url)


def short(title: str, before: str = "", behind: str = "") -> str:
    """A short notice among many links."""
    return f"<main>{before}<h1>{title}</h1><p>{SENTENCE}</p>{behind}</main>{side_box(30)}"


@pytest.mark.parametrize("href", ["/xa-hoi/len-nuong", "https://www.a.vn/xa-hoi/len-nuong#top"])
def test_a_link_to_the_page_itself_names_no_section(href: str) -> None:
    link = f"<div><a href='{href}'>Lên nương</a></div>"
    assert not refuses(short("Lên nương", link, link), "https://www.a.vn/xa-hoi/len-nuong")
    assert refuses(short("Lên nương", "<a href=/len-nuong>Lên nương</a>"), "https://www.a.vn/x")


def test_a_page_whose_headlines_lie_below_its_address_is_their_section() -> None:
    card = "<div><h3><a href='{0}/viec-lang-{1}.html'>Chi bộ bàn việc làng lần thứ {1}</a></h3><p>{2}</p></div>"
    cards = "".join(card.format("/dien-dan", n, SENTENCE) for n in range(12))
    assert refuses(f"<h1>Diễn đàn</h1><div>{SENTENCE * 3}</div>{cards}", "https://a.vn/dien-dan/")
    cards = cards.replace("/dien-dan/", "/video/")
    assert not refuses(f"<h1>Nhà của mẹ</h1><div>{SENTENCE * 3}</div>{cards}", "https://a.vn/video/nha-cua-me")  # fmt: skip


def test_an_author_with_his_life() -> None:
    life = f"<h1>PGS, TS. Lê Văn An</h1><p>{SENTENCE * 2}</p><p>{SENTENCE}</p>"
    assert refuses(life + side_box(14), "https://a.vn/tac-gia/le-van-an.html")


def test_a_list_of_documents_by_number() -> None:
    row = "<tr><td>{0}/KH-UBND</td><td>{1}</td><td><a href='/tep/{0}.pdf'>Tải về</a></td></tr>"
    rows = "".join(row.format(n + 20, SENTENCE) for n in range(12))
    assert refuses(f"<h1>Văn bản</h1><table>{rows}</table>", "https://a.vn/van-ban")
    item = "<li><a href='/vb/{0}'>Quyết định số {0}/2025/QĐ-UBND</a><p>{1}</p></li>"
    items = "".join(item.format(n + 20, SENTENCE) for n in range(12))
    assert refuses(f"<ul>{items}</ul>", "https://a.vn/cong-bao")
    title = "<h1>Toàn văn các nghị quyết của kỳ họp thứ 17</h1>"
    assert not refuses(f"{title}<p>{SENTENCE}</p><table>{rows}</table>", "https://a.vn/toan-van")


def test_one_sentence_under_a_picture_is_an_article() -> None:
    html = f"<main><h1>Họp Chi bộ tháng 6</h1><img src=a.jpg><p>{SENTENCE}</p></main>{side_box(30)}"
    assert not refuses(html, "https://a.vn/tin/hop-chi-bo-thang-6")


def test_a_section_whose_menu_leads_to_itself() -> None:
    menu = "<ul class=menu><li><a href='/kinh-te'>Kinh tế</a></li></ul>"
    html = f"{menu}<h1>Kinh tế</h1><p>{SENTENCE}</p>{side_box(15)}"
    assert refuses(html, "https://a.vn/kinh-te")


def test_a_notice_behind_all_headlines_of_a_section_is_no_article() -> None:
    notice = f"<div><p>{SENTENCE * 4}</p><p>{SENTENCE * 5}</p><p>{SENTENCE * 4}</p></div>"
    name, title = "<h1>Kinh tế</h1>", "<h1>Chi bộ bàn cách làm ăn mới</h1>"
    assert refuses(f"{name}{side_box(15)}{notice}", "https://a.vn/kinh-te")
    assert not refuses(f"{name}{side_box(5)}{notice}", "https://a.vn/kinh-te")
    assert not refuses(f"{title}{side_box(15)}{notice}", "https://a.vn/kinh-te")


def test_the_linked_day_of_a_post_is_no_headline_over_its_only_paragraph() -> None:
    day = "<div><a href='/ra-quan/'>13 Tháng Mười, 2025</a> bởi <a href='/author/an/'>Lê Văn An</a></div>"
    html = f"<article><h1>Ra quân hè tình nguyện</h1>{day}<div><p>{SENTENCE}</p></div></article>"
    assert not refuses(html + side_box(30), "https://a.vn/ra-quan/")
