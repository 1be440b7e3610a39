"""Which areas of cooperation a content touches: ``data/areas.txt`` matched over its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Doc

from communique.record import AREAS


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of words that shows an area; words that end in "*" are prefixes."""

    area: str
    words: tuple[str, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by their first word, whole or as a prefix of four letters."""

    whole: dict[str, tuple[Term, ...]]
    prefixes: dict[str, tuple[Term, ...]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of areas; raises ValueError where the data file names an unknown area."""
    text = resources.files("communique.data").joinpath("areas.txt").read_text(encoding="utf-8")
    whole: dict[str, list[Term]] = {}
    prefixes: dict[str, list[Term]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        area, _, terms = line.partition(" ")
        if area.rstrip("?") not in AREAS:
            raise ValueError(f"areas.txt:{number}: {area!r} is no area of SPEC section 3")
        for words in (tuple(term.split()) for term in terms.split("|") if term.strip()):
            table, key = (prefixes, words[0][:3]) if words[0].endswith("*") else (whole, words[0])
            table.setdefault(key, []).append(Term(area.rstrip("?"), words, area.endswith("?")))
    return Lexicon({k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in prefixes.items()})


def _fits(word: str, forms: tuple[str, str]) -> bool:
    if word.endswith("*"):
        return forms[0].startswith(word[:-1]) or forms[1].startswith(word[:-1])
    return word in forms


def find_terms(doc: Doc, start: int, end: int) -> list[tuple[int, int, Term]]:
    """Return the terms in the tokens ``[start, end)`` with their places, longer ones first where they overlap."""
    table = lexicon()
    forms = [(t.lower_, t.lemma_.lower()) for t in doc[start:end]]
    found: list[tuple[int, int, Term]] = []
    for i, pair in enumerate(forms):
        candidates = dict.fromkeys((*table.whole.get(pair[0], ()), *table.whole.get(pair[1], ()), *table.prefixes.get(pair[0][:3], ())))
        for term in candidates:
            words = joined(forms, i, term.words)
            if words:
                found.append((i, i + words, term))
    found.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    kept: list[tuple[int, int, Term]] = []
    for hit in found:
        if not any(k[0] <= hit[0] and hit[1] <= k[1] and (k[1] - k[0]) > (hit[1] - hit[0]) for k in kept):
            kept.append(hit)
    return kept


def joined(forms: list[tuple[str, str]], at: int, words: tuple[str, ...]) -> int:
    """Return how many tokens the words take from ``at`` on, hyphenated words spread over tokens included; 0 for no match."""
    i = at
    for word in words:
        for part in word.split("-") if "-" in word else (word,):
            while i > at and i < len(forms) and forms[i][0] == "-":
                i += 1
            if i >= len(forms) or not _fits(part, forms[i]):
                return 0
            i += 1
    return i - at


def areas_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the areas that the tokens ``[start, end)`` show, in the order of SPEC section 3."""
    terms = [term for *_, term in find_terms(doc, start, end)]
    strong = {t.area for t in terms if not t.weak}
    named = strong or {t.area for t in terms}
    if len(named) > 1:
        named.discard("relations")
    return tuple(area for area in AREAS if area in named)
