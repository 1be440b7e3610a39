"""The words by which a clause judges what somebody does (``data/evaluations.txt``), and those that blame nobody."""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from communique.actors.cast import Cast

#: attitudes towards what one fears as well as towards what somebody does
WORRIES = frozenset("concern concerned worry worried alarm alarmed unease anxiety troubled disturbed".split())
#: states of things that one worries about
PLIGHTS = frozenset(
    """situation deterioration worsening escalation instability insecurity plight crisis fate spread suffering tension
    conflict fighting hostility violence unrest loss resurgence rise increase surge outbreak drought famine hunger
    poverty displacement impact effect consequence volatility fragility stalemate impasse risk threat danger prospect
    possibility lack shortage absence decline pace delay toll piracy terrorism extremism""".split()
)


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


def is_plight(noun: Token, cast: Cast) -> bool:
    """Return whether a noun names a bad state of things that no actor in its phrase brings about."""
    if noun.lemma_.lower() not in PLIGHTS:
        return False
    doing = [c for c in noun.subtree if c.dep_ in ("poss", "agent") or (c.lower_ == "by" and c.i > noun.i)]
    return not any(cast.at(n.i) is not None for c in doing for n in (c, *c.children))
