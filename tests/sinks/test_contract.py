"""`scrapy validate`: what keeps the contract passes, what breaks it is named with its line."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from scrapy.exporters import JsonLinesItemExporter

from crawler.commands.validate import validate
from crawler.contract import Contract, compiled
from crawler.feedfile import feed_named, pack
from crawler.items import Article
from crawler.manifest import write_manifest
from crawler.schema import feed_schema
from crawler.sinks.files import FilesSink
from tests.sinks.articles import article, many, objects, write_feed

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, str]]
SCHEMA = feed_schema()
JUDGE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
HOLDS = compiled(SCHEMA)
WRONG = st.sampled_from(
    [None, "", "x", 0, 1.0, -1, True, [], [None], [""], {}, {"a": ""}, [{}], "2026-03-05", "text"]
    + [
        "2026-02-30T00:00:00Z",
        "2026-03-05T08:30:00",
        "2026-03-05T08:30:00+07:00",
        "2026-03-05T8:30Z",
    ]
)


def line_of(item: Article, tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_feed(tmp_path / "one.jsonl", [item]).read_bytes())
    return found


def mutated(item: Any, path: list[int], value: Any) -> Any:
    """The item with something somewhere in it replaced, taken away or added."""
    keys = list(item) if isinstance(item, dict) else list(range(len(item)))
    step = path[0] % (len(keys) + 1)
    if step == len(keys):
        return {**item, "more": value} if isinstance(item, dict) else [*item, value]
    inner = item[keys[step]]
    if isinstance(inner, dict | list) and len(path) > 1:
        value = mutated(inner, path[1:], value)
    copy = item.copy()
    if value is None and len(path) > 2 and isinstance(copy, dict):
        del copy[keys[step]]
    else:
        copy[keys[step]] = value
    return copy


@given(path=st.lists(st.integers(0, 99), min_size=1, max_size=4), value=WRONG)
def test_the_compiled_schema_lets_nothing_pass_that_jsonschema_refuses(
    tmp_path_factory: pytest.TempPathFactory, path: list[int], value: Any
) -> None:
    item = mutated(line_of(article(10), tmp_path_factory.getbasetemp()), path, value)
    if HOLDS(item):
        assert JUDGE.is_valid(item)
    else:  # jsonschema has the last word, and it says why
        faults = list(Contract().faults(json.dumps(item).encode() + b"\n"))
        assert JUDGE.is_valid(item) or faults


@given(objects(Article))
def test_what_the_item_classes_allow_passes_the_compiled_schema(item: Article) -> None:
    file = BytesIO()
    JsonLinesItemExporter(file, encoding="utf-8").export_item(item)
    line = json.loads(file.getvalue())
    assert HOLDS(line) == JUDGE.is_valid(line)  # an offset with seconds is no RFC 3339


def test_an_unknown_keyword_is_an_error() -> None:
    with pytest.raises(KeyError, match="pattern"):
        compiled({"type": "string", "pattern": "x"})


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code and output of the check of some files."""

    def run(*paths: Path) -> tuple[int, str]:
        code = validate(paths)
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write_feed(tmp_path / "mau" / "20261124T050000Z.jsonl", many(20))


def test_whole_feeds_pass_packed_or_not(feed: Path, tmp_path: Path, check: Run) -> None:
    write_manifest(feed, {}, "0.1")
    packed = [tmp_path / f"feed.jsonl.{kind}" for kind in ("gz", "zst")]
    for path in packed:
        path.write_bytes(pack(feed.read_bytes(), path.suffix[1:]))
    sink = FilesSink(str(tmp_path / "files"), "zst")
    sink.load(feed)
    record = tmp_path / "files" / "_feeds" / "mau" / "20261124T050000Z.json"
    code, output = check(
        feed, *packed, feed.with_suffix(".manifest.json"), record, *sink.partitions.files()
    )
    assert code == 0, output
    assert output.count("no manifest") == 2  # the two copies that nobody has written down
    assert len(output.splitlines()) == 4 + 2 * len(list(sink.partitions.files()))


def test_latest_stands_for_the_feed_that_it_names(feed: Path, check: Run) -> None:
    write_manifest(feed, {}, "0.1")
    link = feed.with_name("latest")
    link.symlink_to(feed.name)
    assert feed_named(str(link)) == feed and feed_named(str(feed)) == feed
    assert check(feed_named(str(link))) == (0, f"{feed}: keeps the contract\n")


def test_faults_are_named_with_their_lines(feed: Path, check: Run) -> None:
    lines = feed.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"kind": "text"', b'"kind": "poem"')
    lines[5] = lines[5].replace("Hội nghị".encode(), "Hô\u0323i\u200b nghị".encode())
    lines[7] = b"[]\n"
    lines[9] = b'{"id": "x"\n'
    lines[11] = lines[11].replace(b'"schema_version": ', b'"schema_version": 9')
    lines[13] = lines[13].replace(b'"published": "2', b'"published": "x2')
    lines[15] = lines[15].replace(b'"title": ', b'"title": null, "headline": ')
    lines[19] = lines[19][:-1]
    feed.write_bytes(b"".join(lines))
    code, output = check(feed)
    assert code == 1
    for number, words in (
        (3, "$.kind: 'poem' is not one of"), (6, "not NFC"), (6, "U+200B"), (8, "is not of type 'object'"),
        (10, "no JSON"), (14, "$.published"), (16, "'headline' was unexpected"), (16, "$.title: no published"),
        (20, "cut"),
    ):  # fmt: skip
        told = [line for line in output.splitlines() if line.startswith(f"{feed}:{number}:")]
        assert any(words in line for line in told), (number, words, output)
    assert not any(line.startswith(f"{feed}:1:") for line in output.splitlines())


def test_what_the_manifest_says_otherwise_is_told(feed: Path, check: Run) -> None:
    write_manifest(feed, {}, "0.1")
    feed.write_bytes(feed.read_bytes() + write_feed(feed.parent / "x", many(1)).read_bytes())
    code, output = check(feed)
    assert code == 1
    assert "21 lines, the manifest says 20" in output
    assert "sha256" in output
    feed.unlink()
    code, output = check(feed.with_suffix(".manifest.json"))
    assert code == 1 and "no such file" in output


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_cut_packed_feed_is_told_with_the_line(
    feed: Path, tmp_path: Path, suffix: str, check: Run
) -> None:
    path = tmp_path / f"feed.jsonl.{suffix}"
    path.write_bytes(pack(feed.read_bytes(), suffix)[:-7])
    code, output = check(path)
    assert code == 1
    assert "cut or damaged" in output


def test_what_is_no_feed_or_not_there_is_told(tmp_path: Path, check: Run) -> None:
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "x.json").write_text("[]")
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(b"")[:5])
    for name in ("x.txt", "x.json", "x.jsonl", "x.jsonl.gz"):
        code, output = check(tmp_path / name)
        assert code == 1 and name in output, output
        assert "Traceback" not in output


def test_the_command_answers_with_its_exit_code(feed: Path) -> None:
    feed.write_bytes(feed.read_bytes() + b"{}\n")
    command = [sys.executable, "-m", "scrapy", "validate", str(feed)]
    found = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (found.returncode, found.stderr) == (1, "")
    assert f"{feed}:21: $: 'id' is a required property" in found.stdout
