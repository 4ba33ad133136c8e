"""Keywords under an article."""

import pytest

from crawler.reader import read_article

_TEXT = "".join(
    f"<p>Ngày {day}, hội đồng họp lần nữa, các đại biểu thảo luận kỹ về cây cầu mới.</p>"
    for day in range(1, 7)
)


@pytest.mark.parametrize(
    ("links", "tags"),
    [
        ("<a rel=tag href=/t/cau>cây cầu <span>1888</span></a>", ("cây cầu",)),
        ("<a rel=tag href=/t/cau>cây cầu<span>(12)</span></a>", ("cây cầu",)),
        ("<a rel=tag href=/t/nam>Năm 2025</a>", ("Năm 2025",)),
        ("<a rel=tag href=/t/g20>G<b>20</b></a>", ("G20",)),
        ("<a rel=tag href=/t/>Từ khóa:</a><a rel=tag href=/t/cau>cây cầu</a>", ("cây cầu",)),
        ("<a rel=tag href=/t/cau>#cây cầu</a>", ("#cây cầu",)),
    ],
)
def test_a_keyword_is_without_the_number_of_its_articles(links: str, tags: tuple[str, ...]) -> None:
    html = (
        f"<h1>Cây cầu không ai mong đã xây xong</h1><div>{_TEXT}</div><div class=tags>{links}</div>"
    )
    assert read_article(html.encode(), "https://example.vn/cay-cau-123456.html").tags == tags


_LINES = (
    "<p>Sáng 15/4, Huyện ủy tổ chức hội nghị sơ kết công tác dân vận quý I, biểu dương 12 mô hình.</p>"
    "<p>Các xã vùng biên được giao thêm chỉ tiêu, hoàn thành trước ngày 30/6 năm nay, có báo cáo tuần.</p>"
    "<p>Hội nghị thống nhất mỗi chi bộ chọn một việc khó của dân để làm, cuối quý kiểm điểm công khai.</p>"
)
_LINKS = "<li><a href='/k/1'>dân vận</a></li><li><a href='/k/2'>vùng biên</a></li>"


def tags(below: str) -> tuple[str, ...]:
    html = (
        "<html><body><h1>Huyện ủy sơ kết công tác dân vận quý I năm nay</h1>"
        f"<div>{_LINES}</div><div>{below}</div></body></html>"
    )
    return read_article(html.encode(), "https://a.vn/tin/so-ket-dan-van-1234.html").tags


@pytest.mark.parametrize(
    "below",
    [
        f"<ul><b>Tags:</b>{_LINKS}</ul>",
        f"<ul><li><span>TAGS</span></li>{_LINKS}</ul>",
        f"<h3>Từ khóa: </h3><ul>{_LINKS}</ul>",
        f"<div>Được gắn thẻ dưới</div><ul>{_LINKS}</ul><div><a href='#'>Facebook</a></div>",
        "<div>Từ khóa</div><div><a href='/k/1'>dân vận</a> <a href='/k/2'>vùng biên</a></div>"
        "<div><a href='#'>Facebook</a></div>",
    ],
)
def test_links_under_a_label_are_tags(below: str) -> None:
    assert tags(below) == ("dân vận", "vùng biên")


@pytest.mark.parametrize(
    "below",
    [
        "<div>Tags</div><ul><li><a href='/x-12.html'>Phát động Tháng Công nhân năm 2024</a></li></ul>",
        "<div>Từ khóa</div><div><a href='#'>Facebook</a></div>",
        f"<div>Chuyên mục</div><ul>{_LINKS}</ul>",
    ],
)
def test_headlines_and_tools_under_it_are_none(below: str) -> None:
    assert tags(below) == ()


@pytest.mark.parametrize("link", ["<a rel=tag href=/{}/>", "<a rel=tag href=/category/{}/>"])
def test_what_wordpress_sorts_by_is_a_section_or_a_keyword(link: str) -> None:
    box = "wp-block-post-terms taxonomy-category" if "category" not in link else "terms"
    html = (
        "<html><body><h1>Huyện ủy sơ kết công tác dân vận quý I năm nay</h1>"
        f"<div><time>15/04/2024</time><p>—</p><p>bởi</p><div>Hồng Nhung</div><p>trong</p>"
        f"<div class='{box}'>{link.format('dan-van')}Dân vận</a></div></div><div>{_LINES}</div>"
        "<div><a rel=tag href=/tag/vung-bien/>vùng biên</a></div></body></html>"
    )
    article = read_article(html.encode(), "https://a.vn/so-ket-cong-tac-dan-van/")
    assert article.tags == ("vùng biên",)
    assert article.section == ("Dân vận" if "taxonomy" in box else None)
