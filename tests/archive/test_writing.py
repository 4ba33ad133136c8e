"""The archive on disk: revisits, rotation, kills at any moment, full disks."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.index import NAME, Index, fill
from crawler.archive.reading import captures, read_response, response_of
from crawler.archive.records import payload_digest
from crawler.archive.writing import WARC, Archive, salvage, whole_members
from crawler.durable import part_of
from tests.crawl.small_site import small_site
from tests.starting import ROOT, Scrapy

BEGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
KILLS = int(os.environ.get("KILLS", "3"))


def archive(folder: Path, stamp: str = "20261124T080000Z", size: int = 10**9) -> Archive:
    return Archive(folder, stamp, size=size, about={"software": "BanTin"}, spider="mau")


def put(to: Archive, url: str, body: bytes, status: int = 200, moment: datetime = BEGIN) -> str:
    response = HtmlResponse(url, status=status, body=body, headers={"Content-Type": "text/html"})
    return to.write(Request(url), response, moment, "article")


def records(folder: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.glob(f"*{WARC}")):
        with path.open("rb") as file:
            found += [
                (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
                for record in ArchiveIterator(file)
            ]
    return found


def check(folder: Path) -> None:
    """`warcio check` finds no fault."""
    files = [str(path) for path in sorted(folder.glob(f"*{WARC}"))]
    command = [sys.executable, "-m", "warcio.cli", "check", *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_same_payload_of_an_earlier_run_becomes_a_revisit(tmp_path: Path) -> None:
    first = archive(tmp_path)
    original = put(first, "https://mau.vn/a", b"<p>nguyen van")
    first.close()
    second = archive(tmp_path, "20261125T080000Z")
    put(second, "https://mau.vn/b", b"<p>nguyen van", moment=BEGIN + timedelta(days=1))
    second.close()
    path = tmp_path / "mau-20261125T080000Z-00001.warc.gz"
    with path.open("rb") as file:
        heads = {r.rec_type: r.rec_headers for r in ArchiveIterator(file)}
    head = heads["revisit"]
    assert head.get_header("WARC-Profile").endswith("/1.1/revisit/identical-payload-digest")
    assert head.get_header("WARC-Refers-To") == original
    assert head.get_header("WARC-Refers-To-Target-URI") == "https://mau.vn/a"
    assert head.get_header("WARC-Refers-To-Date") == "2026-11-24T08:00:00Z"
    check(tmp_path)
    with fill(Index(), tmp_path.glob(f"*{WARC}")) as index:
        (capture,) = index.of("https://mau.vn/b")
        behind = index.original_of(capture)
        assert behind and read_response(behind).body == b"<p>nguyen van"


def test_a_304_becomes_a_revisit_of_the_last_full_answer(tmp_path: Path) -> None:
    run = archive(tmp_path)
    put(run, "https://mau.vn/a", b"<p>mot")
    put(run, "https://mau.vn/a", b"", status=304, moment=BEGIN + timedelta(days=1))
    run.close()
    check(tmp_path)
    with fill(Index(), tmp_path.glob(f"*{WARC}")) as index:
        answer, later = index.of("https://mau.vn/a")
        assert (later.kind, later.status) == ("revisit", 304)
        assert index.original_of(later) == answer


def test_an_original_that_was_moved_away_is_not_referred_to(tmp_path: Path) -> None:
    run = archive(tmp_path)
    put(run, "https://mau.vn/a", b"<p>mot")
    run.close()
    next(tmp_path.glob(f"*{WARC}")).unlink()
    run = archive(tmp_path, "20261125T080000Z")
    put(run, "https://mau.vn/a", b"<p>mot")
    run.close()
    assert ("response", "https://mau.vn/a") in records(tmp_path)


def test_files_are_rotated_by_size_and_each_says_who_made_it(tmp_path: Path) -> None:
    run = archive(tmp_path, size=3000)
    for number in range(20):
        put(run, f"https://mau.vn/{number}", random.Random(number).randbytes(500))
    run.close()
    files = sorted(tmp_path.glob(f"*{WARC}"))
    assert len(files) > 3 and max(path.stat().st_size for path in files) < 6000
    for path in files:
        with path.open("rb") as file:
            assert next(iter(ArchiveIterator(file))).rec_type == "warcinfo"
    assert sum(kind == "response" for kind, _ in records(tmp_path)) == 20
    check(tmp_path)


def test_headers_keep_their_bytes(tmp_path: Path) -> None:
    run = archive(tmp_path)
    headers = {"X-Tua-De": "Đảng bộ".encode(), "Set-Cookie": [b"a=1", b"b=2"]}
    response = HtmlResponse("https://mau.vn/", headers=headers, body=b"<p>")
    run.write(Request("https://mau.vn/?q=%C4%91"), response, BEGIN)
    run.close()
    with fill(Index(), tmp_path.glob(f"*{WARC}")) as index:
        (capture,) = index
    read = read_response(capture)
    assert read.headers["X-Tua-De"] == "Đảng bộ".encode()
    assert read.headers.getlist("Set-Cookie") == [b"a=1", b"b=2"]
    check(tmp_path)


def test_a_cut_at_any_byte_leaves_the_whole_records(tmp_path: Path) -> None:
    members = [gzip.compress(bytes([number]) * 50, mtime=0) for number in range(4)]
    data, ends = b"".join(members), [0]
    for member in members:
        ends.append(ends[-1] + len(member))
    for cut in range(len(data) + 1):
        assert whole_members(BytesIO(data[:cut])) == max(end for end in ends if end <= cut)


def test_a_cut_file_is_mended_published_and_indexed(tmp_path: Path) -> None:
    run = archive(tmp_path)
    for number in range(5):
        put(run, f"https://mau.vn/{number}", random.Random(number).randbytes(500))
    part = part_of(tmp_path / "mau-20261124T080000Z-00001.warc.gz")
    assert salvage(tmp_path) == []  # it is being written
    copy = tmp_path / "b" / part.name
    copy.parent.mkdir()
    copy.write_bytes(part.read_bytes()[:-700])
    run.close()
    assert [path.name for path in salvage(copy.parent)] == ["mau-20261124T080000Z-00001.warc.gz"]
    check(copy.parent)
    again = archive(copy.parent, "20261125T080000Z")
    assert [len(again.index.of(f"https://mau.vn/{n}")) for n in range(5)] == [1, 1, 1, 1, 0]
    again.close()


def test_a_lost_index_is_made_anew(tmp_path: Path) -> None:
    run = archive(tmp_path)
    record = put(run, "https://mau.vn/a", b"<p>mot")
    run.close()
    with fill(Index(), tmp_path.glob(f"*{WARC}")) as index:
        before = list(index)
    (tmp_path / NAME).unlink()
    with fill(Index(), tmp_path.glob(f"*{WARC}")) as index:
        assert list(index) == before
        assert [capture.record for capture in index] == [record]
        assert next(iter(index)).digest == payload_digest(b"<p>mot")


def crawl(data: Path, url: str, *more: str) -> Scrapy:
    """A crawl with an archive; all of them begin in the same second."""
    env = {"BANTIN_ARCHIVE": "1", "BANTIN_NOW": BEGIN.isoformat()}
    return Scrapy(data, "crawl", "site", "-a", f"url={url}", *more, **env)


def test_kills_leave_an_archive_that_is_whole_and_holds_every_line(tmp_path: Path) -> None:
    chance, folder = random.Random(20261124), tmp_path / "archive/site"
    with small_site(120) as site:
        for _ in range(KILLS):
            process = crawl(tmp_path, site.url)
            asked = sum(site.asked.values())
            deadline = time.monotonic() + 60
            while process.poll() is None and sum(site.asked.values()) < asked + 5:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            salvage(folder)
            check(folder)
        process = crawl(tmp_path, site.url)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
    check(folder)
    assert not list(folder.glob(".*"))
    with fill(Index(), folder.glob(f"*{WARC}")) as index:
        found = {capture.record: capture.url for capture in index}
    feeds = [path.read_bytes() for path in (tmp_path / "feeds/site").glob("*.jsonl")]
    lines = [_fields(line) for feed in feeds for line in feed.splitlines()]
    assert len(lines) == 120
    assert all(found[record] == url for record, url in lines)


def _fields(line: bytes) -> tuple[str, str]:
    item = json.loads(line)
    return item["record"], item["url"]


def test_a_full_disk_ends_the_crawl_and_leaves_whole_records(tmp_path: Path) -> None:
    limit = 100_000  # bytes of any file
    with small_site(120) as site:
        process = subprocess.run(
            [sys.executable, "-c",
             f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
             "from scrapy.cmdline import execute;"
             f"execute(['scrapy', 'crawl', 'site', '-a', 'url={site.url}'])"],
            cwd=ROOT, text=True, capture_output=True, timeout=120,
            env=os.environ
            | {"BANTIN_DATA": str(tmp_path), "BANTIN_MEMORY": "", "BANTIN_ARCHIVE": "1"},
        )  # fmt: skip
        asked = sum(site.asked.values())
    assert process.returncode == 7, process.stdout + process.stderr
    assert "the archive cannot be written" in process.stderr
    assert asked < 120
    check(tmp_path / "archive/site")


def test_a_write_that_does_not_fit_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    program = f"""
import random, resource
from pathlib import Path
from tests.archive.test_writing import archive, put
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
run = archive(Path({str(tmp_path)!r}))
for number in range(20):
    try:
        put(run, f"https://mau.vn/{{number}}", random.Random(number).randbytes(30_000))
    except OSError as error:
        print(number, error)
        break
put(run, "https://mau.vn/nho", b"<p>con vua")
run.close()
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 ")
    check(tmp_path)
    assert [url for kind, url in records(tmp_path) if kind == "response"] == [
        *(f"https://mau.vn/{number}" for number in range(6)),
        "https://mau.vn/nho",
    ]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


@pytest.mark.parametrize(
    ("fields", "http"),
    [
        (b"", HEAD + b"Set-Cookie: a=1\r\nset-cookie:b=2 \r\n\r\n<p>m\r\n\r\nhai"),
        (b"", HEAD + b"\r\n"),
        (b"", HEAD + b"X-Tua: \xc4\x90\xe1\xba\xa3ng\r\n\r\n<p>"),
        (b"", HEAD + b"X-Tua: g\xe9\r\n\r\n<p>"),
        (b"", HEAD + b"X-Dai: a\r\n  b\r\n\r\n<p>"),
        (b"", HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"),
        (b"WARC-Truncated: length\r\n", HEAD + b"\r\n<p>"),
        (b"", HEAD.replace(b"\r\n", b"\n") + b"\n<p>"),
        (b"", b"HTTP/1.1 200\r\nX:\r\nkhong phai dau\r\n\r\n<p>"),
        (b"X-Tua: Content-Length: 3\r\n", HEAD + b"\r\n<p>bon"),
        (b"", HEAD + b"\r\n" + b"<p>" * 100_000),
    ],
)
def test_a_record_is_read_at_its_place_as_the_standard_parser_reads_it(
    tmp_path: Path, fields: bytes, http: bytes
) -> None:
    record = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n" + fields
        + b"WARC-Target-URI: https://mau.vn/\r\nWARC-Date: 2026-11-24T08:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
        + http + b"\r\n\r\n"
    )  # fmt: skip
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record) * 2)
    with path.open("rb") as file:
        found = [capture for capture, _ in captures(file, path)]
    assert len(found) == 2
    for capture in found:
        read = read_response(capture)
        with path.open("rb") as file:
            file.seek(capture.offset)
            expected = response_of(next(iter(ArchiveIterator(file))), capture)
        assert (read.status, read.body) == (expected.status, expected.body)
        assert dict(read.headers) == dict(expected.headers)
        assert read.flags == expected.flags and type(read) is type(expected)


def _ask(path: Path) -> set[int]:
    counts = set()
    for _ in range(40):
        index = Index(path, made=True)
        counts.add(len(index))
        index.close()
    return counts


def test_many_processes_ask_at_once_an_index_that_is_made(tmp_path: Path) -> None:
    to = archive(tmp_path)
    put(to, "https://example.vn/1.html", b"<p>M\xe1\xbb\x99t</p>")
    to.close()
    with ProcessPoolExecutor(8, get_context("fork")) as pool:
        assert list(pool.map(_ask, [tmp_path / NAME] * 8)) == [{1}] * 8
