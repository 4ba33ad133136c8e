"""Lines that are furniture wherever they stand."""

import pytest

from crawler.extract.boilerplate import (
    is_furniture_line,
    is_related_label,
    is_reply,
    tail_start,
)


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("REKLAMA", True),
        ("Hirdetés", True),
        ("Text Size", True),
        ("Please sign up or log in to continue reading", True),
        ("Subscribe to keep reading this article", True),
        ("You have 1 article left to read this month before you need to register.", True),
        ("Estimated reading time: 4 minutes", True),
        ("Please sign the form to continue the proceedings", False),
        ("Sign up or log in to continue reading lessons is how the course begins.", False),
        ("You have 1 chance left to read this month", False),
        ("The time for reading: 4 minutes of silence", False),
    ],
)
def test_what_other_languages_call_advertisements_and_limits(line: str, furniture: bool) -> None:
    assert is_furniture_line(line) is furniture


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Quay lại trang trước", True),
        ("Cỡ chữ: A- A A+", True),
        ("Đánh giá bài viết này", True),
        ("Đánh giá bài viết này, ông cho rằng còn thiếu số liệu", False),
        ("Số lượt đọc: 318", True),
        ("Số lần xem: 1.024", True),
        ("Hiện chưa có bình luận nào.", True),
        ("Vui lòng đăng nhập để gửi bình luận", True),
        ("Quét mã QR để đọc tin trên điện thoại", True),
        ("Quay lại trang trước, anh đọc thêm lần nữa.", False),
        ("Số lần xem: nhiều hay ít đều được", False),
        ("Chưa có bình luận nào từ phía chủ đầu tư", False),
        ("Đăng nhập để dự thi", False),
        ("Cỡ chữ: 13 hoặc 14", False),
    ],
)
def test_the_tools_of_portals_are_no_text(line: str, furniture: bool) -> None:
    assert is_furniture_line(line) is furniture


def test_what_is_of_one_kind_is_another_article() -> None:
    assert is_related_label("Tin cùng loại")
    assert is_related_label("Các bài viết cùng thể loại:")


_SAID = (
    "Hội nghị thống nhất mỗi chi bộ chọn một việc khó của dân để làm, cuối quý kiểm điểm công khai."
)


@pytest.mark.parametrize("label", ["Quay lại", "Bình luận", "Phản hồi"])
def test_a_label_of_nothing_ends_the_text(label: str) -> None:
    assert tail_start([_SAID, _SAID, label]) == 2
    assert tail_start([_SAID, label, _SAID]) == 3


@pytest.mark.parametrize(
    "line",
    [
        "Mời bạn đọc xem danh sách các hộ được hỗ trợ dưới đây:",
        "Quét mã QR để xem lịch sử di tích, du khách không cần người thuyết minh.",
        "Mời quý vị theo dõi bảng xếp hạng các địa phương:",
    ],
)
def test_a_sentence_that_leads_to_what_stands_below_is_text(line: str) -> None:
    assert not is_furniture_line(line)


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("Trả lời 20 Thích", True),
        ("4 giờ trướcTrả lời", True),
        ("Log in to Reply", True),
        ("Xem câu trả lời", False),
        ("Xem phần giải thích", False),
    ],
)
def test_what_leads_to_an_answer_is_no_reply_to_a_comment(line: str, reply: bool) -> None:
    assert is_reply(line) is reply
