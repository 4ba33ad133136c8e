"""The directory is the test: tests/fixtures/<group>/<slug>/page.html is read, and each field of
the item must be what item.json says. One test per case and field, so that a failure names both.

item.json: `url`; `origin`, `reconstructed` (after the description of a page) or `template` (after
the markup of a CMS, texts of our own); `note`, what the page shows and what of its answers is
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

from crawler.items import Article
from crawler.reader import NotAnArticle, read_article

FIXTURES = Path(__file__).parent / "fixtures"
NOT_TYPED = {"provenance", "fetched", "content_hash", "schema_version"}
FIELDS = [field.name for field in fields(Article) if field.name not in NOT_TYPED]
CASES = {
    f"{path.parts[-3]}/{path.parts[-2]}": path.parent
    for path in sorted(FIXTURES.glob("*/*/item.json"))
    if path.parts[-3] != "listings"
}

# "case field" that the reader reads wrongly, by cause. An entry that has come right fails the
# suite: the list only shrinks. `refused` is the field of a page that must be refused.
FAULTS: dict[str, tuple[str, ...]] = {
    "the breadcrumb is not read as the section": (
        "families/dnn section",
        "families/k2 section",
        "families/liferay section",
        "families/nukeviet section",
        "families/onecms section",
        "families/section section",
        "families/slug-id section",
        "families/story section",
        "families/xdd section",
        "general/author-is-the-paper section",
        "general/author-twice section",
        "general/bullets section",
        "general/byline-agency section",
        "general/byline-roles section",
        "general/byline-theo section",
        "general/byline-translated section",
        "general/byline-url section",
        "general/caption-forms section",
        "general/caption-source section",
        "general/caption-three-lines section",
        "general/digest section",
        "general/document-in-full section",
        "general/footnote section",
        "general/interview section",
        "general/photo-essay section",
        "general/poem section",
        "general/refrain section",
        "general/round-up section",
        "general/similar-captions section",
        "general/speech section",
        "general/subject-words section",
        "general/theo-last section",
        "seed/br section",
        "seed/divs section",
        "seed/lightbox section",
        "seed/semantic section",
    ),
    "a date line is missed or read without its time": (
        "families/dnn published",
        "families/dnn published_precision",
        "families/dnn published_raw",
        "families/k2 published",
        "families/k2 published_precision",
        "families/k2 published_raw",
        "families/nukeviet published",
        "families/nukeviet published_precision",
        "families/nukeviet published_raw",
        "families/xdd published",
        "families/xdd published_precision",
        "families/xdd published_raw",
        "general/byline-roles published",
        "general/byline-roles published_precision",
        "general/byline-roles published_raw",
        "general/photo-essay published",
        "general/photo-essay published_precision",
        "general/photo-essay published_raw",
        "general/speech published",
        "general/speech published_precision",
        "general/speech published_raw",
    ),
    "refused as empty": (
        "families/next id",
        "families/next url",
        "families/next site",
        "families/next kind",
        "families/next section",
        "families/next title",
        "families/next lead",
        "families/next dateline",
        "families/next body",
        "families/next images",
        "families/next authors",
        "families/next source",
        "families/next published",
        "families/next published_precision",
        "families/next published_raw",
        "families/next modified",
        "families/next tags",
        "families/next language",
        "families/next attachments",
    ),
    "body: to be looked into": (
        "general/author-twice body",
        "general/byline-roles body",
        "general/byline-url body",
        "general/caption-forms body",
        "general/caption-three-lines body",
        "general/photo-essay body",
        "general/poem body",
        "general/pseudo-captions body",
        "general/subject-words body",
    ),
    "a picture, its caption or its place is missed": (
        "general/caption-forms images",
        "general/caption-source images",
        "general/caption-three-lines images",
        "general/photo-essay images",
        "general/poem images",
        "general/pseudo-captions images",
        "seed/br images",
        "seed/tables images",
    ),
    "authors: to be looked into": (
        "general/author-twice authors",
        "general/byline-roles authors",
        "general/photo-essay authors",
        "general/poem authors",
        "general/subject-words authors",
    ),
    "an affiliation under the author's name ends the byline": (
        "families/k2 body",
        "families/k2 authors",
    ),
    "a caption printed twice under its picture in plain <div>s stays in the text": (
        "seed/divs body",
        "seed/divs images",
    ),
    "tag links under /tag/ without a telling class are missed": ("families/nukeviet tags",),
    "a breadcrumb of one entry is taken for the section": ("families/wordpress section",),
    "a box about the author is taken for text": ("families/wordpress body",),
    "a category link is taken for a tag": ("families/wordpress tags",),
    "source: to be looked into": ("general/byline-url source",),
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
        return asdict(read_article(html, told["url"], encoding=told.get("encoding")))
    except NotAnArticle as error:
        return error.reason


def as_typed(name: str, value: Any) -> Any:
    """A field's value in the form in which item.json has it."""
    if name == "body":
        return value.split("\n\n") if value else None
    if name in ("images", "authors", "tags", "attachments"):
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
    assert told["origin"] in ("reconstructed", "template")
    assert told.get("note")
    assert (told.get("refused") is None) == ("item" in told)
    if "item" in told:
        assert set(told["item"]) == set(FIELDS)


def test_known_faults_name_cases_that_are_there() -> None:
    for case, name in KNOWN_WRONG:
        assert case in CASES, f"{case} is no fixture"
        assert name in FIELDS or name == "refused", name
