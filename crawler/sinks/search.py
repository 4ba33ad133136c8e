"""Texts as a search index without diacritics takes them."""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")


def unaccent(text: str | None) -> str | None:
    """Lower case without diacritics, `đ` as `d`: what `dang bo` finds `Đảng bộ` by.

    White space becomes single spaces. SQLite's tokenizer cannot do this: it keeps `đ`, which
    has no decomposition.
    """
    return None if text is None else " ".join(map(_unaccent_word, text.split()))


@lru_cache(maxsize=50_000)  # a language has few syllables: five times as fast
def _unaccent_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", word.lower()))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("ð", "d")
