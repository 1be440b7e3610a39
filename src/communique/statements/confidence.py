"""How sure a statement is: the chance that every value of it is right, by what it was read from.

A logistic regression over a few signs of the construction, fitted by ``training/confidence/train.py`` and kept in
``data/confidence.json``.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

from spacy.tokens import Doc

from communique.actors.cast import Cast
from communique.statements.draft import Draft

WEIGHTS = "data/confidence.json"
#: constructions that are told apart by the first word of their name; the others are taken together
FAMILIES = frozenset("clause own agree ask express decide thank ready should must will have give deny describe".split())
#: how unlikely a choice of areas may be at most
UNLIKELY = 1e-3


@cache
def weights() -> dict[str, float]:
    """Return the fitted weights by sign, "lean" for what always counts; read at the first call."""
    return read_weights(WEIGHTS)


def confidence(signs: dict[str, float]) -> float:
    """Return the chance, to two digits, that the statement with these signs is right in every value."""
    return chance_of(signs, weights())


def read_weights(path: str) -> dict[str, float]:
    """Return the fitted weights that a data file of the package holds, by sign."""
    found: dict[str, float] = json.loads(resources.files("communique").joinpath(path).read_text(encoding="utf-8"))
    return found


def chance_of(signs: dict[str, float], known: dict[str, float]) -> float:
    """Return the chance, to two digits, that signs stand for by these weights; an unknown sign weighs nothing."""
    score = known["lean"] + sum(known.get(name, 0.0) * value for name, value in signs.items())
    return round(1 / (1 + math.exp(-score)), 2)


def signs_of(
    doc: Doc, cast: Cast, draft: Draft, *, addressees: tuple[str, ...], areas: tuple[str, ...], chance: float
) -> dict[str, float]:
    """Return what tells for and against a statement: its areas and their ``chance``, act, construction and people."""
    content = draft.content
    sent = doc[content.start].sent
    family = draft.method.split(" ", 1)[0]
    named = [m for m in cast.within(sent.start, sent.end) if set(m.actors) & set(draft.speaker)]
    signs = {
        "areas": math.log(max(chance, UNLIKELY)),
        f"areas {min(len(areas), 3)}": 1.0,
        f"act {draft.act}": 1.0,
        "content": math.log(max(content.end - content.start, 1)) / 3,
        "sentence": math.log(max(len(sent), 1)) / 3,
        f"by {family}" if family in FAMILIES else "by frame": 1.0,
    }
    if not named:
        signs["speaker above"] = 1.0  # a statement that goes on from the sentence before
    elif all(m.kind == "pronoun" for m in named):
        signs["speaker pronoun"] = 1.0
    if len(draft.speaker) > 1:
        signs["speakers"] = 1.0
    if addressees:
        signs["addressed"] = 1.0
    if len(addressees) > 1:
        signs["addressees"] = 1.0
    if draft.modality != "asserted":
        signs[f"modality {draft.modality}"] = 1.0
    return signs
