"""The JSON values inside a page's scripts, as the frameworks write them.

Next.js (`__NEXT_DATA__`, the rows of `self.__next_f.push`), Nuxt 3 (`__NUXT_DATA__`: one list in
which each value names the places of its parts, as the library devalue writes it), Nuxt 2 (a
function whose parameters are filled in), Angular (its TransferState escapes quotes and angle
brackets), and state that is assigned to a variable, as JSON or as JavaScript writes it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from crawler.extract.calls import read_call
from crawler.extract.literals import read_literal
from crawler.extract.metadata import load_json

SHORTEST = 120
"""Characters below which no script and no text is an article."""
_PUSH = re.compile(r"""__next_f\.push\(\[\d+,\s*("(?:[^"\\]|\\.)*")\s*\]\)""", re.S)
_ROW = re.compile(rb"([0-9a-f]+):(T([0-9a-f]{1,8}),)?")
_ASSIGNED = re.compile(
    r"""[\w\]'"]\s*=\s*(?=[{\[]|JSON\.parse\()|window[\w.\['"\]]{2,60}\s*=\s*(?=\(?function\(\w)"""
)
_PARSE = re.compile(r"JSON\.parse\(\s*(decodeURIComponent\(\s*)?")
_MOST_BROKEN = 200
"""Values of one script that are no JSON, after which the rest is not tried."""
_MOST_CALLS = 10
"""Functions of one script that are tried."""
_ESCAPES = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
"""How Angular writes what HTML would read, `&` last."""
_DEEPEST = 100
"""Levels of nesting that are revived."""


def data_of(root: etree._Element) -> Iterator[Any]:
    """The JSON values inside the page's scripts."""
    pushed = []
    for script in root.iter("script"):
        text = script.text or ""
        if "__next_f" in text:  # a row may be cut anywhere: a short piece holds the next one's head
            pushed += [load_json(piece) for piece in _PUSH.findall(text)]
        elif len(text) < SHORTEST:
            continue
        elif "json" in (script.get("type") or ""):
            value = load_json(_unescaped(text))
            flat = isinstance(value, list) and script.get("id") == "__NUXT_DATA__"
            yield _revived(value) if flat else value
        else:
            yield from _assigned(text)
    if pushed:
        yield from _rows("".join(piece for piece in pushed if isinstance(piece, str)))


def _unescaped(text: str) -> str:
    """`text` as JSON, where Angular has escaped it."""
    if not text.lstrip()[1:].startswith("&q;"):
        return text
    for written, meant in _ESCAPES:
        text = text.replace(written, meant)
    return text


def _revived(flat: list[Any]) -> Any:
    """The value that stands first in `flat`: an object or a list names the places of its parts; a
    list that begins with a name (`["Reactive", 1]`, `["Date", "2024-..."]`) is a class of value."""
    known: dict[int, Any] = {}

    def value(place: Any, depth: int) -> Any:
        if not isinstance(place, int) or not 0 <= place < len(flat) or depth > _DEEPEST:
            return None
        if place not in known:
            known[place] = None  # what holds itself
            known[place] = parts(flat[place], depth + 1)
        return known[place]

    def parts(entry: Any, depth: int) -> Any:
        if isinstance(entry, dict):
            return {name: value(place, depth) for name, place in entry.items()}
        if not isinstance(entry, list):
            return entry
        if entry and isinstance(entry[0], str):
            inner = entry[1] if len(entry) > 1 else None
            return inner if entry[0] == "Date" else value(inner, depth)
        return [value(place, depth) for place in entry]

    return value(0, 0)


def _assigned(script: str) -> Iterator[Any]:
    """Objects that a script assigns to variables."""
    decoder = json.JSONDecoder(strict=False)
    end = broken = calls = 0
    for place in _ASSIGNED.finditer(script):
        start = place.end()
        if start < end:
            continue
        if parsed := _PARSE.match(script, start):
            text, end = read_literal(script, parsed.end())
            text = unquote(text) if parsed[1] and isinstance(text, str) else text
            yield load_json(text) if isinstance(text, str) else text
            continue
        if script[start] in "(f":
            calls += 1
            if calls < _MOST_CALLS:
                value, end = read_call(script, start)
                yield value
            continue
        try:
            value, end = decoder.raw_decode(script, start)
        except (ValueError, RecursionError):
            broken += 1
            if broken > _MOST_BROKEN:
                return
            value, end = read_literal(script, start)
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
