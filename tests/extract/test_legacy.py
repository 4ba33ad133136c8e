"""Old and spoilt Vietnamese text is repaired where that is certain, and only there.

The encoders here are written the other way round from the decoders: letter by letter, typed from
the standards (TCVN 5712:1993 VN3; the VNI-Windows table; code page 1258).
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.legacy import from_cp1258, from_tcvn3, from_vni, has_doubts, repair
from crawler.extract.syllables import is_syllable
from crawler.extract.text import decode_html

LOWER = ("àáảãạ ăằắẳẵặ âầấẩẫậ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ đ").replace(
    " ", ""
)
# Bytes of TCVN3 for LOWER, in its order; capitals exist for ĂÂÊÔƠƯĐ alone.
TCVN3 = bytes.fromhex(
    "b5b8b6b7b9 a8bbbebcbdc6 a9c7cac8c9cb ccd0cecfd1 aad2d5d3d4d6 d7ddd8dcde dfe3e1e2e4"
    "abe5e8e6e7e9 aceaedebecee eff3f1f2f4 adf5f8f6f7f9 fafdfbfcfe ae"
)
TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True))
VNI = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò "
    "oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï "
    "yø yù yû yõ î ñ"
).split()
SENTENCE = "Đảng ủy xã Sông Lam đẩy mạnh công tác xây dựng Đảng, được nhân dân hết lòng ủng hộ"
LONG = SENTENCE + ". Theo báo cáo, mỗi chi bộ đã đăng ký một việc khó, đề ra cách làm và thời hạn."


def as_tcvn3(text: str) -> str:
    table = dict(zip(LOWER, TCVN3, strict=True)) | TCVN3_CAPITALS
    return "".join(
        chr(table[c]) if c in table else chr(table[c.lower()]) if c.lower() in table else c
        for c in text
    )


def as_vni(text: str) -> str:
    table = dict(zip(LOWER, VNI, strict=True))
    return "".join(
        table.get(c) or (table[c.lower()].upper() if c.lower() in table else c) for c in text
    )


def as_cp1258(text: str) -> str:
    """Base letter and tone apart, as the code page wants them; seen through cp1252."""
    out = []
    for char in text:
        marks = unicodedata.normalize("NFD", char)
        tone = "".join(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in tone))
        out.append((base + tone).encode("cp1258").decode("cp1252"))
    return "".join(out)


def misread(text: str) -> str:
    """UTF-8 as a browser shows it that takes it for windows-1252."""
    return "".join(
        bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b)
        for b in text.encode()
    )


@pytest.mark.parametrize("letter", LOWER)
def test_every_letter_comes_back(letter):
    assert from_tcvn3(as_tcvn3(letter)) == letter
    assert from_vni(as_vni(letter)) == letter
    assert from_vni(as_vni(letter.upper())) == letter.upper()
    assert from_cp1258(as_cp1258(letter)) == letter
    assert from_cp1258(as_cp1258(letter.upper())) == letter.upper()


@pytest.mark.parametrize(
    "spoil", [as_tcvn3, as_vni, as_cp1258, misread, lambda t: misread(misread(t))]
)
@pytest.mark.parametrize("text", [SENTENCE, LONG, LONG * 20])
def test_a_text_comes_back(spoil, text):
    assert repair(spoil(text)) == text
    page = f"<html><title>{text}</title><p class='x'>{text}</p><p>© 2005 - 2010</p></html>"
    assert repair(page.replace(text, spoil(text))) == page


def test_capital_fonts():
    assert (
        repair("§¶ng bé ®· häp; §¶NG CéNG S¶N VIÖT NAM") == "Đảng bộ đã họp; ĐẢNG CỘNG SẢN VIỆT NAM"
    )
    assert repair("N­íc Mü ®· ®­a tin ®Çy ®ñ") == "Nước Mỹ đã đưa tin đầy đủ"


def test_known_samples():
    """As they were seen on the web."""
    assert repair("Uû ban nh©n d©n tØnh ®· häp") == "Uỷ ban nhân dân tỉnh đã họp"
    assert repair("Tiáº¿ng Viá»‡t") == "Tiếng Việt"
    assert repair("It’s â€œfineâ€\x9d") == "It’s “fine”"
    assert repair("<p>That â€“ he said â€” itâ€™s all</p>") == "<p>That – he said — it’s all</p>"
    assert repair("L&#39;Ã©tÃ© dernier, dÃ©jÃ\xa0") == "L&#39;été dernier, déjà"


def test_old_text_in_one_box_of_a_modern_page():
    page = f"<p>{LONG}</p><div>%s</div><p>Anh có con cá ở Sông Lam. ® © ñ</p>"
    assert repair(page % as_tcvn3(LONG)) == page % LONG
    assert repair(page % misread(LONG)) == page % LONG


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (misread("nhiều người").replace("\x81", "\ufffd").replace("\x9d", "\ufffd"), "nhiều người"),
        (misread("nhiều người").replace("\x81", "").replace("\x9d", ""), "nhiều người"),
        (misread("trường Đảng").replace("\x9d", "?").replace("\x90", "?"), "trường Đảng"),
        (misread("cả tập luật").replace("\xad", ""), "cả tập luật"),
        (misread("bà con là chủ").replace("\xa0", " "), "bà con là chủ"),
        (misread("đọng lại").replace("\x8d", "\ufffd"), "đá»\ufffdng lại"),  # đọng or đỏng
    ],
)
def test_lost_bytes_come_back_where_one_word_fits(lost, expected):
    assert repair(lost) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 72/2013/NÐ-CP của Chính phủ được ban hành",
        "Ðảng bộ ðã họp ở HÐND tỉnh, trước Ðại hội",
        "Nǎm nay, tỉnh đẩy mạnh vǎn hóa đọc",
    ],
)
def test_look_alikes_are_published_as_printed(text):
    assert repair(text) == text


UNTOUCHED = """
The price rose to €20 (±5 %) — “fine”, said Renée at the café; ½ of 30 µm² is 15 °C.
© 2024 Windows® and Office® by Microsoft®. All rights reserved ™.
Der Präsident möchte über die Größe der Straße in Österreich sprechen. ÄRGER, Äußerung, „Ä“
Le comité a été réuni : « il est déjà là », à Noël, où l’on a vu des garçons naïfs — 20 €.
El niño de España mañana dijo: «¿Está aquí el señor Muñoz?». ¡Qué año! El 1º y el 2ª, «ya está»”.
Não há informações sobre a situação em São Paulo: “CORAÇÃO”, AÇÃO», 3ª edição, nº 5.
Zażółć gęślą jaźń — Łódź, 30 zł. Příliš žluťoučký kůň. Đorđe Đoković, Đakovo.
Íslenska þjóðin á Ðe og ð: Sigurður, það, maður. Færøerne, Ålesund, på øya. ®
Привет, мир! Партия провела собрание. Ελληνικά. 中国共产党 第二十次 全国代表大会 nǐ hǎo, lǎo.
Đảng ủy xã đã họp © 2024; giá 20 € — “được” 30 °C, ½ số hộ, 15 µm, số 05-CT/TW ®.
x² + y² = z², a × b ÷ c ≠ ±1, § 5, ¶ 3, £20, ¥30, ¿?, «Ä», Æ°, Ñ, Ã
È già così, perché è più città: né sì né no. Él está allí; «canción».
På svenska: för många år sedan på ön. Går det? Éx, naïve, coöperatie, façade.
MÃE, PÃO E MAÇÃ® LTDA. A MANHÃ” acabou. ÂNGELA, Âmbito.
"""


@pytest.mark.parametrize("line", UNTOUCHED.strip().splitlines())
def test_sound_text_stays(line):
    assert repair(line) == line
    page = f"<p>{line}</p>" * 40
    assert repair(page) == page


def test_a_sound_page_is_the_very_same_object():
    page = f"<p>{LONG}</p>" * 50
    assert repair(page) is page


PIECES = st.sampled_from(
    [
        LONG, as_tcvn3(LONG), as_vni(LONG), as_cp1258(LONG), LONG.encode().decode("cp1252", "replace"),
        "All rights reserved ® Sông Lam", "España y Cataluña", "Giá 5 € một suất", "do Ðại hội thông qua",
        "A plain line of English", "đường", as_tcvn3("đường"), "Ã", "ñ", "®",
    ]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=4).map("</p>".join), max_size=6))
def test_what_the_parts_of_a_page_leave_beyond_doubt_is_not_repaired(parts):
    parts = [f"<p>{part}>" for part in parts]
    page = "".join(parts) + "." * 500
    assert has_doubts([*parts, "." * 500]) or repair(page) is page


def test_a_registered_name_and_a_spanish_one_leave_no_doubt():
    assert not has_doubts([f"<p>{LONG}</p>", "<p>Bản quyền ® Báo Sông Lam</p>"])
    assert not has_doubts(["<p>España, señor, mañana, niño, años, Cataluña</p>", f"<p>{LONG}</p>"])
    assert has_doubts([f"<p>{SENTENCE}</p>", f"<p>{as_tcvn3(SENTENCE)}</p>"])


def test_pages_in_old_encodings_are_read_whatever_they_declare():
    page = f"<html><head><meta charset=%s></head><p>{LONG}</p></html>"
    for charset, header in (
        ("x-user-defined", None),
        ("windows-1252", "iso-8859-1"),
        ("windows-1258", None),
    ):
        declared = page % charset
        assert (
            decode_html(declared.replace(LONG, as_tcvn3(LONG)).encode("latin-1"), header)
            == declared
        )
        assert (
            decode_html(declared.replace(LONG, as_cp1258(LONG)).encode("cp1252"), header)
            == declared
        )
    assert (
        decode_html((page % "utf-8").replace(LONG, as_tcvn3(LONG)).encode(), None) == page % "utf-8"
    )


def test_a_page_that_declares_cp1258_and_is_short():
    body = b"<meta charset=windows-1258><p>" + as_cp1258("Bản tin").encode("cp1252")
    assert decode_html(body).endswith("<p>Bản tin")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=300))
def test_any_text_is_borne(text):
    repair(text)


@pytest.mark.parametrize("char", ["®", "ñ", "Ã", "á»", "Ð", "a®", "<"])
def test_time_grows_with_size_alone(char):
    import time

    def cost(count):
        text = char * count
        start = time.process_time()
        repair(text)
        return time.process_time() - start

    cost(1000)
    assert cost(200_000) < 40 * max(min(cost(20_000) for _ in range(3)), 0.0005)


@pytest.mark.parametrize(
    "word", "giếng gì quốc quyền quỳnh khuỷu ngoằn Đắk nghiệp ý ở uống yêu huơ hoà hòa XÃ".split()
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    "café été señor der für schön más não-ser où perché garçon naïve tậpp bcà nghiêngg àá cạch1".split(),
)
def test_no_syllables(word):
    assert not is_syllable(word)
