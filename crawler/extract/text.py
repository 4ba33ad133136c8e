"""Text as it is published: NFC, plain spaces, no invisible characters; and bytes to text."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f]")
_NOT_WORD = re.compile(r"\W+")
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_TONE_STYLE = str.maketrans(dict(zip("ðǎ", "đă", strict=True)))
_TONES = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
_HAN = re.compile("[\u4e00-\u9fff]")


def clean(text: str) -> str:
    """One line of text: NFC, any run of white space as one space, invisible characters gone."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = _INVISIBLE.sub("", text)
    elif not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def clean_lines(text: str) -> str:
    """A body: each line cleaned, lines that are not empty separated by a blank line."""
    return "\n\n".join(line for line in map(clean, text.splitlines()) if line)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A key for comparison: case, tone-mark style, punctuation and white space do not count."""
    text = _NOT_WORD.sub(" ", clean(text).casefold()).translate(_TONE_STYLE)
    for new, old in _TONES:
        if new in text:
            text = text.replace(new, old)
    return text.strip()


def sniff_encoding(body: bytes, encoding: str | None = None) -> str:
    """Name of the encoding of `body`; `encoding` is what the HTTP header declares.

    A body that is strictly UTF-8 is UTF-8, whatever anybody declares: single-byte encodings
    decode any bytes, so a lying header is only found out this way.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if error.start > len(body) - 4:  # cut in the middle of the last character
            return "utf-8"
    found = _META_CHARSET.search(body, 0, 4096)
    for name in (encoding, found[1].decode("ascii") if found else None):
        if name:
            try:
                "".encode(name)
            except (LookupError, ValueError):
                continue
            if name.lower() in ("iso-8859-1", "latin-1", "latin1"):
                return "cp1252"  # as every browser does
            if name.lower() not in ("utf-8", "utf8"):
                return name
    # A few broken bytes in a page that is otherwise UTF-8.
    broken = body.decode("utf-8", "replace").count("\ufffd")
    return "utf-8" if broken * 50 < sum(byte > 127 for byte in body[:20000]) + 1 else "cp1252"


def decode_html(body: bytes, encoding: str | None = None) -> str:
    """`body` as NFC-ready text, undecodable bytes as U+FFFD, NUL characters gone."""
    text = body.decode(sniff_encoding(body, encoding), "replace").replace("\x00", "")
    return text.removeprefix("\ufeff")


def guess_language(text: str) -> str | None:
    """`vi` or `zh` where the letters decide, else None."""
    letters = len(text) or 1
    if len(_VIETNAMESE.findall(text)) > letters * 0.04:
        return "vi"
    if len(_HAN.findall(text)) > letters * 0.3:
        return "zh"
    return None
