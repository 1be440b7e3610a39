"""Repeats: a headline, lead or caption that says what the body says is one statement with several evidence spans."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from communique.statements.draft import Draft

#: share of the lead's content words that a body statement must hold for the lead to be its repeat;
#: found on our own gold texts, where genuine repeats share two thirds or more and neighbours in topic under a third
REPEATED = 0.6
#: letters that nouns and verbs of one stem share
STEM = 5


def content_words(doc: Doc, start: int, end: int) -> frozenset[str]:
    """Return the beginnings of the words that carry meaning, so that "extends" and "extension" count as one."""
    return frozenset(
        t.lemma_.lower()[:STEM]
        for t in doc[start:end]
        if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and not t.is_stop
    )


def overlap(doc: Doc, short: Draft, long: Draft) -> float:
    """Return the share of the first draft's content words that the second holds, 0 where there are none."""
    a = content_words(doc, short.content.start, short.content.end)
    b = content_words(doc, long.content.start, long.content.end)
    return len(a & b) / len(a) if a else 0.0


def repeats(doc: Doc, lead: Draft, body: Sequence[Draft]) -> int | None:
    """Return the index of the body draft that a lead's draft repeats, or None."""
    best, at = REPEATED, None
    for index, draft in enumerate(body):
        if not set(draft.speaker) & set(lead.speaker):
            continue
        share = overlap(doc, lead, draft)
        if share >= best:
            best, at = share, index
    return at
