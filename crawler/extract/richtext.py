"""Texts that block editors store as trees of nodes (Editor.js, Slate, ProseMirror, Lexical)."""

from collections.abc import Iterator
from html import escape
from typing import Any

_SAID = ("text", "html", "value")
"""Keys of a node's own words."""
_INSIDE = ("root", "data", "children", "content", "items", "nodes", "blocks", "file", "attrs")
"""Keys of the nodes inside a node, and of what a node states."""
_ADDRESS = ("url", "src")
_CAPTION = ("caption", "alt")
_DEEPEST = 30
"""Levels of nodes that are read."""


def html_of(value: Any) -> str:
    """A text as HTML: a string as it is, each node of an editor in an element of its own; "" for
    anything else.

    A node says by its `type` what it is; objects without are something else, such as a list of
    articles.
    """
    if isinstance(value, str):
        return value
    nodes = value if isinstance(value, list) else _nodes_of(value, 0)
    if not nodes or not all(isinstance(node, dict) and "type" in node for node in nodes):
        return ""
    return "".join(map(_element, nodes))


def _nodes_of(value: Any, depth: int) -> list[Any]:
    """The nodes at the top of a document that is an object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth > 2:
        return []
    inner = (_nodes_of(value[key], depth + 1) for key in _INSIDE if key in value)
    return next(filter(None, inner), [])


def _element(node: dict[str, Any]) -> str:
    kind = str(node["type"]).lower()
    if "image" in kind or "figure" in kind:
        address = next(_values(node, _ADDRESS, 0), "")
        caption = next(_values(node, _CAPTION, 0), "")
        picture = f'<img src="{escape(address)}">' if address else ""
        return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"
    if "list" in kind and "item" not in kind:
        lines = node.get("items") or _nodes_of(node, 0)
        items = ("".join(_words(line, 0)) for line in lines if isinstance(line, dict | str))
        return "".join(f"<p>{item}</p>" for item in items)
    tag = "h2" if "head" in kind else "blockquote" if "quote" in kind else "p"
    return f"<{tag}>{''.join(_words(node, 0))}</{tag}>"


def _words(value: Any, depth: int) -> Iterator[str]:
    """The words inside a node, as HTML: editors keep inline markup in their strings."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value if "<" in value else escape(value, quote=False)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, depth + 1)
    elif isinstance(value, dict):
        said = next((value[key] for key in _SAID if isinstance(value.get(key), str)), None)
        if said is not None:
            yield from _words(said, depth)
            return
        for key in _INSIDE:
            if isinstance(value.get(key), list | dict):
                yield from _words(value[key], depth + 1)


def _values(value: Any, keys: tuple[str, ...], depth: int) -> Iterator[str]:
    """The strings under `keys` inside a node."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _values(part, keys, depth + 1)
    elif isinstance(value, dict):
        yield from (value[key] for key in keys if isinstance(value.get(key), str))
        for key in _INSIDE:
            yield from _values(value.get(key), keys, depth + 1)
