"""What is normal for a site by its own history. Pure; no percentage is fixed anywhere.

A value is out of the ordinary when it lies more than `FAR` robust standard deviations from the
median, where the deviation (1.4826 times the median absolute deviation, Rousseeuw and Croux 1993)
never counts as less than a floor: a history without any noise would make an alarm of every whim.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from statistics import median

from crawler.memory import RunRecord

FAR = 4.0
ENOUGH = 8
"""Values below which a history says nothing."""
POOL = 12
"""Articles that are judged together for the fields they fill, or more."""
WEEK = timedelta(days=7)


def spread(values: Sequence[float]) -> float:
    """Robust standard deviation of `values`."""
    middle = median(values)
    return 1.4826 * median(abs(value - middle) for value in values)


def usual_links(counts: Sequence[int]) -> tuple[float, float] | None:
    """(level, deviation) of the links on a section's first page, oldest count first; None before
    there is a history.

    The level is that of the older half: a section that gives a little less every month is judged
    by what it once gave. The floor is a third of a count's own noise (Poisson), at least one link.
    """
    if len(counts) < ENOUGH:
        return None
    older = counts[: (len(counts) + 1) // 2]
    level = median(older)
    return level, max(1.0, sqrt(level) / 3, spread(older))


def lost_sections(links: dict[str, int], history: Sequence[RunRecord]) -> list[str]:
    """Sections whose first page gives far fewer links than it used to: `/thoi-su: 9 of 20`."""
    lost = []
    for section, count in sorted(links.items()):
        usual = usual_links([run.links[section] for run in history if section in run.links])
        if usual and count <= usual[0] - FAR * usual[1]:
            lost.append(f"{section}: {count} links of usually {usual[0]:g}")
    return lost


def lost_fields(now: RunRecord, history: Sequence[RunRecord]) -> list[str]:
    """Fields that the newest articles lack far more often than earlier ones did.

    The newest `POOL` articles or more are judged together: an hourly run brings one or two.
    """
    late, earlier = _pooled(now, history)
    count = sum(run.articles for run in late)
    names = sorted({name for run in earlier for name in run.filled})
    if count < POOL or sum(run.articles for run in earlier) < POOL * 4:
        return []
    return [
        f"{name}: {sum(run.filled.get(name, 0) for run in late)} of {count}"
        for name in names
        if _excess(name, late, earlier) > FAR
    ]


def silence_allowed(news: Sequence[datetime]) -> timedelta | None:
    """How long the site may bring nothing, by the longest pauses of each of its weeks; None before
    there is a history. The floor is half a day."""
    pauses = [(later, later - earlier) for earlier, later in pairwise(news)]
    longest: dict[int, float] = {}
    for end, pause in pauses:
        week = (end - news[0]) // WEEK
        longest[week] = max(longest.get(week, 0.0), pause.total_seconds())
    if len(longest) < ENOUGH:
        return None
    weeks = list(longest.values())
    return timedelta(seconds=median(weeks) + FAR * max(43_200.0, spread(weeks)))


def _pooled(
    now: RunRecord, history: Sequence[RunRecord]
) -> tuple[list[RunRecord], list[RunRecord]]:
    """The newest runs that together have `POOL` articles, and those before them."""
    runs = [run for run in (*history, now) if run.articles]
    late: list[RunRecord] = []
    while runs and sum(run.articles for run in late) < POOL:
        late.append(runs.pop())
    return late, runs


def _excess(name: str, late: Sequence[RunRecord], earlier: Sequence[RunRecord]) -> float:
    """By how many deviations the articles of `late` lack the field more often than expected.

    The deviation is that of a binomial count, at least one article, times what earlier runs
    scattered beyond that.
    """
    articles = sum(run.articles for run in earlier)
    share = (sum(run.filled.get(name, 0) for run in earlier) + 1) / (articles + 2)

    def deviation(runs: Sequence[RunRecord]) -> float:
        count = sum(run.articles for run in runs)
        lacking = count - sum(run.filled.get(name, 0) for run in runs)
        return (lacking - count * (1 - share)) / max(1.0, sqrt(count * share * (1 - share)))

    scatter = max(1.0, spread([deviation([run]) for run in earlier]))
    return deviation(late) / scatter
