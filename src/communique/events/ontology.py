"""The event ontology as data: PLOVER types, contexts and areas, and CAMEO codes with their Goldstein scores.

The built-in tables are ``data/ontology/codes.txt``; files of a user have the same form and are laid over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from communique.errors import DictionaryRefused
from communique.record import AREAS

#: the built-in tables, beside the package's other data
TABLES = "data/ontology/codes.txt"
SECTIONS = ("types", "contexts", "areas", "cameo", "renamed")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER root type; ``quad`` is 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict."""

    code: str
    quad: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """A CAMEO code; ``type`` is its PLOVER type, None for public statements, which are no events."""

    code: str
    name: str
    type: str | None
    goldstein: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Every code that an event may carry; ``areas`` gives each area of a statement its PLOVER contexts."""

    types: dict[str, EventType] = field(default_factory=dict)
    contexts: dict[str, str] = field(default_factory=dict)
    areas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cameo: dict[str, Cameo] = field(default_factory=dict)

    def code(self, code: str) -> Cameo:
        """Return the entry of a CAMEO code, or of the nearest broader one; raises KeyError when no root fits either."""
        for length in range(len(code), 1, -1):
            entry = self.cameo.get(code[:length])
            if entry is not None:
                return entry
        raise KeyError(code)

    def quad(self, event_type: str) -> int:
        """Return the quad code (1-4) of a PLOVER type; raises KeyError when the ontology lacks it."""
        return self.types[event_type].quad

    def contexts_of(self, areas: Sequence[str], cameo: str) -> tuple[str, ...]:
        """Return the contexts of a code and of areas together, the code's first, each once."""
        found = dict.fromkeys(self.code(cameo).contexts)
        for area in areas:
            found.update(dict.fromkeys(self.areas.get(area, ())))
        return tuple(found)


@cache
def ontology() -> Ontology:
    """Return the built-in ontology, read at the first call."""
    return load()


def load(*paths: str | Path) -> Ontology:
    """Return the built-in ontology with the files of ``paths`` laid over it, the last one on top.

    Raises DictionaryRefused, with file, line and reason, for the first entry that cannot stand.
    """
    built_in = files("communique").joinpath(TABLES)
    found = Ontology()
    _read(found, built_in.read_text(encoding="utf-8"), "codes.txt")
    for path in paths:
        _read(found, _text(Path(path)), str(path))
    return found


def rows(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a data file that hold something, comments cut off."""
    for number, line in enumerate(text.splitlines(), 1):
        kept = line.partition("#")[0].strip()
        if kept:
            yield number, kept


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DictionaryRefused(str(path), 0, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DictionaryRefused(str(path), 0, "is not UTF-8 text") from error


def _read(into: Ontology, text: str, path: str) -> None:
    section: str | None = None
    for number, line in rows(text):
        if line.startswith("["):
            section = line.strip("[] ")
            if section not in SECTIONS:
                raise DictionaryRefused(path, number, f"no section [{section}]: one of {', '.join(SECTIONS)}")
            continue
        if section is None:
            raise DictionaryRefused(path, number, f"an entry before the first section ({', '.join(SECTIONS)})")
        try:
            _ENTRIES[section](into, [cell.strip() for cell in line.split("|")])
        except ValueError as error:
            raise DictionaryRefused(path, number, str(error)) from error


def _columns(cells: list[str], names: str) -> None:
    if len(cells) != len(names.split(",")):
        raise ValueError(f"{len(cells)} columns where {len(names.split(','))} belong: {names}")


def _add_type(into: Ontology, cells: list[str]) -> None:
    _columns(cells, "code, quad code, name")
    if cells[1] not in ("1", "2", "3", "4"):
        raise ValueError(f"quad code {cells[1]!r}: 1, 2, 3 or 4")
    if not re.fullmatch(r"[A-Z]+", cells[0]):
        raise ValueError(f"type {cells[0]!r}: capital letters only")
    into.types[cells[0]] = EventType(code=cells[0], quad=int(cells[1]), name=cells[2])


def _add_context(into: Ontology, cells: list[str]) -> None:
    _columns(cells, "code, name")
    into.contexts[cells[0]] = cells[1]


def _add_area(into: Ontology, cells: list[str]) -> None:
    _columns(cells, "area, contexts")
    if cells[0] not in AREAS:
        raise ValueError(f"area {cells[0]!r}: one of {', '.join(AREAS)}")
    into.areas[cells[0]] = _known_contexts(into, cells[1])


def _add_cameo(into: Ontology, cells: list[str]) -> None:
    _columns(cells, "code, type, Goldstein, mode, contexts, name")
    code, event_type, goldstein, mode, contexts, name = cells
    if not re.fullmatch(r"\d{2,4}", code):
        raise ValueError(f"CAMEO code {code!r}: two to four digits")
    if event_type and event_type not in into.types:
        raise ValueError(f"type {event_type!r} of CAMEO {code}: one of {', '.join(into.types)}, or a type added above")
    try:
        score = float(goldstein)
    except ValueError:
        raise ValueError(f"Goldstein score {goldstein!r} of CAMEO {code}: a number from -10 to 10") from None
    if not -10 <= score <= 10:
        raise ValueError(f"Goldstein score {score} of CAMEO {code}: a number from -10 to 10")
    into.cameo[code] = Cameo(
        code=code,
        name=name,
        type=event_type or None,
        goldstein=score,
        mode=mode or None,
        contexts=_known_contexts(into, contexts),
    )


def _rename(into: Ontology, cells: list[str]) -> None:
    """Give a type or context another code, wherever it stands; one that is there already takes it in."""
    _columns(cells, "old code, new code")
    old, new = cells
    if old in into.types:
        held = into.types.pop(old)
        if new not in into.types:
            _add_type(into, [new, str(held.quad), held.name])
        for code, entry in into.cameo.items():
            if entry.type == old:
                into.cameo[code] = replace(entry, type=new)
    elif old in into.contexts:
        name = into.contexts.pop(old)
        into.contexts.setdefault(new, name)
        for area, contexts in into.areas.items():
            into.areas[area] = _renamed(contexts, old, new)
        for code, entry in into.cameo.items():
            into.cameo[code] = replace(entry, contexts=_renamed(entry.contexts, old, new))
    else:
        raise ValueError(f"{old!r} is no type and no context: one of {', '.join((*into.types, *into.contexts))}")


def _renamed(contexts: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if context == old else context for context in contexts))


def _known_contexts(into: Ontology, cell: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in cell.split(",") if part.strip())
    for context in found:
        if context not in into.contexts:
            raise ValueError(f"context {context!r}: one of {', '.join(into.contexts)}, or a context added above")
    return found


_ENTRIES: dict[str, Callable[[Ontology, list[str]], None]] = {
    "types": _add_type,
    "contexts": _add_context,
    "areas": _add_area,
    "cameo": _add_cameo,
    "renamed": _rename,
}
