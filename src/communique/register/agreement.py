"""How far reviewers agree beyond chance: Krippendorff's alpha for any number of reviewers, values missing or not.

Krippendorff, "Content Analysis" (2004), chapter 11, and "Computing Krippendorff's Alpha-Reliability" (2011). Sets are
as far apart as MASI says: Passonneau, "Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic
Annotation" (2006).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations, permutations
from typing import Any

Distance = Callable[[Any, Any], float]


def nominal(a: Hashable, b: Hashable) -> float:
    """Return the distance of two names: none where they are the same, else 1."""
    return float(a != b)


def masi(a: frozenset[Any], b: frozenset[Any]) -> float:
    """Return the distance of two sets, 0 to 1: one that holds the other is nearer than one that crosses it."""
    if a == b:
        return 0.0
    common = len(a & b)
    monotonicity = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - common / len(a | b) * (monotonicity if common else 0.0)


def alpha(units: Iterable[Sequence[Hashable | None]], distance: Distance = nominal) -> float | None:
    """Return Krippendorff's alpha over units, each the values that reviewers gave it; None is a missing value.

    1 is full agreement, 0 what chance gives, below 0 less than that. None where it is not defined: no unit has two
    values, or all values are the same, so that chance could not have disagreed.
    """
    rated = [given for unit in units if len(given := [value for value in unit if value is not None]) > 1]
    counts = Counter(value for given in rated for value in given)
    total = sum(counts.values())
    expected = sum(counts[a] * counts[b] * distance(a, b) for a, b in permutations(counts, 2))
    if not expected:
        return None
    observed = sum(2 * sum(distance(a, b) for a, b in combinations(given, 2)) / (len(given) - 1) for given in rated)
    return 1 - observed * (total - 1) / expected


def alike(units: Iterable[Sequence[Hashable | None]]) -> tuple[int, int]:
    """Return on how many units all values are the same, and how many units have two values or more."""
    rated = [given for unit in units if len(given := [value for value in unit if value is not None]) > 1]
    return sum(len(set(given)) == 1 for given in rated), len(rated)
