"""The captions that a viewer of pictures shows and the page does not print, as galleries of
Fancybox, Lightbox, lightGallery and GLightbox keep them in attributes."""

import re
from html import unescape

from lxml import etree

from crawler.extract.captions import is_pseudo_caption
from crawler.extract.pictures import PICTURE_FILES
from crawler.extract.text import clean
from crawler.extract.tree import upward

_STATED = re.compile(
    r"data-(?:[\w-]+-)?caption\Z|data-sub-html\Z|data-desc(?:ription)?\Z|data-title\Z"
)
"""Attributes that hold a caption."""
_OWN = frozenset(("data-sub-html", "data-image-caption"))
"""What one viewer alone calls it (lightGallery, the carousel of WordPress), in whatever element."""
_VIEWER = re.compile(
    r"fancy-?box|light-?box|light-?gallery|pswp|photo-?swipe|magnific|colorbox|thickbox", re.I
)
_LEVELS = 4
"""Elements around a picture of which one is its link."""
_WORDS = 3
"""Words of the shortest caption."""
_HINT = re.compile(
    r"(?:nhấn|bấm|nhấp|ấn|chạm|kích|click)(?: chuột)? (?:vào|vô|để|chuột|here|to|for|on)\b"
    r"|(?:xem|phóng|view|see|open|enlarge|zoom)(?: (?:in|full|the|this))* (?:to|ảnh|hình|larger?|image|picture|size)\b"
    r"|(?:chia sẻ|share|tải|download) (?:bài|ảnh|hình|lên|qua|trên|on|this|image)\b",
    re.I,
)
"""What such a caption begins with that tells how to use the viewer."""
_MARKUP = re.compile(r"<[^<>]{1,500}>")


def viewer_caption(image: etree._Element) -> str | None:
    """What a viewer shows under `image`; None where it stands in none, or has no caption there."""
    holder = next(
        (node for node in upward(image, _LEVELS) if node.tag == "a" or _has_own(node)), image
    )
    stated = [*_stated(holder), *_stated(image)]
    if not stated or not (_opens(holder) or _is_viewed(image)):
        return None
    captions = (clean(_MARKUP.sub(" ", unescape(text))) for text in stated if text[0] not in "#.")
    return next(filter(_is_caption, captions), None)


def _has_own(element: etree._Element) -> bool:
    return not _OWN.isdisjoint(map(str, element.keys()))


def _stated(element: etree._Element) -> list[str]:
    """The captions that attributes of `element` may hold, the surest first: a link made for a viewer
    has it in `title`, too."""
    found = sorted((str(name), str(text)) for name, text in element.items() if text)
    stated = [text for name, text in found if _STATED.match(name)]
    titled = element.tag == "a" and not stated and _is_viewed(element)
    return [element.get("title") or "#"] if titled else stated


def _opens(holder: etree._Element) -> bool:
    """True for a link to a picture, or an element that a viewer answers."""
    path = (holder.get("href") or "").lower().partition("?")[0]
    return path.endswith(PICTURE_FILES) or _is_viewed(holder)


def _is_viewed(element: etree._Element) -> bool:
    """True for an element that is made for a viewer: by an attribute, a class, a role."""
    named = " ".join(filter(None, map(element.get, ("class", "rel", "data-toggle"))))
    own = any(_VIEWER.search(str(name)) for name in element.keys())
    return own or _has_own(element) or bool(_VIEWER.search(named))


def _is_caption(text: str) -> bool:
    hint = is_pseudo_caption(text) or _HINT.match(text)
    return len(text.split()) >= _WORDS and not hint
