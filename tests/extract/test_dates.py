"""Date lines -> moments. Every expected value was typed by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.dates import looks_dated, parse_date
from crawler.extract.urls import date_in_url

NOW = datetime.fromisoformat("2026-03-01T10:30:00+07:00")

# "<line> => <expected>": a day alone, to the minute, or to the second; with an offset where the
# line gives another zone than Vietnam's.
STATED = """
28/08/2024 - 2 giờ trước => 2024-08-28
28/08/2024 08:15 (2 giờ trước) => 2024-08-28T08:15
Aug 28, 2024 • Last updated 1 hour ago => 2024-08-28
15/03/2024 => 2024-03-15
5/3/2024 => 2024-03-05
05-03-2024 => 2024-03-05
5.3.2024 => 2024-03-05
05.03.2024 => 2024-03-05
05 / 03 / 2024 => 2024-03-05
05/03/24 => 2024-03-05
05-03-98 => 1998-03-05
15/03/2024. => 2024-03-15
(15/03/2024) => 2024-03-15
[15/03/2024] => 2024-03-15
03/31/2024 => 2024-03-31
2024/03/15 => 2024-03-15
2024.03.15 => 2024-03-15
15/03/2024 10:42 => 2024-03-15T10:42
15/03/2024, 10:42 => 2024-03-15T10:42
15/03/2024 - 10:42 => 2024-03-15T10:42
15/03/2024 – 10:42 => 2024-03-15T10:42
15/03/2024-10:42 => 2024-03-15T10:42
15/03/2024 | 10:42 => 2024-03-15T10:42
15/03/2024 10:42:07 => 2024-03-15T10:42:07
15/03/2024 10:42 GMT+7 => 2024-03-15T10:42
15/03/2024 10:42 (GMT+7) => 2024-03-15T10:42
15/03/2024 10:42 [GMT+7] => 2024-03-15T10:42
15/03/2024 10:42 (GMT +7) => 2024-03-15T10:42
15/03/2024 10:42 UTC+7 => 2024-03-15T10:42
15/03/2024 10:42 UTC+07:00 => 2024-03-15T10:42
15/03/2024 10:42 ICT => 2024-03-15T10:42
15/03/2024 10:42 +0700 => 2024-03-15T10:42
15/03/2024 10:42+07 => 2024-03-15T10:42
10:42 15/03/2024 => 2024-03-15T10:42
10:42, 15/03/2024 => 2024-03-15T10:42
10:42 - 15/03/2024 => 2024-03-15T10:42
10:42 | 15/03/2024 => 2024-03-15T10:42
10:42 15-3-2024 => 2024-03-15T10:42
10:42' - 15/03/2024 => 2024-03-15T10:42
10:42:07 15/03/2024 => 2024-03-15T10:42:07
(10:42 15/03/2024) => 2024-03-15T10:42
10:42 (GMT+7), 15/03/2024 => 2024-03-15T10:42
10:42, ngày 15-03-2024 => 2024-03-15T10:42
10:42, ngày 15 tháng 3 năm 2024 => 2024-03-15T10:42
Thứ Sáu, 15/03/2024 => 2024-03-15
Thứ sáu, ngày 15/3/2024 => 2024-03-15
Thứ 6, 15/03/2024 => 2024-03-15
Thứ 6 ngày 15/03/2024 10:42 => 2024-03-15T10:42
T6, 15/03/2024 => 2024-03-15
Thứ Sáu, 15/03/2024, 10:42 [GMT+7] => 2024-03-15T10:42
Thứ Sáu - 15/03/2024 10:42 => 2024-03-15T10:42
Thứ sáu 15/3/2024 10h42 => 2024-03-15T10:42
Thứ Sáu | 15/03/2024 | 10:42 => 2024-03-15T10:42
Thu Sau, 15/03/2024 => 2024-03-15
Thu Sau, Ngay 15/03/2024 => 2024-03-15
THỨ SÁU, 15/03/2024 10:42 => 2024-03-15T10:42
Chủ nhật, 17/03/2024 08:00 => 2024-03-17T08:00
Chủ Nhật ngày 17 tháng 03 năm 2024 => 2024-03-17
CN, 17/03/2024 => 2024-03-17
Chu Nhat, 17/03/2024 => 2024-03-17
Friday, 15/03/2024 10:42 => 2024-03-15T10:42
Fri 15/03/2024 => 2024-03-15
Thứ Hai, 15/03/2024 => 2024-03-15
Thứ Hai, 04/03/2024 => 2024-03-04
Thứ Tư, 04/03/2024 => 2024-04-03
Thứ Ba, 04/03/2024 => 2024-03-04
Wednesday, 04/03/2024 => 2024-04-03
04/03/2024 10:15 AM EST => 2024-04-03T10:15-05:00
Ngày đăng: 15/03/2024 => 2024-03-15
Ngày đăng 15/03/2024 10:42 => 2024-03-15T10:42
Đăng ngày: 15/03/2024 => 2024-03-15
Đăng lúc: 10:42 15/03/2024 => 2024-03-15T10:42
Đăng lúc 10:42, Thứ sáu, 15/03/2024 => 2024-03-15T10:42
Cập nhật: 15/03/2024 10:42 => 2024-03-15T10:42
Cập nhật lúc: 10h42 15/03/2024 => 2024-03-15T10:42
Cập nhật lần cuối: 15/03/2024 => 2024-03-15
Ngày cập nhật: 15/03/2024 10:42:07 => 2024-03-15T10:42:07
Xuất bản: 15/03/2024 => 2024-03-15
Ngày xuất bản 15-03-2024 => 2024-03-15
Thời gian: 10:42 15/03/2024 => 2024-03-15T10:42
Ngày tạo: 15.03.2024 => 2024-03-15
Ngày 15-3-2024 => 2024-03-15
ngày 15 tháng 3 năm 2024 => 2024-03-15
Ngày 15 tháng 3 năm 2024. => 2024-03-15
Ngay 15 thang 3 nam 2024 => 2024-03-15
ngày 05 tháng 02 năm 2024 => 2024-02-05
Hà Nội, ngày 15 tháng 3 năm 2024 => 2024-03-15
TP. Hồ Chí Minh, ngày 15/3/2024 => 2024-03-15
GD&TĐ - 15/03/2024 10:42 => 2024-03-15T10:42
15 Tháng 3 2024 10:42 => 2024-03-15T10:42
Thứ sáu, 15 Tháng 3 2024 10:42 => 2024-03-15T10:42
Thứ Sáu, 15 tháng 3, 2024 => 2024-03-15
15 tháng Ba 2024 => 2024-03-15
15 tháng Tư, 2024 => 2024-04-15
15 Tháng Mười, 2024 => 2024-10-15
15 Tháng Mười Một, 2024 => 2024-11-15
15 tháng mười hai năm 2024 => 2024-12-15
15 tháng Giêng 2024 => 2024-01-15
Tháng Ba 15, 2024 => 2024-03-15
Tháng 3 15, 2024 => 2024-03-15
Tháng Mười Hai 5, 2024 => 2024-12-05
15 Th3, 2024 => 2024-03-15
15 Th12 2024 => 2024-12-15
15 thg 3, 2024 => 2024-03-15
Th3 15, 2024 => 2024-03-15
15/03/2024 10:42 SA => 2024-03-15T10:42
15/03/2024 4:35 CH => 2024-03-15T16:35
15/03/2024 4:35:09 CH => 2024-03-15T16:35:09
15/03/2024 12:05 CH => 2024-03-15T12:05
15/03/2024 12:05 SA => 2024-03-15T00:05
15/03/2024 12:05:00 PM => 2024-03-15T12:05:00
15/03/2024 12:00:00 AM => 2024-03-15
15/03/2024 00:00:00 SA => 2024-03-15
15/03/2024 00:00:00 => 2024-03-15
15/03/2024 16:35 CH => 2024-03-15T16:35
4:35 chiều 15/03/2024 => 2024-03-15T16:35
4:35 chiều, 15/03/2024 => 2024-03-15T16:35
9:05 sáng, 15/03/2024 => 2024-03-15T09:05
11:30 trưa 15/03/2024 => 2024-03-15T11:30
12:30 trưa 15/03/2024 => 2024-03-15T12:30
1:15 trưa 15/03/2024 => 2024-03-15T13:15
8:20 tối 15/03/2024 => 2024-03-15T20:20
11:20 đêm 15/03/2024 => 2024-03-15T23:20
8 giờ tối ngày 15/03/2024 => 2024-03-15T20:00
15 tháng 3, 2024 lúc 4:35 chiều => 2024-03-15T16:35
16h35 ngày 15/03/2024 => 2024-03-15T16:35
16h35, 15/03/2024 => 2024-03-15T16:35
16h35' ngày 15/3/2024 => 2024-03-15T16:35
16h ngày 15/3/2024 => 2024-03-15T16:00
16g35, 15/03/2024 => 2024-03-15T16:35
15-03-2024 16h35' => 2024-03-15T16:35
16 giờ 35 ngày 15/03/2024 => 2024-03-15T16:35
16 giờ 35 phút, ngày 15/3/2024 => 2024-03-15T16:35
lúc 16 giờ 35 phút ngày 15/03/2024 => 2024-03-15T16:35
Thứ Sáu ngày 15 tháng 03 năm 2024 16 giờ 35 phút => 2024-03-15T16:35
15/03/2024 | 1.604 => 2024-03-15
15/03/2024 | 604 => 2024-03-15
15/03/2024 10:42 | 604 => 2024-03-15T10:42
15/03/2024, Lượt xem: 604 => 2024-03-15
15/03/2024 10:42 - Đã xem: 604 => 2024-03-15T10:42
15/03/2024 10:42 604 lượt xem => 2024-03-15T10:42
15/03/2024 (604 lượt xem) => 2024-03-15
Nguyễn Văn An | 15/03/2024 10:42 => 2024-03-15T10:42
Cập nhật: 16/03/2024 08:00 | Ngày đăng: 15/03/2024 10:42 => 2024-03-15T10:42
Ngày đăng: 15/03/2024 10:42 | Cập nhật: 16/03/2024 08:00 => 2024-03-15T10:42
2024-03-15 => 2024-03-15
2024-03-15 10:42 => 2024-03-15T10:42
2024-03-15 10:42:07 => 2024-03-15T10:42:07
2024-03-15T10:42 => 2024-03-15T10:42
2026-03-01T9:51 => 2026-03-01T09:51
2024-03-15T10:42:07 => 2024-03-15T10:42:07
2024-03-15T10:42:07Z => 2024-03-15T10:42:07+00:00
2024-03-15T10:42:07.123Z => 2024-03-15T10:42:07+00:00
2024-03-15T10:42:07.1234567+07:00 => 2024-03-15T10:42:07
2024-03-15T10:42:07+0700 => 2024-03-15T10:42:07
2024-03-15 10:42:07+07 => 2024-03-15T10:42:07
2024-03-15T10:42:07-05:00 => 2024-03-15T10:42:07-05:00
2024-03-15T10:42+05:30 => 2024-03-15T10:42+05:30
24-03-2019T07:50:00+07:00 => 2019-03-24T07:50:00
20260301T095100 => 2026-03-01T09:51:00
20260301T095107Z => 2026-03-01T09:51:07+00:00
20240315 => 2024-03-15
1645606500 => 2022-02-23T15:55:00
1645606507 => 2022-02-23T15:55:07
1645606507123 => 2022-02-23T15:55:07
March 4, 2023 => 2023-03-04
March 4 2023 => 2023-03-04
Mar 4, 2023 => 2023-03-04
Mar. 4, 2023 => 2023-03-04
4 March 2023 => 2023-03-04
4 Mar 2023, 10:15 => 2023-03-04T10:15
January 12th, 2011 => 2011-01-12
12th January 2011 => 2011-01-12
1st of May, 2023 => 2023-05-01
Sept. 3, 2023 => 2023-09-03
04-Mar-2023 => 2023-03-04
Saturday, March 4, 2023 => 2023-03-04
Sat 4 Mar 2023 10.15 GMT => 2023-03-04T10:15+00:00
Thu 9 Mar 2023 10.15 GMT => 2023-03-09T10:15+00:00
Sat, 04 Mar 2023 10:15:00 GMT => 2023-03-04T10:15:00+00:00
Sat, 04 Mar 2023 10:15:00 +0700 => 2023-03-04T10:15:00
Sat, 4 Mar 2023 10:15:00 -0500 => 2023-03-04T10:15:00-05:00
March 4, 2023 10:15 a.m. EST => 2023-03-04T10:15-05:00
March 4, 2023 at 10:15 PM EDT => 2023-03-04T22:15-04:00
March 4, 2023, 10:15 a.m. ET => 2023-03-04T10:15-05:00
10:15 AM PST, March 4, 2023 => 2023-03-04T10:15-08:00
Published March 4, 2023 at 10:15 am => 2023-03-04T10:15
Published: 4 March 2023 10:15 CET => 2023-03-04T10:15+01:00
Updated 5:07 PM BST, 4 July 2023 => 2023-07-04T17:07+01:00
Last updated: March 4, 2023 => 2023-03-04
Posted on 04/03/2023 => 2023-03-04
By John Smith, March 4, 2023 10:15 a.m. => 2023-03-04T10:15
2024年3月15日 10:42 => 2024-03-15T10:42
2024-03-15 10:42来源：越通社 => 2024-03-15T10:42
15/03/2024 10:42Nguồn: TTXVN => 2024-03-15T10:42
发布时间：24-03-15 => 2024-03-15
发布时间：24-03-05 10:42 => 2024-03-05T10:42
发布时间：05/03/24 => 2024-03-05
Fri Mar 15 10:42:00 CEST 2024 => 2024-03-15T10:42:00+02:00
Fri Mar 15 10:42:00 XYZ 2024 => 2024-03-15T10:42:00
2024-03-15T10:42:00EET => 2024-03-15T10:42:00+02:00
March 15, 2024 10:42 AM EST => 2024-03-15T10:42-05:00
15 mars 2024 => 2024-03-15
15. März 2024 => 2024-03-15
15 de marzo de 2024 => 2024-03-15
15 марта 2024 => 2024-03-15
"""

RELATIVE = """
hôm nay => 2026-03-01
Hôm nay, 08:15 => 2026-03-01T08:15
hôm qua => 2026-02-28
Hôm qua lúc 16h35 => 2026-02-28T16:35
hôm kia => 2026-02-27
3 giờ trước => 2026-03-01T07:30
15 phút trước => 2026-03-01T10:15
15 phút => None
30 giây trước => 2026-03-01T10:29
khoảng 3 giờ trước => 2026-03-01T07:30
một giờ trước => 2026-03-01T09:30
2 ngày trước => 2026-02-27
1 tuần trước => 2026-02-22
vừa xong => 2026-03-01T10:30
Vừa cập nhật => 2026-03-01T10:30
just now => 2026-03-01T10:30
15 minutes ago => 2026-03-01T10:15
an hour ago => 2026-03-01T09:30
3h ago => 2026-03-01T07:30
2 days ago => 2026-02-27
yesterday => 2026-02-28
Today, 8:15 AM => 2026-03-01T08:15
2 tháng trước => None
3 năm trước => None
"""

NO_DAY = """
tháng 2 năm 2022
Tháng 3/2024
03/2024
6-1991
2024
2020-2025
2020 - 2025
2020 – 2025
nhiệm kỳ 2020-2025
23/2
5-4
14.11
Chiều 23/2
Sáng 28-8
16h35
10:42
15 giờ 42 phút
13 – 14/4/2019
27- 29/10/2020
12-18/10
12-18/10/2020
18 - 19.6
13 và 14/4/2019
01/02/2022 - 05/02/2022
Từ ngày 01/02/2022 đến ngày 05/02/2022
14-15 March 2023
March 4-6, 2023
(1+2/2022)
Số 529 (3-2022)
Chỉ thị số 05-CT/TW
Kết luận số 21-KL/TW, ngày 25-10-2021
Nghị định số 47/2020/NĐ-CP
36/2018/QH14
847
0912345678
192.168.10.24
1.2.3
Thứ Ba
Thứ 5
Chủ nhật
32/13/2022
31/02/2024
2024-13-45
2024-03-15T25:61
00/00/0000
01/01/1970
0001-01-01T00:00:00
01/01/2150
Xuân Nhâm Dần
tháng Mười Hai
May 2023
March
hôm nọ
Bạn đọc
Ngày 23/2/2022, tại Hà Nội, Đảng bộ Khối các cơ quan Trung ương tổ chức hội nghị tổng kết
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" => ")) for line in table.strip().splitlines()]  # type: ignore[misc]


def read(text: str, now: datetime | None = NOW) -> str:
    """What parse_date answers, in the tables' own words."""
    found = parse_date(text, now=now)
    if found is None:
        return "None"
    if found.precision == "day":
        return f"{found.value:%Y-%m-%d}"
    fmt = "%Y-%m-%dT%H:%M:%S" if found.precision == "second" else "%Y-%m-%dT%H:%M"
    vietnamese = found.value.utcoffset() == timedelta(hours=7)
    return found.value.strftime(fmt) + ("" if vietnamese else found.value.isoformat()[-6:])


@pytest.mark.parametrize(("text", "expected"), rows(STATED))
def test_a_full_day_is_read(text: str, expected: str) -> None:
    assert read(text) == expected
    assert read(text, None) == expected


@pytest.mark.parametrize("text", [text for text, _ in rows(STATED) if not text.isdigit()])
def test_every_date_line_looks_dated(text: str) -> None:
    assert looks_dated(text) or "/24" in text or "-98" in text


@pytest.mark.parametrize("text", ["2 giờ trước", "15 phút trước", "Hôm qua, 14:05", "3 days ago"])
def test_how_long_ago_looks_dated(text: str) -> None:
    assert looks_dated(text)


@pytest.mark.parametrize(("text", "expected"), rows(RELATIVE))
def test_a_relative_form_needs_now(text: str, expected: str) -> None:
    assert read(text) == expected
    assert parse_date(text) is None


@pytest.mark.parametrize("text", NO_DAY.strip().splitlines())
def test_no_full_day_is_none(text: str) -> None:
    assert read(text) == "None"
    assert read(text, None) == "None"


def test_failure_is_not_today() -> None:
    assert parse_date("không rõ ngày", now=NOW) is None


def test_invisible_characters_and_decomposed_letters_are_no_obstacle() -> None:
    assert read("\u200b15/03/2024\u00a010:42") == "2024-03-15T10:42"
    assert read("Thu\u031b\u0301 Sa\u0301u, nga\u0300y 15/03/2024") == "2024-03-15"


def test_a_naive_now_is_vietnamese() -> None:
    assert read("1 giờ trước", NOW.replace(tzinfo=None)) == "2026-03-01T09:30"


@given(st.text(alphabet="0123456789/-.: thángnămgiờtrướcSACHT+Z,|(MarMayMon)", max_size=40))
def test_no_line_raises(text: str) -> None:
    found = parse_date(text, now=NOW)
    assert found is None or found.value.tzinfo is not None


@given(st.text(max_size=80), st.datetimes())
def test_no_text_raises(text: str, now: datetime) -> None:
    parse_date(text, now=now)
    looks_dated(text)
    date_in_url(text)


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y", "%d %B %Y", "%B %d, %Y"):
        found = parse_date(day.strftime(form))
        assert found is not None
        assert found.value.date() == day


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://baochinhphu.vn/tin-moi-102240315104207123.htm", date(2024, 3, 15)),
        ("https://nld.com.vn/tin-moi-19624031510420712.htm", date(2024, 3, 15)),
        ("https://xaydungchinhsach.chinhphu.vn/tin-119240315104207.htm", date(2024, 3, 15)),
        ("https://baotintuc.vn/tin-moi-20240315104207123.htm", date(2024, 3, 15)),
        ("https://example.vn/2024/03/15/tin-moi", date(2024, 3, 15)),
        ("https://example.vn/2024-03-15/tin-moi", date(2024, 3, 15)),
        ("https://example.vn/20240315/tin-moi", date(2024, 3, 15)),
        ("https://example.vn/thoi-su/202210/tin-moi-3141592/", None),
        ("https://example.vn/tin-moi-post123456.html", None),
        ("https://example.vn/tin-102249999104207123.htm", None),
        ("https://example.vn/2024/13/45/tin", None),
    ],
)
def test_date_in_url(url: str, expected: date | None) -> None:
    assert date_in_url(url) == expected
