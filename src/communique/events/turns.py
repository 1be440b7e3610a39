"""How operators turn codes: a deed promised, refused, demanded or alleged is another event than the deed done."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from communique.errors import DictionaryRefused
from communique.events.ontology import rows

TABLE = "data/ontology/turns.txt"
Turn = Literal["intend", "threaten", "refuse", "demand", "accuse", "stop"]
_PAIR = re.compile(r"(\d{1,4})=(\d{2,4}|-)")


def turn(how: Turn, code: str) -> str | None:
    """Return the code of what is said about a deed of this CAMEO code, None where that is no event."""
    table = turns()[how]
    for length in range(len(code), 0, -1):
        found = table.get(code[:length])
        if found is not None:
            return None if found == "-" else found
    return None


def appeal(code: str) -> str:
    """Return the appeal (02x) that asks for what a demand (10x) demands; any other code as it is."""
    return "02" + code[2:] if code.startswith("10") else code


@cache
def turns() -> dict[str, dict[str, str]]:
    """Return the built-in table of every turn, read at the first call."""
    return read(files("communique").joinpath(TABLE).read_text(encoding="utf-8"), "turns.txt")


def read(text: str, path: str) -> dict[str, dict[str, str]]:
    """Return the turns that a text holds; raises DictionaryRefused, with its line, where one cannot stand."""
    found: dict[str, dict[str, str]] = {}
    for number, line in rows(text):
        name, _, pairs = line.partition("|")
        table = found.setdefault(name.strip(), {})
        for pair in pairs.split():
            match = _PAIR.fullmatch(pair)
            if match is None:
                raise DictionaryRefused(
                    path, number, f"{pair!r} is no pair of codes (as 072=0332, or 16=- for no event)"
                )
            table[match[1]] = match[2]
    return found
