"""Who wrote an article, and whence it comes."""

import re

import pytest

from crawler.reader import read_article
from tests.reader.pages import H1, TEXT, URL, page, paragraphs


def author_page(head: str, text: str = "", meta: str = "") -> tuple[str, ...]:
    """The authors of a page with `head` under its headline and `text` above its paragraphs."""
    body = f"<h1>Two villages rebuild their bridge</h1>{head}<div>{text}{ENGLISH}</div>"
    html = page(f"<div>{body}</div>", "Two villages rebuild their bridge")
    return read_article(html.replace(b"</head>", meta.encode() + b"</head>"), URL).authors


ENGLISH = "".join(
    f"<p>{line}</p>"
    for line in (
        "The bridge over the upper stream was carried away in the night of the storm, and with it the way to school.",
        "People from both banks cut bamboo for a week, and the commune paid for the steel cables and for the planks.",
        "On Monday the first children crossed it, one by one, with the teacher waiting on the other side of the water.",
    )
)
OTHER = "<div class=card><h2><a href='/b-2.html'>How the market town has changed in ten years</a></h2><p class=byline>By Ann Roe</p></div>"


def test_two_bylines_of_one_author_give_the_fuller_spelling():
    head = '<div><span class="author">Hoàng Thu</span> 05/03/2022 08:00</div>'
    body = f"<h1>Hội nghị bàn về công tác dân vận</h1>{head}{paragraphs()}<p>Hoang Thu</p>"
    assert read_article(page(f"<article>{body}</article>"), URL).authors == ("Hoàng Thu",)


def test_a_few_words_about_the_author_name_him():
    about = "Tác giả Trần Hải Yến là giảng viên Trường Chính trị tỉnh Sông Lam, nhiều năm làm báo."
    box = f'<div class="box"><h3><a href="#">Trần Hải Yến</a></h3><div>{about}</div></div>'
    article = read_article(
        page(f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{box}<div>{paragraphs()}</div></div>"),
        URL,
    )
    assert article.authors == ("Trần Hải Yến",)
    assert article.body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    ("head", "text", "authors"),
    [
        ("<li>By Jane Doe</li>", "", ("Jane Doe",)),
        ("<li><b>Autorin/Autor</b> Jane Doe</li>", "", ("Jane Doe",)),
        ('<div><span class="author-by">By</span> <a class="author" href="/a">Jane Doe</a></div>', "", ("Jane Doe",)),
        ('<div class="authors">sponsored links</div><li>von Jane Doe</li>', "", ("Jane Doe",)),
        ('<div class="author">report an error</div>', "", ()),
        ("", "<p><strong>JANE DOE/John Roe</strong></p>", ("JANE DOE", "John Roe")),
        ("", "<p><strong>What happened next</strong></p>", ()),
        ('<p itemprop="author"><meta itemprop="name" content="Jane Doe"></p>', "", ("Jane Doe",)),
        ('<p>von <a href="/team/a" rel="author">Jane Doe</a>, <a href="/autoren/b">John Roe</a></p>', "", ("Jane Doe", "John Roe")),
        ('<div><a href="/authors/jane">Jane Doe</a><span>Travel Writer</span></div>', "", ("Jane Doe",)),
        ('<div class="author-box"><div><a href="/travel/">Travel</a></div></div>', "", ()),
        ('<ul><li class="author">Jane Doe</li><li class="author">John Roe</li></ul>', "", ("Jane Doe", "John Roe")),
        ('<div class="image"><span class="author">Image: Jane Doe</span></div>', "", ()),
        ('<img src="/a.jpg"><div class="author-caption">Jane Doe</div>', "", ("Jane Doe",)),
        ('<img src="/a.jpg"><p class="caption">Photo of Jane Doe</p>', "", ()),
        ("<address>Von Jane Doe, Redakteurin (Sport)</address>", "", ("Jane Doe",)),
        ("<p class=byline>By <a>Jane Doe for Elsewhere.com</a></p>", "", ("Jane Doe",)),
    ],
)  # fmt: skip
def test_a_byline_under_the_headline_is_found(head, text, authors):
    assert author_page(head, text) == authors


def test_the_bylines_of_other_articles_are_not_ours():
    html = page(f"<div><h1>Two villages rebuild their bridge</h1><div>{ENGLISH}</div></div>{OTHER}")
    assert read_article(html, URL).authors == ()


def test_an_author_may_be_named_elsewhere_in_the_graph():
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#p1"}},'
        ' {"@type": "Person", "@id": "#p1", "name": "Jane Doe"}]}'
    )
    meta = f'<script type="application/ld+json">{graph}</script>'
    assert author_page("", meta=meta) == ("Jane Doe",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p><b>Sáu Nghệ</b></p>", ("Sáu Nghệ",)),
        ("<p>Sáu Nghệ</p>", ()),
        ("<p align=right><i>A Thiu - Y Blưr</i></p>", ("A Thiu", "Y Blưr")),
        ("<p align=right><i>Đăk Glei - Kon Tum</i></p>", ()),
        ("<p><b>Đoàn kết là sức mạnh</b></p>", ()),
        ("<p><b>Hà Nội</b></p>", ()),
    ],
)
def test_a_bold_name_alone_under_the_text_signs_it(line, authors):
    html = page(f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}{line}</div>")
    article = read_article(html, URL)
    assert article.authors == authors
    assert (len(article.body.split("\n\n")) == len(TEXT)) == bool(authors)


def test_a_name_with_its_agency_in_brackets_signs_the_text():
    article = read_article(
        page(
            f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}"
            "<p>Lê An - Thu Hà (TTXVN/Vietnam+)</p></div>"
        ),
        URL,
    )
    assert (article.authors, article.source) == (("Lê An", "Thu Hà"), "TTXVN/Vietnam+")
    assert article.body.split("\n\n") == list(TEXT)


def test_a_linked_byline_under_the_text_is_read_behind_a_link_to_the_topic():
    more = '<div class="more"><a href="/chu-de">Đọc tiếp</a> <a href="/chu-de">Về trang Chủ đề</a></div>'
    byline = '<div class="author-bot"><a href="/a">NHẬT XUÂN</a> - <a href="/b">NGHI VŨ</a></div>'
    html = page(f"<h1>Hội nghị bàn về công tác dân vận</h1><div>{paragraphs()}</div>{more}{byline}")
    assert read_article(html, URL).authors == ("NHẬT XUÂN", "NGHI VŨ")


@pytest.mark.parametrize(
    "end",
    [
        "<ol><li>Lê Thị Bình</li><li>Lô Văn Páo</li><li>Phan Đình Tuấn</li></ol>",
        "<p>Lê Thị Bình</p><p>Lô Văn Páo</p><p>Vi Văn Thắng</p><p>Phan Đình Tuấn</p>",
        "<p>TM. ỦY BAN NHÂN DÂN</p><p>CHỦ TỊCH</p><p>Phan Đình Tuấn</p>",
        "<p>Bình Minh, ngày 15 tháng 8 năm 2023</p>",
    ],
)
def test_names_that_a_document_holds_are_no_bylines(end):
    item = read_article(page(f"<div><h1>Danh sách</h1>{paragraphs()}{end}</div>"), URL)
    assert item.authors == ()
    assert item.body.endswith(("Phan Đình Tuấn", "năm 2023"))


@pytest.mark.parametrize(
    "line", ["<p><b>Văn phòng Đảng ủy</b></p>", '<p style="text-align:right">Cổng TTĐT tỉnh</p>']
)
def test_an_office_set_apart_under_the_text_signs_it(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}{line}</div>"), URL)
    assert item.source in ("Văn phòng Đảng ủy", "Cổng TTĐT tỉnh")
    assert item.body == "\n\n".join(TEXT)


def test_where_the_author_works_leaves_the_text_with_his_name():
    top = "<p><b>ThS. Trần Thị Thủy</b></p><p><i>Khoa Xây dựng Đảng</i></p>"
    item = read_article(page(f"<div>{H1}{top}{paragraphs()}</div>"), URL)
    assert (item.authors, item.body) == (("Trần Thị Thủy",), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        '<p>Từ khóa: <a href="/tag/1">dân vận</a>, <a href="/tag/2">chi bộ</a></p>',
        "<p>Tags: dân vận, chi bộ, Bình Minh</p>",
        "<div><span>Đánh giá bài viết:</span> <span>4.5/5</span> <span>(12 lượt)</span></div>",
        "<p>Mọi ý kiến xin gửi về địa chỉ email: toasoan@example.vn. Đường dây nóng: 000</p>",
        '<p>® Báo Sông Lam giữ bản quyền. Ghi rõ nguồn "Báo Sông Lam" khi phát hành lại.</p>',
        "<p><em>Cập nhật lần cuối: 02/10/2021 08:00</em></p>",
    ],
)
def test_furniture_under_the_byline_does_not_hide_it(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}<p><b>Thu Hiền</b></p>{line}</div>"), URL)
    assert (item.authors, item.body) == (("Thu Hiền",), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("signed", "authors"),
    [
        ("<p>Bài và ảnh: Thu Hiền<br>(Ủy ban Kiểm tra Huyện ủy)</p>", ("Thu Hiền",)),
        ("<p><b>Thu Hiền - Phó Trưởng phòng Tổng hợp</b></p>", ("Thu Hiền",)),
        ("<p><b>Bài: Thu Hiền</b></p><p><b>Ảnh: Vũ Hạnh</b></p>", ("Thu Hiền",)),
        ("<p><b>Ảnh: Vũ Hạnh</b></p>", ("Vũ Hạnh",)),
        ("<p><b>P.V (tổng hợp)</b></p>", ()),
        ("<p><b>Đồ họa: Lê Vy</b><br><b>Ảnh: Vũ Hạnh</b></p>", ("Vũ Hạnh",)),
        ("<p align=right><b>Thu Hiền</b><br><i>Bí thư Đảng ủy xã</i></p>", ("Thu Hiền",)),
        ("<p align=right><b>Thu Hiền</b><br>(Tổ 4, phường Hồng Hà)</p>", ("Thu Hiền",)),
    ],
)
def test_who_signs_and_as_what(signed, authors):
    item = read_article(page(f"<div>{H1}{paragraphs()}{signed}</div>"), URL)
    assert (item.authors, item.body) == (authors, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("above", "below", "authors"),
    [
        ("<p class=author>Thu Hiền - Vũ Hạnh</p>", "Bài và ảnh: Thu Hiền", ("Thu Hiền", "Vũ Hạnh")),
        ("<p class=author>Thu Hiền</p>", "Ảnh: Vũ Hạnh", ("Thu Hiền",)),
        ("<p class=author>Quốc Việt</p>", "Bài và ảnh: Thu Hiền", ("Thu Hiền",)),
        ("<div><span>Thu Hiền</span>, <span>Vũ Hạnh</span></div>", "", ("Thu Hiền", "Vũ Hạnh")),
    ],
)
def test_a_byline_over_the_text_beside_one_under_it(above, below, authors):
    under = f"<p><b>{below}</b></p>" if below else ""
    item = read_article(page(f"{H1}{above}<div>{paragraphs()}{under}</div>"), URL)
    assert (item.authors, item.body) == (authors, "\n\n".join(TEXT))


def test_authors_below_one_another_over_the_text():
    names = "<p><b>TS LÊ THU HIỀN<br>ThS VŨ HẠNH</b><br><i>Học viện Chính trị</i></p>"
    item = read_article(page(f"<div>{H1}{names}{paragraphs()}</div>"), URL)
    assert (item.authors, item.body) == (("LÊ THU HIỀN", "VŨ HẠNH"), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ("<p>Theo TTXVN</p><p>(Nguồn: https://example.vn/a.html)</p>", "TTXVN"),
        ("</div><p>Nguồn tin: <a href=/s>Báo và phát thanh Sông Lam</a></p>", None),
    ],
)
def test_where_a_reprint_comes_from(lines, source):
    item = read_article(page(f"<div>{H1}{paragraphs()}{lines}</div>"), URL)
    assert item.source == (source or "Báo và phát thanh Sông Lam")


def test_a_round_up_has_the_authors_of_its_pieces():
    more = "* Cùng ngày, Hội Nông dân xã trao tặng 30 suất quà cho các gia đình chính sách."
    html = page(f"<div>{H1}{paragraphs()}<p>Thu Hà</p><p>{more}</p><p>Văn Nam</p></div>")
    item = read_article(html, URL)
    assert item.authors == ("Thu Hà", "Văn Nam")
    assert item.body == "\n\n".join((*TEXT, more))


@pytest.mark.parametrize(
    "line",
    ["ThS Lê Thị Hòa, Phó Giám đốc Sở Tư pháp", "Thực hiện: Lê Thị Hòa - Trình bày: Anh Tú"],
)
def test_an_office_or_a_designer_beside_the_author(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}<p><b>{line}</b></p></div>"), URL)
    assert (item.authors, item.body) == (("Lê Thị Hòa",), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "notes",
    [
        "<p>Chú thích:</p><p>1. Hồ Chí Minh: Toàn tập, t.6, tr.232.</p><p>2. Báo cáo số 5.</p>",
        "<p>(1) Hồ Chí Minh: Toàn tập, t.6, tr.232.</p><p>(2) Báo cáo số 5.</p>",
        "<p>(*) Bài viết là kết quả của đề tài cấp tỉnh.</p>",
    ],
)
def test_the_author_of_an_essay_signs_over_its_notes(notes):
    name = "<p align=right><b>Trần Văn Bình</b></p><p align=right>Phó Chủ tịch Mặt trận tỉnh</p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}{name}{notes}</div>"), URL)
    assert item.authors == ("Trần Văn Bình",)
    assert item.body.split("\n\n") == [*TEXT, *re.findall("<p>(.*?)</p>", notes)]


@pytest.mark.parametrize(
    ("end", "authors", "source"),
    [
        ("<p>VNA</p>", (), "VNA"),
        ("<p>（越通社）</p>", (), "越通社"),
        ("<p><b>Thu Hằng</b></p><div>Đã xem: 15 lần</div>", ("Thu Hằng",), None),
        ("<p><b>Thu Hằng</b></p><div>Đánh giá: ☆☆☆☆☆ (0 lượt)</div>", ("Thu Hằng",), None),
        (
            "<p><b>Thu Hằng</b></p><p>* Mời bạn đọc vào chuyên mục <a href=/a>Xã hội</a> xem các tin.</p>",
            ("Thu Hằng",),
            None,
        ),
        ("<p>Tác giả: Bài, ảnh: Mai Hiên</p>", ("Mai Hiên",), None),
    ],
)
def test_more_ends_of_a_text(end, authors, source):
    item = read_article(page(f"{H1}<div>{paragraphs()}{end}</div>"), URL)
    assert (item.body, item.authors, item.source) == ("\n\n".join(TEXT), authors, source)


@pytest.mark.parametrize("name", ["Song Lam Online", "BAO DIEN TU SONG LAM"])
def test_the_site_by_its_own_name_is_no_author(name):
    html = page(
        f"{H1}<div>{paragraphs()}</div>", "Hội nghị bàn về công tác dân vận | Song Lam Online"
    )
    meta = (
        '<meta property="og:title" content="Hội nghị bàn về công tác dân vận">'
        f'<meta property="article:author" content="{name}">'
    )
    assert read_article(html.replace(b"</head>", f"{meta}</head>".encode()), URL).authors == ()


def test_a_line_of_the_page_may_stand_before_the_signature():
    signed = "<p>Bạn thấy bài viết này thế nào?</p><p><b>Lê Quyên</b></p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}{signed}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)
    assert item.authors == ("Lê Quyên",)


def test_the_names_over_portraits_are_no_bylines():
    parts = "".join(
        f"<p><b>{name}</b></p><p>{text}</p>"
        for name, text in zip(("Nguyễn Văn An", "Trần Thị Bích"), TEXT[1:], strict=True)
    )
    item = read_article(page(f"{H1}<div><p>{TEXT[0]}</p>{parts}</div>"), URL)
    assert item.authors == ()
    assert "Nguyễn Văn An" in (item.body or "")


def test_the_first_cell_of_a_table_is_no_byline():
    rows = "".join(f"<tr><td>{name}</td></tr>" for name in ("Thôn Đông", "Thôn Đoài"))
    item = read_article(
        page(
            f"{H1}<div><p>{TEXT[0]}</p><table>{rows}</table><p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>"
        ),
        URL,
    )
    assert item.authors == ()
    assert "Thôn Đông" in (item.body or "")


@pytest.mark.parametrize("source", ["Nguồn: TTXVN", "Theo Báo Nhân Dân", "Thu Hà"])
def test_an_author_with_a_source_below_a_heading_signs(source: str) -> None:
    lines = "".join(f"<p>{text}</p>" for text in ("<b>Chung tay giữ rừng</b>", "Thu Hà", source))
    item = read_article(page(f"<div>{H1}{paragraphs()}{lines}</div>"), URL)
    assert item.authors == ("Thu Hà",)
    assert item.body and "Thu Hà" not in item.body
