"""No figure of the reader falls below its floor in floors.json (see benchmarks/floors.py)."""

import json
from functools import cache

import pytest

from benchmarks.floors import FLOORS, SETS, better, evaluation, figures

FLOOR: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
BESIDE = pytest.mark.skipif(
    evaluation() is None, reason="the evaluation pages (../shared/eval) are not here"
)
measured = cache(figures)


def floors() -> list[object]:
    return [
        pytest.param(name, figure, marks=[BESIDE] if name in SETS else [], id=f"{name}-{figure}")
        for name, row in FLOOR.items()
        for figure in row
    ]


@pytest.mark.parametrize(("name", "figure"), floors())
def test_floor(name: str, figure: str) -> None:
    now, floor = measured(name)[figure], FLOOR[name][figure]
    assert better(figure, now, floor) == now, f"{figure} of {name}: {now}, floor {floor}"


@pytest.mark.parametrize("name", ["fixtures", *(pytest.param(x, marks=BESIDE) for x in SETS)])
def test_every_figure_has_a_floor(name: str) -> None:
    assert set(measured(name)) == set(FLOOR[name])
