"""Bylines that share their line with a date, a section, a counter."""

import re

from crawler.extract.bylines import Byline, parse_byline
from crawler.extract.credits import LONG
from crawler.extract.dates import looks_dated
from crawler.extract.prose import heads_letter

_BARS = re.compile(
    r"\s*\|\s*|\s+[-–—•]\s+|\s+(?=(?:(?:ngày|đăng|cập nhật|xuất bản)(?: (?:đăng|viết|gửi|lúc|ngày|xuất bản"
    r"|cập nhật))?|(?:số )?lượt (?:xem|đọc)|đã xem|chuyên mục|nguồn(?: tin)?)\s*:)",
    re.I,
)
"""What parts such a line: a bar, a dash, the next label."""
_BEFORE_DATE = re.compile(
    r"([^\d,:|]{5,40}?)(?<!\bngày),? (?=(?:thứ|chủ nhật|ngày|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d{1,2}[/.-]\d)",
    re.I,
)
"""What stands before the date in a line."""


def parse_signature(text: str) -> Byline | None:
    """A byline, or one that shares its line with a date: `Hà An - 02/10/2025 05:50`, `02/10/2025 |
    Hà An | Thời sự`, `Tác giả: Hà An Ngày đăng: 02/10/2025`, `Hà An Thứ năm, ngày 02/10/2025`."""
    found = parse_byline(text)
    if found or len(text) > LONG or not looks_dated(text):
        return found
    pieces = [piece for piece in _BARS.split(text) if piece]
    said = [parse_byline(piece) for piece in pieces if not looks_dated(piece)]
    bylines = [byline for byline in said if byline is not None]
    if bylines and len(pieces) > 1:
        authors = dict.fromkeys(name for byline in bylines for name in byline.authors)
        return Byline(tuple(authors), next((one.source for one in bylines if one.source), None))
    dated = None if heads_letter(text) else _BEFORE_DATE.match(text)
    return parse_byline(dated[1]) if dated else None
