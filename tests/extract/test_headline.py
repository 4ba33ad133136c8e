"""The headline of a page, the section over it, and that neither gets into the text."""

import pytest

from crawler.items import Article
from crawler.reader import read_article

URL = "https://baosonglam.vn/tin-tuc/so-ket-cong-tac-xay-dung-dang-4711.html"
TITLE = "Đảng bộ xã Tân Lập sơ kết công tác xây dựng Đảng sáu tháng đầu năm"
TEXT = (
    "Sáng 12/7, Đảng ủy xã Tân Lập tổ chức hội nghị sơ kết công tác xây dựng Đảng, với sự tham dự "
    "của bí thư các chi bộ trực thuộc.",
    "Theo báo cáo, sáu tháng đầu năm, các chi bộ đã kết nạp 42 đảng viên mới, đạt 60% kế hoạch.",
    "Hội nghị thống nhất bốn nhiệm vụ trọng tâm của sáu tháng cuối năm, trước hết là kiểm điểm, "
    "đánh giá, xếp loại chất lượng tổ chức đảng.",
)


def read(head: str, above: str = "") -> Article:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f"""<html><head><title>{TITLE}</title></head><body>{above}
        <div class="c">{head}<div>12/07/2024 15:42</div>{text}</div></body></html>"""
    return read_article(html.encode(), URL)


@pytest.mark.parametrize(
    "head",
    [
        f'<div>{TITLE} <a href="javascript:print()">In trang</a></div>',
        f"<div>{TITLE} Bản in</div>",
        f"<h1>{TITLE.replace(' sơ kết', '<br>sơ kết')}</h1>",
        f"<h1><span>Xây dựng Đảng</span> <span>{TITLE}</span></h1>",
    ],
)
def test_the_headline_is_no_text_however_it_is_printed(head: str) -> None:
    item = read(head)
    assert (item.title, item.body) == (TITLE, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("names", "section"),
    [
        ("gioi-thieu tin-tuc van-ban thu-tuc hoi-dap lien-he", "tin-tuc"),
        ("gioi-thieu van-ban thu-tuc hoi-dap lien-he", None),
        ("tin-tuc xay-dung-dang", "xay-dung-dang"),
    ],
)
def test_a_menu_over_the_headline_is_no_breadcrumb(names: str, section: str | None) -> None:
    links = "".join(f' <a href="/{name}">{name}</a>' for name in names.split())
    item = read(f"<h1>{TITLE}</h1>", f'<div><a href="/">Trang chủ</a>{links}</div>')
    assert item.section == section


DATED = "<div class=title-date>Ngày đăng: 06/03/2025 Lượt xem: 33</div>"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
OTHER_URL = "https://baosonglam.vn/tin/4711.html"


def title(body: str, called: str) -> str | None:
    html = f"<html><head><title>{called}</title></head><body>{body}</body></html>"
    return read_article(html.encode(), OTHER_URL).title


@pytest.mark.parametrize("mark", ["-", "_", "|", " "])
def test_a_printed_line_tells_where_the_name_of_the_site_begins(mark: str) -> None:
    called = f"{TITLE}{mark}Trang thông tin xã Tân Lập"
    body = f"<div><div class=title>{TITLE}</div>{DATED}{PARAGRAPHS}</div>"
    assert title(body, called) == TITLE


def test_the_words_before_a_blank_are_not_yet_the_headline() -> None:
    called = f"{TITLE} tại các thôn vùng cao"
    menu = f"<div><span>{TITLE}</span></div>"
    assert title(f"<div>{menu}<div>{PARAGRAPHS}</div></div>", called) == called


def test_a_line_about_the_date_is_no_headline() -> None:
    called = "平明乡党委召开民运工作会议并小结工作"
    line = f"<p class=con-title>{called}</p>"
    assert title(f"<div>{line}{DATED}{PARAGRAPHS}</div>", called) == called


@pytest.mark.parametrize("place", ["over", "under"])
def test_a_heading_in_other_words_than_stated_is_where_the_headline_stands(place: str) -> None:
    stated = "Đảng bộ xã Tân Lập sơ kết công tác xây dựng Đảng nửa đầu năm 2024"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    h1 = f"<h1>{TITLE}</h1><figure><img src=/a.jpg></figure><p>12/07/2024 15:42</p>"
    html = f"""<html><head><meta property="og:title" content="{stated}"></head><body>
        <ul><li><a href=/>Trang chủ</a></ul>{h1 if place == "over" else ""}<div>{text}</div>
        <div>{h1 if place == "under" else ""}</div></body></html>"""
    item = read_article(html.encode(), URL)
    assert item.title == stated
    found = (len(item.images), str(item.published))
    assert found == ((1, "2024-07-12 15:42:00+07:00") if place == "over" else (0, "None"))


def test_of_a_kicker_and_a_headline_in_one_heading_the_one_named_so_is_the_headline() -> None:
    head = f"<h1><span class=kicker>Xây dựng Đảng</span><span class=headline>{TITLE}</span></h1>"
    html = f"<html><head><title>Nửa đầu năm ở Tân Lập</title></head><body><div>{head}<p>{'<p>'.join(TEXT)}</div>"
    assert read_article(html.encode(), URL).title == TITLE


def test_the_headline_printed_twice_is_no_lead() -> None:
    described = f'<meta name="description" content="{TITLE}">'
    item = read("", f"{described}<div><h1>{TITLE}</h1></div><div><h1>{TITLE}</h1></div>")
    assert (item.title, item.lead) == (TITLE, None)


def test_a_menu_that_is_named_for_the_sections_it_leads_to_tells_none() -> None:
    names = "Thời sự|Kinh tế|Xã hội|Văn hóa|Thể thao|Quốc tế|Bạn đọc|Gửi tòa soạn".split("|")
    for most in (3, 8):
        menu = "".join(
            f'<li><a href="/muc-{at}/">{name}</a>' for at, name in enumerate(names[:most])
        )
        item = read(f"<h1>{TITLE}</h1>", f'<div class="zone-tin"><ul>{menu}</ul></div>')
        assert item.section == (names[2] if most == 3 else None)


@pytest.mark.parametrize(
    ("link", "section"),
    [("/tin-tuc/duong-moi/#binh-luan", None), ("/tin-tuc/", "Tin trong tỉnh")],
)
def test_a_link_to_the_page_itself_leads_to_no_section(link: str, section: str | None) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f'<div><a href="{link}">Tin trong tỉnh</a></div><div><h1>{TITLE}</h1>{text}</div>'
    assert (
        read_article(html.encode(), "https://baosonglam.vn/tin-tuc/duong-moi/").section == section
    )
