"""What differs between the feed before and a new generation of it."""

import json
import os
from collections import Counter, defaultdict
from typing import Any

Line = dict[str, Any]

OF_THE_RUN = frozenset(
    "fetched record revision revision_of changed deleted schema_version content_hash".split()
)
"""Fields that say nothing about what a page was read as, or only say it again."""
_SAMPLES = 5
_SHOWN = 120


class Diff:
    """Counts and samples of what differs."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.fields: dict[str, Counter[str]] = defaultdict(Counter)
        self.samples: dict[str, list[Line]] = defaultdict(list)

    def refuse(self, row: Line, reason: str, before: Line | None) -> None:
        """A page gave no line."""
        self.refused[reason] += 1
        if before:
            self.articles["gone"] += 1
            self._sample("gone", row["url"], before["title"], reason)

    def same(self) -> None:
        """A page gave the line that the feed before had for it."""
        self.articles.update(("lines", "unchanged"))

    def compare(self, before: Line | None, after: Line) -> None:
        """A page gave `after`; the feed before had `before` for it."""
        self.articles["lines"] += 1
        if before is None:
            self.articles["new"] += 1
            self._sample("new", after["url"], None, after["title"])
            return
        differing = [
            name
            for name in after
            if name not in OF_THE_RUN and name in before and after[name] != before[name]
        ]
        self.articles["changed" if differing else "unchanged"] += 1
        for name in differing:
            what = "changed" if before[name] and after[name] else ""
            self.fields[name][what or ("vanished" if before[name] else "appeared")] += 1
            self._sample(name, after["url"], before[name], after[name])

    def _sample(self, name: str, url: str, before: Any, after: Any) -> None:
        if len(self.samples[name]) < _SAMPLES:
            shown = dict(zip(("before", "after"), excerpts(before, after), strict=True))
            self.samples[name].append({"url": url, **shown})

    def as_dict(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "articles": dict(self.articles),
            "fields": {name: dict(counts) for name, counts in sorted(self.fields.items())},
            "refused": dict(self.refused.most_common()),
            "samples": {name: rows for name, rows in sorted(self.samples.items())},
        }


def excerpts(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Where two values differ, in some words."""
    texts = [None if v in (None, [], {}) else _text(v) for v in (before, after)]
    first, second = (text or "" for text in texts)
    common = len(os.path.commonprefix((first, second)))
    start = max(0, common - 30) if common < min(len(first), len(second)) or common > 60 else 0
    cut = [
        text and ("…" if start else "") + text[start : start + _SHOWN]
        + ("…" if len(text) > start + _SHOWN else "")
        for text in texts
    ]  # fmt: skip
    return cut[0], cut[1]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
