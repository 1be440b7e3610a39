"""What a predicate governs: its infinitives, and what its prepositions lead to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.actors.offices import is_head
from communique.language.clauses import ADVERBS, has_to, is_passive, is_verb, own_subject
from communique.statements.edges import DAYS
from communique.statements.frames import adjective_frame

#: what only dates what is told, beside the days
MONTHS = frozenset("January February March April May June July August September October November December".split())


def infinitives(predicate: Token, limit: int) -> Iterator[Token]:
    """Yield the verbs of to-infinitives that complement a predicate: by the tree, else by the nearest "to" + verb."""
    doc = predicate.doc
    for child in predicate.children:
        if (
            child.i > predicate.i
            and child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl")
            and is_verb(child)
            and has_to(child)
        ):
            yield child
            return
    for i in range(predicate.i + 1, min(limit - 1, predicate.i + 14)):
        if doc[i].text in (";", "."):
            return
        if doc[i].tag_ == "TO":
            for j in range(i + 1, min(i + 4, limit)):
                if (doc[j].tag_ in ("VB", "VBP", "NN") and doc[j].tag_ != "NN") or (
                    j == i + 1 and doc[j].pos_ == "VERB"
                ):
                    if not _explains_possessed(doc[j], predicate):
                        yield doc[j]
                    return
        elif i > predicate.i + 1 and (
            doc[i].tag_ in ("VBZ", "VBD", "MD") or (adjective_frame(doc[i]) and doc[i].pos_ == "ADJ")
        ):
            return


def _explains_possessed(verb: Token, predicate: Token) -> bool:
    """Return whether an infinitive explains a noun below the object ("sought backing for Seoul's drive to do X")."""
    noun = verb.head
    below = verb.dep_ == "acl" and noun.dep_ == "pobj" and any(c.dep_ == "poss" for c in noun.children)
    return below and noun.i > predicate.i


def prepositional(predicate: Token, prepositions: tuple[str, ...], limit: int) -> Iterator[Token]:
    """Yield what the first of the prepositions found governs, and what its repetitions do ("of A and of B")."""
    doc = predicate.doc
    for preposition in prepositions:
        last = None
        for i in range(predicate.i + 1, limit - 1):
            token = doc[i]
            if token.lower_ != preposition or token.tag_ == "TO":
                continue
            if last is None and (i > predicate.i + 22 or not _governed(token, predicate)):
                continue
            if last is not None and (i <= last or not _repeats(token)):
                continue
            governed = _object_of(token)
            if governed is not None and not _is_day(governed):
                last = governed.i
                yield governed
        if last is not None:
            return


def names_office(noun: Token) -> bool:
    """Return whether a noun led by "for" is part of the name of an office ("called on the Minister for Energy")."""
    office = noun.head.nbor(-1) if noun.head.i > noun.sent.start else noun
    return noun.head.lower_ == "for" and office.is_title and is_head(office.lower_)


#: what a verb has that is more than a participle
HOLDERS = frozenset({"aux", "auxpass", "nsubj", "nsubjpass"})


def is_questioned(verb: Token) -> bool:
    """Return whether "asked" only says that the speaker was ("Oslo, asked about the talks, said …", "Asked if …")."""
    if verb.dep_ == "conj" and verb.head.tag_ == "VBD":
        return False
    if verb.lower_ not in ("asked", "questioned") or any(c.dep_ in HOLDERS for c in verb.children):
        before = verb.nbor(-1).text if verb.i > verb.sent.start else ""
        if verb.lower_ != "asked" or before != "," or is_passive(verb):
            return False
    following = verb.nbor(1).lower_ if verb.i + 1 < verb.sent.end else ""
    return following in ("about", "whether", "if", "why", "how", "what", "when", "by", "on", "to")


#: what is not done where one of these governs a verb in -ing or an infinitive
SHUNNING = frozenset("refrain abstain delay postpone avoid shelve defer".split())


def shuns(verb: Token) -> bool:
    """Return whether a governing verb says that something is not done ("stopped short of threatening X")."""
    if verb.dep_ not in ("pcomp", "xcomp"):
        return False
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    words = {t.lower_ for t in verb.doc[above.i : verb.i]}
    return (
        above.lemma_ in SHUNNING
        or (above.lemma_ == "stop" and "short" in words)
        or (above.lemma_ in ("hold", "back", "shy") and bool(words & {"off", "away", "back"}))
    )


def rated_object(verb: Token, limit: int) -> tuple[int, Token] | None:
    """Return where the object behind its rating opens, and its noun ("rejected as baseless the claim"), or None."""
    doc, i = verb.doc, verb.i + 2
    if i >= limit or doc[verb.i + 1].lower_ != "as":
        return None
    while i < limit and (
        doc[i].pos_ in ("ADJ", "ADV", "CCONJ")
        or doc[i].tag_ in ("VBN", "RB")
        or doc[i].text == ","
        or (doc[i].dep_ == "conj" and doc[i].head.pos_ == "ADJ")
    ):
        i += 1
    qualified = any(t.pos_ == "ADJ" or t.tag_ == "VBN" for t in doc[verb.i + 2 : i])
    opened = i + 1 < limit and (doc[i].tag_ in ("DT", "PRP$") or (doc[i].pos_ == "PROPN" and doc[i + 1].tag_ == "POS"))
    if not qualified or not opened:
        return None
    nouns = (t for t in doc[i + 1 : limit] if t.pos_ in ("NOUN", "PROPN"))
    ends = (n for n in nouns if n.i + 1 >= limit or doc[n.i + 1].pos_ not in ("NOUN", "PROPN", "PART"))
    return next(((i, noun) for noun in ends), None)


def _is_day(noun: Token) -> bool:
    """Return whether a noun only says when ("agreed on Monday")."""
    return noun.ent_type_ in ("DATE", "TIME") and (noun.text in DAYS or noun.text.isdigit() or noun.text in MONTHS)


def _object_of(preposition: Token) -> Token | None:
    """Return the noun or gerund that a preposition governs."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.i > preposition.i:
            return _possessed(child)
    following = preposition.nbor(1)
    return following if following.tag_ == "VBG" else None


def _possessed(noun: Token) -> Token:
    """Return what a possessor possesses where the parser took the possessor for the object ("of India's support")."""
    if noun.i + 1 < noun.sent.end and noun.nbor(1).tag_ == "POS":
        for token in noun.doc[noun.i + 2 : min(noun.i + 8, noun.sent.end)]:
            if token.pos_ == "NOUN" and (token.i + 1 >= noun.sent.end or token.nbor(1).pos_ != "NOUN"):
                return token
    return noun


def _repeats(preposition: Token) -> bool:
    """Return whether a coordinator stands before the preposition, as in "of A as well as of B"."""
    i = preposition.i - 1
    while i > preposition.sent.start and preposition.doc[i].tag_ in ADVERBS:
        i -= 1
    return preposition.doc[i].lower_ in ("and", "or", "as") or preposition.doc[i].text == ","


def _governed(preposition: Token, predicate: Token) -> bool:
    """Return whether the preposition hangs on the predicate or on its objects rather than on another clause."""
    head = preposition.head
    if head.i == predicate.head.i and predicate.dep_ in ("dobj", "acomp"):
        between = predicate.doc[predicate.right_edge.i + 1]
        if between.i == preposition.i and predicate.dep_ == "dobj":
            return True  # "the solidarity of X with Y", where the parser gave "with Y" to the verb
        if predicate.dep_ == "acomp" and preposition.i == predicate.right_edge.i + 1:
            return True  # "grateful to X for Y"
        told = between.lower_ in ("to", "towards") and between.head.i == head.i
        if told and between.right_edge.i + 1 == preposition.i:
            return True  # "expressed his appreciation to X for Y"
    for _ in range(6):
        if head.i == predicate.i:
            return True
        if is_verb(head) and head.i > predicate.i and head.dep_ not in ("pcomp", "amod"):
            return False
        if head.head.i == head.i:
            break
        head = head.head
    return preposition.i - predicate.i <= 3


def before_matrix(head: Token, verb: Token, limit: int) -> int:
    """Return where an infinitive ends that stands before its own predicate ("readiness to do X was confirmed")."""
    if head.i > verb.i:
        return limit
    return min([limit, verb.i, *(c.i for c in verb.children if head.i < c.i < verb.i and c.pos_ == "AUX")])


def seen_doing(head: Token) -> Token | None:
    """Return the verb of what somebody hopes to see another do, or None."""
    if head.lemma_ != "see":
        return None
    done = (c for c in head.children if c.dep_ in ("ccomp", "xcomp") and c.i > head.i)
    return next((c for c in done if c.tag_ in ("VB", "VBP") and own_subject(c) is not None), None)
