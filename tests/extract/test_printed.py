"""Which printed line tells the day of publication, on small pages of our own."""

import pytest

from crawler.reader import read_article

URL = "https://example.vn/thoi-su/hoi-nghi-ban-ve-cong-tac-dan-van-12345.html"
H1 = "<h1>Hội nghị bàn về công tác dân vận</h1>"
TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "Sáng 5/3, Đảng ủy xã Bình Minh tổ chức hội nghị sơ kết công tác dân vận, với sự tham dự của đại diện các chi bộ.",
        "Theo báo cáo, trong quý đầu năm, các tổ dân vận đã đến từng nhà để lắng nghe, giải thích và ghi lại ý kiến của bà con.",
        "Hội nghị thống nhất ba việc cần làm ngay, trong đó có việc trả lời bằng văn bản mọi kiến nghị trong vòng mười ngày.",
    )
)
CARD = '<div class="the"><a href="/thoi-su/tin-khac-cua-dang-bo-xa-20001.html">Tin khác của Đảng bộ xã Bình Minh trong tuần</a>'


def day(body: str) -> str | None:
    found = read_article(f"<html lang=vi><body>{body}</body></html>".encode(), URL).published
    return found.date().isoformat() if found else None


def test_a_day_in_one_element_with_the_headline_is_that_of_the_article() -> None:
    head = f"<div><div>06.03.2025</div>{H1}</div>"
    assert (
        day(f"<div><main><article>{head}<div>{TEXT}</div></article></main></div>") == "2025-03-06"
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<div>06.03.2025</div>{H1}<div>{TEXT}</div>",
        f"<header><div><div>06.03.2025</div></div></header><main><div>{H1}{TEXT}</div></main>",
        f"<div><div>06.03.2025</div><p>Chuyên trang dân vận của tỉnh</p>{H1}</div><div>{TEXT}</div>",
    ],
)
def test_a_day_that_only_stands_above_is_the_clock(body: str) -> None:
    assert day(body) is None


def test_a_label_tells_the_day_wherever_it_stands_over_the_headline() -> None:
    above = "<div>Ngày đăng: 06/03/2025</div><div>Cỡ chữ</div>"
    assert day(f"<div>{above}</div><div>{H1}{TEXT}</div>") == "2025-03-06"


def test_a_label_in_a_card_far_over_the_headline_tells_nothing() -> None:
    card = f"{CARD}<div>Ngày đăng: 06/03/2025</div></div>"
    menu = "<div>Trang chủ</div><div>Tin tức</div><div>Cỡ chữ</div>"
    assert day(f"<div>{card}</div>{menu}<div>{H1}{TEXT}</div>") is None


def test_a_label_tells_the_day_behind_tools_and_pictures() -> None:
    tools = "<div>Chia sẻ</div><div><img src='/qr.png'></div><div>Lượt xem: 12</div>"
    label = "<div>发布日期：2025-03-06 所属分类：<a href='/tt'>头条</a></div>"
    assert day(f"<main>{H1}<div>{TEXT}</div></main>{tools}{label}") == "2025-03-06"
    assert day(f"<main>{H1}<div>{TEXT}</div></main>{tools}<div>06/03/2025</div>") is None


def test_the_label_in_the_card_of_another_article_tells_nothing() -> None:
    card = f"{CARD}<div>Ngày đăng: 06/03/2025</div></div>"
    assert day(f"<main>{H1}<div>{TEXT}</div></main><div>{card}</div>") is None


def test_a_day_of_change_in_a_span_of_its_own_is_not_that_of_publication() -> None:
    line = "<div>Published March 6, 2025, updated <span>March 9, 2025</span></div>"
    assert day(f"<div>{H1}{line}<div>{TEXT}</div></div>") == "2025-03-06"
    alone = "<div>Cập nhật: <span>09/03/2025</span></div>"
    assert day(f"<div>{H1}{alone}<div>{TEXT}</div></div>") == "2025-03-09"


@pytest.mark.parametrize(
    "line",
    [
        "Đăng bởi Ban Biên tập lúc 06/03/2025 10:12 trong mục <a href='/tt'>Tin tức</a>",
        "Dieser Beitrag wurde am 6. März 2025 um 10:12 von Anna geschrieben und unter <a href='/a'>Alltag</a> und "
        "<a href='/b'>Bauen</a> abgelegt; alle Antworten sind als Feed zu lesen, wer will, kann selbst antworten.",
        "Von Anna am 06.03.2025, 10:12 | <a href='#'>0 Meinungen</a> | <a href='/a'>Alltag</a>",
        "Posted by Anna Lee on March 6, 2025 in <a href='/a'>News</a>",
    ],
)
def test_a_sentence_behind_the_text_says_when_it_was_posted(line: str) -> None:
    assert day(f"<main>{H1}<div>{TEXT}</div></main><div class=meta>{line}</div>") == "2025-03-06"
