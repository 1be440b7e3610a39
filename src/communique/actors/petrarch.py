"""Reads the dictionaries of PETRARCH and TABARI: ``.actors``, ``.agents`` and ``.verbs``.

``docs/gazetteer.md`` describes the formats as far as they are read. Words are joined by ``_`` or blanks; case does not
matter; ``#`` and ``<!-- -->`` are comments.

The dictionaries in use have been edited by many hands, so a line that fits no rule is left out and reported with its
number in ``skipped``; a file in which such lines are many is refused at the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import DictionaryRefused

_COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
_CODES = re.compile(r"\[([^\[\]]*)\]")
_DATED = re.compile(r"^(\S+?)\s*(?:([<>])\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8}))?$")
_SUBSTITUTION = re.compile(r"^!(\w+)!\s*=\s*(.+)$")
_MARK = re.compile(r"!\s*(\w+)\s*!")
_PLURAL = re.compile(r"\{([^}]*)\}")
_BLOCK = re.compile(r"^---\s*(.+?)\s*(?:\[([^\]]*)\])?\s*(?:---)?\s*$")


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the ISO dates between which it holds; '' is open. The code ``---`` says that the name is no actor."""

    code: str
    since: str = ""
    until: str = ""


@dataclass(slots=True)
class ActorRule:
    """The names of one actor, the first being its main one, and its codes in the order of the file."""

    line: int
    names: list[str]
    codes: list[DatedCode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AgentRule:
    """Nouns of one role in the singular and the plural; ``prefix`` is true where the code stands before the actor's."""

    line: int
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    code: str
    prefix: bool


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """One pattern of a verb: its words as written (``*`` the verb, ``$`` the source, ``+`` the target, ``&SET`` a set).

    ``verbs`` are the forms of the verb that it belongs to; an empty ``words`` is the verb's own code.
    """

    verbs: tuple[str, ...]
    words: str
    code: str


def read_lines(path: Path) -> list[str]:
    """Return the lines of a dictionary with comments taken out, so that line numbers stay right.

    Raises DictionaryRefused where the file cannot be read or is no text.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("latin-1")
    except OSError as error:
        raise DictionaryRefused(str(path), 0, f"cannot be read ({error.strerror})") from error
    if "\0" in text:
        raise DictionaryRefused(str(path), 0, "is not a text file")
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return [line.partition("#")[0].rstrip() for line in text.split("\n")]


class _Skipped:
    """The lines of one file that fit no rule."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[DictionaryRefused] = []

    def add(self, line: int, reason: str) -> None:
        self.found.append(DictionaryRefused(str(self.path), line, reason))

    def settle(self, good: int) -> tuple[DictionaryRefused, ...]:
        """The refusals; raises the first where they are more than one in twenty of the rules that were read."""
        if len(self.found) * 20 > good + 20 or (self.found and not good):
            raise self.found[0]
        return tuple(self.found)


def words_of(name: str) -> str:
    """Return a dictionary's name as words: ``_`` and the stop marks become blanks."""
    return " ".join(name.replace("_", " ").split())


# ---------------------------------------------------------------------------------------------------------- actors


def read_actors(path: Path) -> tuple[list[ActorRule], tuple[DictionaryRefused, ...]]:
    """Return the rules of an ``.actors`` file, in order, and the lines that were left out.

    Raises DictionaryRefused where the file cannot be read or is no such dictionary.
    """
    rules: list[ActorRule] = []
    skipped = _Skipped(path)
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            _actor_line(rules, number, line, skipped)
    for rule in [rule for rule in rules if not rule.codes]:
        skipped.add(rule.line, f"{rule.names[0]!r} has no code: add one, as in NAME [USAGOV]")
        rules.remove(rule)
    return rules, skipped.settle(len(rules))


def _actor_line(rules: list[ActorRule], number: int, line: str, skipped: _Skipped) -> None:
    bare = _CODES.sub("", line)
    name = words_of(bare.strip().lstrip("+"))
    if "[" in bare or "]" in bare:
        skipped.add(number, f"a bracket is not closed: {line.strip()!r}")
        return
    codes = [code for text in _CODES.findall(line) if text.strip() and (code := _dated(number, text, skipped))]
    if name and not line.startswith("+") and not line[0].isspace():
        rules.append(ActorRule(number, [name], codes))
    elif not rules:
        skipped.add(number, "a synonym or a code stands before the first name")
    else:
        rules[-1].names += [name] if name else []
        rules[-1].codes += codes


def _dated(number: int, text: str, skipped: _Skipped) -> DatedCode | None:
    found = _DATED.match(text.strip())
    if found is None or any(len(digits or "") == 7 for digits in found.groups()[2:]):
        skipped.add(
            number, f"[{text}] is no code with dates: write [CODE], [CODE <YYMMDD], [CODE >YYMMDD] or [CODE A-B]"
        )
        return None
    code, sign, limit, since, until = found.groups()
    if sign == "<":
        return DatedCode(code.upper(), until=_iso(limit))
    if sign == ">":
        return DatedCode(code.upper(), since=_iso(limit))
    return DatedCode(code.upper(), _iso(since), _iso(until)) if since else DatedCode(code.upper())


def _iso(digits: str) -> str:
    """YYMMDD or YYYYMMDD as an ISO date; two-digit years below 30 are of this century."""
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "30" else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


# ---------------------------------------------------------------------------------------------------------- agents


def read_agents(path: Path) -> tuple[list[AgentRule], tuple[DictionaryRefused, ...]]:
    """Return the rules of an ``.agents`` file and the lines that were left out; raises as ``read_actors`` does."""
    sets: dict[str, tuple[str, ...]] = {}
    rules: list[AgentRule] = []
    skipped = _Skipped(path)
    for number, line in enumerate(read_lines(path), 1):
        text = line.strip()
        if found := _SUBSTITUTION.match(text):
            sets[found[1].upper()] = tuple(part.strip() for part in found[2].split(","))
        elif text:
            rule = _agent_line(number, text, sets, skipped)
            rules += [] if rule is None else [rule]
    return rules, skipped.settle(len(rules))


def _agent_line(number: int, text: str, sets: dict[str, tuple[str, ...]], skipped: _Skipped) -> AgentRule | None:
    codes = _CODES.findall(text)
    code = codes[0].replace(" ", "").upper() if codes else ""
    if "~" not in code:
        skipped.add(number, f"{text!r} has no agent code: write PHRASE [~GOV]")
        return None
    noun = words_of(_CODES.sub("", _PLURAL.sub("", text)))
    missing = [mark for mark in _MARK.findall(noun) if mark.upper() not in sets]
    if missing:
        skipped.add(number, f"the set !{missing[0]}! is not defined above this line")
        return None
    named = _PLURAL.search(text)
    singular = tuple(_expand(noun, sets))
    plural = tuple(map(_regular, singular)) if named is None else tuple(filter(None, (words_of(named[1]),)))
    return AgentRule(number, singular, plural, code.strip("~"), code.endswith("~"))


def _expand(noun: str, sets: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """A noun with its substitution sets written out."""
    found = _MARK.search(noun)
    if found is None:
        yield noun
        return
    for member in sets[found[1].upper()]:
        yield from _expand(noun[: found.start()] + member + noun[found.end() :], sets)


def _regular(noun: str) -> str:
    upper = noun.upper()
    if upper.endswith(("S", "MEN", "PEOPLE")):
        return noun
    return noun[:-1] + "IES" if upper.endswith("Y") and upper[-2:-1] not in "AEIOU" else noun + "S"


# ---------------------------------------------------------------------------------------------------------- verbs


@dataclass(slots=True)
class VerbRules:
    """What a ``.verbs`` file says: the patterns in order, and the synonym sets that they name."""

    patterns: list[VerbPattern] = field(default_factory=list)
    sets: dict[str, list[str]] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)
    code: str = ""
    current: str = ""


def read_verbs(path: Path) -> tuple[VerbRules, tuple[DictionaryRefused, ...]]:
    """Return the rules of a ``.verbs`` file and the lines that were left out; raises as ``read_actors`` does."""
    rules = VerbRules()
    skipped = _Skipped(path)
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            _verb_line(rules, number, line.strip(), skipped)
    return rules, skipped.settle(len(rules.patterns))


def _verb_line(rules: VerbRules, number: int, text: str, skipped: _Skipped) -> None:
    codes = _CODES.findall(text)
    bare = " ".join(_CODES.sub("", text).split())
    if text.startswith("&"):
        rules.current = words_of(bare).upper()
        rules.sets[rules.current] = []
    elif text.startswith("---"):
        found = _BLOCK.match(text)
        rules.code = (found[2] or "") if found is not None else ""
        rules.forms, rules.current = [], ""
    elif text.startswith("-"):
        if not codes or "[" in bare:
            skipped.add(number, f"the pattern {bare!r} has no code: write - * WORDS [031]")
        else:
            rules.patterns.append(VerbPattern(tuple(rules.forms), bare[1:].strip(), codes[-1]))
    elif rules.current and text.startswith("+"):
        rules.sets[rules.current].append(words_of(bare[1:]))
    elif "[" in bare or "]" in bare:
        skipped.add(number, f"a bracket is not closed: {text!r}")
    else:
        rules.forms.append(words_of(_PLURAL.sub("", bare).lstrip("+")))
        rules.patterns.append(VerbPattern((rules.forms[-1],), "", codes[-1] if codes else rules.code))
