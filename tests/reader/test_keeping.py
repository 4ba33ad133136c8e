"""No line of a text is lost, however much it looks like furniture, and no furniture stays in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reader import read_article
from tests.reader.pages import FOOTER, H1, TEXT, URL, page

SENTENCES = (
    *TEXT,
    "Ông Nguyễn Văn Bình, Trưởng thôn Đông, cho biết bà con đã hiến hơn 1.200 m2 đất để mở rộng đường.",
    "“Muốn dân tin thì cán bộ phải làm trước, nói phải đi đôi với làm”, chị Lò Thị Mai chia sẻ.",
    "Bên cạnh những kết quả đạt được, hội nghị cũng thẳng thắn chỉ ra một số hạn chế, tồn tại.",
)
LINES = (
    "Kết quả đạt được:", "- 100% chi bộ sinh hoạt đúng định kỳ;", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ",
    "Địa điểm: Hội trường Đảng ủy xã Bình Minh.", "Thời gian: 8 giờ 00, ngày 15/7/2024.",
    "Hồ sơ gồm:", "* Về công tác kiểm tra, giám sát", "Điều 1. Phạm vi điều chỉnh",
    "Câu 1: Đảng ta thành lập ngày nào?", "Trả lời: Ngày 3/2/1930.", "Vì sao vậy?",
    "Kính thưa các đồng chí!", "Xin trân trọng cảm ơn!", "Giá vé: 50.000 đồng/lượt.",
    "Điện thoại liên hệ: 0238.3855.123 (đồng chí Hà).", "Giải Nhất: 10.000.000 đồng;",
    "Tin vui đến với bà con bản Nà Sản.", "Nguồn vốn: ngân sách tỉnh 12 tỷ đồng.",
    "Nguồn: lấy từ ngân sách huyện và xã hội hóa.", "Ảnh hưởng của bão số 3:",
    "Theo dõi, đôn đốc thường xuyên.", "Chia sẻ khó khăn với đồng bào vùng lũ.",
    "Liên kết “bốn nhà” trong sản xuất.", "Xem xét, quyết định theo thẩm quyền.",
    "Bình luận về kết quả này, nhiều ý kiến đồng tình.", "Video ghi lại cảnh lũ quét qua bản.",
    "Tác giả đoạt giải Nhất là em Lê Thu Hà.", "Mới nhất, tỉnh đã phê duyệt 5 dự án.",
    "Đọc sách là thói quen tốt.", "Từ khóa của năm nay là “hành động”.",
    "Phản hồi của người dân rất tích cực.", "In ấn, phát hành 5.000 cuốn tài liệu.",
    "Đăng ký tại Văn phòng Đảng ủy.", "8h30: Khai mạc hội nghị.", "Chủ tịch Hồ Chí Minh",
    "Cập nhật đến 17 giờ ngày 12/7: 3 người bị thương.", "Đường dây nóng: 113.", "(Trích Hồi ký)",
    "Bài học kinh nghiệm", "Đội A thắng đội B 3-1.", "Email nhận bài dự thi: btc@example.vn.",
)  # fmt: skip
LAYOUTS = ("<p>{}</p>", "<div>{}</div>", "<p><span style='color:#333'>{}</span></p>", "{}<br><br>")


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Sentences with lines among them, a sentence at either end."""
    lines = draw(st.permutations(SENTENCES))[: draw(st.integers(4, len(SENTENCES)))]
    for line in draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=6, unique=True)):
        lines.insert(draw(st.integers(1, len(lines) - 1)), line)
    return lines


@settings(max_examples=300, deadline=None, derandomize=True)
@given(lines=texts(), layout=st.sampled_from(LAYOUTS), name=st.sampled_from(("", " class=nd")))
def test_every_line_between_sentences_is_text(lines: list[str], layout: str, name: str) -> None:
    text = "".join(map(layout.format, lines))
    date = "<div>05/03/2024 08:00</div>"
    item = read_article(page(f"<div>{H1}{date}<div{name}>{text}</div></div>{FOOTER}"), URL)
    said = " ".join((item.lead or "", item.body or "")).replace("\n\n", " ")
    assert [line for line in lines if line not in said] == []
    assert (item.authors, item.source, item.tags) == ((), None, ())
    assert item.published_raw == "05/03/2024 08:00"


NEWS = (
    '<a href="/tin/kiem-tra-giam-sat-4711.html">Huyện ủy giám sát việc thực hiện Chỉ thị số 05</a>',
    '<a href="/tin/huy-hieu-dang-4712.html">Trao Huy hiệu Đảng đợt 19/5 cho 42 đảng viên</a>',
)
BOXES = (
    f"<p><b>Tin liên quan</b></p><ul><li>{NEWS[0]}</li><li>{NEWS[1]}</li></ul>",
    f"<p>&gt;&gt; {NEWS[0]}</p>",
    f"<div><p>Xem thêm:</p>{NEWS[1]}</div>",
    f"<div class=related><h3>Đọc thêm</h3><div><img src=/t.jpg>{NEWS[0]}</div></div>",
    "<div class=ads>Quảng cáo</div>",
    "<ins class=adsbygoogle></ins>",
)
CAPTION = "Lãnh đạo xã trao Giấy khen cho các tập thể"
PICTURES = (
    "<figure><img src=/p.jpg><figcaption>{}</figcaption></figure>",
    "<table align=center><tr><td><img src=/p.jpg></td></tr><tr><td>{}</td></tr></table>",
    "<p style='text-align:center'><img src=/p.jpg></p><p style='text-align:center'><em>{}</em></p>",
    "<div class=image><img src=/p.jpg><p>{}</p></div>",
    "<p align=center><img src=/p.jpg><br><i>{}</i></p>",
)
TOOLS = (
    "<div>A- A A+</div>",
    "<div><a href='#'>In trang</a> <a href='#'>Gửi email</a></div>",
    "<div>Lượt xem: 1.234</div>",
    "<div>Nghe bài viết <span>0:00</span>/<span>3:12</span></div>",
)
ENDS = (
    "<p style='text-align:right'><b>Thu Hà</b></p>",
    "<p><i>Tin, ảnh: Thu Hà</i></p>",
    "<p><strong>Thu Hà</strong></p>",
)
TAILS = (
    "<div>Từ khóa: <a href=/tag/a>dân vận</a>, <a href=/tag/b>cơ sở</a></div>",
    f"<div><b>Các tin khác</b><ul><li>{NEWS[0]} (12/07/2024)</li><li>{NEWS[1]}</li></ul></div>",
    "<div>Bình luận (0)</div><form><textarea></textarea><input type=submit value=Gửi></form>",
    "<div>Chia sẻ: <a href='#'>Facebook</a></div>",
    "<div>Đánh giá bài viết: ★★★★★</div>",
)
WRAPPERS = ("<div class=content>{}</div>", "{}", "<div>{}</div>", "<article>{}</article>")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    lines=st.permutations(SENTENCES).map(lambda lines: lines[:4]),
    inside=st.permutations(
        (st.just(""), st.sampled_from(BOXES), st.sampled_from(PICTURES))
    ).flatmap(lambda parts: st.tuples(*parts)),
    tool=st.sampled_from(TOOLS),
    end=st.sampled_from(ENDS),
    tail=st.sampled_from(TAILS),
    wrapper=st.sampled_from(WRAPPERS),
)
def test_what_stands_among_the_paragraphs_is_told_from_them(
    lines: list[str], inside: tuple[str, ...], tool: str, end: str, tail: str, wrapper: str
) -> None:
    text = f"<p>{lines[0]}</p>"
    for part, line in zip(inside, lines[1:], strict=True):
        text += f"{part.format(CAPTION)}<p>{line}</p>"
    head = f"{H1}<div>05/03/2024 08:00</div>{tool}"
    item = read_article(page(f"<div>{head}{wrapper.format(text + end)}{tail}</div>{FOOTER}"), URL)
    assert item.body == "\n\n".join(lines)
    assert (item.authors, [image.caption for image in item.images]) == (("Thu Hà",), [CAPTION])


BESIDE = (
    "",
    f"<div><b>Các tin khác</b><ul><li>{NEWS[0]} (12/07/2024)</li><li>{NEWS[1]}</li></ul></div>",
    f"<table><tr><td>{NEWS[0]}<br>Đoàn giám sát làm việc với ba đảng ủy xã.</td></tr><tr><td>{NEWS[1]}"
    "<br>Lễ trao Huy hiệu diễn ra trang trọng.</td></tr></table>",
    f"<div><h3>Tin mới</h3><div><a href=/n.html><img src=/s.jpg></a><p>{NEWS[0]}</p><p>Đoàn giám sát "
    "làm việc với ba đảng ủy xã.</p></div></div>",
)
PARAGRAPHS = ("<p>{}</p>", "<div>{}</div>", "{}<br><br>", "<p><span>{}</span></p>")
CELL = "<table><tr><td>{}</td></tr></table>"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    lines=st.permutations(SENTENCES).flatmap(
        lambda all_: st.integers(1, 3).map(lambda n: all_[:n])
    ),
    layout=st.sampled_from(PARAGRAPHS),
    wrapper=st.sampled_from((*WRAPPERS, CELL)),
    picture=st.sampled_from(("", "<p><img src=/p.jpg></p>")),
    beside=st.tuples(st.sampled_from(BESIDE), st.sampled_from(BESIDE)),
)
def test_a_notice_is_read_however_short(
    lines: list[str], layout: str, wrapper: str, picture: str, beside: tuple[str, str]
) -> None:
    text = wrapper.format(picture + "".join(map(layout.format, lines)))
    body = f"<div>{H1}<div>05/03/2024 08:00</div>{text}{beside[0]}</div>{beside[1]}{FOOTER}"
    item = read_article(page(body), URL)
    assert (item.lead, item.body) == (None, "\n\n".join(lines))
    assert [image.caption for image in item.images] == [None] * bool(picture)
