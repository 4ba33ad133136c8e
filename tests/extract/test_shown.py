"""Where a page shows its authors."""

import pytest

from crawler.reader import read_article

_TEXT = "".join(
    f"<p>The council met again on day {day}, and the members spoke at length about the bridge.</p>"
    for day in range(1, 7)
)


def _authors(
    over: str, text: str = _TEXT, head: str = "", site: str = "example.org"
) -> tuple[str, ...]:
    html = (
        f"<html lang=en><head>{head}<title>The bridge that nobody wanted is built</title></head>"
        f"<body><ul><li><a href=/middle-east>Middle East</a></ul><article>"
        f"<h1>The bridge that nobody wanted is built</h1>{over}<div>{text}</div></article></body>"
    )
    return read_article(html.encode(), f"https://{site}/news/bridge-123456.html").authors


@pytest.mark.parametrize(
    ("over", "authors"),
    [
        ("<p class=byline>By Jane Mary Doe on Jul 04, 2014 at 11:30a @janedoe", ("Jane Mary Doe",)),
        ("<p>By JANE DOE 10/ 5/11 09:19 PM ET", ("JANE DOE",)),
        (
            "<p class='author vcard'><a href=/team/jane><b class=fn>Jane Doe</b></a> Senior Washington"
            " Correspondent",
            ("Jane Doe",),
        ),
        ("<div><span>Ayşe Yılmaz |</span> <span>05.04.2025 - Güncelleme: 05.04.2025</span></div>",
         ("Ayşe Yılmaz",)),
        ("<p>Jane Doe - Nov 19, 2019, 10:31 pm CST", ("Jane Doe",)),
        ("<div data-testid=Byline>Jane Doe</div>", ("Jane Doe",)),
        (
            "<div class=author><span class=profile__name>Jane Doe</span> <a href=//example.net/jd>"
            "@jane_doe</a> <span>11:57 AM</span></div>",
            ("Jane Doe",),
        ),
        ("<div><p>A bridge is a bridge.</p><p class=quote-author>— Jane Doe</p></div>", ()),
        ("<p class=photo-author>Jane Doe</p>", ()),
        ("<p class=author>Jane Doe from The Evening Star</p>", ("Jane Doe",)),
        ("<p class=author>By <a class=author>Jane Doe For The Day Online</a>", ("Jane Doe",)),
        (
            "<p itemprop='author creator'>Jane Doe</p><div><p class=c itemprop=author>John Roe</p></div>",
            ("Jane Doe",),
        ),
        ("<p class=form-author>Nama</p>", ()),
        ("<p class=author>Jane Doe: 25 Feb 2026</p>", ("Jane Doe",)),
        ("<p class=author>Updated 25 Feb 2026</p>", ()),
        ("<p><a href=/p/7 title='View all posts by Jane Doe'>Jane Doe</a></p>", ("Jane Doe",)),
        ("<p><a href=/p/7 title='All articles from Asia'>Asia</a></p>", ()),
        ("<p>Middle East | 5 May 2025", ()),
        ("<p>World News | 5 May 2025", ()),
        ("<p>The Bridge That Nobody Wanted | 5 May 2025", ()),
    ],
)  # fmt: skip
def test_the_line_of_name_and_date_under_the_headline(over: str, authors: tuple[str, ...]) -> None:
    assert _authors(over) == authors


def test_a_byline_with_an_office_is_no_paragraph_of_the_text() -> None:
    line = "<div class=author>By JANE DOE, JOHN ROE Special correspondents in Lyon</div>"
    html = f"<h1>The bridge is built</h1><div>{line}{_TEXT}</div>"
    item = read_article(html.encode(), "https://example.org/news/bridge-123456.html")
    assert item.authors == ("JANE DOE", "JOHN ROE")
    assert "JOHN ROE" not in (item.body or "")


def test_the_publisher_in_the_metadata_does_not_hide_who_wrote_it() -> None:
    head = (
        "<meta name=author content='Ediciones El Día'><meta property=og:site_name content='El Día'>"
    )
    over = "<p><a rel=author href=/autor/ana>Ana Ruiz</a> / <a rel=author href=/autor/luis>Luis Gil</a>"
    assert _authors(over, head=head) == ("Ana Ruiz", "Luis Gil")


def test_the_site_does_not_sign_its_own_text() -> None:
    head = "<meta property=og:site_name content='Example Science Review'>"
    text = f"<p>By Example Science Review Insights</p>{_TEXT}"
    assert _authors("", text, head) == ()


def test_a_section_before_the_date_of_a_vietnamese_page_is_no_author() -> None:
    text = "".join(
        f"<p>Ngày {day}, hội đồng họp lần nữa, các đại biểu thảo luận kỹ về cây cầu mới.</p>"
        for day in range(1, 7)
    )
    html = f"<h1>Cây cầu không ai mong đã xây xong</h1><p>Chuyển Động | 05/04/2025</p><div>{text}</div>"
    assert read_article(html.encode(), "https://example.vn/cay-cau-123456.html").authors == ()


@pytest.mark.parametrize(
    "meta",
    [
        "<meta property=og:author content='By <a>Jane Doe</a> and <a>John Roe</a>, London'>",
        "<meta property=og:article:author content='Jane Doe'><meta property=og:article:author content='John Roe'>",
        "<meta name=citation_author content='Jane Doe and John Roe'>",
        "<meta name=DCTERMS.creator content='Jane Doe; John Roe'>",
    ],
)
def test_further_names_of_metadata_tell_the_authors(meta: str) -> None:
    assert _authors("", head=meta)[:2] == ("Jane Doe", "John Roe")


def test_a_chinese_site_is_told_by_the_end_of_the_title() -> None:
    text = "".join(
        f"<p>第{day}天，理事会再次开会，各位代表就新桥的建设进行了长时间的讨论。</p>"
        for day in range(1, 7)
    )
    head = "<title>没有人想要的桥终于建成了_明报财经</title><meta name=author content='明报'>"
    html = (
        f"<html><head>{head}</head><body><h1>没有人想要的桥终于建成了</h1><div>{text}</div></body>"
    )
    assert read_article(html.encode(), "https://example.cn/news/123456.html").authors == ()
