"""Labels that stand in an element of their own, apart from the name."""

import pytest

from crawler.items import Article
from crawler.reader import read_article

TEXT = (
    "<p>Sáng 15/4, Huyện ủy tổ chức hội nghị sơ kết công tác dân vận quý I, biểu dương 12 mô hình.</p>"
    "<p>Các xã vùng biên được giao thêm chỉ tiêu, hoàn thành trước ngày 30/6 năm nay, có báo cáo tuần.</p>"
    "<p>Hội nghị thống nhất mỗi chi bộ chọn một việc khó của dân để làm, cuối quý kiểm điểm công khai.</p>"
)


def read(fields: str, inside: str = "") -> Article:
    html = (
        "<html><body><h1>Huyện ủy sơ kết công tác dân vận quý I năm nay</h1>"
        f"<div><div class='body'>{TEXT}{inside}</div>{fields}</div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/tin/so-ket-cong-tac-dan-van-1234.html")


def field(label: str, value: str) -> str:
    return f"<div class='f'><div>{label}</div><div><div>{value}</div></div></div>"


def test_a_label_and_the_name_beside_it_are_one_line() -> None:
    article = read(field("Tác giả:&nbsp;", "Hồng Nhung") + field("Nguồn", "Báo Cà Mau"))
    assert article.authors == ("Hồng Nhung",)
    assert article.source == "Báo Cà Mau"


def test_a_label_in_the_text_leaves_it_with_the_name() -> None:
    article = read("", field("Nguồn tin:", "Báo Cà Mau"))
    assert article.source == "Báo Cà Mau"
    assert (article.body or "").endswith("kiểm điểm công khai.")


def test_a_label_that_heads_more_names_nothing() -> None:
    more = "<div><div>Nguồn:</div><div>Báo Cà Mau</div><div>Báo Kiên Giang</div></div>"
    assert read(more).source is None


def test_a_label_over_a_sentence_stays_apart() -> None:
    said = "Quỹ Vì người nghèo của huyện hỗ trợ một nửa, phần còn lại do nhân dân đóng góp thêm."
    article = read("", field("Nguồn:", said))
    assert article.source is None
    assert said in (article.body or "")


def behind(line: str) -> Article:
    """The article with `line` right behind the element that holds its text."""
    return read(
        f"<div>{line}</div><div><h3>Tin liên quan</h3><a href='/a-1.html'>Tin khác</a></div>"
    )


def test_who_signs_right_behind_the_text_needs_no_label() -> None:
    assert behind("Hồng Nhung").authors == ("Hồng Nhung",)
    assert behind("Theo TTXVN").source == "TTXVN"


def test_lines_right_behind_the_text_sign_one_below_the_other() -> None:
    article = behind("Hồng Nhung</div><div align=right>Theo TTXVN")
    assert article.authors == ("Hồng Nhung",)
    assert article.source == "TTXVN"
    assert behind("Phòng Văn thư</div><div>Theo TTXVN").source is None


def test_one_word_or_a_link_behind_the_text_signs_nothing() -> None:
    assert behind("Nhung").authors == ()
    assert behind("<a href='/h'>Hồng Nhung</a>").authors == ()


def spans(*pieces: str) -> str:
    return "".join(f"<span>{piece}</span>" for piece in pieces)


def above(*pieces: str) -> Article:
    """The article with a line of `pieces` between headline and text, nothing between them."""
    html = (
        "<html><body><h1>Huyện ủy sơ kết công tác dân vận quý I năm nay</h1>"
        f"<div>{spans(*pieces)}</div><div>{TEXT}</div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/tin/so-ket-cong-tac-dan-van-1234.html")


@pytest.mark.parametrize(
    "pieces",
    [
        ("Hồng Nhung", "16/04/2024 08:53"),
        ("16/04/2024 08:53", "Hồng Nhung"),
        ("Tác giả: Hồng Nhung", "16/04/2024 08:53"),
        ("16/04/2024", "08:53", "Tác giả: Hồng Nhung"),
        ("Ngày đăng:", "16/04/2024 08:53", "Tác giả:", "Hồng Nhung", "Lượt xem:", "318"),
    ],
)
def test_what_only_a_style_sheet_parts_is_parted(pieces: tuple[str, ...]) -> None:
    article = above(*pieces)
    assert article.authors == ("Hồng Nhung",)
    assert article.published is not None
    assert article.published.isoformat()[:16] == "2024-04-16T08:53"


def test_a_source_ends_where_its_element_does() -> None:
    assert above("Nguồn: Báo Cà Mau", "16/04/2024 08:53").source == "Báo Cà Mau"


def test_the_parts_of_a_word_stay_together() -> None:
    assert above("Tác giả: H", "ồng Nh", "ung").authors == ("Hồng Nhung",)
    assert above("H", "ỒNG", " NHUNG - 16/04/2024").authors == ("HỒNG NHUNG",)


def test_a_caption_stays_as_it_is() -> None:
    line = spans("Nhà mới ở xã Thanh Hòa", "Bà Lan bên cháu")
    article = read(f"<figure><img src='/a.jpg'><figcaption>{line}</figcaption></figure>")
    assert "|" not in "".join(image.caption or "" for image in article.images)
