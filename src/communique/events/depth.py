"""How deep a statement can be coded: its words, else its areas, choose the CAMEO code below its act's root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from communique.errors import DictionaryRefused
from communique.events.ontology import rows

WORDS = "data/ontology/depth.txt"
#: areas of the economy at large: the material cooperation of CAMEO 0x11
ECONOMIC = frozenset(
    ("development", "economy", "trade", "investment", "energy", "connectivity", "industry", "agriculture", "tourism")
)
MILITARY = frozenset(("defence",))
JUDICIAL = frozenset(("law_enforcement",))


def coded_by_words(kind: str, lemmas: frozenset[str]) -> str | None:
    """Return the code that the words of a content choose for this kind of statement, None where none does."""
    for wanted, code in _table().get(kind, ()):
        if not wanted or any(group <= lemmas for group in wanted):
            return code
    return None


def coded_by_areas(stem: str, areas: Sequence[str]) -> str:
    """Return the code of cooperation in these areas: ``stem`` ("031") with a fourth digit, or its general form."""
    votes = {"1": 0, "2": 0, "3": 0, "0": 0}
    for area in areas:
        digit = "1" if area in ECONOMIC else "2" if area in MILITARY else "3" if area in JUDICIAL else "0"
        votes[digit] += 1
    best = max(votes, key=lambda digit: (votes[digit], digit))
    return GENERAL[stem] if best == "0" or not areas else stem + best


#: what stands for each stem where no single field of cooperation prevails
GENERAL = {"031": "030", "021": "021", "101": "102"}


def majority(codes: Iterable[tuple[str, float]]) -> str:
    """Return the code with the most weight, of equals the first: a field of cooperation only where most is of it."""
    weights: dict[str, float] = {}
    for code, weight in codes:
        weights[code] = weights.get(code, 0.0) + weight
    best = max(weights, key=lambda code: weights[code])
    if best[:3] in GENERAL and 2 * weights[best] <= sum(weights.values()):
        return GENERAL[best[:3]]
    return best


@cache
def _table() -> dict[str, list[tuple[tuple[frozenset[str], ...], str]]]:
    return read(files("communique").joinpath(WORDS).read_text(encoding="utf-8"), "depth.txt")


def read(text: str, path: str) -> dict[str, list[tuple[tuple[frozenset[str], ...], str]]]:
    """Return the lines of each kind in order; raises DictionaryRefused, with its line, where one cannot stand."""
    found: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = {}
    for number, line in rows(text):
        kind, bar, rest = line.partition("|")
        words, arrow, code = rest.partition(">")
        if not (bar and arrow and code.strip().isdigit()):
            raise DictionaryRefused(path, number, "a line is written: kind | words > CAMEO code")
        groups = tuple(frozenset(group.split("+")) for group in words.split())
        found.setdefault(kind.strip(), []).append((groups, code.strip()))
    return found
