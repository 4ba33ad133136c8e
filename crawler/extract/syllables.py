"""Whether a word is a Vietnamese syllable: what tells a repaired text from a spoilt one."""

import re
import unicodedata
from functools import lru_cache

_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot ooc oong
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut
    uâ uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt ych
    """.split()
)
_PARTS = re.compile(r"(gi(?=[aăâeêioôơuư])|qu|ngh|ng|nh|[cgkpt]h|tr|[bcdđghklmnprstvx]?)(.+)")
_LONGEST = 10  # "nghiêng", two of its marks apart
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOPS = ("c", "k", "ch", "p", "t")


def is_syllable(word: str) -> bool:
    """True for one syllable of Vietnamese, with its marks: "nghiệp", "ĐẢNG", "ý", not "café"."""
    return len(word) <= _LONGEST and _is_syllable(word)


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    bare, tones = [], []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tones.append(char)
        else:
            bare.append(char)
    plain = unicodedata.normalize("NFC", "".join(bare))
    if len(tones) > 1:
        return False
    if plain.endswith(_STOPS) and tones and tones[0] not in ("\u0301", "\u0323"):
        return False  # a stop at the end takes sắc or nặng alone
    if plain in _RIMES:
        return True
    found = _PARTS.fullmatch(plain)
    if not found:
        return False
    onset, rime = found.groups()
    return rime in _RIMES or (onset == "gi" and f"i{rime}" in _RIMES)
