"""A site on loopback with what an archive must keep: redirects, errors, retries, encoded bodies."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli

from crawler.feedfile import zstd
from tests.crawl.small_site import article
from tests.serving import serving

ADDRESSES = tuple(f"/bai-viet-ve-hoi-nghi-cua-dang-bo-xa-{10000 + n}.html" for n in range(1, 9))
MOVED, PACKED, SHAKY, GONE, CHUNKED, TWIN, PARTED, LAST = ADDRESSES
"""Leads to another address; comes packed; answers 503 first; 404; in chunks; has the same bytes
as LAST; has a second part."""
TARGET = "/bai-viet-da-chuyen-cho-moi-cua-dang-bo-xa-10001.html"


class OddSite(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.shaken = False
        self.sent: dict[str, bytes] = {}
        """Path -> the body as it went over the wire, chunks joined."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: OddSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path
        body = self._page(path).encode()
        if path == MOVED:
            self._answer(302, b"", {"Location": TARGET})
        elif path == PACKED:
            asked = (self.headers.get("Accept-Encoding") or "").split(", ")
            name = next(name for name in ("zstd", "br", "gzip") if name in asked)
            packed = {"zstd": zstd.compress, "br": brotli.compress, "gzip": gzip.compress}[name]
            self._answer(200, packed(body), {"Content-Encoding": name})
        elif path == SHAKY and not self.server.shaken:
            self.server.shaken = True
            self._answer(503, b"mai", {"X-Vi": "qu\u00e1 t\u1ea3i".encode().decode("latin-1")})
        elif path == GONE or not body:
            self._answer(404, "không có".encode(), {})
        elif path == CHUNKED:
            self._chunks(body)
        else:
            self._answer(200, body, {})

    def _page(self, path: str) -> str:
        if path == "/":
            links = "".join(
                f'<article><h3><a href="{a}">Hội nghị lần thứ {n} của Đảng bộ xã Bình Minh</a></h3>'
                "</article>"
                for n, a in enumerate(ADDRESSES)
            )
            return f"<html><meta charset=utf-8><body><main>{links}</main></body></html>"
        if path == TWIN:
            return article(8)
        if path == PARTED:
            return article(7).replace("</head>", f'<link rel="next" href="{PARTED}?page=2"></head>')
        if path == f"{PARTED}?page=2":
            return article(7).replace("đoạn", "phần hai, đoạn")
        if path.endswith(".html"):
            return article(int(path.removesuffix(".html")[-1]))
        return ""

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.server.sent[self.path] = body
        self.send_response(status)
        headers = {"Content-Type": "text/html; charset=utf-8"} | headers
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _chunks(self, body: bytes) -> None:
        self.server.sent[self.path] = body
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 500):
            piece = body[start : start + 500]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def odd_site() -> Iterator[OddSite]:
    """A running site."""
    with serving(OddSite()) as site:
        yield site
