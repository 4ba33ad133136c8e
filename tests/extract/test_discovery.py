"""Feeds, sitemaps and sections: what is announced is found, what is hostile is harmless."""

import gzip
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.discovery import (
    Entry,
    gunzip,
    kind_of,
    parse_feed,
    parse_sitemap,
)
from crawler.extract.fronts import find_feeds, find_sections, sitemaps_in_robots
from crawler.extract.tree import parse_html

FEED = "https://a.vn/rss/home.rss"
LISTINGS = Path(__file__).parent.parent / "fixtures" / "listings"


def entries(body: str | bytes) -> list[tuple[str, str | None, str | None]]:
    raw = body.encode() if isinstance(body, str) else body
    assert kind_of(raw) == "feed"
    feed = parse_feed(raw, FEED)
    assert feed is not None
    return [
        (e.url, e.title, e.published.isoformat() if e.published else None) for e in feed.entries
    ]


RSS2 = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo</title>
<link>https://a.vn/</link>{}</channel></rss>"""
MOMENT = "2026-03-18T10:05:00+07:00"


def test_rss_2() -> None:
    item = """<item><title><![CDATA[Họp chi bộ &amp; đối thoại]]></title>
    <link>https://a.vn/hop-chi-bo-post1.html</link><guid isPermaLink="false">1</guid>
    <pubDate>Wed, 18 Mar 2026 10:05:00 +0700</pubDate></item>"""
    expected = ("https://a.vn/hop-chi-bo-post1.html", "Họp chi bộ & đối thoại", MOMENT)
    assert entries(RSS2.format(item)) == [expected]


def test_rss_0_9_and_1_0() -> None:
    rdf = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <item rdf:about="x"><title>Tin</title><link>/tin-1.html</link><dc:date>{MOMENT}</dc:date></item>
    </rdf:RDF>"""
    assert entries(rdf) == [("https://a.vn/tin-1.html", "Tin", MOMENT)]
    old = "<rss version='0.91'><channel/><item><title>Tin</title><link>/tin-1.html</link></item></rss>"
    assert entries(old) == [("https://a.vn/tin-1.html", "Tin", None)]


def test_atom() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/rss"/><entry>
    <title type="html">&lt;b&gt;Tin&lt;/b&gt; mới</title><link rel="edit" href="/sua"/>
    <link rel="alternate" href="/tin-2.html"/><updated>2026-03-19T00:00:00Z</updated>
    <published>{MOMENT}</published></entry></feed>"""
    assert entries(atom) == [("https://a.vn/tin-2.html", "Tin mới", MOMENT)]


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    items = """<item><title>Đảng&nbsp;ủy & nhân dân &hellip;</title>
    <link>https://a.vn/tin.aspx?id=1&cat=2</link></item>
    <item><title>Hai<br></title><link>https://a.vn/hai-2.html</link></item><item><title>Cụt"""
    first, second = entries(RSS2.format(items).partition("</channel>")[0])[:2]
    assert first[:2] == ("https://a.vn/tin.aspx?id=1&cat=2", "Đảng ủy & nhân dân …")
    assert second[0] == "https://a.vn/hai-2.html"


def test_an_address_in_cdata_keeps_its_ampersands() -> None:
    item = "<item><link><![CDATA[https://a.vn/x?id=1&cat=2]]></link></item>"
    assert entries(RSS2.format(item))[0][0] == "https://a.vn/x?id=1&cat=2"


def test_decomposed_titles_are_composed_and_addresses_are_left_alone() -> None:
    title = unicodedata.normalize("NFD", "Đảng ủy xã")
    link = "https://a.vn/" + unicodedata.normalize("NFD", "đảng-ủy")
    found = entries(RSS2.format(f"<item><title>{title}</title><link>{link}</link></item>"))
    assert found == [(link, "Đảng ủy xã", None)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1258"])
def test_encodings(encoding: str) -> None:
    title = "Hội nghị" if encoding != "cp1258" else "Thông báo"
    name = {"utf-8-sig": "utf-8", "cp1258": "windows-1258"}.get(encoding, encoding)
    feed = RSS2.replace("UTF-8", name).format(
        f"<item><title>{title}</title><link>/tin-1.html</link></item>"
    )
    plain = feed if encoding != "cp1258" else feed.replace("Báo", "Bao")
    raw = plain.encode("cp1252" if encoding == "cp1258" else encoding)
    assert entries(raw) == [("https://a.vn/tin-1.html", title, None)]


def test_entities_of_the_document_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    hostile = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>
    <rss><channel><item><title>&x;</title><link>/a-1.html</link></item></channel></rss>"""
    assert entries(hostile) == [("https://a.vn/a-1.html", "&x;", None)]


def test_a_bomb_of_entities_costs_nothing() -> None:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    bomb = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{"".join(names)}]>
    <rss><channel><item><title>&l11;</title><link>/a-1.html</link></item></channel></rss>"""
    start = time.process_time()
    assert entries(bomb)[0][1] == "&l11;"
    assert time.process_time() - start < 1


def test_a_page_sent_as_a_feed_is_a_page() -> None:
    page = b"<!DOCTYPE html><html><head><title>Loi</title></head><body>&lt;rss</body></html>"
    assert kind_of(page) == "html"
    assert parse_feed(page, FEED) is None
    assert kind_of(b'<?xml version="1.0"?><html xmlns="x"><body><rss/></body></html>') == "html"
    assert kind_of(b"{}") == "other"


SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n" xmlns:image="i" xmlns:video="v">{}</urlset>'


def test_sitemap_with_extensions() -> None:
    body = SITEMAP.format(
        f"""<url><loc> https://a.vn/mot-tin-post1.html </loc><lastmod>2026-03-20</lastmod>
    <image:image><image:loc>https://a.vn/anh.jpg</image:loc><image:title>Ảnh</image:title></image:image>
    <video:video><video:title>Phim</video:title></video:video>
    <news:news><news:publication_date>{MOMENT}</news:publication_date><news:title>Một tin</news:title></news:news></url>
    <url><loc>https://a.vn/hai.html</loc><lastmod>{MOMENT}</lastmod></url><url><loc></loc></url>
    <url><loc>ftp://a.vn/</loc></url>"""
    ).encode()
    assert kind_of(body) == "sitemap"
    found = parse_sitemap(body, "https://a.vn/sitemap.xml")
    assert found is not None
    assert [(e.url, e.title) for e in found.urls] == [
        ("https://a.vn/mot-tin-post1.html", "Một tin"),
        ("https://a.vn/hai.html", None),
    ]
    assert {e.published.isoformat() for e in found.urls if e.published} == {MOMENT}


def test_sitemap_index_and_gzip() -> None:
    body = b"""<sitemapindex><sitemap><loc>/s1.xml.gz</loc><lastmod>2026-01-01</lastmod></sitemap>
    <sitemap><loc>https://a.vn/s2.xml</loc></sitemap></sitemapindex>"""
    found = parse_sitemap(gunzip(gzip.compress(body), 10_000), "https://a.vn/sitemap.xml")
    assert found is not None
    assert found.sitemaps == ("https://a.vn/s1.xml.gz", "https://a.vn/s2.xml")
    assert kind_of(gzip.compress(body)) == "gzip"


def test_a_sitemap_may_be_lines_of_text() -> None:
    body = (
        b"https://a.vn/mot-1.html\r\nhttps://a.vn/hai-2.html\n\nkhong phai\nhttps://a.vn/mot-1.html"
    )
    assert kind_of(body) == "sitemap"
    found = parse_sitemap(body, "https://a.vn/sitemap.txt")
    assert found is not None
    assert found.urls[:2] == (Entry("https://a.vn/mot-1.html"), Entry("https://a.vn/hai-2.html"))


def test_gzip_bomb_and_broken_gzip() -> None:
    with pytest.raises(ValueError, match="more than"):
        gunzip(gzip.compress(b"0" * 5_000_000), 100_000)
    with pytest.raises(ValueError, match="no gzip"):
        gunzip(b"\x1f\x8bxx", 100)
    assert gunzip(b"plain", 1) == b"plain"


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: RSS2.format(t).encode()))
)
def test_no_bytes_raise(body: bytes) -> None:
    kind_of(body)
    parse_feed(body, FEED)
    parse_sitemap(body, FEED)


def test_unclosed_marks_cost_linear_time() -> None:
    def cost(count: int) -> float:
        body = b"<rss><channel>" + b"<![CDATA[ &amp <!DOCTYPE [" * count
        start = time.process_time()
        parse_feed(body, FEED)
        return time.process_time() - start

    cost(1000)
    assert cost(40_000) < 0.2 + 4 * 3 * cost(10_000)


def test_feeds_of_a_page() -> None:
    html = """<html><head><link rel=alternate type="application/rss+xml" href="/rss/home.rss">
    <link rel=alternate type="application/rss+xml" href="/comments/feed/">
    <link rel=alternate hreflang=en href="https://en.a.vn/"></head><body>
    <a href="/rss">RSS</a><a href="/rss/thoi-su-12.rss">Thời sự</a><a href="/sitemap.xml">Sơ đồ</a>
    <a href="https://b.vn/rss">Trang khác</a><a href="/tin/rss-la-gi-123456.html">RSS là gì</a>
    </body></html>"""
    assert find_feeds(parse_html(html.encode()), "https://a.vn/") == [
        "https://a.vn/rss/home.rss",
        "https://a.vn/rss",
        "https://a.vn/rss/thoi-su-12.rss",
        "https://a.vn/sitemap.xml",
    ]


def test_sitemaps_of_robots() -> None:
    text = """\ufeffSitemap: https://a.vn/sitemap.xml
User-agent: *
Disallow: /sitemap: no
 sitemap : https://a.vn/news.xml # tin
Sitemap: /relative.xml
SITEMAP:https://a.vn/sitemap.xml"""
    assert sitemaps_in_robots(text, "https://a.vn/robots.txt") == [
        "https://a.vn/sitemap.xml", "https://a.vn/news.xml", "https://a.vn/relative.xml",
    ]  # fmt: skip


def sections_of(case: str, url: str) -> list[str]:
    return find_sections(parse_html((LISTINGS / case / "page.html").read_bytes()), url)


NAMES = "thoi-su xay-dung-dang bao-ve-nen-tang-tu-tuong-cua-dang hoc-tap-va-lam-theo-tu-tuong-dao-duc-phong-cach-ho-chi-minh kinh-te van-hoa-xa-hoi quoc-phong-an-ninh quoc-te ban-doc".split()  # fmt: skip


def test_sections_of_a_front_page() -> None:
    found = sections_of("onecms-front", "https://baosonglam.org.vn/")
    assert [f"https://baosonglam.org.vn/{name}/" for name in NAMES] == [
        url for url in found if "tin-moi-nhat" not in url
    ]
    old = sections_of("front-old", "http://www.baobiengioi.vn/")
    assert len(old) == 9 and old[0] == "http://www.baobiengioi.vn/Thoi-su/57.bbg"


def test_sections_leave_furniture_and_articles_out() -> None:
    found = sections_of("wordpress", "https://thanhdoan.songlam.gov.vn/category/tin-hoat-dong/")
    assert {url.rpartition("/category/")[0] for url in found} == {
        "https://thanhdoan.songlam.gov.vn"
    }
    assert sections_of("dnn", "https://dangbosonglam.vn/")[:2] == [
        "https://dangbosonglam.vn/thoi-su.html",
        "https://dangbosonglam.vn/xay-dung-dang.html",
    ]
