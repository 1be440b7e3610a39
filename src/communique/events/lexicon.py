"""The lexicon of deeds: which verbs and nouns name a political deed, in which frame, with which CAMEO code.

The data is ``data/ontology/deeds.txt``, whose head explains its notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from communique.errors import DictionaryRefused
from communique.events.ontology import rows

WORDS = "data/ontology/deeds.txt"
#: what an operator does with the deed that it governs; ``deeds.txt`` says what each means
OPERATORS = (
    "DO", "STOP", "INTEND", "THREATEN", "REFUSE", "FAIL", "DEMAND", "APPEAL", "ACCUSE", "SAY", "ANNOUNCE",
    "ALLOW", "BAR", "FORCE", "NAME", "CLAIM", "DENY", "PAPER", "NONE",
)  # fmt: skip
#: the class of every noun
ANY = "ANY"
_CODE = re.compile(r"\d{2,4}")
#: verbs in -ize, which British texts write with an s
_BRITISH = re.compile(r"(.{3}[iy])z(e)(?=_|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One frame of a verb: the classes its object must belong to, where its recipient stands, and what it means."""

    verb: str
    classes: frozenset[str]
    slots: tuple[str, ...]
    operator: str | None
    code: str | None

    @property
    def rule(self) -> str:
        """The frame in short, as an event's method quotes it."""
        return self.verb + (f"+{min(self.classes)}" if self.classes else "")


@dataclass(slots=True)
class Lexicon:
    """Senses by verb, and nouns by class; ``modified`` holds the codes that a modifier gives a noun of a class."""

    verbs: dict[str, list[Sense]] = field(default_factory=dict)
    nouns: dict[str, dict[str, str | None]] = field(default_factory=dict)
    modified: dict[str, dict[str, str]] = field(default_factory=dict)
    classes_of: dict[str, list[str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    nominals: dict[str, str] = field(default_factory=dict)
    lemmas: dict[str, str] = field(default_factory=dict)

    def lemma(self, verb: Token) -> str:
        """Return the lemma of a verb as the frames have it."""
        found = verb.lemma_.lower()
        return self.lemmas.get(found, found)

    def noun_code(self, noun: str, modifiers: frozenset[str], classes: frozenset[str] | None = None) -> str | None:
        """Return the code of a noun with these modifiers (all lemmas), None where it names no deed of those classes."""
        for name in self.classes_of.get(noun, ()):
            if classes is not None and name not in classes:
                continue
            code = self.nouns[name][noun]
            for modifier, special in self.modified.get(name, {}).items():
                if modifier in modifiers:
                    code = special
            if code is not None:
                return code
        return None


@cache
def lexicon() -> Lexicon:
    """Return the built-in lexicon, read at the first call."""
    return read(files("communique").joinpath(WORDS).read_text(encoding="utf-8"), "deeds.txt")


def read(text: str, path: str) -> Lexicon:
    """Return the lexicon that a text holds; raises DictionaryRefused, with its line, where one cannot stand."""
    found = Lexicon()
    add: Callable[[Lexicon, str], None] | None = None
    for number, line in rows(text):
        try:
            if line.startswith("["):
                add = _SECTIONS[line.strip("[] ")]
            elif add is None:
                raise ValueError("an entry before the first section")
            else:
                add(found, line)
        except KeyError:
            raise DictionaryRefused(path, number, f"no section {line}: one of {', '.join(_SECTIONS)}") from None
        except ValueError as error:
            raise DictionaryRefused(path, number, str(error)) from error
    return found


def _add_nouns(into: Lexicon, line: str) -> None:
    name, _, rest = line.partition(" ")
    words, arrow, code = rest.partition(">")
    known = into.nouns.setdefault(name, {})
    if arrow:
        into.modified.setdefault(name, {}).update(dict.fromkeys(words.strip().split("+"), _code(code)))
        return
    for word in rest.split():
        noun, equals, code = word.partition("=")
        if noun not in known:
            into.classes_of.setdefault(noun, []).append(name)
        known[noun] = _code(code) if equals else None


def _add_role(into: Lexicon, line: str) -> None:
    sector, *nouns = line.split()
    for noun in nouns:
        into.roles.setdefault(noun, sector)


def _add_nominal(into: Lexicon, line: str) -> None:
    noun, equals, verb = (part.strip() for part in line.partition("="))
    if not (noun and equals and verb):
        raise ValueError("a nominal is written: noun = verb")
    into.nominals[noun] = verb


def _add_lemma(into: Lexicon, line: str) -> None:
    wrong, equals, verb = (part.strip() for part in line.partition("="))
    if not (wrong and equals and verb):
        raise ValueError("a lemma is written: wrong = verb")
    into.lemmas[wrong] = verb


def _add_verbs(into: Lexicon, line: str) -> None:
    head, colon, rest = line.partition(" : ")
    slots, equals, meaning = rest.partition("=")
    if not (colon and equals):
        raise ValueError("a frame is written: verbs [+ CLASSES] : slots = code")
    verbs, _, names = head.partition("+")
    classes = frozenset(names.strip().split("/")) if names.strip() else frozenset()
    unknown = sorted(classes - set(into.nouns) - {ANY})
    if unknown:
        raise ValueError(f"no class of nouns {unknown[0]}")
    operator, code = _meaning(meaning.split())
    for verb in verbs.split():
        sense = Sense(verb=verb, classes=classes, slots=tuple(slots.split()), operator=operator, code=code)
        for spelling in dict.fromkeys((verb, _BRITISH.sub(r"\1s\2", verb))):
            into.verbs.setdefault(spelling, []).append(sense)


def _meaning(words: list[str]) -> tuple[str | None, str | None]:
    if not words or len(words) > 2:
        raise ValueError("a meaning is a code, or an operator with or without one")
    operator = words.pop(0) if words[0] in OPERATORS else None
    return operator, (words[0] if words[0] == "@" else _code(words[0])) if words else None


def _code(cell: str) -> str:
    code = cell.strip()
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no CAMEO code (two to four digits) nor one of {', '.join(OPERATORS)}")
    return code


_SECTIONS: dict[str, Callable[[Lexicon, str], None]] = {
    "nouns": _add_nouns,
    "roles": _add_role,
    "nominals": _add_nominal,
    "lemmas": _add_lemma,
    "verbs": _add_verbs,
}
