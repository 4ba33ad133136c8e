"""Feeds and sections that a front page announces."""

from crawler.extract.fronts import read_front, sitemaps_in_robots

URL = "https://baomau.vn/"
PAGE = """<html><head><meta charset="utf-8">
<link rel="alternate" type="application/rss+xml" href="/rss/trang-chu.rss">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/"></head><body>
<div class="main-menu"><ul>
<li><a href="/">Trang chủ</a></li>
<li><a href="/xay-dung-dang">Xây dựng Đảng</a></li>
<li><a href="https://baomau.vn/thoi-su/chinh-tri">Chính trị</a></li>
<li><a href="/xay-dung-dang#dau">Xây dựng Đảng</a></li>
<li><a href="https://khac.vn/lien-ket">Báo khác</a></li>
<li><a href="/lien-he">Liên hệ</a></li>
<li><a href="/tim-kiem?q=dang">Tìm kiếm</a></li>
<li><a href="javascript:void(0)">Thêm</a></li>
</ul></div>
<nav class="pager"><a href="/?page=1">1</a><a href="/?page=2">Trang sau</a></nav>
<a href="/thoi-su/dai-hoi-dang-bo-xa-binh-minh-lan-thu-nhat-123456.html">Đại hội Đảng bộ xã</a>
<footer><a href="/rss/thoi-su.rss">RSS</a></footer></body></html>"""


def test_feeds_and_sections() -> None:
    front = read_front(PAGE.encode(), URL)
    assert front.feeds == (
        "https://baomau.vn/rss/trang-chu.rss",
        "https://baomau.vn/rss/thoi-su.rss",
    )
    assert front.sections == (
        "https://baomau.vn/xay-dung-dang",
        "https://baomau.vn/thoi-su/chinh-tri",
    )


def test_nothing_is_announced_by_nothing() -> None:
    assert read_front(b" ", URL).feeds == read_front(b"<p>x", URL).sections == ()


def test_sitemaps_of_robots_txt() -> None:
    text = "User-agent: *\nDisallow: /x\n\nSitemap: https://baomau.vn/a.xml\nSITEMAP:https://baomau.vn/b.xml\n"
    assert sitemaps_in_robots(text, URL) == ["https://baomau.vn/a.xml", "https://baomau.vn/b.xml"]
