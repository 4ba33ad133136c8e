"""Who did what, as a line says: labels before names (`Bài: ... - Ảnh: ...`), verbs behind them
(`... lược ghi`)."""

import re
from dataclasses import dataclass
from typing import Literal

from crawler.extract.persons import CAPITAL

Work = Literal["text", "photos", "other", "editing"]

_TEXT = (
    r"tin|bài(?: viết)?|lời|nội dung|(?:người )?thực hiện|người (?:viết|đưa tin)|tổng hợp"
    r"|sưu tầm|lược ghi|biên soạn"
)
_PHOTOS = r"ảnh|photos?"
_OTHER = r"clip|video|đồ h(?:ọa|oạ)|trình bày|thiết kế|kỹ thuật(?: dựng)?|quay phim|dựng phim"
_WORKS = rf"(?:{_TEXT}|{_PHOTOS}|{_OTHER})(?:(?:\s*[,&-]\s*|\s+(?:và )?)(?:{_TEXT}|{_PHOTOS}))*"
_EDITING = r"(?:责任?编辑?|编辑)\s*[:：]|(?:translated|edited|compiled) by\b"
_AUTHOR = (
    r"tác giả(?: bài viết)?|bài viết|người viết|(?:written )?by|authors?|autor(?:in|en)?|auteur"
    r"|autorin/autor|von|par|por"
)
_GENRE = r"(?:phóng sự|ghi chép|bút ký)(?: của)?|reporter|text|di|av|door"
_BEFORE_NAME = rf"\s*(?::|\s(?=[{CAPITAL}]))\s*"
_FIRST = re.compile(rf"(?i:{_AUTHOR}|{_GENRE}|(?P<works>{_WORKS})){_BEFORE_NAME}")
_FURTHER = re.compile(
    rf"\s*(?:[;,|/–—-]\s*)?(?<!\w)(?:(?P<works>{_WORKS})\s*:|(?:{_EDITING}))\s*", re.I
)
_OF_TEXT = re.compile(rf"\b(?:{_TEXT})\b", re.I)
_OF_PHOTOS = re.compile(rf"\b(?:{_PHOTOS})\b", re.I)
_SURE = re.compile(rf"(?i:{_AUTHOR}){_BEFORE_NAME}")
_ABROAD = re.compile(r"(?:(?:written )?by|autor(?:in|en)?|auteur|von|par|por|di|av|door)\b", re.I)
_DONE = re.compile(
    r"\s*(?:\((?:biên dịch|thực hiện|ghi|lược ghi|t/h|th|st|sưu tầm|dịch|tổng hợp[^)]*)\)"
    r"|(?:thực hiện|tổng hợp|biên dịch|lược ghi))\.?\s*\Z",
    re.I,
)
_MARKS = re.compile("[:：]| by ")
"""What a label holds that stands within a line."""
_LONG = 90
"""Characters of the longest line that only names authors."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did one work, as a line says."""

    work: Work
    who: str
    labelled: bool


def split_credits(text: str) -> list[Credit]:
    """What a line says, label by label: two things in `Hà Thu; ảnh: Minh Đức`."""
    found: list[Credit] = []
    label = _FIRST.match(text)
    work: Work = "text"
    start = 0
    if label:
        work, start = _work_of(label["works"] or ""), label.end()
    labelled = label is not None
    for label in _FURTHER.finditer(text, start) if _MARKS.search(text) else ():
        found.append(Credit(work, text[start : label.start()], labelled))
        work = _work_of(label["works"]) if label["works"] else "editing"
        labelled, start = True, label.end()
    found.append(Credit(work, text[start:], labelled))
    return [credit for credit in found if credit.who and not credit.who.isspace()]


def _work_of(label: str) -> Work:
    if not label or _OF_TEXT.search(label):
        return "text"
    return "photos" if _OF_PHOTOS.search(label) else "other"


def is_labelled(text: str) -> bool:
    """True for a short line that begins with what only an author follows: `By`, `Tác giả:`."""
    return len(text) <= _LONG and bool(_SURE.match(text))


def is_labelled_abroad(text: str) -> bool:
    """True for a label behind whose name a place may follow, not so in Vietnamese."""
    return bool(_ABROAD.match(text))


def without_verb(text: str) -> str:
    """`text` without what its bearer did, behind the name: `Hà Thu` for `Hà Thu (lược ghi)`."""
    return _DONE.sub("", text)
