"""Which of the things found is which of the things in gold."""

from __future__ import annotations

from collections.abc import Iterable

from communique.record import Span


def overlap(a: Span, b: Span) -> float:
    """Return how far two spans cover the same characters: shared over all, 0 to 1."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def pair_up(candidates: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Return a one-to-one mapping of gold to found, from candidates ``(fit, gold, found)``.

    The best fits are paired first; where that leaves a gold unpaired, pairs are traded as long as more are made.
    """
    ordered = sorted(candidates, key=lambda c: (-c[0], c[1], c[2]))
    choices: dict[int, list[int]] = {}
    pairs: dict[int, int] = {}
    takers: dict[int, int] = {}
    for _, gold, found in ordered:
        choices.setdefault(gold, []).append(found)
        if gold not in pairs and found not in takers:
            pairs[gold], takers[found] = found, gold
    for gold in choices:
        if gold not in pairs:
            _trade(gold, choices, pairs, takers, set())
    return pairs


def _trade(
    gold: int, choices: dict[int, list[int]], pairs: dict[int, int], takers: dict[int, int], tried: set[int]
) -> bool:
    """Pair one more gold, moving others to their further choices; return whether that was possible."""
    for found in choices[gold]:
        if found not in tried:
            tried.add(found)
            if found not in takers or _trade(takers[found], choices, pairs, takers, tried):
                pairs[gold], takers[found] = found, gold
                return True
    return False
