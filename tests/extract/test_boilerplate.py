"""Lines that are furniture wherever they stand."""

import pytest

from crawler.extract.boilerplate import is_furniture_line


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("REKLAMA", True),
        ("Hirdetés", True),
        ("Text Size", True),
        ("Please sign up or log in to continue reading", True),
        ("Subscribe to keep reading this article", True),
        ("You have 1 article left to read this month before you need to register.", True),
        ("Estimated reading time: 4 minutes", True),
        ("Please sign the form to continue the proceedings", False),
        ("You have 1 chance left to read this month", False),
        ("The time for reading: 4 minutes of silence", False),
    ],
)
def test_what_other_languages_call_advertisements_and_limits(line: str, furniture: bool) -> None:
    assert is_furniture_line(line) is furniture
