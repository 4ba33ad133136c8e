"""RSS 2.0, Atom and JSON Feed 1.1 of the newest articles: for each site, and for all.

    <root>/<site>/rss.xml  atom.xml  feed.json        <root>/all/...

The JSON Feed is also what the next run starts from. An entry points to its article: it carries
the lead, or the beginning of the text, not the text.
"""

import fcntl
import json
import mimetypes
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from crawler.feedfile import written_whole
from crawler.sinks.columns import Line, revision_of
from crawler.sinks.journal import name_of, names_on_record, read_feed

NEWEST = 50
_BEGINNING = 600
"""Characters of text where an article has no lead."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_DEFAULT: Any = {None: _ATOM}
Entry = dict[str, Any]
"""An item of a JSON Feed; `_bantin` holds what only this program needs."""


class SyndicationSink:
    """Writes below `root`; `url` is where readers find that folder, for the links to self."""

    def __init__(self, root: str, url: str = "") -> None:
        self.root = Path(root)
        self.url = url.rstrip("/")

    def close(self) -> None:
        """Nothing is open."""

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names of the feeds that are merged, or of those among the given ones."""
        return names_on_record(self.root, among)

    def load(self, feed: Path) -> None:
        """Merge the newest of `feed` into the feeds of its sites, and of all."""
        name = name_of(feed)
        with self._locked():
            for channel, entries in _channels(feed).items():
                self._write(channel, _newest([*self._there(channel), *entries.values()]))
            with written_whole(self.root / "_feeds" / f"{name}.json") as part:
                part.write_text(json.dumps({"feed": name}) + "\n", encoding="utf-8")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One spider at a time: what another has merged must not be lost."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _there(self, channel: str) -> list[Entry]:
        path = self._folder(channel) / "feed.json"
        return list(json.loads(path.read_bytes())["items"]) if path.exists() else []

    def _folder(self, channel: str) -> Path:
        return self.root / quote(channel, safe="")

    def _write(self, channel: str, entries: list[Entry]) -> None:
        folder = self._folder(channel)
        urls = {
            name: f"{self.url}/{folder.name}/{name}" if self.url else ""
            for name in ("rss.xml", "atom.xml", "feed.json")
        }
        texts = {
            "rss.xml": rss(channel, entries, urls["rss.xml"]),
            "atom.xml": atom(channel, entries, urls["atom.xml"]),
            # last: what is merged next starts from it
            "feed.json": json_feed(channel, entries, urls["feed.json"]),
        }
        for name, text in texts.items():
            with written_whole(folder / name) as part:
                part.write_bytes(text)


def _channels(feed: Path) -> dict[str, dict[str, Entry]]:
    """Site, or `all` -> id -> entry; the newest alone, so that memory stays flat."""
    channels: dict[str, dict[str, Entry]] = {"all": {}}
    for _, line in read_feed(feed):
        entry = entry_of(line)
        for channel in (line["site"] or "unknown", "all"):
            entries = channels.setdefault(channel, {})
            entries[entry["id"]] = entry
            if len(entries) > 10 * NEWEST:
                gone = [one for one in entries.values() if one["_bantin"]["deleted"]]
                channels[channel] = {one["id"]: one for one in (*gone, *_newest(entries.values()))}
    return channels


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """The newest entries, newest first, of each article its last revision."""
    latest: dict[str, Entry] = {}
    for entry in entries:
        other = latest.get(entry["id"])
        if other is None or other["_bantin"]["revision"] <= entry["_bantin"]["revision"]:
            latest[entry["id"]] = entry
    there = (entry for entry in latest.values() if not entry["_bantin"]["deleted"])
    return sorted(there, key=lambda one: (_moment(one), one["id"]), reverse=True)[:NEWEST]


def _moment(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.get("date_published") or entry["_bantin"]["seen"])


def _updated(entry: Entry) -> datetime:
    return max(
        _moment(entry), datetime.fromisoformat(entry.get("date_modified") or "1970-01-01T00:00Z")
    )


def entry_of(line: Line) -> Entry:
    """The item of a JSON Feed that a feed line makes; what is absent is left out."""
    text = line["lead"] or line["body"] or line["title"] or line["url"]
    if len(text) > _BEGINNING:
        text = text[:_BEGINNING].rpartition(" ")[0] + " …"
    images = [image["url"] for image in line["images"] if image["url"]]
    attachments = [
        {"url": one["url"], "mime_type": _mime_type(one["url"])} for one in line["attachments"]
    ]
    entry = {
        "id": line["id"],
        "url": line["url"],
        "title": line["title"],
        "content_text": text,
        "image": images[0] if images else None,
        "date_published": _rfc3339(line["published"]),
        "date_modified": _rfc3339(line["modified"]),
        "authors": [{"name": name} for name in line["authors"]],
        "tags": line["tags"],
        "language": line["language"],
        "attachments": attachments,
    }
    seen = line["fetched"] or line["published"] or "1970-01-01T00:00:00+00:00"
    own = {"site": line["site"], "revision": revision_of(line), "seen": seen}
    own["deleted"] = line["deleted"] is not None
    return {**{name: value for name, value in entry.items() if value}, "_bantin": own}


def _rfc3339(moment: str | None) -> str | None:
    """The moment as RFC 3339 wants it, and RFC 822: an offset of whole minutes."""
    if moment is None:
        return None
    parsed = datetime.fromisoformat(moment)
    offset = parsed.utcoffset()
    odd = offset is not None and offset.seconds % 60
    return parsed.astimezone(UTC).isoformat() if odd else moment


def _mime_type(url: str) -> str:
    return mimetypes.guess_type(url)[0] or "application/octet-stream"


def _title(channel: str) -> str:
    return "Bản tin" if channel == "all" else f"Bản tin: {channel}"


def _home(channel: str, entries: list[Entry], url: str) -> str:
    """The address that the feed is about; for all sites, the place of the feeds."""
    if channel != "all" and entries:
        scheme, _, rest = entries[0]["url"].partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"
    return url.rpartition("/")[0] + "/" if url else (entries[0]["url"] if entries else "")


def json_feed(channel: str, entries: list[Entry], url: str) -> bytes:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(channel),
        "home_page_url": _home(channel, entries, url),
        "feed_url": url,
        "items": entries,
    }
    kept = {name: value for name, value in feed.items() if value or name == "items"}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, name, attributes)
    if text is not None:
        element.text = _NOT_XML.sub("\ufffd", text)
    return element


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def rss(channel: str, entries: list[Entry], url: str) -> bytes:
    """RSS 2.0, with the authors in Dublin Core: RSS itself wants mail addresses."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "dc": _DC})
    top = _add(root, "channel")
    _add(top, "title", _title(channel))
    _add(top, "link", _home(channel, entries, url))
    _add(top, "description", f"{_title(channel)}: {NEWEST} bài mới nhất")
    if entries:
        _add(top, "lastBuildDate", format_datetime(max(map(_updated, entries))))
    if url:
        _add(top, f"{{{_ATOM}}}link", href=url, rel="self", type="application/rss+xml")
    for entry in entries:
        item = _add(top, "item")
        _add(item, "title", entry.get("title") or entry["url"])
        _add(item, "link", entry["url"])
        _add(item, "guid", entry["id"], isPermaLink="false")
        if "date_published" in entry:
            _add(item, "pubDate", format_datetime(_moment(entry)))
        for author in entry.get("authors", ()):
            _add(item, f"{{{_DC}}}creator", author["name"])
        for tag in entry.get("tags", ()):
            _add(item, "category", tag)
        _add(item, "description", escape(entry["content_text"], quote=False))  # it is HTML
    return _xml(root)


def atom(channel: str, entries: list[Entry], url: str) -> bytes:
    """Atom 1.0."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_DEFAULT)

    def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
        return _add(parent, f"{{{_ATOM}}}{name}", text, **attributes)

    def add_id(parent: Any, identity: str) -> None:
        add(parent, "id", uuid5(NAMESPACE_URL, identity).urn)

    add_id(root, f"feed of {channel}")
    add(root, "title", _title(channel))
    newest = max(map(_updated, entries), default=datetime.fromtimestamp(0, UTC))
    add(root, "updated", newest.isoformat())
    add(add(root, "author"), "name", _title(channel))
    add(root, "link", href=_home(channel, entries, url), rel="alternate", type="text/html")
    if url:
        add(root, "link", href=url, rel="self", type="application/atom+xml")
    for entry in entries:
        item = add(root, "entry")
        add_id(item, entry["id"])
        add(item, "title", entry.get("title") or entry["url"])
        add(item, "link", href=entry["url"], rel="alternate", type="text/html")
        add(item, "updated", _updated(entry).isoformat())
        if "date_published" in entry:
            add(item, "published", entry["date_published"])
        for author in entry.get("authors", ()):
            add(add(item, "author"), "name", author["name"])
        for tag in entry.get("tags", ()):
            add(item, "category", term=_NOT_XML.sub("\ufffd", tag))
        add(item, "summary", entry["content_text"])
    return _xml(root)
