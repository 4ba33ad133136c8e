"""Archived pages read again: the same lines from the same code, the difference from another."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.reading import read_response
from crawler.archive.records import Capture
from crawler.archive.writing import Archive
from crawler.feedfile import SUFFIXES, pack
from crawler.rereading.choice import Choice
from crawler.rereading.differences import excerpts
from crawler.rereading.generation import Generation
from crawler.rereading.merging import Before, carry_downloads, merge
from crawler.rereading.units import read_units, units_of
from tests.archive.odd_site import odd_site
from tests.archive.test_crawl_and_replay import run
from tests.crawl.small_site import article, small_site
from tests.starting import ROOT, Scrapy

EVERY = Choice()
BEGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
TYPE = {"Content-Type": "text/html; charset=utf-8"}


def write(
    folder: Path, pages: dict[str, str], stamp: str = "20261124T080000Z", site: str = "mau.vn"
) -> list[Path]:
    archive = Archive(folder, stamp, size=10**9, about={}, spider="mau")
    for url, html in pages.items():
        response = HtmlResponse(url, headers=TYPE, body=html.encode())
        archive.write(Request(url), response, BEGIN, "article", site)
    archive.close()
    return sorted(folder.glob("*.warc.gz"))


def address(number: int) -> str:
    return f"https://mau.vn/bai-viet-ve-hoi-nghi-cua-dang-bo-{10000 + number}.html"


def read(data: Path, files: list[Path], jobs: int = 1, choice: Choice = EVERY) -> list[dict]:
    generation = Generation.of(data, files, choice)
    units = units_of(generation, files, choice)
    list(read_units(units, jobs))
    merge([unit.target for unit in units], generation.feed, Before(()))
    return [json.loads(line) for line in generation.feed.read_bytes().splitlines()]


def test_the_lines_are_those_of_the_crawl(tmp_path: Path) -> None:
    with odd_site() as site:
        run(tmp_path, "crawl", "site", "-a", f"url={site.url}", archive="1")
    code, output = run(tmp_path, "reread", f"{tmp_path}/archive/*/*.warc.gz", network=False)
    assert code == 0, output
    assert "6 unchanged" in output
    (feed,) = (tmp_path / "feeds/site").glob("*.jsonl")
    (again,) = (tmp_path / "generations").glob("*/feed.jsonl")
    assert sorted(again.read_bytes().splitlines()) == sorted(feed.read_bytes().splitlines())


def test_what_is_no_archive_is_a_usage_error(tmp_path: Path) -> None:
    write(tmp_path / "archive", {address(1): article(1)})
    (tmp_path / "archive" / "index.sqlite3").touch()
    for pattern, why in (("*", "index.sqlite3 is no WARC file"), ("x*", "there is no such file")):
        code, output = run(tmp_path, "reread", f"{tmp_path}/archive/{pattern}", network=False)
        assert (code, output.rstrip().endswith(why)) == (2, True), output
    assert not (tmp_path / "generations").exists()


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 131)})
    one = read(tmp_path / "one", files)
    assert len(one) == 130
    assert read(tmp_path / "two", files, jobs=2) == one


def test_site_and_since_choose(tmp_path: Path) -> None:
    other = "https://www.khac.vn/bai-viet-ve-hoi-nghi-cua-dang-bo-10002.html"
    files = write(tmp_path / "archive", {address(1): article(1), other: article(2)})
    chosen = [line["url"] for line in read(tmp_path, files, choice=Choice("khac.vn"))]
    assert chosen == [other]
    assert read(tmp_path, files, choice=Choice(since=date(2026, 11, 25))) == []
    assert len(read(tmp_path, files, choice=Choice(since=date(2026, 11, 24)))) == 2


@pytest.mark.parametrize(
    ("site", "code"),
    [
        ("www.mau.vn", 0), ("Mau.vn", 0), ("https://mau.vn/tin", 0), ("mau.vn:8000", 0),
        ("cong.mau.vn", 0), ("khac.vn", 2), ("a b", 2), ("mau.vn:x", 2),
    ],
)  # fmt: skip
def test_site_is_a_host_however_it_is_written(tmp_path: Path, site: str, code: int) -> None:
    pages = {url: article(1) for url in (address(1), "http://mau.vn:8000/a-10003.html")}
    files = write(tmp_path / "archive", pages, site="cong.mau.vn")
    found, output = run(tmp_path, "reread", "--site", site, *map(str, files))
    assert found == code, output
    assert ("no article" not in output) if code == 0 else (site in output), output
    assert bool(list(tmp_path.glob("generations/*"))) == (code == 0)


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 501)})
    process = Scrapy(tmp_path, "reread", "--jobs", "2", *map(str, files), apart=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("generations/*/units/*.jsonl")):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    output, error = process.communicate(timeout=60)
    assert process.returncode == 1, output + error
    assert error.startswith("scrapy reread: a process that read pages was killed"), error
    assert error.count("\n") == 1
    assert not list(tmp_path.glob("generations/*/feed.jsonl"))
    assert run(tmp_path, "reread", *map(str, files))[0] == 0


def test_a_page_fetched_twice_gives_a_second_line_only_if_it_reads_otherwise(
    tmp_path: Path,
) -> None:
    same, mended = article(1).replace("<html", "<html class=a"), article(1).replace("Sáng", "Chiều")
    for number, page in enumerate((article(1), same, mended)):
        files = write(tmp_path / "archive", {address(1): page}, f"20261124T08000{number}Z")
    lines = read(tmp_path, files)
    assert ["Chiều" in line["body"] for line in lines] == [False, True]
    assert [line["revision"] for line in lines] == [0, 1]
    assert lines[1]["revision_of"] == lines[0]["content_hash"]
    assert [line["changed"] for line in lines] == [[], ["body"]]


def changing(data: Path) -> None:
    """Three runs over a site; an article is changed, and then as it was before."""
    with small_site(3) as site:
        for day, version in enumerate((0, 1, 0), 5):
            site.versions[2] = version
            now = f"2026-03-{day:02}T01:00:00+00:00"
            code, output = run(data, "crawl", "site", "-a", f"url={site.url}", archive="1", now=now)
            assert code == 0, output


def plain(lines: Iterable[bytes]) -> list[dict]:
    return [json.loads(line) for line in lines]


def test_a_page_that_is_as_it_was_before_the_change_is_a_line_again(tmp_path: Path) -> None:
    changing(tmp_path)
    feeds = sorted((tmp_path / "feeds/site").glob("*.jsonl"))
    lines = plain(line for feed in feeds for line in feed.read_bytes().splitlines())
    assert [line["revision"] for line in lines] == [0, 0, 0, 1, 2]
    code, output = run(tmp_path, "reread", f"{tmp_path}/archive/*/*.warc.gz", network=False)
    assert code == 0, output
    assert "5 lines, 5 unchanged" in output
    (again,) = (tmp_path / "generations").glob("*/feed.jsonl")
    assert plain(again.read_bytes().splitlines()) == lines


def test_a_revisit_whose_original_is_missing_is_gone_and_told(tmp_path: Path) -> None:
    changing(tmp_path)
    *_, last = sorted((tmp_path / "archive/site").glob("*.warc.gz"))
    code, output = run(tmp_path, "reread", str(last), network=False)
    assert code == 3, output
    assert "1 pages: 1 gone" in output  # the others were answered 304
    assert "1 revisit of a record that is in none of the files" in output
    assert "name those that hold it, too" in output


def test_a_line_whose_record_is_in_none_of_the_files_is_gone_and_told(tmp_path: Path) -> None:
    with odd_site() as site:
        size = ("-s", "ARCHIVE_SIZE=1")  # a file for each response
        run(tmp_path, "crawl", "site", "-a", f"url={site.url}", *size, archive="1")
    (feed,) = (tmp_path / "feeds/site").glob("*.jsonl")
    line, *_ = map(json.loads, feed.read_bytes().splitlines())
    files = sorted((tmp_path / "archive/site").glob("*.warc.gz"))
    held = {file: gzip.decompress(file.read_bytes()) for file in files}
    kept = [str(file) for file, text in held.items() if line["record"].encode() not in text]
    assert len(kept) == len(files) - 1
    for choice, gone in (((), 1), (("--since", "2099-01-01"), 0)):
        code, output = run(tmp_path, "reread", *choice, *kept, network=False)
        assert ("1 gone" in output) == gone, output
        assert ("1 record that is in none of the files" in output) == gone, output
        assert code == (3 if gone else 0)


def test_the_same_bytes_under_new_addresses_in_a_later_run_are_lines(tmp_path: Path) -> None:
    addresses = [{address(n + more): article(n) for n in (1, 2, 3)} for more in (0, 10)]
    write(tmp_path / "archive", addresses[0])
    files = write(tmp_path / "archive", addresses[1], "20261125T080000Z")
    lines = read(tmp_path, files)
    assert [line["url"] for line in lines] == [url for pages in addresses for url in pages]
    assert [line["body"] for line in lines[:3]] == [line["body"] for line in lines[3:]]


def test_the_same_text_under_another_id_is_a_duplicate(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(1): article(1), address(2): article(1)})
    assert [line["url"] for line in read(tmp_path, files)] == [address(1)]


def test_the_diff_tells_what_changed_appeared_and_vanished(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 5)})
    lines = read(tmp_path / "before", files)
    lines[0] |= {"title": "Tin cũ"}
    lines[1] |= {"lead": "Sapo cũ", "source": None, "title": None}
    before = tmp_path / "feeds/mau/20261124T080000Z.jsonl"
    before.parent.mkdir(parents=True)
    before.write_text("".join(json.dumps(line) + "\n" for line in lines[:3]))
    code, output = run(tmp_path, "reread", *map(str, files))
    assert code == 0, output
    (report,) = (tmp_path / "generations").glob("*/diff.json")
    diff = json.loads(report.read_bytes())
    assert diff["articles"] == {"lines": 4, "changed": 2, "unchanged": 1, "new": 1}
    assert diff["fields"] == {"lead": {"vanished": 1}, "title": {"changed": 1, "appeared": 1}}
    assert diff["samples"]["lead"][0]["before"] == "Sapo cũ"
    assert "Tin cũ" in output and "Hội nghị lần thứ 1" in output


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_cut_feed_is_told_before_a_page_is_read(tmp_path: Path, suffix: str) -> None:
    files = write(tmp_path / "archive", {address(1): article(1)})
    line = json.dumps({"id": "mau.vn:1", "title": "Hội nghị", "rest": list(range(1000))}).encode()
    feed = tmp_path / "feeds/mau" / f"20261124T080000Z{SUFFIXES[suffix]}"
    feed.parent.mkdir(parents=True)
    cut = line + b"\n" + line[: len(line) // 2]
    feed.write_bytes(pack(line, suffix)[:-9] if suffix else cut)
    code, output = run(tmp_path, "reread", "--against", str(feed), *map(str, files))
    number = 1 if suffix else 2
    assert (code, output.count("\n")) == (7, 1), output
    assert output.startswith(f"scrapy reread: {feed}:{number}: cut or damaged; restore"), output
    assert not (tmp_path / "generations").exists()


def test_a_tombstone_stays_behind_what_is_read(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 3)})
    lines = read(tmp_path / "before", files)
    tombstone = {name: None for name in lines[0]} | {
        "id": lines[0]["id"], "url": address(1), "revision": 7, "deleted": "2026-11-30T00:00:00Z",
    }  # fmt: skip
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(line) + "\n" for line in (*lines, tombstone)))
    generation = Generation.of(tmp_path, files, EVERY)
    units = units_of(generation, files, EVERY)
    list(read_units(units, 1))
    diff = merge([unit.target for unit in units], generation.feed, Before([feed]))
    *_, last = map(json.loads, generation.feed.read_bytes().splitlines())
    assert diff.articles == {"lines": 2, "unchanged": 2, "tombstones": 1}
    assert last["deleted"] and last["revision"] == 1
    assert last["revision_of"] == lines[0]["content_hash"]


def test_killed_it_goes_on_and_comes_to_the_same(tmp_path: Path) -> None:
    files = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 501)})
    whole = read(tmp_path / "whole", files)
    command = [sys.executable, "-m", "scrapy", "reread", "--jobs", "2", *map(str, files)]
    environment = os.environ | {"BANTIN_DATA": str(tmp_path)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(units := list(tmp_path.glob("generations/*/units/*.jsonl"))) < 2:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    moments = {unit: unit.stat().st_mtime_ns for unit in units}
    code, output = run(tmp_path, "reread", *map(str, files))
    assert code == 0, output
    assert {unit: unit.stat().st_mtime_ns for unit in units} == moments  # not read again
    (feed,) = tmp_path.glob("generations/*/feed.jsonl")
    assert [json.loads(line) for line in feed.read_bytes().splitlines()] == whole


def test_a_damaged_record_costs_itself(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 4)})
    units = units_of(Generation.of(tmp_path, [file], Choice()), [file], Choice())
    offset = list(units[0].captures)[1].offset
    data = bytearray(file.read_bytes())
    data[offset + 200 : offset + 240] = bytes(40)
    file.write_bytes(bytes(data))
    list(read_units(units, 1))
    rows = [json.loads(row) for row in units[0].target.read_bytes().splitlines()]
    reasons = [row["reason"] for row in rows if "reason" in row]
    assert len(reasons) == 1 and reasons[0].startswith("damaged record")
    assert sum("title" in row for row in rows) == 2


def test_what_the_disk_did_not_give_is_tried_again(tmp_path: Path) -> None:
    parted = article(3).replace("</head>", f'<link rel="next" href="{address(3)}?page=2"></head>')
    files = write(tmp_path / "archive", {address(1): article(1), address(3): parted})
    later = article(3).replace("đoạn", "phần hai, đoạn")
    files = write(tmp_path / "archive", {f"{address(3)}?page=2": later}, "20261124T080001Z")
    units = units_of(Generation.of(tmp_path, files, EVERY), files, EVERY)
    reasons = []
    for away in (files, files[1:], []):
        for file in away:
            file.rename(f"{file}.away")
        list(read_units(units, 1))
        for file in away:
            Path(f"{file}.away").rename(file)
        rows = [json.loads(row) for row in units[0].target.read_bytes().splitlines()]
        reasons.append([row["reason"] for row in rows if "reason" in row])
    assert reasons[0] == ["unreadable: No such file or directory"] * 3
    assert reasons[1] == ["unreadable: No such file or directory"] * 2
    assert reasons[2] == []
    moment = units[0].target.stat().st_mtime_ns
    list(read_units(units, 1))
    assert units[0].target.stat().st_mtime_ns == moment


def test_no_garbage_of_a_damaged_record_passes_for_a_page(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 4)})
    units = units_of(Generation.of(tmp_path, [file], Choice()), [file], Choice())
    capture = list(units[0].captures)[1]
    whole, body = file.read_bytes(), read_response(capture).body
    unpacker = zlib.decompressobj(31)
    unpacker.decompress(whole[capture.offset :])
    read = []
    for offset in range(capture.offset, len(whole) - len(unpacker.unused_data), 3):
        file.write_bytes(whole[:offset] + bytes(40) + whole[offset + 40 :])
        try:
            read.append(read_response(capture).body)
        except ArchiveLoadFailed:
            pass
    assert len(read) < 10 and set(read) <= {body}  # gzip does not vouch for its time and system


def test_no_damage_of_a_record_is_more_than_damage(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "archive", {address(n): article(n) for n in range(1, 4)})
    plain = gzip.decompress(file.read_bytes())
    file.write_bytes(plain)
    capture = Capture(address(2), BEGIN, file, plain.index(b"WARC/1.1", 900), "", "response", 200)
    for offset in range(capture.offset, capture.offset + 500):
        file.write_bytes(plain[:offset] + b"\0\xff" + plain[offset + 2 :])
        try:
            read_response(capture)
        except ArchiveLoadFailed:
            pass


LOADED = """
import sys
from crawler.catalogue import find_site
from crawler.rereading.generation import ROOT, code_files
find_site("https://mau.vn/")
NAMES = ("crawler", "pipelines", "spiders")
files = {str(path) for path in code_files()}
ours = {module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)}
ours = {file for file in ours if file.startswith(tuple(f"{ROOT}/{name}/" for name in NAMES))}
print(len(ours), sorted(ours - files))
"""


def test_the_digest_stands_for_every_module_that_reads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, missing = done.stdout.split(maxsplit=1)
    assert int(count) > 100
    assert missing.strip() == "[]"


@pytest.mark.parametrize("place", ["spiders/press/cand.py", "crawler/archive/reading.py"])
def test_other_code_begins_another_generation(tmp_path: Path, place: str) -> None:
    files = write(tmp_path / "archive", {address(1): article(1)})
    copy = tmp_path / "copy"
    for name in ("crawler", "pipelines", "spiders"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("scrapy.cfg", "bantin.py"):
        shutil.copy(ROOT / name, copy)
    for expected in (1, 2):
        code, output = run(tmp_path, "reread", *map(str, files), root=copy)
        assert code == 0, output
        assert len(list((tmp_path / "generations").iterdir())) == expected
        with (copy / place).open("a") as module:
            module.write("# mended\n")


def test_downloads_are_carried_over() -> None:
    old = {"images": [{"url": "u", "sha256": "1", "path": "p"}, {"url": "w", "sha256": None}]}
    new = {"images": [{"url": "w", "sha256": None}, {"url": "u", "sha256": None, "path": None}]}
    assert carry_downloads(old, new)
    assert new["images"][1] == old["images"][0]
    assert not carry_downloads({}, {"images": [{"url": "u"}]})


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Tin cũ", None, ("Tin cũ", None)),
        (["Hà"], [], ('["Hà"]', None)),
        ("a" * 200 + "xong", "a" * 200 + "rồi", ("…" + "a" * 30 + "xong", "…" + "a" * 30 + "rồi")),
    ],
)
def test_excerpts_show_the_difference(before: object, after: object, shown: tuple) -> None:
    assert excerpts(before, after) == shown
