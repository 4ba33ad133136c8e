"""Whence a text comes, as a line under it says: `Theo TTXVN`, `Nguồn: ...`, `Hà An (Vietnam+)`."""

import re

from crawler.extract.agencies import is_agency, is_paper, is_whole_source, is_wire, without_staff
from crawler.extract.chinese import either, is_outlet
from crawler.extract.credits import VERB
from crawler.extract.persons import CAPITAL, is_name
from crawler.extract.text import clean

_SOURCE = "(?:(?:trích|theo) )?nguồn(?: tin(?: bài)?| bài viết)?"
_SAID = re.compile(
    rf"\(?\s*(?:(?i:{_SOURCE})\s*:|(?i:nguồn) (?=[A-ZĐ])"
    r"|(?i:theo)\s*:?\s+(?=[A-ZĐ]|(?:báo|tạp chí) [A-ZĐ]|[\w-]+[.-][\w.-]+\s*\)?\Z))"
    r"\s*(.{2,60}?)\s*\)?\.?\Z"
)
_NO_SOURCE = re.compile(
    r"(?:Nghị (?:quyết|định)|Luật|Hiến pháp|Quy(?:ết)? (?:định|chế)|Chỉ thị|Kế hoạch|Thông tư"
    r"|Kết luận|Hướng dẫn|Điều|Đồng chí|Ông|Bà|Chủ tịch|Bí thư|Bộ trưởng|Tiến sĩ)\b"
)
"""What stands after "Theo" in a sentence or heading: a document, an office, a person quoted."""
_FROM = either("(?:本文|消息|文章|稿件|信息)?来源")
_NEXT = either(
    "(?:责任?编辑?|编辑|作者|记者|发布(?:时间|日期)|时间|浏览|阅读|点击)(?:次数|量)?\\s*[:：|]"
)
"""What may stand behind a source in the line of a Chinese page."""
_ABROAD = re.compile(
    r"[(（]?\s*(?:source|источник)\s*[:：]\s*(.{2,60}?)\s*[)）]?\.?\Z"
    rf"|[(（【]?\s*{_FROM}\s*[:：|]\s*([^\s|:：)）][^|:：]{{1,58}}?)\s*(?:{_NEXT}.{{0,60}})?[)）】]?\Z"
    r"|[(（](越通社|新华(?:社|网)|中新社|人民(?:军队)?报网?)(?:[-—–/].{2,20})?[)）]\Z"
    r"|[-–—]\s*(VNS|VNA|VNP|TTXVN)\Z",
    re.I,
)
"""The line of a source in the English and Chinese editions."""
_WITH_ADDRESS = re.compile(
    r"\(?(?:theo|nguồn(?: tin)?)\s*:?\s*([^:()]{2,40}?)\s*[:,]?\s*https?://\S{4,300}\)?\Z", re.I
)
_IN_BRACKETS = re.compile(
    rf"\s*\((?:theo|nguồn:?|(?:{VERB}) (?:theo|từ(?= (?-i:[{CAPITAL}]))))\s+([^()]{{2,60}})\)\s*\Z",
    re.I,
)
_BEHIND_NAME = re.compile(
    rf"(?!\(|(?:trích|theo) )(?P<who>.{{2,60}}?)(?:\s*[|;,]|\s+[-–—])?\s+{_SOURCE}\s*:\s*(?P<source>[^:|]{{2,60}})\Z",
    re.I,
)
_BEFORE_NAME = re.compile(
    rf"{_SOURCE}\s*:\s*(?P<source>[^:|]{{2,60}}?)(?:\s*[|;,]|\s+[-–—])?\s+(?P<who>tác giả\s*:.{{2,60}})\Z",
    re.I,
)
"""Author and source in one line, each under its label."""
_OF_AGENCY = re.compile(r"\s*[(（]\s*([^()（）]{2,40}?)\s*[)）]\.?\s*\Z")
_BY_WAY_OF = re.compile(r"theo\s*:?\s+", re.I)
_OWN = re.compile(r"本[站网报刊]|(?:互联)?网络\Z")
"""How a Chinese site calls itself, or no source in particular."""
_WORDS = 8
"""Words of the longest source beside a date."""
_BESIDE = re.compile(
    rf"(?:\b(?:nguồn(?: tin)?|source)|{_FROM})\s*[:：]\s*([^\W_][^|•·:：()（）]{{1,60}})", re.I
)
_MOMENT = re.compile(r"[\d年月日时分秒:：/.-]{4,}")
"""A day, or a time of it, as Chinese pages print them."""
_LABEL = re.compile(
    rf"[\s,;–—-]+(?:(?:số )?lượt (?:xem|đọc|truy cập)|đã (?:xem|đọc)|tác giả|(?:ngày )?(?:đăng|cập nhật)"
    rf"|cỡ chữ|chuyên mục|in bài|chia sẻ|views?|author)\b|\s*{_NEXT}|(?<=[一-鿿])\s|\s+[-–—]\s",
    re.I,
)
"""Where the source ends in a line that goes on with something else."""
_LONG = 60
"""Characters that a line has less of which only names a source."""


def parse_address(text: str) -> str | None:
    """The source of a line that gives the address of the original, too; None for any other."""
    found = _WITH_ADDRESS.match(text) if "://" in text else None
    return found[1].strip() if found else None


def parse_source(text: str) -> str | None:
    """The source of a line that says nothing else; None for any other line."""
    if is_whole_source(text):
        return text
    if abroad := _ABROAD.match(text):
        return str(abroad[abroad.lastindex or 0])
    said = _SAID.match(text)
    if not said or len(text) >= _LONG or ("," in text and not is_agency(said[1])):
        return None
    origin = said[1].strip(" .") + (")" if "(" in said[1] else "")
    if is_agency(origin):
        return origin
    most = 10 if ":" in text[: said.start(1)] else 6  # words
    if _NO_SOURCE.match(origin) or text.endswith(".") or len(origin.split()) > most:
        return None
    return origin


def is_vague(origin: str) -> bool:
    """True for a source that is none in particular: the site itself, the net."""
    return bool(_OWN.match(origin))


def source_beside(text: str) -> str | None:
    """The source that a line names beside the date: `05/03/2025 10:12 | Nguồn: TTXVN`."""
    said = _BESIDE.search(text)
    if not said:
        rest = _MOMENT.sub("", text).removeprefix("原创 ").strip(" |")
        return rest if rest > "\u2e80" and is_outlet(rest) else None
    origin = _LABEL.split(f"{said[1]}:")[0].strip(" .,;:-–—")
    known = is_agency(origin) or not (_NO_SOURCE.match(origin) or is_vague(origin))
    named = origin[:1].isupper() or origin[:1] > "\u2e80"
    return origin if known and named and 1 < len(origin) and len(origin.split()) <= _WORDS else None


def split_source(text: str) -> tuple[str, str | None]:
    """(the rest, the source) of a line that ends in one in brackets or under a label, or that names
    one whose text comes by way of a paper: `Theo Thái Sơn/Báo QĐND`; (text, None) for any other
    line."""
    if bracket := _IN_BRACKETS.search(text):
        return text[: bracket.start()], clean(bracket[1])
    if ":" in text and (both := _BEHIND_NAME.match(text) or _BEFORE_NAME.match(text)):
        return both["who"], both["source"].strip(" .")
    held = _OF_AGENCY.search(text)
    agency = without_staff(held[1]) if held else ""
    if held and (is_agency(agency) or is_wire(agency)):
        return _BY_WAY_OF.sub("", text[: held.start()], count=1), agency
    if by_way := _BY_WAY_OF.match(text):
        author, paper = split_paper(text[by_way.end() :])
        if paper and is_name(author):
            return author, paper
    return text, None


def split_paper(text: str) -> tuple[str, str | None]:
    """(the rest, the source) of a line that ends in one behind a slash: `Lê Hà/VOV1`."""
    author, slash, origin = map(str.strip, text.partition("/"))
    if not slash or not origin:
        return text, None
    if is_agency(author) and is_paper(origin):
        return "", text
    return (author, origin.strip(".")) if is_paper(origin) else (text, None)
