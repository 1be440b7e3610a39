"""The world in a period: how much each country is involved, and which pairs of countries deal with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.desk.access import Served
from communique.desk.pages.relation import asked_period
from communique.desk.service import Desk
from communique.desk.templating import page, query_of
from communique.desk.world_map import filled
from communique.register import counting
from communique.register.counting import CountryCount, Pair, Period

router = APIRouter()
#: pairs that are listed, and countries on each side of the matrix
_PAIRS, _SIDES = 60, 16
Kind = Literal["events", "meetings"]
_Day = Annotated[str, Query(max_length=10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Countries by countries, with the pair that each two of them are where they deal with each other."""

    countries: tuple[str, ...]
    pairs: dict[tuple[str, str], Pair]


@router.get("/world")
def world(request: Request, desk: Served, since: _Day = "", until: _Day = "", kind: Kind = "events") -> Response:
    """Show the map and the matrix of a period."""
    period = asked_period(since, until)
    listed = pairs(desk, period)
    counts = {each.country: getattr(each, kind) for each in countries(desk, period)}

    def to(code: str) -> str:
        return "/search?" + query_of({"kind": kind, "country": code, "since": since, "until": until})

    return page(
        request,
        "world.html",
        kind=kind,
        since=since,
        until=until,
        map=filled(counts, noun=kind, to=to),
        counts=sorted(((code, count) for code, count in counts.items() if count), key=lambda each: (-each[1], each[0])),
        pairs=listed,
        matrix=_matrix(listed),
        to=to,
    )


def countries(desk: Desk, period: Period) -> tuple[CountryCount, ...]:
    """Return how much each country is involved; found seldom in a large register."""
    engine = desk.register.engine
    return desk.kept.get(engine, ("countries", period), lambda: counting.countries(engine, period))


def pairs(desk: Desk, period: Period) -> tuple[Pair, ...]:
    """Return the pairs of countries that have most to do with each other; found seldom in a large register."""
    engine = desk.register.engine
    return desk.kept.get(engine, ("matrix", period), lambda: counting.matrix(engine, period, top=_PAIRS))


def _matrix(pairs: tuple[Pair, ...]) -> Matrix:
    """Return the pairs of those countries that have most to do with others."""
    weight: dict[str, int] = {}
    for pair in pairs:
        for code in (pair.a, pair.b):
            weight[code] = weight.get(code, 0) + pair.events + pair.meetings
    chosen = sorted(sorted(weight, key=lambda code: (-weight[code], code))[:_SIDES])
    inside = {(pair.a, pair.b): pair for pair in pairs if pair.a in chosen and pair.b in chosen}
    both = inside | {(b, a): pair for (a, b), pair in inside.items()}
    return Matrix(countries=tuple(chosen), pairs=both)
