"""What is said of a person beside the name: degrees, ranks, offices, where he works."""

import re

from crawler.extract.persons import CAPITAL

_DEGREE = (
    r"PGS|GS|TS|T[Hh]\.?[Ss]|TSKH|NCS|CN|Ts|NG(?:ND|ƯT)|TT(?:ND|ƯT)|NS(?:ND|ƯT)|GVCC?|B[Ss](?:CKI?I)?|L[Ss](?=\.)"
    r"|CKI?I|KTS|QNCN|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)|Luật sư|(?:Thạc|Tiến|Bác|Viện) s[ĩỹ]"
    r"|Nhà (?:báo|văn|thơ|giáo|nghiên cứu)|Dr|Prof|Mr|Mrs|Ms"
)
_TITLES = re.compile(rf"\A(?:(?:{_DEGREE})[.,\s]+)+(?=[{CAPITAL}])")
_ONLY_TITLES = re.compile(rf"(?:(?:{_DEGREE})[.,\s]*)+\Z")
_PLACE_OF_WORK = (
    r"(?:Trường|Học viện|Viện|Đại học|Khoa|Phòng|Trung tâm|Cổng|Đài|Ban|Bộ|Sở|Tỉnh ủy|Thành ủy"
    r"|Đảng ủy|Văn phòng|Tạp chí|Báo|Cục|Vụ|Tổng cục|Hội|Liên đoàn|Ủy ban|UBND|HĐND|UBKT"
    r"|(?:UB)?MTTQ|Huyện ủy|Công an|Chi cục|(?:Tỉnh|Thành|Huyện) đoàn|Đoàn (?:xã|phường|trường|TN)"
    r"|Mặt trận|Đồn Biên phòng|Hạt Kiểm lâm|Trạm|Đoàn [Tt]hanh niên|(?:Trung|Sư|Lữ) đoàn|Quân khu"
    r"|Tòa án|Nhà (?:văn hóa|xuất bản)|[A-ZĐ][A-ZĐ&-]+ (?:tỉnh|huyện|xã|phường|thị|thành phố|quận)"
    r"|University|Institute)\b"
)
_OFFICE = (
    r"(?:(?:Nguyên |Quyền )?(?:Phó )?(?:Trưởng|Chủ tịch|Bí thư|Giám đốc|Viện trưởng|Hiệu trưởng"
    r"|Cục trưởng|Vụ trưởng|Chánh|Tổng Biên tập)|Ủy viên|Phó \w+|Công chức|Cán bộ|Chuyên viên|CTV(?= [a-zđ])"
    r"|Giảng viên|Chính ủy|Chính trị viên|Thư ký)\b"
)
_AFFILIATION = re.compile(rf"\(?{_PLACE_OF_WORK}")
_HOLDS = re.compile(rf"\(?{_OFFICE}")
_BEHIND_NAME = re.compile(
    rf"\s*,\s+(?={_PLACE_OF_WORK})|(?:\s+[-–—]\s+|\s*\()(?={_PLACE_OF_WORK}|{_OFFICE})"
)
_BEHIND_DEGREE = re.compile(rf"\s*,\s+(?={_OFFICE})")
"""Where the office of one with a degree begins."""
_AREA = re.compile(rf"(?:Tỉnh|Huyện|Xã|Phường|Quận|Thị (?:trấn|xã)|Thành phố) [{CAPITAL}]")
_ACRONYM = re.compile(r"[B-DF-HJ-NP-TV-XZĐ]{4,}\Z|[B-DF-HJ-NP-TV-XZĐ]{3,} .")
"""Three letters that no word of a name consists of."""
_SIGNS = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ|Q)\.? ?[A-ZĐ]|(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC"
    r"|CHỦ NHIỆM|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BỘ TRƯỞNG|THỦ TƯỚNG|CHÁNH ÁN|CỤC TRƯỞNG"
    rf"|THỨ TRƯỞNG|TỔNG BÍ THƯ|HIỆU TRƯỞNG)(?: [{CAPITAL} ]+)?\Z|\(?[Đđ]ã ký\W*\Z"
)
_ENDS = frozenset(".?!:;")
MOST = 120
"""Characters of the longest line with a name and where its bearer works."""


def without_titles(name: str) -> str:
    """`name` without degrees and ranks before it; "" where it consists of them."""
    return "" if _ONLY_TITLES.match(name) else _TITLES.sub("", name, count=1)


def is_affiliation(text: str) -> bool:
    """True for the line under an author's name that says where he works."""
    return len(text) < MOST and text[-1:] not in _ENDS and _names_place(text)


def _names_place(text: str) -> bool:
    return bool(_AFFILIATION.match(text.capitalize() if text.isupper() else text))


def is_office(text: str) -> bool:
    """True for the line under an author's name that says what he is: `Bí thư Đảng ủy xã`."""
    return len(text) < MOST and text[-1:] not in _ENDS and bool(_HOLDS.match(text))


def is_organisation(name: str) -> bool:
    """True for the name of an office or a firm, which is written as no person's is: `Ban Tuyên
    giáo`, `Phòng VHTT`, `VNPT Mường Lam`."""
    if _AREA.match(name) or _ACRONYM.match(name):
        return True
    words = name.split()
    odd = len(words) > 2 if name.isupper() else any(w[0].islower() or w.isupper() for w in words)
    return odd and _names_place(name)


def part_office(text: str) -> tuple[str, str]:
    """(who, where he works or what he is) of a line that says both: `TS Lê Thị Hà, Học viện ...`;
    (text, "") for any other line."""
    found = _BEHIND_NAME.search(text) or (_TITLES.match(text) and _BEHIND_DEGREE.search(text))
    if not found or found.start() < 4 or text[-1] in _ENDS:
        return text, ""
    return text[: found.start()], text[found.end() :].rstrip(" )")


def signs_document(text: str) -> bool:
    """True for the office or the mark over the name of who signs a document."""
    return bool(_SIGNS.match(text))
