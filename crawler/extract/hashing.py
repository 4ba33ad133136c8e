"""Digests that stay the same on every machine."""

import hashlib
import json
from collections.abc import Mapping


def content_hash(fields: Mapping[str, object]) -> str:
    """32 hex digits over JSON-able `fields`, whatever their order."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
