"""Lists of names, and what stands in them and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.namelists import clean_authors, fullest_names


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["Thu Hằng"], ("Thu Hằng",)),
        (["Thu Hằng, Minh Khuê"], ("Thu Hằng", "Minh Khuê")),
        (["Thu Hằng - Minh Khuê"], ("Thu Hằng", "Minh Khuê")),
        (["Thu Hằng và Minh Khuê"], ("Thu Hằng", "Minh Khuê")),
        (["Thu Hằng; Minh Khuê", "Thu Hằng"], ("Thu Hằng", "Minh Khuê")),
        (["By Jane Doe and John Smith"], ("Jane Doe", "John Smith")),
        (["Bởi"], ()),
        (["Đăng bởi Lê Thu Hà"], ("Lê Thu Hà",)),
        (["by jane.doe@example.org"], ()),
        (["Jane Doe jane.doe@example.org"], ("Jane Doe",)),
        (["Jane Doe @janedoe"], ("Jane Doe",)),
        (["Jane Doe ❤️"], ("Jane Doe",)),
        (["Jane Doe for The Evening Star, John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe for example.org"], ("Jane Doe",)),
        (["Fromm Hoa Forr"], ("Fromm Hoa Forr",)),
        (["Jane Doe, Senior Correspondent"], ("Jane Doe",)),
        (["Ann Lee, Jane Doe, and John Smith"], ("Ann Lee", "Jane Doe", "John Smith")),
        (["name", "Unknown", "未知", "新京报", "更多内容>>"], ()),
        (["Phóng viên"], ()),
        (["admin"], ()),
        (["Administrator", "BBT", "Ban Biên tập"], ()),
        (["Reuters"], ()),
        (["TTXVN"], ()),
        (["https://example.org/author/jane"], ()),
        (["hessen.example.de, Frankfurt, Germany"], ()),
        (["APA"], ()),
        (["epd/lhe"], ()),
        (["越通社"], ()),
        (["共同通信社"], ()),
        (["ejemplo.es"], ()),
        (["Agence Exemple"], ()),
        (["Redacción"], ()),
        (["Редакция"], ()),
        (["Nachrichten"], ()),
        (["Example Media Group"], ()),
        (["Joe Bloggs, Example Foundation"], ("Joe Bloggs",)),
        (["Außenministerium der Republik"], ()),
        (["Unknown"], ()),
        (["Hồng Nhung - CTV"], ("Hồng Nhung",)),
        (["Nguyễn Văn An - Theo TTXVN"], ("Nguyễn Văn An",)),
        (["Nguồn: Báo Sông Lam"], ()),
        (["Bs CKII Lê Thị Hà"], ("Lê Thị Hà",)),
        (["LS. Trần Văn Bình"], ("Trần Văn Bình",)),
        (["L.S"], ("L.S",)),
        (["Tôn Nữ Thị N."], ("Tôn Nữ Thị N.",)),
        (["Đoàn TN xã Tân Lập"], ()),
        (["Đoàn Thanh Nga"], ("Đoàn Thanh Nga",)),
        (["Belegnummer: Anna B."], ()),
        (["John Smith, Jr."], ("John Smith Jr",)),
        (["Abdel Fattah el-Sisi"], ("Abdel Fattah el-Sisi",)),
        (["José Ortega y Gasset"], ("José Ortega y Gasset",)),
        (["Antonio Costa e Silva"], ("Antonio Costa e Silva",)),
        (["Jane Doe y Juan Pérez"], ("Jane Doe", "Juan Pérez")),
        (["Jane Doe i Jan Kowalski"], ("Jane Doe", "Jan Kowalski")),
        (["Jane Doe dan Budi Santoso"], ("Jane Doe", "Budi Santoso")),
        (["Иван Петров и Анна Иванова"], ("Иван Петров", "Анна Иванова")),
        (["Иван Петров, корреспондент"], ("Иван Петров",)),
        (["[서울=연합] 김철수 기자 ="], ("김철수",)),
        (["取材・文／山田太郎"], ("山田太郎",)),
        (["山田太郎記者"], ("山田太郎",)),
        (["本报记者 王小明 通讯员 李红"], ("王小明", "李红")),
        (["Ayşe Yılmaz / İstanbul"], ("Ayşe Yılmaz",)),
        (["Jane Doe / AFP"], ("Jane Doe",)),
        (["Lê Hà/Thảo"], ("Lê Hà", "Thảo")),
        (["Lan Anh/VOV-Đông Bắc"], ("Lan Anh",)),
        (["srf/hosb"], ("srf/hosb",)),
        (["بقلم: محمد علي"], ("محمد علي",)),
        (["Door onze redacteur Jan de Vries"], ()),
        (["Par Jean Dupont avec AFP"], ("Jean Dupont",)),
        (["Jane Doe in London and John Roe in Paris"], ("Jane Doe", "John Roe")),
        (["Jane Doe, CNN"], ("Jane Doe",)),
        (["Propos recueillis par Jeanne Durand"], ("Jeanne Durand",)),
        (["Ein Gastbeitrag von Anna Berg"], ("Anna Berg",)),
        (["Reviewed by Jane Doe"], ()),
        (["Ludwig van Beethoven"], ("Ludwig van Beethoven",)),
        (["Гость"], ()),
        (["Jane Doe, MS, RDN"], ("Jane Doe",)),
        (["Jane Doe, Ph.D., John Roe"], ("Jane Doe", "John Roe")),
        (["Reuters,", "Washington,"], ()),
        (["Jane Doe", "Washington"], ("Jane Doe", "Washington")),
        (["TTXVN", "Thảo"], ("Thảo",)),
        (["Текст: Иван Петров"], ("Иван Петров",)),
        (["Tỉnh đoàn"], ()),
        (["Ban Mai"], ("Ban Mai",)),
        (["H’Linh Nie Translated by NDO"], ("H’Linh Nie",)),
        (["Tác giả: Nguyễn Hòa"], ("Nguyễn Hòa",)),
        (["Ảnh: Nguyễn Hòa"], ("Nguyễn Hòa",)),
        (["Theo Nguyễn Hòa"], ("Nguyễn Hòa",)),
        (["15/03/2024"], ()),
        (["Von"], ()),
        (["Autorin: Anna Berg"], ("Anna Berg",)),
        (["Trine Berg og Ole Dahl"], ("Trine Berg", "Ole Dahl")),
        (["Jean-Luc Picard"], ("Jean-Luc Picard",)),
        (["P. Thuỷ"], ("P. Thuỷ",)),
        (["Analysis by Chris Berg"], ("Chris Berg",)),
        (["Hồng Điệp-Quang Vũ"], ("Hồng Điệp", "Quang Vũ")),
        (["Phạm Thị Thu Hương (CTV)"], ("Phạm Thị Thu Hương",)),
        (["CNBC Staff"], ()),
        (["Phòng VHTT"], ()),
        (["PHÒNG VĂN HÓA VÀ THÔNG TIN"], ()),
        (["Sở Thông tin và Truyền thông tỉnh"], ()),
        (["Huyện Mường Chà"], ()),
        (["VNPT Mường Lam"], ()),
        (["VNPT"], ()),
        (["VNS/VLLF"], ()),
        (["Tin tức"], ()),
        (["Quản trị viên"], ()),
        (["BIÊN TẬP"], ()),
        (["nhungnt"], ()),
        (["dpa"], ("dpa",)),
        ([], ()),
    ],
)
def test_clean_authors(raw: list[str], names: tuple[str, ...]) -> None:
    assert clean_authors(raw) == names


def test_the_newspaper_is_no_author() -> None:
    assert clean_authors(["Báo Mây Bạc", "mây bạc", "Hà Thu"], ["Mây Bạc"]) == ("Hà Thu",)


def test_one_text_is_one_text() -> None:
    assert clean_authors("Hà Thu") == ("Hà Thu",)


@pytest.mark.parametrize(
    ("name", "shown", "fullest"),
    [
        ("Hoang Thu", "Hoàng Thu", "Hoàng Thu"),
        ("Hoàng Thu", "Hoang Thu", "Hoàng Thu"),
        ("H. Thu", "Thời sự, Hoàng Thu", "Hoàng Thu"),
        ("H.T", "Hoàng Thu", "Hoàng Thu"),
        ("Nhóm P.V", "Nhóm Phóng viên", "Nhóm Phóng viên"),
        ("Hoàng Thu", "Hoàng Thư Lê", "Hoàng Thu"),
        ("Hoàng Thu", "Lê Hoàng Thu", "Hoàng Thu"),
        ("H.T", "Lê Lan", "H.T"),
        ("HOÀNG THU", "Hoàng Thu", "HOÀNG THU"),
    ],
)
def test_the_fullest_spelling_of_a_name_is_taken(name: str, shown: str, fullest: str) -> None:
    assert fullest_names([name], [shown]) == (fullest,)


def test_two_spellings_of_one_author_are_one() -> None:
    assert fullest_names(["H. Thu", "Hoang Thu"], ["Hoàng Thu"]) == ("Hoàng Thu",)


def test_a_team_is_an_author_and_a_role_is_none() -> None:
    assert clean_authors(["Nhóm Phóng viên"]) == ("Nhóm Phóng viên",)
    assert clean_authors(["Phóng viên"]) == ()


@given(st.text(max_size=90))
def test_no_text_raises(text: str) -> None:
    clean_authors([text], [text])


@pytest.mark.parametrize(
    ("raw", "site", "names"),
    [
        (["Jane Doe", "THE DAY"], "theday", ("Jane Doe",)),
        (["Jane Doe"], "janedoe", ("Jane Doe",)),
        (["Ediciones El Día"], "EL DÍA", ()),
        (["Example Science Review Insights"], "Example Science Review", ()),
        (["Joan Example"], "example", ("Joan Example",)),
        (["Star Online"], "Star", ()),
        (["明报"], "明报财经", ()),
        (["明德"], "明报财经", ("明德",)),
        (["Anna Star"], "Star", ("Anna Star",)),
    ],
)
def test_the_site_with_other_words_around_its_name_is_no_author(
    raw: list[str], site: str, names: tuple[str, ...]
) -> None:
    assert clean_authors(raw, (site,)) == names
