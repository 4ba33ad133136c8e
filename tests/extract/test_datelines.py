"""The code before a text, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.datelines import code_of_host, split_dateline


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("(ĐCSVN) - Sáng 5/3, tại Hà Nội", "ĐCSVN", "Sáng 5/3, tại Hà Nội"),
        ("(ĐCSVN) – Sáng 5/3", "ĐCSVN", "Sáng 5/3"),
        ("(ĐCSVN)- Sáng 5/3", "ĐCSVN", "Sáng 5/3"),
        ("(ĐCSVN) Sáng 5/3", "ĐCSVN", "Sáng 5/3"),
        ("TCCS - Văn hóa là hồn cốt", "TCCS", "Văn hóa là hồn cốt"),
        ("TCCS – Văn hóa", "TCCS", "Văn hóa"),
        ("QĐND Online – Chiều 6/3", "QĐND Online", "Chiều 6/3"),
        ("QĐND - Chiều 6/3", "QĐND", "Chiều 6/3"),
        ("NDO - Ngày 7/3", "NDO", "Ngày 7/3"),
        ("NDO- Ngày 7/3", "NDO", "Ngày 7/3"),
        ("VOV.VN - Bão số 3", "VOV.VN", "Bão số 3"),
        ("(Chinhphu.vn) - Thủ tướng", "Chinhphu.vn", "Thủ tướng"),
        ("(Chinhphu.vn) – Thủ tướng", "Chinhphu.vn", "Thủ tướng"),
        ("(Thanhuytphcm.vn) - Sáng nay", "Thanhuytphcm.vn", "Sáng nay"),
        ("(Baonghean.vn) - Người dân", "Baonghean.vn", "Người dân"),
        ("(NLĐO)- Công an", "NLĐO", "Công an"),
        ("(NLĐO) - Công an", "NLĐO", "Công an"),
        ("GD&TĐ - Học sinh", "GD&TĐ", "Học sinh"),
        ("(TTXVN/Vietnam+) Ngày 8/3", "TTXVN/Vietnam+", "Ngày 8/3"),
        ("(LLCT) - Bài viết", "LLCT", "Bài viết"),
        ("XDĐ - Chi bộ", "XDĐ", "Chi bộ"),
        ("(Mặt trận) - Chiều nay", "Mặt trận", "Chiều nay"),
        ("(Báo Quảng Ngãi)- Lúa xuân", "Báo Quảng Ngãi", "Lúa xuân"),
        ("KTĐT - Giá vàng", "KTĐT", "Giá vàng"),
        ("TP - Người trẻ", "TP", "Người trẻ"),
        ("TT - Người trẻ", "TT", "Người trẻ"),
        ("(Ngày Nay) - Hội sách", "Ngày Nay", "Hội sách"),
        ("Kinhtedothi - Giá vàng", "Kinhtedothi", "Giá vàng"),
        ("VTV.vn - Sau trận lũ", "VTV.vn", "Sau trận lũ"),
        ("Congan.com.vn – “Cầu nối” của dân", "Congan.com.vn", "“Cầu nối” của dân"),
    ],
)
def test_a_dateline_code_is_split_off(text: str, code: str, rest: str) -> None:
    assert split_dateline(text) == (code, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội - thành phố vì hòa bình",
        "Hà Nội (TTXVN) - Ngày 8/3",
        "TP Hồ Chí Minh - đầu tàu kinh tế",
        "TP. Hồ Chí Minh - đầu tàu kinh tế",
        "(Theo quy định hiện hành) - các đơn vị",
        "LTS - Năm nay là năm",
        "LTS: Năm nay",
        "(LTS) - Năm nay",
        "(1) - Thực hiện tốt",
        "(I) - Thực hiện tốt",
        "(a) Thực hiện tốt",
        "- Quốc hội bầu Chủ tịch nước",
        "Đồng chí Lại Xuân Lâm - Phó Bí thư",
        "TTXVN đưa tin về sự kiện",
        "ASEAN - 50 năm hình thành",
        "Voso.vn - sàn thương mại của tỉnh - vừa mở",
        "(COVID-19) đã được kiểm soát",
        "(GDP) tăng 6%",
        "",
    ],
)
def test_an_ordinary_start_stays(text: str) -> None:
    assert split_dateline(text) == (None, text)


def test_a_site_adds_codes_of_its_own() -> None:
    assert split_dateline("BYB - Sáng nay", ("BYB",)) == ("BYB", "Sáng nay")
    assert split_dateline("(Mây Bạc) – Sáng nay", ("Mây Bạc",)) == ("Mây Bạc", "Sáng nay")
    assert split_dateline("BYB sáng nay", ("BYB",)) == (None, "BYB sáng nay")


@pytest.mark.parametrize(
    ("text", "host", "code"),
    [
        ("BHG - Sáng 5/3, tỉnh", "baohagiang.vn", "BHG"),
        ("QTO - Sáng 5/3, tỉnh", "www.baoquangtri.vn", "QTO"),
        ("ĐBP – Sáng 5/3, tỉnh", "baodienbienphu.vn", "ĐBP"),
        ("ASEAN - 50 năm hình thành", "baohagiang.vn", None),
        ("HĐND - cơ quan quyền lực", "hdndtinh.gov.vn", None),
        ("BHG sáng 5/3", "baohagiang.vn", None),
        ("Hà Giang - Sáng 5/3", "baohagiang.vn", None),
        ("(CMO) Sáng 5/3, tỉnh", "baocamau.vn", "CMO"),
        ("(GDP) tăng 6%", "baocamau.vn", None),
        ("(II) Thực hiện tốt", "tinhuy.vinhyen.vn", None),
        ("BẮC NINH - Sáng 5/3, tỉnh", "baobacninh.vn", "BẮC NINH"),
        ("HÀ NỘI - Sáng 5/3, tỉnh", "baobacninh.vn", None),
    ],
)
def test_a_host_spells_its_own_code(text: str, host: str, code: str | None) -> None:
    assert code_of_host(text, host) == code


@given(st.text(max_size=90))
def test_no_text_raises(text: str) -> None:
    code, rest = split_dateline(text, (text[:3],))
    assert code is not None or rest == text


def test_a_name_in_brackets_that_the_host_spells() -> None:
    assert code_of_host("(VTC News) - Sáng 5/3", "vtcnews.vn") == "VTC News"
    assert code_of_host("(Hội Nông dân) - Sáng 5/3", "vtcnews.vn") is None
