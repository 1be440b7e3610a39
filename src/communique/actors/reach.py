"""How far the noun phrase around a mention reaches: what a reader underlines where a record says who is meant."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.actors.references import Reference
from communique.language.clauses import is_charge

#: references to people and bodies by common nouns, whose phrases say more than their noun
_NOUNS = frozenset({"group", "role", "body", "organisation", "noun"})
#: those that have a proper name, which only words before it extend
_NAMED = frozenset({"state", "organisation"})
_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "predet"})
_BEHIND = frozenset({"of", "in", "from", "at", "near", "for", "inside", "outside", "along", "within"})
_PLACING = frozenset({"in", "at", "near", "inside", "outside", "across", "around"})
#: nouns that only say how many of a kind are meant
_COUNTING = frozenset(
    "hundred thousand million ten dozen score number majority minority handful pair couple group crowd".split()
)
#: dependencies of the head of a phrase, not of a word within one
_FILLING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative"})
#: where a phrase ends: clauses, loose additions, and what is coordinated with it
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "ccomp", "xcomp"})


def reach(doc: Doc, reference: Reference) -> tuple[int, int]:
    """Return the tokens ``[start, end)`` of the noun phrase that a reference heads, its own where it heads none.

    Genitives, pronouns and people's names reach no further than themselves. Articles, adjectives and nouns before
    the noun belong to its phrase, and behind a common noun what says which: "officials from …", "rebels loyal to …".
    What only counts people is part of their phrase ("hundreds of banks").
    """
    start, end = reference.start, reference.end
    root = doc[reference.root]
    if reference.kind not in (*_NOUNS, *_NAMED) or (reference.possessive and not _is_national(root, end)):
        return start, end
    for child in root.lefts:
        if child.dep_ in _BEFORE and child.i < start:
            start = min(start, child.left_edge.i)
    while start < reference.start and (doc[start].is_punct or doc[start].is_space or _is_time(doc[start], root)):
        start += 1
    if reference.kind in _NOUNS and root.pos_ == "NOUN" and root.i == end - 1 and not root.text.isupper():
        end = behind(root, end)
    counted = _counter(root, start) if root.i == end - 1 or root.pos_ == "NOUN" else None
    if counted is not None:
        start = counted.left_edge.i
    return start, end


def _is_time(token: Token, root: Token) -> bool:
    """Return whether a word is of a time that the parser put before a phrase ("On 17 July Peru's Supreme Court …")."""
    return token.ent_type_ in ("DATE", "TIME") and root.ent_type_ not in ("DATE", "TIME")


def _is_national(root: Token, end: int) -> bool:
    """Return whether the adjective of a country stands for one of its people ("an American", "another Chechen")."""
    alone = root.pos_ in ("NOUN", "PROPN") and root.i == end - 1 and root.dep_ in _FILLING
    return (
        alone and (end == len(root.doc) or root.doc[end].tag_ != "POS") and any(c.dep_ in _BEFORE for c in root.lefts)
    )


def _counter(root: Token, start: int) -> Token | None:
    """Return the noun before "of" that only counts those of a phrase that starts at ``start``, None where none does."""
    of = root.head
    if root.dep_ != "pobj" or of.lower_ != "of" or of.i != start - 1 or of.head.i != of.i - 1:
        return None
    return of.head if of.head.lemma_.lower() in _COUNTING and of.head.pos_ in ("NOUN", "NUM") else None


def behind(root: Token, end: int) -> int:
    """Return where the phrase of a noun ends if what follows it at ``end`` says which of its kind is meant."""
    for child in root.rights:
        if child.left_edge.i != end:
            break
        if is_charge(child):
            break
        says_which = child.dep_ in ("acl", "amod") and child.tag_ in ("VBN", "VBG", "JJ")
        if not says_which and not (child.dep_ == "prep" and child.lower_ in _BEHIND):
            break
        end = _last(child) + 1
    place = place_behind(root) if root.i == end - 1 else None
    return _last(place) + 1 if place is not None else end


def place_behind(root: Token) -> Token | None:
    """Return the preposition that says right behind a noun where those that it names are, though it hangs on the verb.

    The parser has the choice in "killed two people in Kabul"; either way they are there.
    """
    at = root.doc[root.i + 1] if root.i + 1 < len(root.doc) else root
    if at.dep_ != "prep" or at.lower_ not in _PLACING or at.head.i != root.head.i or root.dep_ != "dobj":
        return None
    return at if any(c.dep_ == "pobj" and c.ent_type_ in ("GPE", "LOC", "FAC") for c in at.children) else None


def _last(token: Token) -> int:
    """Return the last token of a modifier, without the loose additions at its end."""
    last = token.i
    for child in token.rights:
        if (
            child.is_space
            or child.dep_ in _LOOSE
            or child.ent_type_ in ("DATE", "TIME")
            or child.left_edge.i != last + 1
        ):
            break
        inner = _last(child)
        if child.dep_ == "prep" and inner == child.i:  # what it governs is a loose addition: "held by them on" a day
            break
        last = inner
    return last
