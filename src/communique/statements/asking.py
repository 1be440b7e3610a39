"""Who is asked, and what of: the one addressed, the infinitive that tells what to do, greetings to be passed on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.language.clauses import has_to, is_verb
from communique.statements.complements import infinitives
from communique.statements.frames import noun_frame
from communique.statements.nouns import PASSING

#: nouns by which something is called for: of both where it is to be done together, else of the other
NEEDS = frozenset({"need", "necessity", "urgency", "importance", "significance"})
#: what one is glad to do where it is a courtesy and no promise
GREETING = frozenset("meet host welcome visit receive be join have greet note".split())
#: to be invited to do these is to be asked
RESUMING = frozenset("return resume engage negotiate reconsider begin withdraw refrain respect lift stop".split())

#: to be invited by a body to do something else than these is to be asked
COMING = frozenset("visit attend come pay join participate take travel send address".split())
#: those whom bodies address without meaning anybody
EVERYONE = frozenset("community state country nation member partner donor stakeholder party society world".split())


def joins_efforts(noun: Token) -> bool:
    """Return whether a noun says that what is urged is to be done together ("joint efforts to do X")."""
    together = any(c.lower_ in ("joint", "concerted", "common", "bilateral", "mutual") for c in noun.children)
    return together and noun.lemma_.lower() in ("effort", "action", "step", "measure", "work", "endeavour", "endeavor")


def next_addressed(word: Token, addressed: Token, limit: int) -> Token | None:
    """Return the "on" by which a verb turns to somebody else ("called on A to do X and on B to do Y"), or None."""
    for token in word.doc[addressed.i + 1 : limit]:
        turns = token.lower_ in ("on", "upon") and token.nbor(-1).lower_ in ("and", ",")
        if turns and word.lower_ in ("called", "calls", "call", "calling", "on", "upon"):
            told = any(c.dep_ == "pobj" for c in token.children)
            if told and any(t.lower_ == "to" and t.nbor(1).tag_ == "VB" for t in word.doc[token.i + 2 : limit - 1]):
                return token
    return None


def is_everyone(noun: Token) -> bool:
    """Return whether a noun stands for nobody in particular ("the international community", "Member States")."""
    return noun.lemma_.lower() in EVERYONE


def infinitives_after(addressed: Token, predicate: Token, limit: int) -> Iterator[Token]:
    """Yield the infinitive that tells what the one addressed is to do."""
    for child in (*predicate.children, *addressed.children):
        if child.i > addressed.i and is_verb(child) and has_to(child) and child.i < limit:
            yield child
            return
    yield from infinitives(addressed, limit)


def greeting_passed_on(verb: Token | None) -> Token | None:
    """Return the greetings, wishes or thanks that somebody is asked to pass on, or None."""
    if verb is None or verb.lemma_ not in PASSING:
        return None
    for noun in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
        frame = noun_frame(noun)
        if frame is not None and frame.act == "courtesy":
            return noun
    return None
