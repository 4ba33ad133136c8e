"""What is left of lists of files when their links are gone."""

import pytest

from crawler.items import Article
from crawler.reader import read_article

TEXT = (
    "<p>Ngày 12/4, Ủy ban nhân dân tỉnh ban hành quy chế làm việc của Ban Chỉ đạo chuyển đổi số.</p>"
    "<p>Quy chế gồm 4 chương, 15 điều, quy định trách nhiệm của từng thành viên, có hiệu lực ngay.</p>"
    "<p>Các sở, ngành báo cáo kết quả thực hiện trước ngày 25 hằng tháng để tổng hợp, theo dõi chung.</p>"
)
FILE = "<a href='/files/418-qd-ubnd.pdf'>418-qd-ubnd.pdf</a>"


def read(below: str) -> Article:
    html = (
        "<html><body><h1>Ban hành quy chế của Ban Chỉ đạo chuyển đổi số tỉnh</h1>"
        f"<div>{TEXT}{below}</div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/van-ban/ban-hanh-quy-che-lam-viec-1234.html")


def last_of(below: str) -> str:
    return (read(below).body or "").split("\n\n")[-1]


def test_a_table_of_files_is_no_text() -> None:
    table = (
        "<div>Tệp đính kèm:</div><table><thead><tr><th>Đính kèm</th><th>Kích thước</th></tr></thead>"
        f"<tbody><tr><td><img src='/pdf-icon.png'> {FILE}</td><td>1.2 MB</td></tr></tbody></table>"
    )
    article = read(table)
    assert [file.name for file in article.attachments] == ["418-qd-ubnd.pdf"]
    assert (article.body or "").endswith("theo dõi chung.")


def test_files_are_found_in_the_rows_of_a_long_table() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/f/{n}.pdf'>Phụ lục {n}</a></td><td>1 MB</td></tr>"
        for n in range(1, 6)
    )
    behind = "<a href='/f/9.pdf'>Niêm giám thống kê của tỉnh</a>"
    article = read(f"</div><table>{rows}</table>{'<p>Liên kết</p>' * 9}{behind}<div>")
    assert [file.name for file in article.attachments] == [f"Phụ lục {n}" for n in range(1, 6)]


def test_the_heads_of_a_table_with_entries_stay() -> None:
    table = (
        "<table><tr><th>Đơn vị</th><th>Số học viên</th></tr>"
        "<tr><td>Xã Tân Tiến</td><td>32</td></tr></table>"
    )
    body = read(table).body or ""
    assert body.endswith("Đơn vị | Số học viên\n\nXã Tân Tiến | 32")


def test_a_table_of_heads_alone_stays() -> None:
    assert last_of("<table><tr><th>Xã Tân Tiến</th><th>32</th></tr></table>") == "Xã Tân Tiến | 32"


def test_a_label_of_files_without_a_file_below_stays() -> None:
    assert last_of("<p>Văn bản kèm theo:</p><p>Phụ lục số 1 về thành viên.</p>").startswith(
        "Phụ lục"
    )
    assert "Văn bản kèm theo:" in (read("<p>Văn bản kèm theo:</p><p>Phụ lục số 1.</p>").body or "")


def test_what_a_gallery_says_once_for_each_picture_is_no_text() -> None:
    titles = "<div class=t>Hội nghị của Ban Chỉ đạo</div>" * 3
    numbers = "".join(f"<div class=n>{n}</div>" for n in range(1, 6))
    assert last_of(f"{titles}{numbers}") == last_of("")


def test_what_is_said_twice_or_counts_otherwise_stays() -> None:
    twice = "<div class=t>Hội nghị của Ban Chỉ đạo</div>" * 2
    assert last_of(twice) == "Hội nghị của Ban Chỉ đạo"
    assert last_of("<div class=n>1</div><div class=n>2</div><div class=n>2025</div>") == "2025"
    cells = "".join(f"<tr><td>{n}</td><td>Xã số {n}</td></tr>" for n in range(1, 6))
    assert last_of(f"<table>{cells}</table>") == "5 | Xã số 5"


def test_a_refrain_that_looks_like_the_paragraphs_stays() -> None:
    refrain = "<p>Tiến lên toàn thắng ắt về ta!</p>" * 3
    assert (read(refrain).body or "").count("toàn thắng") == 3


def test_the_refrain_of_a_verse_stays() -> None:
    verse = "<div class=tho>{}<br>Ta đi<br>Ta đi<br>Ta đi<br>Về phía mặt trời</div>"
    body = read(verse.format("Đoàn quân đi, đi mãi")).body or ""
    assert body.endswith("Ta đi\n\nTa đi\n\nTa đi\n\nVề phía mặt trời")
    assert last_of("<div class=t>Việt Nam! Hồ Chí Minh!</div>" * 3) == "Việt Nam! Hồ Chí Minh!"


@pytest.mark.parametrize("head", ["<h3>{}</h3>", "<div class=d><b>{}</b></div>"])
@pytest.mark.parametrize(
    "days",
    [("Thứ Hai, ngày 15/4", "Thứ Ba, ngày 16/4", "Thứ Tư, ngày 17/4"), ("8h00", "9h30", "14h00")],
)
def test_the_days_and_hours_of_a_plan_head_its_parts(head: str, days: tuple[str, ...]) -> None:
    part = "<p>Thường trực Ủy ban làm việc với các sở, ngành về tiến độ chuyển đổi số của tỉnh.</p>"
    body = read("".join(head.format(day) + part for day in days)).body or ""
    assert [day for day in days if day in body] == list(days)


def test_labels_of_other_articles_are_no_text_in_any_language() -> None:
    labels = ("Mehr zum Thema:", "Lire aussi", "相关新闻：", "関連記事")
    for label in labels:
        inside = f"<div>{label}</div><p>Bản tin của Ủy ban nhân dân tỉnh ra ngày 13/4, có thêm ý kiến.</p>"
        assert label not in (read(inside).body or "")


def test_the_count_of_a_picture_is_no_text() -> None:
    assert last_of("<p>Ảnh 2/5</p><p>Image 3 of 5</p>") == last_of("")
    assert (
        last_of("<p>Ảnh 2/5 do phóng viên chụp tại hội nghị, các ảnh khác do bạn đọc gửi đến.</p>")[
            :3
        ]
        == "Ảnh"
    )


def test_a_last_line_that_says_where_a_blog_files_it_is_no_text() -> None:
    for line in (
        "Bài viết này được đăng trong <a href=/tin>Tin tức</a> và được gắn thẻ chuyển đổi số.",
        "Posted in <a href=/tin>Tin tức</a> on 3 May.",
        "This entry was posted in Tin tức by Trần An.",
        "Filed under: Tin tức, Chuyển đổi số",
        "Dieser Beitrag wurde am 3. Mai 2024 veröffentlicht und unter Neues abgelegt.",
    ):
        assert last_of(f"<p>{line}</p>").endswith("theo dõi chung."), line
    kept = "Đơn được đăng trong sổ theo dõi của Ủy ban nhân dân tỉnh trong ngày nhận."
    assert last_of(f"<p>{kept}</p>") == kept
