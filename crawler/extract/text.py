"""Text as it is published: NFC, plain spaces, no invisible characters; and bytes to text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from w3lib.encoding import resolve_encoding

from crawler.extract.legacy import has_doubts, repair
from crawler.extract.nfc import nfc

# Soft hyphens, zero-width and direction marks, control characters, halves of a character that JSON
# escapes alone (no file can hold them); and what browsers take the numbers 128-159 for, since
# `&#146;` was written for a quote.
_INVISIBLE = [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
_ODD = {
    code: None for code in (*_INVISIBLE, *range(0x1C), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
} | {byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0xA0)}
for _space in "\t\n\v\f\r":
    del _ODD[ord(_space)]
_ODD_RUN = re.compile(f"[{re.escape(''.join(map(chr, _ODD)))}]+")
_NOT_WORD = re.compile(r"[\W_]+")
_NBSP = re.compile(r"(?:^|(?<=\w))(?:(?:&(?:amp;)?)?nbsp;\s*)+|(?:(?:&(?:amp;)?)?nbsp;)+(?=\w)")
_TONE_STYLE = str.maketrans({"ð": "đ", "ǎ": "ă"})
_TONES = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_MOST_WORDS = 20_000
_SLACK = 12
"""Characters of punctuation and white space in which short texts of one key may differ."""
_PIECE = 16_384
"""Bytes that are decoded at a time, and what follows up to the end of a tag."""
_LETTERS = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_VIETNAMESE = re.compile(f"[{_LETTERS}{_LETTERS.upper()}]")  # re.I would ask for each letter twice
ASIAN = "\u2e80"
"""Before it comes every letter of other scripts than those of East Asia."""
DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
"""A letter of East Asia: two make a word, and no blanks stand between words."""
_HAN = re.compile("[\u4e00-\u9fff]")


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
)  # fmt: skip
_HIGH = re.compile("[^\x00-\x7f]+")
_META_CHARSET = re.compile(
    rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_HARMLESS = ("cp1252", "utf-8", "x-user-defined")
"""What servers and editors declare without meaning it."""
_AS_CP1252 = {byte: char for byte in range(0x80, 0xA0) if (char := _ODD[byte])}


def clean(text: str) -> str:
    """One line of text: NFC, any run of white space as one space, invisible characters gone."""
    text = text.strip(" \n\t\r\xa0")
    if not text.isprintable():  # line ends, other spaces, format and control characters are not
        if "\x85" in text:
            text = text.replace("\x85", "…")  # else a line break, and gone with the white space
        if "\n" in text:  # lines are few, words are many: this is what makes it cheap
            text = " ".join([line.strip() for line in text.split("\n")])
        for space in "\t\r\xa0":
            if space in text:
                text = text.replace(space, " ")
        if not text.isprintable():
            text = " ".join(_ODD_RUN.sub(_without_odd, text).split())
    while "  " in text:
        text = text.replace("  ", " ")
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        text = nfc(text)
    return _without_nbsp(text) if ";" in text and "nbsp;" in text else text


def _without_odd(found: re.Match[str]) -> str:
    return found[0].translate(_ODD)


def _without_nbsp(text: str) -> str:
    """`&nbsp;` and `nbsp;` that a broken editor left in words; one that is spoken of stays."""
    return " ".join(_NBSP.sub(" ", text).split())


def clean_lines(text: str) -> str:
    """A body: each line cleaned, lines that are not empty separated by a blank line."""
    return "\n\n".join(line for line in map(clean, text.replace("\x85", "…").splitlines()) if line)


class _FoldedWords(dict[str, str]):
    """Word as printed -> its key: a language has few words, and a look-up is all that most cost."""

    def __missing__(self, word: str) -> str:
        key = _NOT_WORD.sub(" ", clean(word).casefold()).strip().translate(_TONE_STYLE)
        for new, old in _TONES:
            if new in key:
                key = key.replace(new, old)
        if len(self) >= _MOST_WORDS:
            self.clear()
        if len(word) < 40:
            self[word] = key
        return key


_folded = _FoldedWords().__getitem__


@lru_cache(maxsize=4_000)
def fold(text: str) -> str:
    """A key for comparison: case, tone-mark style, punctuation and white space do not count."""
    return " ".join(filter(None, map(_folded, text.split())))


def reads_alike(text: str, other: str) -> bool:
    """True for texts of one key; those of quite another length are told apart without it, which
    for the paragraphs of an article saves a tenth of its reading."""
    return abs(len(text) - len(other)) <= _SLACK + len(other) // 8 and fold(text) == fold(other)


def sniff_encoding(body: bytes, encoding: str | None = None) -> str:
    """Name of the codec of `body`; `encoding` is what the HTTP header declares.

    A body that is UTF-8 is UTF-8, whatever anybody declares, a cut or a few broken bytes apart:
    single-byte encodings decode any bytes, so a lying header is only found out this way.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
    if b"\x00" in body[:200]:
        return "utf-16-be" if body.startswith(b"\x00") else "utf-16-le"
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(map(len, _HIGH.findall(text))) - broken
    if sound > 10 * broken or (cut and sound and broken == 1):
        return "utf-8"
    declared = [name for name in _declared(body, encoding) if _holds(body, name)]
    best = next((name for name in declared if name not in _HARMLESS), None)
    if best is None and "utf-8" in _declared(body, encoding) and sound > broken:
        return "utf-8"
    return best or "cp1252"  # as every browser does with iso-8859-1, ascii and nothing at all


def _declared(body: bytes, encoding: str | None) -> list[str]:
    """Codecs that header and mark-up name, the header's first; unknown names left out."""
    found = _META_CHARSET.search(body, 0, 4096)
    names = (encoding, found[1].decode("ascii") if found else None)
    return [codec for name in names if name and (codec := resolve_encoding(name))]


def _holds(body: bytes, codec: str) -> bool:
    """False where a codec of several bytes cannot read the body: then it was declared in error."""
    try:
        text = body.decode(codec, "replace")
    except (LookupError, ValueError):
        return False
    return text.count("\ufffd") * 50 <= len(_HIGH.findall(text)) or codec.startswith("cp125")


def decode_html(body: bytes, encoding: str | None = None) -> str:
    """`body` as text: byte order mark and NUL characters gone, undecodable bytes as U+FFFD,
    spoilt and old Vietnamese encodings repaired where that is certain."""
    codec = sniff_encoding(body, encoding)
    if codec in ("cp1252", "cp1258"):
        text = body.decode("latin-1").translate(_AS_CP1252)
        repaired = repair(text)  # TCVN3 and VNI come under any single-byte name
        if codec == "cp1258" and repaired == text:
            repaired = nfc(body.decode("cp1258", "replace"))
        return repaired.replace("\x00", "")
    text = body.decode(codec, "replace").replace("\x00", "")
    return repair(text.removeprefix("\ufeff"))


def utf8_html(body: bytes, encoding: str | None = None) -> bytes:
    """`body` for a parser of UTF-8: itself where nothing is wrong with it, else decoded anew."""
    if not body.startswith(b"\xef\xbb\xbf") and b"\x00" not in body:
        try:
            if not has_doubts(_parts(body)):
                return body
            text = body.decode("utf-8")
            repaired = repair(text)
            return body if repaired is text else repaired.encode("utf-8", "replace")
        except UnicodeDecodeError:
            pass
    return decode_html(body, encoding).encode("utf-8", "replace")


def _parts(body: bytes) -> Iterator[str]:
    """`body`, which is UTF-8, in parts that end behind tags; raises UnicodeDecodeError for what is
    none. As one text, a single emoji would make each of its letters four bytes long."""
    at = 0
    while at < len(body):
        end = body.find(b">", at + _PIECE) + 1 or len(body)
        yield body[at:end].decode("utf-8")
        at = end


def spoken_length(text: str) -> float:
    """Characters of `text` as an alphabet counts them: one Chinese character says as much as two
    or three letters."""
    return len(text) + (0 if text.isascii() else 1.5 * len(_HAN.findall(text)))


def guess_language(text: str) -> str | None:
    """`vi` or `zh` where the letters decide, else None."""
    try:
        text.encode("cp1252")
        return None  # neither can be written so; counting is for the others
    except UnicodeEncodeError:
        letters = len(text)
    if _more_than(letters * 0.04, _VIETNAMESE, text):
        return "vi"
    return "zh" if _more_than(letters * 0.3, _HAN, text) else None


def _more_than(least: float, pattern: re.Pattern[str], text: str) -> bool:
    """True where `pattern` is found more often than `least`; counts no further."""
    return next(islice(pattern.finditer(text), int(least), None), None) is not None
