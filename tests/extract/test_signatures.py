"""Where on a page the names of its authors stand, and names that stand there and sign nothing."""

import pytest

from crawler.items import Article
from crawler.reader import read_article

URL = "https://baosonglam.vn/xay-dung-dang/dan-van-kheo-o-vung-bien-4711.html"
TITLE = "Khi ý Đảng hợp lòng dân ở vùng biên"
TEXT = (
    "Sáng 12/3, Huyện ủy tổ chức hội nghị sơ kết ba năm thực hiện phong trào “Dân vận khéo” trên "
    "địa bàn, với sự tham dự của hơn 150 đại biểu đến từ các xã, thị trấn.",
    "Nhờ cách làm sát dân, nhiều tuyến đường liên bản được mở rộng; bà con hiến hơn 12.000 m2 đất, "
    "góp trên 4.500 ngày công mà không đòi hỏi đền bù.",
    "Trong năm tới, mỗi chi bộ có ít nhất một mô hình mới, gắn với việc học tập và làm theo tư "
    "tưởng, đạo đức, phong cách Hồ Chí Minh.",
)
RIGHT = '<p style="text-align:right"><strong>{}</strong></p>'
LIGHT = '<p style="text-align:right"><em>{}</em></p>'


def read(
    end: str = "", *, start: str = "", top: str = "", behind: str = "", head: str = ""
) -> Article:
    """The article of a page with something at the ends of its text, above or behind it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f"""<html lang="vi"><head><title>{TITLE}</title>{head}</head><body>
        <ul class="menu"><li><a href="/thoi-su">Thời sự</a></li></ul>
        <div class="detail"><h1>{TITLE}</h1><div class="time">12/03/2024 15:42</div>{top}
        <div class="content">{start}{text}{end}</div>{behind}</div>
        <div class="footer">Tổng Biên tập: Trần Văn Hồng</div></body></html>"""
    return read_article(html.encode(), URL)


def last_of(item: Article) -> str:
    return (item.body or "").split("\n\n")[-1]


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        (RIGHT.format("Thảo"), ("Thảo",)),
        ('<p class="pAuthor">Sáu Nghệ</p>', ("Sáu Nghệ",)),
        ('<p class="text-end">Sáu Nghệ</p>', ("Sáu Nghệ",)),
        (RIGHT.format("Lê Trị") + LIGHT.format("Bí thư Đảng ủy xã"), ("Lê Trị",)),
        (
            RIGHT.format("Lê Trị")
            + LIGHT.format("Ủy viên Ban Thường vụ Tỉnh ủy")
            + LIGHT.format("Trưởng Ban Tuyên giáo Tỉnh ủy"),
            ("Lê Trị",),
        ),
        (
            RIGHT.format("TS. Lê Trị")
            + LIGHT.format("Học viện Chính trị khu vực I")
            + RIGHT.format("ThS. Trần Thu Hà")
            + LIGHT.format("Trường Chính trị tỉnh"),
            ("Lê Trị", "Trần Thu Hà"),
        ),
        (
            "<p>Chỉ đạo thực hiện: LÊ HỒNG QUÂN</p><p>Nội dung: Thu Hà - Minh Tú</p>"
            "<p>Ảnh: Đức Anh, TTXVN</p><p>Trình bày: Mai Chi</p><p>Kỹ thuật: Hải Nam</p>",
            ("Thu Hà", "Minh Tú"),
        ),
        (RIGHT.format("Thu Hà") + RIGHT.format("Ảnh: Tư liệu"), ("Thu Hà",)),
        (RIGHT.format("* Thu Hà"), ("Thu Hà",)),
        ("<p><b>Thu Hà (từ Hà Nội)</b></p>", ("Thu Hà",)),
        (
            '<div class="author-info"><img src="/h.jpg"><b>Thu Hà</b><span>Phóng viên</span></div>',
            ("Thu Hà",),
        ),
        ("<p>Đại tướng LÊ HỒNG QUÂN</p><p>Bộ trưởng Bộ Quốc phòng</p>", ("LÊ HỒNG QUÂN",)),
        (
            "<p>Đại tá, PGS, TS. Lê Hồng Quân - ThS. Trần Thu Hà</p><p>Học viện Chính trị</p>",
            ("Lê Hồng Quân", "Trần Thu Hà"),
        ),
        ("<p>Nội dung: Thu Hà</p><p>Ảnh: Đức Anh</p><p>Xuất bản: 12/3/2024</p>", ("Thu Hà",)),
        ("<p>Thu Hà (T/h)</p><p>Xếp hạng: 5 - 1 phiếu bầu</p>", ("Thu Hà",)),
    ],
)
def test_last_lines_sign(end: str, authors: tuple[str, ...]) -> None:
    item = read(end)
    assert item.authors == authors
    assert last_of(item) == TEXT[-1]


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("<p><em>Kỳ sau: Những người giữ lửa ở bản Huổi Lóng</em></p>", "Kỳ sau: Những"),
        ("<p>Bài cuối: Để lòng dân thành sức mạnh</p>", "Bài cuối:"),
    ],
)
def test_one_line_may_follow_a_signature(end: str, kept: str) -> None:
    item = read(RIGHT.format("Thu Hà") + end)
    assert item.authors == ("Thu Hà",)
    assert last_of(item).startswith(kept)


def test_a_picture_with_its_caption_may_follow_a_signature() -> None:
    caption = "Bà con bản Huổi Lóng làm đường. Ảnh: Trọng Đạt"
    picture = f'<p align="center"><img src="/a.jpg"></p><p align="center"><em>{caption}</em></p>'
    item = read(RIGHT.format("Thu Hà") + picture)
    assert item.authors == ("Thu Hà",)
    assert [image.caption for image in item.images] == [caption]


@pytest.mark.parametrize(
    "end",
    [
        RIGHT.format("Bí thư Tỉnh ủy") + RIGHT.format("Đỗ Mạnh Hùng"),
        RIGHT.format("T/M BAN THƯỜNG VỤ") + RIGHT.format("Đỗ Mạnh Hùng"),
        RIGHT.format("K/T TRƯỞNG BAN") + RIGHT.format("Đỗ Mạnh Hùng"),
        "<p><em>“Đảng là cuộc sống của tôi<br>Mãi mãi đi theo với Người”.</em></p>"
        + LIGHT.format("(Tố Hữu)"),
        "<p><em>“Đảng là cuộc sống của tôi<br>Mãi mãi đi theo với Người”.</em></p>"
        + LIGHT.format("Tố Hữu"),
        RIGHT.format("Xem Tại Đây"),
        "<p>Các cá nhân tiêu biểu:</p><p>* Lò Văn Inh</p><p>* Vàng A Sử</p>",
    ],
)
def test_names_that_sign_nothing(end: str) -> None:
    assert read(end).authors == ()


def test_a_poet_in_the_middle_does_not_sign() -> None:
    verse = "<p><em>“Đảng là cuộc sống của tôi”</em></p>" + LIGHT.format("(Tố Hữu)")
    below = "<p>Những câu thơ ấy vẫn ngân vang trong lòng mỗi người dân hôm nay.</p>"
    assert read(verse + below + RIGHT.format("Thu Hà")).authors == ("Thu Hà",)


@pytest.mark.parametrize(
    ("end", "source"),
    [
        (RIGHT.format("VOV1"), "VOV1"),
        (RIGHT.format("Báo Sơn La"), "Báo Sơn La"),
        (RIGHT.format("PHÒNG VĂN HÓA VÀ THÔNG TIN"), "PHÒNG VĂN HÓA VÀ THÔNG TIN"),
    ],
)
def test_an_agency_or_an_office_that_signs_is_the_source(end: str, source: str) -> None:
    item = read(end)
    assert (item.authors, item.source, last_of(item)) == ((), source, TEXT[-1])


def test_what_the_author_is_stands_in_several_lines_over_the_text() -> None:
    item = read(
        start="<p><strong>VŨ ĐỨC THANH</strong></p><p><em>Ủy viên Bộ Chính trị, Bí thư Trung ương "
        "Đảng,</em></p><p><em>Trưởng Ban Dân vận Trung ương</em></p>"
    )
    assert item.authors == ("VŨ ĐỨC THANH",)
    assert (item.body or "").startswith(TEXT[0])


def test_a_byline_in_bold_over_the_text_is_no_lead() -> None:
    lead = "Công tác dân vận ở vùng biên có nhiều cách làm hay, được nhân dân đồng tình ủng hộ."
    item = read(
        start="<p><b>Đại tá, PGS, TS. Lê Hồng Quân - ThS. Trần Thu Hà</b></p>"
        f"<p>Học viện Chính trị, Bộ Quốc phòng</p><p><b>{lead}</b></p>"
    )
    assert (item.lead, item.authors) == (lead, ("Lê Hồng Quân", "Trần Thu Hà"))
    assert (item.body or "").split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    ("top", "authors", "source"),
    [
        ('<div class="nguon">Nguồn: Báo Nhân Dân</div>', (), "Báo Nhân Dân"),
        ('<div class="author">CTV Hải Anh/VOV-Tây Bắc</div>', ("Hải Anh",), "VOV-Tây Bắc"),
        ('<div><span class="author">Thảo</span></div>', ("Thảo",), None),
        ("<p><i>12/03/2024 | Hải Anh</i></p>", ("Hải Anh",), None),
        ("<dd>Viết bởi Hải Anh</dd>", ("Hải Anh",), None),
        ("<dd>Được viết bởi Super User</dd>", (), None),
        ('<div class="author">Phòng VHTT</div>', (), None),
    ],
)
def test_lines_under_the_headline(top: str, authors: tuple[str, ...], source: str | None) -> None:
    item = read(top=top)
    assert (item.authors, item.source) == (authors, source)


def test_a_name_at_the_right_behind_the_text_signs() -> None:
    assert read(behind='<div style="text-align:right">Hải Anh</div>').authors == ("Hải Anh",)


def stated(*names: str) -> str:
    people = ",".join(f'{{"@type":"Person","name":"{name}"}}' for name in names)
    return (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":['
        f"{people}]}}</script>"
    )


@pytest.mark.parametrize(
    ("name", "top", "behind", "authors"),
    [
        ("Minh Tú", "", "<p>Biên tập: Minh Tú</p>", ()),
        ("Minh Tú", '<p class="author">Hải Anh</p>', "<p>Biên tập: Minh Tú</p>", ("Hải Anh",)),
        ("Minh Tú", '<p class="author">Hải Anh, Minh Tú</p>', "", ("Hải Anh", "Minh Tú")),
        ("Hai Anh", '<p class="author">Hải Anh</p>', "", ("Hải Anh",)),
        ("HẢI ANH", '<p class="author">Hải Anh</p>', "", ("Hải Anh",)),
        ("Hải Anh", '<p class="author">Lê Minh Tú</p>', "", ("Hải Anh",)),
    ],
)
def test_what_machines_are_told_is_held_against_what_is_printed(
    name: str, top: str, behind: str, authors: tuple[str, ...]
) -> None:
    assert read(top=top, behind=behind, head=stated(name)).authors == authors


@pytest.mark.parametrize(
    "account",
    ["nhungnt", "Quản trị viên", "Tin tức", "VNPT", "Sở Văn hóa, Thể thao và Du lịch tỉnh"],
)
def test_an_account_is_no_author(account: str) -> None:
    assert read(head=f'<meta name="author" content="{account}">').authors == ()


_NAME = "Lò Thị Xuân"


def _in_cell(end: str, before: str = "") -> Article:
    """The article of a page of tables: its text is one cell, parted by <br>."""
    html = (
        f"<html><body><table><tr><td><b>{TITLE}</b></td></tr><tr><td><i>12/03/2024 15:42</i></td></tr>"
        f"<tr><td>{'<br><br>'.join(TEXT)}<br><br>{before}{end}</td></tr></table></body></html>"
    )
    return read_article(html.encode(), URL)


def test_the_last_line_of_a_text_in_a_cell_signs_it() -> None:
    article = _in_cell(f"<b>{_NAME}</b>")
    assert article.authors == (_NAME,)
    assert last_of(article) == TEXT[-1]


def test_the_last_cell_of_a_table_in_it_signs_nothing() -> None:
    article = _in_cell(f"<table><tr><td>CHỦ TỊCH</td></tr><tr><td>{_NAME}</td></tr></table>")
    assert article.authors == ()
    assert _NAME in (article.body or "")


def test_a_date_line_that_begins_with_the_weekday_heads_no_letter() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    for line, stays in (
        ("Thứ ba, ngày 12 tháng 3 năm 2024", False),
        ("Hà Nội, ngày 12 tháng 3 năm 2024", True),
    ):
        html = f"<html><body><div><h2>{TITLE}</h2><p>{line}</p>{text}</div></body></html>"
        article = read_article(html.encode(), URL)
        assert (line in (article.body or "")) is stays
        assert article.published is None or not stays


@pytest.mark.parametrize("form", ["<p>{}</p>", RIGHT])
@pytest.mark.parametrize("paper", ["Báo Nhân Dân", "Tạp chí Cộng sản", "TTXVN"])
def test_the_paper_under_a_name_is_whence_the_text_comes(form: str, paper: str) -> None:
    item = read(form.format("Thanh Tâm") + form.format(paper))
    assert (item.authors, item.source, item.body) == (("Thanh Tâm",), paper, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("name", "place"), [("TS Đỗ Thị Thu Hà", "Tạp chí Cộng sản"), ("Lê Trị", "Phòng Văn hóa xã")]
)
def test_where_an_author_works_is_no_source(name: str, place: str) -> None:
    item = read(RIGHT.format(name) + LIGHT.format(place))
    assert (len(item.authors), item.source, item.body) == (1, None, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "lines",
    [
        "<p><b>Danh sách đoạt giải</b></p><p>Nguyễn Văn An</p><p>Trần Thị Bình</p><p>Lê Quang Cường</p>",
        "<p><b>Danh sách đoạt giải:</b></p><p>Nguyễn Văn An</p><p>Trần Thị Bình</p><p>Lê Quang Cường</p>",
        "<h3>Đội tuyển của huyện</h3><p>Nguyễn Văn An</p><p>Lê Quang Cường</p>",
        "<p><b>Giải nhất</b></p><p>Nguyễn Văn An</p><p><b>Giải nhì</b></p><p>Lê Quang Cường</p>",
    ],
)
def test_names_under_a_heading_are_a_list(lines: str) -> None:
    item = read(lines)
    assert item.authors == ()
    assert "Nguyễn Văn An" in (item.body or "") and "Lê Quang Cường" in (item.body or "")


@pytest.mark.parametrize(
    "lines",
    [
        "<p><b>Mọi việc đã đâu vào đấy</b></p><p>Thu Hà</p>",
        "<p><b>Được biết, xã sẽ tiếp tục làm.</b></p><p>Thu Hà</p><p>Minh Đức</p>",
        "<p><b>Thu Hà</b></p><p><b>Minh Đức</b></p><p><b>Lê An</b></p>",
    ],
)
def test_names_under_what_is_no_heading_of_theirs_sign(lines: str) -> None:
    assert read(lines).authors[0] == "Thu Hà"
