"""Gaps in numbered ids: hints at articles that no listing names. A hint, never a verdict."""

import re
from collections import defaultdict
from collections.abc import Iterable

MOST_DIGITS = 9
"""Longer numbers are moments, not counters."""
MOST_RANGES = 20


def gaps_of(ids: Iterable[str]) -> dict[str, list[str]]:
    """Site -> ranges of numbers (`812`, `815-817`) that lie between the ids found, newest first.

    Only of sites whose ids count on densely: where more numbers are missing than there are, the
    counter is shared with pictures and other things, and a gap says nothing.
    """
    numbers: dict[str, set[int]] = defaultdict(set)
    for identity in ids:
        site, _, own = identity.rpartition(":")
        if re.fullmatch(rf"\d{{1,{MOST_DIGITS}}}", own):
            numbers[site].add(int(own))
    gaps = {site: _ranges(found) for site, found in numbers.items()}
    return {site: ranges for site, ranges in sorted(gaps.items()) if ranges}


def _ranges(found: set[int]) -> list[str]:
    if max(found) - min(found) + 1 > 2 * len(found):
        return []
    ordered = sorted(found, reverse=True)
    ranges = []
    for later, earlier in zip(ordered, ordered[1:], strict=False):
        if later - earlier == 2:
            ranges.append(str(earlier + 1))
        elif later - earlier > 2:
            ranges.append(f"{earlier + 1}-{later - 1}")
    return ranges[:MOST_RANGES]
