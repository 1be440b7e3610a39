"""The words by which a clause judges what somebody does: ``data/evaluations.txt`` as a lookup."""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Doc


@cache
def evaluations() -> dict[str, str]:
    """Return the act that each evaluating lemma gives to its clause."""
    text = resources.files("communique.data").joinpath("evaluations.txt").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        act, *lemmas = line.partition("#")[0].split() or [""]
        table.update(dict.fromkeys(lemmas, act))
    return table


def evaluation(doc: Doc, start: int, end: int) -> str | None:
    """Return the act that the tokens ``[start, end)`` perform by judging ("criticize", "oppose", "warn"), or None."""
    table = evaluations()
    lemmas = {token.lemma_.lower() for token in doc[start:end]}
    votes = [
        act
        for token in doc[start:end]
        if (act := table.get(lemma := token.lemma_.lower()) or table.get(f"{lemma}/{token.pos_}"))
    ]
    votes += [act for pair, act in table.items() if "+" in pair and set(pair.split("+")) <= lemmas]
    for act in ("oppose", "warn", "criticize"):
        if act in votes:
            return act
    return None
