"""The directory is the test: tests/fixtures/<group>/<slug>/page.html is read, and each field of
the item must be what item.json says. One test per case and field, so that a failure names both.
A page of a described site is read as a page of that site.

item.json: `url`; `origin`, `reconstructed` (after the description of a page), `template` (after
the markup of a CMS, texts of our own) or `as-served`; `unchecked`, where `scrapy newsite` wrote the
answer and nobody has compared it with the page yet: it then counts in no figure; `note`, what the page shows and what of its answers is
arguable; `encoding`, the charset of the HTTP header, where there is one; `item`, every field
below with its value, `body` as a list of its parts, `published_raw` and `published_precision` as
lists where more than one place of the page may be quoted. A page that must be refused has
`refused`, the reason, for `item`.
The answers are typed by hand after the contract in crawler/items.py, never taken from the reader.
"""

import json
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.catalogue import find_site
from crawler.items import Article
from crawler.reader import NotAnArticle, read_article

FIXTURES = Path(__file__).parent / "fixtures"
# What a page does not print: no page decides it.
NOT_TYPED = {"provenance", "fetched", "content_hash", "schema_version", "record"}
NOT_TYPED |= {"revision", "revision_of", "changed", "deleted"}
FIELDS = [field.name for field in fields(Article) if field.name not in NOT_TYPED]
TYPED_OF_A_PART = ("url", "caption", "credit", "after", "name")
CASES = {
    f"{path.parts[-3]}/{path.parts[-2]}": path.parent
    for path in sorted(FIXTURES.glob("*/*/item.json"))
    if path.parts[-3] != "listings"
}

# "case field" that the reader reads wrongly, by cause. An entry that has come right fails the
# suite: the list only shrinks. `refused` is the field of a page that must be refused.
FAULTS: dict[str, tuple[str, ...]] = {
    "a pull quote beside its sentence stands twice (arguable)": ("general/pull-quote body",),
}
KNOWN_WRONG = {
    (case, name): cause
    for cause, entries in FAULTS.items()
    for case, name in (entry.rsplit(" ", 1) for entry in entries)
}


@cache
def expected(case: str) -> dict[str, Any]:
    return json.loads((CASES[case] / "item.json").read_text(encoding="utf-8"))


@cache
def read(case: str) -> dict[str, Any] | str:
    """The item of a case as a dict, or the reason for which its page was refused."""
    told = expected(case)
    html = (CASES[case] / "page.html").read_bytes()
    try:
        url = told["url"]
        return asdict(read_article(html, url, site=find_site(url), encoding=told.get("encoding")))
    except NotAnArticle as error:
        return error.reason


def as_typed(name: str, value: Any) -> Any:
    """A field's value in the form in which item.json has it."""
    if name == "body":
        return value.split("\n\n") if value else None
    if name in ("images", "attachments"):  # what a download would add is null
        return [{k: v for k, v in x.items() if k in TYPED_OF_A_PART or v} for x in value]
    if name in ("authors", "tags"):
        return list(value)
    return value


def cases_and_fields() -> list[Any]:
    found = []
    for case in CASES:
        for name in FIELDS if "item" in expected(case) else ("refused",):
            reason = KNOWN_WRONG.get((case, name))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            found.append(pytest.param(case, name, marks=marks, id=f"{case}-{name}"))
    return found


@pytest.mark.parametrize(("case", "name"), cases_and_fields())
def test_field(case: str, name: str) -> None:
    got, want = read(case), expected(case)
    if name == "refused":
        assert got == want["refused"]
        return
    assert isinstance(got, dict), f"refused: {got}"
    value, wanted = as_typed(name, got[name]), want["item"][name]
    if name == "body" and isinstance(wanted, str):
        wanted = wanted.split("\n\n")
    if name in ("published", "modified") and wanted and value:
        assert value.utcoffset() is not None
        wanted = datetime.fromisoformat(wanted)
    if name.startswith("published_") and isinstance(wanted, list):
        assert value in wanted
        return
    assert value == wanted


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_whole(case: str) -> None:
    told = expected(case)
    assert told["url"].startswith(("http://", "https://"))
    assert told["origin"] in ("reconstructed", "template", "as-served")
    assert told.get("note")
    assert (told.get("refused") is None) == ("item" in told)
    if "item" in told:
        assert set(told["item"]) == set(FIELDS)


def test_known_faults_name_cases_that_are_there() -> None:
    for case, name in KNOWN_WRONG:
        assert case in CASES, f"{case} is no fixture"
        assert name in FIELDS or name == "refused", name
