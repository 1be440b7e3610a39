"""Reads the gazetteer's sources (data/gazetteer/*.toml), whose formats data/gazetteer/README.md describes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "gazetteer"
_SPAN = re.compile(r"^(.*?)\s+(\d{4}[\d-]*)?\.\.(\d{4}[\d-]*)?$")
_MARKED = re.compile(r"^(.*\S)=([A-Z]{3}(?:[. ][A-Z]{3})*)$")


def read(name: str) -> dict[str, Any]:
    """The tables of one source file."""
    with open(HERE / name, "rb") as source:
        return tomllib.load(source)


@dataclass(frozen=True)
class Value:
    """One value with what may follow it: a mark ("=MIL") and a span of validity ("..1991-12-26")."""

    text: str
    mark: str = ""
    since: str = ""
    until: str = ""
    spanned: bool = False


def value(text: str) -> Value:
    """Reads "VALUE", "VALUE=MARK", "VALUE FROM..UNTIL"."""
    text, since, until, spanned = text.strip(), "", "", False
    if found := _SPAN.match(text):
        text, since, until, spanned = found[1].strip(), found[2] or "", found[3] or "", True
    elif text.endswith(" .."):
        text, spanned = text[:-3].strip(), True
    mark = ""
    if found := _MARKED.match(text):
        text, mark = found[1], found[2]
    return Value(text, mark, since, until, spanned)


def values(text: str) -> list[Value]:
    """Reads a line of values that are separated by commas."""
    return [value(part) for part in text.split(",") if part.strip()]


def names(text: str) -> list[Value]:
    """Reads "NAME = OTHER NAME = ..."."""
    return [value(part) for part in text.split(" = ")]


@dataclass
class Term:
    """One office held by one person, as a source states it."""

    owner: str
    key: str
    names: tuple[str, ...]
    start: str
    end: str
    sector: str = ""
    uncertain: bool = False


@dataclass
class Person:
    """One person: the names of all sources, and the terms."""

    names: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


def _table_terms(owner: str, key: str, table: dict[str, str]) -> Iterator[Term]:
    """The terms of one table. Each ends where the next begins, unless the table states ends ("..") of its own."""
    rows = sorted(table.items())
    stated = any(names(text)[-1].spanned for _, text in rows if text != "-")
    for number, (start, text) in enumerate(rows):
        if text == "-":
            continue
        uncertain = text.endswith(" ?")
        parts = names(text.removesuffix(" ?"))
        following = rows[number + 1][0] if number + 1 < len(rows) else ""
        end = parts[-1].until if stated else following
        yield Term(owner, key, tuple(part.text for part in parts), start, end, uncertain=uncertain)


def terms() -> list[Term]:
    """Every term of leaders/*.toml and figures.toml."""
    found: list[Term] = []
    for path in sorted((HERE / "leaders").glob("*.toml")):
        for owner, tables in read(f"leaders/{path.name}").items():
            for key, table in tables.items():
                found.extend(_table_terms(owner, key, table))
    for owner, sectors in read("figures.toml").items():
        for sector, people in sectors.items():
            for text in people:
                parts = names(text)
                named = tuple(part.text for part in parts)
                found.append(Term(owner, "", named, parts[-1].since, parts[-1].until, sector=sector))
    return found
