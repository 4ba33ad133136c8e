"""What stands between headline and text: the lead, or something about the author."""

import pytest

from crawler.reader import read_article

URL = "https://baosonglam.vn/tin-tuc/so-ket-cong-tac-xay-dung-dang-4711.html"
LEAD = "Sáu tháng đầu năm, Đảng bộ xã kết nạp 42 đảng viên mới, vượt kế hoạch đề ra từ đầu năm?"
ABOUT = "Thạc sĩ Hoàng Thu, giảng viên Trường Chính trị tỉnh, phụ trách chuyên mục xây dựng Đảng"
TEXT = "".join(
    f"<p>{paragraph}</p>"
    for paragraph in (
        "Sáng 12/7, Đảng ủy xã Tân Lập tổ chức hội nghị sơ kết công tác xây dựng Đảng, với sự tham dự của bí thư các chi bộ.",
        "Theo báo cáo, sáu tháng đầu năm, các chi bộ đã kết nạp 42 đảng viên mới, đạt 60% kế hoạch của cả năm nay.",
        "Hội nghị thống nhất bốn nhiệm vụ trọng tâm của sáu tháng cuối năm, trước hết là kiểm điểm, đánh giá, xếp loại.",
    )
)


def lead(between: str) -> str | None:
    html = f"<html><body><main><div><h1>Đảng bộ xã sơ kết công tác</h1></div>{between}<div><div>{TEXT}</div></div></main></body></html>"
    return read_article(html.encode(), URL).lead


@pytest.mark.parametrize(
    "name", ["lead", "articleLead", "newsSummary clearfix", "PageArticle_lead-box"]
)
def test_an_element_that_is_named_so_holds_the_lead(name: str) -> None:
    tools = "<div><span>Chia sẻ</span></div><p>Hotline của tòa soạn 0123 456 789 nhận tin từng ngày.</p>"
    assert lead(f"{tools}<div class='{name}'><div>{LEAD}</div></div>") == LEAD


@pytest.mark.parametrize("name", ["author-intro", "articleAuthorDesc", "intro author"])
def test_what_the_author_is_is_no_lead(name: str) -> None:
    assert lead(f"<div class='{name}'><p>{ABOUT}</p></div>") is None
    box = f"<div class='author-box'><p>Hoàng Thu</p><div class='desc'>{ABOUT}</div></div>"
    assert lead(f"{box}<div class='lead'>{LEAD}</div>") == LEAD


def test_what_stands_behind_the_text_is_no_lead() -> None:
    notice = "<div><div class='intro'>Cổng thông tin của xã nhận mọi ý kiến góp ý qua hộp thư điện tử.</div></div>"
    html = f"<html><body><main><h1>Đảng bộ xã sơ kết công tác</h1><div>{TEXT}</div></main>{notice}</body></html>"
    assert read_article(html.encode(), URL).lead is None


def test_a_date_line_with_tools_is_passed_over() -> None:
    tools = "<a href='/in'>In bài</a> | <a href='/gui'>Gửi email</a> | <a href='/luu'>Lưu tin</a>"
    html = (
        "<html><body><div><h2>Đảng bộ xã sơ kết công tác xây dựng Đảng</h2>"
        f"<p>Thứ sáu, 12/07/2024 | 08:53 | {tools}</p><p><b>{LEAD[:-1]}.</b></p>{TEXT}</div></body></html>"
    )
    assert read_article(html.encode(), URL).lead == f"{LEAD[:-1]}."
