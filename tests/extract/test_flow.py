"""Sections of pages whose classes tell nothing."""

import pytest

from crawler.reader import NotAnArticle, read_article

IMPRINT = (
    "<div><p>Chịu trách nhiệm chính: Ông Lê Văn Bình - Phó Chủ tịch UBND huyện, Trưởng Ban Biên tập</p>"
    "<p>Địa chỉ: Khu phố Thanh Bình, thị trấn Thanh Bình. Điện thoại: 02713.563.100 - Email: a@b.vn</p>"
    "<p>Ghi rõ nguồn “Trang thông tin điện tử huyện” khi phát hành lại thông tin từ website này</p></div>"
)
NAMES = (
    "Tân Phú",
    "Minh Long",
    "Thanh Hòa",
    "Phước Thiện",
    "Hưng Phước",
    "Tân Tiến",
    "Thiện Hưng",
    "Tân Lập",
)
ROWS = "".join(
    f"<div><div><a href='/tin/tong-ket-quy-mot-xa-{n}'>Đảng ủy xã {name} tổng kết công tác quý I</a></div>"
    f"<div>1{n}/04/2024</div><div><p>Sáng nay, Đảng ủy xã {name} đánh giá kết quả quý I và giao "
    "nhiệm vụ quý II cho các chi bộ, nêu rõ việc và hạn.</p></div></div>"
    for n, name in enumerate(NAMES)
)


def test_an_imprint_below_teasers_is_no_prose() -> None:
    html = f"<html><body><h1>Tin tức - sự kiện</h1><div>{ROWS}</div>{IMPRINT}</body></html>"
    with pytest.raises(NotAnArticle, match="listing"):
        read_article(html.encode(), "https://a.vn/tin-tuc-su-kien")


def _unlinked(number: int) -> str:
    """So many teasers, whose headings are no links."""
    return "".join(
        f"<div><h4>Đảng ủy xã {name} tổng kết công tác quý I</h4><p>Sáng nay, Đảng ủy xã {name} đánh giá "
        "kết quả quý I và giao nhiệm vụ quý II cho các chi bộ trực thuộc, nêu rõ từng việc, người làm và "
        f"thời hạn hoàn thành.</p><a href='/tin/tong-ket-{n}'>Xem chi tiết</a></div>"
        for n, name in enumerate(NAMES[:number])
    )


def test_many_texts_that_go_on_elsewhere_are_teasers() -> None:
    html = f"<html><body><h2>Tin tức</h2><div>{_unlinked(8)}</div>{IMPRINT}</body></html>"
    with pytest.raises(NotAnArticle, match="listing"):
        read_article(html.encode(), "https://a.vn/tin-tuc-su-kien")


def test_few_texts_that_go_on_elsewhere_are_an_article() -> None:
    html = f"<html><body><h1>Các xã tổng kết công tác quý I năm nay</h1><div>{_unlinked(3)}</div></body></html>"
    body = read_article(html.encode(), "https://a.vn/tin-tuc-su-kien").body or ""
    assert "xã Tân Phú đánh giá" in body
