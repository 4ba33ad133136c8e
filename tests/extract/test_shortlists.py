"""Lists of short titles: what a generated page lists is found, whatever its form, and no article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.toneless import toneless
from crawler.reader import NotAnArticle, read_article, read_listing

HERE = "https://binhminh.songlam.vn"
SHORT = (
    "Mùa nước nổi", "Chợ phiên vùng cao", "Đêm hội làng", "Những mùa vàng", "Xuân biên giới", "Nắng mới",
    "Sắc màu thổ cẩm", "Bến cũ", "Làng chài buổi sớm", "Hoa ban nở rộ", "Nghề rèn Phúc Sen", "Đường về bản",
)  # fmt: skip
USUAL = (
    "Đảng bộ xã sơ kết công tác dân vận", "Phú Thọ khen thưởng nhiều điển hình tiên tiến",
    "Nông dân Sơn La được mùa mận hậu", "Khởi công tuyến đường nối hai huyện", "Bàn giao nhà cho hộ nghèo",
    "Tuổi trẻ Lai Châu ra quân làm thủy lợi", "Lấy ý kiến nhân dân về quy hoạch", "Hội thi cán bộ dân vận khéo",
    "Trao tặng sách cho học sinh vùng cao", "Kiểm tra công tác phòng cháy rừng",
)  # fmt: skip
LONG = tuple(f"{title}, với sự tham dự của đại diện các chi bộ và bà con" for title in USUAL)
MENU = ("Thời sự", "Xây dựng Đảng", "Kinh tế", "Văn hóa - Xã hội", "Quốc phòng an ninh", "Liên hệ")
ADDRESSES = (
    "/{slug}-{long}.html",
    "/tin-tuc/{slug}",
    "/chi-tiet.aspx?id={short}",
    "/post{long}.html",
)
FORMS = {
    "list": ("<ul{list}>{}</ul>", "<li{item}><a href='{url}'>{title}</a>{day}</li>"),
    "rows": ("<div{list}>{}</div>", "<div{item}><a href='{url}'>{title}</a>{day}</div>"),
    "cards": (
        "<div{list}>{}</div>",
        "<div{item}><a href='{url}'><img src='/anh/{n}.jpg'></a><div><a href='{url}'>{title}</a>{day}</div></div>",
    ),
    "whole cards": (
        "<div{list}>{}</div>",
        "<div{item}><a href='{url}'><img src='/anh/{n}.jpg'><span>{title}</span></a>{day}</div>",
    ),
    "table": ("<table{list}>{}</table>", "<tr><td>{n}<td><a href='{url}'>{title}</a><td>{day}</tr>"),
    "terms": ("<dl{list}>{}</dl>", "<dt><a href='{url}'>{title}</a></dt><dd>{day}</dd>"),
    "headings": ("<div{list}>{}</div>", "<div{item}><h3><a href='{url}'>{title}</a></h3>{day}</div>"),
}  # fmt: skip
MENUS = ("<nav>{}</nav>", "<div class=main-menu>{}</div>", "<div>{}</div>")


def slug(title: str) -> str:
    return toneless(title).replace(",", "").replace(" ", "-")


def page(head: str, body: str, menu: str = MENUS[0]) -> bytes:
    sections = "".join(f"<li><a href='/{slug(name)}'>{name}</a></li>" for name in MENU)
    menu = menu.format(f"<ul><li><a href='/'>Trang chủ</a></li>{sections}</ul>")
    footer = "<footer><p>Cơ quan chủ quản: Đảng ủy xã Bình Minh, tỉnh Sông Lam.</p></footer>"
    turns = "".join(f"<a href='/tin-anh?page={n}'>{n}</a>" for n in (1, 2, 3))
    return (
        f"<html lang=vi><meta charset=utf-8><title>Tin ảnh - Trang tin Bình Minh</title><body>{menu}"
        f"<div>{head}{body}<div>{turns}</div></div>{footer}"
    ).encode()


def listed(html: bytes) -> list[str]:
    found = read_listing(html, f"{HERE}/tin-anh").articles
    return [url.removeprefix(HERE) for url in found]


def entries(form: str, titles: tuple[str, ...], address: str, *, dated: bool, named: bool) -> tuple[str, list[str]]:  # fmt: skip
    around, item = FORMS[form]
    names = {"list": " class=list", "item": " class=item"} if named else {"list": "", "item": ""}
    urls = [
        address.format(slug=slug(title), long=7210 + 5 * n, short=310 + n)
        for n, title in enumerate(titles)
    ]
    items = [
        item.format(
            url=url, title=title, n=n, day=f"<i>{28 - n}/10/2026</i>" if dated else "", **names
        )
        for n, (url, title) in enumerate(zip(urls, titles, strict=True))
    ]
    return around.format("".join(items), **names), urls


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(FORMS)),
    st.sampled_from((SHORT, USUAL, LONG)),
    st.integers(5, 10),
    st.sampled_from(ADDRESSES),
    st.sampled_from(MENUS),
    st.booleans(),
    st.booleans(),
)
def test_a_list_in_any_form(
    form: str, titles: tuple[str, ...], count: int, address: str, menu: str, dated: bool, named: bool,
) -> None:  # fmt: skip
    body, urls = entries(form, titles[:count], address, dated=dated, named=named)
    html = page("<h1>Tin ảnh</h1>", body, menu)
    assert listed(html) == urls
    with pytest.raises(NotAnArticle):
        read_article(html, f"{HERE}/tin-anh")


@pytest.mark.parametrize("head", ["<h2>Tin ảnh</h2>", "<div class=t><span>TIN ẢNH</span></div>"])
@pytest.mark.parametrize("form", ["cards", "whole cards", "list", "terms"])
def test_beside_longer_headlines(form: str, head: str) -> None:
    body, urls = entries(form, SHORT, "/tin-tuc/{slug}", dated=form != "cards", named=False)
    aside, read = entries("list", LONG[:5], "/tin-tuc/{slug}", dated=False, named=False)
    assert listed(page(head, f"{body}<aside><h3>Đọc nhiều</h3>{aside}</aside>")) == urls + read


@pytest.mark.parametrize(
    "names",
    [
        ("Trang chủ", "Văn bản chỉ đạo", "Lịch tiếp công dân", "Thủ tục hành chính", "Hỏi và đáp"),
        ("Thơ", "Nhạc", "Họa", "Phim", "Sách"),
    ],
)
def test_a_menu_in_a_table_is_no_list(names: tuple[str, ...]) -> None:
    cells = "".join(f"<td><a href='/?tabid={n}'>{name}</a>" for n, name in enumerate(names))
    assert listed(page("<h1>Tin ảnh</h1>", f"<table><tr>{cells}</table>")) == []


def test_sections_whose_addresses_look_like_the_menus_are_no_list() -> None:
    names = ("Tin trong tỉnh", "Tin thế giới", "Tiếng nói cử tri", "Đất và người", "Nhịp sống trẻ")
    items = "".join(f"<li><a href='/{slug(name)}'>{name}</a></li>" for name in names)
    assert listed(page("<h1>Tin ảnh</h1>", f"<ul>{items}</ul>")) == []


def test_words_that_lead_on_are_no_titles() -> None:
    rows = "".join(f"<tr><td>Tờ {n}<td><a href='/t?id={n}'>Xem chi tiết</a>" for n in range(9))
    assert listed(page("<h1>Tin ảnh</h1>", f"<table>{rows}</table>")) == []


def test_pictures_that_each_lead_to_their_story_under_one_text_are_an_article() -> None:
    body, _ = entries("cards", SHORT[:4], "/tin-tuc/{slug}", dated=False, named=False)
    text = "Từ tháng bảy, nước về trắng đồng; bà con vùng đầu nguồn bắt đầu một mùa mưu sinh mới trên sông."
    html = page("<h1>Mùa nước nổi ở đầu nguồn sông Lam</h1>", f"<p>{text}</p><p>Chợ họp trên bến từ lúc mờ sáng, cá linh đầu mùa bán hết trước khi nắng lên.</p>{body}")  # fmt: skip
    assert read_article(html, f"{HERE}/anh/mua-nuoc-noi-o-dau-nguon-4821.html").body


TOLD = (
    "Từ tháng bảy, nước về trắng đồng, bà con đầu nguồn bắt đầu một mùa mưu sinh mới trên sông.",
    "Mỗi tháng chợ họp sáu phiên, người các bản xuống núi từ lúc trời còn mờ sương.",
    "Trai gái trong làng hát đến sáng, trống hội vang khắp ba dãy núi quanh thung lũng.",
    "Lúa chín từ thung thấp lên lưng đèo, cả vùng cao vàng rực trong nắng cuối thu.",
)
TEASERS = (
    "<div><h3><a href='{url}'>{title}</a></h3><p>{text}</p></div>",
    "<div class=c><a href='{url}'><img src='/anh/{n}.jpg'></a><a href='{url}'>{title}</a><p>{text}</p></div>",
    "<li><a href='{url}'>{title}</a> {text} <a href='{url}'>Xem thêm</a></li>",
    "<dt><a href='{url}'>{title}</a></dt><dd>{text}</dd>",
    "<tr><td><a href='{url}'><img src='/anh/{n}.jpg'></a><td><a href='{url}'>{title}</a><p>{text}</p></td>",
)


@pytest.mark.parametrize("form", TEASERS)
@pytest.mark.parametrize("around", ["<div>{}</div>", "<article>{}</article>"])
def test_short_titles_with_a_text_below_each_are_no_article(form: str, around: str) -> None:
    items = "".join(
        form.format(url=f"/goc-anh/{slug(title)}", title=title, text=text, n=n)
        for n, (title, text) in enumerate(zip(SHORT, TOLD, strict=False))
    )
    box = {"<dt>": "dl", "<tr>": "table", "<li>": "ul"}.get(form[:4], "div")
    html = page("<h1>Góc ảnh</h1>", around.format(f"<{box}>{items}</{box}>"))
    assert listed(html) == [f"/goc-anh/{slug(title)}" for title in SHORT[:4]]
    with pytest.raises(NotAnArticle):
        read_article(html, f"{HERE}/goc-anh")


@pytest.mark.parametrize(
    "body",
    [
        "<div><p>{0}</p><p>{1}</p></div><aside>{cards}</aside>",
        "<div><p>Như <a href='/tin-tuc/{s}'>Làng chài buổi sớm trên sông Lam</a> đã kể: {0}</p>"
        "<p>Còn <a href='/tin-tuc/x-{s}'>Hoa ban nở rộ trên đèo Pha Đin</a> thì: {1}</p></div>{cards}",
        "<div><p>{0}</p><p><a href='/tin-tuc/{s}'>Làng chài buổi sớm trên sông Lam</a></p><p>{1}</p></div>{cards}",
    ],
)
def test_a_text_that_quotes_others_is_an_article(body: str) -> None:
    cards, _ = entries("cards", SHORT[:5], "/tin-tuc/{slug}", dated=True, named=True)
    text = body.format(*TOLD, cards=cards, s="lang-chai-buoi-som")
    html = page("<h1>Mùa nước nổi</h1>", text)
    assert TOLD[1] in (read_article(html, f"{HERE}/mua-nuoc-noi").body or "")


def test_the_story_over_a_list_is_one_of_it() -> None:
    body, urls = entries("cards", SHORT[1:], "/tin-tuc/{slug}", dated=False, named=True)
    first = f"<div><h2><a href='/tin-tuc/bien-dong'>Biển Đông</a></h2><p>{TOLD[0]}</p></div>"
    assert listed(page("<h1>Tin ảnh</h1>", first + body)) == ["/tin-tuc/bien-dong", *urls]


def test_inline_links_of_a_text_are_no_list() -> None:
    links = "".join(f"<p>{text} <a href='/chu-thich?id={n}'>Ghi chú {n}</a></p>" for n, text in enumerate(TOLD * 2))  # fmt: skip
    assert listed(page("<h1>Tin ảnh</h1>", links)) == []
