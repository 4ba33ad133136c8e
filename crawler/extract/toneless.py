"""Vietnamese without its marks: what patterns for labels and date lines are written in."""

import unicodedata

_PLAIN = {
    code: base
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if (base := unicodedata.normalize("NFD", chr(code))[0]) < "\x80"
} | {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d", ord("ł"): "l", ord("ø"): "o"}


def toneless(text: str) -> str:
    """`text` in lower case, Latin letters without marks: "Thứ Ba" -> "thu ba"."""
    return text.lower() if text.isascii() else text.lower().translate(_PLAIN)
