"""Which remark of one account is which of the other: an assignment by how likely each two speak of one matter."""

from __future__ import annotations

import math
from collections.abc import Iterable

from communique.comparing.assign import assign
from communique.comparing.encounter import facts, same_meeting
from communique.comparing.likeness import likenesses
from communique.comparing.model import Comparison, Match, Remark
from communique.comparing.remarks import remarks
from communique.comparing.strength import differences, strength
from communique.record import Record

#: the logit from which on two remarks are taken for one matter: sooner in accounts of one meeting, where that is likely
#: beforehand; a further remark joins a match from JOINS on
ALIKE, ALIKE_APART, JOINS = -0.5, 0.7, 0.0


def compare(a: Record, b: Record) -> Comparison:
    """Return the two accounts laid side by side; where either says nothing, all is the other's alone."""
    verdict = same_meeting(a, b)
    left, right = remarks(a), remarks(b)
    scores = likenesses(a, b, left, right)
    found = groups(scores, len(left), len(right), alike=ALIKE if verdict.same else ALIKE_APART)
    matches = tuple(match(left, right, scores, mine, yours) for mine, yours in found)
    used_a = {i for mine, _ in found for i in mine}
    used_b = {j for _, yours in found for j in yours}
    return Comparison(
        a=a.document.id,
        b=b.document.id,
        verdict=verdict,
        meeting=facts(a, b, verdict),
        matches=matches,
        only_a=tuple(remark for i, remark in enumerate(left) if i not in used_a and remark.act != "mention"),
        only_b=tuple(remark for j, remark in enumerate(right) if j not in used_b and remark.act != "mention"),
    )


def groups(
    scores: list[list[float]], rows: int, columns: int, *, alike: float, joins: float = JOINS
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return which rows go with which columns: one to one, then what is left over to the match that it fits well."""
    pairs = assign([[max(0.0, score - alike) for score in row] for row in scores])
    left = {i: [i] for i in pairs}
    right = {j: [j] for j in pairs.values()}
    for i in sorted(set(range(rows)) - set(pairs)):
        best = _best(((scores[i][j], j) for j in pairs.values() if len(right[j]) == 1), joins)
        if best is not None:
            left[next(k for k, j in pairs.items() if j == best)].append(i)
    for j in sorted(set(range(columns)) - set(pairs.values())):
        best = _best(((scores[i][j], i) for i in pairs if len(left[i]) == 1), joins)
        if best is not None:
            right[pairs[best]].append(j)
    return [(tuple(sorted(left[i])), tuple(sorted(right[j]))) for i, j in sorted(pairs.items())]


def _best(candidates: Iterable[tuple[float, int]], joins: float) -> int | None:
    found = max(candidates, default=(-math.inf, 0), key=lambda one: (one[0], -one[1]))
    return found[1] if found[0] >= joins else None


def match(
    left: tuple[Remark, ...],
    right: tuple[Remark, ...],
    scores: list[list[float]],
    mine: tuple[int, ...],
    yours: tuple[int, ...],
) -> Match:
    """Return the match of some remarks of one account with some of the other."""
    a, b = tuple(left[i] for i in mine), tuple(right[j] for j in yours)
    similarity = 1 / (1 + math.exp(-max(scores[i][j] for i in mine for j in yours)))
    return Match(a=a, b=b, similarity=round(similarity, 3), strength=strength(a, b), differences=differences(a, b))
