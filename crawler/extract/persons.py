"""What the name of a person looks like, in a text where names are not marked."""

import re
from collections.abc import Sequence

from crawler.extract.syllables import is_syllable
from crawler.extract.text import fold

CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""Capital letters, for a class of a pattern."""
PLACES = frozenset(
    fold(place)
    for place in (
        "Hà Nội|Việt Nam|Hồ Chí Minh|TP Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Thanh Hóa|Nghệ An"
        "|Hà Tĩnh|Quảng Nam|Quảng Trị|Quảng Bình|Quảng Ninh|Quảng Ngãi|Bình Định|Bình Dương"
        "|Bình Phước|Bình Thuận|Lâm Đồng|Đồng Nai|Đồng Tháp|Long An|An Giang|Kiên Giang|Tiền Giang"
        "|Hậu Giang|Hà Giang|Bắc Giang|Bắc Ninh|Bắc Kạn|Thái Bình|Thái Nguyên|Nam Định|Ninh Bình"
        "|Hà Nam|Hải Dương|Hưng Yên|Vĩnh Phúc|Vĩnh Long|Phú Thọ|Phú Yên|Yên Bái|Sơn La|Lai Châu"
        "|Lào Cai|Cao Bằng|Lạng Sơn|Tuyên Quang|Hòa Bình|Khánh Hòa|Ninh Thuận|Tây Ninh|Trà Vinh"
        "|Bến Tre|Cà Mau|Bạc Liêu|Sóc Trăng|Gia Lai|Kon Tum|Đắk Lắk|Đắk Nông|Điện Biên|Huế"
        "|Sài Gòn|Trung Quốc|Hàn Quốc|Thái Lan|Hoa Kỳ|Biển Đông|Trường Sa|Hoàng Sa"
    ).split("|")
)


def _words(text: str) -> frozenset[str]:
    """The words of `text` as they are compared, and in small letters."""
    return frozenset((*map(fold, text.split()), *text.lower().split()))


_FAMILY = _words(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai "
    "Trương Lâm Đào Cao Hà Thái Lưu Phùng Tô Tạ Chu Quách La Lương Vương Triệu Thạch Nông Hứa Vi Lò "
    "Quàng Giàng Vàng Tống Đàm Châu Ly Ninh Sơn Kim"
)
"""Family names: before two other words they make a name."""
_OF_MINORITIES = _words(
    "Lù Sùng Thào Mùa Cầm Điêu Lường Tòng Cà Bạc Ma Phàn Chẻo Tẩn Vừ Hạng Hờ Hầu Rah Nay Danh Lầu "
    "Chảo Lèng Tráng Xa Khoàng Pờ Bế Mua Hảng Cứ Phàng Cháng Sừng Lỳ Lục Sầm Lữ Lô Rơ Điểu"
)
"""Family names, too; by itself each may be a word. They stand under many a report from the
mountains."""
_GIVEN = _words(
    "Kiều Tăng Từ Nghiêm Thân Khuất Bạch Cù Ông "
    "Thu Minh Thanh Anh Thúy Thuý Hồng Ngọc Hải Quang Hùng Tuấn Phương Linh Hương Lan Nga Xuân "
    "Trung Đức Hữu Quốc Văn Bảo Việt Nam Mạnh Tiến Thành Công Gia Khánh Khải Hiền Hoa Hạnh "
    "Bích Diệu Mỹ Nhật Nghi Tố Trọng Vân Yến Cẩm Phong Thủy Thuỷ Thế Tâm Tùng Ca Nhóm Viết "
    "Duy Duyên Hiếu Hoài Hoàn Huy Huyền Khang Khoa Kiên Liên Long My Nhi Nhung Như Oanh "
    "Phúc Phượng Quyên Quỳnh Sáng Thắng Thảo Thiên Thịnh Thơ Thùy Thư Thương Tình Trà Trang Trí "
    "Trúc Uyên Vy Vỹ Yên Ái Ánh Chi Chí Cường Dung Dũng Giang Hân Hằng Hoà Hòa An Bình Bắc Đông"
)
_FIRST = _FAMILY | _OF_MINORITIES
_KNOWN = _FAMILY | _GIVEN
_HIGHLAND = _words(
    "Ksor Siu Kpă Kpa Rmah Rcom Rơchâm Niê Mlô Êban Byă Ayun Ayŭn Kbuôr Ktla Êñuôl Knul Hwing "
    "Hđơk Alăng A-lăng Briu Bríu Zơrâm Pơloong Bhling Coor Arâl Ating Hốih Cơlâu Pinăng "
    "Chamaléa Katơr Bnướch Jơngum"
)
"""Family names that are no words of Vietnamese: one of them makes a name."""
_TELLING = _FIRST | _KNOWN | _HIGHLAND | {"y"}
_NO_NAME = _words(
    "xem tại đây tải về của các và theo từ cho tin bài ảnh video clip hết đọc thêm mời click here"
)
"""Words of invitations and labels."""
_MARKED = re.compile(rf"(?:[A-ZĐ]|Bh|BH|Zr)[’'‘](?:\s?[{CAPITAL}]\w+|[^\W\d_]\w{{2,}})\Z")
"""A name of the Central Highlands: `K'Brơi`, `H’Linh`, `H’ XÍU`, `Bh'nướch`."""
_LOOSE = re.compile(rf"(?<=\b[A-ZĐ][’'‘])\s(?=[{CAPITAL}])")
INITIALS = re.compile(r"(?:[A-ZĐ]{1,2}\.\s?){1,3}[A-ZĐ]?\w*\.?\Z")
_HAN = re.compile("[一-鿿·]{2,5}\\Z")
_NAME_WORD = re.compile(r"\w[\w’'.-]*\Z")
PARTICLES = frozenset(
    "af al ap av ben bin da das de del den der di do dos du e el ibn la le los op ten ter und van "
    "vom von y zu zum zur".split()
)
"""Words in small letters that stand within a name."""
_PARTICLE = re.compile(rf"(?<=\w)(?: (?:{'|'.join(sorted(PARTICLES))}))+ (?=\w)")


def may_name(words: Sequence[str]) -> bool:
    """False where none of `words` is one by which `is_name` knows a name: most lines are told so."""
    return any(word[0].isupper() and word.strip(",;:-–").lower() in _TELLING for word in words)


def is_name(text: str, *, labelled: bool = False) -> bool:
    """True for a name; `labelled`: something else says that one stands here."""
    if INITIALS.match(text) and len(text) < 25:
        return True
    if labelled and _HAN.match(text):
        return True
    words = _LOOSE.sub("", text.replace(".", ". ")).split()
    if not 1 <= len(words) <= 6 or not all(map(is_capitalised, words)):
        return False
    if labelled:
        return True
    if (text.isupper() and len(words) > 4) or fold(text) in PLACES or len(words) > 4:
        return False
    keys = [fold(word) for word in words]
    if not _NO_NAME.isdisjoint(keys):
        return False
    if any(key in _HIGHLAND or _MARKED.match(word) for key, word in zip(keys, words, strict=True)):
        return len(words) > 1 or bool(_MARKED.match(words[0]))
    if words[0] == "Y" and len(words) > 1 and not all(map(is_syllable, words)):
        return True  # a man of the Ede or Bahnar
    known = sum(key in _KNOWN for key in keys)
    return len(words) > 1 and (known * 2 >= len(words) or (len(words) > 2 and keys[0] in _FIRST))


def is_opening_name(text: str) -> bool:
    """True for two to four words in capitals, such as no list tells for a name: `Sáu Nghệ`."""
    words = _LOOSE.sub("", text).split()
    if not all(is_capitalised(word) and "." not in word for word in words):
        return False
    if any(fold(word) in _NO_NAME for word in words):
        return False
    return 2 <= len(words) <= 4 or (len(words) == 1 and bool(_MARKED.match(words[0])))


def is_word_of_names(text: str) -> bool:
    """True for one word such as names are made of, in the place of a signature: `Thảo`."""
    return " " not in text and is_capitalised(text) and fold(text) in _KNOWN


def is_capitalised(word: str) -> bool:
    """True for a word of letters, the first one a capital."""
    return word[0].isupper() and _NAME_WORD.match(word) is not None


def is_spelt_as_name(name: str) -> bool:
    """False where a word is written as no word of a name is: `Fehler melden`, `israel news`."""
    return all(
        not word[0].islower()
        or word.partition("-")[0] in PARTICLES  # `el-Sisi`
        or word[:2] in ("d'", "d’")
        for word in name.split()
    )


def is_full_name(text: str) -> bool:
    """True for two to five words that are written as a name is."""
    return 2 <= len(text.split()) <= 5 and ":" not in text and is_spelt_as_name(text)


def without_particles(name: str) -> str:
    """`name` with its words in capitals alone: `Pitt Berg` for `Pitt von Berg`."""
    return _PARTICLE.sub(" ", name)
