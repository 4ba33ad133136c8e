"""The vocabulary of furniture, and when a label cuts. A label counts only as a whole line.

Sources: the labels seen on the sites (the seed, DNN, ONECMS, VCCorp, NukeViet, Joomla pages).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crawler.extract.imprints import IMPRINT
from crawler.extract.text import fold

_LONGEST = 130
_OFFERS = 60
"""Characters of the longest label that heads what is offered."""
_CONSENTS = 300
"""Characters of the longest notice about cookies."""

_OTHERS = """
Có thể bạn quan tâm|Cùng chuyên mục|Đọc nhiều|Xem nhiều nhất|Xem nhiều|Tin nổi bật|Tin mới nhất|Tin mới
Tiêu điểm|Đọc nhiều nhất|Thông tin tuyên truyền|Chuyên trang|Tham khảo thêm|Bạn có thể thích
Related articles|Related stories|Most read|Related news|You may also like|Read next|Most popular
Recommended for you|More from this section
"""
"""What heads a box of other articles, behind which the text may go on."""
_CUT = (
    _OTHERS
    + """
Liên kết website|Liên kết web|Website liên kết|Thông tin người gửi phản hồi|Viết bình luận
Ý kiến bạn đọc|Gửi bình luận|Ý kiến của bạn|Không có nhận xét nào|Đăng nhận xét|Gửi phản hồi
Chia sẻ bài viết|Cơ quan chủ quản|Chịu trách nhiệm nội dung|Bình luận bài viết|Ý kiến bình luận
Độc giả bình luận
"""
)
_OFFERED = (
    r"(?:tin|bài|bài viết|tin tức|văn bản|thông báo|video|clip|ảnh|hình ảnh|album|chuyên đề|thông tin"
    r"|podcast|infographics?|e?magazine|longform|phóng sự|tác phẩm|ấn phẩm|câu hỏi|sự kiện)"
)
_OFFER = re.compile(
    rf"(?:các |những )?{_OFFERED}(?: {_OFFERED})? (?:khác|liên quan|(?:mới|cũ) hơn|đã (?:đưa|đăng)"
    r"|(?:xem|đọc) nhiều(?: nhất)?|cùng (?:chuyên mục|chủ đề|(?:thể )?lọai|mục|lĩnh vực|tác giả))\Z"
)
"""A label that is one by what it offers: `Các thông báo khác`, `Video liên quan`; folded."""
_ABROAD = """
Mehr zum Thema|Lesen Sie mehr|Lesen Sie auch|Lesen Sie mehr zum Thema|Lee también|Te puede interesar
Lire aussi|À lire aussi|Leggi anche|Lees ook|Läs också|Les også|Čtěte také|Czytaj także|Siehe auch
Читайте также|相关阅读|相关新闻|相关链接|延伸阅读|推荐阅读|関連記事|あわせて読みたい|おすすめ情報|관련 기사
"""
"""The same in other languages; what follows may be text again."""
_AMBIGUOUS = """
Phản hồi|Mới nhất|Bình luận|Trả lời|Nội dung|Liên kết|Xem thêm|Đọc thêm|TOP|Quay lại|Hôm nay
Họ và tên|Mã xác nhận|Hủy|Tòa soạn|Thiết kế bởi|Email|Gửi|Tags|Từ khóa|Từ khoá|Theo dõi
"""
_LINE = """
Đọc ngay|Xem thêm video|Xem chi tiết tại đây|Nhấp chuột để xem kích thước chuẩn|Bản in
Gởi bài viết|Gửi bài viết|In bài viết|In trang|Gửi email|Gửi cho bạn bè|Chia sẻ|Chọn cỡ chữ A a
Cỡ chữ|Lên top|Trở về|Xem trên các nền tảng khác|Nghe đọc bài|Nghe bài viết|Sign In|Đăng nhập
Phiên bản thử nghiệm|Xuất bản thông tin|Chi tiết bài viết Tin tức|null|Advertisement|Quảng cáo
Your browser does not support the audio element|Đang tải văn bản|Dữ liệu đang được cập nhật
leftcenterrightdel|Tags|Từ khóa|Từ khoá|Tác giả|Click để đánh giá bài viết|ADVERTISEMENT
Tin tài trợ|Bài viết tài trợ|Nội dung tài trợ|Mới nhất|Cũ nhất|Quan tâm nhất|Nghe|Tạm dừng|Giọng nam|Giọng nữ|Tốc độ đọc|Tốc độ
Advert|Advertising|Anzeige|Werbung|Publicidad|Publicité|Реклама|広告|Iklan|Reklam|Sponsored
Reklama|Hirdetés|Annons|Annonse|Annonce|Pubblicità|Publicidade|Advertentie|Mainos|Text Size
Xem thêm|Đọc thêm|Read more|Share this|Share|Tweet|Print|Facebook|Twitter|Zalo|Copy link|Email
Quay lại trang trước|Trở lại trang trước|Về trang trước|Về đầu trang|Lên đầu trang|Đầu trang
Đang truy cập|Tổng lượt truy cập|Tổng truy cập|Tác giả bài viết|Nguồn tin
Đóng cửa sổ|Lưu tin|Phiên bản in|Sao chép link|Báo lỗi|Xem tất cả|Đọc bài viết|Bấm để nghe|Tải file
Xem với cỡ chữ|Độ tương phản|Tương phản|Màu chữ|Mã an toàn|Nhập mã bảo mật|Xem theo ngày|Xem tin theo ngày
Bài trước|Bài sau|Bài kế tiếp|Bài tiếp theo|Trang trước|Trang sau|Gửi ý kiến|Xem bản PDF|Quét mã QR
Đánh giá bài viết|Đánh giá bài viết này|Bạn đánh giá bài viết này thế nào?|Lên trên|Chọn giọng đọc
Sao chép liên kết|Copy link thành công|Trở lại đầu trang|Skip to main content|Theo dõi|Lưu bài
Your browser does not support the video element|Đóng|Tải về|Link bài gốc|Lấy link|Thích|Like
"""


def _labels(*rows: str) -> frozenset[str]:
    """The labels of `rows`, parted by `|` and lines, folded."""
    labels = (label for row in rows for line in row.split("\n") for label in line.split("|"))
    return frozenset(fold(label) for label in labels if label)


_OTHER_LABELS = _labels(_OTHERS)
_RELATED = _labels(_CUT, _AMBIGUOUS)
_CUT_LABELS = _labels(_CUT)
_AMBIGUOUS_LABELS = _RELATED - _CUT_LABELS
_LINE_LABELS = _labels(_LINE)
_RELATED_BOX = _labels(_CUT, _ABROAD, "Xem thêm|Đọc thêm|Mới nhất|Đọc ngay")

_ADVERT = _labels("Quảng cáo|Advertisement|Sponsored|Nội dung tài trợ|Tin tài trợ|Bài viết tài trợ")
_INVITES = (
    r"theo dõi .{2,40} trên(?: google news| zalo| facebook)?"
    r"|(?:kính )?mời (?:quý )?(?:bạn đọc|độc giả|quý vị|bạn)\b.* trên .*(?:zalo|facebook|youtube"
    r"|fanpage|google news|tiktok).*"
    r"|(?:kính )?mời (?:quý vị|(?:quý )?(?:bạn đọc|độc giả|khán giả|thính giả|bạn))\b[^.:]*"
    r"\b(?:nghe|(?:xem|theo dõi)\b[^.:]*\b(?:video|clip|phóng sự|phim|bản tin|chương trình))\b[^.:]*:"
    r"|quét mã (?:qr )?(?:để )?(?:tải|cài|theo dõi|đọc|xem)\b[^,]*"
)
"""What asks the reader to come elsewhere."""
_ZOOM = (
    r"(?:nhấn|nhấp|bấm|click|kích) (?:chuột )?vào ảnh\b.*(?:phóng to|lớn hơn|cỡ lớn|rõ hơn|kích thước)"
    r"[^.]{0,12}"
)
_INVITATION = re.compile(rf"(?:{_INVITES})\Z", re.I)
_COUNTER = re.compile(
    r"(?:-?[\d.,]+ (?:lượt xem|lượt đọc|views?)|(?:đã )?(?:đọc|xem)(?: ?:)? [\d.,]+ lần(?: ?sửa lần cuối.*)?"
    r"|(?:đánh giá|xếp hạng)(?: bài viết)?[^\w(]*[★☆][^\w(]*(?:\([\d.,/ -]+(?:lượt|đánh giá)?\))?"
    r"|xếp hạng ?: ?[\d.,]+ ?[-–] ?[\d.,]+ phiếu bầu"
    r"|(?:chỉnh )?sửa lần cuối (?:vào|lúc)\b.*|(?:đã xem|lượt xem|lượt đọc|phản hồi|số lượt (?:xem|đọc)|số lần (?:xem|đọc)"
    r"|lượt (?:người )?đang truy cập|lượt truy cập[\w ]*|tổng số lượt[\w ]*|đang truy cập|hôm nay"
    r"|tổng lượt truy cập) ?: ?-?[\d.,]+|tổng số điểm của bài viết là.*"
    r"|từ khóa ?: ?#.*|trong hình ảnh có thể có.*|to view this video please enable javascript.*"
    r"|(?:>>|») ?(?:xem|đọc|read).*"
    r"|(?:chia sẻ(?: bài viết)?|share)(?: qua| lên| on)?\s*:?\s*(?:(?:facebook|twitter|zalo|e-?mail|linkedin|messenger"
    r"|telegram|pinterest|google\+?|copy link|sao chép(?: liên kết)?|in)[\s,|/·•-]*)+"
    r"|(?:xem thêm|xem|mời xem) video ?:.*|thích \d+|bình luận \(\d+\)|\(?\d+\)? bình luận"
    r"|(?:hiện |hiện tại )?(?:chưa|không) có bình luận(?: nào)?[ .!]*|cỡ chữ ?:? (?:a[-+ ]*)+"
    r"|(?:vui lòng |bạn (?:cần|phải) )?đăng nhập để (?:gửi |viết |đăng )?(?:bình luận|ý kiến|phản hồi).*"
    r"|hãy là người đầu tiên bình luận.*|bình luận của bạn sẽ được.*|vui lòng nhập bình luận.*"
    r"|(?:địa chỉ|đường dẫn|link) (?:bài viết|bài gốc|gốc|trang(?: này)?) ?: ?https?://.*"
    r"|(?:(?:giọng )?(?:nam|nữ) miền|giọng (?:nam|nữ)) (?:bắc|trung|nam)|\d?\d:\d\d ?/ ?\d?\d:\d\d|[\d.]+x|\(?[\d.,]+ ?(?:[kmg]i?b|bytes)\)?"
    r"|\+\d{1,3}|(?:(?:hình )?ảnh|image|photo|slide|bild|foto) \d+ ?(?:/|of|trên|von|de|di) ?\d+"
    r"|[(（【](?:本文)?原(?:[标標][题題]|[题題][为為]?)[^)）】]*[)）】]|(?:本文)?原[标標][题題]\s*[:：].*"
    rf"|{_INVITES}|{_ZOOM}|(?:video|clip|audio) ?: (?-i:[A-ZÀ-ỸĐ]).*"
    r"|(?:please )?(?:sign (?:up|in)|log in|register|subscribe)\b.{0,40}\bto (?:continue|keep) reading(?: (?:this|the|our|for free)\b.{0,30})?\W*"
    r"|(?:you have \d+|this is your last) (?:free )?articles?\b.*|(?:estimated )?reading time ?:.*"
    r"|\[(?:trở về|quay lại)\]|- advertisement -|trang chủ [»>/].*|email của bạn sẽ không.*)\Z",
    re.I,
)
_FILE_NAME = re.compile(r"[\w.() -]{1,80}\.(?:jpe?g|png|gif|webp|bmp)\Z", re.I)
_FILE_LABEL = re.compile(
    r"\W*(?:(?:các )?(?:tệp|file|tài liệu|văn bản|tập tin)(?: tin)? (?:đính|gửi|kèm)|tải (?:về|file|tệp|toàn văn|văn bản))",
    re.I,
)
_REPLY = re.compile(
    r"(?!.*\b(?:xem|đọc|câu|phần|mục|giải) ).{0,40}(?:trả lời|phản hồi|reply|thích|like)\W*\d*\Z",
    re.I,
)
"""What readers do below a comment; `Xem câu trả lời` leads on in the text."""
_REPLIES = frozenset(("ời", "ồi", "ly", "ch", "ke"))
"""How these words end: to see that costs a tenth of the rest."""
_CONSENT = re.compile(r"\bcookies?\b", re.I)
_NO_WORD = re.compile(r"[\W_]*\Z")
_BYLINE_END = re.compile(r"\./\.\W*\Z")


def is_furniture_line(line: str) -> bool:
    """True for a line that is furniture wherever it stands: a counter, a tool, a file name."""
    if len(line) > _LONGEST:
        return False
    if not line[:1].isalnum() and _NO_WORD.match(line):
        return True
    if line[-1] in ".,;" and len(line) > 100:
        return False
    return _is_furniture(line)


@lru_cache(maxsize=1_000)
def _is_furniture(line: str) -> bool:
    """The same, once for each of the short lines that several rooms, and the pages of a site, ask
    about."""
    if fold(line) in _LINE_LABELS or _COUNTER.match(line):
        return True
    return "." in line[-5:-3] and bool(_FILE_NAME.match(line))


def is_invitation(line: str) -> bool:
    """True for a line that asks the reader to follow the site, or to install what it offers."""
    return len(line) <= _LONGEST and bool(_INVITATION.match(line))


def is_reply(line: str) -> bool:
    """True for a line that lets readers answer what stands above it: a comment."""
    if len(line) >= _OFFERS or (line[-1:].isalpha() and line[-2:].lower() not in _REPLIES):
        return False
    return bool(_REPLY.match(line))


def asks_consent(text: str) -> bool:
    """True for a notice about cookies."""
    return len(text) < _CONSENTS and "ookie" in text and bool(_CONSENT.search(text))


def is_file_label(line: str, unlinked: int) -> bool:
    """True for a line that only offers a file: `Tệp đính kèm: ...`; `unlinked`: characters of it
    outside the link."""
    return unlinked < 40 and bool(_FILE_LABEL.match(line))


def is_advert_label(line: str) -> bool:
    """True for a line that only heads an advertisement."""
    return len(line) < 20 and fold(line) in _ADVERT


def is_related_label(line: str) -> bool:
    """True for a line that only heads a box of other articles: `Tin liên quan:`."""
    if len(line) >= _OFFERS:
        return False
    key = fold(line)
    return key in _RELATED_BOX or bool(_OFFER.match(key))


def offers_articles(line: str) -> bool:
    """True for a line that only heads a box of other articles, behind which the text may go on."""
    if len(line) >= _OFFERS:
        return False
    key = fold(line)
    return key in _OTHER_LABELS or bool(_OFFER.match(key))


def tail_start(lines: Sequence[str]) -> int:
    """Index at which the lines turn into the page's tail; `len(lines)` where they do not."""
    return next(tail_starts(lines), len(lines))


def tail_starts(lines: Sequence[str]) -> Iterator[int]:
    """Each index at which the lines may turn into the page's tail.

    A certain label cuts after 40 % of the text, or after a line that ends in `./.`; an ambiguous
    one ("Phản hồi", "Nội dung") only where a second label follows within five lines.
    """
    total = sum(map(len, lines))
    seen = 0
    ended = False
    for index, line in enumerate(lines):
        if len(line) < _LONGEST and index and (ended or seen * 10 >= total * 4):
            if _cuts(lines, index):
                yield index
        seen += len(line)
        ended = ended or ("./." in line and bool(_BYLINE_END.search(line)))


def _cuts(lines: Sequence[str], index: int) -> bool:
    if IMPRINT.match(lines[index]):
        return True
    key = fold(lines[index])
    if key in _CUT_LABELS or _OFFER.match(key):
        return True
    if key not in _AMBIGUOUS_LABELS:
        return False
    if index == len(lines) - 1:
        return True  # a label of nothing
    following = (fold(line) for line in lines[index + 1 : index + 6] if len(line) < _OFFERS)
    return any(other in _RELATED or _OFFER.match(other) for other in following)
