"""What is said to come about by somebody's own doing: "a frigate would join the patrols", "flights would resume"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.language.clauses import modal, negation, own_subject

#: what happens because somebody sees to it; an official who says that it will makes a promise
HAPPENING = frozenset(
    """join resume start begin commence open reopen close arrive depart leave run sail fly follow enter operate
    continue remain stay keep stand cover apply comply proceed receive serve cease end expire observe hear accompany
    patrol train carry land accommodate house kick get""".split()
)
#: what goes on by itself: that it will begin, continue or end is a judgement
SELF_MOVING = frozenset(
    """war conflict violence fighting crisis tension hostility cooperation friendship relation relationship partnership
    dialogue trade economy growth price demand world history peace future time situation pressure problem
    challenge uncertainty threat people nation""".split()
)
WILLING = frozenset({"will", "would", "shall", "'ll"})


def is_scheduled(verb: Token) -> bool:
    """Return whether a clause says what will happen by arrangement ("the office would open in May"), no forecast."""
    if modal(verb) not in WILLING:
        return False
    who = own_subject(verb)
    if who is None or who.lemma_.lower() in SELF_MOVING or who.lower_ in ("it", "this", "that", "which", "there"):
        return False
    if verb.lemma_ == "take":
        return any(c.lower_ in ("place", "effect", "part") for c in verb.children)
    if verb.lemma_ in ("come", "go"):
        return any(c.lower_ in ("into", "ahead", "before", "forward") for c in verb.children)
    return verb.lemma_ in HAPPENING


def is_ruled_out(verb: Token) -> bool:
    """Return whether "could" tells, denied, what is or was impossible ("the cost could no longer be borne")."""
    if modal(verb) != "could":
        return False
    return negation(verb) is not None or any(
        c.lower_ in ("longer", "hardly", "scarcely", "only") for c in verb.children
    )


def cleft_clause(verb: Token) -> tuple[Token, Token] | None:
    """Return the noun that "it is X that does Y" singles out, and the verb of what it does; None where it is none."""
    who = own_subject(verb)
    if verb.lemma_ != "be" or who is None or who.lower_ != "it":
        return None
    singled = next((c for c in verb.children if c.dep_ == "attr" and c.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if singled is None:
        return None
    hung = [c for c in (*singled.subtree, *verb.children) if c.dep_ in ("relcl", "ccomp", "advcl", "acl")]
    above = [verb.head] if verb.dep_ in ("ccomp", "advcl") and verb.head.i > singled.i else []
    for clause in (*hung, *above):
        doing = own_subject(clause)
        if clause.i > singled.i and doing is not None and doing.lower_ in ("that", "who") and doing.i > singled.i:
            return singled, clause
    return None
