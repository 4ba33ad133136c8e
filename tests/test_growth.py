"""A page four times as long takes about four times the time and the memory, whatever repeats.

Time is that of the process, best of several, so that a busy machine does not count; quadratic
work would show as 16.
"""

import gc
import time
import tracemalloc
from collections.abc import Callable

import pytest

from crawler.reader import NotAnArticle, read_article, read_listing
from tests.hostile_pages import SENTENCE, TITLE, URL, ld, page, text

MOST = 9.0
"""Times the time for four times the page: beyond this, growth is no longer linear."""
STEPS = 3
SMALL = 600


def link(n: int) -> str:
    return f'<a href="/thoi-su/tin-thu-{n}-cua-dang-bo-xa-binh-minh-{20000 + n}.html">Tin thứ {n} của Đảng bộ xã</a>'


def said(n: int) -> str:
    return SENTENCE.format(n)


# What repeats, by name: piece(n), and what stands around all pieces.
REPEATED: dict[str, tuple[Callable[[int], str], str]] = {
    "paragraphs": (lambda n: f"<p>{said(n)}</p>", "<div>{}</div>"),
    "lines": (lambda n: f"{said(n)}<br>", "<div>{}</div>"),
    "broken lines": (lambda n: f"dòng thứ {n}<br>", "<div>" + text() + "{}</div>"),
    "links": (lambda n: f"<li>{link(n)}</li>", text() + "<ul>{}</ul>"),
    "links in lines": (lambda n: f"{said(n)} {link(n)}<br>", "<div>{}</div>"),
    "links in text": (lambda n: f"{said(n)} {link(n)}", "<div><p>{}</p></div>"),
    "cards": (lambda n: f"<div><h3>{link(n)}</h3><p>{said(n)}</p></div>", text() + "<div>{}</div>"),
    "short titles": (lambda n: f'<p><a href="/t?id={n}"><img src="/a{n}.jpg">Mùa {n}</a></p>', "<div>{}</div>"),
    "levels": (lambda n: "<div>", "{}" + text()),
    "levels with text": (lambda n: f"<p>{said(n)}</p>", "<div>" * 1500 + "{}"),
    "bad names": (lambda n: f'<div class="sidebar ads"><p>{said(n)}</p></div>', "<div>{}</div>"),
    "pictures": (lambda n: f'<p><img src="/a{n}.jpg"></p>', "<div>" + text() + "{}</div>"),
    "pictures in one line": (lambda n: f'<img src="/a{n}.jpg">{said(n)}', "<div><p>{}</p></div>"),
    "captions in one line": (
        lambda n: f'<img src="/a{n}.jpg"><em>Ảnh chụp số {n} ở xã</em><br>', "<div>" + text() + "<p>{}</p></div>",
    ),
    "one picture": (lambda n: '<img src="/a.jpg">', "<div>" + text() + "{}</div>"),
    "figures": (
        lambda n: f'<figure><img src="/a{n}.jpg"><figcaption>Cảnh {n}</figcaption></figure>', "<div>" + text() + "{}</div>",
    ),
    "one figure": (lambda n: f'<img src="/a{n}.jpg"><p>Cảnh {n}</p>', "<div>" + text() + "<figure>{}</figure></div>"),
    "cells": (lambda n: f"<td>Ô {n}</td>", "<div>" + text() + "<table><tr>{}</tr></table></div>"),
    "rows": (lambda n: f"<tr><td>Ô {n}<td>{n}</tr>", "<div>" + text() + "<table>{}</table></div>"),
    "headings": (lambda n: f"<h1>{TITLE} {n}</h1>", "<div>" + text() + "{}</div>"),
    "date lines": (lambda n: f"<span>05/03/2024 0{n % 9}:00</span><br>", "<div>{}</div>" + text()),
    "authors": (lambda n: f"<span class=author>An {n}</span><br>", "<div>{}</div>" + text()),
    "tags": (lambda n: f"<a rel=tag href=/t/{n}>từ khóa {n}</a><br>", text() + "<div class=tags>{}</div>"),
    "files": (lambda n: f'<a href="/a{n}.pdf">Tệp {n}</a><br>', "<div>" + text() + "{}</div>"),
    "pages": (lambda n: f"<a href='?page={n}'>{n}</a>", text() + "<div>{}</div>"),
    "labels": (lambda n: f"<p>Tin liên quan:</p><p>{said(n)}</p>", "<div>{}</div>"),
    "names under labels": (lambda n: f"<div><p>Tác giả:</p><p>Lê Hà</p></div><p>{said(n)}</p>", "<div>{}</div>"),
    "addresses": (lambda n: "<p>Mọi ý kiến xin gửi về tòa soạn.</p>", "<div>" + text() + "{}</div>"),
    "metas": (lambda n: f"<meta property=og:title content=t{n}><meta name=author content=Ông{n}>", "{}" + text()),
    "scripts": (lambda n: f'a{n} = {{"a":[{n}', "<script>{}</script>"),
    "piled marks": (lambda n: "\u0301\u0323" * 20, "<p>a{}</p>" + text()),
    "blanks": (lambda n: " \n" * 50 + "&nbsp; ", "<p>{}</p>" + text()),
    "attributes": (lambda n: f"a{n}=1 b{n} ", "<p {}>x</p>" + text()),
    "brackets": (lambda n: "<" * 50, text() + "{}"),
    "open tags": (lambda n: "<div ", "<div>" * 2100 + text() + "{}"),
    "json-ld": (lambda n: f'{{"@type":"NewsArticle","headline":"{n}"}},', text() + ld("[{}]")),
}  # fmt: skip


def build(name: str, count: int) -> bytes:
    piece, around = REPEATED[name]
    before, _, behind = around.partition("{}")
    return page(before + "".join(map(piece, range(count))) + behind)


def spent(read: Callable[[bytes, str], object], html: bytes) -> float:
    gc.collect()
    began = time.process_time()
    try:
        read(html, URL)
    except NotAnArticle:
        pass
    return time.process_time() - began


@pytest.mark.parametrize("read", [read_article, read_listing])
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_the_length(name, read):
    small, large = build(name, SMALL), build(name, 4 * SMALL)
    spent(read, build(name, 20))
    ratio = 0.0
    for _ in range(STEPS):  # a machine that is busy with others may spoil one comparison
        ratio = spent(read, large) / max(spent(read, small), 0.002)
        if ratio < MOST:
            return
    pytest.fail(f"four times the {name} take {ratio:.1f} times the time")


def peak(html: bytes) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        read_article(html, URL)
    except NotAnArticle:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


@pytest.mark.parametrize("name", ["paragraphs", "lines", "links", "levels with text", "figures", "cells"])  # fmt: skip
def test_memory_grows_with_the_length(name):
    peak(build(name, SMALL))
    assert peak(build(name, 4 * SMALL)) < 6 * peak(build(name, SMALL))
