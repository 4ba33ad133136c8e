"""Days beside a listing's links: a column that the page is sorted by, and nothing else."""

from datetime import date

import pytest

from crawler.extract.teasers import days_beside

URL = "https://a.vn/thoi-su"
DAYS = ["05/03/2026", "04/03/2026", "04/03/2026", "28/02/2026", "27/02/2026"]
BOX = '<div class="story"><h3><a href="/tin-{n}.html">Tin số {n}</a></h3>{say}</div>'


def links(count: int) -> list[str]:
    return [f"https://a.vn/tin-{n}.html" for n in range(count)]


def found(says: list[str], box: str = BOX) -> list[date | None]:
    html = "".join(box.format(n=n, say=say) for n, say in enumerate(says))
    days = days_beside(f"<body><main>{html}</main></body>".encode(), URL, links(len(says)))
    return [days[link].date() if link in days else None for link in links(len(says))]


def expected() -> list[date]:
    return [date(int(day[6:]), int(day[3:5]), int(day[:2])) for day in DAYS]


@pytest.mark.parametrize(
    "say",
    [
        "<span>{}</span>",
        "<p><i class='icon'></i> {} - 08:30</p>",
        "<div><div><em>Thứ Năm, {} | 08:30</em></div></div>",
        "<time>{}</time><p>Tin vắn về hội nghị ngày 12/12/2025 của chi bộ thôn Bình Minh.</p>",
    ],
)
def test_a_column_of_days(say: str) -> None:
    says = [say.format(day).replace("Thứ Năm, ", "") for day in DAYS]
    assert found(says) == expected()


def test_a_card_that_is_one_link() -> None:
    box = '<a href="/tin-{n}.html"><b>Tin số {n}</b>{say}</a>'
    assert found([f"<span>{day}</span>" for day in DAYS], box) == expected()


def test_a_link_without_a_day_is_left_undecided() -> None:
    assert found(["<span>3 giờ trước</span>", *(f"<span>{day}</span>" for day in DAYS)]) == [
        None,
        *expected(),
    ]


@pytest.mark.parametrize(
    "says",
    [
        [f"<span>{day}</span>" for day in reversed(DAYS)],  # oldest first: dates of events to come
        [f"<span>{day}</span>" for day in (*DAYS, "01/04/2026")],
        [f"<span>{day}</span>" for day in DAYS[:3]],  # too few to be a column
        [f"<span>{day}</span><span>01/01/2026</span>" for day in DAYS],  # issued, in force since
        [f"<p>Hội nghị họp ngày {day} tại trụ sở</p>" for day in DAYS],
    ],
)
def test_days_that_say_nothing_about_the_article(says: list[str]) -> None:
    assert set(found(says)) == {None}


def test_a_day_outside_of_every_links_own_box() -> None:
    says = ["" for _ in DAYS]
    assert set(found(says)) == {None}
    html = "".join(BOX.format(n=n, say="") for n in range(5)) + "<span>05/03/2026</span>" * 5
    assert days_beside(html.encode(), URL, links(5)) == {}


def test_it_grows_with_the_page_alone() -> None:
    deep = "<div>" * 1500 + "<span>05/03/2026</span>" * 3000 + "</div>" * 1500
    assert days_beside(f"<a href='/tin-1.html'>x</a>{deep}".encode(), URL, links(2)) == {}
