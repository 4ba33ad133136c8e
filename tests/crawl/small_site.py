"""A fast site on loopback: sections of numbered articles, slow or broken on demand.

`python -m tests.crawl.small_site COUNT` serves until killed and prints its address first.
"""

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PER_PAGE = 10
SENTENCES = (
    "Sáng nay, Ban Thường vụ Tỉnh ủy tổ chức hội nghị quán triệt các nghị quyết của Trung ương.",
    "Các đại biểu đã thảo luận, đóng góp ý kiến vào dự thảo chương trình hành động của địa phương.",
    "Hội nghị thống nhất nhiều giải pháp nhằm nâng cao chất lượng sinh hoạt chi bộ trong năm tới.",
)


def article(number: int) -> str:
    """An article's page: every text differs, so that nothing is taken for a duplicate."""
    paragraphs = "".join(
        f"<p>{sentence} Đây là đoạn {part} của bài số {number}, viết cho kỳ họp thứ {number}.</p>"
        for part, sentence in enumerate(SENTENCES * 2)
    )
    title = f"Hội nghị lần thứ {number} của Đảng bộ xã Bình Minh"
    return (
        f"<html lang=vi><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="2026-03-05T08:{number % 60:02}:00+07:00">'
        f"</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def listing(page: int, count: int) -> str:
    """A section's page, with a link to the next one."""
    first = (page - 1) * PER_PAGE
    numbers = range(first + 1, min(first + PER_PAGE, count) + 1)
    links = "".join(
        f'<article><h3><a href="/bai-viet-ve-hoi-nghi-lan-thu-{n}-cua-dang-bo-{10000 + n}.html">'
        f"Hội nghị lần thứ {n} của Đảng bộ xã Bình Minh</a></h3></article>"
        for n in numbers
    )
    more = (
        f'<a rel="next" href="/?page={page + 1}">Trang sau</a>'
        if numbers[-1:] and numbers[-1] < count
        else ""
    )
    return f"<html lang=vi><head><meta charset=utf-8></head><body><main>{links}{more}</main></body></html>"


class SmallSite(ThreadingHTTPServer):
    """`broken` maps a path to the status it answers with; `asked` counts requests by path."""

    daemon_threads = True

    def __init__(self, count: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.count = count
        self.repeats = False
        """True: every page of the listing shows the first one, and names a next."""
        self.broken: dict[str, int] = {}
        self.asked: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: SmallSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        status = self.server.broken.get(self.path, 200)
        body = self._body() if status == 200 else "hỏng"
        if body is None:
            status, body = 404, "không có"
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self) -> str | None:
        path, _, query = self.path.partition("?")
        if path == "/":
            page = int(query.removeprefix("page=") or 1)
            if self.server.repeats:
                more = f'<a rel="next" href="/?page={page + 1}">Trang sau</a>'
                return listing(1, self.server.count).replace("</main>", f"{more}</main>")
            return listing(page, self.server.count)
        if path.endswith(".html"):
            return article(int(path.removesuffix(".html").rpartition("-")[2]) - 10000)
        return None

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def small_site(count: int) -> Iterator[SmallSite]:
    """A running site with `count` articles."""
    site = SmallSite(count)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


if __name__ == "__main__":
    with small_site(int(sys.argv[1])) as running:
        print(running.url, flush=True)
        threading.Event().wait()
