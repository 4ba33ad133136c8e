"""Lines about who wrote an article, and lines that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.bylines import Byline, parse_byline
from crawler.extract.datedlines import parse_signature


@pytest.mark.parametrize(
    ("text", "authors", "source"),
    [
        ("Thu Hằng", ("Thu Hằng",), None),
        ("Minh Khuê", ("Minh Khuê",), None),
        ("CẨM NƯƠNG", ("CẨM NƯƠNG",), None),
        ("THANH PHƯỚC |", ("THANH PHƯỚC",), None),
        ("V.D", ("V.D",), None),
        ("P. Thuỷ", ("P. Thuỷ",), None),
        ("Tố Tuấn", ("Tố Tuấn",), None),
        ("Nguyễn Văn An", ("Nguyễn Văn An",), None),
        ("Trần Thị Thanh Hà", ("Trần Thị Thanh Hà",), None),
        ("Huỳnh Phong - Hùng Anh", ("Huỳnh Phong", "Hùng Anh"), None),
        ("NHẬT XUÂN - NGHI VŨ", ("NHẬT XUÂN", "NGHI VŨ"), None),
        ("Y Khoa - K'Brơi", ("Y Khoa", "K'Brơi"), None),
        ("H'Linh Niê", ("H'Linh Niê",), None),
        ("Niê Y Bluê, H’Juăn Byă", ("Niê Y Bluê", "H’Juăn Byă"), None),
        ("H’ XÍU", ("H’ XÍU",), None),
        ("ALĂNG NGƯỚC - HỒ QUÂN", ("ALĂNG NGƯỚC", "HỒ QUÂN"), None),
        ("Bài và ảnh: Hà Thu", ("Hà Thu",), None),
        ("Bài, ảnh: Hà Thu", ("Hà Thu",), None),
        ("Tin, ảnh: Nguyễn Hòa", ("Nguyễn Hòa",), None),
        ("Tin và ảnh: Nguyễn Hòa", ("Nguyễn Hòa",), None),
        ("Tác giả: Nguyễn Hòa", ("Nguyễn Hòa",), None),
        ("Thực hiện: Nguyễn Hòa", ("Nguyễn Hòa",), None),
        ("(Bài và ảnh: Mua Mí Sình)", ("Mua Mí Sình",), None),
        ("Thực hiện: Lê Hà, video: Văn Long, đồ họa: Thùy Dương", ("Lê Hà",), None),
        ("Tin, ảnh: Lê Hà; clip: Văn Long", ("Lê Hà",), None),
        ("Đồ họa: Lê Vy", (), None),
        ("Lê Hà - Minh Hào (PV TTXVN)", ("Lê Hà", "Minh Hào"), "TTXVN"),
        ("PV Quang Trung – CTV Mỹ Hạnh", ("Quang Trung", "Mỹ Hạnh"), None),
        ("Nhóm PV Thời sự", ("Nhóm PV Thời sự",), None),
        ("Tin, ảnh: Lê Hà, Ban Phong trào UBMTTQ tỉnh", ("Lê Hà",), None),
        ("Người đưa tin: Lê Hà - UBKT Đảng ủy", ("Lê Hà",), None),
        ("Tác giả: Lê Hà - Nguồn: Báo Cà Mau", ("Lê Hà",), "Báo Cà Mau"),
        ("Tác giả: Lê Hà | Nguồn: Báo Cà Mau", ("Lê Hà",), "Báo Cà Mau"),
        ("Tác giả: Lê Hà Nguồn tin: Báo Cà Mau", ("Lê Hà",), "Báo Cà Mau"),
        ("Nguồn: Báo Cà Mau - Tác giả: Lê Hà", ("Lê Hà",), "Báo Cà Mau"),
        ("Trích nguồn: Báo Cà Mau", (), "Báo Cà Mau"),
        ("Nguồn bài viết: Báo Cà Mau", (), "Báo Cà Mau"),
        ("CTV: Lê Hà", ("Lê Hà",), None),
        ("Cộng tác viên: Lê Hà - Văn Thọ", ("Lê Hà", "Văn Thọ"), None),
        ("Lê Thị Hà (Đoàn thanh niên huyện)", ("Lê Thị Hà",), None),
        ("Trung úy Lê Đức Mạnh", ("Lê Đức Mạnh",), None),
        ("Bao Anh – Nhat Linh / Tuoi Tre News", ("Bao Anh", "Nhat Linh"), "Tuoi Tre News"),
        ("By Quoc Hung - Translated by Anh Quan", ("Quoc Hung",), None),
        ("Nguồn: Trung tâm Dịch vụ tổng hợp xã", (), "Trung tâm Dịch vụ tổng hợp xã"),
        ("Nguồn tin: Báo và Đài, truyền hình", (), "Báo và Đài, truyền hình"),
        ("Von Pitt von Berg, Wiesbaden", ("Pitt von Berg",), None),
        ("明德 报道", ("明德",), None),
        ("Hà Thu (tổng hợp)", ("Hà Thu",), None),
        ("Hà Thu (thực hiện)", ("Hà Thu",), None),
        ("Nhóm P.V thực hiện", ("Nhóm P.V",), None),
        ("Thúy Hằng/VOV1", ("Thúy Hằng",), "VOV1"),
        ("Nguyễn Quỳnh/VOV.VN", ("Nguyễn Quỳnh",), "VOV.VN"),
        ("Thiên Lý /VOV-TP HCM", ("Thiên Lý",), "VOV-TP HCM"),
        ("M.K./VOV.VN(biên dịch)", ("M.K.",), "VOV.VN"),
        ("Theo Thái Sơn/Báo QĐND", ("Thái Sơn",), "Báo QĐND"),
        ("Ca Tiếu(theo online-tech-tips)", ("Ca Tiếu",), "online-tech-tips"),
        ("PV (theo TTXVN )", (), "TTXVN"),
        ("Minh Thu (Vietnam+)", ("Minh Thu",), "Vietnam+"),
        ("TS. LÊ VĂN ANH, Học viện Chính trị quốc gia Hồ Chí Minh", ("LÊ VĂN ANH",), None),
        ("Lê Văn Anh, Trường Chính trị tỉnh Nghệ An", ("Lê Văn Anh",), None),
        ("ThS Lê Thị Hà - Trường Chính trị Trần Phú", ("Lê Thị Hà",), None),
        ("Lê Thị Hà (Văn phòng Đảng ủy)", ("Lê Thị Hà",), None),
        ("Lê Hà/baonghean.vn", ("Lê Hà",), "baonghean.vn"),
        ("Tin: Lê Hà; ảnh: Minh Đức", ("Lê Hà",), None),
        ("Bài: Lê Hà - Ảnh: Minh Đức", ("Lê Hà",), None),
        ("Tin & ảnh: Lê Hà", ("Lê Hà",), None),
        ("Tổng hợp: Lê Hà", ("Lê Hà",), None),
        ("Sưu tầm: Lê Hà", ("Lê Hà",), None),
        ("Người thực hiện: Lê Hà", ("Lê Hà",), None),
        ("Phóng viên Lê Hà", ("Lê Hà",), None),
        ("CTV Lê Hà", ("Lê Hà",), None),
        ("Hồng Hạnh./.", ("Hồng Hạnh",), None),
        ("Hồng Hạnh/.", ("Hồng Hạnh",), None),
        ("Trích nguồn: Cổng TTĐT Chính phủ", (), "Cổng TTĐT Chính phủ"),
        ("Tác giả: BBT", (), None),
        ("BBT", (), None),
        ("Ban Biên tập", (), None),
        ("Hà An (TTXVN)", ("Hà An",), "TTXVN"),
        ("Hà An - Lê Sơn (TTXVN/Vietnam+)", ("Hà An", "Lê Sơn"), "TTXVN/Vietnam+"),
        ("Theo Minh Thu (VietnamPlus).", ("Minh Thu",), "VietnamPlus"),
        ("Hoàng Lan (Báo Nhân Dân)", ("Hoàng Lan",), "Báo Nhân Dân"),
        ("PV (TTXVN)", (), "TTXVN"),
        ("Hà Nội (TTXVN)", (), "TTXVN"),
        ("PV (theo TTXVN)", (), "TTXVN"),
        ("Minh Thu (Vietnam+)", ("Minh Thu",), "Vietnam+"),
        ("Nguyễn Lan (TTXVN/Vietnam+)", ("Nguyễn Lan",), "TTXVN/Vietnam+"),
        ("김하나 기자 hana@example.kr", ("김하나",), None),
        ("박두리 특파원", ("박두리",), None),
        ("(TTXVN/Vietnam+)", (), "TTXVN/Vietnam+"),
        ("(TTXVN)", (), "TTXVN"),
        ("Theo TTXVN", (), "TTXVN"),
        ("(Theo TTXVN)", (), "TTXVN"),
        ("Theo Báo Nhân Dân", (), "Báo Nhân Dân"),
        ("Theo báo Nhân Dân", (), "báo Nhân Dân"),
        ("Theo TTXVN- Tuổi trẻ", (), "TTXVN- Tuổi trẻ"),
        ("Nguồn: BĐN", (), "BĐN"),
        ("Nguồn: Trung tâm Tin tức", (), "Trung tâm Tin tức"),
        ("Nguồn tin: VOV1", (), "VOV1"),
        ("(Nguồn: TTXVN)", (), "TTXVN"),
        ("PGS, TS VŨ THANH SƠN", ("VŨ THANH SƠN",), None),
        ("TS Đỗ Thị Thu Hà", ("Đỗ Thị Thu Hà",), None),
        ("By John Smith", ("John Smith",), None),
        ("Bài/ảnh: Chu Khôi", ("Chu Khôi",), None),
        ("Bài + ảnh: Chu Khôi", ("Chu Khôi",), None),
        ("Tin, bài, ảnh: Chu Khôi", ("Chu Khôi",), None),
        ("Bài, ảnh và video: Chu Khôi", ("Chu Khôi",), None),
        ("Bài và ảnh Chu Khôi", ("Chu Khôi",), None),
        ("* Bài, ảnh: Chu Khôi", ("Chu Khôi",), None),
        ("● CHU KHÔI", ("CHU KHÔI",), None),
        ("- Chu Khôi -", ("Chu Khôi",), None),
        ("Chu Khôi - chukhoi@example.vn", ("Chu Khôi",), None),
        ("Chu Khôi (Email: chukhoi@example.vn)", ("Chu Khôi",), None),
        ("Texte et photos: Linh Thao", ("Linh Thao",), None),
        ("Viết bởi Hải Anh", ("Hải Anh",), None),
        ("Bút ký của Hải Anh", ("Hải Anh",), None),
        ("Tùy bút: Hải Anh", ("Hải Anh",), None),
        ("Người dịch: Hải Anh", ("Hải Anh",), None),
        ("作者：阮黄英", ("阮黄英",), None),
        ("Reported by Hoang Anh – Translated by Mai Huong", ("Hoang Anh",), None),
        ("Tác giả: Hải Anh | Biên tập: Minh Tú", ("Hải Anh",), None),
        ("Hải Anh ghi", ("Hải Anh",), None),
        ("Hải Anh dịch", ("Hải Anh",), None),
        ("Hải Anh (lược dịch)", ("Hải Anh",), None),
        ("Hải Anh (biên soạn)", ("Hải Anh",), None),
        ("Hải Anh (CTV)", ("Hải Anh",), None),
        ("Hải Anh (dịch theo Xinhua)", ("Hải Anh",), "Xinhua"),
        ("Hải Anh (tổng hợp từ Báo Nhân Dân)", ("Hải Anh",), "Báo Nhân Dân"),
        ("Hải Anh (tổng hợp từ nhiều nguồn)", ("Hải Anh",), None),
        ("VNS/VLLF", (), "VNS/VLLF"),
        ("Hải Anh – TTXVN", ("Hải Anh",), "TTXVN"),
        ("Hải Anh, VOV Tây Bắc", ("Hải Anh",), "VOV Tây Bắc"),
        ("CTV Hải Anh/VOV-Miền Trung", ("Hải Anh",), "VOV-Miền Trung"),
        ("Tác giả: TTXVN", (), "TTXVN"),
        ("Hồng Điệp-Quang Vũ (TTXVN)", ("Hồng Điệp", "Quang Vũ"), "TTXVN"),
        ("GS.TS.NGND Phạm Hữu Nghĩa", ("Phạm Hữu Nghĩa",), None),
        ("PGS, TS VŨ HÀ - ThS LÊ THỊ MINH HÀ", ("VŨ HÀ", "LÊ THỊ MINH HÀ"), None),
        ("Thượng tá NGUYỄN HÙNG, Chính ủy Trung đoàn 82", ("NGUYỄN HÙNG",), None),
        ("Lê Quốc Trị (TTVH-TT&TT huyện Mường Chà)", ("Lê Quốc Trị",), None),
        ("Lê Quốc Trị - CTV xã Mường Tùng", ("Lê Quốc Trị",), None),
        ("Tác giả: Lê Quốc Trị - Công chức VHXH xã", ("Lê Quốc Trị",), None),
        ("Y Krang Tơr", ("Y Krang Tơr",), None),
        ("Bài: PV, ảnh: CTV", (), None),
        ("Ảnh: Tư liệu", (), None),
        ("Ảnh: Tác giả cung cấp", (), None),
        ("Biên tập: Minh Tú", (), None),
        ("Chỉ đạo thực hiện: LÊ HỒNG QUÂN", (), None),
        ("(Источник: ВИА)", (), "ВИА"),
        (
            "Nguồn: Tạp chí Xây dựng Đảng (số 3/2024)",
            (),
            "Tạp chí Xây dựng Đảng (số 3/2024)",
        ),
    ],
)
def test_a_byline_gives_authors_and_source(
    text: str, authors: tuple[str, ...], source: str | None
) -> None:
    assert parse_byline(text) == Byline(authors, source)


@pytest.mark.parametrize(
    "text",
    [
        "Theo đồng chí Lại Xuân Lâm, Đảng bộ Khối đã hoàn thành nhiều nhiệm vụ quan trọng",
        "Theo đồng chí Lại Xuân Lâm",
        "Theo kế hoạch",
        "Theo đó:",
        "Theo quy định",
        "PV: Xin đồng chí cho biết kết quả?",
        "PV: Thưa ông",
        "CÔNG TÁC NỘI CHÍNH",
        "KẾT LUẬN",
        "QUYẾT ĐỊNH",
        "Yêu cầu",
        "Hà Nội",
        "Việt Nam",
        "Thanh Hóa",
        "Hải Phòng",
        "Quảng Nam",
        "Hồ Chí Minh",
        "TP Hồ Chí Minh",
        "Trung ương",
        "Bình luận",
        "Tin tức",
        "Xem thêm",
        "Kính thưa các đồng chí!",
        "Năm 2022",
        "Nghị quyết số 18",
        "Đồng chí Lại Xuân Lâm chủ trì buổi gặp mặt.",
        "Mùa Thơ - mùa Đảng",
        "Đón Xuân - Mừng Đảng",
        "Nguồn nhân lực",
        "Theo Báo cáo của UBND tỉnh, năm 2023",
        "Video: Hội nghị dân vận",
        "(Hồ Chí Minh)",
        "Nguồn vốn đầu tư",
        "Toàn cảnh hội nghị.",
        "Đồng chí Lại Xuân Lâm (Báo Nhân Dân)",
        "Ba người đã về tới Hà Nội (TTXVN)",
        "Minh Thu (Nghệ An)",
        "Lê Văn Anh, Bí thư Tỉnh ủy",
        "Lê Văn Anh, Trường Chính trị tỉnh khai giảng lớp bồi dưỡng.",
        "Phóng viên TTXVN tại Hà Nội",
        "Ban Tuyên giáo Tỉnh ủy",
        "Tin: Tỉnh ủy họp báo",
        "Đảng Cộng sản Việt Nam quang vinh muôn năm./.",
        "Tin Tức",
        "Bài Viết",
        "Bài viết Liên Quan",
        "Ghi Nhớ",
        "Ký sự Việt Nam",
        "Y Tế",
        "Thanh niên, Tuổi trẻ",
        "Toàn cảnh hội nghị - Nguồn: Báo Cà Mau",
        "Tổ chức: Đoàn Thanh niên",
        "Ảnh: Hội nghị dân vận",
        "",
        ".",
        "./.",
    ],
)
def test_a_line_of_the_text_is_no_byline(text: str) -> None:
    assert parse_byline(text) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("12/07/2024 08:15 | Thu Hà | Xây dựng Đảng", ("Thu Hà",)),
        ("Tác giả: Thu Hà Ngày đăng: 12/07/2024 Lượt xem: 120", ("Thu Hà",)),
        ("Thu Hà - Minh Tú - 12/07/2024", ("Thu Hà", "Minh Tú")),
        ("Hà An - 02/10/2025 05:50", ("Hà An",)),
        ("Hà An | 02/10/2025 05:50", ("Hà An",)),
        ("Quốc Dũng 01/04/2022 - 15:28 GMT+7", ("Quốc Dũng",)),
        ("Hoàng Thu Thứ sáu, ngày 17/09/2021 - 11:16", ("Hoàng Thu",)),
        ("Hoàng Thu, ngày 17/9/2021", ("Hoàng Thu",)),
    ],
)
def test_a_name_may_share_its_line_with_a_date(line: str, authors: tuple[str, ...]) -> None:
    found = parse_signature(line)
    assert found is not None and found.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "A. Ngày 3/2/1930",
        "Hà Nội, ngày 17/9/2021",
        "Cập nhật 17/09/2021 11:16",
        "Thứ sáu, ngày 17/09/2021",
        "Chính trị 17/09/2021",
        "Hội nghị diễn ra ngày 17/9",
    ],
)
def test_what_stands_before_a_date_need_not_be_a_name(line: str) -> None:
    assert not parse_signature(line)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（越通社）", "越通社"),
        ("（来源：越通社）", "越通社"),
        ("来源：越南人民报", "越南人民报"),
        ("（越通社-VNA）", "越通社"),
        ("(责编：牛镛、岳弘彬)", None),
        ("责任编辑：阮兰", None),
        ("Source: VNA", "VNA"),
        ("(Source: VNA)", "VNA"),
        ("— VNS", "VNS"),
        ("VNA/VNP", "VNA/VNP"),
        ("Translated by Minh Anh", None),
        ("Compiled by BTA", None),
    ],
)
def test_last_lines_of_the_editions_for_abroad_name_sources_and_no_authors(line, source):
    assert parse_byline(line) == Byline((), source)


@pytest.mark.parametrize(
    "line", ["来源是什么？", "The source: it never dried up, they said, even in the war.", "编辑部"]
)
def test_lines_that_only_begin_like_them_are_none(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize("line", ["Ảnh: Chu Khôi", "(Ảnh: Chu Khôi)", "Ảnh: Chu Khôi, TTXVN"])
def test_a_photographer_is_told_from_a_writer(line: str) -> None:
    assert parse_byline(line) == Byline((), None, ("Chu Khôi",))


@given(st.text(max_size=90))
def test_no_text_raises(text: str) -> None:
    parse_byline(text)
    parse_signature(text)
