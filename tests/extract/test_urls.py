"""Identity: one article, one id, however it was reached; two articles, two ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.identity import article_id
from crawler.extract.shapes import is_endless, looks_like_article
from crawler.extract.urls import canonical_url, host_of

SLUG = st.lists(
    st.sampled_from("hoi nghi so ket cong tac dan van khoi doan the xa bien gioi mua xuan".split()),
    min_size=3,
    max_size=9,
).map("-".join)
NUMBER = st.integers(100_000, 199_999).map(str)
ADDRESS = st.one_of(
    st.builds("/chinh-tri/{}-{}.html".format, SLUG, NUMBER),
    st.builds("/{}-{}".format, SLUG, NUMBER),
    st.builds("/thoi-su/{}-post{}.html".format, SLUG, NUMBER),
    st.builds("/tin-tuc/{}".format, SLUG),
    st.builds("/tin-tuc/{}.html".format, SLUG),
    st.builds("/tin-tuc/item/{}-{}.html".format, NUMBER, SLUG),
    st.builds("/vi-vn/tin/{}/73410-16570-{}".format, SLUG, NUMBER),
)
TRACKING = st.sampled_from(
    ("utm_source=zalo", "fbclid=IwAR0x", "gclid=1", "zarsrc=30", "PHPSESSID=ab12cd", "_ga=2.1")
)


@st.composite
def twins(draw: st.DrawFn) -> tuple[str, str]:
    """An address, and another under which the same article is reached."""
    path = draw(ADDRESS)
    plain = f"https://baosonglam.vn{path}"
    dress = draw(st.sampled_from(("", ".amp", "/amp", "/amp/", "/")))
    if dress == ".amp" and path.endswith(".html"):
        path = path.removesuffix(".html")
        dress = ".amp.html"
    query = draw(st.lists(st.one_of(TRACKING, st.sampled_from(("amp=1", "print=1"))), max_size=3))
    return plain, "".join(
        (
            draw(st.sampled_from(("http://", "https://", "HTTPS://"))),
            draw(st.sampled_from(("", "www.", "m.", "amp.", "WWW."))),
            draw(st.sampled_from(("baosonglam.vn", "BaoSongLam.vn"))),
            draw(st.sampled_from(("", ":443", ":80"))),
            draw(st.sampled_from(("", "/index.php", "/amp"))),
            path,
            draw(st.sampled_from(("", ";jsessionid=0A1B2C"))) if not dress else dress,
            "?" * bool(query) + "&".join(query),
            draw(st.sampled_from(("", "#binh-luan"))),
        )
    )


@given(twins())
def test_every_address_of_an_article_gives_one_id(pair: tuple[str, str]) -> None:
    plain, twin = pair
    assert article_id(twin) == article_id(plain)
    assert article_id(canonical_url(twin)) == article_id(plain)


@given(ADDRESS, ADDRESS)
def test_two_articles_never_share_an_id(one: str, other: str) -> None:
    numbers = [[d for d in "".join(c if c.isdigit() else " " for c in path).split() if len(d) > 5] for path in (one, other)]  # fmt: skip
    if one == other or numbers[0] and numbers[0] == numbers[1]:
        return  # a site's own number says that they are one
    stems = {path.removesuffix(".html") for path in (one, other)}
    if len(stems) == 1:
        return
    assert article_id(f"https://a.vn{one}") != article_id(f"https://a.vn{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/ket-luan-so-2079", "/chi-thi-so-2079"),  # the number of a document
        ("/xuan-mau-than-1968.html", "/tet-mau-than-1968.html"),  # a year
        ("/gia-vang-20240512.html", "/thoi-tiet-20240512.html"),  # a date
        ("/gia-vang-12052024.html", "/thoi-tiet-12052024.html"),
        ("/modules.php?sid=12", "/modules.php?sid=13"),  # a story, no session
        ("/tin.aspx?id=5", "/van-ban.aspx?id=5"),
        ("/%C4%91ang", "/%C5%91ang"),
        ("/x%FFy", "/x%FEy"),  # bytes that are no UTF-8
        ("/?p=26828", "/?p=26829"),
        ("/?p=5&muc=1", "/?p=5&muc=2"),  # the fifth page of two sections
        ("/blog/?p=5", "/tin/?p=5"),  # two installations
        ("/a?x=1%262", "/a?x=1&2"),
    ],
)  # fmt: skip
def test_numbers_that_are_no_ids_keep_articles_apart(one: str, other: str) -> None:
    assert article_id(f"https://a.vn{one}") != article_id(f"https://a.vn{other}")


LIFERAY = [
    f"https://www.tapchi.vn{prefix}/xay-dung-dang/-/2018/828849/{tail}"
    for prefix in ("", "/web/guest", "/vi_VN/web/guest", "/en_US/web/guest")
    for tail in ("view_content", "mot-so-van-de.aspx")
]


@pytest.mark.parametrize(
    ("ident", "urls"),
    [
        ("tapchi.vn:828849", LIFERAY),
        (
            "lyluan.vn:4105",
            [
                "http://lyluan.vn/component/k2/item/4105",
                "http://lyluan.vn/component/k2/item/4105-ve-dan-chu",
                "http://lyluan.vn/home/index.php/thuc-tien/item/4105-ve-dan-chu.html",
                "http://lyluan.vn/index.php?option=com_k2&view=item&id=4105:ve-dan-chu&Itemid=9",
            ],
        ),
        (
            "bao.vn:272403",
            [
                "https://bao.vn/chinh-tri/dai-hoi-dang-bo-tinh-272403.html",
                "https://bao.vn/print/272403.html",
                "http://www.bao.vn/trang-in-272403.html",
            ],
        ),
        ("bao.vn:367aad8", ["https://bao.vn/chinh-tri/202012/hoc-tap-nghi-quyet-367AAD8"]),
        (
            "bao.vn:123",
            [
                "https://bao.vn/?p=123",
                "http://www.bao.vn/index.php?p=123&utm_source=zalo",
                "https://bao.vn/?p=123#comments",
            ],
        ),
        (
            article_id("https://bao.vn/-/hop-chi-bo"),
            [
                "https://bao.vn/-/hop-chi-bo?redirect=%2Ftin-tuc",
                "https://bao.vn/-/hop-chi-bo?p_l_back_url=%2F&p_l_back_url_title=Tin",
            ],
        ),
        ("bao.vn:2126", ["https://bao.vn/thuc-hanh-dan-chu-2126.html"]),
    ],
)  # fmt: skip
def test_forms_of_the_families(ident: str, urls: list[str]) -> None:
    assert {article_id(url) for url in urls} == {ident}


def test_the_order_of_parameters_does_not_count() -> None:
    one, other = "https://a.vn/x.aspx?docid=19&pageid=2", "https://a.vn/x.aspx?pageid=2&docid=19"
    assert article_id(one) == article_id(other)
    assert article_id(one) != article_id("https://a.vn/x.aspx?docid=20&pageid=2")


def test_composed_and_decomposed_letters_are_one_address() -> None:
    assert article_id("https://a.vn/đảng-ta") == article_id("https://a.vn/%C4%91a%CC%89ng-ta")


def test_patterns_of_a_site_come_first() -> None:
    assert article_id("https://a.vn/Home/Tin/15496/Slug", (r"/(\d+)/[^/]+$",)) == "a.vn:15496"
    assert article_id("https://a.vn/x-12.html?page=2", (r"-(\d+)\.html$",)) == "a.vn:12"


@pytest.mark.parametrize("pattern", [r"^/\?tin=(\d+)", r"[?&]tin=(\d+)"])
@pytest.mark.parametrize("root", ["", "/", "/index.php"])
def test_a_pattern_sees_the_question_mark_of_the_root(pattern: str, root: str) -> None:
    assert article_id(f"https://a.vn{root}?tin=7", (pattern,)) == "a.vn:7"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.vn/chi-tiet/%EF%BF%BDiem-b%EF%BF%BDo-12.html",
        "https://a.vn/chi-tiet/“giai-phap-nao-2827",
        "https://a.vn/tin/that-tuyet!!-99",
        "https://vov.vn/search?q=La%CC%A3i",
        "https://a.vn/c%C3%B4ng-t%C3%A1c,-dan-v%e1%ba%adn.aspx",
    ],
)
def test_an_address_that_is_requested_is_never_cleaned(url: str) -> None:
    assert canonical_url(url) == url


def test_canonical_address() -> None:
    messy = " HTTPS://user:pw@WWW.A.vn:443/x;jsessionid=1A.html?utm_source=z&b=2&fbclid=q&a=1#top "
    assert canonical_url(messy) == "https://www.a.vn/x?b=2&a=1"
    assert canonical_url("http://a.vn") == "http://a.vn/"


@given(st.one_of(st.text(max_size=60), st.builds("http://a.vn/{}".format, st.text(max_size=60))))
def test_canonical_is_idempotent_and_nothing_raises(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert article_id(url) == article_id(url)
    is_endless(url)
    looks_like_article(url)
    host_of(url)


@pytest.mark.parametrize(
    "place",
    [
        "/c/portal/update_language?languageId=fi_FI",
        "/en/home?lang=en",
        "/lich-su-kien?date_begin=2024-01-01&date_end=2024-01-31",
        "/calendar/2024-05",
        "/2024/05/12/",
        "/tin-tuc?tag=dan-van&currentpage=4",
        "/tim-kiem-dang-bo/trang-418",
        "/tim-kiem?q=x",
        "/tag/dang/page-8",
        "/ban-chap-hanh-tu-tag20684.html",
        "/author?keyword=a",
        "/dang-nhap?returnurl=/tin",
        "/oauth/nguoi-dung?client_id=bao&redirect_uri=https%3A%2F%2Fbao.vn%2Ftin",
        "/Account/LogOn?ReturnUrl=%2Ftin",
        "/tin?page=1&page=2",
        "/a/b/a/b/a/b/",
        "/tin/tin/tin/",
        "/uploads/nghi-quyet.pdf",
        "/" + "x" * 2100,
    ],
)
def test_endless_spaces(place: str) -> None:
    assert is_endless(f"https://a.vn{place}")


@pytest.mark.parametrize(
    "place",
    [
        "/tim-kiem-cuu-nan-tren-bien-123456.html",  # a rescue
        "/dang-ky-ket-hon-truc-tuyen-123456.html",
        "/search-and-rescue-drill-123456.html",
        "/tac-gia-cua-bai-tho-123456.html",
        "/lich-cong-tac-tuan-cua-ban-thuong-vu",
        "/share-kinh-nghiem-123456.html",
        "/default.aspx?lang=vi&docid=7",
        "/?q=node/12",
        "/tin-tuc/202405/bai-viet-123456.html",
        "/thoi-su/su-kien/hoi-nghi-trung-uong-10-123456.html",
        "/-/hop-chi-bo-ban-na-lech?redirect=%2Ftin-tuc",  # Liferay, where one came from
        "/modules.php?name=News&sid=1204",
        "/tin/hop-chi-bo.html;jsessionid=0AB1.app2",  # a session is no part of the address
        "/tin?id=12&PHPSESSID=0ab1",
        "/tin.php?action=view&id=12",
    ],
)
def test_articles_are_no_endless_space(place: str) -> None:
    assert not is_endless(f"https://a.vn{place}")


def test_hosts() -> None:
    assert host_of("https://www.a.vn:443/") == host_of("http://M.a.vn:80/") == "a.vn"
    assert host_of("http://127.0.0.1:8000/") == "127.0.0.1:8000"
    assert host_of("https://m.vn/") == "m.vn"


@pytest.mark.parametrize(
    ("url", "score"),
    [
        ("https://a.vn/chinh-tri/dai-hoi-dang-bo-tinh-lan-thu-xx-272403.html", 4),
        ("https://a.vn/Thoi-su/Hop-bao-Chinh-phu-thang-10/59531.bcb", 2),
        ("https://a.vn/thoi-su.htm", 0),
        ("https://a.vn/Thoi-su/57.bcb", 0),
        ("https://a.vn/chu-de/bau-cu-quoc-hoi-khoa-xvi-276.htm", 0),
        ("https://a.vn/danh-muc/tin-tuc-thoi-su", 0),
        ("https://a.vn/danh-muc/tin/hoi-nghi-tong-ket-cong-tac-dan-van.html", 2),
        ("https://a.vn/gia-vang-e592.htm", 0),
        ("https://a.vn/", 0),
    ],
)
def test_shapes(url: str, score: int) -> None:
    assert (looks_like_article(url) >= 2) == (score >= 2)
    assert looks_like_article(url) >= min(score, 2)
