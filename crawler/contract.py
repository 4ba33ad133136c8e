"""Whether a line keeps the feed's contract: its JSON Schema, and texts as they are published.

jsonschema takes most of a millisecond for a line. So the schema is compiled once into plain
functions, and jsonschema is asked only about a line that these refuse: it has the last word.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from crawler.items import SCHEMA_VERSION
from crawler.schema import feed_schema

Check = Callable[[Any], bool]
_SILENT = frozenset(("$schema", "$defs", "title", "description"))
_TYPES = {
    "string": str, "integer": int, "number": float, "boolean": bool, "null": type(None),
    "array": list, "object": dict,
}  # fmt: skip
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_LINES = ("title", "lead", "section", "dateline", "source")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f]")


class Contract:
    """The contract of today's schema."""

    def __init__(self, schema: Mapping[str, Any] | None = None) -> None:
        self._schema = schema or feed_schema()
        self._holds = compiled(self._schema)

    @cached_property
    def _judge(self) -> Any:
        from jsonschema import Draft202012Validator  # a second of import that a crawl need not pay

        checker = Draft202012Validator.FORMAT_CHECKER
        return Draft202012Validator(self._schema, format_checker=checker)

    def faults(self, line: bytes) -> Iterator[str]:
        """What is wrong with a line of a feed; nothing for one that keeps the contract."""
        if not line.endswith(b"\n"):
            yield "the line is cut: no newline ends it"
        try:
            item = json.loads(line)
        except ValueError as error:
            yield f"no JSON: {error}"
            return
        if not self._holds(item):
            yield from self._broken(item)
        if isinstance(item, dict):
            yield from _unnamed(item)
            yield from _unclean(item)

    def _broken(self, item: Any) -> Iterator[str]:
        version = item.get("schema_version") if isinstance(item, dict) else None
        if version != SCHEMA_VERSION and isinstance(version, int):
            yield f"schema_version {version}, this program knows {SCHEMA_VERSION}"
        for error in self._judge.iter_errors(item):
            yield f"{error.json_path}: {error.message}"


def _unnamed(item: Mapping[str, Any]) -> Iterator[str]:
    """The schema is also that of a raw item, which may lack what a published line has."""
    for name in ("id", "site") if item.get("deleted") else ("id", "site", "title"):
        if not item.get(name):
            yield f"$.{name}: no published line lacks it"


def _unclean(item: Mapping[str, Any]) -> Iterator[str]:
    for name, text in _texts(item):
        if text.isascii() and text.isprintable():
            continue
        if not unicodedata.is_normalized("NFC", text):
            yield f"$.{name}: not NFC"
        if found := _INVISIBLE.search(text):
            yield f"$.{name}: holds U+{ord(found[0]):04X}"


def _texts(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts that are published, with their names; what is no text is the schema's matter."""
    for name in (*_LINES, "body"):
        if isinstance(text := item.get(name), str):
            yield name, text
    for name in ("authors", "tags"):
        for number, text in enumerate(_listed(item.get(name))):
            if isinstance(text, str):
                yield f"{name}[{number}]", text
    for number, image in enumerate(_listed(item.get("images"))):
        if isinstance(image, dict) and isinstance(caption := image.get("caption"), str):
            yield f"images[{number}].caption", caption


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def compiled(schema: Mapping[str, Any]) -> Check:
    """A function that is true of no value that jsonschema refuses, and of nearly all others.

    Raises KeyError for a keyword that it does not know.
    """
    definitions: dict[str, Check] = {}
    for name, inner in schema.get("$defs", {}).items():
        definitions[f"#/$defs/{name}"] = _compile(inner, definitions)
    return _compile(schema, definitions)


def _compile(schema: Mapping[str, Any], definitions: Mapping[str, Check]) -> Check:
    checks = [
        _KEYWORDS[name](value, schema, definitions)
        for name, value in schema.items()
        if name not in _SILENT
    ]
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        first, second = checks
        return lambda value: first(value) and second(value)
    return lambda value: all(check(value) for check in checks)


def _type(names: Any, schema: Any, definitions: Any) -> Check:
    allowed = {_TYPES[name] for name in ([names] if isinstance(names, str) else names)}
    return lambda value: type(value) in allowed


def _enum(choices: list[Any], schema: Any, definitions: Any) -> Check:
    allowed = {(type(choice), choice) for choice in choices}
    return lambda value: value.__hash__ is not None and (type(value), value) in allowed


def _min_length(length: int, schema: Any, definitions: Any) -> Check:
    return lambda value: type(value) is not str or len(value) >= length


def _format(name: str, schema: Any, definitions: Any) -> Check:
    return {"date-time": _is_moment, "date": _is_day}[name]


def _is_moment(value: Any) -> bool:
    if type(value) is not str:
        return True
    try:
        return bool(_RFC3339.fullmatch(value)) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_day(value: Any) -> bool:
    try:
        return type(value) is not str or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _properties(schemas: Mapping[str, Any], schema: Any, definitions: Any) -> Check:
    """Of objects with these properties and no others: so the item classes are described."""
    checks = [(name, _compile(inner, definitions)) for name, inner in schemas.items()]
    if schema.get("additionalProperties") is not False or set(schema["required"]) != set(schemas):
        raise KeyError("additionalProperties, required")
    count = len(checks)

    def check(value: Any) -> bool:
        if type(value) is not dict or len(value) != count:
            return False
        return all(name in value and holds(value[name]) for name, holds in checks)

    return check


def _items(inner: Mapping[str, Any], schema: Any, definitions: Any) -> Check:
    holds = _compile(inner, definitions)
    return lambda value: type(value) is not list or all(map(holds, value))


def _any_of(choices: list[Mapping[str, Any]], schema: Any, definitions: Any) -> Check:
    checks = [_compile(choice, definitions) for choice in choices]
    return lambda value: any(check(value) for check in checks)


def _ref(name: str, schema: Any, definitions: Mapping[str, Check]) -> Check:
    return lambda value: definitions[name](value)  # a class may hold itself


def _map(inner: Any, schema: Any, definitions: Any) -> Check:
    if inner is False:
        return lambda value: True  # `properties` sees to it
    holds = _compile(inner, definitions)
    return lambda value: type(value) is not dict or all(map(holds, value.values()))


_KEYWORDS: Mapping[str, Callable[[Any, Any, Any], Check]] = {
    "type": _type,
    "enum": _enum,
    "minLength": _min_length,
    "format": _format,
    "properties": _properties,
    "required": lambda names, schema, definitions: lambda value: True,  # with `properties`
    "additionalProperties": _map,
    "items": _items,
    "anyOf": _any_of,
    "$ref": _ref,
}
