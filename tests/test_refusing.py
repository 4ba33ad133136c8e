"""Which pages are no article, however much they print, and which are one, however little."""

import pytest

from crawler.reader import NotAnArticle, read_article, read_listing

NAV = "<nav><a href=/>Trang chủ</a><a href=/tin-tuc/>Tin tức</a><a href=/tho/>Thơ</a></nav>"
NOTICE = "Chiều 3/9, Hội Nông dân xã Bãi Ngang bàn việc vay vốn và chia lịch lấy nước vụ đông."
CARDS = "".join(
    f"<div><a href=/tin/{n}><img src={n}.jpg></a><h3><a href=/tin/{n}>Chi hội thôn {n} ra quân làm thủy lợi nội đồng</a></h3>"
    f"<p>Gần một trăm hội viên thôn {n} đã nạo vét hai cây số mương trước khi lấy nước vào ruộng.</p></div>"
    for n in range(20)
)

HEADLINES = "".join(
    f"<p><a href=/tin/{n}>Chi hội thôn {n} ra quân làm thủy lợi nội đồng</a></p>" for n in range(20)
)


def page(body: str, title: str = "Họp Hội") -> bytes:
    return f"<html lang=vi><head><meta charset=utf-8><title>{title}</title></head><body>{body}".encode()


def reason(html: bytes, path: str) -> str | None:
    try:
        read_article(html, f"https://a.vn{path}")
    except NotAnArticle as refusal:
        return refusal.reason
    return None


VERSE = "Mưa giăng trắng cả cánh đồng xa<br>Con trâu đứng đợi dưới mưa già<br>Ai đi làm cỏ chưa về tới<br>"
ROWS = f"<tr><td>Số, ký hiệu<td>15-NQ/TU</tr><tr><td>Trích yếu<td>{NOTICE}</tr>"


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (f"<p>{NOTICE}</p>", CARDS),
        (f"<div>{VERSE * 2}</div>", HEADLINES),
        (f"<table>{ROWS}</table>", HEADLINES),
    ],
    ids=["notice", "poem", "document"],
)
def test_a_text_right_under_a_title_of_its_own_is_an_article(text: str, beside: str) -> None:
    html = page(f"{NAV}<h1>Họp Hội</h1>{text}<aside>{beside}</aside>")
    assert reason(html, "/hop-hoi") is None


@pytest.mark.parametrize(
    ("head", "path"),
    [
        (f"<h1>Thơ</h1><p>{NOTICE}</p>", "/tho/"),  # the menu names it
        (f"<h1>Chuyên mục: Việc họ</h1><p>{NOTICE}</p>", "/viec-ho/"),
        (f"<h1>Hội Nông dân xã</h1><p>{NOTICE}</p>", "/"),
        ("<h1>Họp Hội</h1>", "/hop-hoi"),
        (f"<h1>Họp Hội</h1><div>{NOTICE} <a href=/gioi-thieu>Xem tiếp</a></div>", "/hop-hoi"),
    ],
)
def test_a_sections_introduction_makes_no_article(head: str, path: str) -> None:
    assert reason(page(f"{NAV}{head}<div>{CARDS}</div>"), path) == "listing"


@pytest.mark.parametrize(
    "path", ["/tag/lam-ruong-tag812.html", "/tim-kiem?q=ruong", "/?s=ruong", "/rss.html"]
)
def test_one_result_is_a_listing(path: str) -> None:
    card = f"<h3><a href=/tin/hop-hoi>Họp Hội</a></h3><p>{NOTICE}</p>"
    assert reason(page(f"{NAV}<h1>làm ruộng</h1>{card}"), path) == "listing"
    assert reason(page(f"{NAV}<h1>Họp Hội</h1><p>{NOTICE}</p>"), "/tim-kiem-cuu-nan-9.html") is None


CHINESE = (
    "省委常委会召开会议研究部署下一阶段工作",
    "红河三角洲农业转型初见成效",
    "边防战士帮助百姓抢收水稻",
)
KHMER = ("ខេត្តសុកត្រាំងរៀបចំពិធីបុណ្យអកអំបុក", "ការនាំចេញអាហារសមុទ្រកើនឡើង", "ប្រជាកសិករខ្មែរប្រមូលផលស្រូវ")


@pytest.mark.parametrize("headlines", [CHINESE, KHMER], ids=["zh", "km"])
def test_headlines_in_scripts_without_spaces(headlines: tuple[str, ...]) -> None:
    cards = "".join(
        f"<div><a href=/tin/{8000 + n}><img src={n}.jpg></a><h3><a href=/tin/{8000 + n}>{headline}</a></h3><p>{headlines[0] * 5}</p></div>"
        for n, headline in enumerate(headlines * 5)
    )
    assert reason(page(f"<nav><a href=/>首页</a></nav>{cards}"), "/tin/") == "listing"
    listed = read_listing(page(cards), "https://a.vn/tin/").articles
    assert listed == tuple(f"https://a.vn/tin/{8000 + n}" for n in range(15))


def test_a_section_that_calls_itself_an_article_is_none() -> None:
    called = "Họp Hội</title><meta property=og:type content=article><title>"
    dated = (
        called + "</title><meta property=article:published_time content=2026-09-03T08:00><title>"
    )
    rows = "".join(
        f"<p><a href=/tin/{n}>Chi hội thôn {n} ra quân làm thủy lợi nội đồng</a></p><p>Cập nhật: 3/9/2026</p>"
        f"<div>Thôn {n}: {NOTICE} {NOTICE}</div><hr>"
        for n in range(12)
    )
    menu = "<ul><li><a href=/chi-hoi/>Họp Hội</a></li></ul>"
    listed = page(f"{menu}<div><h1>Họp Hội</h1><div>{rows}</div></div>", called)
    assert reason(listed, "/chi-hoi/") == "listing"
    for title in ("Họp Hội", called, dated):
        html = page(f"{NAV}<h1>Họp Hội</h1><p>{NOTICE}</p><aside>{CARDS}</aside>", title)
        assert reason(html, "/hop-hoi") is None


def test_captions_under_a_title_of_its_own_are_an_article() -> None:
    captions = (
        "Cánh đồng sau trận mưa đầu mùa.",
        "Bà con ra đồng từ sáng sớm.",
        "Mương mới nạo vét.",
    )
    shots = "".join(
        f"<table class=picture><tr><td><img src=/anh/{n}.jpg width=600></tr><tr><td class=caption>{text}</tr></table>"
        for n, text in enumerate(captions)
    )
    html = page(
        f"{NAV}<div><h1>Mùa mưa</h1>{shots}</div><div class=more>{HEADLINES}</div>", "Mùa mưa"
    )
    assert reason(html, "/anh/mua-mua") is None


def test_a_table_of_documents_is_a_listing() -> None:
    rows = "".join(
        f"<tr><td><a href=/vb/{n}>{n}-NQ/TU</a></td><td>Nghị quyết thứ {n} về việc giữ nước, trồng rừng và chăm lo đời sống xã bãi ngang</td></tr>"
        for n in range(11, 19)
    )
    html = page(f"{NAV}<h2>Hệ thống văn bản</h2><table>{rows}</table>", "Văn bản")
    assert reason(html, "/he-thong-van-ban") == "listing"


@pytest.mark.parametrize(
    ("title", "body", "why"),
    [
        ("Báo Bãi Ngang", "<h1>404</h1><p>Trang bạn tìm không tồn tại hoặc đã bị gỡ bỏ.</p>" + CARDS, "error page"),
        ("Báo Bãi Ngang", "<p>Rất tiếc, nội dung này không tồn tại hoặc đã bị xóa, xin bạn quay lại sau.</p>", "error page"),
        ("News", "<p>The page you are looking for does not exist or has been moved elsewhere.</p>", "error page"),
        ("Website đang bảo trì", "<h1>Hệ thống đang bảo trì</h1><p>Xin quý vị vui lòng quay lại sau ít phút.</p>", "error page"),
        ("Sổ tay", f"<h1>Sổ tay</h1><p>{NOTICE}</p><form><input type=password></form>", "login"),
    ],
)  # fmt: skip
def test_pages_in_the_place_of_an_article(title: str, body: str, why: str) -> None:
    assert reason(page(body, title), "/tin-tuc/hop-hoi-nong-dan-xa-30123.html") == why


def test_a_number_in_a_title_is_no_error() -> None:
    title = "404 hộ dân có nước sạch"
    html = page(f"{NAV}<h1>{title}</h1><p>{NOTICE}</p>", f"{title} - Báo Bãi Ngang")
    assert reason(html, "/404-ho-dan-co-nuoc-sach-30124.html") is None
    for missing in ("404 - Báo Bãi Ngang", "Báo Bãi Ngang | Lỗi 404", "404 Not Found"):
        assert reason(page(f"<p>{NOTICE}</p>", missing), "/tin-30124.html") == "error page"


def test_a_login_page_is_known_by_its_address_and_a_box_for_members_is_none() -> None:
    box = "<form><input name=u><input type=password></form>"
    asked = f"<h1>Sổ tay</h1><p>{NOTICE}</p><p>{NOTICE}</p><p>{NOTICE}</p>{box}"
    assert reason(page(asked, "Sổ tay"), "/Account/Login?ReturnUrl=%2f") == "login"
    assert reason(page(asked, "Sổ tay"), "/so-tay-cua-hoi-vien-30123.html") is None
    html = page(f"{NAV}<h1>Họp Hội</h1><p>{NOTICE}</p>{box}{CARDS}")
    assert reason(html, "/hop-hoi-nong-dan-xa-30123.html") is None


def test_a_topic_that_introduces_itself_is_no_article() -> None:
    html = page(f"{NAV}<h1>Đại hội Đảng bộ các cấp</h1><p>{NOTICE}</p>{CARDS}")
    assert reason(html, "/chu-de/dai-hoi-dang-bo-cac-cap-1201.html") == "listing"
