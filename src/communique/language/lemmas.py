"""spaCy's lemmatizer by table: its own answers, kept by word, part of speech and morphology, which it decides by alone.

It keeps its answers itself, but not those for words that are their own lemma, which are most.
"""

from __future__ import annotations

from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

NAME = "communique_lemmas"


class LemmaTable:
    """A component that gives each token the lemma which the lemmatizer would give it."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with a lemma at each token that had none."""
        known = self._lemmas
        rows: Any = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"])
        for token, (word, pos, morph, lemma) in zip(doc, rows.tolist(), strict=True):
            if lemma:
                continue
            kind = (word, pos, morph)
            found = known.get(kind)
            if found is None:
                found = known[kind] = token.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
            token.lemma = found
        return doc


def tabulated(lemmatizer: object) -> bool:
    """Return whether the table can stand for a component: the English lemmatizer by rules, that overwrites nothing."""
    return isinstance(lemmatizer, EnglishLemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite


@Language.factory(NAME)
def make_table(nlp: Language, name: str) -> LemmaTable:  # noqa: ARG001 - the name that spaCy gives a component
    """Return the component for the pipeline's own lemmatizer."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, EnglishLemmatizer)
    return LemmaTable(lemmatizer)
