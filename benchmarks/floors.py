"""The ratchet: tests/floors.json holds the worst value that each figure may take on each set.

`make floors` raises the floors to what is reached now and never lowers one. Lowering one is done
by hand, with the reason in the commit. Sets: `fixtures`, our own pages; `vi`, `en`, `world`, where
the evaluation pages lie beside the project.
"""

import importlib.util
import json
import math
from pathlib import Path
from types import ModuleType
from typing import Any

import lxml.html

from benchmarks import scoring
from crawler.reader import NotAnArticle, read_article, read_listing

ROOT = Path(__file__).parent.parent
EVALUATION = ROOT.parent / "shared" / "eval"
FLOORS = ROOT / "tests" / "floors.json"
SETS = ("vi", "en", "world")


def ours(page: scoring.Page) -> scoring.Reading | None:
    """The page as our reader has it; None where it refuses the page."""
    try:
        item = read_article(page.html, page.url, encoding=page.encoding)
    except NotAnArticle:
        return None
    return scoring.Reading(
        paragraphs=tuple(item.body.split("\n\n")) if item.body else (),
        title=item.title,
        lead=item.lead,
        captions=tuple(image.caption for image in item.images if image.caption),
        authors=item.authors,
        published=item.published,
    )


def evaluation() -> ModuleType | None:
    """The scorer of the evaluation pages, where they lie beside the project."""
    path = EVALUATION / "evaluate.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("evaluate", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(name: str) -> dict[str, float]:
    """The figures of our reader on one set, without its speed."""
    if name == "fixtures":
        return scoring.evaluate(ours, scoring.pages())
    module: Any = evaluation()
    module.cost = lambda *_: None  # its timing is not for tests
    found = module.evaluate(
        EVALUATION / name, read_article, read_listing, lxml.html.document_fromstring
    )
    hidden = ("precision", "recall", "pages", "failed")
    return {figure: value for figure, value in found.items() if figure not in hidden}


def better(figure: str, first: float, second: float) -> float:
    """The better of two values of a figure."""
    return min(first, second) if figure in scoring.LOWER_IS_BETTER else max(first, second)


def rounded(figure: str, value: float) -> float:
    """To three places, on the side of a lower demand."""
    up = figure in scoring.LOWER_IS_BETTER
    return (math.ceil if up else math.floor)(round(value * 1000, 1)) / 1000


def main() -> None:
    """Raises the floors to the figures of now."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name in ("fixtures", *(SETS if evaluation() else ())):
        old = floors.get(name, {})
        for figure, value in figures(name).items():
            new = rounded(figure, value)
            new = better(figure, old[figure], new) if figure in old else new
            if new != old.get(figure):
                print(f"{name} {figure}: {old.get(figure)} -> {new}")
            floors.setdefault(name, {})[figure] = new
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
