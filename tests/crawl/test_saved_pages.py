"""Saved pages on loopback under their own paths, crawled from listing to feed by a real spider.

Two pages after the layout of the Government's paper always; the paper's own pages as they were
served where `../shared/eval` lies beside the project.
"""

import gzip
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.crawl.crawling import crawl

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests/fixtures/families/vccorp"
SAVED = ROOT.parent / "shared/eval/vi"
HOST = "baochinhphu.vn"
SECTION = "/chinh-sach-va-cuoc-song/chinh-sach-moi.htm"
# Reconstructed: the focus block and the stream of a section page, texts of our own.
LISTING = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Chính sách mới</title></head><body>
<div class="header"><a href="/" title="Trang chủ">Trang chủ</a> <a href="/chinh-tri.htm">Chính trị</a>
<a href="/kinh-te.htm">Kinh tế</a> <a href="/xa-hoi.htm">Xã hội</a> <a href="/tim-kiem.htm">Tìm kiếm</a></div>
<div class="list__focus-main"><div class="box-category-item">
<a class="box-category-link-title" href="{path}" title="{title}">{title}</a></div></div>
<div class="box-stream"><div class="box-stream-item"><a class="box-stream-link-title"
href="https://baochinhphu.vn{path}">{title}</a><p class="box-stream-sapo">Sáu mươi hai căn, chín địa phương.</p></div></div>
<div class="footer"><a href="/lien-he.htm">Liên hệ</a> © Cổng Thông tin điện tử</div></body></html>"""


class _Handler(BaseHTTPRequestHandler):
    server: "SavedSite"

    def do_GET(self) -> None:
        body = self.server.pages.get(urlsplit(self.path).path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        local = f"http://127.0.0.1:{self.server.server_port}".encode()
        self.wfile.write((body or b"").replace(f"https://{HOST}".encode(), local))

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


class SavedSite(ThreadingHTTPServer):
    """Answers each path of `pages` with its bytes; links to the site's own host stay local."""

    daemon_threads = True

    def __init__(self, pages: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages


@contextmanager
def served(pages: dict[str, bytes]):
    with SavedSite(pages) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


def test_reconstructed_pages(tmp_path):
    answer = json.loads((FIXTURE / "item.json").read_bytes())
    path, item = urlsplit(answer["url"]).path, answer["item"]
    listing = LISTING.format(path=path, title=item["title"])
    with served({SECTION: listing.encode(), path: (FIXTURE / "page.html").read_bytes()}) as base:
        run = crawl(tmp_path, "site", base + SECTION)
    assert run.code == 0, run.output
    (article,) = run.items
    assert article["url"] == base + path
    assert article["title"] == item["title"]
    assert article["body"].split("\n\n") == item["body"]
    assert article["published"] == item["published"]


@pytest.mark.skipif(
    not SAVED.exists(), reason="the saved pages lie beside the project, and are not here"
)
def test_pages_as_they_were_served(tmp_path):
    page = gzip.decompress((SAVED / "pages/baochinhphu.vn__1.gz").read_bytes())
    listing = gzip.decompress((SAVED / "pages/baochinhphu.vn__2.gz").read_bytes())
    gold = json.loads((SAVED / "gold/baochinhphu.vn__1.json").read_bytes())
    listed = json.loads((SAVED / "gold/baochinhphu.vn__2.json").read_bytes())["articles"]
    path = urlsplit(gold["url"]).path
    # The article was saved on another day than the listing: it takes the place of the first one.
    listing = listing.replace(listed[0].encode(), path.encode())
    with served({SECTION: listing, path: page}) as base:
        run = crawl(tmp_path, "site", base + SECTION)
    (article,) = run.items
    assert article["url"] == base + path
    assert article["title"] == gold["title"]
    assert article["published"] == gold["published"]
    paragraphs = article["body"].split("\n\n")
    assert sum(text in paragraphs for text in gold["paragraphs"]) >= 0.95 * len(gold["paragraphs"])
    assert run.totals()["found"] >= 0.9 * len(listed)
