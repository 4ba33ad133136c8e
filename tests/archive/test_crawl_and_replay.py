"""A crawl with the archive on, by real processes; and the same crawl again out of the archive."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from scrapy import Request
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.index import NAME, Index
from crawler.archive.reading import read_response
from crawler.archive.records import Capture
from crawler.archive.writing import Archive
from crawler.feedfile import zstd
from tests.archive.odd_site import (
    CHUNKED,
    GONE,
    LAST,
    MOVED,
    PACKED,
    PARTED,
    SHAKY,
    TARGET,
    TWIN,
    OddSite,
    odd_site,
)  # fmt: skip
from tests.crawl.small_site import article, listing, path_of
from tests.starting import ROOT, SCRAPY, scrapy

NO_NETWORK = """
import socket, sys
def refuse(*args): raise AssertionError(f"the network was touched: {args}")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


def run(
    data: Path,
    *arguments: str,
    archive: str = "",
    network: bool = True,
    root: Path = ROOT,
    now: str = "",
) -> tuple[int, str]:
    """Exit code and output of `scrapy ...`; `root`: where its code lies; `now`: its clock."""
    clock = {"BANTIN_NOW": now} if now else {}
    program = SCRAPY if network else NO_NETWORK
    return scrapy(data, *arguments, cwd=root, program=program, BANTIN_ARCHIVE=archive, **clock)


@dataclass
class Crawled:
    site: OddSite
    data: Path
    output: str

    @property
    def feed(self) -> bytes:
        (path,) = (self.data / "feeds/site").glob("*.jsonl")
        return path.read_bytes()

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.feed.splitlines()]

    @property
    def files(self) -> list[Path]:
        return sorted((self.data / "archive/site").glob("*.warc.gz"))

    def captures(self, path: str) -> list[Capture]:
        with Index(self.data / "archive/site" / NAME) as index:
            return index.of(self.site.url.rstrip("/") + path)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    data = tmp_path_factory.mktemp("data")
    with odd_site() as site:
        _, output = run(data, "crawl", "site", "-a", f"url={site.url}", archive="1")
    return Crawled(site, data, output)


def test_warcio_finds_nothing_wrong(crawled: Crawled) -> None:
    (file,) = crawled.files
    check = [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "digest failed" not in done.stdout
    assert "digest pass" in done.stdout


def test_every_hop_is_on_record(crawled: Crawled) -> None:
    statuses = {
        path: [capture.status for capture in crawled.captures(path)]
        for path in ("/robots.txt", "/", MOVED, TARGET, SHAKY, GONE, f"{PARTED}?page=2")
    }
    assert statuses == {
        "/robots.txt": [404], "/": [200], MOVED: [302], TARGET: [200], SHAKY: [503, 200],
        GONE: [404], f"{PARTED}?page=2": [200],
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/", MOVED, PACKED, SHAKY, GONE, CHUNKED, LAST])
def test_a_body_is_stored_as_it_was_sent(crawled: Crawled, path: str) -> None:
    capture = crawled.captures(path)[-1]
    if capture.kind == "response":  # TWIN and LAST: the later of the two is a revisit
        assert read_response(capture).body == crawled.site.sent[path]


def test_requests_stand_beside_responses_with_what_was_sent(crawled: Crawled) -> None:
    with crawled.files[0].open("rb") as file:
        records = [(record.rec_type, record.rec_headers, record.http_headers) for record in ArchiveIterator(file)]  # fmt: skip
    answers = {head.get_header("WARC-Record-ID") for kind, head, _ in records if kind in ("response", "revisit")}  # fmt: skip
    questions = [(head, http) for kind, head, http in records if kind == "request"]
    assert {head.get_header("WARC-Concurrent-To") for head, _ in questions} == answers
    assert all(http.get_header("User-Agent").startswith("BanTin/") for _, http in questions)
    assert all(http.get_header("Host") == crawled.site.url[7:-1] for _, http in questions)


def test_the_same_bytes_are_stored_once(crawled: Crawled) -> None:
    kinds = sorted(crawled.captures(path)[0].kind for path in (TWIN, LAST))
    assert kinds == ["response", "revisit"]


def test_an_article_names_its_record(crawled: Crawled) -> None:
    assert len(crawled.lines) == 6, crawled.output
    with Index(crawled.data / "archive/site" / NAME) as index:
        found = {capture.record: capture for capture in index}
    for line in crawled.lines:
        capture = found[str(line["record"])]
        assert capture.role == "article"
        assert capture.url == line["url"]
        assert capture.date.isoformat() == line["fetched"]


def test_replay_gives_the_same_feed_without_the_network(crawled: Crawled) -> None:
    before = sorted(path.name for path in (crawled.data / "archive/site").iterdir())
    for name in ("first.jsonl", "second.jsonl"):
        file = crawled.data / name
        code, output = run(
            crawled.data, "crawl", "site", "-a", f"url={crawled.site.url}", "-O", str(file),
            "-s", f"REPLAY={crawled.data}/archive/site/*.warc.gz", archive="1", network=False,
        )  # fmt: skip
        assert code == 3, output  # as the crawl: one page is 404
        assert file.read_bytes() == crawled.feed
    assert before == sorted(path.name for path in (crawled.data / "archive/site").iterdir())


def test_a_replay_has_a_feed_of_its_own_and_leaves_the_memory_alone(crawled: Crawled) -> None:
    memory = (crawled.data / "memory.sqlite3").read_bytes()
    code, output = run(
        crawled.data, "crawl", "site", "-a", f"url={crawled.site.url}",
        "-s", f"REPLAY={crawled.data}/archive/**/*.warc.gz", network=False,
    )  # fmt: skip
    (feed,) = (crawled.data / "replays/site").glob("*.jsonl")
    assert feed.read_bytes() == crawled.feed
    assert feed.name in output
    assert (crawled.data / "memory.sqlite3").read_bytes() == memory


def test_what_is_not_archived_is_a_counted_failure(crawled: Crawled, tmp_path: Path) -> None:
    code, output = run(
        tmp_path, "crawl", "site", "-a", f"url={crawled.site.url}khong-co",
        "-s", f"REPLAY={crawled.files[0]}", network=False,
    )  # fmt: skip
    assert code != 0
    assert "not archived" in output


def test_a_pattern_without_a_file_is_a_usage_error(tmp_path: Path) -> None:
    code, output = run(tmp_path, "crawl", "site", "-a", "url=http://mau.vn/", "-s", "REPLAY=x/*.gz")
    assert code == 2, output
    assert "x/*.gz" in output and "Traceback" not in output


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_what_others_archived_as_br_or_zstd_is_replayed(tmp_path: Path, coding: str) -> None:
    url, html = "http://mau.example/", "text/html; charset=utf-8"
    packed = {"br": brotli.compress, "zstd": zstd.compress}[coding]
    pages = {url: listing(1, 3)} | {url + path_of(n)[1:]: article(n) for n in range(1, 4)}
    archive = Archive(tmp_path / "archive", "20261124T000000Z", size=10**9, about={}, spider="x")
    for address, page in pages.items():
        headers = {"Content-Type": html, "Content-Encoding": coding}
        response = Response(address, headers=headers, body=packed(page.encode()))
        archive.write(Request(address), response, datetime(2026, 11, 24, tzinfo=UTC))
    archive.close()
    (file,) = tmp_path.glob("archive/*.warc.gz")
    code, output = run(
        tmp_path, "crawl", "site", "-a", f"url={url}", "-s", f"REPLAY={file}", network=False
    )
    (feed,) = tmp_path.glob("replays/site/*.jsonl")
    assert len(feed.read_bytes().splitlines()) == 3, output
