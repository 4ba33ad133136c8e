"""A bulletin site on loopback that can do what good, broken and hostile servers do.

Deterministic by `seed`. A site answers with articles, listings, feeds and sitemaps; `faults` maps a
path to what is sent instead. `python -m tests.crawl.fake_site COUNT` serves until killed.
"""

import gzip
import hashlib
import random
import ssl
import struct
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.utils import formatdate
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.serving import serving

SECTIONS = ("thoi-su", "xay-dung-dang", "doi-song")
FIRST_DAY = date(2024, 1, 1)
SUBJECTS = ("Đảng bộ xã", "Chi bộ thôn", "Đảng ủy phường", "Ban Thường vụ huyện")
PLACES = ("Bình Minh", "Hòa Lạc", "Tân Tiến", "Phú Sơn", "An Thịnh")
SENTENCES = (
    "Hội nghị đã quán triệt các nghị quyết của Trung ương và thống nhất chương trình hành động",
    "Các đại biểu thảo luận về công tác phát triển đảng viên và chất lượng sinh hoạt chi bộ",
    "Báo cáo nêu rõ những kết quả nổi bật, những hạn chế và nguyên nhân trong nhiệm kỳ qua",
    "Đồng chí Bí thư yêu cầu các cấp ủy tiếp tục nêu cao tinh thần trách nhiệm trước nhân dân",
)


class FakeSite(ThreadingHTTPServer):
    """The server. Set its attributes before the crawl; read `asked` and `times` after it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, articles: int, seed: int = 1, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Handler)
        self.seed = seed
        self.scheme = "http"
        self.numbers = range(articles)
        self.per_page = 10
        self.per_day = 1
        """Articles of one day; number 0 appeared on FIRST_DAY."""
        self.parts: dict[int, int] = {}
        """Number of an article -> how many pages it spans."""
        self.robots = "User-agent: *\nAllow: /\n"
        self.faults: dict[str, Fault] = {}
        """Path (with or without query) -> what is sent in its place."""
        self.asked: Counter[str] = Counter()
        self.times: list[tuple[float, str]] = []
        self.sent = 0
        """Bytes of bodies sent."""
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.server_address[0]}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawler that hangs up is no news."""

    def articles_asked(self) -> int:
        return sum(count for path, count in self.asked.items() if "/bai-" in path)

    def section_of(self, number: int) -> str:
        return SECTIONS[number % len(SECTIONS)]

    def path_of(self, number: int) -> str:
        slug = f"bai-hoi-nghi-lan-thu-{number}-cua-dang-bo-xa"
        return f"/{self.section_of(number)}/{slug}-{10000 + number}.html"

    def day_of(self, number: int) -> date:
        return FIRST_DAY + timedelta(days=number // self.per_day)

    def title_of(self, number: int) -> str:
        chance = random.Random(f"{self.seed} {number}")
        return (
            f"{chance.choice(SUBJECTS)} {chance.choice(PLACES)} tổ chức hội nghị lần thứ {number}"
        )

    def article(self, number: int, part: int) -> str:
        chance = random.Random(f"{self.seed} {number} {part}")
        title, day = self.title_of(number), self.day_of(number)
        text = "".join(
            f"<p>{chance.choice(SENTENCES)}; đây là đoạn {paragraph} trang {part} của bài {number}.</p>"
            for paragraph in range(6)
        )
        more = ""
        if part < self.parts.get(number, 1):
            more = f'<a rel="next" href="{self.path_of(number)}?page={part + 1}">Trang sau</a>'
        return (
            f"<html lang=vi><head><meta charset=utf-8><title>{title}</title>"
            f'<meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{day}T08:30:00+07:00"></head>'
            f"<body><nav>{self._nav()}</nav><article><h1>{title}</h1>{text}</article>{more}</body></html>"
        )

    def _nav(self) -> str:
        return "".join(f'<a href="/{name}">{name.replace("-", " ")}</a>' for name in SECTIONS)

    def listing(self, section: str | None, page: int) -> str:
        """Newest first, with a link to the next page."""
        numbers = [n for n in reversed(self.numbers) if section in (None, self.section_of(n))]
        shown = numbers[(page - 1) * self.per_page : page * self.per_page]
        links = "".join(
            f'<div class="story"><h3><a href="{self.path_of(n)}">{self.title_of(n)}</a></h3>'
            f'<span class="date">{self.day_of(n):%d/%m/%Y}</span></div>'
            for n in shown
        )
        place = f"/{section or ''}?page={page + 1}"
        more = f'<a rel="next" href="{place}">Trang sau</a>' if shown[-1:] != numbers[-1:] else ""
        return (
            "<html lang=vi><head><meta charset=utf-8><title>Bản tin</title>"
            '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
            f"<body><nav>{self._nav()}</nav><main>{links}</main>{more}</body></html>"
        )

    def feed(self) -> str:
        items = "".join(
            f"<item><title>{self.title_of(n)}</title><link>{self.url.rstrip('/')}{self.path_of(n)}</link>"
            f"<pubDate>{self.day_of(n):%Y-%m-%d}T08:30:00+07:00</pubDate></item>"
            for n in list(reversed(self.numbers))[:10]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bản tin</title>{items}</channel></rss>'

    def sitemap(self, numbers: "range | list[int]") -> str:
        urls = "".join(
            f"<url><loc>{self.url.rstrip('/')}{self.path_of(n)}</loc><lastmod>{self.day_of(n)}</lastmod></url>"
            for n in numbers
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0"?><urlset xmlns="{space}">{urls}</urlset>'

    def sitemap_index(self) -> str:
        maps = "".join(
            f"<sitemap><loc>{self.url}{name}</loc></sitemap>"
            for name in ("sitemap-1.xml.gz", "sitemap-2.xml")
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0"?><sitemapindex xmlns="{space}">{maps}</sitemapindex>'

    def answer(self, target: str) -> tuple[str, bytes] | None:
        """(content type, body) of a path with its query; None for a page that is not there."""
        parts = urlsplit(target)
        path = parts.path
        number = parse_qs(parts.query).get("page", ["1"])[0]
        page = int(number) if number.isdecimal() else 1
        html, xml = "text/html; charset=utf-8", "application/xml"
        if path == "/robots.txt":
            return "text/plain", self.robots.encode()
        if path == "/rss.xml":
            return "application/rss+xml; charset=utf-8", self.feed().encode()
        if path == "/sitemap.xml":
            return xml, self.sitemap_index().encode()
        half = len(self.numbers) // 2
        if path == "/sitemap-1.xml.gz":
            packed = gzip.compress(self.sitemap(self.numbers[:half]).encode(), mtime=0)
            return "application/x-gzip", packed
        if path == "/sitemap-2.xml":
            return xml, self.sitemap(self.numbers[half:]).encode()
        section = path.strip("/")
        if not section or section in SECTIONS:
            return html, self.listing(section or None, page).encode()
        if path.endswith(".html"):
            article = path.removesuffix(".html").rpartition("-")[2]
            if article.isdecimal() and int(article) - 10000 in self.numbers:
                return html, self.article(int(article) - 10000, page).encode()
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers a request, or does the fault that is set for its path."""

    server: FakeSite
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self) -> None:
        site = self.server
        site.asked[self.path] += 1
        site.times.append((time.monotonic(), self.path))
        fault = site.faults.get(self.path) or site.faults.get(self.path.partition("?")[0])
        try:
            fault(self) if fault else self.usual()
        except OSError:  # the crawler has had enough
            self.close_connection = True

    def usual(self) -> None:
        """What a good server answers, conditional requests included."""
        found = self.server.answer(self.path)
        if found is None:
            self.send(404, "text/html; charset=utf-8", "<h1>Không tìm thấy trang</h1>".encode())
            return
        kind, body = found
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Last-Modified": formatdate(1704067200, usegmt=True)}
        if self.headers.get("If-None-Match") == tag:
            self.send(304, kind, b"", headers)
        else:
            self.send(200, kind, body, headers)

    def send(
        self,
        status: int,
        kind: str,
        body: bytes,
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """An answer whose Content-Length may lie."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent += len(body)

    def page(self) -> bytes:
        """The body that the path has on a good day."""
        found = self.server.answer(self.path)
        return found[1] if found else b"<html></html>"

    def log_message(self, *args: object) -> None:
        """Stay silent."""


Fault = Callable[[Handler], None]
HTML = "text/html; charset=utf-8"


def status(code: int, headers: dict[str, str] | None = None, body: str = "hỏng") -> Fault:
    """An answer with this status."""
    return lambda to: to.send(code, HTML, body.encode(), headers)


def redirect(place: str, code: int = 302) -> Fault:
    """A redirect; `place` may be anything."""
    return status(code, {"Location": place}, "")


def at_first(times: int, fault: Fault) -> Fault:
    """`fault` so many times, then the usual answer."""
    left = [times]

    def answer(to: Handler) -> None:
        left[0] -= 1
        fault(to) if left[0] >= 0 else to.usual()

    return answer


def page(body: bytes | str, kind: str = HTML, headers: dict[str, str] | None = None) -> Fault:
    """This body with status 200."""
    data = body.encode() if isinstance(body, str) else body
    return lambda to: to.send(200, kind, data, headers)


def kind(content_type: str) -> Fault:
    """The usual body under a wrong content type."""
    return lambda to: to.send(200, content_type, to.page())


def drip(seconds: float) -> Fault:
    """The usual body, a byte at a time with a pause before each; at most a minute long."""

    def answer(to: Handler) -> None:
        body = to.page()
        to.send(200, HTML, b"", length=len(body))
        end = time.monotonic() + 60
        for place in range(len(body)):
            if to.server.stopped.wait(seconds) or time.monotonic() > end:
                break
            to.wfile.write(body[place : place + 1])
        to.close_connection = True

    return answer


def silence() -> Fault:
    """The request is taken and never answered."""

    def answer(to: Handler) -> None:
        to.server.stopped.wait(60)
        to.close_connection = True

    return answer


def endless(limit: int = 400 << 20) -> Fault:
    """A body without end or length; given up after `limit` bytes."""

    def answer(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", HTML)
        to.send_header("Connection", "close")
        to.end_headers()
        chunk = "<p>Một đoạn văn không bao giờ hết.</p>".encode() * 2000
        sent = 0
        while sent < limit and not to.server.stopped.is_set():
            to.wfile.write(chunk)
            sent += len(chunk)
        to.close_connection = True

    return answer


def cut(share: float = 0.5) -> Fault:
    """Content-Length promises the whole body, but the connection ends early."""

    def answer(to: Handler) -> None:
        body = to.page()
        to.send(200, HTML, body[: int(len(body) * share)], length=len(body))
        to.close_connection = True

    return answer


def overflow(extra: int = 2000) -> Fault:
    """More is sent than Content-Length says; the rest looks like another answer."""

    def answer(to: Handler) -> None:
        body = to.page()
        forged = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nforge"
        to.send(200, HTML, body + forged + b"x" * extra, length=len(body))

    return answer


def hang_up() -> Fault:
    """The server closes its half of the connection before it has said a word."""

    def answer(to: Handler) -> None:
        to.close_connection = True

    return answer


def bomb(encoding: str, mebibytes: int = 300) -> Fault:
    """A small body that unpacks to a huge one."""
    data = _packed(encoding, mebibytes)
    return lambda to: to.send(200, HTML, data, {"Content-Encoding": encoding})


@cache
def _packed(encoding: str, mebibytes: int) -> bytes:
    block = b" " * (1 << 20)
    if encoding == "gzip":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        each = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)  # the same every time
        check = 0
        for _ in range(mebibytes):
            check = zlib.crc32(block, check)
        head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
        tail = struct.pack("<LL", check, mebibytes << 20)
        return head + each * mebibytes + packer.flush() + tail
    import brotli

    brotler = brotli.Compressor(quality=1)
    return b"".join(brotler.process(block) for _ in range(mebibytes)) + brotler.finish()


@contextmanager
def fake_site(
    articles: int = 30, *, seed: int = 1, host: str = "127.0.0.1", tls: Path | None = None
) -> Iterator[FakeSite]:
    """A running site. `tls`: a folder in which a self-signed certificate is made."""
    site = FakeSite(articles, seed, host)
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(tls, host))
        site.socket = context.wrap_socket(site.socket, server_side=True)
        site.scheme = "https"
    with serving(site):
        try:
            yield site
        finally:
            site.stopped.set()


def _certificate(folder: Path, host: str) -> Path:
    """A PEM file with a key and a certificate that nobody has signed."""
    import ipaddress
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


if __name__ == "__main__":
    with fake_site(int(sys.argv[1])) as running:
        print(running.url, flush=True)
        threading.Event().wait()
