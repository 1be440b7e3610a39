"""An event before it has a number: what the three sources of events hand to the coding."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record import Place, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A CAMEO code with actors, evidence and the claim that it comes from; the fields are those of ``record.Event``."""

    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    evidence: tuple[Span, ...]
    confidence: float
    method: str
    reciprocal: bool = False
    areas: tuple[str, ...] = ()
    date: str | None = None
    place: Place | None = None
    statement: str | None = None
    meeting: str | None = None
