"""A fast site on loopback: sections of numbered articles, slow or broken on demand.

`python -m tests.crawl.small_site COUNT` serves until killed and prints its address first.
"""

import hashlib
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.serving import serving

PER_PAGE = 10
SENTENCES = (
    "Sáng nay, Ban Thường vụ Tỉnh ủy tổ chức hội nghị quán triệt các nghị quyết của Trung ương.",
    "Các đại biểu đã thảo luận, đóng góp ý kiến vào dự thảo chương trình hành động của địa phương.",
    "Hội nghị thống nhất nhiều giải pháp nhằm nâng cao chất lượng sinh hoạt chi bộ trong năm tới.",
)


def article(number: int, version: int = 0) -> str:
    """An article's page: every text differs, so that nothing is taken for a duplicate."""
    paragraphs = "".join(
        f"<p>{sentence} Đây là đoạn {part} của bài số {number}, viết cho kỳ họp thứ {number}.</p>"
        for part, sentence in enumerate(SENTENCES * 2)
    )
    if version:
        paragraphs += f"<p>Bản sửa thứ {version} của bài số {number}, theo ý kiến của bạn đọc.</p>"
    title = f"Hội nghị lần thứ {number} của Đảng bộ xã Bình Minh"
    return (
        f"<html lang=vi><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="2026-03-05T08:{number % 60:02}:00+07:00">'
        f"</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def path_of(number: int) -> str:
    """Where an article lies."""
    return f"/bai-viet-ve-hoi-nghi-lan-thu-{number}-cua-dang-bo-{10000 + number}.html"


def listing(page: int, count: int, left_out: Set[int] = frozenset()) -> str:
    """A section's page, newest first, with a link to the next one."""
    last = count - (page - 1) * PER_PAGE
    numbers = range(last, max(last - PER_PAGE, 0), -1)
    links = "".join(
        f'<article><h3><a href="{path_of(n)}">'
        f"Hội nghị lần thứ {n} của Đảng bộ xã Bình Minh</a></h3></article>"
        for n in numbers
        if n not in left_out
    )
    more = (
        f'<a rel="next" href="/?page={page + 1}">Trang sau</a>'
        if numbers and numbers[-1] > 1
        else ""
    )
    return f"<html lang=vi><head><meta charset=utf-8></head><body><main>{links}{more}</main></body></html>"


class SmallSite(ThreadingHTTPServer):
    """`broken` maps a path to the status it answers with; `asked` counts requests by path."""

    daemon_threads = True

    def __init__(self, count: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.count = count
        self.left_out: Set[int] = frozenset()
        """Numbers of articles that no listing names."""
        self.repeats = False
        """True: every page of the listing shows the first one, and names a next."""
        self.broken: dict[str, int] = {}
        self.hidden: dict[int, str] = {}
        """Number of an article -> the page that stands in its place, with status 200."""
        self.down: int | None = None
        """Status with which every page answers, if any; the front page does not where it has a
        notice."""
        self.notices: dict[str, str] = {}
        """Path -> the page that stands there, with status 200, whatever else happens."""
        self.redirects: dict[str, str] = {}
        """Path -> where it leads."""
        self.sections: dict[str, list[int]] = {}
        """Path of a section -> numbers of its articles; the front page links to each."""
        self.asked: Counter[str] = Counter()
        self.sent: Counter[int] = Counter()
        """Status -> bytes of the answers, heads included."""
        self.versions: Counter[int] = Counter()
        """Number of an article -> how often it has been changed."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawl that was killed hangs up."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: SmallSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        status = self.server.down or self.server.broken.get(self.path, 200)
        if self.path in self.server.notices:
            status = 200
        body = self._body() if status == 200 else "hỏng"
        if body is None:
            status, body = 404, "không có"
        data = body.encode()
        etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        if status == 200 and self.headers.get("If-None-Match") == etag:
            status, data = 304, b""
        self.server.sent[status] += len(data) + 150  # about what the head has
        if self.path in self.server.redirects:
            status, data = 301, b""
        self.send_response(status)
        if status == 301:
            self.send_header("Location", self.server.redirects[self.path])
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self) -> str | None:
        path, _, query = self.path.partition("?")
        if self.path in self.server.notices:
            return self.server.notices[self.path]
        if path == "/":
            page = int(query.removeprefix("page=") or 1)
            if self.server.repeats:
                more = f'<a rel="next" href="/?page={page + 1}">Trang sau</a>'
                return listing(1, self.server.count).replace("</main>", f"{more}</main>")
            front = listing(page, self.server.count, self.server.left_out)
            menu = "".join(
                f'<li><a href="{path}">{path[1:]}</a></li>' for path in self.server.sections
            )
            return front.replace("<main>", f"<nav><ul>{menu}</ul></nav><main>") if menu else front
        if path in self.server.sections:
            numbers = self.server.sections[path]
            return listing(1, max(numbers), frozenset(range(max(numbers))) - frozenset(numbers))
        if path.endswith(".html"):
            number = int(path.removesuffix(".html").rpartition("-")[2]) - 10000
            return self.server.hidden.get(number) or article(number, self.server.versions[number])
        return None

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def small_site(count: int) -> Iterator[SmallSite]:
    """A running site with `count` articles."""
    with serving(SmallSite(count)) as site:
        yield site


if __name__ == "__main__":
    with small_site(int(sys.argv[1])) as running:
        print(running.url, flush=True)
        threading.Event().wait()
