"""Captions as text: the credit inside one, what only looks like one, repeats."""

import re
from collections.abc import Sequence

from crawler.extract.text import fold

_CREDIT = re.compile(
    r"(?:^|[\s(（\[_/.;,–—-])(?:Ảnh|ẢNH|Ảnh và bài|Nguồn ảnh|Nguồn|Photo(?: by)?|Hình|Picture|Foto|图片来源|摄影|图)\s*[:：]\s*"
    r"(?P<credit>[^()\[\]:（）]{1,60}?)\s*[)\]）]?\.?\s*\Z"
)
_CHINESE = re.compile(
    r"(?:^(?=.*\s[摄攝])|[。！？；\s（(])(?P<credit>[^\s。！？；（()）][^。！？；（()）]{1,28}?)\s*(?:[摄攝]|供[图圖])[）)]?。?\Z"
)
"""A credit in Chinese, which needs no mark: `... 越通社记者 阮文安 摄`."""
_CREDITED = 7
"""Words of the longest credit that stands alone."""
_PSEUDO = re.compile(
    r"(?:.*[-–]\s*)?(?:Ảnh|Hình|Photo)\s*(?:số\s*)?\d+\.?\Z|[\w-]+\.(?:jpe?g|png|gif|webp)\Z|photo-?\d*\Z|image\d*\Z"
    r"|Trong hình ảnh có thể có.*|leftcenterrightdel\Z|[\d\W_]*\Z|(?:Ảnh|Hình) minh h(?:ọa|oạ)\Z",
    re.I,
)


def split_credit(caption: str) -> str | None:
    """The credit of a caption ("... Ảnh: TTXVN" -> "TTXVN"); None where it is not marked."""
    if caption.rstrip("）)。").endswith(("摄", "攝", "供图", "供圖")) and (
        chinese := _CHINESE.search(caption)
    ):
        return chinese["credit"].strip()
    if ":" not in caption and "：" not in caption:
        return None
    found = _CREDIT.search(caption)
    if not found or (found.start() == 0 and len(found["credit"].split()) > _CREDITED):
        return None  # "Ảnh: ..." may also begin what the picture shows
    return found["credit"].strip() or None


_GLUED = re.compile(r"(?<=[^\W_\d]|[.!?”\")])(?=(?:Ảnh|ẢNH|Nguồn) ?:)")


def part_credit(caption: str) -> str:
    """`caption` with a blank before a credit that stands in an element of its own, glued to it."""
    return _GLUED.sub(" ", caption, count=1) if ":" in caption else caption


_CREDIT_LINE = re.compile(
    r"(?:©|\(?(?:ảnh|nguồn ảnh|photos?|foto|image|picture|credit|bild|photo by)\s*[:©]).{2,60}\Z",
    re.I,
)


def is_credit_line(text: str) -> bool:
    """True for a line that only names the photographer: `Ảnh: TTXVN`, `Photo: AFP`."""
    return len(text) < 80 and bool(_CREDIT_LINE.match(text))


def is_pseudo_caption(text: str) -> bool:
    """True for what stands where a caption would, and is none: numbering, file names."""
    return bool(_PSEUDO.match(text))


_PERSON = re.compile(r"(?:Đồng chí|Các đại biểu|Ông|Bà|Quang cảnh|Toàn cảnh|Ảnh)\b")


_SHOWN = re.compile(
    r"(?:Quang cảnh|Toàn cảnh|Một góc|Ảnh(?: minh h(?:ọa|oạ))?\s*:|[资資]料[图圖]|[图圖][为為]|▲)"
)


def shows_picture(text: str) -> bool:
    """True for a line that speaks of a picture as no sentence does: `Quang cảnh hội nghị`."""
    return len(text) < 200 and text[-1:] not in ".:;!?" and bool(_SHOWN.match(text))


def take_captions(
    lines: Sequence[str], known: Sequence[str] = ()
) -> tuple[list[str], list[tuple[str, int]]]:
    """(body lines, captions with the index of the line that each follows) of a raw text.

    Without pictures only this is certain: a line that repeats at once, a line that ends in a
    marked credit, one that an image of the item already has as its caption, and a short first
    line of the kind that captions are ("Đồng chí ... phát biểu tại ...").
    """
    captioned = {fold(text) for text in known}
    body: list[str] = []
    captions: list[tuple[str, int]] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        key = fold(line)
        repeats = index + 1 < len(lines) and fold(lines[index + 1]) == key and len(line) > 20
        first = not body and len(line) < 160 and bool(_PERSON.match(line)) and len(lines) > 3
        if key in captioned:
            pass
        elif len(line) < 300 and (repeats or first or split_credit(line)):
            captions.append((line, len(body) - 1))
        else:
            body.append(line)
        while index + 1 < len(lines) and repeats and fold(lines[index + 1]) == key:
            index += 1
        index += 1
    return body, captions
