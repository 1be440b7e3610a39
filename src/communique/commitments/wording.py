"""What a phrase is about: its terms, names, amounts and designations, and where two phrases cannot be about the same.

No parser is at work here: a register holds records, not parses, and linking must be quick over a hundred thousand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from communique.commitments.vocabulary import STOP, broad, generic, opposites, standing, stem

_TOKEN = re.compile(r"[^\W\d_][^\W\d_]*(?:['’][^\W\d_]+)?|\d[\d,]*(?:\.\d+)?|[$€£¥%]")
_ORDINALS = {
    word: str(n)
    for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_CARDINALS = {
    word: float(n)
    for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
} | {"fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "eighty": 80.0}
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_MONEY = {"$", "€", "£", "¥"}
_COIN = {"dollar", "euro", "pound", "yuan", "yen", "krone", "kroner", "kronor", "franc", "rupee", "rubl", "roubl",
         "won", "dirham", "riyal", "lira", "real", "rand", "peso", "shill", "usd", "eur"}  # fmt: skip
_UNITS = {"mw": "megawatt", "gw": "gigawatt", "km": "kilometr", "kilomet": "kilometr", "kilometer": "kilometr",
          "ton": "tonn", "bcm": "cubic", "percent": "%", "cent": "%"}  # fmt: skip
#: what numbers count in any report, and tells nothing of an undertaking
_UNCOUNTED = {"", "side", "country", "nation", "party", "leader", "minister", "peopl", "year", "month", "stat",
              "govern", "government", "day", "and", "president", "st", "nd", "rd", "th"}  # fmt: skip
#: after a measure the thing measured is not counted
_MEASURES = {(unit,) for unit in ("megawatt", "kilometr", "tonn", "%", "cubic", "barrel", "litr", "hectar")}
#: what may stand between a number and what it counts
_BETWEEN = {"new", "more", "further", "additional", "metric", "modern", "per", "us", "full", "own", "of"}
_PHASES = re.compile(
    r"\b(phase|stage|unit|line|lot|tranche|round|block|reactor)\s+(\d{1,2}|[IVX]{1,4}|one|two|three|four"
    r"|five)\b",
    re.I,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
          "x": "10", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}  # fmt: skip
_NUMBERED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)\b|\b(" + "|".join(_ORDINALS) + r")\b(?!\s+(?:time|ladies|lady|minister))", re.I
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s*[/–-]\s*(\d{2,4}))?\b(?!\s*(?:megawatt|tonne|ton|km|students|people|MW))")
#: a year after such words says until or since when, and may slip without the undertaking becoming another
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|end of|later than|from|since|starting(?: in)?|as early as|half of|quarter of|of|"
    r"between|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|dated|\d{1,2}(?:st|nd|rd|th)?,?)\s*(?:the\s+|early\s+|late\s+|mid-?)*$",
    re.I,
)
_RELATIVE_YEAR = re.compile(
    r"\b(this|next|coming|current) year(?:['’]s\b)|\bfor (?:the )?(this|next|coming|current) year\b", re.I
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a phrase holds: stems of its content words, the names among them, amounts by unit, ordinals and years.

    ``distinct`` are the terms that are more than generic.
    """

    terms: frozenset[str]
    names: frozenset[str]
    amounts: tuple[tuple[str, float], ...]
    ordinals: frozenset[str]
    years: frozenset[str]
    distinct: frozenset[str]


def wording(
    text: str, *, known: frozenset[str] = frozenset(), initial: bool = False, date: str | None = None
) -> Wording:
    """Return what a phrase is about.

    ``known`` are lower-cased words that name countries and people of the document (they are no names of things),
    ``initial`` says that the phrase starts its sentence, ``date`` is the day from which "next year's" counts.
    """
    terms: set[str] = set()
    names: set[str] = set()
    for found in _TOKEN.finditer(text):
        token = found.group()
        bare = token.lower().replace("’", "'").removesuffix("'s")
        if not bare[0].isalpha() or bare in STOP or bare in known or bare in _SCALE or len(bare) < 2:
            continue
        term = standing(stem(token))
        if bare in _CARDINALS or bare in _ORDINALS or term in _COIN:
            continue
        terms.add(term)
        if _is_name(token, term, first=initial and found.start() == 0):
            names.add(term)
    ordinals = {(m[1] or _ORDINALS[m[2].lower()]) for m in _NUMBERED.finditer(text)}
    ordinals |= {_ROMAN.get(m[2].lower(), m[2]) for m in _PHASES.finditer(text)}
    years = _years(text, date)
    return Wording(
        frozenset(terms), frozenset(names), _amounts(text), frozenset(ordinals), years, frozenset(terms - generic())
    )


def _is_name(token: str, term: str, *, first: bool) -> bool:
    """Whether a token is written as a name and is none of the words that titles and agreements capitalise."""
    if first or not token[0].isupper() or (token.isupper() and len(token) <= 5):
        return False
    return term not in generic() and term not in broad()


def _amounts(text: str) -> tuple[tuple[str, float], ...]:
    """Return the numbers of a phrase with what they count, in order; "200 vaccine doses" are vaccines and doses."""
    found = tuple(_TOKEN.finditer(text))
    tokens = [token.group().lower() for token in found]
    amounts: list[tuple[str, float]] = []
    for at, token in enumerate(tokens):
        value = _number(token)
        if value is None or (value.is_integer() and 1900 <= value < 2100 and "," not in token):
            continue
        after = at + 1
        while after < len(tokens) and tokens[after] in _SCALE:
            value *= _SCALE[tokens[after]]
            after += 1
        units = _units(tokens[after : after + 4])
        if (at and tokens[at - 1] in _MONEY) or units[:1] == ("money",):
            units = ("money",)
        elif text[found[at].end() : found[at].end() + 1] in ("-", "%") or units[:1] in _MEASURES:
            units = units[:1]
        amounts.extend((unit, value) for unit in units)
    return tuple(amounts)


def _units(after: Sequence[str]) -> tuple[str, ...]:
    """Return what a number counts, from the words after it: the next one or two that are no mere qualifiers."""
    units: list[str] = []
    for token in after:
        if token in _BETWEEN:
            continue
        unit = stem(token)
        unit = "money" if unit in _COIN else standing(_UNITS.get(unit, unit))
        if unit in _UNCOUNTED or token in STOP or not (unit[0].isalpha() or unit == "%") or len(units) == 2:
            break
        units.append(unit)
    return tuple(units)


def _number(token: str) -> float | None:
    if token in _CARDINALS:
        return _CARDINALS[token]
    if token[0].isdigit():
        try:
            return float(token.replace(",", ""))
        except ValueError:
            return None
    return None


def _years(text: str, date: str | None) -> frozenset[str]:
    """Return the years that an undertaking is for: the year of a quota, not the year until which something is built."""
    years = set()
    for found in _YEAR.finditer(text):
        if not _DEADLINE.search(text[: found.start()]):
            years.add(found.group(1))
    if date:
        for found in _RELATIVE_YEAR.finditer(text):
            shift = 1 if (found.group(1) or found.group(2)).lower() in {"next", "coming"} else 0
            years.add(str(int(date[:4]) + shift))
    return frozenset(years)


def conflict(a: Wording, b: Wording) -> str | None:
    """Return on what two phrases contradict each other (names, ordinal, unnumbered, year, amount, deed), or None."""
    if a.names and b.names and not a.names & b.terms and not b.names & a.terms:
        return "names"
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        return "ordinal"
    if (a.ordinals ^ b.ordinals) - {"1"} and not a.ordinals & b.ordinals:
        return "unnumbered"
    if a.years and b.years and not a.years & b.years:
        return "year"
    for unit in sorted({unit for unit, _ in a.amounts} & {unit for unit, _ in b.amounts}):
        ours = [value for name, value in a.amounts if name == unit]
        theirs = [value for name, value in b.amounts if name == unit]
        if not any(_near(x, y) for x in ours for y in theirs):
            return "amount"
    return "deed" if _opposed(a.terms, b.terms) else None


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one phrase does what the other undoes."""
    for left, right in opposites():
        sides_a = (bool(a & left), bool(a & right))
        sides_b = (bool(b & left), bool(b & right))
        if sides_a in ((True, False), (False, True)) and sides_b == sides_a[::-1]:
            return True
    return False


def _near(x: float, y: float) -> bool:
    """Whether two numbers are the same but for rounding."""
    return abs(x - y) <= 0.05 * max(abs(x), abs(y))


#: how fast a term loses weight with the share of the statements that hold it
RARITY = 8.0
#: below about so many statements, frequencies say little
FEW = 50


class Weights:
    """How much each term tells: rare terms much, kinds of things little, generic words next to nothing."""

    def __init__(self, counts: Mapping[str, int], documents: int) -> None:
        self._counts = counts
        self._documents = max(documents, 1)
        self._of = lru_cache(maxsize=65536)(self._weigh)

    @property
    def statements(self) -> int:
        """Over how many statements the terms were counted."""
        return self._documents

    @property
    def frequent(self) -> Mapping[str, int]:
        """How often each term was counted; those counted once are left out, as they weigh what unknown ones do."""
        return {term: count for term, count in sorted(self._counts.items()) if count > 1}

    def of(self, term: str) -> float:
        """Return the weight of one term, between 0 and 1."""
        return self._of(term)

    def _weigh(self, term: str) -> float:
        if term in generic():
            return 0.05
        others = max(self._counts.get(term, 0) - 1, 0)
        rarity = 1.0 / (1.0 + RARITY * others / (self._documents + FEW))
        return (0.4 if term in broad() else 1.0) * rarity

    def total(self, terms: frozenset[str]) -> float:
        """Return the weight of several terms together."""
        return fsum(self._of(term) for term in terms)
