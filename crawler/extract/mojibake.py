"""UTF-8 that was taken for cp1252 or latin-1, once or more often, and partly lost on the way."""

import re
from collections.abc import Callable, Iterator

from crawler.extract.syllables import is_syllable

_HIGH = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
_BYTES = {ord(char): byte for byte, char in _HIGH.items() if char}
"""Code point -> the byte that it was, where that is not its own number."""
_TAILS = "".join(map(chr, range(0x80, 0xC0))) + "".join(_HIGH.values())
_SEQUENCE = re.compile(
    f"[\xc2-\xdf][{_TAILS}]|[\xe0-\xef][{_TAILS}][{_TAILS}]|\xf0[{_TAILS}][{_TAILS}][{_TAILS}]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_IN_A_WORD = re.compile(f"(?<=[a-z])\xc3[{_TAILS}]|\xc3[{_TAILS}](?=[a-z])")
_MORE_TIMES = 2
_BLOCK = 2000
"""Up to here a text need not hold an `Ã` when it is spoilt."""
# What is left of a sequence whose last byte is no character of cp1252 (81 8D 8F 90 9D), or is an
# invisible one that somebody threw away (AD) or took for a space (A0).
_STUMP = re.compile(
    r"(?<![^\W\d_])([^\W\d_ÃÄ]{0,5}?)(á[º»]|[ÃÄ])([\ufffd? ]?)(?=( )?)((?:(?!á[º»]|[ÃÄ])[^\W\d_]){0,6})"
)
_LEFT_OVER = re.compile("á[º»]\ufffd?|Ã(?=[a-z ?\ufffd])\ufffd?|Ä\ufffd")
_CLOSING_QUOTE = re.compile("â€[\ufffd?]?")
_LOST = {"á»": "ềọỏỐờ", "áº": "", "Ã": "ÁÍÝ", "Ä": "Đ"}
_DROPPED = {"á»": "ử", "áº": "ậ", "Ã": "í", "Ä": ""}
_SPACE = {"á»": "Ỡ", "áº": "Ạ", "Ã": "à", "Ä": ""}


def repair_mojibake(text: str) -> str:
    """`text` with what is certainly UTF-8 read as Western European put right."""
    if not may_be_spoilt(text):
        return text
    whole = _is_certain(text) and _is_spoilt_throughout(text)

    def run(line: str) -> str:
        if not (whole or _is_certain(line)):
            return line
        line = _SEQUENCE.sub(_decoded, line)
        for _ in range(_MORE_TIMES):
            if not _is_certain(line):
                break
            line = _SEQUENCE.sub(_decoded, line)
        return _STUMP.sub(_regrown, _CLOSING_QUOTE.sub("”", line))

    return map_runs(run, text)


def map_runs(change: Callable[[str], str], text: str) -> str:
    """`text` with each run between angle brackets changed that is not plain ASCII; itself where
    nothing has changed."""
    pieces = text.split("<")
    for place, piece in enumerate(pieces):
        if not piece.isascii():
            runs = piece.split(">")
            pieces[place] = ">".join([run if run.isascii() else change(run) for run in runs])
    changed = "<".join(pieces)
    return text if changed == text else changed


def may_be_spoilt(text: str) -> bool:
    """Whether a telling pair of signs is there; costs next to nothing where none is."""
    if _any_pair(text, "Ã", after=_TAILS + "\ufffd?") or _any_pair(text, "€", before="â"):
        return True
    return len(text) <= _BLOCK and (
        _any_pair(text, "º", before="á")
        or _any_pair(text, "»", before="á")
        or _any_pair(text, "Ä", after="‘\x90\ufffdƒ‚")
        or _any_pair(text, "Æ", after="°¡¯")
        or _any_pair(text, "Ð", after="°±²´µ¸¾½")
    )


def _any_pair(text: str, sign: str, before: str = "", after: str = "") -> bool:
    at = text.find(sign)
    for _ in range(100):
        if at < 0:
            return False
        beside = text[at - 1 : at] if before else text[at + 1 : at + 2]
        if beside and beside in (before or after):
            return True
        at = text.find(sign, at + 1)
    return False


def _decoded(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES.get(ord(char), ord(char)) for char in found[0]).decode("utf-8")
    except ValueError:
        return found[0]


def _is_certain(text: str) -> bool:
    """True where sequences that nobody writes outweigh the other signs beyond ASCII."""
    chars = []

    def count(found: re.Match[str]) -> str:
        char = _decoded(found)
        if char == found[0]:
            return char
        chars.append(char)
        return "\n"

    rest = _LEFT_OVER.sub("", _SEQUENCE.sub(count, text))
    others = len(_NOT_ASCII.findall(rest))
    inside = len(_IN_A_WORD.findall(text))
    strong = sum(map(_is_decisive, chars))
    if strong:
        return 2 * (strong + inside) > others
    return inside > 0 and len(chars) > others


def _is_decisive(char: str) -> bool:
    """A letter that only Vietnamese or Russian has, or a dash, quote, bullet or dots."""
    return (
        "\u1ea0" <= char <= "\u1ef9" or char in "đĐăĂơƠưƯ" or "\u2010" <= char <= "\u203a"
    ) or "\u0400" <= char <= "\u045f"


def _is_spoilt_throughout(text: str) -> bool:
    good = sum(len(found[0]) for found in _SEQUENCE.finditer(text) if _decoded(found) != found[0])
    return good > 0.9 * len(_NOT_ASCII.findall(text))


def _regrown(found: re.Match[str]) -> str:
    """The word of a stump where only one makes sense; else it stays as it is."""
    readings = set(_readings(*found.groups()))
    return readings.pop() if len(readings) == 1 else found[0]


def _readings(before: str, stump: str, mark: str, spaced: str | None, after: str) -> Iterator[str]:
    if mark != " ":
        dropped = "" if mark else _DROPPED[stump] + ("" if after else _SPACE[stump])
        for letter in _LOST[stump] + dropped:
            if _fits(before, letter, after):
                yield before + letter + after
        return
    for letter in _SPACE[stump]:  # the space was a byte, inside a word or at its end
        if after and _fits(before, letter, after):
            yield before + letter + after
        elif _fits(before, letter, ""):
            yield before + letter + (" " if after else "") + after
    for letter in "" if spaced else _LOST[stump] + _DROPPED[stump]:
        if _fits(before, letter, ""):
            yield f"{before}{letter} {after}"


def _fits(before: str, letter: str, after: str) -> bool:
    """A syllable, and no capital after or before a small letter's kind."""
    if not is_syllable(before + letter + after):
        return False
    if letter.isupper():
        return not before or before.isupper()
    return not (before + after).isupper() or len(before + after) == 1
