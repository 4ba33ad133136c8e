"""Elements with thousands of attributes, which libxml2 reads in the square of their number."""

import re

_LONG = 8192
"""Bytes without a `>` in which so many attributes could stand."""
_MOST = 1000
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*")
_BETWEEN = re.compile(rb"[\s/\"'=]+")
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
        tag = _TAG.search(html, at, end)
        if tag and not _is_raw(html, at) and len(_BETWEEN.findall(html, tag.end(), end)) > _MOST:
            parts.append(html[done : tag.end()])
            done = end
        at = end + 1
    return b"".join((*parts, html[done:])) if parts else html


def _is_raw(html: bytes, at: int) -> bool:
    """True where no tag begins at `at`: inside a script or a comment."""
    opened = html.rfind(b"<", 0, at)
    return html[opened + 1 : opened + 10].lower().startswith(_RAW)
