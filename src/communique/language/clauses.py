"""Clauses of a parsed sentence: their subject, voice, modals, negation, condition and coordination.

The small English parser is right about tags far more often than about attachments, so each question is asked of
the tree first and of the neighbouring tags where the tree has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: words that may stand between "to" or a modal and its verb, or between a comma and a further verb
ADVERBS = frozenset({"RB", "RBR", "RBS"})
#: verbs that say behind "of" what somebody is charged with or loses
CHARGING = frozenset(
    {
        "accuse",
        "suspect",
        "convict",
        "acquit",
        "clear",
        "deprive",
        "rob",
        "strip",
        "inform",
        "notify",
        "apprise",
        "assure",
        "remind",
    }
)
CONDITIONALS = frozenset({"if", "unless", "provided", "once", "assuming", "lest"})


def is_verb(token: Token) -> bool:
    """Return whether the token is tagged as a verb or modal."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def own_subject(verb: Token) -> Token | None:
    """Return the head of the subject that stands at this very verb or, by a slip of the parser, at its auxiliary."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:  # of two, which the parser finds where one is an aside, the nearer to the verb
        return max((s for s in own if s.i < verb.i), key=lambda s: s.i, default=own[0])
    if verb.tag_ == "NNS":  # "Kazakhstan adheres to …", taken for a compound noun
        return next((c for c in verb.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), None)
    for aux in verb.children:
        if aux.dep_ in ("aux", "auxpass"):
            for child in aux.children:
                if child.dep_ in SUBJECTS:
                    return child
    return None


def subject(verb: Token) -> Token | None:
    """Return the head of the clause's subject, followed through coordination, control and relative clauses."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = own_subject(verb)
        if own is not None:
            relative = own.tag_ in ("WDT", "WP") or own.lower_ == "that"
            return verb.head if relative and verb.dep_ in ("relcl", "acl", "ccomp") and verb.head.i != verb.i else own
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep") and verb.head.i != verb.i:
            verb = verb.head
        elif verb.dep_ == "csubj" and verb.tag_ == "VBG":  # "Urging X to do Y, Oslo said", taken for its subject
            return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i > verb.i), None)
        elif verb.dep_ in ("acl", "relcl") and verb.head.i != verb.i:
            return verb.head
        elif verb.tag_ in ("VBN", "VBD", "VBZ") and verb.dep_ in ("amod", "compound", "nmod"):
            return _nearest_subject(verb)  # a finite verb that the parser took for a modifier
        else:
            return _subject_before(verb)
    return None


def _subject_before(verb: Token) -> Token | None:
    """Return the subject of the clause before the last of a row, which the parser hung on that ("A did X, did Y")."""
    if verb.dep_ != "ROOT" or verb.tag_ not in FINITE or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.tag_ == verb.tag_), None)
    return own_subject(before) if before is not None else None


def _name_before(verb: Token) -> Token | None:
    """Return the name before a verb that was hung with it on its object ("Oslo voiced concern", "Oslo told X that")."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
    if verb.head.dep_ != "ROOT" or before.head.i != verb.head.i or not before.i < verb.i < verb.head.i:
        return None
    opened = any(c.dep_ == "det" for c in verb.head.children)
    named = before.ent_type_ in ("PERSON", "GPE", "ORG") or before.pos_ == "PROPN"
    return before if named and not opened and verb.i == verb.left_edge.i else None


def is_taken_for_modifier(verb: Token) -> bool:
    """Return whether a finite verb was hung on its object like an adjective ("and conveyed thanks", "Oslo told X")."""
    hung = verb.dep_ in ("amod", "compound")
    return hung and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _name_before(verb) is not None))


def _nearest_subject(verb: Token) -> Token | None:
    """Return the nearest subject to the left, where an auxiliary or coordinator shows that the verb is finite."""
    if (named := _name_before(verb)) is not None:
        return named
    left = [verb.doc[i] for i in range(max(verb.sent.start, verb.i - 4), verb.i)]
    if not any(t.lower_ in ("has", "have", "had", "and", "but") for t in left):
        return None
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        if verb.doc[i].dep_ in ("nsubj", "nsubjpass"):
            return verb.doc[i]
    return None


def auxiliaries(verb: Token) -> tuple[Token, ...]:
    """Return the auxiliaries of a verb in text order; those of the first conjunct count for a bare further conjunct."""
    own = tuple(c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    if own or verb.dep_ != "conj" or own_subject(verb) is not None or verb.tag_ in ("VBZ", "VBD"):
        return own
    return auxiliaries(verb.head)


def modal(verb: Token) -> str | None:
    """Return the lower-cased modal over the verb ("should", "will", "need to" as "need"), or None."""
    for aux in auxiliaries(verb):
        if aux.tag_ == "MD" or aux.lower_ in ("'ll", "'d"):
            return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(aux.lower_, aux.lower_)
    return None


def has_to(verb: Token) -> bool:
    """Return whether the verb is a to-infinitive."""
    if any(c.tag_ == "TO" or c.lower_ == "to" for c in verb.children if c.i < verb.i and c.dep_ in ("aux", "mark")):
        return True
    left = verb.i - 1
    while left >= verb.sent.start and verb.doc[left].tag_ in ADVERBS:
        left -= 1
    return left >= verb.sent.start and verb.doc[left].tag_ == "TO"


def is_passive(verb: Token) -> bool:
    """Return whether the verb is a passive participle."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    return any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children) or (
        verb.dep_ == "conj" and verb.tag_ == "VBN" and own_subject(verb) is None and is_passive(verb.head)
    )


def negation(verb: Token) -> Token | None:
    """Return the word that negates the verb itself ("not", "never", "no longer"), if any."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("not", "n't", "never", "n’t"):
            return child
        if child.lower_ in ("nor", "neither") and child.i == verb.sent.start:
            return child  # "Nor does it object to X"
    return None


def is_conditional(verb: Token) -> bool:
    """Return whether the clause stands under a condition: an if-clause beside it, or "should X happen, …"."""
    top = verb
    while top.dep_ in ("conj", "xcomp", "ccomp") and top.head.i != top.i:
        top = top.head
    for head in {verb.i: verb, top.i: top}.values():
        for child in head.children:
            if child.dep_ in ("advcl", "prep", "mark") and opens_condition(child):
                return True
    return False


def opens_condition(head: Token) -> bool:
    """Return whether a clause or phrase sets a condition ("if …", "unless …", "should it …", "in case of …")."""
    first = head.sent[head.left_edge.i - head.sent.start]
    words = [t.lower_ for t in head.doc[first.i : min(first.i + 3, head.sent.end)]]
    if not words:
        return False
    if words[0] in CONDITIONALS or words[:2] in (["in", "case"], ["as", "soon"], ["as", "long"], ["on", "condition"]):
        return True
    return words[0] in ("should", "were", "had") and head.doc[first.i].i < head.i and is_verb(head)


def opens_proviso(word: Token) -> bool:
    """Return whether a word is the conjunction of ", provided (that) the roads are open", which looks like a verb."""
    if word.lower_ not in ("provided", "providing") or word.i <= word.sent.start or word.i + 1 >= word.sent.end:
        return False
    clausal = word.nbor(1).lower_ == "that" or any(c.dep_ in ("ccomp", "advcl", "acl") for c in word.children)
    return word.nbor(-1).text == "," and clausal


def is_reciprocal(noun: Token) -> bool:
    """Return whether a word closes "each other" or "one another"."""
    before = noun.nbor(-1).lower_ if noun.i > noun.sent.start else ""
    return (before, noun.lower_) in (("each", "other"), ("one", "another"))


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield the head and everything coordinated with it, in text order."""
    yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def is_charge(preposition: Token) -> bool:
    """Return whether an "of" behind a noun opens what somebody is accused of ("accused the army of mass slaughter").

    The parser hangs it on the noun, whose own "of" names a place or a body ("accused the government of Sudan").
    """
    noun = preposition.head
    verb = noun.head
    if preposition.lower_ != "of" or noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in CHARGING:
        return False
    return not any(c.dep_ == "pobj" and c.ent_type_ in ("GPE", "ORG", "NORP", "LOC") for c in preposition.children)


def skip_adverbs_left(token: Token) -> int:
    """Return the index of the leftmost adverb directly before the token (its own index where there is none)."""
    start = token.i
    while (
        start > token.sent.start
        and token.doc[start - 1].tag_ in ADVERBS
        and token.doc[start - 1].lower_
        not in (
            "however",
            "therefore",
            "also",
            "then",
            "not",
            "always",
        )
    ):
        start -= 1
    return start


def sentence_text(sent: TokenSpan) -> str:
    """Return the sentence's text without surrounding white space."""
    return sent.text.strip()


def has_auxiliary(verb: Token) -> bool:
    """Return whether a verb has a finite auxiliary ("are looking", "will hand over")."""
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def is_progressive(verb: Token) -> bool:
    """Return whether a verb in -ing has a subject and a finite auxiliary ("Oslo was counting"), and heads a clause."""
    finite = any(c.dep_ == "aux" and c.tag_ in FINITE for c in verb.children)
    return verb.tag_ == "VBG" and own_subject(verb) is not None and finite


def is_question(sentence: TokenSpan) -> bool:
    """Return whether a sentence is a question, which reports nothing."""
    closing = ('"', "”", "'", "’", ")")
    last = next((t for t in reversed(list(sentence)) if not t.is_space and t.text not in closing), None)
    return last is not None and last.text == "?"


def is_reported_question(verb: Token) -> bool:
    """Return whether a clause is a reported question ("did not say whether Paris would come")."""
    return any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children)
