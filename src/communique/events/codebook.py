"""The codebook for readers: every code with its name, a definition and an example."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from communique.errors import DictionaryRefused
from communique.events.ontology import Ontology, ontology, rows

TEXT = "data/ontology/codebook.txt"
Kind = Literal["type", "mode", "context", "cameo"]
_KINDS: dict[str, Kind] = {"types": "type", "modes": "mode", "contexts": "context", "cameo": "cameo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code of the ontology, explained; a mode's code is its type and its name ("CONSULT phone")."""

    kind: Kind
    code: str
    name: str
    definition: str
    example: str


@cache
def codebook() -> tuple[Entry, ...]:
    """Return the built-in codebook: PLOVER types, modes and contexts, then the CAMEO codes, in order."""
    return read(files("communique").joinpath(TEXT).read_text(encoding="utf-8"), "codebook.txt", ontology())


def read(text: str, path: str, codes: Ontology) -> tuple[Entry, ...]:
    """Return the entries that a text holds; raises DictionaryRefused, with its line, where one cannot stand."""
    found: list[Entry] = []
    kind: Kind | None = None
    for number, line in rows(text):
        if line.startswith("["):
            kind = _KINDS.get(line.strip("[] "))
            if kind is None:
                raise DictionaryRefused(path, number, f"no section {line}: one of {', '.join(_KINDS)}")
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if kind is None or len(cells) != 3 or not all(cells):
            raise DictionaryRefused(path, number, "an entry is written: code | definition | example, under a section")
        name = _name(kind, cells[0], codes)
        if name is None:
            raise DictionaryRefused(path, number, f"the ontology has no {kind} {cells[0]!r}")
        found.append(Entry(kind=kind, code=cells[0], name=name, definition=cells[1], example=cells[2]))
    return tuple(found)


def _name(kind: Kind, code: str, codes: Ontology) -> str | None:
    if kind == "type":
        return codes.types[code].name if code in codes.types else None
    if kind == "context":
        return codes.contexts.get(code)
    if kind == "cameo":
        return codes.cameo[code].name if code in codes.cameo else None
    event_type, _, mode = code.partition(" ")
    return f"{codes.types[event_type].name}: {mode}" if mode and event_type in codes.types else None
