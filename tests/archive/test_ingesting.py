"""What others have saved: their WARC files, WACZ files, mirrors and saved pages."""

import gzip
import json
import lzma
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.feedfile import zstd
from crawler.ingesting import address_of
from crawler.packing import pack
from tests.archive.test_crawl_and_replay import run
from tests.archive.test_rereading import address, write
from tests.crawl.small_site import article, listing

HTML = "text/html; charset=utf-8"
GOOD = article(1).encode()


def chunked(body: bytes) -> bytes:
    pieces = (body[start : start + 300] for start in range(0, len(body), 300))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def foreign(path: Path, records: list[tuple[str, int, dict[str, str], bytes]]) -> Path:
    """A WARC 1.0 as crawlers of others write it."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "Nutch"}))
        for url, status, headers, body in records:
            head = StatusAndHeaders(f"{status} OK", list(headers.items()), protocol="HTTP/1.1")
            fields = {"WARC-Date": "2026-03-01T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", BytesIO(body), len(body), http_headers=head,
                    warc_headers_dict=fields,
                )
            )  # fmt: skip
    return path


def ingest(data: Path, *arguments: object) -> tuple[list[dict], str]:
    code, output = run(data, "ingest", *map(str, arguments), network=False)
    assert code == 0, output
    (feed,) = sorted((data / "ingested").glob("*/feed.jsonl"))[-1:]
    return [json.loads(line) for line in feed.read_bytes().splitlines()], output


def records() -> list[tuple[str, int, dict[str, str], bytes]]:
    html = {"Content-Type": HTML}
    return [
        (address(1), 200, html | {"Content-Encoding": "gzip"}, gzip.compress(GOOD)),
        (address(2), 200, html | {"Content-Encoding": "br"}, brotli.compress(article(2).encode())),
        (address(3), 200, html | {"Transfer-Encoding": "chunked"}, chunked(article(3).encode())),
        (address(4), 200, html | {"Content-Encoding": "zstd"}, zstd.compress(article(4).encode())),
        (
            address(5),
            200,
            html | {"Content-Encoding": "gzip, br"},
            brotli.compress(gzip.compress(article(5).encode())),
        ),
        (address(6), 200, html | {"Content-Encoding": "UTF-8"}, article(6).encode()),
        (address(7), 200, html | {"Content-Encoding": "lzma"}, lzma.compress(article(7).encode())),
        ("https://mau.vn/", 200, html, listing(1, 10).encode()),
        ("https://mau.vn/kieu.css", 200, {"Content-Type": "text/css"}, b"a > b { color: red }"),
        ("https://mau.vn/x.png", 200, {"Content-Type": "image/png"}, b"\x89PNG\r\n<<"),
        ("https://mau.vn/het", 404, html, b"<p>khong co"),
        ("https://mau.vn/hong", 200, html | {"Content-Encoding": "br"}, b"khong phai br"),
        ("dns:mau.vn", 200, html, b"1.2.3.4"),
    ]


@pytest.mark.parametrize("name", ["cc.warc.gz", "cc.warc"])
def test_a_foreign_warc_gives_its_articles_and_counts_the_rest(tmp_path: Path, name: str) -> None:
    lines, output = ingest(tmp_path, foreign(tmp_path / name, records()))
    assert [line["url"] for line in lines] == [address(n) for n in range(1, 7)], output
    assert lines[0]["fetched"] == "2026-03-01T00:00:00+00:00"
    assert lines[0]["record"].startswith("<urn:uuid:")
    for reason in (
        "1 HTTP 404",
        "1 no codec for lzma",
        "1 broken encoding",
        "1 no HTML: text/css",
        "1 no HTML: image/png",
    ):
        assert reason in output
    assert output.count("not an article") >= 5


def test_a_warc_packed_as_a_whole_or_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    plain = foreign(tmp_path / "a.warc", records()).read_bytes()
    (tmp_path / "a.warc").unlink()
    whole, cut = tmp_path / "whole.warc.gz", tmp_path / "cut.warc.gz"
    whole.write_bytes(gzip.compress(plain))
    assert len(ingest(tmp_path / "one", whole)[0]) == 6
    foreign(cut, records()[:3])
    cut.write_bytes(cut.read_bytes()[:-150])
    assert len(ingest(tmp_path / "two", cut)[0]) == 2


def test_a_wacz_is_read(tmp_path: Path) -> None:
    pytest.importorskip("wacz", reason="wacz is not installed")
    files = write(tmp_path / "mau", {address(n): article(n) for n in range(1, 4)})
    target = tmp_path / "mau.wacz"
    assert pack(files, target, "Mẫu") == 3
    assert len(ingest(tmp_path, target)[0]) == 3


def test_a_folder_of_saved_pages_is_read(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    pages = {
        "bao.vn/thoi-su/hoi-nghi-lan-thu-mot-10001.html": article(1),
        "Luu 2.html": f"<!-- saved from url=(0040){address(2)} -->\n{article(2)}",
        "3.htm": article(3).replace("<head>", f'<head><link rel="canonical" href="{address(3)}">'),
        "vo danh.html": article(4),
        "anh.png": "x",
    }
    for name, html in pages.items():
        (saved / name).parent.mkdir(parents=True, exist_ok=True)
        (saved / name).write_text(html)
    lines, output = ingest(tmp_path, saved)
    urls = {"https://bao.vn/thoi-su/hoi-nghi-lan-thu-mot-10001.html", address(2), address(3)}
    assert {line["url"] for line in lines} == urls, output
    assert all(line["fetched"] is None for line in lines)
    assert "1 no address" in output and "1 file of another kind" in output
    again, _ = ingest(tmp_path / "other", saved)
    assert again == lines  # ids of records too: the same bytes give the same item


def test_parts_of_an_article_become_one(tmp_path: Path) -> None:
    first, second = address(7), f"{address(7)}?page=2"
    link = f'<link rel="next" href="{second}">'
    pages = {
        second: article(7).replace("đoạn", "phần hai, đoạn"),
        first: article(7).replace("</head>", f"{link}</head>"),
    }
    path = foreign(
        tmp_path / "cc.warc.gz",
        [(url, 200, {"Content-Type": HTML}, html.encode()) for url, html in pages.items()],
    )
    (line,), output = ingest(tmp_path, path)
    assert line["url"] == first and "phần hai" in line["body"]
    assert "1 later part" in output


@pytest.mark.parametrize(
    ("place", "html", "url"),
    [
        ("m/bao.vn/a/b.html", "", "https://bao.vn/a/b.html"),
        ("m/bao.vn/index.html", "", "https://bao.vn/"),
        ("m/bao.vn/tin/index.html", "", "https://bao.vn/tin/"),
        ("m/bao.vn/tin.php?id=5.html", "", "https://bao.vn/tin.php?id=5"),
        ("m/bao.vn/hội nghị.html", "", "https://bao.vn/h%E1%BB%99i%20ngh%E1%BB%8B.html"),
        ("m/a.html", "<!-- saved from url=(0014)about:internet -->", None),
        (
            "m/a.html",
            "<!-- Mirrored from bao.vn/tin/1.html by HTTrack Website Copier/3.x -->",
            "http://bao.vn/tin/1.html",
        ),
        ("m/a.html", "<meta property='og:url' content='https://bao.vn/x'>", "https://bao.vn/x"),
        ("m/a.html", "<link href=https://bao.vn/y rel=canonical>", "https://bao.vn/y"),
        ("m/a.html", "<link rel=canonical href=/y>", None),
    ],
)
def test_address_of(place: str, html: str, url: str | None) -> None:
    assert address_of(Path("/") / place, [Path("/m")], html.encode()) == url


@pytest.mark.parametrize(
    ("places", "why"),
    [
        (["khong-co"], "khong-co: there is no such file"),
        (["khong-co", "good"], "khong-co: there is no such file"),
        (["good", "empty"], "empty: there is no file in it"),
        (
            ["anh.png"],
            "anh.png: none of that is one; name WARC files, WACZ files or folders of pages",
        ),
        ([], "name WARC files, WACZ files or folders of pages"),
        (["--site", "khac.vn", "good"], "--site khac.vn: the archive holds nothing of it"),
        (["--site", "a b", "good"], "--site=a b: a host such as baobacninh.vn is needed"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(tmp_path: Path, places: list[str], why: str) -> None:
    write(tmp_path / "good", {address(1): article(1)})
    (tmp_path / "empty").mkdir()
    (tmp_path / "anh.png").write_bytes(b"x")
    there = {"good", "empty", "khong-co", "anh.png"}
    told = [str(tmp_path / place) if place in there else place for place in places]
    code, output = run(tmp_path, "ingest", *told)
    assert code == 2 and output.rstrip().endswith(why), output
    assert not list(tmp_path.glob("ingested/*"))


def test_a_folder_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    write(tmp_path / "nam [1]", {address(1): article(1)})
    assert len(ingest(tmp_path, tmp_path / "nam [1]")[0]) == 1


def test_bad_files_cost_themselves(tmp_path: Path) -> None:
    good = foreign(tmp_path / "in" / "good.warc.gz", records()[:3])
    (tmp_path / "in" / "noise.warc.gz").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "in" / "noise.warc").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "in" / "noise.wacz").write_bytes(b"PK" + bytes(range(256)))
    (tmp_path / "in" / "nothing.warc.gz").touch()
    (tmp_path / "in" / "away.warc.gz").symlink_to("/khong/co")
    packed = good.read_bytes()
    (tmp_path / "in" / "torn.warc.gz").write_bytes(packed[:-400] + bytes(99) + packed[-301:])
    for _ in (1, 2):  # what was told is told again
        code, output = run(tmp_path, "ingest", str(tmp_path / "in"), network=False)
        assert (code, "Traceback" in output) == (3, False), output
        assert "3 articles from" in output
        for reason in (
            "damaged file: noise.warc.gz", "damaged file: noise.warc", "damaged file: noise.wacz",
            "empty file",
        ):  # fmt: skip
            assert f"  not an article: 1 {reason}\n" in output, output
    assert len(list(tmp_path.glob("ingested/*"))) == 1


def test_a_file_that_can_be_read_at_last_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    bad = foreign(tmp_path / "in/a.warc.gz", records()[:3])
    foreign(tmp_path / "in/b.warc.gz", [(address(9), 200, {"Content-Type": HTML}, GOOD)])
    whole = bad.read_bytes()
    bad.write_bytes(b"x" * len(whole))
    assert run(tmp_path, "ingest", str(tmp_path / "in"))[0] == 3
    bad.write_bytes(whole)
    lines, _ = ingest(tmp_path, tmp_path / "in")
    assert [line["url"] for line in lines] == [address(1), address(2), address(3)]
