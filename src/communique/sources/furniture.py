"""The lexicon of how the furniture of pages looks, loaded from ``data/furniture.txt`` when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words(section: str) -> frozenset[str]:
    """Return the words of a section; raises KeyError where the lexicon has no such section."""
    return frozenset(word for line in _sections()[section] for word in line.split())


def one_of(section: str) -> re.Pattern[str]:
    """Return a pattern for any of the expressions of a section, case ignored; raises KeyError where there is none."""
    return _compiled(section)


@cache
def _compiled(section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _sections()[section]), re.IGNORECASE)


@cache
def _sections() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    section = ""
    text = files("communique").joinpath("data/furniture.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        heading = re.fullmatch(r"\[([a-z ]+)\]", line)
        if heading:
            section = heading.group(1)
            found[section] = []
        elif line and (not line.startswith("#") or line.startswith("#{")):
            found[section].append(line)
    return {name: tuple(lines) for name, lines in found.items()}
