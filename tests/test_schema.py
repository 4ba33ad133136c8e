"""The feed's schema is made from the item classes, and what lies in docs/ is what they say."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, Optional

import jsonschema
import pytest

from crawler.items import Article, Attachment, Image
from crawler.schema import feed_page, feed_schema, field_docstrings, written


@pytest.mark.parametrize("path", written(), ids=lambda path: path.name)
def test_documents_are_current(path):
    assert path.read_text("utf-8") == written()[path], "run `make schema`"


@pytest.mark.parametrize("item", [Article, Image, Attachment])
def test_every_field_of_the_feed_is_explained(item):
    assert set(field_docstrings(item)) == {field.name for field in fields(item)}


@dataclass(frozen=True)
class Inner:
    """Something inside."""

    name: str
    """Its name."""


@dataclass(frozen=True)
class Outer:
    """All kinds of fields."""

    text: str
    """A text, over
    two lines."""
    number: int | None = None
    old_style: Optional[float] = None  # noqa: UP045
    flag: bool = False
    moment: datetime | None = None
    day: date | None = None
    kind: Literal["a", "b"] | None = None
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    names: list[str] | None = None
    hashes: dict[str, str] | None = None
    either: int | str = 1


JUDGE = jsonschema.Draft202012Validator(
    feed_schema(Outer), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
FULL: dict[str, Any] = {
    "text": "một", "number": 1, "old_style": 0.5, "flag": True, "day": "2026-03-01",
    "moment": "2026-03-01T10:30:00+07:00", "kind": "a", "inner": {"name": "x"},
    "inners": [{"name": "x"}], "rows": [[1, 2], []], "names": ["x"], "hashes": {"sha256": "x"},
    "either": "x",
}  # fmt: skip


def test_a_full_and_an_empty_line_are_valid():
    jsonschema.Draft202012Validator.check_schema(feed_schema(Outer))
    JUDGE.validate(FULL)
    JUDGE.validate({**asdict(Outer("một")), "inners": [], "rows": []})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("text", None), ("text", ""), ("number", "1"), ("number", 1.5), ("flag", 1),
        ("moment", "2026-03-01"), ("moment", "hôm qua"), ("day", "1/3/2026"), ("kind", "c"),
        ("inner", {}), ("inner", {"name": "x", "more": 1}), ("inners", None), ("rows", [1]),
        ("names", [""]), ("hashes", {"sha256": 1}), ("either", None),
    ],
)  # fmt: skip
def test_a_wrong_value_is_found(field, wrong):
    assert not JUDGE.is_valid({**FULL, field: wrong})


def test_a_missing_and_an_unknown_field_are_found():
    assert not JUDGE.is_valid({key: value for key, value in FULL.items() if key != "number"})
    assert not JUDGE.is_valid({**FULL, "more": 1})


def test_a_field_that_json_does_not_know_is_named():
    @dataclass
    class Odd:
        """Odd."""

        names: set[str]

    with pytest.raises(TypeError, match="Odd.names: no schema for set"):
        feed_schema(Odd)


def test_the_page_tells_types_and_meanings():
    page = feed_page(feed_schema(Outer))
    assert "| `text` | string | A text, over two lines. |" in page
    assert "| `kind` | `a` or `b` or null |" in page
    assert "| `moment` | moment or null |" in page
    assert "| `inners` | list of Inner |" in page
    assert "| `hashes` | map of string or null |" in page
    assert "## Inner\n\nSomething inside." in page
