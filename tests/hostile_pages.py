"""Pages that no editor made: mutations of real ones, and the worst that one can think of."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

URL = "https://example.vn/thoi-su/hoi-nghi-ban-ve-cong-tac-dan-van-12345.html"
TITLE = "Hội nghị bàn về công tác dân vận"
SENTENCE = (
    "Sáng {0} tháng Ba, Đảng ủy xã Bình Minh tổ chức hội nghị sơ kết công tác dân vận, "
    "với sự tham dự của đại diện các chi bộ và tổ dân vận số {0}."
)
ADDRESSES = (
    "http://[::1", "http://[", "//[x", "http://a:99999999/", "http://a:b/", "javascript:[",
    "http://ⅷ℀.vn/a", "http://\u2100/x", "http://[v1.x]/", "?", "#", "", "  ", "data:,",
    "https://example.vn/" + "a/" * 2000, "//", "///", "http:", "http://", "\\\\x\\y", "%", "%zz",
    "http://example.vn\t/a\nb", "mailto:x", "&#xD800;", "http://&#xDFFF;.vn/a-b-c-d-e-123456.html",
)  # fmt: skip
DATES = (
    "99/99/9999", "00/00/0000", "29/2/2023", "31/12/9999 23:59", "1/1/0001 00:00", "32/13/2024",
    "2024-99-99T99:99:99", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "٣٤",
    "2024-02-30", "²⁰²⁴-01-01", "2024-01-01T00:00:00+99:99", "12/12/0000", "-1", "253402300800000",
    "999999999999999999999 ngày trước", "hôm qua lúc 99:99", "Thứ Bảy, 00:60 ngày 30/02/2024",
    "1" * 4000 + "/1/2024", "5 giờ trước", "1e999", "NaN", "2024-01-01T00:00:00.9999999999Z",
)  # fmt: skip
VALUES = (
    1, 1.5, True, None, [], {}, [[]], [[[["a"]]]], {"@value": 3}, {"name": 5}, "", ["", None], -1,
    {"name": ["a", {"name": [1]}]}, "\ud800", 10**400, "9" * 5000, {"@type": ["Person", 3]},
    float("nan"), float("inf"), {"@id": "#x"}, [1, "a", {"name": "An"}], *DATES[:9],
)  # fmt: skip
KEYS = (
    "@type", "@graph", "headline", "name", "datePublished", "dateModified", "author", "publisher",
    "articleSection", "description", "keywords", "image", "mainEntityOfPage", "url", "articleBody",
    "itemListElement", "creator", "dateCreated", "mainEntity",
)  # fmt: skip
SCRIPTS = (
    "NaN", "[NaN]", "1e999", "[" * 50_000, "[" * 50_000 + "]" * 50_000, '{"a":' * 30_000, "null",
    "1" * 10_000, '"\\ud800"', '{"@graph":{"@graph":[1,"a",null]}}', "{", "[,]", '{"a":1}}', "//",
    '[{"@type":"BreadcrumbList","itemListElement":[{"name":{"name":1}},3,{"item":[]}]}]',
)  # fmt: skip
TAGS = ("div", "span", "font", "table", "b", "p", "ul", "blockquote", "section", "td", "header", "x-y", "h2")  # fmt: skip
TOKENS = (
    *(f"<{tag}>" for tag in TAGS), "</div>", "</p>", "<", ">", "&", "&#0;", "&#xD83D;", "&#x110000;",
    "\0", "<!--", "-->", "<script>", "</script>", "<style>", "<title>", "<base href='http://[::1'>",
    "<p hidden>", "<table><tr><td>", "<form>", "<svg><a>", "<![CDATA[", "<?php ?>", "<iframe>",
    "<time datetime='9999-12-31'>", "<meta itemprop=datePublished>", "<a rel=next href='//['>",
    "<figure><figure>", "<img>", "<img srcset=','>", "<noscript>", "\u202e", "a\u0301\u0323" * 50,
    "<body>", "<html>", "<head>", "<frameset>", "<plaintext>", "<textarea>", "<nav>", "<footer>",
)  # fmt: skip
_VALUE = re.compile(rb"""(?<==)(?:"[^"]*"|'[^']*')""")
_EVAL = Path(__file__).parents[2] / "shared" / "eval"

Mutation = Callable[[random.Random, bytes], bytes]


def text(count: int = 6) -> str:
    return "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(count))


def page(body: str, head: str = "") -> bytes:
    return (
        f"<html lang=vi><head><meta charset=utf-8><title>{TITLE}</title>{head}</head>"
        f"<body><h1>{TITLE}</h1>{body}</body></html>"
    ).encode("utf-8", "surrogatepass")


def ld(data: object) -> str:
    written = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{written}</script>'


def odd_pages() -> Iterator[tuple[str, bytes]]:
    """(name, page): each is wrong in one way."""
    for address in ADDRESSES:
        links = (
            f'<a href="{address}">{TITLE} của Đảng ủy xã</a><a rel=next href="{address}">Trang sau</a>'
            f'<img src="{address}" srcset="{address} 2x" data-src="{address}"><video src="{address}">'
            f'</video>{text()}<p>Tệp <a href="{address}.pdf">x</a></p>'
        )
        head = f'<link rel=next href="{address}"><link rel=canonical href="{address}">'
        yield f"address {address[:20]!r}", page(links, head)
        yield f"base {address[:20]!r}", page(f'<base href="{address}">{links}', head)
    for date in DATES:
        shown = (
            f'<span class=date>{date}</span><time datetime="{date}" itemprop="datePublished" '
            f'content="{date}">{date}</time>{text()}<span itemprop="author name">{date}</span>'
        )
        metas = "".join(
            f'<meta property="{name}" content="{date}">'
            for name in ("article:published_time", "article:modified_time", "og:title", "author")
        )
        yield f"date {date[:20]}", page(shown, metas)
        yield f"shown date {date[:20]}", page(shown)
    stated = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-01-01"}
    for key in KEYS:
        for number, value in enumerate(VALUES):
            yield f"json-ld {key} {number}", page(text(), ld({**stated, key: value}))
            yield f"json-ld {key} {number} alone", page("", ld({**stated, key: value}))
    for number, script in enumerate(SCRIPTS):
        state = f"<script>window.__S__ = {script}; a = JSON.parse({script!r})</script>"
        rows = f'<script>self.__next_f.push([1,"{number:x}:T{script[:9]},{SENTENCE}"])</script>'
        data = f"<script id=__NEXT_DATA__ type=application/json>{script}{' ' * 200}</script>"
        yield f"script {number}", page(text(), ld(script))
        yield f"state {number}", page("", f"{state}{rows}{data}{ld(script)}")
    for token in TOKENS:
        yield f"token {token[:20]!r}", page(token + text())
        yield f"tokens {token[:20]!r}", page(token * 500 + text())
    for raw in (
        b"", b" ", b"\0", b"\0\0\0", b"<", b"<!", b"<!--", b"<!DOCTYPE", b"<html", b"&", b"\xff\xfe",
        b"\xfe\xff", b"\xef\xbb\xbf", b"<\0", b"\xff" * 1000, b"<?", b"<?xml", b"</p>", b"<script>",
        b"%PDF-1.4", b"\x1f\x8b", b"<title>", b"<base href='http://[::1'>", b"<!-- x -->", b"<?x?>",
        b"<html><frameset><frame src=a></frameset></html>", SENTENCE.encode() * 9,
    ):  # fmt: skip
        yield f"bytes {raw[:12]!r}", raw
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip
    declared = f'<!DOCTYPE html [<!ENTITY a "lol">{bomb}]>'.encode()
    yield "entity bomb", declared + page(f"<p>&i;&h;</p>{text()}")


def _cut(rng: random.Random, html: bytes) -> bytes:
    return html[: rng.randrange(len(html) + 1)]


def _remove(rng: random.Random, html: bytes) -> bytes:
    at = rng.randrange(len(html) + 1)
    return html[:at] + html[at + rng.randrange(2000) :]


def _repeat(rng: random.Random, html: bytes) -> bytes:
    at = rng.randrange(len(html) + 1)
    piece = html[at : at + rng.randrange(1, 3000)]
    return html[:at] + piece * rng.randrange(2, 30) + html[at:]


def _insert(rng: random.Random, html: bytes) -> bytes:
    at = rng.randrange(len(html) + 1)
    token = rng.choice(TOKENS).encode() * rng.choice((1, 1, 3, 200))
    return html[:at] + token + html[at:]


def _spoil(rng: random.Random, html: bytes) -> bytes:
    spoilt = bytearray(html)
    for _ in range(rng.choice((1, 10, 300))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.choice((0, 0x3C, 0x3E, 0x22, rng.randrange(256)))  # fmt: skip
    return bytes(spoilt)


def _attribute(rng: random.Random, html: bytes) -> bytes:
    places = list(_VALUE.finditer(html))
    if not places:
        return html
    place = rng.choice(places)
    value = rng.choice((*ADDRESSES, *DATES, "x" * 5000)).encode("utf-8", "replace")
    return html[: place.start()] + b'"' + value + b'"' + html[place.end() :]


def _encode(rng: random.Random, html: bytes) -> bytes:
    name = rng.choice(("utf-16", "utf-16-le", "cp1258", "cp1252", "utf-32", "latin-1", "utf-7"))
    return html.decode("utf-8", "replace").encode(name, "replace")


def _misread(rng: random.Random, html: bytes) -> bytes:
    return html.decode(rng.choice(("cp1252", "latin-1", "cp1258")), "replace").encode()


MUTATIONS: tuple[Mutation, ...] = (
    _cut, _remove, _repeat, _insert, _insert, _spoil, _attribute, _attribute, _encode, _misread,
)  # fmt: skip


def mutated(html: bytes, seed: int) -> bytes:
    """`html` after one to three mutations; the same seed, the same bytes."""
    rng = random.Random(seed)
    for _ in range(rng.randrange(1, 4)):
        html = rng.choice(MUTATIONS)(rng, html)
    return html


def real_pages() -> list[tuple[Path, str]]:
    """(file, URL) of every fixture, and of the evaluation set where that folder is there."""
    found = []
    for path in sorted((Path(__file__).parent / "fixtures").glob("*/*/page.html")):
        told = next(path.parent.glob("*.json"), None)
        stated = json.loads(told.read_text("utf-8")) if told else {}
        found.append((path, str(stated.get("url", URL)) if isinstance(stated, dict) else URL))
    found += [(path, URL) for path in sorted(_EVAL.glob("*/pages/*.gz"))]
    return found
