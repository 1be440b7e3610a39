"""Counts over a register, quick however many documents it holds: facets, months, pairs of countries, places, speakers.

A claim counts as ``involved`` says: an event once for each occurrence, near duplicates not at all, unless a question
about documents asks for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, case, func, select

from communique.register import tables
from communique.register.database import reading
from communique.register.facets import sets
from communique.register.queries import Ask
from communique.register.ranking import chosen

_involved, _documents = tables.involved, tables.documents
#: values of a facet that are told, the commonest first
TOLD = 30
_QUADS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many documents have a value."""

    value: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many documents there are, and how many have which value, the commonest first and years in their order."""

    documents: int
    country: tuple[Count, ...] = ()
    act: tuple[Count, ...] = ()
    area: tuple[Count, ...] = ()
    event_type: tuple[Count, ...] = ()
    year: tuple[Count, ...] = ()
    publisher: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadMonth:
    """What a month ("2024-05") holds between two countries.

    ``goldstein`` is the mean of the events that have a value, ``quads`` counts the events of the quad codes 1 to 4.
    """

    month: str
    meetings: int = 0
    statements: int = 0
    events: int = 0
    goldstein: float | None = None
    quads: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What a period holds between the countries ``a`` and ``b``, in the order of the alphabet."""

    a: str
    b: str
    meetings: int
    statements: int
    events: int
    goldstein: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCount:
    """How many meetings and events of a period involve a country."""

    country: str
    meetings: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlace:
    """A place where two countries met, and how often; ``first`` and ``last`` are days."""

    place: str
    country: str | None
    lat: float
    lon: float
    meetings: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who makes statements between two countries, and how many."""

    name: str
    country: str | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day to a day (ISO dates), both in it; open where one is None."""

    since: str | None = None
    until: str | None = None


ALWAYS = Period()


def facets(engine: Engine, ask: Ask, *, told: int = TOLD) -> Facets:
    """Return the facets of the documents that an ``Ask`` is for, its limit and place aside; ``told`` values of each."""
    found: dict[str, list[Count]] = {}
    with reading(engine) as connection:
        fit = chosen(connection, ask)
        for kind, value, have in sets(connection):
            documents = (have & fit).bit_count()
            if documents:
                found.setdefault(kind, []).append(Count(value=value, documents=documents))
    years = tuple(found.pop("year", ()))
    ranked = {
        kind: tuple(sorted(counts, key=lambda count: (-count.documents, count.value))[:told])
        for kind, counts in found.items()
    }
    return Facets(documents=fit.bit_count(), year=years, **ranked)


def months(engine: Engine, dyad: tuple[str, str], period: Period = ALWAYS) -> tuple[DyadMonth, ...]:
    """Return what each month holds between two countries, from the first to the last that holds anything."""
    month = func.substr(_involved.c.date, 1, 7).label("month")
    query = select(month, _involved.c.claim, func.count().label("claims"), *_weighed())
    dated = func.length(_involved.c.date) >= len("2024-05")  # what is dated by its year alone is in no month
    query = query.where(dated, *_between(dyad, period)).group_by(month, _involved.c.claim)
    found: dict[str, dict[str, Any]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query):
            values = found.setdefault(row.month, {})
            values[f"{row.claim}s"] = row.claims
            if row.claim == "event":
                values["goldstein"] = row.goldstein
                values["quads"] = tuple(row._mapping[f"quad{code}"] for code in _QUADS)
    return tuple(DyadMonth(month=name, **found.get(name, {})) for name in _every_month(found))


def matrix(engine: Engine, period: Period = ALWAYS, *, top: int = 50) -> tuple[Pair, ...]:
    """Return the ``top`` pairs of countries with most events, then statements, in a period."""
    totals: Counter[tuple[str, str, str]] = Counter()
    means: dict[tuple[str, str], float | None] = {}
    query = select(_involved.c.a, _involved.c.b, func.count().label("claims"), func.avg(_involved.c.goldstein))
    query = query.group_by(_involved.c.b, _involved.c.a)
    with reading(engine) as connection:
        for claim in ("meeting", "statement", "event"):
            ours = (_involved.c.claim == claim, _involved.c.counted, _involved.c.b > "", *_within(period))
            for a, b, claims, mean in connection.execute(query.where(*ours)):
                totals[a, b, claim] = claims
                if claim == "event":
                    means[a, b] = mean
    pairs = [
        Pair(
            a=a,
            b=b,
            meetings=totals[a, b, "meeting"],
            statements=totals[a, b, "statement"],
            events=totals[a, b, "event"],
            goldstein=means.get((a, b)),
        )
        for a, b in sorted({(a, b) for a, b, _ in totals})
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.events, -pair.statements, pair.a, pair.b))[:top])


def countries(engine: Engine, period: Period = ALWAYS) -> tuple[CountryCount, ...]:
    """Return how many meetings and events of a period involve each country, in the order of their codes."""
    totals: Counter[tuple[str, str]] = Counter()
    query = select(_involved.c.a, func.count()).group_by(_involved.c.a)
    with reading(engine) as connection:
        for claim in ("meeting", "event"):
            ours = (_involved.c.claim == claim, _involved.c.counted, _involved.c.b == "", *_within(period))
            for country, claims in connection.execute(query.where(*ours)):
                totals[country, claim] = claims
    return tuple(
        CountryCount(country=country, meetings=totals[country, "meeting"], events=totals[country, "event"])
        for country in sorted({country for country, _ in totals})
    )


def meeting_places(engine: Engine, dyad: tuple[str, str], period: Period = ALWAYS) -> tuple[MeetingPlace, ...]:
    """Return the places with coordinates where two countries met, the commonest first."""
    table = tables.meetings
    spot = (table.c.place, table.c.place_country, table.c.lat, table.c.lon)
    query = select(*spot, func.count().label("meetings"), func.min(table.c.date), func.max(table.c.date))
    query = _claims(query, "meeting").where(*_between(dyad, period, "meeting"), table.c.lat.is_not(None))
    query = query.where(table.c.lon.is_not(None)).group_by(*spot)
    with reading(engine) as connection:
        found = [
            MeetingPlace(
                place=place or "", country=country, lat=lat, lon=lon, meetings=meetings, first=first, last=last
            )
            for place, country, lat, lon, meetings, first, last in connection.execute(query)
        ]
    return tuple(sorted(found, key=lambda each: (-each.meetings, each.place, each.lat, each.lon)))


def speakers(engine: Engine, dyad: tuple[str, str], period: Period = ALWAYS, *, top: int = 10) -> tuple[Speaker, ...]:
    """Return the ``top`` speakers by the number of their statements between two countries."""
    parties = tables.parties
    statements = func.count().label("statements")
    query = (
        select(parties.c.name, parties.c.country, statements)
        .select_from(_involved)
        .join(_documents, _documents.c.number == _involved.c.number)
        .join(
            parties,
            and_(
                parties.c.document == _documents.c.id,
                parties.c.claim == "statement",
                parties.c.id == _involved.c.id,
                parties.c.role == "speaker",
            ),
        )
        .where(*_between(dyad, period, "statement"))
        .group_by(parties.c.name, parties.c.country)
        .order_by(statements.desc(), parties.c.name, parties.c.country)
        .limit(top)
    )
    with reading(engine) as connection:
        return tuple(Speaker(**row._mapping) for row in connection.execute(query))


def _weighed() -> tuple[Any, ...]:
    quads = (func.sum(case((_involved.c.quad_code == code, 1), else_=0)).label(f"quad{code}") for code in _QUADS)
    return (func.avg(_involved.c.goldstein).label("goldstein"), *quads)


def _within(period: Period) -> Iterator[ColumnElement[bool]]:
    if period.since is not None:
        yield _involved.c.date >= period.since
    if period.until is not None:
        yield _involved.c.date <= period.until


def _between(dyad: tuple[str, str], period: Period, *claims: str) -> Iterator[ColumnElement[bool]]:
    a, b = sorted(dyad)
    yield _involved.c.claim.in_(claims or ("meeting", "statement", "event"))
    yield _involved.c.counted
    yield and_(_involved.c.b == b, _involved.c.a == a)
    yield from _within(period)


def _claims(query: Any, claim: str) -> Any:
    table = tables.metadata.tables[f"{claim}s"]
    return (
        query.select_from(_involved)
        .join(_documents, _documents.c.number == _involved.c.number)
        .join(table, and_(table.c.document == _documents.c.id, table.c.id == _involved.c.id))
    )


def _every_month(found: Iterable[str]) -> Iterator[str]:
    named = sorted(month for month in found if re.fullmatch(r"\d{4}-\d{2}", month))  # an import may hold any text
    if not named:
        return
    year, month = int(named[0][:4]), int(named[0][5:])
    while (name := f"{year:04}-{month:02}") <= named[-1]:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
