"""Who wrote it and whence it comes: bylines, sources, dateline codes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.persons import INITIALS, PLACES, is_name, is_opening_name
from crawler.extract.text import clean, fold
from crawler.extract.toneless import toneless

_CODES = (
    r"(?:ĐCSVN|TCCS|LLCT|XDĐ|Mặt trận|Thanh tra|QĐND(?: Online)?|NDO|NDĐT|ND|VOV\.?VN|VOV|VPL|PLVN"
    r"|PLO|GD&TĐ|KTĐT|NTO|ĐN|HNMO|HNM|VOH|TP|TT|TTO|SGGPO?|Kinhtedothi|Ngày Nay|NLĐO?|TTXVN|BTNO"
    r"|Dân trí|VietNamNet|Vietnam\+|TTXVN/Vietnam\+|BVPL|CAND|PNO|TBTCVN|BNEWS|Tổ Quốc|BGTV|LĐO)"
)
_DATELINE = re.compile(
    rf"(?:\(({_CODES}|Báo [^()]{{3,25}}|[A-Za-z][\w-]*\.(?:com\.|org\.|gov\.)?vn"
    r"|(?!LTS\)|[IVX]+\))[A-ZĐ][A-ZĐ&.+/]{1,9}(?=\)\s*[-–—]))\)"
    rf"\s*[-–—:.]*\s*|({_CODES})\s*(?:[-–—]\s*)"
    r"|([A-Za-z][\w-]*\.(?:com\.|org\.|gov\.)?vn)\s*[-–—]\s+(?=[“\"‘]?[A-ZÀ-ỸĐ\d]))(?=\S)"
)
_CAPITALS = re.compile(
    r"(?:\((?![IVX]+\))([A-ZĐ]{2,6})\)|([A-ZĐ]{2,6}|[A-ZÀ-ỸĐ]{2,7}(?: [A-ZÀ-ỸĐ]{2,7}){1,2})\s*[-–—])\s+(?=\S)"
)
_NO_CODES = frozenset(("HĐND", "UBND", "UBMTTQ", "MTTQ", "LTS", "HĐQT", "BCH", "BTV", "BTC"))
"""What a sentence may begin with before a dash."""
_SOURCE = re.compile(
    r"\(?\s*(?:(?i:(?:trích )?nguồn(?: tin)?)\s*:|(?i:nguồn) (?=[A-ZĐ])"
    r"|(?i:theo)\s*:?\s+(?=[A-ZĐ]|(?:báo|tạp chí) [A-ZĐ]|[\w-]+[.-][\w.-]+\s*\)?\Z))"
    r"\s*(.{2,60}?)\s*\)?\.?\Z"
)
# What stands after "Theo" in a sentence or heading: a document, an office, a person quoted.
_NO_SOURCE = re.compile(
    r"(?:Nghị (?:quyết|định)|Luật|Hiến pháp|Quy(?:ết)? (?:định|chế)|Chỉ thị|Kế hoạch|Thông tư"
    r"|Kết luận|Hướng dẫn|Điều|Đồng chí|Ông|Bà|Chủ tịch|Bí thư|Bộ trưởng|Tiến sĩ)\b"
)
_AGENCY = re.compile(
    r"(?:TTXVN|VOV(?:\.?VN|\d)?|Vietnam\+|VietnamPlus|VTV(?:\.vn)?|Nhân Dân|QĐND|Báo (?!cáo).+"
    r"|Tạp chí .+|Reuters"
    r"|AFP|AP|Xinhua|BNEWS|Tuổi trẻ|Tiền phong|Thanh niên|TTXVN ?[/-] ?Vietnam(?:\+|Plus)|VNA|VNS|VNP|SGGP|BTNO|PV|P\.V"
    r"|VOV-[\w. ]+)\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:TTXVN|VNA|VNS|Vietnam\+|VietnamPlus)(?: ?[/-] ?(?:VNA|TTXVN|Vietnam\+|VietnamPlus))?\Z"
)
"""Agencies whose name alone under a text says whence it comes."""
_LABEL = re.compile(
    r"(?:ảnh(?: và lời)?|tác giả(?: bài viết)?|bài(?: viết)?(?:,| và| &| -)? ảnh|bài viết|bài|tin(?:,"
    r"| và| &| -)? ảnh|tin(?:,| -)? bài|tin|tổng hợp|sưu tầm|lược ghi|"
    r"(?:người )?thực hiện|người (?:viết|đưa tin)|biên soạn|nội dung(?=\s?:)|(?:phóng sự|ghi chép|bút ký)(?: của)?|by|written by|authors?|autor(?:in|en)?|auteur"
    r"|autorin/autor|reporter|text|von|par|por|di|av|door)\s*(?::|(?<=by)\s|\s(?=[A-ZĐ]))\s*",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"\s*(?:\((?:tổng hợp|biên dịch|thực hiện|ghi|lược ghi|t/h|th|st|sưu tầm|dịch|tổng hợp[^)]*)\)"
    r"|(?:thực hiện|tổng hợp|biên dịch|lược ghi))\.?\s*\Z",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*(?:\./\.|/\.)\s*\Z")
"""What ends an official text, and now and then the name under it."""
_MADE = r"clip|video|đồ h(?:ọa|oạ)|trình bày|thiết kế|kỹ thuật(?: dựng)?|quay phim|dựng phim"
_AND_PHOTOS = re.compile(
    rf"(?<=\w)\s*[;,–—-]?\s*\b(?:ảnh|photos?|{_MADE})\s*:(?=.{{2,60}}\Z)", re.IGNORECASE
)
_BESIDE = re.compile(rf"(?:{_MADE})\s*:\s*(?=\w)", re.IGNORECASE)
"""Before those who made what stands beside the text; they are no authors of it."""
_TRANSLATED = re.compile(r"\s*(?:[-–—|,;/]\s*)?(?:Translated|Edited|Compiled) by\b.*")
_BOTH = re.compile(r"(?:\A|:\s*)(?:bài(?: viết)?|tin|tin(?:,| -)? bài)(?: và| &)?\Z", re.IGNORECASE)
_STAFF = re.compile(r"(?:PV|P\.V|CTV|Phóng viên|Cộng tác viên)\.? (?=[A-ZÀ-ỸĐ])")
_NOBODY = re.compile(r"(?:BBT|BTG|Ban biên tập|Tòa soạn|Admin(?:istrator)?)\Z", re.IGNORECASE)
_SITE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.vn\Z|[A-Z][\w ]{2,30} (?:News|Online|Times|Post)\Z", re.IGNORECASE
)
_LONG = 90
"""Characters of the longest line that only names authors."""
_LONGEST = 400
"""Characters of the longest line that only names a source with its address."""
_WITH_ADDRESS = re.compile(
    r"\(?(?:theo|nguồn(?: tin)?)\s*:?\s*([^:()]{2,40}?)\s*[:,]?\s*https?://\S{4,300}\)?\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?:theo|nguồn:?)\s+([^()]{2,60})\)\s*\Z", re.IGNORECASE)
_OF_AGENCY = re.compile(r"\s*[(（]\s*([^()（）]{2,40}?)\s*[)）]\.?\s*\Z")
_BY_WAY_OF = re.compile(r"theo\s*:?\s+", re.IGNORECASE)
_GROUP = re.compile(r"(?:nhóm )?(?:pv|p\.v|phóng viên|ctv|cộng tác viên)\Z", re.IGNORECASE)
_STAFF_ALONE = re.compile(r"(?:pv|p\.v|phóng viên|ctv)\Z", re.IGNORECASE)
_TEAM_LINE = re.compile(
    r"nhóm (?:pv|p\.v|phóng viên|ctv|tác giả)(?: [\w&.,–-]+){0,6}\Z", re.IGNORECASE
)
_TEAM = re.compile(r"nhóm\s+\w", re.IGNORECASE)
_SEPARATORS = re.compile(
    r"\s+[-–—|]\s+|\s*[;,|•·]\s*|\s+(?:và|and|&|und|(?-i:et|y|og|och|ve))\s+|\s*\n\s*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|TSKH|NCS|CN|Ths|Ts|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)|Luật sư"
    r"|Nhà (?:báo|văn|thơ|nghiên cứu)|BS|KTS|NSƯT|NSND|Thạc sĩ|Tiến sĩ|Bác sĩ"
    r"|Dr|Prof|Mr|Mrs|Ms)\.?,?\s*)+(?=[A-ZÀ-ỸĐ])"
)
_ONLY_TITLES = re.compile(r"(?:(?:PGS|GS|TS|ThS|TSKH|NCS|CN|Ths|Ts)\.?\s*)+\Z")
_KOREAN = re.compile(r"([가-힣]{2,5}) ?(?:기자|특파원|논설위원)(?: \S+@\S+)?\Z")
"""A name, what he is ("reporter") and perhaps his address."""
_CHINESE = re.compile(
    r"(?:(?:本报)?(?:记者|通讯员)|作者|文)?[:： ]*([一-鿿·]{2,5})[ /]?(?:综合报道|报道|编译|供稿|摄影报道)\Z"
)
_FOREIGN = re.compile(r"(?:by|written by|autor(?:in|en)?|auteur|von|par|por|di|av|door)\b", re.I)
"""Labels behind whose name a place may follow, not so in Vietnamese."""
_WIRE = re.compile(
    r"(?:APA|KNA|ANSA|EFE|PAP|TASR|MTI|BTA|ANP|NTB|BNS|ELTA|LETA|HINA|IRNA|PTI|IANS|UPI|AAP)"
    r"(?:[/-][\w.]+)?\Z|(?i:epd|afp|čtk|agerpres|belga|ritzau|tanjug|bernama|yonhap|tass|interfax"
    r"|anadolu|adnkronos|lusa|europa press)(?i:[/-][\w.]+| ajansı)?\Z|(?:越通社|新华(?:社|网)"
    r"|中新社|人民(?:军队)?报网?|法新社|路透社|美联社|共同社|韩联社)\Z"
)
"""News agencies of other countries, in the place of an author. Not dpa, SID and SDA, which papers
of their own countries sign with as with a name."""
_SOURCE_ABROAD = re.compile(
    r"[(（]?\s*(?:source|(?:消息|文章|稿件)?来源)\s*[:：]\s*(.{2,60}?)\s*[)）]?\.?\Z"
    r"|[(（](越通社|新华(?:社|网)|中新社|人民(?:军队)?报网?)(?:[-—–/].{2,20})?[)）]\Z"
    r"|[-–—]\s*(VNS|VNA|VNP|TTXVN)\Z",
    re.IGNORECASE,
)
"""The line of a source in the English and Chinese editions."""
_EDITED = re.compile(
    r"[(（]?\s*(?:责任?编辑?|编辑)\s*[:：].{2,40}\Z|(?:Translated|Edited|Compiled) by .{2,60}\Z"
)
"""The line of those who edited or translated a text; they are no authors of it."""
_NO_NAME = re.compile(r"\S*@\S+|https?://\S+|\([^)]*\)")
_BY = re.compile(r"^\W*(?:by|theo|von|par|por|di|door|av)(?:\s+|\Z)", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+\S+\.\w+\s*\Z", re.IGNORECASE)
"""For which site somebody wrote."""
_ROLE = re.compile(
    r"(?:^|\b)(?:phóng viên|reporter|correspondent|editor|editors|admin(?:istrator)?|ban "
    r"biên tập|bbt|staff|"
    r"newsroom|desk|bureau|webmaster|redaktion|redaction|rédaction|associated press|reuters|afp|"
    r"báo điện tử|bao dien tu|cổng thông tin|biên tập viên|cộng tác viên|deutsche welle|news agency|super user|writer|columnist"
    r"|journalist|about the author)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline states."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    photographers: tuple[str, ...] = ()
    """They are the authors where nobody else is."""


def split_dateline(text: str, extra: Sequence[str] = ()) -> tuple[str | None, str]:
    """(code, rest) of a sapo: `(ĐCSVN) - Sáng 5/3` -> (`ĐCSVN`, `Sáng 5/3`); (None, text)."""
    found = _DATELINE.match(text)
    if found:
        return found[1] or found[2] or found[3], text[found.end() :]
    for code in extra:
        for form in (f"({code})", code):
            if text.startswith(form):
                rest = text[len(form) :].lstrip()
                if form != code or rest[:1] in ("-", "–", "—"):
                    return code, rest.lstrip("-–— ")
    return None, text


def code_of_host(text: str, host: str) -> str | None:
    """The code in capitals that `text` begins with, before a dash or in brackets, where `host`
    spells it: `BHG -` on baohagiang.vn, `QTO -` (Quảng Trị online) on baoquangtri.vn, `BẮC NINH -`
    on baobacninh.vn. Else None."""
    found = _CAPITALS.match(text)
    code = (found[1] or found[2]) if found else ""
    if not code or code in _NO_CODES:
        return None
    host, spelt = host.removeprefix("www."), toneless(code)
    if " " in code:
        return code if spelt.replace(" ", "") in host else None
    letters = iter(host)
    short = spelt[:-1] if len(spelt) > 2 and spelt[-1] == "o" else spelt
    return code if all(letter in letters for letter in short) else None


def parse_byline(text: str) -> Byline | None:
    """Authors and source of a short line that is a byline; None for any other line."""
    if len(text) > _AFFILIATED and "http" not in text:
        return None
    return _byline(text) if len(text) < _LONGEST else None


@lru_cache(maxsize=1_000)
def _byline(text: str) -> Byline | None:
    """`parse_byline`, once for each of the short lines that the pages of a site share."""
    linked = _WITH_ADDRESS.match(text)
    if linked:
        return Byline((), linked[1].strip())
    text = _unwrapped(_CLOSING.sub("", text))
    if len(text) > _AFFILIATED or text.endswith((":", "?", "!", ";")):
        return None
    affiliated = _of_affiliated(text)
    if affiliated or len(text) > _LONG:
        return Byline(affiliated) if affiliated else None
    if special := _special(text):
        return special
    text, source = _split_source(text)
    if source and (not text or _AGENCY.match(text) or fold(text) in PLACES):
        return Byline((), source)
    whole = _SOURCE.match(text)
    if whole and len(text) < 60 and ("," not in text or _AGENCY.match(whole[1])):
        author, slash, origin = whole[1].partition("/")
        if slash and is_name(author.strip()):
            return Byline((author.strip(),), origin.strip())
        return Byline((), whole[1].strip(" ().")) if _looks_source(whole, text) else None
    return _signed(text, source)


def _unwrapped(text: str) -> str:
    """What a line holds that stands in brackets as a whole, where it names an author."""
    inner = text[1:-1]
    if text[:1] == "(" and text[-1] == ")" and "(" not in inner:
        return inner if _LABEL.match(inner) or is_name(inner) else text
    return text


def _special(text: str) -> Byline | None:
    """The byline of a line that is one by its form alone."""
    if _NOBODY.match(text) or _EDITED.match(text):
        return Byline()
    if _ALONE.match(text):
        return Byline((), text)
    if abroad := _SOURCE_ABROAD.match(text):
        return Byline((), next(filter(None, abroad.groups())))
    if team := _TEAM_LINE.match(_TRAILER.sub("", text)):
        return Byline((team[0],))
    reporter = _KOREAN.match(text) or _CHINESE.match(text)
    if reporter:
        return Byline((reporter[1],))
    beside = _BESIDE.match(text)
    if beside and all(is_name(name, labelled=True) for name in _split(text[beside.end() :])):
        return Byline()
    return None


def _split_source(text: str) -> tuple[str, str | None]:
    """(the rest, the source) of a line that ends in one in brackets; (text, None)."""
    bracket = _IN_BRACKETS.search(text)
    if bracket:
        return text[: bracket.start()], clean(bracket[1])
    held = _OF_AGENCY.search(text)
    agency = _STAFF.sub("", held[1]) if held else ""
    if held and (_AGENCY.match(agency) or _WIRE.match(agency)):
        return _BY_WAY_OF.sub("", text[: held.start()], count=1), agency
    return text, None


def _signed(text: str, source: str | None) -> Byline | None:
    """The byline of a line that consists of names, labels and what they are."""
    text = _without_credits(_TRANSLATED.sub("", _TITLES.sub("", text)))
    label = _LABEL.match(text) or _STAFF.match(text)
    if label:
        text = _behind(label, text)
    stripped = (
        _TRAILER.sub("", text).strip(" |.,") if not INITIALS.match(text) else text.strip(" |")
    )
    trailer = stripped != text.strip(" |.,")
    author, slash, origin = stripped.partition("/")
    origin = origin.strip()
    if slash and _AGENCY.match(author.strip()) and _AGENCY.match(origin):
        return Byline((), stripped)
    if slash and (_AGENCY.match(origin) or origin.isupper() or _SITE.match(origin)):
        stripped, source = author.strip(), source or origin.strip(".")
    names = _split(stripped)
    if len(names) > 1:
        names = [name for name in names if not _GROUP.match(name)]
    if names and all(_NOBODY.match(name) or _STAFF_ALONE.match(name) for name in names):
        return Byline((), source)
    names = [_STAFF.sub("", name) for name in names]
    sure = bool(label or trailer or source)
    if label and _FOREIGN.match(label[0]):
        names = _without_places(names)
    bare = [_PARTICLE.sub(" ", name) for name in names] if sure else names
    if names and len(names) <= 4 and all(is_name(name, labelled=sure) for name in bare):
        return Byline(tuple(dict.fromkeys(_bare(name) for name in names)), source)
    return None


def _behind(label: re.Match[str], text: str) -> str:
    """What stands behind `label`, and behind the one that may follow: `Tác giả: Bài, ảnh: ...`."""
    text = text[label.end() :]
    more = _LABEL.match(text)
    return text[more.end() :] if more and more[0].rstrip().endswith(":") else text


def _split(text: str) -> list[str]:
    return [name.strip() for name in _SEPARATORS.split(text) if name and name.strip()]


def _without_credits(text: str) -> str:
    """`text` up to where it names those who made pictures or films: `Hà Thu; ảnh: Minh Đức`."""
    for credit in _AND_PHOTOS.finditer(text):
        if not _BOTH.search(text[: credit.start()]):
            return text[: credit.start()]
    return text


def _without_places(names: list[str]) -> list[str]:
    """`names` without the words behind a full name: where its bearer writes."""
    full = bool(names) and " " in names[0]
    return [name for name in names if not full or " " in name]


_PARTICLES = frozenset(
    "af al ap av ben bin da das de del den der di do dos du e el ibn la le los op ten ter und van "
    "vom von y zu zum zur".split()
)
_PARTICLE = re.compile(rf"(?<=\w)(?: (?:{'|'.join(sorted(_PARTICLES))}))+ (?=\w)")
_OPENING = re.compile(r"\s*[/,&]\s*|\s+(?:and|và|[-–—])\s+")


def parse_opening(text: str) -> tuple[str, ...]:
    """The names in a line that stands where a signature does, such as no list tells: `Sáu Nghệ`,
    `JANE DOE/John Roe`; () for any other line."""
    names = [name.strip() for name in _OPENING.split(text)]
    if not 1 <= len(names) <= 3 or not all(map(is_opening_name, names)):
        return ()
    if _ROLE.search(text) or any(fold(name) in PLACES for name in (text, *names)):
        return ()
    return tuple(names)


_AFFILIATION = re.compile(
    r"(?:Trường|Học viện|Viện|Đại học|Khoa|Phòng|Trung tâm|Cổng|Đài|Ban|Bộ|Sở|Tỉnh ủy|Thành ủy|Đảng ủy|Văn phòng|Tạp chí"
    r"|Báo|Cục|Vụ|Tổng cục|Hội|Liên đoàn|Ủy ban|UBND|HĐND|UBKT|(?:UB)?MTTQ|Huyện ủy|Công an|Chi cục"
    r"|(?:Tỉnh|Thành|Huyện) đoàn|Đoàn (?:xã|phường|trường)|Mặt trận|Đồn Biên phòng|Hạt Kiểm lâm"
    r"|University|Institute)\b"
)


_AFFILIATED = 120
"""Characters of the longest line with a name and where its bearer works."""
_OFFICE = (
    r"(?:(?:Nguyên |Quyền )?(?:Phó )?(?:Trưởng|Chủ tịch|Bí thư|Giám đốc|Viện trưởng|Hiệu trưởng"
    r"|Cục trưởng|Vụ trưởng|Chánh|Tổng Biên tập)|Ủy viên|Phó \w+)\b"
)
_PLACE = re.compile(
    rf"\s*,\s+(?={_AFFILIATION.pattern})"
    rf"|(?:\s+[-–—]\s+|\s*\()(?={_AFFILIATION.pattern}|{_OFFICE})"
)
_HOLDS = re.compile(rf"\(?{_OFFICE}")
_HELD = re.compile(rf"\s*,\s+(?={_OFFICE})")
"""Where the office of one with a degree begins."""


def _of_affiliated(text: str) -> tuple[str, ...]:
    """The names of a line that says where they work: `TS Lê Thị Hà, Học viện ...`; else none."""
    found = _PLACE.search(text) or (_TITLES.match(text) and _HELD.search(text))
    if not found or found.start() < 4 or text[-1] in ".?!:;":
        return ()
    if _AGENCY.match(text[found.end() :].rstrip(" )")):
        return ()
    who = text[: found.start()]
    label = _LABEL.match(who) or _STAFF.match(who)
    who = _TITLES.sub("", who[label.end() :] if label else who)
    names = [_bare(name) for name in _SEPARATORS.split(who) if name]
    return tuple(names) if all(map(is_name, names)) else ()


def is_affiliation(text: str) -> bool:
    """True for the line under an author's name that says where he works."""
    text = text.lstrip("(")
    return len(text) < 120 and bool(_AFFILIATION.match(text)) and text[-1:] not in ".?!:;"


def is_office(text: str) -> bool:
    """True for the line under an author's name that says what he is: `Bí thư Đảng ủy xã`."""
    return len(text) < _AFFILIATED and bool(_HOLDS.match(text)) and text[-1:] not in ".?!:;"


def _looks_source(found: re.Match[str], text: str) -> bool:
    origin = found[1]
    if _NO_SOURCE.match(origin):
        return False
    most = 10 if ":" in text[: found.start(1)] else 6  # words
    return len(origin.split()) <= most and not text.endswith(".") or bool(_AGENCY.match(origin))


def _bare(name: str) -> str:
    return _TITLES.sub("", name).strip(" ,")


_WHO = re.compile(
    r"(?:tác giả(?: bài viết)?|bài viết|người viết|by|written by|authors?|autor(?:in|en)?|auteur"
    r"|autorin/autor|von|par|por)\s*(?::|\s(?=[A-ZĐ]))",
    re.IGNORECASE,
)


def is_labelled(text: str) -> bool:
    """True for a short line that begins with what only an author follows: `By`, `Tác giả:`."""
    return len(text) <= 90 and bool(_WHO.match(text))


def is_spelt_as_name(name: str) -> bool:
    """False where a word is written as no word of a name is: `Fehler melden`, `israel news`."""
    return all(
        not word[0].islower() or word in _PARTICLES or word[:2] in ("d'", "d’")
        for word in name.split()
    )


def fullest_names(names: Sequence[str], shown: Iterable[str]) -> tuple[str, ...]:
    """`names`, each as the fullest of its spellings in `shown`, texts that name authors too:
    `H. Thu` and `Hoang Thu` are `Hoàng Thu` where the page prints that as well."""
    others = [_bare(clean(name)) for text in shown for name in _SEPARATORS.split(text) if name]
    return tuple(
        dict.fromkeys(
            max([name, *(other for other in others if _is_spelling(other, name))], key=_fullness)
            for name in names
        )
    )


def _fullness(name: str) -> tuple[int, int]:
    return len(name), sum(not letter.isascii() for letter in name)


def _is_spelling(one: str, other: str) -> bool:
    """True for two spellings of one name: without diacritics, with initials for words."""
    words, others = toneless(fold(one)).split(), toneless(fold(other)).split()
    return len(words) == len(others) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(words, others, strict=True)
    )


def clean_authors(raw: str | Iterable[str], site_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names out of texts that are known to name authors; roles, agencies, the site itself go."""
    known = {fold(name) for name in site_names if name}
    desks = tuple(f"{fold(name)} " for name in site_names if name[:1].isupper())
    authors: dict[str, str] = {}
    for text in (raw,) if isinstance(raw, str) else raw:
        parts = _SEPARATORS.split(_unlabelled(text))
        first = clean(parts[0] or "")
        site = fold(first) in known or _is_host(first)
        for part in parts:
            name = _bare_author(part or "")
            key = fold(name)
            if site and " " not in name:
                continue  # a place behind the name of the site
            if not key or key in known or key.startswith(desks) or not _is_person(name):
                continue
            authors.setdefault(key, name)
    return tuple(authors.values())


def _unlabelled(text: str) -> str:
    """`text` without what stands before and behind the names: labels, addresses, brackets."""
    text = _TRANSLATED.sub("", _NO_NAME.sub(" ", text)) or text
    text = _TRAILER.sub("", _BY.sub("", text))
    label = _LABEL.match(text)
    text = _behind(label, text) if label else text
    return _FOR.sub("", text)


def _bare_author(text: str) -> str:
    name = clean(text)
    name = _bare(name if INITIALS.match(text) else name.strip(" .|/-–—:"))
    reporter = _KOREAN.match(name) or _CHINESE.match(name)
    return reporter[1] if reporter else name


def _is_person(name: str) -> bool:
    """False for a role, an agency, an office, an address, and what has no name's size."""
    if not 2 <= len(name) <= 60 or len(name.split()) > 6 or any(c.isdigit() for c in name):
        return False
    if _ONLY_TITLES.match(name) or _AGENCY.match(name) or _WIRE.match(name) or _is_host(name):
        return False
    if _ROLE.search(name) and not _TEAM.match(name):
        return False
    return not (_AFFILIATION.match(name) and any(word[0].islower() for word in name.split()))


def _is_host(name: str) -> bool:
    return "." in name[3:-3] and " " not in name
