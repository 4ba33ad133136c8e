"""What goes into a sink comes out of it, byte for byte."""

import itertools
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from crawler.items import Article
from crawler.sinks.columns import dump_line
from crawler.sinks.files import FilesSink
from crawler.sinks.parquet import ParquetSink
from crawler.sinks.postgres import PostgresSink
from crawler.sinks.sqlite import SqliteSink
from tests.sinks.articles import ARTICLES, NASTY, many, write_feed

_COUNT = itertools.count()
NASTIEST = [
    replace(
        article,
        id=f"mau.vn:{text}",
        title=text,
        body=text,
        authors=(text,),
        tags=("", text),
        provenance={text: text},
    )
    for article, text in zip(many(len(NASTY)), NASTY, strict=True)
]


@pytest.fixture(params=["sqlite", "postgres", "parquet", "files", "files-gz", "files-zst"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Any]:
    """Opens the sink; the same store each time."""
    kind, _, packed = request.param.partition("-")
    if kind == "postgres":
        url = request.getfixturevalue("postgres")
        return lambda: PostgresSink(url)
    if kind == "files":
        return lambda: FilesSink(str(tmp_path / "sink"), packed)
    classes = {"sqlite": SqliteSink, "parquet": ParquetSink}
    return lambda: classes[kind](str(tmp_path / "sink"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=ARTICLES)
@example(articles=NASTIEST)
@example(articles=[Article(id="mau.vn:1")])
@example(articles=[])
def test_a_feed_comes_back_as_it_was(
    opener: Callable[[], Any], tmp_path: Path, articles: list[Article]
) -> None:
    name = f"mau{next(_COUNT)}/20261124T050000Z"  # that no other example has
    feed = write_feed(tmp_path / f"{name}.jsonl", articles)
    with closing(opener()) as sink:
        sink.load(feed)
    with closing(opener()) as sink:
        assert name in sink.held() and sink.held([name, "mau/khac"]) == {name}
        found = [dump_line(line) for line in sink.lines(name)]
    assert sorted(found) == sorted(feed.read_bytes().splitlines(keepends=True))
