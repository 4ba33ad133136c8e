"""Small pages of our own, for tests of the general reader."""

URL = "https://example.vn/thoi-su/hoi-nghi-ban-ve-cong-tac-dan-van-12345.html"
TEXT = (
    "Sáng 5/3, Đảng ủy xã Bình Minh tổ chức hội nghị sơ kết công tác dân vận, với sự tham dự của đại diện các chi bộ.",
    "Theo báo cáo, trong quý đầu năm, các tổ dân vận đã đến từng nhà để lắng nghe, giải thích và ghi lại ý kiến của bà con.",
    "Hội nghị thống nhất ba việc cần làm ngay, trong đó có việc trả lời bằng văn bản mọi kiến nghị trong vòng mười ngày.",
)
FOOTER = (
    '<div class="footer"><p>Cơ quan chủ quản: Đảng ủy xã Bình Minh, tỉnh Sông Lam.</p>'
    "<p>Chịu trách nhiệm nội dung: Ban biên tập, điện thoại 000, fax 000.</p></div>"
)
LINKS = "".join(
    f'<li><a href="/thoi-su/tin-thu-{n}-cua-dang-bo-xa-binh-minh-{20000 + n}.html">'
    f"Tin thứ {n} của Đảng bộ xã Bình Minh trong tuần qua</a></li>"
    for n in range(40)
)


def page(body: str, title: str = "Hội nghị bàn về công tác dân vận") -> bytes:
    return f"<html lang=vi><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


H1 = "<h1>Hội nghị bàn về công tác dân vận</h1>"


def paragraphs(count: int = 3) -> str:
    return "".join(f"<p>{text}</p>" for text in TEXT[:count])


LONG = "Cùng ngày, đoàn công tác đã đến thăm hỏi, tặng quà các gia đình chính sách tại ba thôn vùng cao của xã."
