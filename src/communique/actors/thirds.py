"""Whom a speaker means by "the two neighbours" or "both sides" that he turns to and is none of: two others in a row."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actors.entities import Entity
from communique.actors.lexicon import words
from communique.actors.trail import Resolved, Trail

#: verbs by which somebody turns to others, of whom he is none
_TURNING = words("urge ask appeal invite encourage press advise exhort implore beg")
#: words between the names of two states that stand in a row
_AND = (["and"], ["and", "the"], ["-"], ["–"], ["with"])
#: how many sentences back the two have been named
_REACH = 3


def thirds(trail: Trail, known: Resolved) -> tuple[Entity, ...]:
    """Return the two states that a joint phrase stands for where its clause turns to others than its subject.

    They are those named together last before it, else, for who takes no part in any talks, those named most. Empty
    where the phrase is no object of such a verb.
    """
    verb = _turning(trail, known)
    subjects = trail.subjects_of(verb.i) if verb is not None else ()
    if not subjects:
        return ()
    own = {e.side for e in subjects}
    for sentence in [trail.before(known.reference.start), *reversed(trail.history[-_REACH:])]:
        for first, second in zip(reversed(sentence[:-1]), reversed(sentence[1:]), strict=True):
            pair = _pair(trail, first, second)
            if pair and not {e.side for e in pair} & own:
                return pair
    return () if set(subjects) & set(trail.scene) else _most_named(trail, own)


def _most_named(trail: Trail, own: set[str | None]) -> tuple[Entity, ...]:
    """Return the two other states of which a text has told most; nobody where it told of one, or of several alike."""
    counts: dict[str, int] = {}
    states: dict[str, Entity] = {}
    for known in (r for sentence in trail.history for r in sentence):
        for entity in known.entities:
            if entity.country is not None and entity.country not in own:
                counts[entity.country] = counts.get(entity.country, 0) + 1
                if entity.kind == "state":
                    states.setdefault(entity.country, entity)
    ranked = sorted(states, key=lambda c: -counts[c])
    if len(ranked) < 2 or counts[ranked[1]] < 2 or (len(ranked) > 2 and counts[ranked[2]] >= counts[ranked[1]]):
        return ()
    return (states[ranked[0]], states[ranked[1]])


def _turning(trail: Trail, known: Resolved) -> Token | None:
    """Return the verb by which somebody turns to those of a phrase ("urged both to …", "host talks between them")."""
    root = trail.doc[known.reference.root]
    verb = root.head.head if root.dep_ == "pobj" else root.head
    if root.dep_ == "pobj" and root.head.lower_ == "between":
        while verb.pos_ == "NOUN" and verb.head != verb:
            verb = verb.head
        return verb if verb.pos_ == "VERB" else None
    if root.dep_ in ("nsubj", "nsubjpass") and verb.dep_ in ("ccomp", "xcomp"):
        verb = verb.head  # the parser often makes who is urged the subject of what is urged
    elif root.dep_ not in ("dobj", "pobj", "dative"):
        return None
    called = verb.lemma_ == "call" and any(c.lower_ in ("on", "upon") for c in verb.children)
    return verb if verb.lemma_.lower() in _TURNING or called else None


def _pair(trail: Trail, first: Resolved, second: Resolved) -> tuple[Entity, ...]:
    """Return the two states of two references that stand in a row."""
    one, other = first.single, second.single
    if one is None or other is None or one is other or not one.kind == other.kind == "state":
        return ()
    between = [t.lower_ for t in trail.doc[first.reference.end : second.reference.start]]
    return (one, other) if between in _AND else ()
