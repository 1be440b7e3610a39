"""Whether the words of an encounter report it as real: not planned, wished for, denied, or of another time."""

from __future__ import annotations

from spacy.tokens import Token

from communique.meetings.wording import UNREAL_AUXILIARIES, UNREAL_GOVERNORS


def is_real(verb: Token) -> bool:
    """Return whether a verb reports what happened, rather than what is planned, wished, denied or conditional."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "auxpass", "mark")}
    if words & UNREAL_AUXILIARIES:
        return False
    above = verb
    while above.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "prep", "conj") and above.head.i != above.i:
        below, above = above, above.head
        if below.dep_ in ("xcomp", "acl", "ccomp", "pcomp") and above.lemma_.lower() in UNREAL_GOVERNORS:
            return False
        if {c.lower_ for c in above.children if c.dep_ == "aux"} & UNREAL_AUXILIARIES and below.dep_ in (
            "xcomp",
            "conj",
        ):
            return False
    return True


def is_real_noun(noun: Token) -> bool:
    """Return whether a noun of encounter stands for one that took place: not a next one, nor one wished for."""
    if lies_ahead(noun):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in (
        "in",
        "during",
        "at",
        "after",
        "following",
        "on",
        "upon",
        "over",
        "amid",
    ):
        above = noun.head.head
        return (
            above.pos_ not in ("VERB", "AUX")
            or noun.head.lower_ != "on"
            or above.lemma_.lower() not in UNREAL_GOVERNORS
        )
    above = noun
    while above.head.i != above.i:
        above = above.head
        if above.lemma_.lower() in UNREAL_GOVERNORS:
            return False
        if above.pos_ in ("VERB", "AUX"):
            return is_real(above)
    return True


def lies_ahead(noun: Token) -> bool:
    """Return whether the words before a noun of encounter put it into another time, or deny it."""
    others = (
        "next",
        "future",
        "forthcoming",
        "upcoming",
        "possible",
        "further",
        "proposed",
        "regular",
        "no",
        "last",
        "previous",
    )
    return any(child.lower_ in others and child.dep_ in ("amod", "det") for child in noun.children)


def is_placed(verb: Token) -> bool:
    """Return whether a verb says where it was done ("agreed in Lima on Monday to open a consulate", "agreed here")."""
    done = [c for c in verb.children if c.i > verb.i and (c.dep_ == "prep" or c.lower_ == "here")]
    return any(c.lower_ == "here" or (c.lower_ == "in" and any(_is_name_of_place(p) for p in c.children)) for c in done)


def _is_name_of_place(noun: Token) -> bool:
    """Whether a noun behind "in" may name a city or state, which the parser's names often mistake for bodies."""
    return noun.pos_ == "PROPN" and noun.ent_type_ not in ("DATE", "TIME", "PERSON", "EVENT", "LAW")
