"""Digests that stay the same on every machine."""

import hashlib
from collections.abc import Iterable, Sequence

Value = str | None | Sequence["Value"]


def content_hash(values: Sequence[Value]) -> str:
    """32 hex digits over texts, None and sequences of them, in their order."""
    digest = hashlib.sha256()
    for piece in _pieces(values):
        digest.update(piece)
    return digest.hexdigest()[:32]


def _pieces(value: Value) -> Iterable[bytes]:
    """Bytes that no other value has: each text stands behind its length."""
    if value is None:
        yield b"-"
    elif isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        yield b"%d:" % len(text)
        yield text
    else:
        yield b"("
        for part in value:
            yield from _pieces(part)
        yield b")"
