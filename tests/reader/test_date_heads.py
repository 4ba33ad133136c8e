"""A day of publication in one block with the first paragraph."""

import pytest

from crawler.items import Article
from crawler.reader import read_article
from tests.reader.pages import H1, LONG, TEXT, URL, page

SAPO = "Đảng ủy xã Bình Minh vừa sơ kết công tác dân vận, với sự tham dự của đại diện các chi bộ."
DAYS = ("Thứ hai, 23/11/2026 08:15 (GMT+7)", "23/11/2026", "08:15 | 23-11-2026", "Ngày đăng: 23 tháng 11 năm 2026 08h15", "(23.11.2026)", "T2, 23/11/2026, 08:15 [GMT+7]", "Monday - 23/11/2026 08:15 SA")  # fmt: skip
FORMS = (
    "<div>{day}<br>{text}</div>",
    "<p><span class=date>{day}</span> – {text}</p>",
    "<p><em>{day}</em> {text}</p>",
    "<div class=sapo><span>{day}</span>{text}</div>",
    "<p><b>{day}</b> <strong>{text}</strong></p>",
    "<p>{day} - {text}</p>",
)


def read(first: str, head: str = "") -> Article:
    return read_article(page(f"<div>{H1}{first}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>{head}"), URL)


def said(item: Article) -> str:
    return "\n\n".join(filter(None, (item.lead, item.body)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("text", [TEXT[0], SAPO, f"(ĐCSVN) - {SAPO}"])
def test_the_day_is_read_and_leaves_the_paragraph(form: str, day: str, text: str) -> None:
    item = read(form.format(day=day, text=text))
    assert said(item) == "\n\n".join((text.removeprefix("(ĐCSVN) - "), *TEXT[1:]))
    assert item.published and f"{item.published:%d/%m/%Y}" == "23/11/2026"
    assert item.published_precision == ("minute" if "08" in day else "day")
    assert item.published_raw and item.published_raw in day


@pytest.mark.parametrize(
    "text",
    [
        f"<b>Ngày 23/11/2026</b>, {SAPO}",
        f"<b>Ngày 23/11/2026</b> {SAPO}",
        f"<b>23/11/2026</b> là ngày {SAPO}",
        f"Sáng 23/11/2026 - {SAPO}",
        f"23/11/2026, {SAPO}",
        f"<b>14h30 ngày 23/11/2026</b> {SAPO}",
        f"<b>Thứ hai ngày 23/11/2026</b> {SAPO}",
        f"Thời gian: 8h00 ngày 23/11/2026 - {SAPO}",
    ],
)
def test_the_day_of_what_happened_stays(text: str) -> None:
    item = read(f"<p>{text}</p>")
    assert said(item).startswith(text.replace("<b>", "").replace("</b>", ""))
    assert item.published is None


def test_days_of_a_chronicle_stay() -> None:
    for dates in (("23/11/2026", "24/11/2026", "25/11/2026"), ("23/11/2026", "23/11/1940")):
        days = "".join(f"<p><b>{date}</b> – {LONG}</p>" for date in dates)
        assert said(read(days)).startswith(f"23/11/2026 – {LONG}")


def test_a_day_beside_another_of_publication_is_that_of_an_event() -> None:
    stated = "<meta property=article:published_time content=2026-11-29T08:15:00+07:00>"
    item = read(f"<p><b>23/11/2026</b> – {SAPO}</p>", stated)
    assert item.published and item.published.day == 29
    assert said(item).startswith("23/11/2026 – ")
    same = read(f"<p><b>23/11/2026</b> – {SAPO}</p>", stated.replace("29T", "23T"))
    assert same.published and same.published.hour == 8
    assert said(same).startswith(SAPO)


@pytest.mark.parametrize(
    "line",
    ["Trụ sở nghỉ từ 28/11 đến hết 30/11/2026.", "Lễ viếng từ 8 giờ ngày 23/11/2026.", "Ngày 30/11/2026 nghỉ."],
)  # fmt: skip
@pytest.mark.parametrize("above", [(), TEXT[:1]])
def test_a_short_sentence_with_a_day_stays(line: str, above: tuple[str, ...]) -> None:
    first = "".join(f"<p>{text}</p>" for text in (*above, line))
    assert said(read(first)) == "\n\n".join((*above, line, *TEXT[1:]))


@pytest.mark.parametrize("line", ["Đăng ngày 24/11/2026.", "24/11/2026 - Đọc 3 phút."])
def test_a_date_line_leaves_the_text_whatever_it_ends_in(line: str) -> None:
    assert said(read(f"<p>{line}</p><p>{TEXT[0]}</p>")) == "\n\n".join(TEXT)


def test_a_programme_keeps_its_first_day() -> None:
    days = [f"{day}/11/2026: Xã Bình Minh - Xã {name}" for day, name in ((26, "An"), (27, "Lộc"))]
    first = "".join(f"<p>{text}</p>" for text in (TEXT[0], *days))
    assert said(read(first)) == "\n\n".join((TEXT[0], *days, *TEXT[1:]))
