"""Dates, sections, tags, files and further parts."""

import pytest

from crawler.reader import open_article, read_article
from tests.reader.pages import H1, TEXT, URL, page, paragraphs

STATED = '<meta property="article:section" content="Thời sự">'
HOME = "<ul class=breadcrumb><li><a href=/>Trang chủ</a></li>"
MENU = (
    "<div class=breadcrumb><h2><a href=/kt/>Kinh tế</a></h2><ul><li><a href=/kt/von/>Vốn</a></li>"
    "<li><a href=/kt/nha/>Nhà ở</a></li>"
)


@pytest.mark.parametrize(
    ("url", "links", "following"),
    [
        ("/bai-123456.html", ["", "/bai-123456-p2.html", "/bai-123456-p3.html"], "/bai-123456-p2.html"),
        ("/bai-123456-p2.html", ["/bai-123456.html", "", "/bai-123456-p3.html"], "/bai-123456-p3.html"),
        ("/bai-123456-p3.html", ["/bai-123456.html", "/bai-123456-p2.html"], None),
        ("/bai-123456/trang-2", ["/bai-123456/", "", "/bai-123456/trang-3"], "/bai-123456/trang-3"),
        ("/bai-123456/?page=2", ["?page=1", "", "?page=3"], "/bai-123456/?page=3"),
        ("/bai-123456.aspx", ["", "/bai-123456-p2.aspx"], "/bai-123456-p2.aspx"),
        ("/bai-123456.html", ["", "/tin-khac-654321-p2.html"], None),
        ("/hop-chi-bo/", ["", "/hop-chi-bo-2/"], None),  # another article of that name
    ],
)  # fmt: skip
def test_each_part_of_an_article_names_the_next(
    url: str, links: list[str], following: str | None
) -> None:
    anchors = "".join(f'<a href="{href}">{n}</a>' for n, href in enumerate(links, 1) if href)
    page = f"<html><body><h1>Họp</h1><p>{'Một câu của bài. ' * 30}</p>{anchors}</body></html>"
    found = open_article(page.encode(), f"https://mau.vn{url}").next_part
    assert found == (following and f"https://mau.vn{following}")


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Ngày đăng: 05/03/2022 09:00 | Cập nhật lần cuối: 06/03/2022 14:30", "2022-03-06T14:30"),
        ("Cập nhật: 05/03/2022 09:00", None),
        ("Ngày đăng: 05/03/2022 09:00 | Cập nhật: 04/03/2022", None),
    ],
)
def test_a_second_date_in_the_date_line_is_that_of_the_last_change(line, moment):
    html = page(
        f"<h1>Hội nghị bàn về công tác dân vận</h1><div>{line}</div><div>{paragraphs()}</div>"
    )
    article = read_article(html, URL)
    assert article.published.isoformat().startswith("2022-03-05T09:00")
    assert (article.modified and article.modified.isoformat()[:16]) == moment


def test_a_line_behind_the_text_tells_the_last_change():
    line = "<p>Đọc <b>512</b> lần<br>Sửa lần cuối vào Thứ hai, 08 Tháng 9 2025 10:12</p>"
    html = page(f"{H1}<p>05/09/2025 08:41</p><div>{paragraphs()}{line}</div>")
    item = read_article(html, URL)
    assert (item.modified.isoformat(), item.body) == (
        "2025-09-08T10:12:00+07:00",
        "\n\n".join(TEXT),
    )


def test_a_link_to_the_directory_of_the_page_names_its_section():
    link = '<div class="x"><a href="/thoi-su/">Thời sự</a></div>'
    html = page(f"{link}<h1>Hội nghị bàn về công tác dân vận</h1><div>{paragraphs()}</div>")
    assert read_article(html, URL).section == "Thời sự"
    assert read_article(html.replace(b"/thoi-su/", b"/khac/"), URL).section is None


@pytest.mark.parametrize(
    ("above", "below", "section"),
    [
        (STATED, "", "Thời sự"),
        (
            f"{STATED}<div class=bread-crumb><ul><li><a href=/a>Thời sự</a></li>"
            "<li><a href=/b>Chính trị</a></li><li><a href=#>Bài đang đọc</a></li></ul></div>",
            "",
            "Chính trị",
        ),
        (f"{STATED}<div><a href=/a>Thời sự</a> <a href=/b>Thế giới</a></div>", "", "Thời sự"),
        ("", "<p>Ngày đăng: 5/3/2025 | Chuyên mục: Xã hội | Lượt xem: 4</p>", "Xã hội"),
        ("", "<p>Được đăng trong <a href=/a>Hoạt động Đoàn</a></p>", "Hoạt động Đoàn"),
        ("", "<p>Được đăng trong tuần qua</p>", None),
        ('<div><a href="/thoi-su/default.aspx">Tin tức</a></div>', "", "Tin tức"),
        (
            f"{HOME}<li><a href=/tin>Tin tức</a></li><li class=active>Tin trong tỉnh</li></ul>",
            "",
            "Tin trong tỉnh",
        ),
        (f"{HOME}<li><a href=/tin>Tin tức</a></li><li>Chi tiết</li></ul>", "", "Tin tức"),
        (f"{HOME}<li><a href=/tin>Tin tức</a></li><li>Hội nghị bàn về…</li></ul>", "", "Tin tức"),
        (
            "<div><a href=/>Trang chủ</a> » <a href=/tin>Tin tức</a></div>"
            '<div><a href="javascript:;">Gửi bài này</a> <a>In trang</a></div>',
            "",
            "Tin tức",
        ),
        ("<div class=detail__cate><a href=/a.htm>Kinh tế</a></div>", "", "Kinh tế"),
        ("<div class=cate><a href=/a>Kinh tế</a> 07:00 02/04/2026</div>", "", "Kinh tế"),
        ("<div class=b-crumbs><a href=/a>Kinh tế</a></div>", "", "Kinh tế"),
        ("<div><span class=chuyenmuc>Kinh tế</span></div>", "", "Kinh tế"),
        (
            "<ul><li><a href=/>Trang chủ</a></li><li><a href=/tin>Tin tức</a></li></ul>",
            "<p>Chuyên mục: <a href=/so>Tin của Sở</a></p>",
            "Tin của Sở",
        ),
        (f"{MENU}</ul></div>", "", "Kinh tế"),
        (f"{MENU}<li><a class=active href=/kt/dat>Đất đai</a></li></ul></div>", "", "Đất đai"),
    ],
)
def test_the_section_is_the_innermost_that_is_printed(above, below, section):
    html = page(f"{above}{H1}{below}<div>{paragraphs()}</div>")
    assert read_article(html, URL).section == section


@pytest.mark.parametrize(
    ("machine", "moment"),
    [
        ("2025-03-05T08:41:19+07:00", "2025-03-05T08:41:19+07:00"),
        ("2025-03-06T08:41:19+07:00", "2025-03-05T00:00:00+07:00"),  # of another day: a change
        ("2025-03-05T00:00:00+07:00", "2025-03-05T00:00:00+07:00"),
    ],
)
def test_a_day_is_printed_and_its_moment_stated_behind_it(machine, moment):
    line = f"<div><span><time datetime={machine}>05/03/2025</time></span></div>"
    item = read_article(page(f"{H1}{line}<div>{paragraphs()}</div>"), URL)
    assert item.published.isoformat() == moment


def test_a_date_line_with_a_comma_is_no_beginning_of_the_text():
    lines = (
        "<dl><dd>Được đăng: Thứ năm, 03 Tháng 4 2025 10:22</dd><dd>Viết bởi Super User</dd></dl>"
    )
    act = "<p>Căn cứ Nghị quyết số 18, ngày 25/10/2017 của Trung ương</p>"
    assert "Căn cứ" in read_article(page(f"<div>{H1}{act}{paragraphs()}</div>"), URL).body
    item = read_article(page(f"<div>{H1}{lines}{paragraphs()}</div>"), URL)
    assert item.body.split("\n\n") == list(TEXT)
    assert item.published.isoformat() == "2025-04-03T10:22:00+07:00"


def test_a_file_is_told_by_its_name_where_its_address_does_not_tell():
    files = '<div>File đính kèm: <a href="/documents/d/guest/15-tb-pdf">15-TB-UBND.pdf</a></div>'
    (file,) = read_article(page(f"<div>{H1}{paragraphs()}{files}</div>"), URL).attachments
    assert (file.url, file.name) == (
        "https://example.vn/documents/d/guest/15-tb-pdf",
        "15-TB-UBND.pdf",
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>Từ khóa: dân vận, cơ sở</p>",
        "<div>Tags: <span>dân vận</span>; <span>cơ sở</span></div>",
        "<div>Từ khóa: #dân vận #cơ sở</div>",
    ],
)
def test_keywords_without_links_are_tags(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}{line}</div>"), URL)
    assert item.tags == ("dân vận", "cơ sở")
    assert item.body.split("\n\n") == list(TEXT)


def test_the_keywords_of_a_journal_are_text_and_tags():
    line = "Từ khóa: dân vận; cơ sở."
    item = read_article(page(f"<div>{H1}<p>{line}</p>{paragraphs()}</div>"), URL)
    assert item.tags == ("dân vận", "cơ sở")
    assert item.body.split("\n\n") == [line, *TEXT]


@pytest.mark.parametrize(
    ("below", "tags"),
    [("", ("Kỳ họp thứ 10",)), ("<div class=sc-tags><a href=/t>Quốc hội</a></div>", ("Quốc hội",))],
)
def test_a_topic_is_a_tag_where_nothing_else_is(below, tags):
    topic = "<div>Chủ đề: <a href=/c>Kỳ họp thứ 10</a></div>"
    html = page(f"<div>{H1}<div>{paragraphs()}</div>{topic}{below}</div>")
    assert read_article(html, URL).tags == tags
