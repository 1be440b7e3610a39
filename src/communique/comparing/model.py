"""What comes of comparing two accounts, as frozen values, and their JSON form ("schema": "communique/comparison/1")."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from communique.record import Span

SCHEMA = "communique/comparison/1"

#: which account puts it more strongly: "a", "b", neither ("equal"), they part ways ("opposed"), or no scale orders them
Strength = Literal["equal", "a", "b", "opposed", "different"]
Quality = Literal["act", "speaker", "areas", "modality", "amount", "deadline"]
Agreement = Literal["same", "differs", "only_a", "only_b", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that an account says.

    ``id`` is the statement's, or ``q1``, ``q2`` … for a matter that the account only says was discussed: its ``act``
    is "discuss", and the record holds no statement for it. ``quote`` is what ``span`` covers.
    """

    id: str
    span: Span
    quote: str
    act: str
    countries: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    modality: str = "asserted"
    amount: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One quality in which matched remarks differ; None where an account gives none."""

    quality: Quality
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What both accounts say: one remark of each, or several of one that together match one of the other."""

    a: tuple[Remark, ...]
    b: tuple[Remark, ...]
    similarity: float
    strength: Strength
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What each account says of the meeting itself, and whether they agree on it."""

    name: Literal["participants", "date", "place", "form"]
    a: str | None
    b: str | None
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether two records tell of one meeting, and why; ``a`` and ``b`` are the ids of the meetings nearest to one."""

    same: bool
    reason: str
    a: str | None = None
    b: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two accounts side by side; ``a`` and ``b`` are the ids of the documents."""

    a: str
    b: str
    verdict: Verdict
    meeting: tuple[Fact, ...] = ()
    matches: tuple[Match, ...] = ()
    only_a: tuple[Remark, ...] = ()
    only_b: tuple[Remark, ...] = ()
    schema: str = field(default=SCHEMA)

    @property
    def differing(self) -> tuple[Match, ...]:
        """The matches in which one account is stronger than the other or they part ways."""
        return tuple(match for match in self.matches if match.strength != "equal")

    @property
    def agreed(self) -> tuple[Match, ...]:
        """The matches in which both accounts are as strong."""
        return tuple(match for match in self.matches if match.strength == "equal")

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain dicts, lists and scalars, ready for ``json``."""
        return asdict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the comparison as JSON; the same records give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
