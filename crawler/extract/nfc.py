"""Unicode's composed form, in time that grows with the length of a text."""

import re
import unicodedata

_PIECE = 1000
_PIECES = re.compile(rf".{{1,{_PIECE}}}(?=\s|\Z)|.{{1,{_PIECE}}}", re.S)


def nfc(text: str) -> str:
    """`text` in NFC, piece by piece where it is long: the time to order the marks that are piled
    on one letter grows with the square of their number."""
    if len(text) <= _PIECE:
        return unicodedata.normalize("NFC", text)
    return _PIECES.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)
