"""Pictures and files of an article: what is kept, what is refused, what their text is."""

import hashlib
import json
import random
import struct
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.test import get_crawler

from crawler.attachments import join_lines, text_of
from crawler.extract.filetypes import file_type
from crawler.media import chosen
from crawler.middlewares.borders import StayOnSite
from crawler.site import Site
from crawler.spider import BulletinSpider
from tests.archive.test_crawl_and_replay import NO_NETWORK
from tests.crawl.small_site import SENTENCES
from tests.serving import serving
from tests.starting import SCRAPY, scrapy

PDF_TEXT = "Nghi quyet so 05 ve chuyen doi so trong co quan Dang"


def picture(seed: int) -> bytes:
    """A PNG of noise."""
    rows = b"".join(b"\x00" + random.Random(seed * 99 + y).randbytes(24) for y in range(8))

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(text: str) -> bytes:
    """A PDF of one line."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def docx(*paragraphs: str, row: tuple[str, ...] = ()) -> bytes:
    document = pytest.importorskip("docx", reason="python-docx is not installed").Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if row:
        table = document.add_table(rows=1, cols=len(row))
        for cell, text in zip(table.rows[0].cells, row, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def swollen_docx() -> bytes:
    """A kilobyte that unpacks to 300 MB."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        with packed.open("word/document.xml", "w") as file:
            for _ in range(300):
                file.write(bytes(1 << 20))
    return buffer.getvalue()


FILES = {
    "/anh/mot.png": picture(1),
    "/anh/mot-ban-sao.png": picture(1),
    "/anh/gia.jpg": b"<html>no picture</html>",
    "/anh/to.png": picture(2) + bytes(400_000),
    "/tai-lieu/nghi-quyet.pdf": pdf(PDF_TEXT),
    "/tai-lieu/..%2f..%2f..%2fetc%2fpasswd.pdf": pdf("Cong van"),
    "/tai-lieu/hong.pdf": b"%PDF-1.4 hong",
}


class _Site(ThreadingHTTPServer):
    daemon_threads = True
    files: dict[str, bytes] = {}


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        if self.path == "/anh/chuyen.png":
            self._answer(302, b"", "text/html", {"Location": "/anh/hai.png"})
        elif self.path == "/anh/hai.png":
            self._answer(200, picture(3), "image/png")
        elif self.path in self.server.files:
            self._answer(200, self.server.files[self.path], "application/octet-stream")
        elif self.path in ("/", "/bai-viet-ve-nghi-quyet-moi-cua-dang-bo-xa-10001.html"):
            self._answer(200, self._page().encode(), "text/html; charset=utf-8")
        else:
            self._answer(404, b"", "text/html")

    def _page(self) -> str:
        title = "Nghị quyết mới của Đảng bộ xã Bình Minh"
        if self.path == "/":
            link = "/bai-viet-ve-nghi-quyet-moi-cua-dang-bo-xa-10001.html"
            return f'<html><body><main><h3><a href="{link}">{title}</a></h3></main></body></html>'
        paths = [path for path in self.server.files if path.startswith("/anh/")]
        pictures = [*paths, "/anh/chuyen.png", "/anh/khong-co.png", "http://10.0.0.1/noi-bo.png"]
        files = [path for path in self.server.files if path.startswith("/tai-lieu/")]
        return (
            f"<html lang=vi><head><meta charset=utf-8><title>{title}</title></head><body><article>"
            f"<h1>{title}</h1>"
            + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)
            + "".join(
                f'<figure><img src="{path}" width=600 height=400><figcaption>Đại biểu thứ {n} dự '
                "hội nghị.</figcaption></figure>"
                for n, path in enumerate(pictures)
            )
            + "".join(
                f'<p><a href="{path}">Tải văn bản {n}</a></p>' for n, path in enumerate(files)
            )
            + "</article></body></html>"
        )

    def _answer(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    site = _Site(("127.0.0.1", 0), _Handler)
    decree = docx("Điều 1. Phê duyệt kế hoạch.", "", row=("Đơn vị", "Số đảng viên"))
    site.files = FILES | {"/tai-lieu/ke-hoach.docx": decree, "/tai-lieu/bom.docx": swollen_docx()}
    with serving(site):
        yield f"http://127.0.0.1:{site.server_port}/"


def crawl(data: Path, url: str, *more: str, network: bool = True) -> tuple[int, str]:
    program = SCRAPY if network else NO_NETWORK
    settings = ("MEDIA=images,attachments", "MEDIA_TEXT=1", "MEDIA_MAXSIZE=350000")
    switches = [word for setting in settings for word in ("-s", setting)]
    told = ("crawl", "site", "-a", f"url={url}", *switches, *more)
    return scrapy(data, *told, program=program, BANTIN_ARCHIVE="1")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory, url: str) -> tuple[Path, dict, bytes, str]:
    data = tmp_path_factory.mktemp("data")
    code, output = crawl(data, url)
    assert code == 0, output
    (feed,) = (data / "feeds/site").glob("*.jsonl")
    (line,) = feed.read_bytes().splitlines()
    return data, json.loads(line), feed.read_bytes(), output


def test_a_picture_is_named_by_its_bytes_and_stored_once(crawled) -> None:
    data, item, _, output = crawled
    images = {image["url"].rpartition("/")[2]: image for image in item["images"]}
    assert set(images) >= {"mot.png", "mot-ban-sao.png", "gia.jpg", "to.png"}, output
    digest = hashlib.sha256(picture(1)).hexdigest()
    for name in ("mot.png", "mot-ban-sao.png"):
        assert (images[name]["sha256"], images[name]["path"]) == (
            digest, f"{digest[:2]}/{digest}.png",
        )  # fmt: skip
    assert (data / "files" / images["mot.png"]["path"]).read_bytes() == picture(1)


@pytest.mark.parametrize("name", ["gia.jpg", "to.png", "khong-co.png", "noi-bo.png"])
def test_what_is_no_picture_too_large_missing_or_private_stays_an_address(crawled, name) -> None:
    images = {image["url"].rpartition("/")[2]: image for image in crawled[1]["images"]}
    assert images[name]["sha256"] is images[name]["path"] is None


def test_a_redirect_on_the_host_is_followed(crawled) -> None:
    images = {image["url"].rpartition("/")[2]: image for image in crawled[1]["images"]}
    assert images["chuyen.png"]["sha256"] == hashlib.sha256(picture(3)).hexdigest()


def test_robots_txt_of_a_host_of_files_is_asked_and_no_other() -> None:
    borders = StayOnSite(get_crawler(BulletinSpider))
    robots = Request("https://anh.mau.vn/robots.txt", meta={"dont_obey_robotstxt": True})
    with pytest.raises(IgnoreRequest):
        borders.process_request(robots)
    file = Request("https://anh.mau.vn/1.jpg", cb_kwargs={"site": Site(host="anh.mau.vn")})
    borders.process_request(file)
    borders.process_request(robots)
    with pytest.raises(IgnoreRequest):
        borders.process_request(robots.replace(url="https://khac.vn/robots.txt"))
    with pytest.raises(IgnoreRequest):  # a redirect of the file
        borders.process_request(file.replace(url="https://khac.vn/1.jpg"))


def test_no_name_escapes_the_folder(crawled) -> None:
    data, item, *_ = crawled
    stored = sorted(path for path in (data / "files").rglob("*") if path.is_file())
    known = {file["path"] for file in (*item["images"], *item["attachments"]) if file["path"]}
    assert {str(path.relative_to(data / "files")) for path in stored} == known
    assert all(path.stem == hashlib.sha256(path.read_bytes()).hexdigest() for path in stored)


def test_text_of_files_is_read_and_a_bad_one_costs_itself(crawled) -> None:
    texts = {file["url"].rpartition("/")[2]: file["text"] for file in crawled[1]["attachments"]}
    assert texts["nghi-quyet.pdf"] == PDF_TEXT
    assert texts["ke-hoach.docx"] == "Điều 1. Phê duyệt kế hoạch.\n\nĐơn vị | Số đảng viên"
    assert texts["hong.pdf"] is texts["bom.docx"] is None


def test_replay_has_the_files_too(crawled, url: str, tmp_path: Path) -> None:
    data, _, feed, _ = crawled
    file = tmp_path / "again.jsonl"
    replay = f"REPLAY={data}/archive/site/*.warc.gz"
    code, output = crawl(tmp_path, url, "-O", str(file), "-s", replay, network=False)
    assert code == 0, output
    assert file.read_bytes() == feed


@pytest.mark.parametrize("setting", ["MEDIA=pictures", "MEDIA=images;attachments"])
def test_a_wrong_choice_is_told(tmp_path: Path, url: str, setting: str) -> None:
    code, output = crawl(tmp_path, url, "-s", setting)
    assert code != 0
    assert "is none of images, attachments" in output


def test_both_may_be_chosen() -> None:
    assert chosen("images, attachments") == ["images", "attachments"]


@pytest.mark.parametrize(
    ("data", "url", "kind"),
    [
        (picture(1), "x", "png"),
        (b"\xff\xd8\xff\xe0", "x.png", "jpg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "x", "webp"),
        (b"\0\0\0\x1cftypavif", "x", "avif"),
        (b"\n\n%PDF-1.7", "x", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "/a.XLS?x=1", "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "/tai-ve?id=3", "doc"),
        (b"PK\x03\x04hong", "/a.docx", None),
        (b"<html>", "/a.pdf", None),
        (b"<svg onload=alert(1)>", "/a.svg", None),
        (b"MZ\x90", "/a.pdf", None),
        (b"", "/a.pdf", None),
    ],
)
def test_file_type(data: bytes, url: str, kind: str | None) -> None:
    assert file_type(data, url) == kind


def test_lines_of_a_page_become_paragraphs() -> None:
    lines = [
        "QUYẾT ĐỊNH", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm",
        "2015 và đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12 về việc", "kiện toàn;",
        "Điều 1. Thành lập Ban Chỉ đạo.", "a) Trưởng ban", "",
    ]  # fmt: skip
    assert list(join_lines(lines)) == [
        "QUYẾT ĐỊNH",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và đề nghị của "
        "Giám đốc Sở Nội vụ tại Tờ trình số 12 về việc kiện toàn;",
        "Điều 1. Thành lập Ban Chỉ đạo.",
        "a) Trưởng ban",
    ]


def test_bytes_that_are_nothing_have_no_text() -> None:
    for kind in ("pdf", "docx"):
        assert text_of(b"", kind) is None
        assert text_of(random.Random(1).randbytes(5000), kind) is None
