"""Pictures, their captions and what stands between the paragraphs, on small pages of our own."""

import pytest

from crawler.items import Article
from crawler.reader import read_article
from tests.reader.pages import H1, TEXT, URL, page

TALK = (
    "Bà Lò Thị Sơ năm nay đã 71 tuổi nhưng chưa vắng một buổi họp chi bộ nào. Bà bảo, đi họp là để "
    "nghe bà con nói, về nhà còn kể lại cho con cháu."
)
PICTURE = "/uploads/2025/hop-chi-bo.jpg"


def read(inside: str) -> Article:
    """The article with `inside` between its first and its second paragraph."""
    rest = f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    return read_article(page(f"<div>{H1}<div><p>{TEXT[0]}</p>{inside}{rest}</div></div>"), URL)


def body(*inside: str) -> str:
    return "\n\n".join((TEXT[0], *inside, *TEXT[1:]))


@pytest.mark.parametrize(
    "inside",
    [
        f'<p><img src="{PICTURE}" style="float:left">{TALK}</p>',
        f'<p><img src="{PICTURE}" align="left">{TEXT[0]}</p>',
        f'<p><a href="{PICTURE}"><img src="{PICTURE}"></a>{TALK}</p>',
        f'<table><tr><td><img src="{PICTURE}"></td><td><p>{TALK}</p></td></tr></table>',
    ],
)
def test_text_that_flows_beside_a_picture_is_no_caption(inside):
    said = TALK if TALK in inside else TEXT[0]
    item = read_article(page(f"<div>{H1}<p>{TEXT[1]}</p>{inside}<p>{TEXT[2]}</p></div>"), URL)
    assert item.body == "\n\n".join((TEXT[1], said, TEXT[2]))
    assert [image.caption for image in item.images] == [None]


@pytest.mark.parametrize(
    "inside",
    [
        f'<p><img src="{PICTURE}"><br>{TALK}</p>',
        f'<p align="center"><img src="{PICTURE}">{TALK}</p>',
        f'<p><img src="{PICTURE}"><em>{TALK}</em></p>',
        f"<table><tr><td><img src='{PICTURE}'></td></tr><tr><td>{TALK}</td></tr></table>",
    ],
)
def test_sentences_under_a_picture_are_its_caption(inside):
    item = read(inside)
    assert item.body == body()
    assert [image.caption for image in item.images] == [TALK]


SHOWN = "Các đại biểu dự hội nghị sơ kết công tác dân vận"


@pytest.mark.parametrize(
    ("inside", "caption"),
    [
        (
            f"<table><tr><td>{SHOWN}</td></tr><tr><td><img src='{PICTURE}'></td></tr></table>",
            SHOWN,
        ),
        (f'<figure><figcaption>{SHOWN}</figcaption><img src="{PICTURE}"></figure>', SHOWN),
        (f'<p>{SHOWN}. Ảnh: Thu Hà</p><p><img src="{PICTURE}"></p>', f"{SHOWN}. Ảnh: Thu Hà"),
    ],
)
def test_a_caption_over_its_picture(inside, caption):
    item = read(inside)
    assert item.body == body()
    assert [(image.caption, image.after) for image in item.images] == [(caption, 0)]


@pytest.mark.parametrize(
    "over",
    [
        "<h3>Nói cho dân hiểu</h3>",
        "<p><b>Đồng chí Lê Văn Páo, Bí thư chi bộ bản Co Mạ:</b></p>",
        f"<p>{TALK}</p>",
    ],
)
def test_a_heading_or_who_speaks_over_a_picture_is_no_caption(over):
    item = read(f'<div class="y">{over}<p><img src="{PICTURE}"></p></div>')
    assert len(item.body.split("\n\n")) == 4
    assert [(image.caption, image.after) for image in item.images] == [(None, 1)]


def test_a_short_caption_over_the_text_is_no_head_matter():
    picture = f'<div><img src="{PICTURE}"></div><div><small>Quang cảnh hội nghị</small></div>'
    rest = "".join(f"<p>{text}</p>" for text in TEXT)
    item = read_article(page(f"<div>{H1}<div>{picture}{rest}</div></div>"), URL)
    assert item.body == "\n\n".join(TEXT)
    assert [image.caption for image in item.images] == ["Quang cảnh hội nghị"]


def test_a_credit_in_an_element_of_its_own_belongs_to_the_caption():
    picture = (
        f'<div><img src="{PICTURE}"></div><div class="x-caption"><p>{SHOWN}</p></div>'
        '<div class="x-author"><p>Ảnh: THU HÀ</p></div>'
    )
    item = read(f"<div>{picture}</div>")
    assert item.body == body()
    assert (item.images[0].caption, item.images[0].credit) == (f"{SHOWN} Ảnh: THU HÀ", "THU HÀ")
    assert item.authors == ()


def test_what_is_no_larger_than_a_word_is_no_picture():
    item = read('<p><img src="/i/but-chi.gif" width="16" height="16"> Ghi ở xã Bình Minh</p>')
    assert item.images == ()


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def test_a_row_whose_cells_hold_paragraphs_is_a_row():
    item = read(table(("Chỉ tiêu", "<strong>2024</strong>"), ("Tổ dân vận", "14</p><p>(tổ)")))
    assert item.body == body("Chỉ tiêu | 2024", "Tổ dân vận | 14 (tổ)")


def test_columns_of_running_text_are_no_row():
    assert read(table((TALK, f"{TALK[:90]}.</p><p>{TALK[90:]}"))).body.count("|") == 0


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>{picture}</td><td>{headline}</td></tr></table>",
        "<div><div>{picture}</div><p>{headline}</p></div>",
        "<p>{picture} {headline}</p>",
    ],
)
def test_the_thumbnail_of_another_article_goes_with_its_headline(box):
    link = '<a href="/xa-hoi/ra-quan-lam-duong-20731.html">'
    inside = box.format(
        picture=f'{link}<img src="/thumb/120x80/ra-quan.jpg"></a>',
        headline=f"{link}Hơn 200 đoàn viên ra quân làm đường ở bản Co Mạ</a>",
    )
    item = read(inside)
    assert (item.body, item.images) == (body(), ())


def test_who_said_what_is_quoted_stays():
    said = "Đi họp là để nghe bà con nói, về nhà còn kể lại cho con cháu."
    item = read(f"<blockquote><p>{said}</p><footer>Bà Lò Thị Sơ, bản Co Mạ</footer></blockquote>")
    assert item.body == body(said, "Bà Lò Thị Sơ, bản Co Mạ")


def test_a_line_alone_with_pictures_in_a_section_is_the_caption_of_each():
    pictures = f'<div><img src="{PICTURE}"></div><div><img src="{PICTURE}?2"></div>'
    parts = "".join(f"<section><p>{text}</p></section>" for text in TEXT[1:])
    inside = f"<section><p>{TEXT[0]}</p></section><section>{pictures}<p>{SHOWN}</p></section>"
    item = read_article(page(f"<div>{H1}{inside}{parts}</div>"), URL)
    assert item.body == body()
    assert [image.caption for image in item.images] == [SHOWN, SHOWN]


def test_a_credit_that_is_glued_to_its_caption_is_apart():
    lines = f"<span>{SHOWN}.</span><span>Ảnh: Thu Hà</span>"
    item = read(f'<figure><img src="{PICTURE}"><figcaption>{lines}</figcaption></figure>')
    assert (item.images[0].caption, item.images[0].credit) == (f"{SHOWN}. Ảnh: Thu Hà", "Thu Hà")


def test_a_line_that_is_only_a_credit_stays_with_the_picture_above():
    inside = f'<p align="center"><img src="{PICTURE}"></p><p align="center">(Ảnh: TTXVN)</p>'
    item = read(inside)
    assert item.body == body()
    assert (item.images[0].caption, item.images[0].credit) == ("(Ảnh: TTXVN)", "TTXVN")


def test_an_invitation_goes_with_its_picture():
    item = read(f'<div><img src="{PICTURE}"><p>Quét mã QR để tải ứng dụng Báo Sông Lam</p></div>')
    assert (item.body, item.images) == (body(), ())


def test_a_first_paragraph_in_italics_behind_a_code_is_the_lead():
    lead = "Hai năm qua, tổ dân vận các bản đã giúp hơn 300 hộ làm xong thủ tục đất đai tại nhà."
    inside = "".join(f"<p>{text}</p>" for text in TEXT)
    html = page(f"<div>{H1}<p><b>TCCS -</b> <i>{lead}</i></p>{inside}</div>")
    item = read_article(html, URL)
    assert (item.dateline, item.lead, item.body) == ("TCCS", lead, "\n\n".join(TEXT))


def test_what_an_author_is_goes_with_the_link_to_his_page():
    box = (
        '<div class="author-box"><div><a href="/tac-gia/thu-ha">Lê Thu Hà</a>'
        "<p>Phóng viên Ban Xây dựng Đảng</p></div></div>"
    )
    rest = "".join(f"<p>{text}</p>" for text in TEXT)
    assert read_article(page(f"<div>{H1}{rest}{box}</div>"), URL).body == "\n\n".join(TEXT)


def test_who_wrote_shot_and_set_a_long_read_signs_it():
    lines = "".join(
        f"<p>{line}</p>"
        for line in ("Nội dung: Lê Thu Hà", "Ảnh: Vũ Hạnh", "Trình bày: Trần Anh Tú")
    )
    rest = "".join(f"<p>{text}</p>" for text in TEXT)
    item = read_article(page(f"<div>{H1}{rest}{lines}</div>"), URL)
    assert (item.body, item.authors) == ("\n\n".join(TEXT), ("Lê Thu Hà",))


def test_a_row_of_captions_in_paragraphs_under_a_row_of_pictures():
    picture = '<img src="/i/{}.jpg">'
    grid = table(
        (picture.format(1), picture.format(2)),
        ("Chào cờ", "Bỏ phiếu"),
        (picture.format(3), picture.format(4)),
        ("Trao quà", "Bế mạc"),
    )
    item = read(grid)
    captions = [image.caption for image in item.images]
    assert (item.body, captions) == (body(), ["Chào cờ", "Bỏ phiếu", "Trao quà", "Bế mạc"])


def test_how_to_enlarge_a_picture_is_no_caption():
    hint = "<span>Nhấn vào ảnh để phóng to</span>"
    inside = f'<figure><img src="{PICTURE}">{hint}<figcaption>{SHOWN}</figcaption></figure>'
    item = read(inside)
    assert (item.body, [image.caption for image in item.images]) == (body(), [SHOWN])


def test_sentences_in_a_paragraph_of_another_kind_are_a_caption():
    inside = f'<p class="t3"><img src="{PICTURE}"><span>{TALK}</span></p>'
    item = read(inside)
    assert (item.body, [image.caption for image in item.images]) == (body(), [TALK])


def test_a_picture_at_another_size_is_the_picture_itself():
    resized = "/_next/image?url=https%3A%2F%2Fcdn.example.vn%2Fu%2F1.jpg&amp;w=1080&amp;q=75"
    (image,) = read(f'<div><img src="{resized}"></div>').images
    assert image.url == "https://cdn.example.vn/u/1.jpg"


def test_a_figure_that_only_leads_to_another_article_is_none():
    link = '<a href="/xa-hoi/ra-quan-lam-duong-20731.html">'
    headline = f"<figcaption>{link}Hơn 200 đoàn viên ra quân làm đường ở bản Co Mạ</a></figcaption>"
    item = read(f'<figure>{link}<img src="/thumb/1.jpg"></a>{headline}</figure>')
    assert (item.body, item.images) == (body(), ())


@pytest.mark.parametrize("name", ["field--label-visually_hidden", "overflow-hidden rounded"])
def test_what_hides_a_label_or_what_overflows_hides_no_picture(name):
    inside = f'<figure><div class="{name}"><img src="/a.jpg"></div><figcaption>Cầu treo</figcaption></figure>'
    assert [image.caption for image in read(inside).images] == ["Cầu treo"]


@pytest.mark.parametrize(
    "srcset",
    [
        "/to.jpg 800w, /nho.jpg 300w, /vua.jpg 768w",
        "/nho.jpg, /to.jpg 2x",
        "/nho.jpg 1x,/to.jpg 2x",
        "/to.jpg",
    ],
)
def test_the_largest_of_the_pictures_on_offer_is_the_picture(srcset):
    (image,) = read(f'<img src="/nho.jpg" srcset="{srcset}">').images
    assert image.url.endswith("/to.jpg")


def test_figures_that_look_alike_may_show_one_picture_twice() -> None:
    cap = '<span class="caption">Nương chè vào vụ</span>'
    alike = "".join(
        f'<div class="photo {side}"><img src="{PICTURE}">{cap}</div>' for side in ("full", "left")
    )
    copy = f'<div class="zoom"><img src="{PICTURE}">{cap}</div><div class="light"><img src="{PICTURE}">{cap}</div>'
    assert [image.caption for image in read(alike).images] == ["Nương chè vào vụ"] * 2
    assert len(read(copy).images) == 1
    assert read(alike).body == read(copy).body == body()


@pytest.mark.parametrize(
    "line",
    [
        "Nỗ lực của cả bản.",
        "<b>Nỗ lực của cả bản làng</b>",
        "- Nỗ lực của cả bản",
        "NỖ LỰC CỦA CẢ BẢN LÀNG",
    ],
)
def test_what_is_no_line_under_a_picture(line: str) -> None:
    item = read(f'<p><img src="{PICTURE}"></p><p>{line}</p>')
    assert [image.caption for image in item.images] == [None]


SAPO = "Bà con các bản vùng cao của xã Hua Bum tự tay làm 12 km đường trong mùa khô năm nay."


def above(head: str) -> Article:
    """The article with `head` between headline and text."""
    rest = "".join(f"<p>{text}</p>" for text in TEXT)
    return read_article(page(f"<div>{H1}{head}<div>{rest}</div></div>"), URL)


def test_the_lead_beside_the_figure_of_a_thumbnail_is_no_caption():
    figure = f"<figure><div><p><img src='{PICTURE}'></p></div></figure>"
    item = above(f"<div>{figure}<div class='hometext'>{SAPO}</div></div>")
    assert item.lead == SAPO
    assert [image.caption for image in item.images] == [None]


def test_the_icons_of_a_date_and_of_a_counter_are_no_pictures():
    line = (
        "<div><img src='/img/clock.png'><span>08:53</span> | <span>16/04/2024</span><br>"
        "<b><img src='/img/total.png'> Lượt xem</b>: 431</div>"
    )
    item = above(line)
    assert item.images == ()
    assert item.published is not None


def test_a_picture_above_the_date_in_an_element_of_its_own_stays():
    item = above(f"<div><img src='{PICTURE}'></div><div>16/04/2024 08:53</div>")
    assert len(item.images) == 1


def test_the_portrait_that_leads_to_its_author_is_no_picture():
    portrait = (
        "<div class='meta'><span class='author-meta'><a href='/author/ha/'><img src='/av/ha.jpg'></a>"
        "</span> <span>16/04/2024</span></div>"
    )
    assert above(portrait).images == ()


def test_a_credit_in_a_caption_of_its_own_belongs_to_the_caption():
    picture = (
        f"<div><img src='{PICTURE}'><span class='image-caption'>Đại biểu dự hội nghị</span>"
        "<span class='image-credits'>Ảnh: Lê Hà</span></div>"
    )
    item = above(picture)
    assert [(image.caption, image.credit) for image in item.images] == [
        ("Đại biểu dự hội nghị Ảnh: Lê Hà", "Lê Hà")
    ]


def test_the_copy_of_a_caption_without_its_credit_is_no_text():
    caption = "Bà con bản Nậm Tảng đổ bê tông đoạn đường cuối cùng của xã"
    figure = (
        f"<figure><img src='{PICTURE}'><figcaption><span class='caption'>{caption}</span>"
        f"<span class='caption-credit'>Ảnh: Lê Hà</span></figcaption></figure><p>{caption}</p>"
    )
    assert read(figure).body == body()


@pytest.mark.parametrize("label", ["Các tin khác:", "Tin liên quan"])
def test_the_marks_before_other_headlines_are_no_pictures(label: str) -> None:
    rows = "".join(
        f'<tr><td><img src="/mui-ten.gif"> <a href="/tin-{n}-{4710 + n}.html">Hội nghị Ban Chấp hành '
        f"Đảng bộ tỉnh lần thứ {n}, khóa XIX</a> (0{n}/03/2025)</td></tr>"
        for n in range(1, 6)
    )
    inside = f'<p><img src="{PICTURE}"></p><p>{TEXT[1]}</p><p>{TEXT[2]}</p><p><b>{label}</b></p>'
    html = page(f"<div>{H1}<div><p>{TEXT[0]}</p>{inside}<table>{rows}</table></div></div>")
    item = read_article(html, URL)
    assert [image.url for image in item.images] == [f"https://example.vn{PICTURE}"]
    assert item.body == body()


@pytest.mark.parametrize(
    ("line", "pictures"),
    [
        ("Jane Doe Chief Washington Correspondent, Boston", 0),
        ("The harbour of the old town as Jane Doe saw it in May", 1),
    ],
)
def test_the_portrait_over_an_authors_name_and_office_is_none_of_the_article(
    line: str, pictures: int
) -> None:
    portrait = (
        f"<div class=writer><img src=/jane.jpg alt='Jane Doe'><p class=author>{line}</p></div>"
    )
    text = "".join(
        f"<p>The council met on day {day}, and spoke about the bridge.</p>" for day in range(9)
    )
    html = f"<div><h1>The bridge that nobody wanted is built</h1>{portrait}<div>{text}</div></div>"
    item = read_article(html.encode(), "https://example.org/news/bridge-123456.html")
    assert len(item.images) == pictures


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ("<a href='/tin-{n}-4711.html'><img src='/u/{n}.jpg'></a>", 0),
        ("<a href='/u/{n}-lon.jpg'><img src='/u/{n}.jpg'></a>", 5),
        ("<div><img src='/u/{n}.jpg'></div>", 5),
    ],
)
def test_pictures_over_the_text_that_lead_to_pages_show_other_articles(picture: str, shown: int):
    box = "".join(picture.format(n=n) for n in range(5))
    assert len(above(f"<div>{box}</div>").images) == shown


def test_a_long_paragraph_alone_under_a_picture_is_no_caption():
    long = " ".join(TEXT * 2)
    rest = [f"{paragraph} Đó là lần thứ {n}." for n in range(8) for paragraph in TEXT]
    below = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    parts = f"<div><img src='{PICTURE}'><p>{long}</p></div><div>{below}</div>"
    item = read_article(page(f"<div>{H1}<div>{parts}</div></div>"), URL)
    assert item.body == "\n\n".join((long, *rest))


@pytest.mark.parametrize(
    "said",
    [
        "<div><p><img src='{picture}'></p><p>{line}</p></div>",
        "<table><tr><td><p><img src='{picture}'></p><div>{line}</div></td></tr></table>",
        "<article><img src='{picture}'><p><i>{line}</i></p></article>",
        "<div><p><img src='{picture}'></p><p>{line}</p></div><table><tr><td><a href='/tin-khac-1.html'>"
        "Giám sát việc thực hiện Chỉ thị số 05 của Bộ Chính trị</a><br>Huyện ủy giám sát ba đảng ủy "
        "xã.</td></tr></table>",
    ],
)
def test_the_one_paragraph_of_a_notice_is_no_caption(said: str) -> None:
    body = said.format(picture=PICTURE, line=TEXT[0])
    item = read_article(page(f"<div>{H1}<div>05/03/2024 08:00</div>{body}</div>"), URL)
    assert (item.body, [image.caption for image in item.images]) == (TEXT[0], [None])
