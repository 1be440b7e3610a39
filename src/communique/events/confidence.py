"""How sure an event is: the chance that its type and its parties are right, by where it was read and what it says.

A logistic regression over a few signs, fitted by ``training/confidence/train_events.py`` and kept in
``data/confidence_events.json``.
"""

from __future__ import annotations

from functools import cache

from communique.events.draft import Draft
from communique.record import Actor
from communique.statements.confidence import chance_of, read_weights

WEIGHTS = "data/confidence_events.json"


@cache
def weights() -> dict[str, float]:
    """Return the fitted weights by sign, "lean" for what always counts; read at the first call."""
    return read_weights(WEIGHTS)


def confidence(signs: dict[str, float]) -> float:
    """Return the chance, to two digits, that the event with these signs is right."""
    return chance_of(signs, weights())


def signs_of(draft: Draft, event_type: str, everyone: dict[str, Actor], *, whole: bool) -> dict[str, float]:
    """Return what tells for and against an event: its source, type and parties, and how sure its reading was.

    ``whole`` tells that it stands in a report, not in a sentence or two by themselves.
    """
    source = draft.method.partition(":")[0]
    signs = {f"from {source}": 1.0, f"{source} {event_type}": 1.0}
    if source == "text":
        signs["certainty"] = draft.confidence
        signs["text in a report"] = float(whole)
    for side, ids in (("actor", draft.actor), ("recipient", draft.recipient)):
        if not ids:
            signs[f"no {side}"] = 1.0
        elif not any(everyone[i].country or everyone[i].code for i in ids):
            signs[f"unknown {side}"] = 1.0
        elif len(ids) > 1:
            signs[f"several {side}"] = 1.0
    if draft.reciprocal:
        signs["reciprocal"] = 1.0
    if len(draft.evidence) > 1:
        signs["told twice"] = 1.0
    return signs
