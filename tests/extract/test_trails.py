"""Breadcrumbs that are not called so, and menus that look like one."""

import pytest

from crawler.reader import read_article

TEXT = (
    "<p>Sáng 15/4, Huyện ủy tổ chức hội nghị sơ kết công tác dân vận quý I, biểu dương 12 mô hình.</p>"
    "<p>Các xã vùng biên được giao thêm chỉ tiêu, hoàn thành trước ngày 30/6 năm nay, có báo cáo tuần.</p>"
    "<p>Hội nghị thống nhất mỗi chi bộ chọn một việc khó của dân để làm, cuối quý kiểm điểm công khai.</p>"
)
TITLE = "Huyện ủy sơ kết công tác dân vận quý I năm nay"
HOME = "<a href='/'>Trang chủ</a>"


def section(head: str) -> str | None:
    html = (
        f"<html><body><div>{head}</div><div><h1>{TITLE}</h1><div>{TEXT}</div></div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/?p_id=1234").section


@pytest.mark.parametrize(
    "head",
    [
        f"<span>{HOME}</span><span><p>Dân vận</p></span>",
        f"<div>{HOME} <img src='/i.png'></div><div><a href='/t'>Tin</a></div><div><a href='/d'>Dân vận</a></div>",
        f"<ul><li>{HOME}</li><li><a href='/tin/'>Tin tức</a></li><li><a href='/tin/dv/'>Dân vận</a></li></ul>",
        "<a href='/'><i></i></a><a href='/tin.aspx'>Tin tức</a><span>|</span>Dân vận",
        "<ul><li><a href='/'></a></li><span class='breadcrumb'></span><li><a href='/?c=1'>Dân vận</a></li></ul>",
        "<a href='/'><i class='fa fa-home'></i></a> / <a href='/d'>Dân vận</a>",
        f"{HOME} » <a href='/t'>Tin tức</a> » <a href='/d'>Dân vận</a> » Chi tiết",
        f"<span>{HOME}</span> <a href='/d'>Dân vận</a>",
        f"<ol class='breadcrumb'><li>{HOME}</li><li><a href='/d'>> Dân vận</a></li><li><a href='/7'>07</a></li></ol>",
        f"<ol><li>{HOME}</li><li><a href='/d'>Dân vận</a></li><li><a href='/b'>{TITLE}</a></li></ol>",
        f"<nav><a href='#'><em></em></a>{HOME}<a href='/t/'>Tin tức</a><a href='/t/d/'>Dân vận</a></nav>",
    ],
)
def test_the_last_step_of_a_trail_from_home_is_the_section(head: str) -> None:
    assert section(head) == "Dân vận"


@pytest.mark.parametrize(
    "head",
    [
        f"<ul><li>{HOME}</li><li><a href='/t'>Tin tức</a></li><li><a href='/v'>Văn bản</a></li></ul>",
        f"{HOME} | <a href='/t'>Tin tức</a> | <a href='/lien-he'>Liên hệ</a>",
        f"<nav>{HOME}<a href='/t'>Tin tức</a><a href='/lien-he'>Liên hệ</a></nav>",
        "<a href='/'><img src='/banner.png'></a><span>Cổng thông tin điện tử</span>",
        f"{HOME} <span>Thứ ba, 21/05/2024</span>",
        f"{HOME} <span>Chào mừng bạn đến với trang thông tin của Huyện ủy</span>",
        f"{HOME} » {TITLE}",
        f"<ul><li>{HOME}</li><li><a href='/b'>{TITLE}</a></li></ul>",
    ],
)
def test_a_menu_a_logo_and_a_clock_are_no_trail(head: str) -> None:
    assert section(head) is None
