"""spaCy's attribute ruler by table: the same attributes, looked up where the ruler matches its patterns anew each time.

Nearly all patterns of the ruler, which gives each token its part of speech and morphology, speak of one token alone: of
its word, if it is one of some hundred, its tag and its relation. So what they come to is worked out once for each such
combination, by the ruler itself. Where a pattern of two tokens may match, the ruler is asked about those two.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens.morphanalysis import MorphAnalysis

NAME = "communique_attributes"
#: what the patterns may ask of a token for the table to do the same
ASKED = frozenset(("TAG", "LOWER", "DEP", "IS_SPACE"))

Kind = tuple[int, int, int]
#: what is asked of each token in a row
Pattern = list[dict[str, Any]]


class Given(NamedTuple):
    """What the ruler gives a token; 0 and None where it gives nothing. ``wide`` says that two tokens may count."""

    pos: int
    morph: MorphAnalysis | None
    lemma: int
    tag: int
    dep: int
    wide: bool


class AttributeTable:
    """A component that does to a Doc what the ruler does; for a Doc whose tokens have no part of speech yet."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        patterns = _patterns(ruler)
        self._words, self._expressions = _named(patterns)
        self._firsts = [tokens[0] for tokens in patterns if len(tokens) > 1]
        self._given: dict[Kind, Given] = {}
        self._known: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the attributes of its tokens set."""
        known, table = self._known, self._given
        wide = []
        for token in doc:
            lower = token.lower
            word = known.get(lower)
            if word is None:
                word = self._learn(token)
            kind = (word, token.tag, token.dep)
            given = table.get(kind)
            if given is None:
                given = table[kind] = self._ask(token)
            if given.pos:
                token.pos = given.pos
            if given.morph is not None:
                token.set_morph(given.morph)  # type: ignore[attr-defined]
            if given.lemma:
                token.lemma = given.lemma
            token.tag, token.dep = given.tag, given.dep
            if given.wide:
                wide.append(token.i)
        for start in wide:
            self._match(doc, start)
        return doc

    def _learn(self, token: Token) -> int:
        """Return what stands for a word in the table: itself where the patterns name it or it is blank, else 0."""
        named = token.is_space or token.lower_ in self._words or any(e.search(token.lower_) for e in self._expressions)
        word = self._known[token.lower] = token.lower if named else 0
        return word

    def _ask(self, token: Token) -> Given:
        """Return what the ruler gives a token that stands alone."""
        alone = Doc(token.vocab, words=[token.text])
        alone[0].tag, alone[0].dep = token.tag, token.dep
        wide = any(_may_be(alone[0], first) for first in self._firsts)
        self._ruler(alone)
        only = alone[0]
        return Given(only.pos, only.morph if only.has_morph() else None, only.lemma, only.tag, only.dep, wide)

    def _match(self, doc: Doc, start: int) -> None:
        """Have the ruler itself set the attributes of two tokens, in the order of its patterns."""
        ruler: Any = self._ruler  # its annotations are of a Doc alone, its matcher takes spans too
        found = ruler.match(doc[start : start + 2])
        ruler.set_annotations(doc, [(n, name, start + first, start + end) for n, name, first, end in found])


def _patterns(ruler: AttributeRuler) -> list[Pattern]:
    rules: Any = ruler.patterns
    return [tokens for rule in rules for tokens in rule["patterns"]]


def _named(patterns: list[Pattern]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the words that patterns name, in lower case, and the expressions that they match words with."""
    words: set[str] = set()
    expressions = []
    for token in (token for tokens in patterns for token in tokens):
        asked = token.get("LOWER", ())
        if isinstance(asked, dict):
            words.update(asked.get("IN", ()))
            expressions += [re.compile(asked["REGEX"])] if "REGEX" in asked else []
        elif asked:
            words.add(asked)
    return frozenset(words), tuple(expressions)


def _may_be(token: Token, asked: dict[str, Any]) -> bool:
    """Return whether a token may be the first of a pattern, as far as its word and its relation tell."""
    word, relation = asked.get("LOWER"), asked.get("DEP")
    if isinstance(word, dict):
        return "REGEX" not in word or bool(re.search(word["REGEX"], token.lower_))
    return (word is None or token.lower_ == word) and (not isinstance(relation, str) or token.dep_ == relation)


def tabulated(ruler: object) -> bool:
    """Return whether the table can stand for a component: the ruler with patterns of at most two tokens each."""
    return isinstance(ruler, AttributeRuler) and all(
        len(tokens) < 3 and ASKED.issuperset(name for token in tokens for name in token) for tokens in _patterns(ruler)
    )


@Language.factory(NAME)
def make_table(nlp: Language, name: str) -> AttributeTable:  # noqa: ARG001 - the name that spaCy gives a component
    """Return the component for the pipeline's own ruler."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return AttributeTable(ruler)
