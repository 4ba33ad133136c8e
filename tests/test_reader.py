"""What the general reader keeps and refuses, on small pages of our own."""

import re

import pytest

from crawler.extract.names import FLAGS, FURNITURE
from crawler.reader import NotAnArticle, explain_article, open_article, read_article

URL = "https://example.vn/thoi-su/hoi-nghi-ban-ve-cong-tac-dan-van-12345.html"
TEXT = (
    "Sáng 5/3, Đảng ủy xã Bình Minh tổ chức hội nghị sơ kết công tác dân vận, với sự tham dự của đại diện các chi bộ.",
    "Theo báo cáo, trong quý đầu năm, các tổ dân vận đã đến từng nhà để lắng nghe, giải thích và ghi lại ý kiến của bà con.",
    "Hội nghị thống nhất ba việc cần làm ngay, trong đó có việc trả lời bằng văn bản mọi kiến nghị trong vòng mười ngày.",
)
FOOTER = (
    '<div class="footer"><p>Cơ quan chủ quản: Đảng ủy xã Bình Minh, tỉnh Sông Lam.</p>'
    "<p>Chịu trách nhiệm nội dung: Ban biên tập, điện thoại 000, fax 000.</p></div>"
)
LINKS = "".join(
    f'<li><a href="/thoi-su/tin-thu-{n}-cua-dang-bo-xa-binh-minh-{20000 + n}.html">'
    f"Tin thứ {n} của Đảng bộ xã Bình Minh trong tuần qua</a></li>"
    for n in range(40)
)


def page(body: str, title: str = "Hội nghị bàn về công tác dân vận") -> bytes:
    return f"<html lang=vi><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


H1 = "<h1>Hội nghị bàn về công tác dân vận</h1>"


def paragraphs(count: int = 3) -> str:
    return "".join(f"<p>{text}</p>" for text in TEXT[:count])


@pytest.mark.parametrize(
    "name", ["hidden-print", "page comments-open", "has-sidebar", "footer-fixed", "no-ads ads"]
)
def test_a_wrapper_with_a_bad_name_does_not_cost_the_article(name):
    body = f'<div class="{name}"><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}</div>'
    assert read_article(page(body + FOOTER), URL).body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ('<h2 id="toc-2">Ba việc cần làm ngay</h2>', True),
        ('<h3 class="widget-title">Ba việc cần làm ngay</h3>', True),
        ('<h2 class="visually-hidden">Nội dung bài viết</h2>', False),
        ('<p class="sr-only">Nội dung bài viết nằm bên dưới.</p>', False),
    ],
)
def test_a_heading_is_judged_by_what_it_says_unless_no_reader_sees_it(heading, kept):
    text = "".join(f"<p>{line}</p>" for line in (*TEXT, *TEXT[:2]))
    body = f"<div>{H1}<article>{text}{heading}<p>{TEXT[2]}</p></article></div>"
    found = read_article(page(body), URL).body
    assert (re.sub("<[^>]+>", "", heading) in found.split("\n\n")) is kept


def test_a_style_for_some_case_is_no_name():
    assert FLAGS["article-print"] & FURNITURE
    assert not FLAGS["my-6 md:my-8 print:article-print dark:[.widget_&]:block"]


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


SAPO = (
    "Ngày 5/3, Đảng ủy xã Bình Minh đánh giá công tác dân vận quý đầu năm 2026.",
    "Bà con đề nghị trả lời bằng văn bản mọi kiến nghị, và trả lời trong vòng mười ngày kể từ khi nhận.",
)


@pytest.mark.parametrize(
    "lead",
    [
        '<div class="sapo"><p>{}</p><p>{}</p></div>',
        '<div class="detail-sapo">{}<br>{}</div>',
        '<div class="sapo"><ul><li>{}</li><li>{}</li></ul></div>',
        '<p class="sapo">{}</p><p class="sapo">{}</p>',
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        "<header>{}{}<p>05/03/2026 08:00</p></header><div>{}</div>",
        "{}<div><p>05/03/2026 08:00</p>{}{}</div>",
    ],
)
def test_a_lead_may_have_several_paragraphs(lead, layout):
    body = layout.format(H1, lead.format(*SAPO), paragraphs() + paragraphs())
    found = read_article(page(f"<main>{body}</main>"), URL)
    assert found.lead == " ".join(SAPO)
    assert found.body.split("\n\n") == [*TEXT, *TEXT]


def test_two_paragraphs_alike_between_headline_and_text_are_the_lead():
    lead = "".join(f'<h2 class="x1">{line} {line}</h2>' for line in SAPO)
    body = f"<main><header>{H1}{lead}</header><div>{paragraphs()}</div></main>"
    assert read_article(page(body), URL).lead == " ".join(f"{line} {line}" for line in SAPO)


def test_what_stands_between_lead_and_text_and_is_no_paragraph_is_left_out():
    between = "<div>Cập nhật lúc 08:00, 05/03/2026</div><div>4 phút đọc</div><div><b>I. Bối cảnh</b></div>"
    body = f'<div>{H1}<h2 class="sapo">{SAPO[1]}</h2>{between}{paragraphs()}</div>'
    found = explain_article(page(body), URL)
    assert found.item is not None and found.item.lead == SAPO[1]
    assert found.item.body.split("\n\n") == ["I. Bối cảnh", *TEXT]
    gone = {block.text: block.rule for block in found.blocks if not block.kept}
    assert gone["4 phút đọc"] == "head matter"


def test_a_link_below_the_lead_is_no_part_of_it():
    link = (
        '<p><a href="/hoi-nghi-truoc-123.html">Hội nghị trước đó của Đảng ủy xã Bình Minh</a></p>'
    )
    lead = f'<div class="sapo"><p>{SAPO[1]}</p>{link}</div>'
    body = f"<main><header>{H1}{lead}</header><div>{paragraphs()}</div></main>"
    assert read_article(page(body), URL).lead == SAPO[1]


def test_a_property_may_be_spelt_with_another_colon():
    moment = "2026-03-05T08:15:00+07:00"
    head = f'<meta property="article:published:time" content="{moment}">'
    found = read_article(page(f"{head}<div>{H1}{paragraphs()}</div>"), URL).published
    assert found is not None and found.isoformat() == moment


def test_a_footer_is_no_article():
    with pytest.raises(NotAnArticle):
        read_article(
            page(f"<form><input name=ten></form>{FOOTER}", "Liên hệ"), "https://example.vn/lien-he"
        )


def test_a_short_notice_among_many_links_is_an_article():
    body = f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs(1)}</div><ul>{LINKS}</ul>"
    assert read_article(page(body), URL).body == TEXT[0]


def test_a_section_page_is_none():
    with pytest.raises(NotAnArticle, match="listing"):
        read_article(
            page(f"<h1>Thời sự</h1><ul>{LINKS}</ul>{paragraphs(1)}", "Thời sự"),
            "https://example.vn/thoi-su",
        )


@pytest.mark.parametrize("others", [1, 2, 3, 5])
def test_an_article_ends_where_the_next_begins_however_long_it_is(others):
    articles = (
        f"<article><h2>Hội nghị thứ {n}</h2>{paragraphs()}</article>" for n in range(others)
    )
    html = page(f"<section><article>{H1}{paragraphs()}</article>{''.join(articles)}</section>")
    read = [(bytearray(997 * n), read_article(html, URL).body) for n in range(30)]
    # what lies in memory moves, and with it the order of what has no order
    assert {text for _, text in read} == {"\n\n".join(TEXT)}


def test_fields_do_not_depend_on_the_order_of_asking():
    figure = '<figure><img src="/a.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    html = page(
        f"<article><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs(2)}{figure}{paragraphs(3)}</article>"
    )
    first, second = open_article(html, URL).page, open_article(html, URL).page
    images = first.images
    assert second.body == first.body
    assert second.images == images != ()


def test_two_bylines_of_one_author_give_the_fuller_spelling():
    head = '<div><span class="author">Hoàng Thu</span> 05/03/2022 08:00</div>'
    body = f"<h1>Hội nghị bàn về công tác dân vận</h1>{head}{paragraphs()}<p>Hoang Thu</p>"
    assert read_article(page(f"<article>{body}</article>"), URL).authors == ("Hoàng Thu",)


def test_a_few_words_about_the_author_name_him():
    about = "Tác giả Trần Hải Yến là giảng viên Trường Chính trị tỉnh Sông Lam, nhiều năm làm báo."
    box = f'<div class="box"><h3><a href="#">Trần Hải Yến</a></h3><div>{about}</div></div>'
    article = read_article(
        page(f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{box}<div>{paragraphs()}</div></div>"),
        URL,
    )
    assert article.authors == ("Trần Hải Yến",)
    assert article.body.split("\n\n") == list(TEXT)


def test_the_portrait_of_an_author_is_no_picture_of_the_article():
    portrait = (
        '<div class="author-item"><img src="/anh/thu.jpg"><div class="author-item-name caption">'
        "Hoàng Thu</div></div>"
    )
    figure = '<figure><img src="/anh/1.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    body = f"<h1>Hội nghị bàn về công tác dân vận</h1>{portrait}<div>{paragraphs(1)}{figure}{paragraphs()}</div>"
    images = read_article(page(f"<div>{body}</div>"), URL).images
    assert [image.caption for image in images] == ["Quang cảnh hội nghị."]


def test_a_picture_and_its_caption_fold_only_where_no_text_stands_between():
    figure = '<figure><img src="/anh/1.jpg"><figcaption>Quang cảnh hội nghị.</figcaption></figure>'
    text = [f"<p>{line}</p>" for line in TEXT]
    body = f"<div>{text[0]}{figure}{figure}{text[1]}{figure}{text[2]}</div>"
    images = read_article(page(f"<h1>Hội nghị bàn về công tác dân vận</h1>{body}"), URL).images
    assert [image.after for image in images] == [0, 1]


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


def author_page(head: str, text: str = "", meta: str = "") -> tuple[str, ...]:
    """The authors of a page with `head` under its headline and `text` above its paragraphs."""
    body = f"<h1>Two villages rebuild their bridge</h1>{head}<div>{text}{ENGLISH}</div>"
    html = page(f"<div>{body}</div>", "Two villages rebuild their bridge")
    return read_article(html.replace(b"</head>", meta.encode() + b"</head>"), URL).authors


ENGLISH = "".join(
    f"<p>{line}</p>"
    for line in (
        "The bridge over the upper stream was carried away in the night of the storm, and with it the way to school.",
        "People from both banks cut bamboo for a week, and the commune paid for the steel cables and for the planks.",
        "On Monday the first children crossed it, one by one, with the teacher waiting on the other side of the water.",
    )
)
OTHER = "<div class=card><h2><a href='/b-2.html'>How the market town has changed in ten years</a></h2><p class=byline>By Ann Roe</p></div>"


@pytest.mark.parametrize(
    ("head", "text", "authors"),
    [
        ("<li>By Jane Doe</li>", "", ("Jane Doe",)),
        ("<li><b>Autorin/Autor</b> Jane Doe</li>", "", ("Jane Doe",)),
        ('<div><span class="author-by">By</span> <a class="author" href="/a">Jane Doe</a></div>', "", ("Jane Doe",)),
        ('<div class="authors">sponsored links</div><li>von Jane Doe</li>', "", ("Jane Doe",)),
        ('<div class="author">report an error</div>', "", ()),
        ("", "<p><strong>JANE DOE/John Roe</strong></p>", ("JANE DOE", "John Roe")),
        ("", "<p><strong>What happened next</strong></p>", ()),
        ('<p itemprop="author"><meta itemprop="name" content="Jane Doe"></p>', "", ("Jane Doe",)),
        ('<p>von <a href="/team/a" rel="author">Jane Doe</a>, <a href="/autoren/b">John Roe</a></p>', "", ("Jane Doe", "John Roe")),
        ('<div><a href="/authors/jane">Jane Doe</a><span>Travel Writer</span></div>', "", ("Jane Doe",)),
        ('<div class="author-box"><div><a href="/travel/">Travel</a></div></div>', "", ()),
        ('<ul><li class="author">Jane Doe</li><li class="author">John Roe</li></ul>', "", ("Jane Doe", "John Roe")),
        ('<div class="image"><span class="author">Image: Jane Doe</span></div>', "", ()),
        ('<img src="/a.jpg"><div class="author-caption">Jane Doe</div>', "", ("Jane Doe",)),
        ('<img src="/a.jpg"><p class="caption">Photo of Jane Doe</p>', "", ()),
        ("<address>Von Jane Doe, Redakteurin (Sport)</address>", "", ("Jane Doe",)),
        ("<p class=byline>By <a>Jane Doe for Elsewhere.com</a></p>", "", ("Jane Doe",)),
    ],
)  # fmt: skip
def test_a_byline_under_the_headline_is_found(head, text, authors):
    assert author_page(head, text) == authors


def test_the_bylines_of_other_articles_are_not_ours():
    html = page(f"<div><h1>Two villages rebuild their bridge</h1><div>{ENGLISH}</div></div>{OTHER}")
    assert read_article(html, URL).authors == ()


def test_an_author_may_be_named_elsewhere_in_the_graph():
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#p1"}},'
        ' {"@type": "Person", "@id": "#p1", "name": "Jane Doe"}]}'
    )
    meta = f'<script type="application/ld+json">{graph}</script>'
    assert author_page("", meta=meta) == ("Jane Doe",)


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


def test_teasers_of_their_own_under_a_label_are_no_text_and_what_follows_them_is():
    cards = "".join(
        f'<article><h3><a href="/x-{n}.html">Một bài khác của báo trong tuần này</a></h3>'
        f"<p>{TEXT[1][:-1]} ở nơi thứ {n}.</p><p>{TEXT[2][:-1]} ở nơi thứ {n}.</p></article>"
        for n in (1, 2, 3)
    )
    text = [f"<p>{line}</p>" for line in TEXT]
    box = f"<h2>Bài viết liên quan</h2>{cards}"
    html = page(
        f"<main><h1>Hội nghị bàn về công tác dân vận</h1>{text[0]}{text[1]}{box}{text[2]}</main>"
    )
    assert read_article(html, URL).body.split("\n\n") == list(TEXT)


def test_links_under_a_label_in_the_text_do_not_end_it():
    links = "".join(
        f'<li><a href="/x-{n}.html">Một bài khác của báo trong tuần này</a></li>' for n in (1, 2)
    )
    text = [f"<p>{line}</p>" for line in TEXT]
    box = f"<p>Tin liên quan</p><ul>{links}</ul>"
    html = page(
        f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{text[0]}{text[1]}{box}{text[2]}</div>"
    )
    assert read_article(html, URL).body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p><b>Sáu Nghệ</b></p>", ("Sáu Nghệ",)),
        ("<p>Sáu Nghệ</p>", ()),
        ("<p align=right><i>A Thiu - Y Blưr</i></p>", ("A Thiu", "Y Blưr")),
        ("<p align=right><i>Đăk Glei - Kon Tum</i></p>", ()),
        ("<p><b>Đoàn kết là sức mạnh</b></p>", ()),
        ("<p><b>Hà Nội</b></p>", ()),
    ],
)
def test_a_bold_name_alone_under_the_text_signs_it(line, authors):
    html = page(f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}{line}</div>")
    article = read_article(html, URL)
    assert article.authors == authors
    assert (len(article.body.split("\n\n")) == len(TEXT)) == bool(authors)


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


@pytest.mark.parametrize("name", ["tom-tat", "hometext"])
def test_more_names_of_a_lead(name):
    lead = "Ba thôn cùng dựng lại cầu treo trước mùa mưa."
    html = page(f"{H1}<div class={name}>{lead}</div><div>{paragraphs()}</div>")
    assert read_article(html, URL).lead == lead


def test_a_line_behind_the_text_tells_the_last_change():
    line = "<p>Đọc <b>512</b> lần<br>Sửa lần cuối vào Thứ hai, 08 Tháng 9 2025 10:12</p>"
    html = page(f"{H1}<p>05/09/2025 08:41</p><div>{paragraphs()}{line}</div>")
    item = read_article(html, URL)
    assert (item.modified.isoformat(), item.body) == (
        "2025-09-08T10:12:00+07:00",
        "\n\n".join(TEXT),
    )


def test_a_photo_essay_whose_lead_stands_in_a_box_of_its_own():
    pictures = "".join(
        f"<figure><img src=/{n}.jpg><figcaption>Bà con thôn {n} gặt lúa trên ruộng bậc thang.</figcaption></figure>"
        for n in range(1, 7)
    )
    lead = "Cuối tháng 10, lúa trên ruộng bậc thang chín rộ khắp các bản."
    html = page(
        f"<div>{H1}<div class=sapo>{lead}</div><div>{pictures}<p><b>Thực hiện: Thu Hiền</b></p></div></div>"
    )
    item = read_article(html, URL)
    assert (item.kind, item.lead, item.authors, item.language) == (
        "photo",
        lead,
        ("Thu Hiền",),
        "vi",
    )
    assert len(item.images) == 6


def test_a_link_to_the_directory_of_the_page_names_its_section():
    link = '<div class="x"><a href="/thoi-su/">Thời sự</a></div>'
    html = page(f"{link}<h1>Hội nghị bàn về công tác dân vận</h1><div>{paragraphs()}</div>")
    assert read_article(html, URL).section == "Thời sự"
    assert read_article(html.replace(b"/thoi-su/", b"/khac/"), URL).section is None


STATED = '<meta property="article:section" content="Thời sự">'
HOME = "<ul class=breadcrumb><li><a href=/>Trang chủ</a></li>"
MENU = (
    "<div class=breadcrumb><h2><a href=/kt/>Kinh tế</a></h2><ul><li><a href=/kt/von/>Vốn</a></li>"
    "<li><a href=/kt/nha/>Nhà ở</a></li>"
)


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
    "opening", ["<div>", "<div><p>", "<div><div>", "<section><p>", '<div class="d">']
)
@pytest.mark.parametrize("count", [3, 5, 10, 40, 300])
def test_paragraphs_whose_tags_are_never_closed_are_all_read(opening, count):
    """Each holds all that follow it, and each is a small part of the whole."""
    closing = "".join(
        f"</{tag}>" for tag in ("p", "div") if opening.count(f"<{tag}") > ("div" == tag)
    )
    text = [
        f"Đoạn thứ {n}: bà con hiến đất, xã cho xi măng, và sau {n} tuần thì xong."
        for n in range(count)
    ]
    body = "".join(f"{opening}{line}{closing}" for line in text)
    html = page(f"<h1>Hội nghị bàn về công tác dân vận</h1><div>{body}<ul>{LINKS}</ul>{FOOTER}")
    assert read_article(html, URL).body.split("\n\n") == text


def test_the_name_of_a_file_is_no_title():
    body = f"<div><h2>Hội nghị bàn về công tác dân vận</h2>{paragraphs()}</div>"
    assert read_article(page(body, "02-bai-viet.html"), URL).title == (
        "Hội nghị bàn về công tác dân vận"
    )


def test_a_name_with_its_agency_in_brackets_signs_the_text():
    article = read_article(
        page(
            f"<div><h1>Hội nghị bàn về công tác dân vận</h1>{paragraphs()}"
            "<p>Lê An - Thu Hà (TTXVN/Vietnam+)</p></div>"
        ),
        URL,
    )
    assert (article.authors, article.source) == (("Lê An", "Thu Hà"), "TTXVN/Vietnam+")
    assert article.body.split("\n\n") == list(TEXT)


def test_a_linked_byline_under_the_text_is_read_behind_a_link_to_the_topic():
    more = '<div class="more"><a href="/chu-de">Đọc tiếp</a> <a href="/chu-de">Về trang Chủ đề</a></div>'
    byline = '<div class="author-bot"><a href="/a">NHẬT XUÂN</a> - <a href="/b">NGHI VŨ</a></div>'
    html = page(f"<h1>Hội nghị bàn về công tác dân vận</h1><div>{paragraphs()}</div>{more}{byline}")
    assert read_article(html, URL).authors == ("NHẬT XUÂN", "NGHI VŨ")


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


def test_the_questions_of_an_interview_do_not_hide_its_lead():
    lead = "Nhân dịp đầu năm, phóng viên đã trao đổi với đồng chí Bí thư Đảng ủy xã Bình Minh."
    asked = "".join(
        f"<p><b>Hỏi: Thưa đồng chí, việc gì khó nhất?</b></p><p>{text}</p>" for text in TEXT
    )
    item = read_article(page(f"<div><h1>Từ việc nhỏ</h1><p><b>{lead}</b></p>{asked}</div>"), URL)
    assert item.lead == lead
    assert item.body.count("Hỏi:") == len(TEXT)


@pytest.mark.parametrize(
    "end",
    [
        "<ol><li>Lê Thị Bình</li><li>Lô Văn Páo</li><li>Phan Đình Tuấn</li></ol>",
        "<p>Lê Thị Bình</p><p>Lô Văn Páo</p><p>Vi Văn Thắng</p><p>Phan Đình Tuấn</p>",
        "<p>TM. ỦY BAN NHÂN DÂN</p><p>CHỦ TỊCH</p><p>Phan Đình Tuấn</p>",
        "<p>Bình Minh, ngày 15 tháng 8 năm 2023</p>",
    ],
)
def test_names_that_a_document_holds_are_no_bylines(end):
    item = read_article(page(f"<div><h1>Danh sách</h1>{paragraphs()}{end}</div>"), URL)
    assert item.authors == ()
    assert item.body.endswith(("Phan Đình Tuấn", "năm 2023"))


@pytest.mark.parametrize(
    "line", ["<p><b>Văn phòng Đảng ủy</b></p>", '<p style="text-align:right">Cổng TTĐT tỉnh</p>']
)
def test_an_office_set_apart_under_the_text_signs_it(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}{line}</div>"), URL)
    assert item.source in ("Văn phòng Đảng ủy", "Cổng TTĐT tỉnh")
    assert item.body == "\n\n".join(TEXT)


def test_where_the_author_works_leaves_the_text_with_his_name():
    top = "<p><b>ThS. Trần Thị Thủy</b></p><p><i>Khoa Xây dựng Đảng</i></p>"
    item = read_article(page(f"<div>{H1}{top}{paragraphs()}</div>"), URL)
    assert (item.authors, item.body) == (("Trần Thị Thủy",), "\n\n".join(TEXT))


def test_a_letterhead_belongs_to_the_document_and_a_line_for_its_file_does_not():
    head = (
        "<table><tr><td><p>ĐẢNG ỦY XÃ</p></td><td><p>ĐẢNG CỘNG SẢN VIỆT NAM</p>"
        "<p>Bình Minh, ngày 15 tháng 8 năm 2023</p></td></tr></table>"
    )
    file = '<p>Tệp đính kèm: <a href="/f/kh-12.pdf">Kế hoạch 12.pdf</a></p>'
    html = page(f"<div>{H1}<div>{head}{paragraphs()}{file}</div></div>")
    item = read_article(html, URL)
    assert item.body.split("\n\n")[0] == "ĐẢNG ỦY XÃ"
    assert "Bình Minh, ngày 15 tháng 8 năm 2023" in item.body
    assert item.body.endswith(TEXT[-1])
    assert [file.name for file in item.attachments] == ["Kế hoạch 12.pdf"]


def test_lines_of_one_cell_are_no_cells():
    lines = "<br><br>".join(TEXT)
    html = page(f"<table><tr><td><b>Hội nghị</b><br>{lines}</td></tr></table>")
    assert read_article(html, URL).body.split("\n\n")[-3:] == list(TEXT)


def test_a_poem_outweighs_the_imprint_below_it():
    poem = (
        "Con về tìm lại bến xưa",
        "Đò ngang đã vắng, nắng mưa bạc thuyền",
        "Mẹ ngồi tóc trắng bên hiên",
        "Chờ con đếm mấy mùa sen cuối đầm",
    )
    imprint = (
        "<div><p>Cơ quan chủ quản: Tỉnh ủy Sông Lam. Tổng Biên tập: Trần Văn Hồng.</p>"
        "<p>Tòa soạn: Số 12 đường Trần Phú, thành phố Sông Lam. Điện thoại: 000.</p></div>"
    )
    verse = f"<div><h1>Về bến</h1><div><p>{'<br>'.join(poem)}</p></div></div>"
    assert read_article(page(verse + imprint, "Về bến"), URL).body.split("\n\n") == list(poem)


@pytest.mark.parametrize(
    "line",
    [
        '<p>Từ khóa: <a href="/tag/1">dân vận</a>, <a href="/tag/2">chi bộ</a></p>',
        "<p>Tags: dân vận, chi bộ, Bình Minh</p>",
        "<div><span>Đánh giá bài viết:</span> <span>4.5/5</span> <span>(12 lượt)</span></div>",
        "<p>Mọi ý kiến xin gửi về địa chỉ email: toasoan@example.vn. Đường dây nóng: 000</p>",
        '<p>® Báo Sông Lam giữ bản quyền. Ghi rõ nguồn "Báo Sông Lam" khi phát hành lại.</p>',
        "<p><em>Cập nhật lần cuối: 02/10/2021 08:00</em></p>",
    ],
)
def test_furniture_under_the_byline_does_not_hide_it(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}<p><b>Thu Hiền</b></p>{line}</div>"), URL)
    assert (item.authors, item.body) == (("Thu Hiền",), "\n\n".join(TEXT))


def test_keywords_over_the_text_of_a_journal_stay():
    words = "<p><b>Từ khóa:</b> dân vận, chi bộ, cơ sở</p>"
    item = read_article(page(f"<div>{H1}<p>Tóm tắt: {TEXT[0]}</p>{words}{paragraphs()}</div>"), URL)
    assert "Từ khóa: dân vận, chi bộ, cơ sở" in item.body


@pytest.mark.parametrize(
    "inset",
    [
        '<div class="ads"><p>Quảng cáo</p><p>Ngân hàng cho vay lãi suất từ 5,5%/năm.</p></div>',
        "<p>Video: Hội nghị dân vận (Nguồn: Truyền hình Sông Lam)</p>",
        "<p>Mời quý độc giả theo dõi Báo Sông Lam trên <a href=https://zalo.me/1>Zalo</a>.</p>",
    ],
)
def test_an_inset_leaves_the_text_whole(inset):
    first, *rest = (f"<p>{text}</p>" for text in TEXT)
    item = read_article(page(f"<div>{H1}{first}{inset}{''.join(rest)}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    ("under", "credit"),
    [
        ("<p><small>Đồng chí Trần Văn Hồng phát biểu</small></p>", None),
        ("<h6>Đồng chí Trần Văn Hồng phát biểu</h6>", None),
        ("<center>Đồng chí Trần Văn Hồng phát biểu</center>", None),
        ("<p>Ảnh: Đồng chí Trần Văn Hồng phát biểu tại hội nghị</p>", None),
        ("<p>Quang cảnh hội nghị</p>", None),
        ("<p>Đồng chí Trần Văn Hồng phát biểu. (Ảnh: Thu Hiền)</p>", "Thu Hiền"),
    ],
)
def test_a_line_under_a_picture_that_no_paragraph_looks_like_is_its_caption(under, credit):
    picture = f'<p><img src="/i/1.jpg"></p>{under}'
    html = page(f"<div>{H1}<p>{TEXT[0]}</p>{picture}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>")
    item = read_article(html, URL)
    assert item.body == "\n\n".join(TEXT)
    assert [(bool(image.caption), image.credit) for image in item.images] == [(True, credit)]


@pytest.mark.parametrize(
    ("signed", "authors"),
    [
        ("<p>Bài và ảnh: Thu Hiền<br>(Ủy ban Kiểm tra Huyện ủy)</p>", ("Thu Hiền",)),
        ("<p><b>Thu Hiền - Phó Trưởng phòng Tổng hợp</b></p>", ("Thu Hiền",)),
        ("<p><b>Bài: Thu Hiền</b></p><p><b>Ảnh: Vũ Hạnh</b></p>", ("Thu Hiền",)),
        ("<p><b>Ảnh: Vũ Hạnh</b></p>", ("Vũ Hạnh",)),
        ("<p><b>P.V (tổng hợp)</b></p>", ()),
        ("<p><b>Đồ họa: Lê Vy</b><br><b>Ảnh: Vũ Hạnh</b></p>", ("Vũ Hạnh",)),
        ("<p align=right><b>Thu Hiền</b><br><i>Bí thư Đảng ủy xã</i></p>", ("Thu Hiền",)),
        ("<p align=right><b>Thu Hiền</b><br>(Tổ 4, phường Hồng Hà)</p>", ("Thu Hiền",)),
    ],
)
def test_who_signs_and_as_what(signed, authors):
    item = read_article(page(f"<div>{H1}{paragraphs()}{signed}</div>"), URL)
    assert (item.authors, item.body) == (authors, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("above", "below", "authors"),
    [
        ("<p class=author>Thu Hiền - Vũ Hạnh</p>", "Bài và ảnh: Thu Hiền", ("Thu Hiền", "Vũ Hạnh")),
        ("<p class=author>Thu Hiền</p>", "Ảnh: Vũ Hạnh", ("Thu Hiền",)),
        ("<p class=author>Quốc Việt</p>", "Bài và ảnh: Thu Hiền", ("Thu Hiền",)),
        ("<div><span>Thu Hiền</span>, <span>Vũ Hạnh</span></div>", "", ("Thu Hiền", "Vũ Hạnh")),
    ],
)
def test_a_byline_over_the_text_beside_one_under_it(above, below, authors):
    under = f"<p><b>{below}</b></p>" if below else ""
    item = read_article(page(f"{H1}{above}<div>{paragraphs()}{under}</div>"), URL)
    assert (item.authors, item.body) == (authors, "\n\n".join(TEXT))


def test_authors_below_one_another_over_the_text():
    names = "<p><b>TS LÊ THU HIỀN<br>ThS VŨ HẠNH</b><br><i>Học viện Chính trị</i></p>"
    item = read_article(page(f"<div>{H1}{names}{paragraphs()}</div>"), URL)
    assert (item.authors, item.body) == (("LÊ THU HIỀN", "VŨ HẠNH"), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ("<p>Theo TTXVN</p><p>(Nguồn: https://example.vn/a.html)</p>", "TTXVN"),
        ("</div><p>Nguồn tin: <a href=/s>Báo và phát thanh Sông Lam</a></p>", None),
    ],
)
def test_where_a_reprint_comes_from(lines, source):
    item = read_article(page(f"<div>{H1}{paragraphs()}{lines}</div>"), URL)
    assert item.source == (source or "Báo và phát thanh Sông Lam")


LEAD = "Những năm qua, các tổ dân vận đã trở thành chỗ dựa tin cậy của bà con trong xã Bình Minh."


def test_a_first_paragraph_in_italics_is_the_lead():
    item = read_article(page(f"<div>{H1}<p><em>{LEAD}</em></p>{paragraphs()}</div>"), URL)
    assert (item.lead, item.body) == (LEAD, "\n\n".join(TEXT))


def test_a_caption_over_the_lead_stays_with_its_picture():
    picture = '<p align="center"><img src="/1.jpg"></p><p align="center">Quang cảnh hội nghị</p>'
    html = page(f"<div>{H1}{picture}<p><b>{LEAD}</b></p>{paragraphs()}</div>")
    item = read_article(html, URL)
    assert (item.lead, item.images[0].caption) == (LEAD, "Quang cảnh hội nghị")
    assert item.body == "\n\n".join(TEXT)


def test_a_round_up_has_the_authors_of_its_pieces():
    more = "* Cùng ngày, Hội Nông dân xã trao tặng 30 suất quà cho các gia đình chính sách."
    html = page(f"<div>{H1}{paragraphs()}<p>Thu Hà</p><p>{more}</p><p>Văn Nam</p></div>")
    item = read_article(html, URL)
    assert item.authors == ("Thu Hà", "Văn Nam")
    assert item.body == "\n\n".join((*TEXT, more))


def test_an_unnamed_imprint_does_not_join_a_short_text():
    imprint = (
        "<p>Địa chỉ: Số 8, đường Lê Lợi, thị xã Bình Minh; Điện thoại: 000, Fax: 000</p>"
        "<p>Người chịu trách nhiệm: Ông Trần Văn Bình, Phó Giám đốc Sở, Trưởng Ban Biên tập.</p>"
    )
    html = page(f"<div>{H1}<div>{paragraphs(1)}</div></div><div>{imprint}</div>")
    assert read_article(html, URL).body == TEXT[0]


@pytest.mark.parametrize(
    "line",
    ["ThS Lê Thị Hòa, Phó Giám đốc Sở Tư pháp", "Thực hiện: Lê Thị Hòa - Trình bày: Anh Tú"],
)
def test_an_office_or_a_designer_beside_the_author(line):
    item = read_article(page(f"<div>{H1}{paragraphs()}<p><b>{line}</b></p></div>"), URL)
    assert (item.authors, item.body) == (("Lê Thị Hòa",), "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "Mọi ý kiến của người dân đều được cán bộ tiếp thu, trả lời tại chỗ.",
        "Mọi thông tin chi tiết xin liên hệ Văn phòng Đảng ủy, điện thoại 000.",
        "Video: một hình thức tuyên truyền mới",
        "Ban Dân vận sẽ tổng kết mô hình vào cuối năm.",
        "Đánh giá bài học kinh nghiệm là việc khó.",
        "Ban Chỉ đạo gồm:|Lê Thị Bình - Chủ tịch UBND xã|Lò Văn Sơ - Phó Chủ tịch UBND xã",
        "Các ứng cử viên gồm:|Lê Thị Bình|Lò Văn Sơ|Trần Quang Vinh",
    ],
)
def test_last_lines_that_only_look_like_furniture_stay(line):
    lines = line.split("|")
    end = "".join(f"<p><b>{part}</b></p>" for part in lines)
    item = read_article(page(f"<div>{H1}{paragraphs()}{end}</div>"), URL)
    assert item.body == "\n\n".join((*TEXT, *lines))
    assert (item.authors, item.source) == ((), None)


def test_a_sentence_below_a_picture_is_no_caption():
    picture = '<p align="center"><img src="/1.jpg"></p>'
    said = "Quang cảnh bản làng nay đã đổi khác, đường bê tông vào tận ngõ, điện sáng khắp nơi."
    html = page(f"<div>{H1}<p>{TEXT[0]}</p>{picture}<p>{said}</p><p>{TEXT[1]}</p></div>")
    assert said in read_article(html, URL).body


def test_lines_of_a_cell_in_a_row_are_one_cell():
    table = (
        "<table><tr><td>Họ và tên</td><td>Chức vụ</td></tr>"
        "<tr><td>Lê Thị Bình<br>(sinh năm 1970)</td><td>Chủ tịch</td></tr></table>"
    )
    body = read_article(page(f"<div>{H1}{paragraphs()}{table}</div>"), URL).body
    assert body.endswith("Họ và tên | Chức vụ\n\nLê Thị Bình (sinh năm 1970) | Chủ tịch")


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


@pytest.mark.parametrize(
    "notes",
    [
        "<p>Chú thích:</p><p>1. Hồ Chí Minh: Toàn tập, t.6, tr.232.</p><p>2. Báo cáo số 5.</p>",
        "<p>(1) Hồ Chí Minh: Toàn tập, t.6, tr.232.</p><p>(2) Báo cáo số 5.</p>",
        "<p>(*) Bài viết là kết quả của đề tài cấp tỉnh.</p>",
    ],
)
def test_the_author_of_an_essay_signs_over_its_notes(notes):
    name = "<p align=right><b>Trần Văn Bình</b></p><p align=right>Phó Chủ tịch Mặt trận tỉnh</p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}{name}{notes}</div>"), URL)
    assert item.authors == ("Trần Văn Bình",)
    assert item.body.split("\n\n") == [*TEXT, *re.findall("<p>(.*?)</p>", notes)]


def test_numbered_points_are_no_notes():
    points = "<p>1. Sửa nhà văn hóa.</p><p>2. Làm đường.</p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}<p>Việt Hòa</p>{points}</div>"), URL)
    assert "Việt Hòa" in item.body


@pytest.mark.parametrize(
    ("end", "authors", "source"),
    [
        ("<p>VNA</p>", (), "VNA"),
        ("<p>（越通社）</p>", (), "越通社"),
        ("<p><b>Thu Hằng</b></p><div>Đã xem: 15 lần</div>", ("Thu Hằng",), None),
        ("<p><b>Thu Hằng</b></p><div>Đánh giá: ☆☆☆☆☆ (0 lượt)</div>", ("Thu Hằng",), None),
        (
            "<p><b>Thu Hằng</b></p><p>* Mời bạn đọc vào chuyên mục <a href=/a>Xã hội</a> xem các tin.</p>",
            ("Thu Hằng",),
            None,
        ),
        ("<p>Tác giả: Bài, ảnh: Mai Hiên</p>", ("Mai Hiên",), None),
    ],
)
def test_more_ends_of_a_text(end, authors, source):
    item = read_article(page(f"{H1}<div>{paragraphs()}{end}</div>"), URL)
    assert (item.body, item.authors, item.source) == ("\n\n".join(TEXT), authors, source)


@pytest.mark.parametrize("name", ["Song Lam Online", "BAO DIEN TU SONG LAM"])
def test_the_site_by_its_own_name_is_no_author(name):
    html = page(
        f"{H1}<div>{paragraphs()}</div>", "Hội nghị bàn về công tác dân vận | Song Lam Online"
    )
    meta = (
        '<meta property="og:title" content="Hội nghị bàn về công tác dân vận">'
        f'<meta property="article:author" content="{name}">'
    )
    assert read_article(html.replace(b"</head>", f"{meta}</head>".encode()), URL).authors == ()


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
    ("below", "tags"),
    [("", ("Kỳ họp thứ 10",)), ("<div class=sc-tags><a href=/t>Quốc hội</a></div>", ("Quốc hội",))],
)
def test_a_topic_is_a_tag_where_nothing_else_is(below, tags):
    topic = "<div>Chủ đề: <a href=/c>Kỳ họp thứ 10</a></div>"
    html = page(f"<div>{H1}<div>{paragraphs()}</div>{topic}{below}</div>")
    assert read_article(html, URL).tags == tags


def test_cells_of_a_table_are_entries_whatever_they_say():
    rows = "".join(
        f"<tr><td>{n}<td>Thôn {n}<td>{mark}</tr>" for n, mark in enumerate(("Email", "-", "12"), 1)
    )
    table = f"<table><tr><th>#<th>Thôn<th>Gửi qua</tr>{rows}</table>"
    item = read_article(page(f"{H1}<p>{TEXT[0]}</p>{table}<p>{TEXT[1]}</p>"), URL)
    assert item.body == "\n\n".join(
        (
            TEXT[0],
            "# | Thôn | Gửi qua",
            "1 | Thôn 1 | Email",
            "2 | Thôn 2 | -",
            "3 | Thôn 3 | 12",
            TEXT[1],
        )
    )


def test_the_heading_of_a_box_goes_with_it():
    box = f"<div><h3>Giao lưu với bạn đọc</h3><ul>{LINKS[:500]}</ul></div>"
    form = "<div><h3>Giao lưu với bạn đọc</h3><p>Họ tên</p><a href=/gui>Gửi câu hỏi của bạn cho chúng tôi</a></div>"
    for inset in (box, form):
        item = read_article(
            page(f"{H1}<div><p>{TEXT[0]}</p>{inset}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>"), URL
        )
        assert "Giao lưu" not in (item.body or "")


@pytest.mark.parametrize(
    "line",
    [
        "Bạn đang đọc bài viết Họp thôn tại chuyên mục Thời sự của Báo Bình Minh. "
        + "Góp ý, phản ánh xin gửi về toà soạn. " * 5,
        "Mời quý vị bấm nghe nội dung phản ánh của phóng viên:",
        "<span>Nghe bài viết</span><span>Giọng nữ miền Bắc</span>",
        "<a>Mới nhất</a><a>Cũ nhất</a>",
        "Địa chỉ trang: https://example.vn/tin-12345.html",
    ],
)
def test_more_lines_that_are_furniture(line):
    item = read_article(page(f"{H1}<div>{paragraphs()}<p>{line}</p></div>"), URL)
    assert item.body == "\n\n".join(TEXT)


DECK = "Ba việc phải làm ngay, việc nào cũng có người chịu trách nhiệm."


@pytest.mark.parametrize(
    "layout",
    [
        "<div>{h1}<div>5/3/2026 08:30</div><div>{sapo}</div><div>{text}</div></div>",
        "<div>{h1}<div><p>{sapo}</p></div><div>{text}</div></div>",
        "<div><div>{h1}<p>5/3/2026</p><p>{sapo}</p></div><div>{text}</div></div>",
        "<div>{h1}<p class=x1>{sapo}</p>{text}</div>",
    ],
)
def test_a_lead_that_only_its_place_tells(layout):
    html = page(layout.format(h1=H1, sapo=DECK, text=paragraphs()))
    item = read_article(html, URL)
    assert item.lead == DECK
    assert item.body == "\n\n".join(TEXT)


def test_a_note_of_the_newsroom_is_no_lead():
    note = "LTS - Nhân dịp này, Báo Bình Minh giới thiệu bài viết của đồng chí Bí thư."
    item = read_article(page(f"<div>{H1}<p class=x1>{note}</p>{paragraphs()}</div>"), URL)
    assert item.lead is None
    assert item.body == "\n\n".join((note, *TEXT))


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


def test_a_picture_over_the_authors_name_is_his_portrait():
    avatar = "<div><img src=/a.jpg><div><a href=/tac-gia/1>Lê Quyên</a></div></div>"
    item = read_article(page(f"<div>{H1}{avatar}<div>{paragraphs()}</div></div>"), URL)
    assert item.images == ()


def test_the_heading_of_a_paragraph_is_not_lost_with_a_teaser_beside_it():
    teaser = "<div><a href=/b><img src=/b.jpg></a><div><a href=/b>Chi hội thôn Trung ra quân làm thủy lợi nội đồng</a></div></div>"
    inset = f"<div><h2>Ba việc</h2><p>{TEXT[1]}</p>{teaser}<p>{TEXT[2]}</p></div>"
    item = read_article(
        page(f"{H1}<div><p>{TEXT[0]}</p><div>{paragraphs(2)}</div>{inset}</div>"), URL
    )
    assert "Ba việc" in (item.body or "")


LONG = "Cùng ngày, đoàn công tác đã đến thăm hỏi, tặng quà các gia đình chính sách tại ba thôn vùng cao của xã."


def test_texts_each_under_a_linked_headline_are_a_list():
    rows = "".join(
        f"<p><a href=/tin-{n}><b>Tin thứ {n} của Đảng bộ xã Bình Minh trong tuần qua</b></a></p><p>{LONG} Lần {n}.</p>"
        for n in range(4)
    )
    item = read_article(page(f"{H1}<div><div>{paragraphs()}</div><div>{rows}</div></div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_what_can_be_replied_to_is_a_comment_whatever_it_is_called():
    comments = "".join(
        f"<div><b>Bạn đọc {n}</b><p>{LONG} Lần {n}.</p><span>{n} giờ trước</span><a href=#>Trả lời</a></div>"
        for n in range(1, 9)
    )
    item = read_article(page(f"{H1}<div>{paragraphs()}</div><div>{comments}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_an_answer_is_no_reply():
    asked = "".join(f"<p>Hỏi: {text}</p><p>Trả lời:</p><p>{LONG}</p>" for text in TEXT)
    item = read_article(page(f"{H1}<div>{asked}</div>"), URL)
    assert (item.body or "").count("Trả lời:") == 3


@pytest.mark.parametrize(
    "label",
    ["Các thông báo khác", "Video liên quan", "Infographic khác:", "Những văn bản cùng lĩnh vực"],
)
def test_a_label_names_what_is_offered(label):
    offered = "<p>Thôn Trung họp bàn lịch lấy nước.</p><p>Thôn Hạ bầu tổ hòa giải.</p>"
    html = page(f"{H1}<div>{paragraphs()}<p>{LONG}</p><h3>{label}</h3>{offered}</div>")
    assert read_article(html, URL).body == "\n\n".join((*TEXT, LONG))


@pytest.mark.parametrize(
    "player", ["<div>Nghe bài viết</div><div>0:00</div><div>/</div><div>3:12</div>"]
)
def test_the_times_of_a_player_are_no_text(player):
    item = read_article(page(f"{H1}<div><div>{player}</div>{paragraphs()}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)


def test_a_notice_about_cookies_is_no_text():
    notice = "<div><p>Trang này dùng cookie để nhớ lựa chọn của bạn; xem tiếp là bạn đồng ý với điều đó.</p></div>"
    item = read_article(page(f"{notice}<div>{H1}<p>{TEXT[0]}</p></div>"), URL)
    assert item.body == TEXT[0]


def test_paragraphs_in_a_wrapper_each_are_paragraphs():
    described = f'<meta property="og:description" content="{TEXT[0]}">'
    rows = "".join(f"<div><p>{text}</p></div>" for text in (*TEXT, LONG))
    item = read_article(page(f"{described}{H1}<div>{rows}</div>"), URL)
    assert item.lead is None


def test_a_short_sentence_as_a_heading_is_the_lead():
    item = read_article(
        page(f"<div>{H1}<h2>Ba việc, ba người chịu trách nhiệm.</h2>{paragraphs()}</div>"), URL
    )
    assert item.lead == "Ba việc, ba người chịu trách nhiệm."


def test_a_line_of_the_page_may_stand_before_the_signature():
    signed = "<p>Bạn thấy bài viết này thế nào?</p><p><b>Lê Quyên</b></p>"
    item = read_article(page(f"{H1}<div>{paragraphs()}{signed}</div>"), URL)
    assert item.body == "\n\n".join(TEXT)
    assert item.authors == ("Lê Quyên",)


def test_a_heading_in_a_section_of_its_own_heads_the_next_one():
    head = '<section><div class="visually-hidden">Nội dung bài</div><div><h3>Ba việc phải làm</h3></div></section>'
    item = read_article(
        page(
            f"{H1}<div><section><p>{TEXT[0]}</p></section>{head}<section><p>{TEXT[1]}</p><p>{TEXT[2]}</p></section></div>"
        ),
        URL,
    )
    assert item.body == "\n\n".join((TEXT[0], "Ba việc phải làm", *TEXT[1:]))


def test_a_short_question_named_as_a_lead_is_the_lead():
    item = read_article(
        page(f"<div>{H1}<div class=sapo>(BM) - Ai trả lời dân?</div>{paragraphs()}</div>"), URL
    )
    assert (item.dateline, item.lead) == ("BM", "Ai trả lời dân?")
