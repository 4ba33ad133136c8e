"""Digests that stay the same on every machine."""

import hashlib
from collections.abc import Sequence

Value = str | None | Sequence["Value"]


def content_hash(values: Sequence[Value]) -> str:
    """32 hex digits over texts, None and sequences of them, in their order."""
    pieces: list[bytes] = []
    _collect(values, pieces)
    return hashlib.sha256(b"".join(pieces)).hexdigest()[:32]


def _collect(value: Value, pieces: list[bytes]) -> None:
    """Appends bytes that no other value has: each text stands behind its length."""
    if value is None:
        pieces.append(b"-")
    elif isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        pieces += (b"%d:" % len(text), text)
    else:
        pieces.append(b"(")
        for part in value:
            _collect(part, pieces)
        pieces.append(b")")
