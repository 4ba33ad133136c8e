"""What an article is to a table, read from the item classes, so that a new field needs no edit.

A moment stays the text that the feed holds: that keeps the offset, which database types drop.
Sinks with a type for moments add one beside it.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.items import Article

Kind = Literal["text", "number", "yes", "moment", "texts", "rows", "json"]
"""`texts`: a list of texts; `rows`: a list of objects; `json`: any other value."""
Line = dict[str, Any]
"""A feed line as parsed."""


@dataclass(frozen=True)
class Column:
    """One field of an item class."""

    name: str
    kind: Kind
    absent: Any = None
    """What a line of an older schema, which lacks the field, is taken to say."""
    of: tuple["Column", ...] = ()
    """The columns of each object of a `rows` field."""


def columns_of(item_class: Any) -> tuple[Column, ...]:
    """The columns of a dataclass in the order of its fields."""
    hints = get_type_hints(item_class)
    found = []
    for each in fields(item_class):
        kind, of = _kind_of(hints[each.name])
        absent = each.default if each.default is not MISSING else None
        lists: Mapping[Kind, Any] = {"texts": [], "rows": [], "json": {}}
        found.append(Column(each.name, kind, lists.get(kind, absent), of))
    return tuple(found)


def _kind_of(hint: Any) -> tuple[Kind, tuple[Column, ...]]:
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is Literal or hint is str:
        return "text", ()
    if get_origin(hint) is tuple and is_dataclass(get_args(hint)[0]):
        return "rows", columns_of(get_args(hint)[0])
    if hint == tuple[str, ...]:
        return "texts", ()
    plain: Mapping[Any, Kind] = {int: "number", bool: "yes", datetime: "moment"}
    return plain.get(hint, "json"), ()


ARTICLE = columns_of(Article)


def parse_line(line: bytes) -> Line:
    """A feed line with every field of today's schema; one that an older schema lacks is absent.

    Raises ValueError for what is no line of a feed, or has a field that a sink would lose.
    """
    item = json.loads(line)
    if not isinstance(item, dict) or not item.get("id"):
        raise ValueError("a feed line is an object with an id")
    return _complete(item, ARTICLE)


def _complete(item: Line, columns: tuple[Column, ...]) -> Line:
    known = {column.name: item.get(column.name, column.absent) for column in columns}
    if len(item) > len(known) or item.keys() - known.keys():
        raise ValueError(f"unknown fields: {', '.join(sorted(item.keys() - known.keys()))}")
    for column in columns:
        if column.of:
            known[column.name] = [_complete(row, column.of) for row in known[column.name]]
    return known


def revision_of(line: Line) -> int:
    """The number of the article's revision; with its id the key of a line."""
    return int(line["revision"])


def dump_line(line: Line) -> bytes:
    """The feed line that `parse_line` read, byte for byte as the feed's exporter writes it."""
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"
