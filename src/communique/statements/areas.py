"""The words that name areas of cooperation: ``data/areas.txt`` matched over a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc

from communique.record import AREAS

#: how many letters of a prefix term index it
INDEXED = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of words and the areas it shows, none where it only keeps shorter terms from counting."""

    areas: tuple[str, ...]
    words: tuple[str, ...]
    weak: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the words with those that hold a hyphen taken apart, as the tokens are."""
        return tuple(part for word in self.words for part in word.split("-"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms with their parts, by the first part or by its first letters where that is a prefix."""

    whole: dict[str, list[tuple[tuple[str, ...], Term]]]
    prefixes: dict[str, list[tuple[tuple[str, ...], Term]]]


#: a token in lower case, its lemma and itself
Form = tuple[str, str, str]


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
    table = Lexicon({}, {})
    for term in read_terms(resources.files("communique.data").joinpath("areas.txt").read_text(encoding="utf-8")):
        parts = term.parts
        first = parts[0].lower()
        if first.endswith("*"):
            table.prefixes.setdefault(first[:INDEXED], []).append((parts, term))
        else:
            table.whole.setdefault(first, []).append((parts, term))
    return table


def _fits(part: str, form: Form) -> bool:
    lower, lemma, text = form
    if part[-1] == "*":
        return lower.startswith(part[:-1]) or lemma.startswith(part[:-1])
    return part in (lower, lemma) or (part == text and not part.islower())


def _reach(forms: list[Form], at: int, parts: tuple[str, ...]) -> int:
    """Return where the parts end that start at a token, hyphens between tokens passed over; 0 where they don't fit."""
    i = at
    for part in parts:
        while i > at and i < len(forms) and forms[i][0] == "-":
            i += 1
        if i >= len(forms) or not _fits(part, forms[i]):
            return 0
        i += 1
    return i


def every_term(doc: Doc, start: int, end: int) -> tuple[Hit, ...]:
    """Return the terms in the tokens ``[start, end)``, also those that lie inside longer ones, by where they start."""
    table = lexicon()
    forms = [(t.lower_, t.lemma_.lower(), t.text) for t in doc[start:end]]
    hits: list[Hit] = []
    for i, (lower, lemma, _) in enumerate(forms):
        found = table.whole.get(lower, [])
        if lemma != lower:
            found = found + table.whole.get(lemma, [])
        for parts, term in found + table.prefixes.get(lower[:INDEXED], []):
            if reach := _reach(forms, i, parts):
                hits.append(Hit(start + i, start + reach, term))
    return tuple(hits)


def longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits in text order, without those that lie inside a longer one."""
    kept: list[Hit] = []
    hits = tuple(hits)
    if len(hits) < 2:
        return hits
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(k.start <= hit.start and hit.end <= k.end and k.end - k.start > hit.end - hit.start for k in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit[:2]))


def areas_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the areas that words in the tokens ``[start, end)`` name, in the order of SPEC section 3."""
    terms = [hit.term for hit in longest(every_term(doc, start, end))]
    strong = {area for t in terms if not t.weak for area in t.areas}
    named = strong or {area for t in terms for area in t.areas}
    if len(named) > 1:
        named.discard("relations")
    return tuple(area for area in AREAS if area in named)
