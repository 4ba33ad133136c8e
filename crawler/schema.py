"""The feed's contract for machines and readers, made from the classes of `crawler.items`.

`python -m crawler.schema` writes `docs/feed.schema.json` (JSON Schema 2020-12) and `docs/feed.md`.
A field's type gives its schema, the docstring under it its description.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.items import SCHEMA_VERSION, Article

DOCS = Path(__file__).resolve().parent.parent / "docs"
_PLAIN: Mapping[type, dict[str, Any]] = {
    str: {"type": "string", "minLength": 1},  # absent is null, never ""
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}
_FORMATS = {"date-time": "moment", "date": "day"}
_HEAD = """\
# The feed

One article a line (JSON Lines, UTF-8), every field in every line, in this order. Made from
`crawler/items.py` by `make schema`; for machines: [feed.schema.json](feed.schema.json). A moment
is ISO 8601 with its zone.
"""


def feed_schema(item: type = Article) -> dict[str, Any]:
    """JSON Schema of a line of the feed. Raises TypeError for a field it cannot describe."""
    nested: dict[str, Any] = {}
    schema = _of_dataclass(item, nested)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{item.__name__}, version {SCHEMA_VERSION} of the feed",
        **schema,
        "$defs": dict(sorted(nested.items())),
    }


def field_docstrings(item: type) -> dict[str, str]:
    """Field -> the docstring under it, on one line; a field without one is not there."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(item))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for node, below in zip(tree.body, tree.body[1:], strict=False):
        match node, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(str(text))):
                found[name] = " ".join(text.split())
    return found


def _of_dataclass(item: type, nested: dict[str, Any]) -> dict[str, Any]:
    hints, told = get_type_hints(item), field_docstrings(item)
    properties = {}
    for field in fields(item):
        try:
            schema = _of_type(hints[field.name], nested)
        except TypeError as error:
            raise TypeError(f"{item.__name__}.{field.name}: {error}") from error
        about = {"description": told[field.name]} if field.name in told else {}
        properties[field.name] = {**about, **schema}
    return {
        "description": inspect.cleandoc(item.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_type(hint: Any, nested: dict[str, Any]) -> dict[str, Any]:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__name__ not in nested:
            nested[hint.__name__] = {}  # a class may hold itself
            nested[hint.__name__] = _of_dataclass(hint, nested)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return _any_of([_of_type(argument, nested) for argument in arguments])
    if origin is list or (origin is tuple and arguments[1:] == (...,)):
        return {"type": "array", "items": _of_type(arguments[0], nested)}
    if origin is dict and arguments[0] is str:
        return {"type": "object", "additionalProperties": _of_type(arguments[1], nested)}
    raise TypeError(f"no schema for {hint}")


def _any_of(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """`X | None` in the short form where there is one: `{"type": ["string", "null"]}`."""
    null = {"type": "null"}
    rest = [choice for choice in choices if choice != null]
    if len(rest) == 1 and null in choices:
        if isinstance(rest[0].get("type"), str):
            return {**rest[0], "type": [rest[0]["type"], "null"]}
        if "enum" in rest[0]:
            return {"enum": [*rest[0]["enum"], None]}
    return {"anyOf": choices}


def feed_page(schema: Mapping[str, Any]) -> str:
    """The contract as a page to read: a table for the article and for each class inside it."""
    parts = [_HEAD, _table(schema)]
    for name, inner in schema["$defs"].items():
        parts += [f"## {name}\n\n{inner['description']}\n", _table(inner)]
    return "\n".join(parts)


def _table(schema: Mapping[str, Any]) -> str:
    rows = ["| field | type | meaning |", "|---|---|---|"]
    for name, inner in schema["properties"].items():
        meaning = inner.get("description", "").replace("|", "\\|")
        rows.append(f"| `{name}` | {_named(inner)} | {meaning} |")
    return "\n".join([*rows, ""])


def _named(schema: Mapping[str, Any]) -> str:
    """The type as a reader would say it: `string or null`, `list of Image`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_named, schema["anyOf"]))
    if "enum" in schema:
        return " or ".join("null" if one is None else f"`{one}`" for one in schema["enum"])
    if isinstance(schema["type"], list):
        return " or ".join(_named({**schema, "type": one}) for one in schema["type"])
    if schema["type"] == "array":
        return f"list of {_named(schema['items'])}"
    if schema["type"] == "object":
        return f"map of {_named(schema['additionalProperties'])}"
    kind = str(schema["type"])
    return _FORMATS.get(schema.get("format", ""), kind) if kind == "string" else kind


def written() -> dict[Path, str]:
    """Path -> text of the two documents."""
    schema = feed_schema()
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return {DOCS / "feed.schema.json": text, DOCS / "feed.md": feed_page(schema)}


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(DOCS.parent)}: written")
