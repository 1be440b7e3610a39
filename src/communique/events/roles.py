"""Who stands in which role of a verb or a deed noun: subjects, objects, recipients after prepositions, owners.

Each question is answered from the tree; where the small parser's attachments waver (a preposition under the wrong
noun), the nearest phrase that fits is taken. Answers are head tokens of noun phrases; ``fillers`` says which actors
they mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.events.fillers import CONTAINERS, is_time, owners
from communique.language.clauses import conjuncts, has_to, is_passive, is_verb, subject

SUBORDINATE = frozenset({"relcl", "advcl", "acl", "csubj", "parataxis"})
#: participles that look passive but name a stance of their subject ("is opposed to", "is committed to")
STATIVE = frozenset({"oppose", "prepare", "commit", "determine", "concern", "set", "resolve", "dedicate"})
#: words that make one preposition with the "to" behind them, which leads to nobody's recipient
COMPOUND = frozenset({"according", "due", "thanks", "prior", "owing", "contrary", "compared"})
#: particles that are prepositions too
PARTICLES = frozenset({"off", "out", "up", "down"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
#: letters in a word that may be capital without being an acronym
LETTER = 2
#: nouns that make one preposition with the "in" before them ("in case of", "in response to")
FORMAL = frozenset(
    "case response event retaliation line addition exchange return order accordance connection light protest support "
    "favour favor defence defense cooperation coordination collaboration conjunction partnership honour honor".split()
)
#: kinds of names of those who act
NAMING = frozenset({"ORG", "PERSON", "GPE", "NORP"})


def passive(verb: Token) -> bool:
    """Return whether the verb's subject undergoes what it says."""
    if not is_passive(verb):
        return False
    return verb.lemma_ not in STATIVE or any(c.dep_ == "agent" for c in verb.children)


def agents(verb: Token) -> tuple[Token, ...]:
    """Return the heads of whoever does what the verb says: its subject, or after "by" in the passive."""
    if passive(verb):
        return tuple(
            head for child in verb.children if child.dep_ == "agent" or child.lower_ == "by" for head in _after(child)
        )
    found = subject(verb) or _mistagged(verb) or _swallowed(verb)
    return tuple(conjuncts(found)) if found is not None else ()


def _mistagged(verb: Token) -> Token | None:
    """Return a name before the verb that the parser took for an adverb ("USAID announced …")."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    loose = (c for c in verb.lefts if c.dep_ in ("advmod", "npadvmod", "dep"))
    return next((c for c in loose if c.ent_type_ in NAMING or (c.text.isupper() and len(c) > LETTER)), None)


def _swallowed(verb: Token) -> Token | None:
    """Return a subject that the parser took for part of what opens the sentence ("On Friday Kenya had imposed …")."""
    start = min((c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg", "advmod")), default=verb.i)
    if start <= verb.sent.start:
        return None
    token = verb.doc[start - 1]
    opened = token.dep_ in ("conj", "appos") and token.pos_ == "PROPN" and token.left_edge.i > verb.sent.start
    if opened and verb.doc[token.left_edge.i - 1].text == "," and not any(c.dep_ == "cc" for c in token.head.rights):
        over = next((t for t in token.head.ancestors if t.i == verb.i or is_verb(t)), None)
        if over is not None and over.i == verb.i:
            return token  # "On a visit to Lima, President Holm voiced …", taken for coordinated with Lima
    dated = any(c.ent_type_ in ("DATE", "TIME") and c.dep_ in ("compound", "nmod") for c in token.lefts)
    return token if dated and token.dep_ == "pobj" and token.head.head.i == verb.i and token.pos_ != "NUM" else None


def objects(verb: Token) -> tuple[Token, ...]:
    """Return the heads of what the verb acts on: its object, or its subject in the passive."""
    if passive(verb):
        found = subject(verb)
        return tuple(conjuncts(found)) if found is not None else ()
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and not any(c.dep_ in OBJECTS for c in verb.children):
        return (verb.head,)
    found_objects = tuple(head for child in verb.children if child.dep_ in OBJECTS for head in together(child))
    return (
        found_objects
        or _behind_particle(verb)
        or tuple(
            c
            for child in verb.children
            if (child.dep_ == "ccomp" and has_to(child)) or _is_label(child)
            for c in child.children
            if c.dep_ == "nsubj"
        )
    )  # "called the president to …" is often parsed as if the president did it


def _behind_particle(verb: Token) -> tuple[Token, ...]:
    """Return the object that the parser hangs on the particle of a verb ("sealed off the town")."""
    return tuple(
        head
        for child in verb.children
        if child.lower_ in PARTICLES and child.dep_ in ("prep", "prt") and child.i == verb.i + 1
        for head in _after(child)
    )


def _is_label(clause: Token) -> bool:
    """Return whether a clause only says what its subject is called ("found him guilty", "persona non grata")."""
    return clause.dep_ in ("ccomp", "xcomp") and (clause.pos_ == "ADJ" or clause.lower_ == "persona")


def contained(heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the heads together with what those that only count or contain stand for ("a state of emergency")."""
    found: list[Token] = []
    for head in heads:
        found.append(head)
        if head.lemma_.lower() in CONTAINERS or head.tag_ == "CD":
            found.extend(inner for child in head.children if child.lower_ == "of" for inner in _after(child))
    return tuple(found)


def modifiers(noun: Token) -> frozenset[str]:
    """Return the lemmas of the words that modify a noun from the left, those coordinated with them included."""
    found = {child.lemma_.lower() for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")}
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod"):
            found.update(c.lemma_.lower() for c in child.children if c.dep_ in ("conj", "compound", "npadvmod", "amod"))
    return frozenset(found)


def after(prepositions: tuple[str, ...], verb: Token, nouns: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the heads after the first of these prepositions at the verb, at its object, or else within the clause."""
    for word in prepositions:
        for holder in (verb, *nouns, *(c for n in nouns for c in n.rights if c.dep_ == "acl" and c.tag_ == "VBN")):
            for child in holder.children:
                if child.lower_ == word and child.dep_ in ("prep", "agent", "dative", "prt") and child.i > holder.i:
                    found = tuple(h for h in _after(child) if not is_time(h))
                    if found:
                        return found
    for word in prepositions:
        for token in clause(verb):
            bound = token.head.i == verb.i or token.head.lower_ in COMPOUND
            if token.lower_ == word and token.dep_ == "prep" and token.i > verb.i and not bound:
                found = tuple(h for h in _after(token) if not is_time(h))
                if found and (not nouns or token.i > nouns[0].i):
                    return found
    return ()


def governed(word: str, nouns: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the heads that this preposition governs right at one of the nouns."""
    return tuple(head for noun in nouns for child in noun.rights if child.lower_ == word for head in _after(child))


def dative(verb: Token) -> tuple[Token, ...]:
    """Return the heads of the indirect object ("gave Kyiv missiles", "gave missiles to Kyiv")."""
    for child in verb.children:
        if child.dep_ == "dative":
            return _after(child) or together(child)
    return ()


def possessors(nouns: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words that name whose the nouns are, nearest first."""
    return tuple(owner for noun in nouns for owner in owners(noun))


def clause(verb: Token) -> Iterator[Token]:
    """Yield the tokens of the verb's own clause in text order, without subordinate clauses and other conjuncts."""
    for child in verb.lefts:
        if not _leaves(child, verb):
            yield from _inside(child)
    yield verb
    for child in verb.rights:
        if not _leaves(child, verb):
            yield from _inside(child)


def _inside(token: Token) -> Iterator[Token]:
    for child in token.lefts:
        if child.dep_ not in SUBORDINATE:
            yield from _inside(child)
    yield token
    for child in token.rights:
        if child.dep_ not in SUBORDINATE:
            yield from _inside(child)


def _leaves(child: Token, verb: Token) -> bool:
    return child.dep_ in SUBORDINATE or (child.dep_ == "conj" and is_verb(child) and child.head.i == verb.i)


def _after(preposition: Token) -> tuple[Token, ...]:
    """Return the heads that a preposition governs, those coordinated included; "between A and B" gives both."""
    found: list[Token] = []
    for child in preposition.children:
        if child.dep_ == "pobj" and preposition.lower_ == "in" and child.lemma_ in FORMAL and not _has_article(child):
            continue
        if child.dep_ in ("pobj", "pcomp") and not is_verb(child):
            found.extend(together(child))
        elif child.dep_ == "prep":  # "from inside", "out of"
            found.extend(_after(child))
    return tuple(found)


def together(head: Token) -> tuple[Token, ...]:
    """Return the head and what is coordinated with it, also where the parser coordinates it with the name behind it.

    So "the Russian agency Gonets and the Indian Space Agency" are two, and "the port of Jizan and the Najran base".
    """
    own = tuple(conjuncts(head))
    named = (c for t in own for c in t.children if c.dep_ == "appos")
    placed = (
        p
        for t in own
        if _has_article(t)
        for c in t.rights
        if c.dep_ == "prep" and c.lower_ in ("of", "in", "at")
        for p in c.children
        if p.dep_ == "pobj" and p.pos_ == "PROPN" and not _has_article(p)
    )
    swallowed = (t for p in placed for t in conjuncts(p) if t.i != p.i and _has_article(t))
    return (*own, *(t for c in named for t in conjuncts(c) if t.i != c.i), *swallowed)


def _has_article(noun: Token) -> bool:
    return any(c.lower_ in ("the", "a", "an") and c.dep_ == "det" for c in noun.lefts)


def gerunds(preposition: Token) -> tuple[Token, ...]:
    """Return the verbs in -ing that a preposition governs ("of violating"), those coordinated included."""
    return tuple(
        verb
        for child in preposition.children
        if child.dep_ in ("pcomp", "pobj") and is_verb(child)
        for verb in conjuncts(child)
    )
