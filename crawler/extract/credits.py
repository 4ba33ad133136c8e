"""Who did what, as a line says: labels before names (`Bài: ... - Ảnh: ...`), verbs behind them
(`... lược ghi`)."""

import re
from dataclasses import dataclass
from typing import Literal

from crawler.extract.persons import CAPITAL
from crawler.extract.text import ASIAN

Work = Literal["text", "photos", "other", "editing"]

VERB = r"tổng hợp|thực hiện|(?:lược )?ghi|(?:biên |lược )?dịch|biên soạn|sưu tầm"
_TEXT = (
    rf"tin|bài(?: viết)?|lời|nội dung|(?:người )?(?:{VERB}|viết|đưa tin)|textes?|text|texto|testo"
    r"|tekst|текст|story|words"
)
_PHOTOS = r"(?:hình )?ảnh|photos?|fotos?|фото|pictures"
_OTHER = r"clip|video|đồ h(?:ọa|oạ)|trình bày|thiết kế|kỹ thuật(?: dựng)?|quay phim|dựng phim"
_AND = r"(?:\s*[,&/+-]\s*(?:và )?|\s+(?:và|and|et|und) )"
_WORK = rf"(?:{_TEXT}|{_PHOTOS}|{_OTHER})"
_WORKS = rf"{_WORK}(?:(?:{_AND}|\s+){_WORK})*"
_EDITING = (
    r"(?:chỉ đạo|tổ chức) (?:thực hiện|sản xuất|nội dung)\s*:|(?:btv|biên tập(?: viên)?"
    r"|hiệu đính|editors?|redaktion|[责責]任?[编編]?[辑輯]?|[编編][辑輯])\s*[:：]"
    r"|(?:translated|edited|compiled) by\b"
)
DONE = (
    r"(?:written|reported|posted|published|created|submitted|story|text|words|analysis|opinion"
    r"|interview|commentary|écrit|publié|rédigé|propos recueillis|escrito|publicado|redactado"
    r"|postado|ditulis|geschrieben|verfasst|veröffentlicht|scritto|pubblicato|skrevet|skriven"
    r"|geschreven|napisane|eine? \w+)"
)
"""What may stand before `by` in a byline."""
_BY = (
    rf"(?:{DONE} )?by|{DONE} (?:von|par|por|da|av|af|door|oleh|przez)|authors?"
    r"|autor(?:in|en|a|es|ka)?|auteure?s?|autorin/autor|von|par|por|oleh|penulis|yazan|szerző"
    r"|författare|forfatter|авторы?|بقلم|كتب"
)
_AUTHOR = rf"tác giả(?: bài viết)?|(?:ctv|cộng tác viên)(?=\s*:)|bài viết|người viết|(?:được )?(?:viết |đăng )?bởi|{_BY}|作者"
_GENRE = r"(?:phóng sự(?: ảnh)?|ghi chép|bút ký|ký sự|tùy bút|tản văn|truyện ngắn)(?: của)?"
_ALL = f"{_AUTHOR}|{_GENRE}|{_WORKS}|{_EDITING}|reporter|di|av|door"
WORDS = frozenset(
    word
    for pattern in (_ALL.replace("?", ""), re.sub(r"\w\?", "", _ALL))
    for word in re.findall(r"[^\W\d_]{2,}", pattern)
)
"""What a label begins with and a verb behind a name ends in, and more."""
_COLON = r"\s*[:：]\s*"
_FIRST = re.compile(
    rf"(?i:{_AUTHOR}|{_GENRE}|reporter|di|av|door|文|记者|(?P<works>{_WORKS}))"
    rf"(?:(?P<colon>{_COLON})|\s+(?=[{CAPITAL}]))"
)
_CERTAIN = re.compile(rf"(?:{_BY})\b|tác giả|.*(?:\bcủa|bởi)\s|{_WORK}{_AND}", re.I)
"""Labels that need no colon: what is capitalised behind them is a name."""
_FURTHER = re.compile(
    rf"\s*(?:[;,|/–—-]\s*)?(?<!\w)(?:(?:{_EDITING})|(?P<works>{_WORKS})\s*:)\s*", re.I
)
_EDITED = re.compile(_EDITING, re.I)
_OF_TEXT = re.compile(rf"\b(?:{_TEXT})\b", re.I)
_OF_PHOTOS = re.compile(rf"\b(?:{_PHOTOS})\b", re.I)
_MARKS = re.compile("[:：]| by ")
"""What a label holds that stands within a line."""
_SURE = re.compile(rf"(?i:{_AUTHOR})(?:{_COLON}|\s+(?=[{CAPITAL}]))")
_HEADS = frozenset(word[:2] for word in re.findall(r"[^\W\d_]{2,}", _AUTHOR))
"""Letters that such a label begins with, and more: most lines are told so."""
_ABROAD = re.compile(rf"(?:{_BY}|di|av|af|door)\b", re.I)
_LABEL_ABROAD = re.compile(rf"(?:{_BY}|di|av|af|door)(?:{_COLON}|\s+)", re.I)
_BEHIND = re.compile(
    rf"\s*(?:\((?:{VERB}|t/h|th|st)(?: [^()]*)?\)|\((?:ctv|pv|cộng tác viên)\)|(?<=\w )(?:{VERB}))"
    r"\.?\s*\Z",
    re.I,
)
LONG = 90
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
    labelled = label is not None and bool(label["colon"] or _CERTAIN.match(label[0]))
    if label and labelled:
        work, start = _work_of(label["works"] or ""), label.end()
    for label in _FURTHER.finditer(text, start) if _MARKS.search(text) else ():
        found.append(Credit(work, text[start : label.start()], labelled))
        work = _work_of(label["works"]) if label["works"] else "editing"
        labelled, start = True, label.end()
    found.append(Credit(work, text[start:], labelled))
    return [credit for credit in found if credit.who and not credit.who.isspace()]


def editors_in(text: str) -> list[str]:
    """Whom a line names as editors of a text."""
    found = split_credits(text) if _EDITED.search(text) else ()
    who = [credit.who.strip(" 】）)") for credit in found if credit.work == "editing"]
    return [name for names in who for name in (names.split() if names > ASIAN else [names])]


def _work_of(label: str) -> Work:
    if not label or _OF_TEXT.search(label):
        return "text"
    return "photos" if _OF_PHOTOS.search(label) else "other"


def is_labelled(text: str) -> bool:
    """True for a short line that begins with what only an author follows: `By`, `Tác giả:`."""
    return len(text) <= LONG and text[:2].lower() in _HEADS and bool(_SURE.match(text))


def is_labelled_abroad(text: str) -> bool:
    """True for a label behind whose name a place may follow, not so in Vietnamese."""
    return bool(_ABROAD.match(text))


def label_abroad(text: str) -> int:
    """Characters of the label that `text` begins with, in another language than Vietnamese, and
    of the colon or blanks behind it; 0 where it begins with none."""
    label = _LABEL_ABROAD.match(text)
    return label.end() if label else 0


def without_verb(text: str) -> str:
    """`text` without what its bearer did, behind the name: `Hà Thu` for `Hà Thu (lược ghi)`."""
    return _BEHIND.sub("", text)
