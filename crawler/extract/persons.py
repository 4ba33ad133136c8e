"""What the name of a person looks like, in a text where names are not marked."""

import re

from crawler.extract.text import fold

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
_SURNAMES = frozenset(
    fold(name)
    for name in (
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn "
        "Mai Trương Lâm Đào Cao Hà Thái Lưu Phùng Tô Tạ Chu Quách La Kiều Lương Vương Triệu Thạch "
        "Nông Hứa Vi Lò Quàng Giàng Vàng Tống Đàm Châu Tăng Từ Ninh Nghiêm Thân Khuất Bạch Cù Ông "
        "Thu Minh Thanh Anh Thúy Thuý Hồng Ngọc Hải Quang Hùng Tuấn Phương Linh Hương Lan Nga Xuân "
        "Kim Trung Đức Hữu Quốc Văn Bảo Việt Nam Mạnh Tiến Thành Công Gia Khánh Khải Hiền Hoa Hạnh "
        "Bích Diệu Mỹ Nhật Nghi Tố Trọng Vân Yến Cẩm Phong Sơn Thủy Thuỷ Thế Tâm Tùng Ca Nhóm Viết "
        "Duy Duyên Hiếu Hoài Hoàn Huy Huyền Khang Khoa Kiên Liên Long Ly My Nhi Nhung Như Oanh "
        "Phúc Phượng Quyên Quỳnh Sáng Thắng Thảo Thiên Thịnh Thơ Thùy Thư Thương Tình Trà "
        "Trang Trí "
        "Trúc Uyên Vy Vỹ Yên Ái Ánh Chi Chí Cường Dung Dũng Giang Hân Hằng Hoà Hòa An Bình Bắc Đông"
    ).split()
)
_FIRST = frozenset(
    fold(name)
    for name in (
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai "
        "Trương Lâm Đào Cao Hà Thái Lưu Phùng Tô Tạ Chu Quách La Lương Vương Triệu Thạch Nông Hứa Vi "
        "Lò Quàng Giàng Vàng Tống Đàm Châu Lù Sùng Thào Mùa Cầm Điêu Lường Tòng Cà Bạc Ma Phàn Chẻo "
        "Tẩn Vừ Hạng Hờ Hầu Rah Nay Danh Ly Lầu Chảo Lèng Tráng Xa Khoàng Pờ Bế Ninh Mua Hảng Cứ "
        "Phàng Cháng Sừng Lỳ Lục Sầm Lữ Lô Rơ Điểu Sơn Kim"
    ).split()
)
"""Family names; those of the minorities stand under many a report from the mountains."""
_HIGHLAND = frozenset(
    fold(name)
    for name in (
        "Ksor Siu Kpă Kpa Rmah Rcom Rơchâm Niê Mlô Êban Byă Ayun Ayŭn Kbuôr Ktla Êñuôl Knul Hwing "
        "Hđơk Alăng A-lăng Briu Bríu Zơrâm Pơloong Bhling Coor Arâl Ating Hốih Cơlâu Pinăng "
        "Chamaléa Katơr Bnướch Jơngum"
    ).split()
)
"""Family names that are no words of Vietnamese: one of them makes a name."""
_MARKED = re.compile(r"(?:[A-ZĐ]|Bh|BH|Zr)[’'‘](?:\s?[A-ZĐÀ-Ỹ][\wÀ-ỹ]+|[a-zà-ỹ][\wÀ-ỹ]{2,})\Z")
"""A name of the Central Highlands: `K'Brơi`, `H’Linh`, `H’ XÍU`, `Bh'nướch`."""
_LOOSE = re.compile(r"(?<=\b[A-ZĐ][’'‘])\s(?=[A-ZĐÀ-Ỹ])")
INITIALS = re.compile(r"(?:[A-ZĐ]{1,2}\.\s?){1,3}[A-ZĐ]?[\wÀ-ỹ]*\.?\Z")
_NAME_WORD = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ’'.-]*\Z")


def is_name(text: str, *, labelled: bool = False) -> bool:
    """True for a name; `labelled`: something else says that one stands here."""
    if INITIALS.match(text) and len(text) < 25:
        return True
    words = _LOOSE.sub("", text.replace(".", ". ")).split()
    if not 1 <= len(words) <= 6 or not all(
        word[0].isupper() and _NAME_WORD.match(word) for word in words
    ):
        return False
    if labelled:
        return True
    if (text.isupper() and len(words) > 4) or fold(text) in PLACES or len(words) > 4:
        return False
    if any(fold(word) in _HIGHLAND or _MARKED.match(word) for word in words):
        return len(words) > 1 or bool(_MARKED.match(words[0]))
    known = sum(fold(word) in _SURNAMES for word in words)
    return len(words) > 1 and (
        known * 2 >= len(words) or (len(words) > 2 and fold(words[0]) in _FIRST)
    )


def is_opening_name(text: str) -> bool:
    """True for two to four words in capitals, such as no list tells for a name: `Sáu Nghệ`."""
    words = _LOOSE.sub("", text).split()
    if not all(_NAME_WORD.match(word) and "." not in word for word in words):
        return False
    return 2 <= len(words) <= 4 or (len(words) == 1 and bool(_MARKED.match(words[0])))
