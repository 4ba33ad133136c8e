"""Elements with thousands of attributes, which libxml2 reads in the square of their number."""

import re
from itertools import islice

_LONG = 8192
"""Bytes without a `>` in which so many attributes could stand."""
_MOST = 1000
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(rb"""[^\s"'=/>]+(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>]*))?""")
_RAW = (b"script", b"style", b"!--", b"textarea", b"title")


def cut_attributes(html: bytes) -> bytes:
    """`html` with the attributes taken from each tag that has thousands; itself where none has."""
    parts: list[bytes] = []
    done = at = 0
    while at + _LONG < len(html):
        found = html.rfind(b">", at, at + _LONG)
        if found >= 0:
            at = found + 1
            continue
        end = html.find(b">", at)
        end = end if end >= 0 else len(html)
        opened = html.find(b"<", at, end)  # to look for a tag where none begins is dear
        tag = _TAG.search(html, opened, end) if opened >= 0 else None
        if tag and not _is_raw(html, at) and _has_more(html, tag.end(), end):
            parts.append(html[done : tag.end()])
            done = end
        at = end + 1
    return b"".join((*parts, html[done:])) if parts else html


def _has_more(html: bytes, start: int, end: int) -> bool:
    """True where more attributes stand from `start` to `end` than are read; counts no further."""
    found = _ATTRIBUTE.finditer(html, start, end)
    return next(islice(found, _MOST, None), None) is not None


def _is_raw(html: bytes, at: int) -> bool:
    """True where no tag begins at `at`: inside a script or a comment."""
    opened = html.rfind(b"<", 0, at)
    return html[opened + 1 : opened + 10].lower().startswith(_RAW)
