"""What the gazetteer's names stand for: entries, the offices of people, matches; and how packed lines are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal[
    "state", "adjective", "demonym", "capital", "seat", "region", "organisation", "group", "role", "person"
]
_KINDS: dict[str, EntryKind] = {
    "s": "state", "a": "adjective", "d": "demonym", "c": "capital", "t": "seat", "r": "region",
    "o": "organisation", "g": "group", "n": "role", "p": "person",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One office held by one person; ``start`` is included, ``end`` excluded, '' is open.

    ``country`` or ``code`` (an organisation's) says for whom, ``office`` is its title ("Foreign Minister"), '' where
    a person matters without one; ``secondary`` is a second PLOVER sector (a defence minister's MIL) or ''. ``rank``
    weighs the office: 7 and 6 heads of state and government, 5 foreign ministers, 2 no office at all.
    """

    office: str
    sector: str
    secondary: str
    country: str | None
    code: str | None
    start: str
    end: str
    rank: int = 2

    def holds(self, date: str | None) -> bool:
        """Return whether the office is held on the date; None asks for those that have not ended."""
        return within(date, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a name stands for.

    ``name`` is the name to print. ``country`` is ISO 3166-1 alpha-3, ``code`` an organisation's or group's code,
    ``sector`` PLOVER's (None for a state). ``office`` is set for roles that one person holds at a time: its key.
    ``since`` and ``until`` bound the validity of the name itself (historical names, former capitals).
    """

    kind: EntryKind
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    since: str = ""
    until: str = ""
    plural: bool = False
    aliases: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    def on(self, date: str | None) -> tuple[Tenure, ...]:
        """Return the tenures held on the date, in the order of importance; for None those that have not ended."""
        return tuple(tenure for tenure in self.tenures if tenure.holds(date))

    def last(self, date: str | None) -> Tenure | None:
        """Return the latest tenure that had begun by the date, held or not; None where there was none yet."""
        begun = [t for t in self.tenures if date is None or not t.start or t.start[: len(date)] <= date]
        return max(begun, key=lambda tenure: tenure.start) if begun else None

    def valid(self, date: str | None) -> bool:
        """Return whether the name itself was in use on the date."""
        return within(date, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """The words ``[start, end)`` and what they may stand for, likeliest first.

    ``partial`` is true where the name ends inside the last word, which is a compound ("U.S." in "U.S.-led").
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    partial: bool = False

    def of(self, *kinds: EntryKind) -> Entry | None:
        """Return the first entry of one of these kinds, or None."""
        return next((entry for entry in self.entries if entry.kind in kinds), None)


def within(date: str | None, start: str, end: str) -> bool:
    """Return whether the date lies in ``[start, end)`` at the coarser precision; None asks for an open end."""
    if date is None:
        return not end
    after = not start or start[: len(date)] <= date[: len(start)]
    return after and (not end or date[: len(end)] < end or (len(date) < len(end) and date <= end[: len(date)]))


@dataclass(frozen=True, slots=True)
class Addition:
    """Names that lead to entries of a user's own, instead of whatever they led to before.

    ``case`` says how a text must capitalise them: "" any way, "c" with a capital, "C" all in capitals, None as written.
    """

    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    case: str | None = None


def read_entry(line: str) -> Entry:
    """Return the entry of one packed line of gazetteer.json."""
    kind, name, country, code, sector, office, since, until, flags, aliases, tenures = line.split("|")
    return Entry(
        kind=_KINDS[kind],
        name=name,
        country=country or None,
        code=code or None,
        sector=sector or None,
        office=office or None,
        since=since,
        until=until,
        plural="p" in flags,
        aliases=tuple(aliases.split("=")) if aliases else (),
        tenures=tuple(_read_tenures(tenures)),
    )


def _read_tenures(packed: str) -> Iterator[Tenure]:
    for part in packed.split(";"):
        if part:
            office, sectors, country, code, start, end, rank = part.split("^")
            sector, _, secondary = sectors.partition(".")
            yield Tenure(
                office=office,
                sector=sector,
                secondary=secondary,
                country=country or None,
                code=code or None,
                start=start,
                end=end,
                rank=int(rank),
            )


def read_official(line: str) -> Entry:
    """Return the person of one packed line of officials.json."""
    named, country, terms = line.split("|")
    name, *aliases = named.split("=")
    tenures = []
    for term in terms.split(";"):
        sectors, start, end = term.split("^")
        sector, _, secondary = sectors.partition(".")
        tenures.append(
            Tenure(
                office="", sector=sector, secondary=secondary, country=country, code=None, start=start, end=end, rank=3
            )
        )
    return Entry(kind="person", name=name, country=country, aliases=tuple(aliases), tenures=tuple(tenures))


def near(entry: Entry, date: str) -> bool:
    """Return whether an office of the official was held within ten years of the date."""
    year = int(date[:4])
    return any(int(t.start[:4] or t.end[:4]) - 10 <= year <= int(t.end[:4]) + 10 for t in entry.tenures)
