"""What portals call the page of any article."""

import pytest

from crawler.extract.titles import names_any_page


@pytest.mark.parametrize(
    "text", ["Chi tiết tin tức", "NỘI DUNG CHI TIẾT", "Chi tiết bài viết", "Xem tin"]
)
def test_a_label_of_any_page_is_told(text: str) -> None:
    assert names_any_page(text)


@pytest.mark.parametrize("text", ["Tin tức", "Chi tiết lịch thi lớp 10", "Nội dung kỳ họp thứ 15"])
def test_a_section_and_a_headline_are_not(text: str) -> None:
    assert not names_any_page(text)
