"""Lines in which a page speaks of itself: its imprint, its newsroom, where a text is filed."""

import re

_TAIL = 250
"""Characters of the longest line that is told by how it begins."""
_INVITED = 500
"""The same of a line that names the article which the reader is reading."""
_CITED = r"ghi (?:rõ )?nguồn(?! (?:gốc|lực|vốn|thu|tiền|kinh phí)\b)"
"""How reprints are to name the page."""
IMPRINT = re.compile(
    rf"(?:Bản quyền thuộc|{_CITED}|®|©|Tổng Biên tập ?:|Giấy phép (?:số|xuất bản|hoạt)"
    r"|Giấy phép ?:|Cơ quan chủ quản ?:|Điện thoại ?:.*Fax|Tòa soạn ?:|Trụ sở ?:|Copyright ©)",
    re.I,
)
_PUBLISHER = re.compile(
    r"Địa chỉ ?:.*(?:điện thoại|email|e-mail|fax|tel\b)|(?:người )?chịu trách nhiệm\b[^:]{0,30}:",
    re.I,
)
"""What may begin a line of an article, too."""
_TAIL_LINE = re.compile(
    r"(?:tags?|từ kh(?:óa|oá)) ?:|bạn (?:(?:cảm )?thấy|đánh giá) (?:nội dung |thông tin )?bài viết"
    r"|.*\bđóng góp cho chuyên mục\b.*\bgửi\b"
    r"|đánh giá (?:nội dung |thông tin )?bài viết\W*(?:\d|\Z|tổng số điểm)|chia sẻ bài viết"
    r"|cập nhật lần cuối\D{0,30}\d{1,2}(?:[:h/-]|\.\d)"
    r"|(?:bạn đọc|độc giả|quý vị)\b.*\b(?:phản hồi|góp ý|thắc mắc|tin,? bài|bài viết|cộng tác)\b.*\S@\S+\.\w"
    r"|(?:(?:chuyên|danh) mục|thể loại) ?:[^.]{0,60}\Z|người đăng(?: tin)? ?:[^.,]{2,30}\Z|thời gian đọc ?: ?\d"
    r"|(?:ngày )?(?:xuất bản|phát hành|đăng(?: tin| bài)?|cập nhật)(?: ngày| lúc)? ?: ?\d{1,2}(?:[/:h-]|\.\d\d?\.)\d"
    r"|(?:mọi|các) (?:ý kiến|tin,? bài|góp ý|bài viết)\b(?!.*\bdự (?:thi|thảo)\b).*"
    r"(?:t(?:òa|oà) ?soạn|toasoan|cộng tác|ban biên tập)"
    r"|\W*(?:kính )?mời (?:quý )?(?:bạn đọc|độc giả|quý vị|khán giả|thính giả)\b.{0,30}"
    r"\b(?:vào chuyên mục|theo dõi các (?:chương trình|tin)\b.*\b(?:trên|kênh|đài|báo)|xem (?:thêm|tiếp))\b"
    r"|[(（【]?本文(?:来自|为.{0,20}原创)|(?:(?:免责|版权)声明|(?:特别)?声明(?=.*(?:转载|版权|本[文网站])))\s*[:：]|更多(?:猛料|精彩)|关注.{0,12}公众号"
    r"|https?://\S+\Z|đường dây nóng ?:[^a-zà-ỹ]{0,40}(?:e-?mail\b.{0,40})?\Z"
    rf"|(?:(?:vui lòng|đề nghị) )?{_CITED}",
    re.I,
)
"""What a line begins with that belongs to the page, where no text follows it."""
_READING = re.compile(
    r"\W*(?:bạn đang (?:đọc|xem) (?:bài viết|bài|tin)|this (?:entry|post) was (?:posted|written)"
    r"|dieser (?:beitrag|artikel|eintrag) wurde)\b",
    re.I,
)
"""What a line begins with that names the article itself, its section, the publisher's address."""
_FILED = re.compile(
    r"\W*(?:bài viết (?:này )?được đăng trong|filed under|posted in|abgelegt unter)\b(\s*:)?", re.I
)
"""The same of a line that links the section, or names it behind a colon; else of a sentence."""


def is_tail_line(line: str, *, linked: bool) -> bool:
    """True for a line that is furniture where it is the last: keywords, votes, an imprint; `linked`:
    a part of it is a link."""
    if len(line) < _TAIL and (_TAIL_LINE.match(line) or IMPRINT.match(line)):
        return True
    filed = _FILED.match(line)
    return len(line) < _INVITED and bool(_READING.match(line) or filed and (linked or filed[1]))


def is_imprint(line: str) -> bool:
    """True for a line about the publisher: his licence, his address, his copyright."""
    return bool(IMPRINT.match(line) or _PUBLISHER.match(line))
