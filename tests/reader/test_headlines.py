"""Which line is the headline."""

import pytest

from crawler.reader import read_article
from tests.reader.pages import H1, TEXT, URL, page, paragraphs


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Nghị quyết đã được Đảng ủy xã ban hành từ đầu năm.", True),
        ("Đồng chí Bí thư nói: “Việc này phải xong trong quý hai.”", True),
        ("Đảng ủy xã Bình Minh ban hành nghị quyết về chuyển đổi số", False),
        ("Vì sao Đảng ủy xã Bình Minh phải sơ kết sớm?", False),
    ],
)
def test_a_sentence_that_is_a_link_belongs_to_the_text_and_a_headline_does_not(line, kept):
    linked = f'<p><a href="/nghi-quyet-1.html">{line}</a></p>'
    body = f"<div>{H1}<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{linked}<p>{TEXT[2]}</p></div>"
    assert (line in read_article(page(body), URL).body) is kept


@pytest.mark.parametrize(
    ("head", "meta", "title"),
    [
        # a kicker in the heading; og:title is the headline alone
        (
            "<h2><span>Sau bão số 3</span> <span>Hai thôn dựng lại cầu treo</span></h2>",
            {"og:title": "Hai thôn dựng lại cầu treo"},
            "Hai thôn dựng lại cầu treo",
        ),
        # the metadata have another kicker
        (
            "<h1><span>Sau bão số 3</span><span> - </span><span>Hai thôn dựng lại cầu treo</span></h1>",
            {"og:title": "Lũ đầu nguồn: Hai thôn dựng lại cầu treo"},
            "Hai thôn dựng lại cầu treo",
        ),
        # glued on the page, with a colon in the metadata
        (
            "<h1><span>Sau bão số 3:</span>Hai thôn dựng lại cầu treo</h1>",
            {"og:title": "Sau bão số 3: Hai thôn dựng lại cầu treo"},
            "Sau bão số 3: Hai thôn dựng lại cầu treo",
        ),
        # the only <h1> is the end of the breadcrumb, written for search engines
        (
            '<h1 class="breadcrumb">Cầu treo sau bão: tin mới nhất</h1>'
            "<h2><span>Phóng sự</span> <span>Hai thôn dựng lại cầu treo</span></h2>",
            {"og:title": "Hai thôn dựng lại cầu treo", "twitter:title": "Cầu treo sau bão"},
            "Hai thôn dựng lại cầu treo",
        ),
        # a quotation mark has ended the attribute
        (
            "<div>Hai thôn</div>",
            {"og:title": "Hai thôn dựng lại cầu treo và"},
            'Hai thôn dựng lại cầu treo và "lớp học nổi"',
        ),
    ],
)
def test_the_title_is_the_headline_without_its_kicker(head, meta, title):
    stated = "".join(f'<meta property="{key}" content="{text}">' for key, text in meta.items())
    html = page(f"<div>{head}{paragraphs()}</div>", title).replace(
        b"<title>", stated.encode() + b"<title>"
    )
    assert read_article(html, URL).title == title


def test_a_heading_that_the_address_spells_is_the_headline():
    slug = "https://example.vn/thoi-su/hai-thon-dung-lai-cau-treo-sau-lu-12345.html"
    head = '<h1><a href="/">Báo Sông</a></h1><h2>Hai thôn dựng lại cầu treo sau lũ</h2>'
    html = page(f"<div>{head}{paragraphs()}</div>", "Cầu treo: tin mới nhất hôm nay ở thượng nguồn")
    assert read_article(html, slug).title == "Hai thôn dựng lại cầu treo sau lũ"


@pytest.mark.parametrize(
    "head",
    [
        "<table><tr><td>{}<tr><td>Ngày gửi: 05/03/2025 - Lượt xem: 9</table>",
        "<div><h4>{}</h4><p>Người đăng: Hội Nông dân</p><p>08:00 05/03/2025</p></div>",
        '<div><h4>{}</h4><p>08:00 05/03/2025</p></div><p class="x-subtitle1">Hai thôn đã làm xong hai cây cầu trong mùa mưa.</p>',
    ],
)
def test_the_line_over_the_date_is_the_headline_of_a_page_that_is_called_as_its_site(head):
    title = "Dựng lại cầu treo sau lũ năm 2024"
    html = page(f"{head.format(title)}<div>{paragraphs()}</div>", "HỘI NÔNG DÂN TỈNH SÔNG LAM")
    item = read_article(html, URL)
    assert (item.title, item.published.date().isoformat()) == (title, "2025-03-05")


def test_the_name_of_a_file_is_no_title():
    body = f"<div><h2>Hội nghị bàn về công tác dân vận</h2>{paragraphs()}</div>"
    assert read_article(page(body, "02-bai-viet.html"), URL).title == (
        "Hội nghị bàn về công tác dân vận"
    )


@pytest.mark.parametrize(
    "headed",
    [
        '<h1><a href="/">Cổng thông tin điện tử tỉnh Sông Lam</a></h1>{}',
        '<div class="header"><h1>Cổng TTĐT tỉnh Sông Lam</h1></div>{}',
        "{}",
    ],
)
@pytest.mark.parametrize(
    "shown",
    [
        '<div class="detail-title">Hội nghị bàn về công tác dân vận</div><p>05/03/2024</p>',
        "<div>Hội nghị bàn về công tác dân vận</div><div>Ngày đăng: 05/03/2024 - 09:12</div>",
    ],
)
def test_the_name_of_a_portal_is_no_headline(headed, shown):
    title = "Chi tiết tin - Cổng thông tin điện tử tỉnh Sông Lam"
    html = page(headed.format(f"<div>{shown}<div>{paragraphs()}</div></div>"), title)
    item = read_article(html, URL)
    assert item.title == "Hội nghị bàn về công tác dân vận"
    assert (item.published.day, item.published.month) == (5, 3)


def test_a_heading_about_a_portal_is_a_headline():
    title = "Cổng thông tin điện tử tỉnh có giao diện mới"
    html = page(f"<div><h1>{title}</h1>{paragraphs()}</div>", title)
    assert read_article(html, URL).title == title


@pytest.mark.parametrize(
    "head",
    [
        "<h1 class=logo>Sở Nội vụ tỉnh Sông Lam</h1><h2>{}</h2>",
        "<table><tr><td><span class=title_tin>{}</span></td></tr></table>",
        "<h1 class=hide-accessible>Chi tiết - Sở Nội vụ</h1><h3>{}</h3>",
    ],
)
def test_what_every_page_of_a_site_is_called_is_no_headline(head):
    title = "Rút ngắn thời gian giải quyết thủ tục đầu tư"
    html = page(f"{head.format(title)}<div>{paragraphs()}</div>", "Sở Nội vụ tỉnh Sông Lam")
    assert read_article(html, URL).title == title


def test_a_title_that_is_printed_in_no_heading_beats_the_headings_of_boxes():
    html = page(
        f"<h1>XÃ BÌNH MINH</h1><div><h3>Liên kết website</h3></div><div><div>Hội nghị bàn về công tác dân vận</div>{paragraphs()}</div>"
    )
    assert read_article(html, URL).title == "Hội nghị bàn về công tác dân vận"


def test_a_term_of_office_is_no_name_of_a_site():
    title = "Danh sách Ban Chấp hành Đảng bộ xã nhiệm kỳ 2025 - 2030"
    assert read_article(page(f"<div>{paragraphs()}</div>", title), URL).title == title


def test_a_date_right_over_the_headline_needs_no_name():
    item = read_article(page(f"<div><span>05/03/2026 09:15</span></div>{H1}{paragraphs()}"), URL)
    assert item.published_raw == "05/03/2026 09:15"
