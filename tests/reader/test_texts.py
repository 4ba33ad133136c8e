"""What of a page is the text of its article."""

import re

import pytest

from crawler.extract.names import FLAGS, FURNITURE
from crawler.reader import read_article
from tests.reader.pages import FOOTER, H1, LINKS, LONG, TEXT, URL, page, paragraphs


@pytest.mark.parametrize(
    "name", ["hidden-print", "page comments-open", "has-sidebar", "footer-fixed", "no-ads ads"]
)
def test_a_wrapper_with_a_bad_name_does_not_cost_the_article(name):
    body = f'<div class="{name}"><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}</div>'
    assert read_article(page(body + FOOTER), URL).body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ('<h2 id="toc-2">Ba việc cần làm ngay</h2>', True),
        ('<h3 class="widget-title">Ba việc cần làm ngay</h3>', True),
        ('<h2 class="visually-hidden">Nội dung bài viết</h2>', False),
        ('<p class="sr-only">Nội dung bài viết nằm bên dưới.</p>', False),
    ],
)
def test_a_heading_is_judged_by_what_it_says_unless_no_reader_sees_it(heading, kept):
    text = "".join(f"<p>{line}</p>" for line in (*TEXT, *TEXT[:2]))
    body = f"<div>{H1}<article>{text}{heading}<p>{TEXT[2]}</p></article></div>"
    found = read_article(page(body), URL).body
    assert (re.sub("<[^>]+>", "", heading) in found.split("\n\n")) is kept


def test_a_style_for_some_case_is_no_name():
    assert FLAGS["article-print"] & FURNITURE
    assert not FLAGS["my-6 md:my-8 print:article-print dark:[.widget_&]:block"]


def test_a_property_may_be_spelt_with_another_colon():
    moment = "2026-03-05T08:15:00+07:00"
    head = f'<meta property="article:published:time" content="{moment}">'
    found = read_article(page(f"{head}<div>{H1}{paragraphs()}</div>"), URL).published
    assert found is not None and found.isoformat() == moment


@pytest.mark.parametrize("others", [1, 2, 3, 5])
def test_an_article_ends_where_the_next_begins_however_long_it_is(others):
    articles = (
        f"<article><h2>Hội nghị thứ {n}</h2>{paragraphs()}</article>" for n in range(others)
    )
    html = page(f"<section><article>{H1}{paragraphs()}</article>{''.join(articles)}</section>")
    read = [(bytearray(997 * n), read_article(html, URL).body) for n in range(30)]
    # what lies in memory moves, and with it the order of what has no order
    assert {text for _, text in read} == {"\n\n".join(TEXT)}


def test_teasers_of_their_own_under_a_label_are_no_text_and_what_follows_them_is():
    cards = "".join(
        f'<article><h3><a href="/x-{n}.html">Một bài khác của báo trong tuần này</a></h3>'
        f"<p>{TEXT[1][:-1]} ở nơi thứ {n}.</p><p>{TEXT[2][:-1]} ở nơi thứ {n}.</p></article>"
        for n in (1, 2, 3)
    )
    text = [f"<p>{line}</p>" for line in TEXT]
    box = f"<h2>Bài viết liên quan</h2>{cards}"
    html = page(
        f"<main><h1>Hội nghị bàn về công tác dân vận</h1>{text[0]}{text[1]}{box}{text[2]}</main>"
    )
    assert read_article(html, URL).body.split("\n\n") == list(TEXT)


def test_links_under_a_label_in_the_text_do_not_end_it():
    links = "".join(
        f'<li><a href="/x-{n}.html">Một bài khác của báo trong tuần này</a></li>' for n in (1, 2)
    )
    text = [f"<p>{line}</p>" for line in TEXT]
    box = f"<p>Tin liên quan</p><ul>{links}</ul>"
    html = page(
        f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{text[0]}{text[1]}{box}{text[2]}</div>"
    )
    assert read_article(html, URL).body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "opening", ["<div>", "<div><p>", "<div><div>", "<section><p>", '<div class="d">']
)
@pytest.mark.parametrize("count", [3, 5, 10, 40, 300])
def test_paragraphs_whose_tags_are_never_closed_are_all_read(opening, count):
    """Each holds all that follow it, and each is a small part of the whole."""
    closing = "".join(
        f"</{tag}>" for tag in ("p", "div") if opening.count(f"<{tag}") > ("div" == tag)
    )
    text = [
        f"Đoạn thứ {n}: bà con hiến đất, xã cho xi măng, và sau {n} tuần thì xong."
        for n in range(count)
    ]
    body = "".join(f"{opening}{line}{closing}" for line in text)
    html = page(f"<h1>Hội nghị bàn về công tác dân vận</h1><div>{body}<ul>{LINKS}</ul>{FOOTER}")
    assert read_article(html, URL).body.split("\n\n") == text


def test_the_time_of_an_event_is_text():
    lines = (TEXT[0], "Thời gian: 8 giờ 00, ngày 15/7/2024.", *TEXT[1:])
    text = "".join(f"<p>{line}</p>" for line in lines)
    item = read_article(page(f"<div>{H1}<div>05/03/2024 08:00</div><div>{text}</div></div>"), URL)
    assert item.body == "\n\n".join(lines)


@pytest.mark.parametrize("kept", [False, True])
def test_a_footer_beside_a_short_notice_is_no_text_and_one_line_like_it_may_be(kept):
    lines = ["Cơ quan chủ quản: Ủy ban nhân dân xã.", "Chịu trách nhiệm: Lê Hà, chánh văn phòng."]
    lines = lines[1:] if kept else lines
    body = "".join(f"<p>{line}</p>" for line in (*TEXT[:2], *lines))
    item = read_article(page(f"{H1}<div>05/03/2024 08:00</div>{body}"), URL)
    assert item.body == "\n\n".join((*TEXT[:2], *lines) if kept else TEXT[:2])


def test_the_place_and_day_over_a_letter_belong_to_it():
    lines = ("Hà Nội, ngày 5 tháng 3 năm 2024", "Thân gửi các đồng chí!", *TEXT)
    text = "".join(f"<p>{line}</p>" for line in lines)
    item = read_article(page(f"<div>{H1}<div>05/03/2024 08:00</div><div>{text}</div></div>"), URL)
    assert item.body == "\n\n".join(lines)
    assert item.published_raw == "05/03/2024 08:00"


def test_a_letterhead_belongs_to_the_document_and_a_line_for_its_file_does_not():
    head = (
        "<table><tr><td><p>ĐẢNG ỦY XÃ</p></td><td><p>ĐẢNG CỘNG SẢN VIỆT NAM</p>"
        "<p>Bình Minh, ngày 15 tháng 8 năm 2023</p></td></tr></table>"
    )
    file = '<p>Tệp đính kèm: <a href="/f/kh-12.pdf">Kế hoạch 12.pdf</a></p>'
    html = page(f"<div>{H1}<div>{head}{paragraphs()}{file}</div></div>")
    item = read_article(html, URL)
    assert item.body.split("\n\n")[0] == "ĐẢNG ỦY XÃ"
    assert "Bình Minh, ngày 15 tháng 8 năm 2023" in item.body
    assert item.body.endswith(TEXT[-1])
    assert [file.name for file in item.attachments] == ["Kế hoạch 12.pdf"]


def test_lines_of_one_cell_are_no_cells():
    lines = "<br><br>".join(TEXT)
    html = page(f"<table><tr><td><b>Hội nghị</b><br>{lines}</td></tr></table>")
    assert read_article(html, URL).body.split("\n\n")[-3:] == list(TEXT)


def test_a_poem_outweighs_the_imprint_below_it():
    poem = (
        "Con về tìm lại bến xưa",
        "Đò ngang đã vắng, nắng mưa bạc thuyền",
        "Mẹ ngồi tóc trắng bên hiên",
        "Chờ con đếm mấy mùa sen cuối đầm",
    )
    imprint = (
        "<div><p>Cơ quan chủ quản: Tỉnh ủy Sông Lam. Tổng Biên tập: Trần Văn Hồng.</p>"
        "<p>Tòa soạn: Số 12 đường Trần Phú, thành phố Sông Lam. Điện thoại: 000.</p></div>"
    )
    verse = f"<div><h1>Về bến</h1><div><p>{'<br>'.join(poem)}</p></div></div>"
    assert read_article(page(verse + imprint, "Về bến"), URL).body.split("\n\n") == list(poem)


def test_keywords_over_the_text_of_a_journal_stay():
    words = "<p><b>Từ khóa:</b> dân vận, chi bộ, cơ sở</p>"
    item = read_article(page(f"<div>{H1}<p>Tóm tắt: {TEXT[0]}</p>{words}{paragraphs()}</div>"), URL)
    assert "Từ khóa: dân vận, chi bộ, cơ sở" in item.body


@pytest.mark.parametrize(
    "inset",
    [
        '<div class="ads"><p>Quảng cáo</p><p>Ngân hàng cho vay lãi suất từ 5,5%/năm.</p></div>',
        "<p>Video: Hội nghị dân vận (Nguồn: Truyền hình Sông Lam)</p>",
        "<p>Mời quý độc giả theo dõi Báo Sông Lam trên <a href=https://zalo.me/1>Zalo</a>.</p>",
    ],
)
def test_an_inset_leaves_the_text_whole(inset):
    first, *rest = (f"<p>{text}</p>" for text in TEXT)
    item = read_article(page(f"<div>{H1}{first}{inset}{''.join(rest)}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_an_unnamed_imprint_does_not_join_a_short_text():
    imprint = (
        "<p>Địa chỉ: Số 8, đường Lê Lợi, thị xã Bình Minh; Điện thoại: 000, Fax: 000</p>"
        "<p>Người chịu trách nhiệm: Ông Trần Văn Bình, Phó Giám đốc Sở, Trưởng Ban Biên tập.</p>"
    )
    html = page(f"<div>{H1}<div>{paragraphs(1)}</div></div><div>{imprint}</div>")
    assert read_article(html, URL).body == TEXT[0]


@pytest.mark.parametrize(
    "line",
    [
        "Mọi ý kiến của người dân đều được cán bộ tiếp thu, trả lời tại chỗ.",
        "Mọi thông tin chi tiết xin liên hệ Văn phòng Đảng ủy, điện thoại 000.",
        "Video: một hình thức tuyên truyền mới",
        "Ban Dân vận sẽ tổng kết mô hình vào cuối năm.",
        "Đánh giá bài học kinh nghiệm là việc khó.",
        "Ban Chỉ đạo gồm:|Lê Thị Bình - Chủ tịch UBND xã|Lò Văn Sơ - Phó Chủ tịch UBND xã",
        "Các ứng cử viên gồm:|Lê Thị Bình|Lò Văn Sơ|Trần Quang Vinh",
    ],
)
def test_last_lines_that_only_look_like_furniture_stay(line):
    lines = line.split("|")
    end = "".join(f"<p><b>{part}</b></p>" for part in lines)
    item = read_article(page(f"<div>{H1}{paragraphs()}{end}</div>"), URL)
    assert item.body == "\n\n".join((*TEXT, *lines))
    assert (item.authors, item.source) == ((), None)


def test_lines_of_a_cell_in_a_row_are_one_cell():
    table = (
        "<table><tr><td>Họ và tên</td><td>Chức vụ</td></tr>"
        "<tr><td>Lê Thị Bình<br>(sinh năm 1970)</td><td>Chủ tịch</td></tr></table>"
    )
    body = read_article(page(f"<div>{H1}{paragraphs()}{table}</div>"), URL).body
    assert body.endswith("Họ và tên | Chức vụ\n\nLê Thị Bình (sinh năm 1970) | Chủ tịch")


def test_numbered_points_are_no_notes():
    points = "<p>1. Sửa nhà văn hóa.</p><p>2. Làm đường.</p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}<p>Việt Hòa</p>{points}</div>"), URL)
    assert "Việt Hòa" in item.body


def test_cells_of_a_table_are_entries_whatever_they_say():
    rows = "".join(
        f"<tr><td>{n}<td>Thôn {n}<td>{mark}</tr>" for n, mark in enumerate(("Email", "-", "12"), 1)
    )
    table = f"<table><tr><th>#<th>Thôn<th>Gửi qua</tr>{rows}</table>"
    item = read_article(page(f"{H1}<p>{TEXT[0]}</p>{table}<p>{TEXT[1]}</p>"), URL)
    assert item.body == "\n\n".join(
        (
            TEXT[0],
            "# | Thôn | Gửi qua",
            "1 | Thôn 1 | Email",
            "2 | Thôn 2 | -",
            "3 | Thôn 3 | 12",
            TEXT[1],
        )
    )


def test_the_heading_of_a_box_goes_with_it():
    box = f"<div><h3>Giao lưu với bạn đọc</h3><ul>{LINKS[:500]}</ul></div>"
    form = "<div><h3>Giao lưu với bạn đọc</h3><p>Họ tên</p><a href=/gui>Gửi câu hỏi của bạn cho chúng tôi</a></div>"
    for inset in (box, form):
        item = read_article(
            page(f"{H1}<div><p>{TEXT[0]}</p>{inset}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>"), URL
        )
        assert "Giao lưu" not in (item.body or "")


@pytest.mark.parametrize(
    "line",
    [
        "Bạn đang đọc bài viết Họp thôn tại chuyên mục Thời sự của Báo Bình Minh. "
        + "Góp ý, phản ánh xin gửi về toà soạn. " * 5,
        "Mời quý vị bấm nghe nội dung phản ánh của phóng viên:",
        "<span>Nghe bài viết</span><span>Giọng nữ miền Bắc</span>",
        "<a>Mới nhất</a><a>Cũ nhất</a>",
        "Địa chỉ trang: https://example.vn/tin-12345.html",
        "Bạn đọc có thể gửi phản hồi về hộp thư bbt@example.vn",
    ],
)
def test_more_lines_that_are_furniture(line):
    item = read_article(page(f"{H1}<div>{paragraphs()}<p>{line}</p></div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_the_heading_of_a_paragraph_is_not_lost_with_a_teaser_beside_it():
    teaser = "<div><a href=/b><img src=/b.jpg></a><div><a href=/b>Chi hội thôn Trung ra quân làm thủy lợi nội đồng</a></div></div>"
    inset = f"<div><h2>Ba việc</h2><p>{TEXT[1]}</p>{teaser}<p>{TEXT[2]}</p></div>"
    item = read_article(
        page(f"{H1}<div><p>{TEXT[0]}</p><div>{paragraphs(2)}</div>{inset}</div>"), URL
    )
    assert "Ba việc" in (item.body or "")


def test_what_can_be_replied_to_is_a_comment_whatever_it_is_called():
    comments = "".join(
        f"<div><b>Bạn đọc {n}</b><p>{LONG} Lần {n}.</p><span>{n} giờ trước</span><a href=#>Trả lời</a></div>"
        for n in range(1, 9)
    )
    item = read_article(page(f"{H1}<div>{paragraphs()}</div><div>{comments}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_an_answer_is_no_reply():
    asked = "".join(f"<p>Hỏi: {text}</p><p>Trả lời:</p><p>{LONG}</p>" for text in TEXT)
    item = read_article(page(f"{H1}<div>{asked}</div>"), URL)
    assert (item.body or "").count("Trả lời:") == 3


@pytest.mark.parametrize(
    "label",
    ["Các thông báo khác", "Video liên quan", "Infographic khác:", "Những văn bản cùng lĩnh vực"],
)
def test_a_label_names_what_is_offered(label):
    offered = "<p>Thôn Trung họp bàn lịch lấy nước.</p><p>Thôn Hạ bầu tổ hòa giải.</p>"
    html = page(f"{H1}<div>{paragraphs()}<p>{LONG}</p><h3>{label}</h3>{offered}</div>")
    assert read_article(html, URL).body == "\n\n".join((*TEXT, LONG))


def test_a_label_over_a_paragraph_of_the_text_cuts_nothing():
    below = "<h3>Văn bản liên quan</h3><p>Nghị quyết số 25 của Trung ương đã xác định rõ trách nhiệm của từng cấp ủy trong công tác dân vận.</p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}<p>{LONG}</p>{below}</div>"), URL)
    assert (item.body or "").endswith("trong công tác dân vận.")


@pytest.mark.parametrize(
    "player", ["<div>Nghe bài viết</div><div>0:00</div><div>/</div><div>3:12</div>"]
)
def test_the_times_of_a_player_are_no_text(player):
    item = read_article(page(f"{H1}<div><div>{player}</div>{paragraphs()}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_a_notice_about_cookies_is_no_text():
    notice = "<div><p>Trang này dùng cookie để nhớ lựa chọn của bạn; xem tiếp là bạn đồng ý với điều đó.</p></div>"
    item = read_article(page(f"{notice}<div>{H1}<p>{TEXT[0]}</p></div>"), URL)
    assert item.body == TEXT[0]


def test_paragraphs_in_a_wrapper_each_are_paragraphs():
    described = f'<meta property="og:description" content="{TEXT[0]}">'
    rows = "".join(f"<div><p>{text}</p></div>" for text in (*TEXT, LONG))
    item = read_article(page(f"{described}{H1}<div>{rows}</div>"), URL)
    assert item.lead is None


def test_a_heading_in_a_section_of_its_own_heads_the_next_one():
    head = '<section><div class="visually-hidden">Nội dung bài</div><div><h3>Ba việc phải làm</h3></div></section>'
    item = read_article(
        page(
            f"{H1}<div><section><p>{TEXT[0]}</p></section>{head}<section><p>{TEXT[1]}</p><p>{TEXT[2]}</p></section></div>"
        ),
        URL,
    )
    assert item.body == "\n\n".join((TEXT[0], "Ba việc phải làm", *TEXT[1:]))
