"""Which areas of cooperation a content touches: ``data/areas.txt`` matched over its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc, Token

from communique.record import AREAS

#: how many letters of a prefix term index it
INDEXED = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of words and the areas it shows, none where it only keeps shorter terms from counting."""

    areas: tuple[str, ...]
    words: tuple[str, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by their first word, or by its first letters where that word is a prefix."""

    whole: dict[str, tuple[Term, ...]]
    prefixes: dict[str, tuple[Term, ...]]


class Hit(NamedTuple):
    """A term found at the tokens ``[start, end)``."""

    start: int
    end: int
    term: Term


def read_terms(text: str) -> tuple[Term, ...]:
    """Return the terms that the text of a lexicon lists; raises ValueError where it names an unknown area."""
    terms: list[Term] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, _, listed = line.partition(" ")
        areas = tuple(a for a in head.rstrip("?").split("+") if a != "none")
        if unknown := [a for a in areas if a not in AREAS]:
            raise ValueError(f"areas.txt:{number}: {unknown[0]!r} is no area of SPEC section 3")
        terms += [Term(areas, tuple(t.split()), head.endswith("?")) for t in listed.split("|") if t.strip()]
    return tuple(terms)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of areas; raises ValueError where the data file names an unknown area."""
    whole: dict[str, list[Term]] = {}
    prefixes: dict[str, list[Term]] = {}
    for term in read_terms(resources.files("communique.data").joinpath("areas.txt").read_text(encoding="utf-8")):
        first = term.words[0].split("-")[0].lower()
        if first.endswith("*"):
            prefixes.setdefault(first[:INDEXED], []).append(term)
        else:
            whole.setdefault(first, []).append(term)
    return Lexicon({k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in prefixes.items()})


def _fits(word: str, token: Token) -> bool:
    if word.endswith("*"):
        return token.lower_.startswith(word[:-1]) or token.lemma_.lower().startswith(word[:-1])
    return word in (token.lower_, token.lemma_.lower()) or (word == token.text and not word.islower())


def _reach(tokens: list[Token], at: int, words: tuple[str, ...]) -> int:
    """Return where the words end that start at a token, hyphens between tokens passed over; 0 where they don't fit."""
    i = at
    for part in (part for word in words for part in word.split("-")):
        while i > at and i < len(tokens) and tokens[i].text == "-":
            i += 1
        if i >= len(tokens) or not _fits(part, tokens[i]):
            return 0
        i += 1
    return i


def find_terms(doc: Doc, start: int, end: int) -> tuple[Hit, ...]:
    """Return the terms in the tokens ``[start, end)`` in text order, without those that lie inside a longer one."""
    table = lexicon()
    tokens = list(doc[start:end])
    hits: list[Hit] = []
    for i, token in enumerate(tokens):
        lemma = token.lemma_.lower()
        terms = table.whole.get(token.lower_, ()) + (table.whole.get(lemma, ()) if lemma != token.lower_ else ())
        terms += table.prefixes.get(token.lower_[:INDEXED], ())
        hits += [Hit(start + i, start + reach, term) for term in terms if (reach := _reach(tokens, i, term.words))]
    longest = sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start))
    kept: list[Hit] = []
    for hit in longest:
        if not any(k.start <= hit.start and hit.end <= k.end and k.end - k.start > hit.end - hit.start for k in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit[:2]))


def areas_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the areas that the tokens ``[start, end)`` show, in the order of SPEC section 3."""
    terms = [hit.term for hit in find_terms(doc, start, end)]
    strong = {area for t in terms if not t.weak for area in t.areas}
    named = strong or {area for t in terms for area in t.areas}
    if len(named) > 1:
        named.discard("relations")
    return tuple(area for area in AREAS if area in named)
