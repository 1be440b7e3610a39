"""What a clause denies or reports: "there is no X", "X was not on the agenda", "reports that X are false"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.language.clauses import is_progressive, is_reciprocal, modal, negation, own_subject
from communique.statements.predicates import COPULAS
from communique.statements.sentence import HEARSAY

#: "there is no …" of these asserts something, or judges
ASSERTING = frozenset(
    """doubt alternative substitute way choice question reason place room excuse justification limit solution winner
    other one such need secret coincidence point basis option shortage lack sign path peace security issue problem
    dispute difference disagreement obstacle contradiction barrier conflict""".split()
)
TRUE = frozenset({"true", "correct", "accurate", "case"})
UNTRUE = frozenset({"untrue", "false", "incorrect", "wrong", "inaccurate", "lie", "falsehood"})
#: what has become of these tells how things stand between two sides
RELATIONS = frozenset(
    """relation relations tie ties friendship relationship partnership cooperation collaboration bond alliance
    dialogue solidarity trust""".split()
)
#: what two sides have had when it took place
ROUNDS = frozenset("round exchange talk meeting discussion conversation contact consultation".split())


def denied_existence(verb: Token) -> Token | None:
    """Return what "there is no X" denies; None where that only asserts ("there is no doubt that")."""
    if verb.lemma_ != "be" or modal(verb) is not None or not any(c.dep_ == "expl" for c in verb.children):
        return None
    denied = (c for c in verb.children if c.dep_ == "attr" and any(d.lower_ == "no" for d in c.children))
    return next((c for c in denied if c.lemma_.lower() not in ASSERTING), None)


def is_undone(verb: Token) -> bool:
    """Return whether a clause denies that something was done or is under way ("no messages were delivered")."""
    who = own_subject(verb)
    denied = who is not None and any(c.lower_ == "no" and c.dep_ == "det" for c in who.children)
    under_way = verb.lemma_ == "be" and any(c.lower_ == "under" for c in verb.children)
    return denied and modal(verb) is None and (is_report(verb) or is_progressive(verb) or under_way)


def off_agenda(verb: Token) -> Token | None:
    """Return the subject of "X was not on the agenda" and "X was not among the topics", if the clause is one."""
    words = {t.lemma_.lower() for t in verb.doc[verb.i : min(verb.i + 8, verb.sent.end)]}
    if verb.lemma_ == "be" and negation(verb) is not None and words & {"agenda", "topic", "subject"}:
        return own_subject(verb)
    return None


def false_report(verb: Token) -> Token | None:
    """Return the clause of "reports that X are false", if the sentence says so."""
    who = own_subject(verb)
    if verb.lemma_ == "be" and any(c.dep_ == "attr" and c.lower_ == "truth" for c in verb.children):
        who = next((t for t in verb.sent if t.i > verb.i and t.lemma_.lower() in HEARSAY), who)
        return next((c for c in who.children if c.dep_ in ("acl", "relcl")), None) if who is not None else None
    if verb.lemma_ == "be" and who is not None and who.lower_ == "it" and (untrue := _untrue(verb)) is not None:
        return untrue
    if who is None or who.lemma_.lower() not in ("report", "rumour", "rumor", "suggestion", "speculation", "story"):
        return None
    words = {t.lemma_.lower() for t in verb.doc[verb.i : verb.sent.end]}
    if (
        not words & {"false", "untrue", "groundless", "unfounded", "baseless", "incorrect", "fabricate", "wrong"}
        and negation(verb) is None
    ):
        return None
    return next((c for c in who.children if c.dep_ in ("acl", "relcl") and own_subject(c) is not None), None)


def _untrue(verb: Token) -> Token | None:
    """Return the clause of "it is not true that X" and "it is false that X", or None."""
    for word in (c for c in verb.children if c.dep_ in ("acomp", "attr")):
        denied = word.lower_ in UNTRUE or (word.lower_ in TRUE and negation(verb) is not None)
        if denied:
            clauses = (c for owner in (verb, word) for c in owner.children if c.dep_ == "ccomp" and c.i > word.i)
            return next(clauses, None)
    return None


def is_of_relations(verb: Token) -> bool:
    """Return whether the subject of a clause is what two sides have between them."""
    who = own_subject(verb)
    return who is not None and who.lemma_.lower() in RELATIONS


def is_report(verb: Token) -> bool:
    """Return whether a clause tells an occurrence: past or perfect of a verb that is no state."""
    if is_of_relations(verb) and verb.tag_ == "VBN":
        return False  # "our relations have been raised to a new level"
    if any(is_reciprocal(c) for c in verb.children) or any(is_reciprocal(n) for c in verb.children for n in c.children):
        return False  # "have treated each other as equals"
    if (
        verb.lemma_ == "have"
        and verb.tag_ == "VBN"
        and any(c.dep_ == "dobj" and c.lemma_ in ROUNDS for c in verb.children)
    ):
        return True
    if verb.lemma_ in COPULAS or verb.lemma_ in (
        "have",
        "enjoy",
        "play",
        "stand",
        "develop",
        "grow",
        "occupy",
        "share",
        "remain",
    ):
        return False
    past = verb.tag_ == "VBD" or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "was", "were", "has", "have") for c in verb.children
    )
    return past and verb.tag_ in ("VBD", "VBN")
