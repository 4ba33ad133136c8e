"""How well pages were read, in figures. Used by the ratchet in tests/ and by the comparison here.

f1             over the 4-word shingles of lead and body, from the precision and recall averaged
               over the pages (as the public article-extraction benchmark does)
leak           share of the paragraphs read that the answer does not have (lower is better)
kept           share of the answer's paragraphs that were read, word for word
captions       F1 over the captions of a page's pictures, repeats counted
caption_leak   share of the captions that stand in the text as lines (lower is better)
title, lead, published, authors    share of the pages read exactly
refused        share of the pages that are no article and were refused
"""

import json
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
GROUPS = ("seed", "families", "general")
LOWER_IS_BETTER = ("leak", "caption_leak")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reading:
    """What a reader makes of a page; of a page that it cannot read, nothing."""

    paragraphs: tuple[str, ...] = ()
    title: str | None = None
    lead: str | None = None
    captions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None


@dataclass(frozen=True)
class Page:
    """A saved page with its answer; `reading` is None for a page that must be refused."""

    name: str
    html: bytes
    url: str
    encoding: str | None
    reading: Reading | None


def pages(groups: Iterable[str] = GROUPS) -> Iterator[Page]:
    """The pages of tests/fixtures with the answers typed beside them; unchecked drafts are left out."""
    for group in groups:
        for path in sorted((FIXTURES / group).glob("*/item.json")):
            told = json.loads(path.read_text(encoding="utf-8"))
            if "unchecked" in told:
                continue
            html = path.with_name("page.html").read_bytes()
            answer = _answer(told["item"]) if "item" in told else None
            yield Page(
                f"{group}/{path.parent.name}", html, told["url"], told.get("encoding"), answer
            )


def _answer(item: dict[str, Any]) -> Reading:
    published = item["published"]
    return Reading(
        paragraphs=tuple(item["body"] or ()),
        title=item["title"],
        lead=item["lead"],
        captions=tuple(image["caption"] for image in item["images"] if image["caption"]),
        authors=tuple(item["authors"]),
        published=datetime.fromisoformat(published) if published else None,
    )


def plain(text: str | None) -> str:
    """`text` in NFC with single spaces, without soft hyphens and zero-width characters."""
    text = unicodedata.normalize("NFC", text or "")
    return " ".join(re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text).split())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(plain(text))
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def _text(reading: Reading) -> str:
    return "\n".join(filter(None, (reading.lead, *reading.paragraphs)))


def _f1(wanted: Iterable[str], found: Iterable[str]) -> float:
    first, second = (Counter(filter(None, map(plain, side))) for side in (wanted, found))
    both = first.total() + second.total()
    return 2 * (first & second).total() / both if both else 1.0


def _same_moment(wanted: datetime | None, found: datetime | None) -> bool:
    if wanted is None or found is None or found.tzinfo is None:
        return wanted is found
    return abs((found - wanted).total_seconds()) < 60


def score(wanted: Reading, found: Reading) -> dict[str, float | None]:
    """The figures of one page; None where the page says nothing about a figure."""
    first, second = _shingles(_text(wanted)), _shingles(_text(found))
    hit = (first & second).total()
    lines = [plain(text) for text in found.paragraphs]
    answer = [plain(text) for text in wanted.paragraphs]
    alone = set(map(plain, wanted.captions)) - set(answer)
    return {
        "precision": hit / second.total() if second else None,
        "recall": hit / first.total() if first else None,
        "leak": sum(text not in answer for text in lines) / len(lines) if lines else None,
        "kept": sum(text in lines for text in answer) / len(answer) if answer else None,
        "captions": _f1(wanted.captions, found.captions),
        "caption_leak": len(alone & set(lines)) / len(alone) if alone else None,
        "title": float(plain(wanted.title) == plain(found.title)),
        "lead": float(plain(wanted.lead) == plain(found.lead)),
        "published": float(_same_moment(wanted.published, found.published)),
        "authors": float(
            {plain(name).casefold() for name in wanted.authors}
            == {plain(name).casefold() for name in found.authors}
        ),
    }


def summary(rows: Iterable[dict[str, float | None]]) -> dict[str, float]:
    """Means of the figures of many pages, with `f1` in place of precision and recall."""
    columns: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                columns.setdefault(name, []).append(value)
    means = {name: statistics.mean(values) for name, values in columns.items()}
    precision, recall = means.pop("precision", 0.0), means.pop("recall", 0.0)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {name: round(value, 4) for name, value in {"f1": f1, **means}.items()}


def evaluate(read: Callable[[Page], Reading | None], those: Iterable[Page]) -> dict[str, float]:
    """The figures of `read` (None: refused) over `those` pages."""
    rows: list[dict[str, float | None]] = []
    for page in those:
        found = read(page)
        if page.reading is None:
            rows.append({"refused": float(found is None)})
        else:
            rows.append(score(page.reading, found or Reading()))
    return summary(rows)
