"""Text as it is published, and bytes to text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.text import clean, clean_lines, decode_html, fold, sniff_encoding, utf8_html

SENTENCE = "Đảng ủy xã Sông Lam đẩy mạnh công tác xây dựng Đảng, được bà con tin tưởng."
TAGGED = f"<html><head><title>Bản tin</title></head><body><p>{SENTENCE}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Đảng \n\t ủy\u00a0xã  ", "Đảng ủy xã"),
        (unicodedata.normalize("NFD", "Đảng ủy"), "Đảng ủy"),
        ("xây\u00ad dựng\u200b Đảng\ufeff", "xây dựng Đảng"),
        ("\u200eKết luận\u202c", "Kết luận"),
        ("a\x00b\x07c", "abc"),
        ("nhân dân\x1ftrong xã", "nhân dân trong xã"),
        ("\x93tự soi\x94, chờ\x85", "“tự soi”, chờ…"),
        ("Đảng&nbsp;ủy xã", "Đảng ủy xã"),
        ("nbsp;Ngày 5 tháng 3", "Ngày 5 tháng 3"),
        ("&amp;nbsp;&nbsp;", ""),
        ("xãnbsp; Sông Lam", "xã Sông Lam"),
        ("the &nbsp; entity", "the &nbsp; entity"),
        ("", ""),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected


@given(st.text())
def test_clean_is_final_and_bare(text):
    once = clean(text)
    assert clean(once) == once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\u00ad\u200b\u200e\ufeff\x00\n\t\u00a0")


def test_lines_are_cleaned_and_set_apart():
    assert clean_lines(" Một \n\n\n \u200b\nHai\u00a0ba\r\n") == "Một\n\nHai ba"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà bình, ổn định!", "HÒA BÌNH ỔN ĐỊNH"),
        ("Uỷ ban", "Ủy ban"),
        ("Thuý, khoẻ, khuỵu", "thúy khỏe khuỵu"),
        ("Ðảng bộ", "Đảng bộ"),
        ("Nǎm 2024", "Năm 2024"),
        ("Tin tức – Sự kiện", "tin tức / sự kiện"),
        ("Toàn\u200b văn", "toàn văn"),
        (unicodedata.normalize("NFD", "Quy định"), "Quy định"),
    ],
)
def test_fold_unites(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("Đăng", "Đảng"), ("ma", "má"), ("a b", "ab")]
)
def test_fold_keeps_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_is_final_and_sees_what_clean_sees(text):
    assert fold(fold(text)) == fold(text) == fold(clean(text))


def html(charset: str, text: str = TAGGED) -> str:
    return text.replace(
        "<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    )


RUSSIAN = "<p>Партийная организация провела собрание</p>"
CHINESE = "<p>中国共产党中央委员会总书记习近平</p>"
FRENCH = "<p>Le comité a été réuni à l’été dernier</p>"


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        (TAGGED.encode(), None, TAGGED),
        (TAGGED.encode(), "iso-8859-1", TAGGED),
        (html("iso-8859-1").encode(), "windows-1252", html("iso-8859-1")),
        (html("windows-1258").encode(), None, html("windows-1258")),
        (b"\xef\xbb\xbf" + TAGGED.encode(), None, TAGGED),
        (TAGGED.encode("utf-16"), None, TAGGED),
        (TAGGED.encode("utf-16-be"), None, TAGGED),
        (TAGGED.encode("utf-16-le"), "utf-8", TAGGED),
        (b"\xfe\xff" + TAGGED.encode("utf-16-be"), None, TAGGED),
        (TAGGED.replace("</body></html>", "Đảng")[:-1].encode() + "ỹ".encode()[:2], None, TAGGED.replace("</p></body></html>", "</p>Đản\ufffd")),
        (TAGGED.encode().replace(b" Lam", b" L\xe0m\xe9"), None, TAGGED.replace(" Lam", " L\ufffdm\ufffd")),
        (TAGGED.encode().replace(b" Lam", b" L\xe0m"), "iso-8859-1", TAGGED.replace(" Lam", " L\ufffdm")),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (html("windows-1251", "<head></head>" + RUSSIAN).encode("cp1251"), "iso-8859-1", html("windows-1251", "<head></head>" + RUSSIAN)),
        (CHINESE.encode("gb18030"), "gb2312", CHINESE),
        (html("gbk", "<head></head>" + CHINESE).encode("gb18030"), None, html("gbk", "<head></head>" + CHINESE)),
        (FRENCH.encode("cp1252"), None, FRENCH),
        (FRENCH.encode("cp1252"), "iso-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), "gb18030", FRENCH),
        (FRENCH.encode("cp1252"), "no-such-charset", FRENCH),
        (b"<p>caf\xe9", "iso-8859-1", "<p>café"),
        (b"<p>a\x00b</p>", None, "<p>ab</p>"),
        (b"", None, ""),
    ],
)  # fmt: skip
def test_decoded(body, header, expected):
    assert decode_html(body, header) == expected
    assert utf8_html(body, header).decode() == expected


def test_a_script_of_another_charset_says_nothing_about_the_page():
    body = '<script src="a.js" charset="windows-1251"></script><p>comité réuni à Paris</p>'
    assert sniff_encoding(body.encode("cp1252")) == "cp1252"


def test_a_sound_page_is_handed_on_as_it_is():
    body = TAGGED.encode()
    assert utf8_html(body, "iso-8859-1") is body


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "windows-1258", "x"]))
def test_any_bytes_are_decoded(body, header):
    assert "\x00" not in decode_html(body, header)
    utf8_html(body, header).decode("utf-8")
