"""Bylines of other languages that go on behind the names."""

import pytest

from crawler.extract.labelled import names_behind_label


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By JANE DOE 10/ 5/11 09:19 PM ET", ("JANE DOE",)),
        ("By Jane Mary Doe on Jul 04, 2014 at 11:30a @janedoe", ("Jane Mary Doe",)),
        ("By JANE DOE and JOHN ROE - Technology Writers | 1 hr ago", ("JANE DOE", "JOHN ROE")),
        ("By Jane Doe Tuesday, Aug. 17, 2010", ("Jane Doe",)),
        ("By Jane Doe Aug. 17, 2010", ("Jane Doe",)),
        ("By Theresa May, London", ("Theresa May",)),
        ("By Jane Doe, The Evening Star", ("Jane Doe",)),
        ("By Jane Doe, John Roe and Joe Bloggs / Example Staff", ("Jane Doe", "John Roe", "Joe Bloggs")),
        ("Par JEANNE DURAND, PAUL PETIT Envoyés spéciaux à Lyon", ("JEANNE DURAND", "PAUL PETIT")),
        ("Von Anna von der Berg und Kurt Frei, Köln", ("Anna von der Berg", "Kurt Frei")),
        ("Por Juan Pérez y María López en Madrid", ("Juan Pérez", "María López")),
        ("Oleh Budi Santoso - 12 Maret 2024", ("Budi Santoso",)),
        ("Автор: Иван Петров, 12 мая 2024", ("Иван Петров",)),
        ("Szerző: Nagy Éva, 2024. május 5.", ("Nagy Éva",)),
    ],
)  # fmt: skip
def test_the_names_end_where_something_else_begins(line: str, names: tuple[str, ...]) -> None:
    assert names_behind_label(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By the Editors",
        "By The Associated Press, London",
        "By World News Writers | 5 May",
        "By popular demand the show returns in May",
        "By Friday 5 May",
        "Jane Doe, Senior Writer",
        "Di Maio",
        "Tác giả Lê An là giảng viên",
        "",
    ],
)
def test_no_name_is_made_of_other_words(line: str) -> None:
    assert names_behind_label(line) == ()
