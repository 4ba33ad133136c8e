"""Where a picture lies: its own address, never that of a placeholder or an icon; and where
it leads."""

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from crawler.extract.tree import upward
from crawler.extract.urls import absolute_url

_DRAWN = (".gif", ".png", ".svg")
_PLACEHOLDER = re.compile(r"(?:blank|placeholder|spacer|loading|lazy|pixel)\.(?:gif|png|svg)")
PICTURE_FILES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""How the address of a picture ends."""
_LAZY = ("data-original", "data-src", "data-lazy-src", "data-srcset", "srcset", "src")
_ICONS = ("icon", "logo", "avatar", "emoji", "sprite", "button", "banner", "/ad/", "/ads/", "1x1")
_RESIZED = "/_next/image?"
"""What Next.js asks for a picture at another size; the picture itself is a parameter."""
_NEXT = re.compile(r",\s+|,(?=https?://|/)")
"""What parts the pictures of a `srcset`; a comma may also stand inside an address."""
_DESCRIPTOR = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]\Z")
_ICON = 32
"""Pixels of an icon's longer side."""


def image_url(image: etree._Element, base: str) -> str | None:
    """Absolute address of the picture itself, never of a placeholder or an icon."""
    if image.tag == "video" or _is_tiny(image):
        return None
    for name in _LAZY:
        value = image.get(name)
        if not value or not (value := value.strip()) or _is_placeholder(value.lower()):
            continue
        if "srcset" in name:
            value = _largest(value)
        url = absolute_url(base, value)
        if url and _RESIZED in url:
            url = absolute_url(url, (parse_qs(urlsplit(url).query).get("url") or [""])[0])
        if url and not _is_icon(url.partition("?")[0].lower()):
            return url
    return None


def page_behind(image: etree._Element, levels: int) -> str:
    """What the link says that a picture stands in, within `levels` elements; "" for none and for
    one that leads to a picture."""
    link = next((node for node in upward(image, levels) if node.tag == "a"), None)
    href = (link.get("href") or "") if link is not None else ""
    return "" if href.lower().endswith(PICTURE_FILES) else href


def _largest(srcset: str) -> str:
    """The address of the largest of the pictures in `srcset`; the last of those alike, or of those
    that do not tell."""
    parts = [part.split() for part in _NEXT.split(srcset.strip(" ,"))]
    sized = [(_size(part[1:]), part[0]) for part in parts if part]
    most = max((size for size, _ in sized), default=0.0)
    return next((address for size, address in reversed(sized) if size == most), "")


def _size(descriptors: list[str]) -> float:
    """What `800w` or `2x` says."""
    found = _DESCRIPTOR.match(descriptors[-1]) if descriptors else None
    return float(found[1]) if found else 0.0


def _is_tiny(image: etree._Element) -> bool:
    """True for what is no larger than a word: a bullet, a pen before the author, a counter."""
    sides = (image.get(name) or "" for name in ("width", "height"))
    return all(side.isdecimal() and int(side) <= _ICON for side in sides)


def _is_placeholder(address: str) -> bool:
    if address.startswith("data:"):
        return True
    drawn = any(map(address.__contains__, _DRAWN))  # few photographs are
    return drawn and bool(_PLACEHOLDER.search(address))


def _is_icon(address: str) -> bool:
    """Whether the path of an address names an icon; its host may (`logo.example.vn`)."""
    path = address[address.find("/", len("https://")) :]
    return path.endswith(".svg") or any(map(path.__contains__, _ICONS))
