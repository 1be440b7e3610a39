"""How well commitments agree with a gold standard: B-cubed over statements, and accuracy of statuses."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """B-cubed precision, recall and their harmonic mean, over so many items."""

    precision: float
    recall: float
    f1: float
    items: int


def b_cubed(found: Mapping[Item, str], gold: Mapping[Item, str]) -> Agreement:
    """Return the agreement of two clusterings; both map each item to the name of its cluster.

    An item that is missing on one side is a cluster of its own there. Two empty clusterings agree fully.
    """
    items = sorted({*found, *gold}, key=repr)
    ours = _clusters(items, found, "found")
    theirs = _clusters(items, gold, "gold")
    if not items:
        return Agreement(precision=1.0, recall=1.0, f1=1.0, items=0)
    precision = sum(len(ours[i] & theirs[i]) / len(ours[i]) for i in items) / len(items)
    recall = sum(len(ours[i] & theirs[i]) / len(theirs[i]) for i in items) / len(items)
    return Agreement(
        precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall), items=len(items)
    )


def _clusters(items: list[Item], names: Mapping[Item, str], side: str) -> dict[Item, frozenset[Item]]:
    """Return for each item the items of its cluster, itself included."""
    members: dict[tuple[str, str], list[Item]] = {}
    name_of = {item: (side, names[item]) if item in names else ("alone", repr(item)) for item in items}
    for item in items:
        members.setdefault(name_of[item], []).append(item)
    sets = {name: frozenset(cluster) for name, cluster in members.items()}
    return {item: sets[name_of[item]] for item in items}


def accuracy(found: Mapping[Item, str], gold: Mapping[Item, str]) -> float:
    """Return the share of gold items that are found with the same value; 1.0 where gold is empty."""
    if not gold:
        return 1.0
    return sum(found.get(item) == value for item, value in gold.items()) / len(gold)
