"""User dictionaries: further actors and roles, in our own format (TOML) or those of PETRARCH and TABARI.

Our own, a file whose name ends in ``.toml``::

    [[actor]]                           # a body, group, state or place that acts
    names = ["Lake Basin Authority", "LBA"]
    kind = "organisation"               # organisation (default), group, state, seat, region (no actor at all)
    country = "KEN"                     # ISO 3166-1 alpha-3, or
    code = "LBA"                        # an organisation's own code
    sector = "GOV"                      # PLOVER
    since = "2015"                      # optional, ISO dates of any precision
    until = "2024-06"

    [[person]]
    names = ["Jane Achieng", "J. Achieng"]
    offices = [{ office = "Minister of Water", country = "KEN", sector = "GOV", since = "2022-10" }]

    [[role]]                            # a common noun
    names = ["water bailiff", "water bailiffs"]
    sector = "COP"

A name that the built-in gazetteer knows as well means the user's entry only: dictionaries extend and override.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from communique.actors.gazetteer import Addition, Entry, EntryKind, Gazetteer, Tenure
from communique.actors.petrarch import (
    ActorRule,
    AgentRule,
    DatedCode,
    VerbPattern,
    read_actors,
    read_agents,
    read_lines,
    read_verbs,
)
from communique.errors import DictionaryRefused

_SECTOR = re.compile(r"^[A-Z]{3}$")
_COUNTRY = re.compile(r"^[A-Z]{3}$")
_DATE = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
_TABLES = {
    "actor": frozenset(("names", "kind", "country", "code", "sector", "since", "until")),
    "person": frozenset(("names", "offices")),
    "role": frozenset(("names", "sector", "plural")),
}
_OFFICE = frozenset(("office", "country", "code", "sector", "since", "until"))
#: endings by which a synonym of a country is its adjective or people in a PETRARCH dictionary
_ADJECTIVE = re.compile(r"(?:IAN|EAN|ESE|ISH|ITE|ORI|ANI|AQI)$", re.IGNORECASE)
#: first letters of PETRARCH codes that name no country
_WORLD = ("IGO", "NGO", "NGM", "IMG", "MNC", "ISM", "INT")
_SECTORS = re.compile(
    "GOV|MIL|LEG|JUD|COP|SPY|PTY|OPP|REB|CIV|CVL|BUS|MED|HLH|EDU|REL|ELI|JRN|LAB|AGR|REF|SOC|PRM|UAF|CRM"
)


def extend(
    gazetteer: Gazetteer, *, actors: Iterable[Path] = (), agents: Iterable[Path] = (), verbs: Iterable[Path] = ()
) -> Gazetteer:
    """Return the gazetteer with the entries of these files added; of two files that name one thing, the later counts.

    Raises DictionaryRefused for a file that cannot be read, with the line and the reason.
    """
    additions: list[Addition] = []
    skipped: list[DictionaryRefused] = []
    patterns: list[VerbPattern] = []
    for path in actors:
        additions += _own(path) if path.suffix == ".toml" else _petrarch_actors(path, gazetteer, skipped)
    for path in agents:
        additions += _own(path) if path.suffix == ".toml" else _petrarch_agents(path, skipped)
    for path in verbs:
        rules, left_out = read_verbs(path)
        patterns += [replace(pattern, words=_with_sets(pattern.words, rules.sets)) for pattern in rules.patterns]
        skipped += left_out
    return gazetteer.extended(additions, verbs=tuple(patterns), skipped=tuple(skipped))


def _with_sets(words: str, sets: dict[str, list[str]], depth: int = 0) -> str:
    """A verb pattern in which every ``&SET`` is written out as ``(ONE|OTHER)``."""
    if depth > 4:  # sets may name sets, but not themselves
        return words
    return re.sub(
        r"&\w+",
        lambda found: (
            f"({'|'.join(_with_sets(word, sets, depth + 1) for word in sets[found[0].upper()])})"
            if found[0].upper() in sets
            else found[0]
        ),
        words,
    )


# ---------------------------------------------------------------------------------------------------------- our own


def _own(path: Path) -> Iterator[Addition]:
    lines = "\n".join(read_lines(path)) if not path.exists() else path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(lines)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise DictionaryRefused(str(path), int(found[1]) if found else 0, f"is not valid TOML: {error}") from error
    for table, rows in tables.items():
        if table not in _TABLES or not isinstance(rows, list):
            raise DictionaryRefused(str(path), 0, f"[[{table}]] is unknown: use [[actor]], [[person]] or [[role]]")
        starts = [n for n, line in enumerate(lines.split("\n"), 1) if line.strip().startswith(f"[[{table}]]")]
        for row, line in zip(rows, starts, strict=False):
            yield _addition(path, line, table, row)


def _addition(path: Path, line: int, table: str, row: dict[str, Any]) -> Addition:
    unknown = sorted(set(row) - _TABLES[table])
    if unknown:
        allowed = ", ".join(sorted(_TABLES[table]))
        raise DictionaryRefused(str(path), line, f"{unknown[0]!r} is unknown in [[{table}]]: use {allowed}")
    names = row.get("names")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise DictionaryRefused(str(path), line, f'[[{table}]] needs names = ["...", ...]')
    if table == "person":
        return _person(path, line, names, row.get("offices", []))
    kind: EntryKind = "role" if table == "role" else row.get("kind", "organisation")
    if kind not in get_args(EntryKind) or kind == "person":
        raise DictionaryRefused(str(path), line, f"{kind!r} is no kind: use organisation, group, state, seat or region")
    _check(path, line, row)
    entry = Entry(
        kind=kind,
        name=names[0],
        country=row.get("country"),
        code=row.get("code"),
        sector=row.get("sector"),
        since=row.get("since", ""),
        until=row.get("until", ""),
        plural=bool(row.get("plural", False)),
        aliases=tuple(names[1:]),
    )
    return Addition(tuple(names), (entry,), case="" if table == "role" else None)


def _person(path: Path, line: int, names: list[str], offices: list[dict[str, Any]]) -> Addition:
    tenures = []
    for held in offices:
        unknown = sorted(set(held) - _OFFICE)
        if unknown:
            raise DictionaryRefused(str(path), line, f"{unknown[0]!r} is unknown in offices: use {sorted(_OFFICE)}")
        _check(path, line, held)
        tenures.append(
            Tenure(
                office=held.get("office", ""),
                sector=held.get("sector", "GOV"),
                secondary="",
                country=held.get("country"),
                code=held.get("code"),
                start=held.get("since", ""),
                end=held.get("until", ""),
                rank=6,
            )
        )
    country = tenures[-1].country if tenures else None
    code = tenures[-1].code if tenures else None
    entry = Entry(
        kind="person", name=names[0], country=country, code=code, aliases=tuple(names[1:]), tenures=tuple(tenures)
    )
    return Addition(tuple(names), (entry,), case=None)


def _check(path: Path, line: int, row: dict[str, Any]) -> None:
    for field, pattern, allowed in (
        ("country", _COUNTRY, "an ISO 3166-1 alpha-3 code such as KEN"),
        ("sector", _SECTOR, "a PLOVER sector such as GOV"),
        ("since", _DATE, "a date such as 2015, 2015-06 or 2015-06-30"),
        ("until", _DATE, "a date such as 2015, 2015-06 or 2015-06-30"),
    ):
        value = row.get(field)
        if value is not None and (not isinstance(value, str) or not pattern.match(value)):
            raise DictionaryRefused(str(path), line, f"{field} = {value!r} is not {allowed}")
    if row.get("since") and row.get("until") and row["since"] > row["until"]:
        raise DictionaryRefused(str(path), line, f"since {row['since']} is later than until {row['until']}")


# ---------------------------------------------------------------------------------------------------------- PETRARCH


def _petrarch_actors(path: Path, gazetteer: Gazetteer, skipped: list[DictionaryRefused]) -> Iterator[Addition]:
    rules, left_out = read_actors(path)
    skipped += left_out
    for rule in rules:
        dated = [code for code in rule.codes if code.since or code.until]
        codes = dated + [code for code in rule.codes if code not in dated]
        for name in rule.names:
            adjective = name is not rule.names[0] and _is_adjective(name, gazetteer)
            entries = tuple(_coded(rule, code, adjective=adjective) for code in codes)
            yield Addition((name,), entries, case="c")


def _is_adjective(name: str, gazetteer: Gazetteer) -> bool:
    known = gazetteer.exact(name.title())
    return any(entry.kind == "adjective" for entry in known) or (not known and _ADJECTIVE.search(name) is not None)


def _coded(rule: ActorRule, dated: DatedCode, *, adjective: bool) -> Entry:
    """One name with one code: three letters are a country's, what follows them sectors and groups."""
    code, since, until = dated.code, dated.since, dated.until
    printed = rule.names[0].title()
    if not code.strip("-+#"):
        return Entry(kind="region", name=printed, since=since, until=until)
    head, rest = code[:3], code[3:]
    if not rest and head not in _WORLD:
        kind: EntryKind = "adjective" if adjective else "state"
        return Entry(kind=kind, name=printed, country=head, since=since, until=until)
    sector = next((part for part in re.findall("...", rest) if _SECTORS.fullmatch(part)), None)
    if head in _WORLD:
        head, sector = "", sector or ("IGO" if head == "IGO" else "NGO" if head in ("NGO", "NGM") else None)
    return Entry(
        kind="organisation",
        name=printed,
        country=head or None,
        code=code,
        sector=sector,
        since=since,
        until=until,
    )


def _petrarch_agents(path: Path, skipped: list[DictionaryRefused]) -> Iterator[Addition]:
    rules, left_out = read_agents(path)
    skipped += left_out
    for rule in rules:
        for plural, names in ((False, rule.singular), (True, rule.plural)):
            for name in names:
                yield Addition((name,), (_agent(rule, name, plural),), case="")


def _agent(rule: AgentRule, name: str, plural: bool) -> Entry:
    return Entry(kind="role", name=name.lower(), sector=rule.code, plural=plural)
