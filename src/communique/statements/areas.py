"""The words that name areas of cooperation: ``data/areas.txt`` matched over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
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


#: a term as its line has it: the areas, whether it is weak, the words
Written = tuple[tuple[str, ...], bool, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms as written, by the first part or by its first letters where that is a prefix."""

    whole: dict[str, list[Written]]
    prefixes: dict[str, list[Written]]


#: a token in lower case, its lemma, itself, and whether it is a noun
Form = tuple[str, str, str, bool]

#: what ends a word that counts only as a noun
NOUN = "/n"


class Hit(NamedTuple):
    """A term found at the tokens ``[start, end)``."""

    start: int
    end: int
    term: Term


def read_terms(text: str) -> tuple[Term, ...]:
    """Return the terms that the text of a lexicon lists; raises ValueError where it names an unknown area."""
    return tuple(_term(written) for written in _listed(text))


def _listed(text: str) -> Iterator[Written]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, _, listed = line.partition(" ")
        areas = tuple(a for a in head.rstrip("?").split("+") if a != "none")
        if unknown := [a for a in areas if a not in AREAS]:
            raise ValueError(f"areas.txt:{number}: {unknown[0]!r} is no area")
        weak = head.endswith("?")
        for words in listed.split("|"):
            if words := words.strip():
                yield areas, weak, words


def _term(written: Written) -> Term:
    areas, weak, words = written
    return Term(areas, tuple(words.split()), weak)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of areas; raises ValueError where the data file names an unknown area."""
    table = Lexicon({}, {})
    for written in _listed(resources.files("communique.data").joinpath("areas.txt").read_text(encoding="utf-8")):
        first = written[2].split(None, 1)[0].split("-", 1)[0].lower().removesuffix(NOUN)
        if first.endswith("*"):
            table.prefixes.setdefault(first[:INDEXED], []).append(written)
        else:
            table.whole.setdefault(first, []).append(written)
    return table


def _fits(part: str, form: Form) -> bool:
    lower, lemma, text, noun = form
    if part.endswith(NOUN):
        return noun and part.removesuffix(NOUN) in (lower, lemma)
    if part[-1] == "*":
        return lower.startswith(part[:-1]) or lemma.startswith(part[:-1])
    return part in (lower, lemma) or (part == text and not part.islower())


@lru_cache(maxsize=1 << 14)
def _begun(form: Form) -> tuple[tuple[tuple[str, ...], Term], ...]:
    """Return the terms that may begin with a token, each with the parts that must follow it."""
    lower, lemma, *_ = form
    table = lexicon()
    found = [*table.whole.get(lower, ()), *(table.whole.get(lemma, ()) if lemma != lower else ())]
    found += table.prefixes.get(lower[:INDEXED], ())
    terms = ((term.parts, term) for term in map(_term, found))
    return tuple((parts[1:], term) for parts, term in terms if _fits(parts[0], form))


def _reach(forms: list[Form], at: int, parts: tuple[str, ...]) -> int:
    """Return where the parts end that go on at a token, hyphens between tokens passed over; 0 where they don't fit."""
    for part in parts:
        while at < len(forms) and forms[at][0] == "-":
            at += 1
        if at >= len(forms) or not _fits(part, forms[at]):
            return 0
        at += 1
    return at


def every_term(doc: Doc, start: int, end: int) -> tuple[Hit, ...]:
    """Return the terms in the tokens ``[start, end)``, also those that lie inside longer ones, by where they start."""
    forms = [(t.lower_, t.lemma_.lower(), t.text, t.pos_ in ("NOUN", "PROPN")) for t in doc[start:end]]
    hits: list[Hit] = []
    for i, form in enumerate(forms):
        for rest, term in _begun(form):
            if reach := _reach(forms, i + 1, rest):
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
    """Return the areas that words in the tokens ``[start, end)`` name, in the order of ``AREAS``."""
    terms = [hit.term for hit in longest(every_term(doc, start, end))]
    strong = {area for t in terms if not t.weak for area in t.areas}
    named = strong or {area for t in terms for area in t.areas}
    if len(named) > 1:
        named.discard("relations")
    return tuple(area for area in AREAS if area in named)
