"""A line of the feed, as the memory needs it: no text, only digests of the fields."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.memory.policy import DELETED, EXPORTED, Page

COMPARED = (
    "title",
    "lead",
    "dateline",
    "body",
    "images",
    "authors",
    "source",
    "published",
    "attachments",
)
"""Fields whose change makes a revision: what is printed, as in the content hash."""


class BrokenLine(ValueError):
    """What stands in a feed is no line of one."""


def digests_of(line: Mapping[str, Any]) -> dict[str, str]:
    """Field -> 12 hex digits over its value in a line of the feed (JSON types only)."""
    return {name: _digest(name, line.get(name)) for name in COMPARED}


def changed_fields(before: str | None, line: Mapping[str, Any]) -> tuple[str, ...]:
    """Fields of `line` that differ from the remembered digests; all if none are remembered."""
    old = json.loads(before) if before else {}
    new = digests_of(line)
    return tuple(name for name in COMPARED if old.get(name) != new[name])


def changed_between(before: Mapping[str, Any], line: Mapping[str, Any]) -> list[str]:
    """Fields of `line` that differ from those of the line before."""
    return list(changed_fields(json.dumps(digests_of(before)), line))


def pages_of(feed: Path) -> Iterator[Page]:
    """What the memory learns from each line of a published feed.

    Raises BrokenLine, `<file>:<number>`, for what is no line of a feed.
    """
    with feed.open("rb") as lines:
        for number, text in enumerate(lines, 1):
            try:
                page = _page_of(json.loads(text))
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                raise BrokenLine(f"{feed}:{number}") from error
            yield page


def _page_of(line: Mapping[str, Any]) -> Page:
    published = line.get("published")
    return Page(
        id=line["id"],
        state=DELETED if line.get("deleted") else EXPORTED,
        url=line.get("url"),
        site=line.get("site"),
        content_hash=line.get("content_hash"),
        digests=None if line.get("deleted") else json.dumps(digests_of(line)),
        published=datetime.fromisoformat(published) if published else None,
        revision=line.get("revision", 0),
    )


def _digest(name: str, value: Any) -> str:
    if name == "images":  # where a picture stands and whose it is moves with the layout
        value = [[image.get("url"), image.get("caption")] for image in value or ()]
    elif name == "attachments":
        value = [file.get("url") for file in value or ()]
    return _NULL if value is None else _hex(_ENCODER.encode(value))


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_NULL = _hex("null")
