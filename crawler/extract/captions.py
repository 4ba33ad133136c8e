"""Captions as text: the credit inside one, what only looks like one, repeats."""

import re
from collections.abc import Sequence

from crawler.extract.boilerplate import is_furniture_line
from crawler.extract.text import fold

_CREDIT = re.compile(
    r"(?:^|[\s(\[_/.;,–—-])(?:Ảnh|ẢNH|Ảnh và bài|Nguồn ảnh|Nguồn|Photo(?: by)?|Hình|Picture|Foto)\s*:\s*"
    r"(?P<credit>[^()\[\]:]{1,60}?)\s*[)\]]?\.?\s*\Z"
)
_PSEUDO = re.compile(
    r".*[-–]\s*(?:Ảnh|Hình|Photo)\s*\d+\.?\Z|[\w-]+\.(?:jpe?g|png|gif|webp)\Z|photo-?\d*\Z|image\d*\Z"
    r"|Trong hình ảnh có thể có.*|leftcenterrightdel\Z|[\d\W_]*\Z|(?:Ảnh|Hình) minh h(?:ọa|oạ)\Z",
    re.I,
)


def split_credit(caption: str) -> str | None:
    """The credit of a caption ("... Ảnh: TTXVN" -> "TTXVN"); None where it is not marked."""
    found = _CREDIT.search(caption)
    return found["credit"].strip() or None if found else None


def is_pseudo_caption(text: str) -> bool:
    """True for what stands where a caption would, and is none: numbering, file names."""
    return bool(_PSEUDO.match(text))


def fold_repeats(lines: Sequence[str]) -> list[str]:
    """Adjacent equal lines once. Refrains, salutations and near-equal captions stay: only what
    repeats without a word between is a repeat."""
    kept: list[str] = []
    last = None
    for line in lines:
        key = fold(line)
        if key and key == last and len(line) > 20:
            continue
        kept.append(line)
        if not is_furniture_line(line):
            last = key
    return kept
