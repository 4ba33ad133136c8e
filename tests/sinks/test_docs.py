"""The examples of docs/sinks.md run, and find what is there."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import settings as project
from crawler.sinks import bring_up_to_date, enabled
from tests.sinks.articles import article, many, write_feed

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "sinks.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.S)


def block(word: str) -> list[str]:
    """The command that runs the example with this word in it."""
    (found,) = [(kind, code) for kind, code in BLOCKS if word in code]
    return (["bash", "-ec"] if found[0] == "sh" else [sys.executable, "-W", "error", "-c"]) + [
        found[1]
    ]


@pytest.fixture
def folder(tmp_path: Path, postgres: str) -> Path:
    """Where the examples run: every sink is there."""
    items = [*many(20), replace(article(20), title="Đảng bộ phường", lead="đảng bộ dâng bò")]
    feed = write_feed(tmp_path / tmp_path.name / "20261124T050000Z.jsonl", items)
    bring_up_to_date(
        [feed],
        {
            "SINK_SQLITE": str(tmp_path / "bantin.sqlite3"),
            "SINK_PARQUET": str(tmp_path / "parquet"),
            "SINK_SYNDICATION": str(tmp_path / "syndication"),
            "SINK_POSTGRES": postgres,
        },
    )
    return tmp_path


@pytest.mark.parametrize(
    ("word", "program"),
    [("sqlite3 ", "sqlite3"), ("psql", "psql"), ("duckdb", ""), ("pyarrow", ""), ("feed.json", "")],
)
def test_an_example_runs(word: str, program: str, folder: Path, postgres: str) -> None:
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    if not program and word != "feed.json":
        pytest.importorskip(word, reason=f"{word} is not installed")
    found = subprocess.run(
        block(word),
        cwd=folder,
        env={**os.environ, "BANTIN_SINK_POSTGRES": postgres, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 0 and not found.stderr, found.stderr
    assert "Đảng bộ" in found.stdout or "Hội nghị" in found.stdout
    assert re.search(r"tinh\d\.example\.vn", found.stdout)
    if "caption" in block(word)[-1]:
        assert "Quang cảnh. Ảnh: TTXVN" in found.stdout


def test_every_setting_is_told() -> None:
    rest = (ROOT / "docs" / "feeds.md").read_text("utf-8")
    names = [name for name in dir(project) if name.startswith("SINK_")]
    untold = [name for name in names if f"`{name}`" not in TEXT + rest]
    assert not untold
    assert len(enabled(dict.fromkeys(names, "1"))) == TEXT.count("| `BANTIN_SINK_")
