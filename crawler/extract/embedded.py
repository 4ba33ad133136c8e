"""Articles that a JavaScript page carries as JSON inside its scripts.

Next.js (`__NEXT_DATA__`, the rows of `self.__next_f.push`), state that is assigned to a variable,
and `articleBody` of JSON-LD. What is found is written as plain HTML, so that the same reader reads
it as any other page.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from lxml import etree

from crawler.extract.metadata import load_json, names_in
from crawler.extract.text import fold

_TEXT = (
    "content", "body", "articleBody", "contentHtml", "content_html", "bodyHtml", "body_html",
    "html", "detail", "fullText", "full_text", "text", "noiDung", "noi_dung", "articleContent",
)  # fmt: skip
_TITLE = ("title", "headline", "name", "tieuDe", "tieu_de", "subject")
_LEAD = (
    "description", "summary", "sapo", "lead", "excerpt", "intro", "shortDescription", "subTitle",
)  # fmt: skip
_DATE = (
    "publishDate", "publishedAt", "published_at", "datePublished", "publishTime", "publish_time",
    "publishedDate", "published", "createdAt", "created_at", "createdDate", "date",
    "publishDt", "deployDt", "regDt", "regDate", "registDate", "createDt", "postedAt", "postDate",
)  # fmt: skip
_CHANGED = ("updatedAt", "updated_at", "dateModified", "modifiedAt", "modified")
_SECTION = (
    "category", "articleSection", "section", "chuyenMuc", "zone", "categoryName", "sectionName",
)  # fmt: skip
_AUTHOR = (
    "author", "authors", "tacGia", "byline", "byLines", "bylines", "writers", "writer", "reporters",
    "creator", "authorName", "writerName",
)  # fmt: skip
_NAMED = (
    "name",
    "fullName",
    "displayName",
    "writerName",
    "authorName",
    "reporterName",
    "tag",
    "title",
)
"""Keys under which the object of a person, a section or a tag holds its name."""
_TAGS = ("tags", "keywords")
_PUSH = re.compile(r"""__next_f\.push\(\[\d+,\s*("(?:[^"\\]|\\.)*")\s*\]\)""", re.S)
_ROW = re.compile(rb"([0-9a-f]+):(T([0-9a-f]{1,8}),)?")
_ASSIGNED = re.compile(r"[\w\]'\"]\s*=\s*(?=[{\[]|JSON\.parse\()")
_PARSE = re.compile(r"""JSON\.parse\(\s*("(?:[^"\\]|\\.)*")\s*\)""", re.S)
_SLOT = re.compile(r"(?:\$\$\w{1,40}\$\$|\{\{[^{}<>]{1,40}\}\})")
"""What the site's own script replaces by an advertisement or a box."""
_MARKUP = re.compile(r"<[^>]{1,500}>")
_SHORTEST = 120
"""Characters of text below which a value is no article."""
_MOST_BROKEN = 200
"""Values of one script that are no JSON, after which the rest is not tried."""
_MOST = 200_000
"""Values of one page that are looked through."""


def find_embedded(root: etree._Element, url: str, titles: Sequence[str]) -> bytes | None:
    """The article that the page's scripts hold, as an HTML page (UTF-8); None where none is sure.

    `titles`: what the page's metadata call it. One object whose title they name, or whose slug or
    id stands in `url`, wins; else a single one, or one twice as long as any other.
    """
    found = sorted(
        ((len(_plain(text)), entry, text) for entry, text in _candidates(root)),
        key=lambda candidate: -candidate[0],
    )
    keys = {fold(title) for title in titles}
    sure = [c for c in found if _is_named(c[1], url, keys)]
    if not sure and found and (len(found) == 1 or found[0][0] > 2 * found[1][0]):
        sure = found[:1]
    return _as_page(root, sure[0][1], sure[0][2]).encode("utf-8", "replace") if sure else None


def _is_named(entry: dict[str, Any], url: str, titles: set[str]) -> bool:
    title = _first(entry, _TITLE)
    if title and fold(title) in titles:
        return True
    return any(
        isinstance(value, str | int) and len(str(value)) > 5 and str(value) in url
        for value in (entry.get("slug"), entry.get("id"), entry.get("_id"))
    )


def _candidates(root: etree._Element) -> Iterator[tuple[dict[str, Any], str]]:
    left = _MOST
    for data in data_of(root):
        stack: list[Any] = [data]
        while stack and left:
            left -= 1
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, dict):
                stack.extend(reversed(value.values()))
                text = next(
                    (t for key in _TEXT if isinstance(t := value.get(key), str) and len(t) > 60), ""
                )
                if len(text) >= _SHORTEST and _first(value, _TITLE):
                    if len(_plain(text)) >= _SHORTEST:
                        yield value, text


def data_of(root: etree._Element) -> Iterator[Any]:
    """The JSON values inside the page's scripts."""
    pushed = []
    for script in root.iter("script"):
        text = script.text or ""
        if "__next_f" in text:  # a row may be cut anywhere: a short piece holds the next one's head
            pushed += [load_json(piece) for piece in _PUSH.findall(text)]
        elif len(text) < _SHORTEST:
            continue
        elif "json" in (script.get("type") or ""):
            yield load_json(text)
        else:
            yield from _assigned(text)
    if pushed:
        yield from _rows("".join(piece for piece in pushed if isinstance(piece, str)))


def _assigned(script: str) -> Iterator[Any]:
    """Objects that a script assigns to variables."""
    decoder = json.JSONDecoder(strict=False)
    end = broken = 0
    for place in _ASSIGNED.finditer(script):
        if place.end() < end:
            continue
        parsed = _PARSE.match(script, place.end())
        if parsed:
            inner = load_json(parsed[1])
            yield load_json(inner) if isinstance(inner, str) else inner
            end = parsed.end()
            continue
        try:
            value, end = decoder.raw_decode(script, place.end())
        except (ValueError, RecursionError):
            broken += 1
            if broken > _MOST_BROKEN:
                return
            continue
        yield value


def _rows(stream: str) -> Iterator[Any]:
    """Values of a stream of React rows (`5:{...}`), with `$12` replaced by the text of row 12."""
    texts: dict[str, str] = {}
    values = []
    raw = stream.encode("utf-8", "surrogatepass")
    at = 0
    while at < len(raw):
        row = _ROW.match(raw, at)
        if row and row[3]:
            at = row.end() + int(row[3], 16)
            texts[f"${row[1].decode()}"] = raw[row.end() : at].decode("utf-8", "replace")
            continue
        end = raw.find(b"\n", at)
        end = end if end >= 0 else len(raw)
        at = end + 1
        if row:
            values.append(load_json(raw[row.end() : end].decode("utf-8", "replace")))
    for value in values:
        yield _resolved(value, texts)


def _resolved(value: Any, texts: dict[str, str]) -> Any:
    stack = [value]
    while stack:
        part = stack.pop()
        entries: Any = (
            part.items()
            if isinstance(part, dict)
            else enumerate(part if isinstance(part, list) else ())
        )
        for key, entry in list(entries):
            if isinstance(entry, str) and entry in texts:
                part[key] = texts[entry]
            elif isinstance(entry, dict | list):
                stack.append(entry)
    return value


def _first(entry: dict[str, Any], keys: Sequence[str]) -> str | None:
    for key in keys:
        for name in _names(entry.get(key)):
            if name:
                return name
    return None


def _names(value: Any) -> list[str]:
    """The names in a value: strings, objects with a name, lists of either."""
    if isinstance(value, list):
        return [name for part in value for name in _names(part)]
    if isinstance(value, dict) and not value.get("name"):
        return next((names for key in _NAMED if (names := names_in(value.get(key)))), [])
    return names_in(value)


def _plain(text: str) -> str:
    return _MARKUP.sub(" ", text)


def _as_page(root: etree._Element, entry: dict[str, Any], text: str) -> str:
    title, lead = _first(entry, _TITLE) or "", _first(entry, _LEAD)
    stated: dict[str, Any] = {"@type": "NewsArticle", "headline": title}
    for name, keys in (
        ("datePublished", _DATE), ("dateModified", _CHANGED), ("articleSection", _SECTION),
    ):  # fmt: skip
        stated[name] = _first(entry, keys) or _number(entry, keys)
    people = (_names(entry.get(key)) for key in _AUTHOR)
    stated["author"] = next((names for names in people if names), None)
    text = _SLOT.sub("", text)
    body = text if _MARKUP.search(text) else "".join(
        f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()
    )  # fmt: skip
    tags = [f'<a rel="tag">{escape(tag)}</a>' for key in _TAGS for tag in _names(entry.get(key))]
    head = "".join(
        etree.tostring(element, encoding="unicode", with_tail=False)
        for element in root.iter("base", "meta")
    )
    script = json.dumps(stated, ensure_ascii=False).replace("</", "<\\/")
    sapo = f'<p class="sapo">{escape(lead)}</p>' if lead else ""
    return (
        f'<html lang="{escape(root.get("lang") or "")}"><head>{head}<title>{escape(title)}</title>'
        f'<script type="application/ld+json">{script}</script></head><body><article>'
        f"<h1>{escape(title)}</h1>{sapo}<div>{body}</div>"
        f'<div class="tags">{"".join(tags)}</div></article></body></html>'
    )


def _number(entry: dict[str, Any], keys: Sequence[str]) -> str | None:
    """A date that is given as a number of seconds or milliseconds."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value > 10**8:
            return str(value)
    return None
