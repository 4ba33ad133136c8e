"""Whence a text comes, as a line under it says: `Theo TTXVN`, `Nguồn: ...`, `Hà An (Vietnam+)`."""

import re

from crawler.extract.agencies import is_agency, is_paper, is_whole_source, is_wire, without_staff
from crawler.extract.credits import VERB
from crawler.extract.persons import CAPITAL, is_name
from crawler.extract.text import clean

_SAID = re.compile(
    r"\(?\s*(?:(?i:(?:trích )?nguồn(?: tin)?)\s*:|(?i:nguồn) (?=[A-ZĐ])"
    r"|(?i:theo)\s*:?\s+(?=[A-ZĐ]|(?:báo|tạp chí) [A-ZĐ]|[\w-]+[.-][\w.-]+\s*\)?\Z))"
    r"\s*(.{2,60}?)\s*\)?\.?\Z"
)
_NO_SOURCE = re.compile(
    r"(?:Nghị (?:quyết|định)|Luật|Hiến pháp|Quy(?:ết)? (?:định|chế)|Chỉ thị|Kế hoạch|Thông tư"
    r"|Kết luận|Hướng dẫn|Điều|Đồng chí|Ông|Bà|Chủ tịch|Bí thư|Bộ trưởng|Tiến sĩ)\b"
)
"""What stands after "Theo" in a sentence or heading: a document, an office, a person quoted."""
_ABROAD = re.compile(
    r"[(（]?\s*(?:source|источник|(?:消息|文章|稿件)?来源)\s*[:：]\s*(.{2,60}?)\s*[)）]?\.?\Z"
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
_OF_AGENCY = re.compile(r"\s*[(（]\s*([^()（）]{2,40}?)\s*[)）]\.?\s*\Z")
_BY_WAY_OF = re.compile(r"theo\s*:?\s+", re.I)
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


def split_source(text: str) -> tuple[str, str | None]:
    """(the rest, the source) of a line that ends in one in brackets, or that names one whose text
    comes by way of a paper: `Theo Thái Sơn/Báo QĐND`; (text, None) for any other line."""
    if bracket := _IN_BRACKETS.search(text):
        return text[: bracket.start()], clean(bracket[1])
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
