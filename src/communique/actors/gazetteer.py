"""The gazetteer: who the names of the world stand for, and when.

>>> gazetteer = load()
>>> match = gazetteer.longest(("the", "Turkmen", "side"), 1)      # the longest name that starts at word 1, or None
>>> match.entries[0].kind, match.entries[0].country, match.end    # ("adjective", "TKM", 2)
>>> gazetteer.scan(tokens)                                        # every longest match, left to right, none overlapping
>>> gazetteer.country_of("Chinese")                               # "CHN": any name, adjective, demonym, capital or seat
>>> gazetteer.holder("TKM", "president", "2025-06-17")            # the person in that office on that day, or None
>>> gazetteer.persons("Xi", "2025-06-17")                         # who goes by that surname, those in office first
>>> gazetteer.person("Sergey V. Lavrov".split(), "2024-09-16")    # a full or partial name to one person, or None
>>> person.on("2024-09-16")                                       # the offices (tenures) held on that day

Words are the parser's tokens, as written: "U.S." is one, "'s" and hyphens stand alone, "Turkish-backed" may be one
or three. Names are matched only where the text capitalises them as the name demands ("US" the country, never "us";
"Polish", never "polish"), unless ``anycase`` is set. Role nouns ("protesters", "foreign minister") match in any case
and in the plural.

Dates are ISO strings of any precision ("2025", "2025-06", "2025-06-17"); None stands for today's knowledge: the latest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from communique.actors.entries import Addition, Entry, EntryKind, Match, Tenure, near, read_entry, read_official, within
from communique.actors.petrarch import VerbPattern
from communique.actors.spelling import fold, keys, same_person, skeleton, split
from communique.errors import DictionaryRefused

__all__ = ["Addition", "Entry", "EntryKind", "Gazetteer", "Match", "Tenure", "load", "within"]

#: the entries of one name by how a text must capitalise it: "C" as an acronym, "c" with a capital, "" any way
_Cases = tuple[tuple[str, str], ...]


class Gazetteer:
    """The built-in names, and whatever a user added to them. Build it with ``load``; looking up never changes it."""

    def __init__(self, compiled: dict[str, object]) -> None:
        self._entries: list[str] = compiled["entries"]  # type: ignore[assignment]
        self._index: dict[str, str] = compiled["index"]  # type: ignore[assignment]
        self._surnames: dict[str, str] = compiled["surnames"]  # type: ignore[assignment]
        self._offices: dict[str, str] = compiled["offices"]  # type: ignore[assignment]
        self._titles: dict[str, str] = compiled["titles"]  # type: ignore[assignment]
        self._words: dict[str, str] = compiled["words"]  # type: ignore[assignment]
        self._read: dict[int, Entry] = {}
        self._states: dict[str, int] = {}
        self._capitals: dict[str, list[int]] = {}
        self._phrases: dict[str, dict[str, _Cases]] = {}
        self._limits: dict[str, int] = {}
        #: verb patterns of user dictionaries, in the order of the files
        self.verbs: tuple[VerbPattern, ...] = ()
        #: the lines of user dictionaries that were left out, and why
        self.skipped: tuple[DictionaryRefused, ...] = ()

    def extended(
        self,
        additions: Iterable[Addition],
        *,
        verbs: tuple[VerbPattern, ...] = (),
        skipped: tuple[DictionaryRefused, ...] = (),
    ) -> Gazetteer:
        """Return a new gazetteer in which the additions override what is known under their names."""
        other = Gazetteer(
            {
                "entries": list(self._entries),
                "index": dict(self._index),
                "surnames": dict(self._surnames),
                "offices": dict(self._offices),
                "titles": self._titles,
                "words": self._words,
            }
        )
        other.verbs, other.skipped = verbs, skipped
        for addition in additions:
            other._add(addition)
        return other

    def _add(self, addition: Addition) -> None:
        numbers = []
        for entry in addition.entries:
            numbers.append(len(self._entries))
            self._read[numbers[-1]] = entry
            country = entry.country if entry.kind in ("state", "capital") else None
            self._entries.append(f"{'s' if entry.kind == 'state' else '-'}|{entry.name}|{country or ''}|")
        packed = " ".join(map(str, numbers))
        for name in addition.names:
            folded = [fold(word) for word in split(name)]
            if not folded:
                continue
            case = addition.case
            if case is None:
                case = "C" if len(folded) == 1 and name.isupper() else "c" if name[:1].isupper() else ""
            phrases = self._phrases_of(folded[0])
            phrases[" ".join(folded[1:])] = ((case, packed),)
            self._limits[folded[0]] = max(self._limits[folded[0]], len(" ".join(folded[1:])))
            self._index.setdefault(folded[0], "")
            if any(entry.kind == "person" for entry in addition.entries):
                key = skeleton(folded[-1])
                self._surnames[key] = f"{packed} {self._surnames.get(key, '')}".strip()

    # ---------------------------------------------------------------------------------------------- names to entries

    def entry(self, number: int) -> Entry:
        """Return the entry of this number, as the compiled index refers to it."""
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = read_entry(self._entries[number])
        return found

    def longest(self, words: Sequence[str], start: int = 0, *, anycase: bool = False) -> Match | None:
        """Return the longest name that begins with the word at ``start``, or None."""
        first = keys(words[start])
        if not first or first[0] not in self._index:
            return None
        phrases = self._phrases_of(first[0])
        limit = self._limits[first[0]]
        best: Match | None = None
        key, rest = "", list(first[1:])
        end = start + 1
        while True:
            numbers = [
                number
                for case, found in phrases.get(key, ())
                if anycase or _cased(case, words[start:end], rest)
                for number in found.split()
            ]
            if numbers:
                best = Match(start, end, tuple(self.entry(int(n)) for n in numbers), bool(rest))
            if not rest:
                while end < len(words) and not rest:
                    rest = list(keys(words[end]))
                    end += 1
                if not rest:
                    break
            key = f"{key} {rest.pop(0)}" if key else rest.pop(0)
            if len(key) > limit:
                break
        return best

    def scan(self, words: Sequence[str], *, anycase: bool = False) -> tuple[Match, ...]:
        """Return the longest matches from left to right; they do not overlap."""
        found, at = [], 0
        while at < len(words):
            match = self.longest(words, at, anycase=anycase)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.end
        return tuple(found)

    def exact(self, phrase: str, *, anycase: bool = True) -> tuple[Entry, ...]:
        """Return all that the whole phrase may stand for; empty where no name covers all of it."""
        words = split(phrase)
        match = self.longest(words, 0, anycase=anycase) if words else None
        return match.entries if match is not None and match.end == len(words) and not match.partial else ()

    def country_of(self, name: str) -> str | None:
        """Return the country (ISO 3166-1 alpha-3) that a name, adjective, demonym or seat stands for, or None."""
        return next(
            (entry.country for entry in self.exact(name) if entry.country and entry.kind not in ("person", "role")),
            None,
        )

    def sector_of(self, word: str) -> str | None:
        """Return what a word that is no name says of the sector, or None where it says nothing at all.

        '' for nouns that leave it to what they contain or belong to ("group", "member"), else the sector that an
        adjective gives ("congressional" → LEG).
        """
        return self._words.get(word.lower())

    def state(self, country: str) -> Entry | None:
        """Return the entry of the state with this ISO 3166-1 alpha-3 code, or None."""
        if not self._states:
            for number, line in enumerate(self._entries):
                kind, _, code, _ = line.split("|", 3)
                if kind == "s" and code:
                    self._states.setdefault(code, number)
        number = self._states.get(country, -1)
        return self.entry(number) if number >= 0 else None

    def capital(self, country: str, date: str | None = None) -> Entry | None:
        """Return the capital of the state with this ISO 3166-1 alpha-3 code on the date, or None."""
        if not self._capitals:
            for number, line in enumerate(self._entries):
                kind, _, code, _ = line.split("|", 3)
                if kind == "c" and code:
                    self._capitals.setdefault(code, []).append(number)
        capitals = [self.entry(number) for number in self._capitals.get(country, ())]
        return next((entry for entry in capitals if entry.valid(date)), capitals[0] if capitals else None)

    # -------------------------------------------------------------------------------------------- people and offices

    def holder(self, country: str, office: str, date: str | None) -> Entry | None:
        """Return who held the office for the country (or organisation code) on the date, or None.

        The office may be given by any of its titles: "foreign minister" finds the U.S. secretary of state.
        """
        for key in self.office_keys(country, office):
            for line in self._offices.get(f"{country} {key}", "").split(";"):
                if line:
                    number, start, end = line.split("|")
                    if within(date, start, end):
                        return self.entry(int(number))
        return None

    def office_keys(self, country: str, office: str) -> tuple[str, ...]:
        """Return the offices of the country that the title may mean, likeliest first."""
        title = " ".join(fold(word) for word in split(office))
        named = self._titles.get(f"{title}={country}") or self._titles.get(title) or title
        return tuple(named.split(";"))

    def persons(self, surname: str, date: str | None = None) -> tuple[Entry, ...]:
        """Return the people of that surname (or single name), likeliest first: those in office, then lately so."""
        numbers = self._surnames.get(skeleton(surname), "").split()
        people = [self.entry(int(number)) for number in numbers]
        return tuple(sorted(people, key=lambda person: -_weight(person, date)))

    def person(self, words: Sequence[str], date: str | None = None, *, country: str | None = None) -> Entry | None:
        """Return the one person whom a full or partial name means on the date; None where nobody or several fit.

        Initials, middle names and transliterations may differ; ``country`` keeps only people who served it. A bare
        surname means a head of state or government, or somebody in office whose name few others bear.
        """
        name = [fold(part) for word in words for part in split(word) if part not in ("'s", "’s")]
        people = self._candidates(name)
        if country is not None:
            people = [p for p in people if any(country in (t.country, t.code) for t in p.tenures)]
        if not people:
            return self._official(name, date, country) if len(name) > 1 else None
        ranked = sorted(((_weight(person, date), person) for person in people), key=lambda pair: -pair[0])
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5:
            return None
        return ranked[0][1] if len(name) > 1 or _alone(name[0], people, ranked[0], country) else None

    def _candidates(self, name: list[str]) -> list[Entry]:
        exact = self._phrases_of(name[0]).get(" ".join(name[1:]), ()) if name else ()
        named = [self.entry(int(number)) for _, numbers in exact for number in numbers.split()]
        people = [entry for entry in named if entry.kind == "person"]
        if people or not name:
            return people
        for surname in (name[-1], name[0]):
            for person in self.persons(surname):
                if person not in people and any(same_person(name, full) for full in (person.name, *person.aliases)):
                    people.append(person)
        return people

    def _official(self, name: list[str], date: str | None, country: str | None) -> Entry | None:
        """The one minor official of this name, if one served the country, or any within ten years of the date."""
        found: list[Entry] = []
        for surname in (name[-1], name[0]):
            for line in _officials().get(skeleton(surname), "").split("\n"):
                if not line or (country is not None and f"|{country}|" not in line):
                    continue
                entry = read_official(line)
                timely = country is not None or (date is not None and near(entry, date))
                if timely and entry not in found and _whole(name, entry):
                    found.append(entry)
        return found[0] if len(found) == 1 else None

    def _phrases_of(self, first: str) -> dict[str, _Cases]:
        """The names that begin with a word: the folded rest → (how it must be capitalised, entry numbers), …."""
        phrases = self._phrases.get(first)
        if phrases is None:
            phrases = {}
            for line in self._index.get(first, "").split("\n"):
                if line:
                    rest, *cases = line.split("|")
                    phrases[rest] = tuple(zip(cases[::2], cases[1::2], strict=True))
            self._phrases[first] = phrases
            self._limits[first] = max(map(len, phrases), default=0)
        return phrases


_DATA = Path(__file__).parent.parent / "data" / "gazetteer.json"


def _cased(case: str, words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether words are capitalised as their name demands: "" any way, "c" with a capital, "C" all in capitals.

    ``rest`` are the folded parts of the last word that the name does not cover.
    """
    if not case:
        return True
    if case == "C":
        covered = "".join(words)
        covered = covered[: len(covered) - len("-".join(rest))] if rest else covered
        return not any(c.islower() for c in covered)
    return any(word[:1].isupper() for word in words) and (
        words[0][:1].isupper() or not words[0][:1].isalpha() or len(words) > 1
    )


def _alone(surname: str, people: Sequence[Entry], best: tuple[float, Entry], country: str | None) -> bool:
    """Whether a surname by itself may mean the likeliest of its bearers."""
    weight, person = best
    if surname in map(fold, person.aliases):
        return True
    if len(surname) < 6 and surname not in _folded((person.name, *person.aliases)):
        return False  # short surnames of different people sound alike: "Cook", "Kok"
    head = any(tenure.rank >= 6 for tenure in person.tenures)
    rare = _officials().get(skeleton(surname), "").count("\n") == 0
    return weight >= 4 and (head or rare or len(people) == 1 or country is not None)


def _weight(person: Entry, date: str | None) -> float:
    """How likely a name means this person on a date: the rank of the office, less for every year from its term."""
    best = 0.0
    for tenure in person.tenures:
        nearness = 3.0 if tenure.holds(date) else max(-2.0, 2 - 0.5 * _years(tenure, date))
        best = max(best, tenure.rank + nearness)
    return best


def _years(tenure: Tenure, date: str | None) -> int:
    """The years between a date and a term that does not hold on it, 1 at least."""
    if date is None:
        return 1
    year = int(date[:4])
    distances = [abs(year - int(bound[:4])) for bound in (tenure.start, tenure.end) if bound]
    return max(1, min(distances, default=9))


def _whole(name: Sequence[str], entry: Entry) -> bool:
    return any(same_person(name, full, whole=True) for full in (entry.name, *entry.aliases))


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(word) for name in names for word in split(name)}


@cache
def _officials() -> dict[str, str]:
    return json.loads(_DATA.with_name("officials.json").read_bytes())  # type: ignore[no-any-return]


@cache
def _compiled() -> dict[str, object]:
    return json.loads(_DATA.read_bytes())  # type: ignore[no-any-return]


@cache
def _builtin() -> Gazetteer:
    return Gazetteer(_compiled())


def load(
    *, actors: Iterable[str | Path] = (), agents: Iterable[str | Path] = (), verbs: Iterable[str | Path] = ()
) -> Gazetteer:
    """Return the built-in gazetteer (one per process), or a new one extended by the user dictionaries at these paths.

    Raises DictionaryRefused for a dictionary that cannot be read.
    """
    files = tuple(tuple(Path(path) for path in paths) for paths in (actors, agents, verbs))
    if not any(files):
        return _builtin()
    from communique.actors.dictionaries import extend  # most runs have none

    return extend(Gazetteer(_compiled()), actors=files[0], agents=files[1], verbs=files[2])
