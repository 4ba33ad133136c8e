"""Old and spoilt Vietnamese text -> Unicode, where that is certain; any other text unchanged.

TCVN3 ("ABC" fonts, TCVN 5712:1993, VN3), VNI and Windows-1258 text that was taken for Western
European looks like `Uû ban nh©n d©n`, `Uûy ban nhaân daân`, `Uyì ban`. What decides is whether its
words are Vietnamese syllables once they are converted. UTF-8 taken for Western European
(`Tiáº¿ng Viá»‡t`) is told by sequences that nobody writes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawler.extract.mojibake import map_runs, may_be_spoilt, repair_mojibake
from crawler.extract.nfc import nfc
from crawler.extract.syllables import is_syllable

_TCVN3 = str.maketrans(dict(zip(
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe"
    "\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf"
    "\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7"
    "\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    strict=True,
)))  # fmt: skip
# VNI writes a letter and then its mark: `aâ` is â, `aø` à, `aä` ậ.
_VNI_MARKS = dict(zip("øùûõïâàáåãäêèéúüë", (
    "\u0300", "\u0301", "\u0309", "\u0303", "\u0323",
    "\u0302", "\u0302\u0300", "\u0302\u0301", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323",
    "\u0306", "\u0306\u0300", "\u0306\u0301", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323",
), strict=True))  # fmt: skip
_VNI_LETTERS = dict(zip("ñôöìíæóòîÑÔÖÌÍÆÓÒÎ", "đơưìíỉĩịỵĐƠƯÌÍỈĨỊỴ", strict=True))
_VNI = re.compile(
    "([aA])([âàáåãäêèéúüëøùûõï])|([eEoO])([âàáåãäøùûõï])|([uUyYôÔöÖ])([øùûõï])|([ñôöìíæóòî])",
    re.IGNORECASE,
)
_CP1258 = str.maketrans({
    "\xcc": "\u0300", "\xec": "\u0301", "\xd2": "\u0309", "\xde": "\u0303", "\xf2": "\u0323",
    "\xc3": "Ă", "\xe3": "ă", "\xd0": "Đ", "\xf0": "đ", "\xd5": "Ơ", "\xf5": "ơ",
    "\xdd": "Ư", "\xfd": "ư", "\xfe": "₫",
})  # fmt: skip


def from_tcvn3(text: str) -> str:
    """TCVN3 as it looks in cp1252 -> Unicode. A capital font's letters come out small."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI as it looks in cp1252 -> Unicode."""

    def letter(found: re.Match[str]) -> str:
        if found[7]:
            return _VNI_LETTERS[found[7]]
        base, mark = found[1] or found[3] or found[5], found[2] or found[4] or found[6]
        base = _VNI_LETTERS.get(base, base)
        return unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()])

    return _VNI.sub(letter, text)


def from_cp1258(text: str) -> str:
    """Windows-1258 as it looks in cp1252 -> Unicode."""
    return nfc(text.translate(_CP1258))


@dataclass(frozen=True)
class _Scheme:
    convert: Callable[[str], str]
    signs: str
    """How đ and Đ look: hardly a line of Vietnamese is without one."""


_SCHEMES = (_Scheme(from_tcvn3, "®§"), _Scheme(from_vni, "ñÑ"), _Scheme(from_cp1258, "Ðð"))
_CONVERT = {sign: scheme.convert for scheme in _SCHEMES for sign in scheme.signs}
_TOLD = 12
"""Words that tell what a sign is."""
_WORD = re.compile("[A-Za-z\xa1-\xff\xad]+")
_ALONE = frozenset("©®«»·°±×÷§¶¡¿£¥¢¤¼½¾ªº¨¬´¸¹²³¦¯µ")
"""Signs that stand for themselves where they stand alone."""
_MODERN = re.compile("[\u1ea0-\u1ef9ĐđƠơƯư]")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH, _ENOUGH_OF_A_RUN = 5, 4
_SHORT = 400
"""A block or title: here two good words are enough."""
_DOUBTS = "®ñÐÃ€"
"""One of these is in every spoilt page: all that a sound one pays is to be searched for them."""
_SHORT_DOUBTS = _DOUBTS + "ð§ÑÄÆº"
"""The same for a block, which may be a title in capitals."""
_MISREAD = frozenset("Ã€ÄÆÐº")


def has_doubts(parts: Iterable[str]) -> bool:
    """False where nothing calls for a repair in a page that comes in parts, none of which ends
    within a word. What is only suspected counts as a doubt."""
    tallies = {sign: _Tally() for sign in _CONVERT if sign in _DOUBTS}
    for part in parts:
        doubts = [] if part.isascii() else _doubts(part)
        if not _MISREAD.isdisjoint(doubts) and may_be_spoilt(part):
            return True
        for sign in doubts:
            if sign in tallies:
                tallies[sign].count(part, sign)
    return any(tally.promises(at_least=1) for tally in tallies.values())


def repair(text: str) -> str:
    """`text` (a page with its mark-up, or any part of it) without the faults that are certain."""
    if text.isascii():
        return text
    doubts = _doubts(text)
    if not doubts:
        return text
    if not _MISREAD.isdisjoint(doubts):
        text = repair_mojibake(text)
    for scheme in _SCHEMES:
        signs = [sign for sign in scheme.signs if sign in doubts]
        if any(_promises(text, sign) for sign in signs):
            text = _convert(text, scheme)
    return text


def _doubts(text: str) -> list[str]:
    signs = _SHORT_DOUBTS if len(text) <= _SHORT else _DOUBTS
    return [sign for sign in signs if sign in text]


class _Tally:
    """Of the first words with a đ, how many are syllables once converted: spares sound pages the
    whole count."""

    def __init__(self) -> None:
        self.good = self.bad = 0

    def count(self, text: str, sign: str) -> None:
        """Counts the words with `sign` in `text`, until enough are."""
        convert = _CONVERT[sign]
        at = text.find(sign)
        while at >= 0 and self.good + self.bad < _TOLD:
            start, end = at, at + 1
            while start and _is_letter(text[start - 1]):
                start -= 1
            while end < len(text) and _is_letter(text[end]):
                end += 1
            if end - start > 1:
                fits = is_syllable(convert(text[start:end]))
                self.good, self.bad = self.good + fits, self.bad + (not fits)
            at = text.find(sign, end)

    def promises(self, at_least: int) -> bool:
        """True where so many more than twice those that are none are syllables."""
        return self.good - 2 * self.bad >= at_least


def _promises(text: str, sign: str) -> bool:
    tally = _Tally()
    tally.count(text, sign)
    return tally.promises(at_least=1 if len(text) <= _SHORT else 2)


def _is_letter(char: str) -> bool:
    return ("a" <= char <= "z") or ("A" <= char <= "Z") or ("\xa1" <= char <= "\xff")


def _convert(text: str, scheme: _Scheme) -> str:
    """The whole text where it has no modern letter, else only runs that are certain alone."""
    whole = not _MODERN.search(text)
    enough = _ENOUGH if len(text) > _SHORT else 2
    if whole and not _is_certain(text, scheme, enough):
        return text

    def run(line: str) -> str:
        if not whole and (_MODERN.search(line) or not _is_certain(line, scheme, _ENOUGH_OF_A_RUN)):
            return line
        return _converted(line, scheme)

    return map_runs(run, text)


def _is_certain(text: str, scheme: _Scheme, enough: int) -> bool:
    """True where `enough` different words are syllables once converted, and few are none."""
    words = {word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()}
    good = sum(is_syllable(scheme.convert(word)) for word in words)
    return good >= enough and good >= 0.85 * len(words)


def _converted(line: str, scheme: _Scheme) -> str:
    """A certain run, word by word; signs that stand alone stay (`© 2005`)."""

    def word(found: re.Match[str]) -> str:
        old = found[0]
        stays = len(old) == 1 and old in _ALONE and not _is_lone_word(old, scheme)
        return old if stays else scheme.convert(old)

    new = _WORD.sub(word, line)
    return _capitals(line, new) if scheme.convert is from_tcvn3 else new


def _is_lone_word(sign: str, scheme: _Scheme) -> bool:
    """A syllable of one letter that no other meaning of the sign outweighs: `µ` (à), `¶` (ả)."""
    return sign not in "©®«»·°±×÷§" and is_syllable(scheme.convert(sign))


def _capitals(old: str, new: str) -> str:
    """TCVN3 has no capitals with tones, only fonts of capitals: `§¶NG` is ĐẢNG, `Mü` Mỹ."""
    letters = [word for word in re.findall("[A-Za-z]{2,}", old)]
    loud = bool(letters) and all(word.isupper() for word in letters)

    def word(found: re.Match[str]) -> str:
        plain = [char for char in found[0] if char < "\x80"]
        shouted = len(plain) > 1 and all(char.isupper() for char in plain)
        return found[0].upper() if loud or shouted else found[0]

    return _PLAIN_WORD.sub(word, new)
