"""Polls beside an article that has hardly a sentence."""

from crawler.reader import read_article

URL = "https://a.vn/laws/detail/quyet-dinh-418-qd-ubnd-ve-quy-che-418/"
HEAD = "<h1>Quyết định ban hành quy chế làm việc của Ban Chỉ đạo chuyển đổi số tỉnh</h1>"
ROWS = (
    "<table><tr><td>Số hiệu</td><td>418/QĐ-UBND</td></tr>"
    "<tr><td>Ngày ban hành</td><td>12/04/2024</td></tr></table>"
    "<a href='/files/418.pdf'>Tải về: 418.pdf</a>"
)
ASKED = "Theo bạn, giao diện mới của cổng thông tin điện tử tỉnh có dễ tra cứu không?"
POLL = f"<form><p>{ASKED}</p><label><input type='radio' name='v'> Dễ tra cứu</label></form>"


def body(inside: str) -> str | None:
    return read_article(f"<html><body>{inside}</body></html>".encode(), URL).body


def test_a_poll_is_not_the_text_of_a_page_without_sentences() -> None:
    found = body(f"<div><div>{HEAD}{ROWS}</div></div><div>{POLL}</div>")
    assert found == "Số hiệu | 418/QĐ-UBND\n\nNgày ban hành | 12/04/2024"


def test_a_form_around_the_whole_page_asks_nothing() -> None:
    said = "Ngày 12/4, Ủy ban nhân dân tỉnh ban hành quy chế làm việc của Ban Chỉ đạo, có hiệu lực ngay."
    menu = "".join(
        f"<li><a href='/{n}'>Chuyên mục số {n} của cổng thông tin</a></li>" for n in range(20)
    )
    page = f"<form><ul>{menu}</ul><div>{HEAD}<p>{said}</p></div><div>{POLL}</div></form>"
    assert body(page) == said
