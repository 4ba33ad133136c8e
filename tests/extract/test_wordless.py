"""Pages that have no sentences: what they say and offer, and what of the page around is not theirs."""

import pytest

from crawler.items import Article
from crawler.reader import NotAnArticle, read_article

URL = "https://songlam.gov.vn/van-ban/cong-van-so-1234-cv-tu-4711.html"
TITLE = "Công văn số 1234-CV/TU về việc tăng cường công tác phòng, chống thiên tai"
ROWS = (
    ("Số ký hiệu", "1234-CV/TU"),
    ("Ngày ban hành", "05/07/2024"),
    ("Người ký", "Nguyễn Văn Bình"),
    ("Trích yếu", "Về việc tăng cường công tác phòng, chống thiên tai năm 2024"),
)


FOOT = """<div id="ft"><p>Cơ quan chủ quản: Tỉnh ủy Sông Lam. Giấy phép số 12/GP-TTĐT, ngày
    03/02/2021.</p></div>"""


def read(inside: str, title: str = TITLE) -> Article:
    html = f"""<html><head><title>{title}</title></head><body>
        <div class="c"><h1>{title}</h1>{inside}</div>{FOOT}</body></html>"""
    return read_article(html.encode(), URL)


def test_a_document_is_its_table_and_its_file() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in ROWS)
    item = read(f'<table>{rows}</table><a href="/f/1234.pdf">1234.pdf</a>')
    assert (item.title, item.lead, item.kind) == (TITLE, None, "document")
    assert item.body == "\n\n".join(" | ".join(row) for row in ROWS)
    assert [file.url for file in item.attachments] == ["https://songlam.gov.vn/f/1234.pdf"]


@pytest.mark.parametrize(
    "picture",
    [
        '<p><img src="/so-lieu.png"></p>',
        '<div><a href="/so-lieu.png"><img src="/so-lieu.png"></a></div>',
    ],
)
def test_an_infographic_is_its_picture(picture: str) -> None:
    item = read(f'<div class="date">12/07/2024 08:15</div><div>{picture}</div>', "Số liệu tháng 6")
    assert (item.title, item.lead, item.body, item.kind) == ("Số liệu tháng 6", None, None, "photo")
    assert [image.url for image in item.images] == ["https://songlam.gov.vn/so-lieu.png"]


def test_a_picture_on_a_page_that_was_never_published_is_no_article() -> None:
    with pytest.raises(NotAnArticle) as refused:
        read('<p><img src="/404.png"></p>', "Trang đang được xây dựng")
    assert refused.value.reason == "empty"


def test_the_plan_of_a_week_is_its_table() -> None:
    rows = [(f"Thứ {n}", f"Họp giao ban về công tác tháng {n}", "Phòng họp A") for n in range(2, 7)]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    item = read(f"<div>12/07/2024 08:15</div><table>{table}</table>", "Lịch công tác tuần 29")
    assert item.body == "\n\n".join(" | ".join(row) for row in rows)
