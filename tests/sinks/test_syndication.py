"""RSS, Atom and JSON Feed keep the rules that public validators check."""

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crawler.contract import _is_moment
from crawler.items import Article
from crawler.sinks.columns import parse_line
from crawler.sinks.syndication import (
    NEWEST,
    SyndicationSink,
    _newest,
    atom,
    entry_of,
    json_feed,
    rss,
)
from tests.sinks.articles import NASTY, article, many, objects, write_feed

URL = "https://bantin.example.vn/feeds"
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


def is_address(text: Any) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def check_rss(text: bytes, url: str) -> list[Any]:
    """The rules of the RSS Advisory Board's profile; answers the items."""
    root = etree.fromstring(text)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert channel.tag == "channel"
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1 and channel.findtext(name)
    assert is_address(channel.findtext("link"))
    (self_link,) = channel.findall(f"{ATOM}link")
    assert (self_link.get("href"), self_link.get("rel")) == (url, "self")
    assert self_link.get("type") == "application/rss+xml"
    items = channel.findall("item")
    for moment in (*channel.iterfind("lastBuildDate"), *channel.iterfind("item/pubDate")):
        assert parsedate_to_datetime(moment.text).tzinfo  # RFC 822
    for item in items:
        assert item.findtext("title") or item.findtext("description")
        assert is_address(item.findtext("link"))
        (guid,) = item.findall("guid")
        assert guid.get("isPermaLink") == "false" and guid.text
        assert item.find("author") is None, "RSS wants a mail address there"
        assert "<" not in (item.findtext("description") or ""), "it is read as HTML"
    guids = [item.findtext("guid") for item in items]
    assert len(guids) == len(set(guids))
    return items


def check_atom(text: bytes, url: str) -> list[Any]:
    """RFC 4287; answers the entries."""
    root = etree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1 and each.findtext(f"{ATOM}{name}")
        assert urlsplit(each.findtext(f"{ATOM}id")).scheme, "an id is an IRI"
        for name in ("updated", "published"):
            assert all(_is_moment(one.text) for one in each.iterfind(f"{ATOM}{name}"))  # RFC 3339
        links = [(link.get("rel"), link.get("type")) for link in each.iterfind(f"{ATOM}link")]
        assert len(links) == len(set(links)), "one alternate of a type"
        assert all(is_address(link.get("href")) for link in each.iterfind(f"{ATOM}link"))
        assert all(one.findtext(f"{ATOM}name") for one in each.iterfind(f"{ATOM}author"))
        assert all(one.get("term") for one in each.iterfind(f"{ATOM}category"))
    assert root.find(f"{ATOM}author") is not None, "or every entry has one"
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == url
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return entries


def check_json_feed(text: bytes, url: str) -> list[Any]:
    """JSON Feed 1.1; answers the items."""
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and is_address(feed["home_page_url"]) and feed["feed_url"] == url
    items: list[Any] = feed["items"]
    for item in items:
        assert isinstance(item["id"], str) and item["id"]
        assert isinstance(item.get("content_text"), str) and item["content_text"]
        assert is_address(item["url"]) and is_address(item.get("image", item["url"]))
        assert all(_is_moment(item[n]) for n in ("date_published", "date_modified") if n in item)
        assert all(one.get("name") for one in item.get("authors", ()))
        assert all(one["url"] and one["mime_type"] for one in item.get("attachments", ()))
        assert all(isinstance(tag, str) for tag in item.get("tags", ()))
    assert len({item["id"] for item in items}) == len(items)
    own = {name for item in items for name in item if name.startswith("_")}
    assert own <= {"_bantin"}, "extensions begin with an underscore"
    return items


CHECKS = {"rss.xml": check_rss, "atom.xml": check_atom, "feed.json": check_json_feed}


def load(root: Path, name: str, articles: Iterable[Article]) -> None:
    with closing(SyndicationSink(str(root), URL + "/")) as sink:
        sink.load(write_feed(root.parent / "mau" / f"{name}.jsonl", articles))


def test_the_newest_of_each_site_and_of_all_are_there_and_valid(tmp_path: Path) -> None:
    root = tmp_path / "feeds"
    load(root, "1", many(1500))
    load(root, "2", many(300, first=1500))
    everything = list(many(1800))
    for channel in ("all", *(f"tinh{number}.example.vn" for number in range(10))):
        of_channel = [one for one in everything if channel in ("all", one.site)]
        of_channel.sort(key=lambda one: (one.published, one.id), reverse=True)
        for name, check in CHECKS.items():
            items = check((root / channel / name).read_bytes(), f"{URL}/{channel}/{name}")
            assert len(items) == NEWEST
        assert [item["id"] for item in items] == [one.id for one in of_channel[:NEWEST]]


def test_texts_of_all_kinds_are_escaped(tmp_path: Path) -> None:
    root = tmp_path / "feeds"
    nasty = [
        replace(
            article(number), title=text, lead=text, authors=(text,), tags=(text,), site="mau.vn"
        )
        for number, text in enumerate(NASTY)
    ]
    load(root, "1", nasty)
    for name, check in CHECKS.items():
        items = check((root / "mau.vn" / name).read_bytes(), f"{URL}/mau.vn/{name}")
        assert len(items) == len(NASTY)
    rss_items = check_rss((root / "mau.vn" / "rss.xml").read_bytes(), f"{URL}/mau.vn/rss.xml")
    titles = {item.findtext("title") for item in rss_items}
    assert "</script>&amp;<![CDATA[]]>" in titles
    descriptions = {item.findtext("description") for item in rss_items}
    assert "&lt;/script&gt;&amp;amp;&lt;![CDATA[]]&gt;" in descriptions
    assert "Đảng bộ" in {item.findtext(f"{DC}creator") for item in rss_items}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(item=objects(Article))
def test_any_article_makes_valid_entries(item: Article) -> None:
    from io import BytesIO

    from scrapy.exporters import JsonLinesItemExporter

    file = BytesIO()
    item = replace(item, id="mau.vn:1", url="https://mau.vn/1", images=(), deleted=None)
    JsonLinesItemExporter(file, encoding="utf-8").export_item(item)
    entries = _newest([entry_of(parse_line(file.getvalue()))])
    for make, check in ((rss, check_rss), (json_feed, check_json_feed), (atom, check_atom)):
        check(make("mau.vn", entries, URL), URL)


def test_a_revision_replaces_its_entry_and_a_tombstone_takes_it_away(tmp_path: Path) -> None:
    root = tmp_path / "feeds"
    load(root, "1", many(10))
    load(root, "2", [replace(article(3), revision=1, title="Bài đã sửa")])
    items = check_json_feed((root / "all" / "feed.json").read_bytes(), f"{URL}/all/feed.json")
    assert [item["title"] for item in items if item["id"] == article(3).id] == ["Bài đã sửa"]
    gone = datetime(2026, 11, 24, tzinfo=UTC)
    last = Article(
        id=article(3).id, url=article(3).url, site=article(3).site, revision=2, deleted=gone
    )
    load(root, "3", [last])
    items = check_json_feed((root / "all" / "feed.json").read_bytes(), f"{URL}/all/feed.json")
    assert article(3).id not in {item["id"] for item in items} and len(items) == 9


def test_the_same_feed_twice_changes_no_byte(tmp_path: Path) -> None:
    root = tmp_path / "feeds"
    load(root, "1", many(70))
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    load(root, "1", many(70))
    assert {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()} == before


@pytest.mark.parametrize("name", CHECKS)
def test_without_an_address_of_the_folder_there_is_no_link_to_self(
    tmp_path: Path, name: str
) -> None:
    with closing(SyndicationSink(str(tmp_path / "feeds"))) as sink:
        sink.load(write_feed(tmp_path / "mau" / "1.jsonl", many(3)))
    text = (tmp_path / "feeds" / "all" / name).read_text("utf-8")
    assert "self" not in text and "feed_url" not in text
