"""Counts that add up: what one document, or many, came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the ``wanted`` were hit by the ``given``."""

    hits: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.hits + other.hits, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of the given that hit, 0 to 1; 0 where nothing was given."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was hit, 0 to 1; 0 where nothing was wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those asked were right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def accuracy(self) -> float:
        """The share that was right, 0 to 1; 0 where nothing was asked."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong case: the document, what it is about, the kinds of fault, and the words that show it."""

    document: str
    about: str
    faults: tuple[str, ...]
    detail: str

    def __str__(self) -> str:
        return f"{self.document}: {self.about} {', '.join(self.faults)} | {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All counts of one or many documents; ``acts`` counts pairs of the act in gold and the act that was read."""

    found: Mapping[str, Found] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    acts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    false_statements: int = 0
    wrong: tuple[Wrong, ...] = ()

    def faults(self) -> tuple[tuple[str, int], ...]:
        """Return how often each kind of fault occurs, the commonest first, equals by name."""
        counted = Counter(f"{wrong.about} {fault}" for wrong in self.wrong for fault in wrong.faults)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


Count = TypeVar("Count", Found, Share)


def total(sheets: Iterable[Sheet]) -> Sheet:
    """Return the sum of the sheets."""
    found: dict[str, Found] = {}
    shares: dict[str, Share] = {}
    acts: Counter[tuple[str, str]] = Counter()
    wrong: list[Wrong] = []
    false = 0
    for sheet in sheets:
        _add(found, sheet.found, Found())
        _add(shares, sheet.shares, Share())
        acts.update(sheet.acts)
        wrong += sheet.wrong
        false += sheet.false_statements
    return Sheet(found=found, shares=shares, acts=acts, false_statements=false, wrong=tuple(wrong))


def _add(to: dict[str, Count], more: Mapping[str, Count], nothing: Count) -> None:
    for name, count in more.items():
        to[name] = to.get(name, nothing) + count
