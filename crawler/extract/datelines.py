"""The code before a text that says whose it is: `(ĐCSVN) -`, `TCCS -`, `BẮC NINH -`."""

import re
from collections.abc import Sequence

from crawler.extract.persons import CAPITAL
from crawler.extract.toneless import toneless

_CODES = (
    r"(?:ĐCSVN|TCCS|LLCT|XDĐ|Mặt trận|Thanh tra|QĐND(?: Online)?|NDO|NDĐT|ND|VOV\.?VN|VOV|VPL|PLVN"
    r"|PLO|GD&TĐ|KTĐT|NTO|ĐN|HNMO|HNM|VOH|TP|TT|TTO|SGGPO?|Kinhtedothi|Ngày Nay|NLĐO?|TTXVN|BTNO"
    r"|Dân trí|VietNamNet|Vietnam\+|TTXVN/Vietnam\+|BVPL|CAND|PNO|TBTCVN|BNEWS|Tổ Quốc|BGTV|LĐO)"
)
_HOST = r"[A-Za-z][\w-]*\.(?:com\.|org\.|gov\.)?vn"
_DATELINE = re.compile(
    rf"(?:\(({_CODES}|Báo [^()]{{3,25}}|{_HOST}"
    r"|(?!LTS\)|[IVX]+\))[A-ZĐ][A-ZĐ&.+/]{1,9}(?=\)\s*[-–—]))\)"
    rf"\s*[-–—:.]*\s*|({_CODES})\s*(?:[-–—]\s*)"
    rf"|({_HOST})\s*[-–—]\s+(?=[“\"‘]?[{CAPITAL}\d]))(?=\S)"
)
_CAPITALS = re.compile(
    r"(?:\((?![IVX]+\))([A-ZĐ]{2,6})\)"
    rf"|([A-ZĐ]{{2,6}}|[{CAPITAL}]{{2,7}}(?: [{CAPITAL}]{{2,7}}){{1,2}})\s*[-–—])\s+(?=\S)"
)
_BRACKETED = re.compile(r"\(([^\W\d_]{2,8}(?: [^\W\d_]{2,8}){1,2})\)\s*[-–—]\s")
_NO_CODES = frozenset(("HĐND", "UBND", "UBMTTQ", "MTTQ", "LTS", "HĐQT", "BCH", "BTV", "BTC"))
"""What a sentence may begin with before a dash."""


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
    on baobacninh.vn, `(VTC News) -` on vtcnews.vn. Else None."""
    named = _BRACKETED.match(text)
    if named and toneless(named[1]).replace(" ", "") in host:
        return named[1]
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
