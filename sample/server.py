"""The HTTP server of the sample site: loopback only, conditional requests answered."""

import hashlib
import json
import threading
from dataclasses import asdict
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from sample import pages
from sample.content import SECTIONS, Story, stories

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_ROBOTS = b"User-agent: *\nDisallow: /noi-bo/\nSitemap: /sitemap.xml\n"
_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


def _clock() -> str:
    today = datetime.now()
    name = f"Thứ {_WEEKDAYS[today.weekday()]}" if today.weekday() < 6 else "Chủ nhật"
    return f"{name}, {today:%d/%m/%Y}"


class Content:
    """All answers of the site, by path."""

    def __init__(self) -> None:
        self.stories = stories()
        self.clock = _clock()
        self.by_path = {story.path: story for story in self.stories}
        self.double = f"/thoi-su/ban-in-lai-{self.stories[0].id}.html"

    def manifest(self) -> bytes:
        rows = [{**asdict(s), "path": s.path} for s in self.stories]
        data = {
            "articles": rows,
            "duplicates": {self.double: self.stories[0].path},
            "not_articles": ["/lien-he-gop-y-cho-ban-bien-tap-ban-tin-10001.html"],
            "forbidden": ["/noi-bo/thong-bao-danh-rieng-cho-can-bo-noi-bo-30001.html"],
        }
        return json.dumps(data, ensure_ascii=False, indent=1).encode()

    def _others(self, story: Story) -> list[Story]:
        at = self.stories.index(story)
        return [s for s in self.stories[at + 1 :] + self.stories[:at] if s.quirk != "sitemap-only"][
            :16
        ]

    def _listed(self, section: str | None) -> list[Story]:
        return [
            s for s in reversed(self.stories)
            if (section is None or s.section == section) and s.quirk != "sitemap-only"
        ]  # fmt: skip

    def answer(self, path: str, page: int, host: str) -> tuple[str, bytes] | None:
        """(content type, body), or None for a page that is not there."""
        html = "text/html; charset=utf-8"
        story = self.by_path.get(path) or (self.stories[0] if path == self.double else None)
        if story:
            kind = "text/html; charset=iso-8859-1" if story.quirk == "latin-header" else html
            return kind, pages.article(story, self._others(story), self.clock, page)
        section = path.strip("/")
        if path == "/" or section in SECTIONS:
            return html, pages.listing(
                section or None, self._listed(section or None), page, self.clock
            )
        if path.startswith("/lien-he-gop-y"):
            return html, pages.contact(self.clock)
        if path.startswith("/tai-lieu/"):
            return "application/pdf", _PDF
        fixed = {
            "/robots.txt": ("text/plain", _ROBOTS),
            "/manifest.json": ("application/json; charset=utf-8", self.manifest()),
        }
        if path in fixed:
            return fixed[path]
        if path == "/rss.xml":
            return "application/rss+xml; charset=utf-8", self._rss(host)
        if path == "/sitemap.xml":
            return "application/xml", self._sitemap(host)
        return None

    def _rss(self, host: str) -> bytes:
        items = "".join(
            f"<item><title>{s.title}</title><link>http://{host}{s.path}</link></item>"
            for s in self._listed(None)[:10]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bản tin</title>{items}</channel></rss>'.encode()

    def _sitemap(self, host: str) -> bytes:
        places = [s.path for s in self.stories] + [
            self.double,
            "/noi-bo/thong-bao-danh-rieng-cho-can-bo-noi-bo-30001.html",
        ]
        urls = "".join(f"<url><loc>http://{host}{path}</loc></url>" for path in places)
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    content: Content
    requests: list[str]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.requests.append(self.path)
        number = parse_qs(parts.query).get("page", ["1"])[0]
        page = int(number) if number.isdigit() else 1
        found = self.content.answer(parts.path, page, self.headers.get("Host", ""))
        kind, body = found or (
            "text/html; charset=utf-8",
            "<h1>404 Không tìm thấy trang</h1>".encode(),
        )
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if found and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        else:
            status = 200 if found else 404
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the crawl's own report is what a user reads."""


class SampleSite:
    """The site on a free loopback port: `with SampleSite() as site: site.url`."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[str] = []
        handler = type("Handler", (_Handler,), {"content": Content(), "requests": self.requests})
        self.server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
