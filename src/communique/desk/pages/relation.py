"""A relationship: two countries over time, who speaks, where they met, what they undertook."""

from __future__ import annotations

from http import HTTPStatus
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.analysis.conditions import conditions, country
from communique.commitments.model import STATUSES
from communique.desk.access import Served
from communique.desk.periods import bars, plot_of_contacts, plot_of_quads
from communique.desk.problems import Problem
from communique.desk.templating import page, query_of, sent_on
from communique.desk.world_map import Located, spotted
from communique.register import counting, following, queries
from communique.register.counting import Period
from communique.register.following import Wanted
from communique.register.queries import Ask

router = APIRouter()
#: rows of each list on the page; the search has them all
_ROWS = 12
_Day = Annotated[str, Query(max_length=10)]


@router.get("/relations/{a}-{b}")
def relation(request: Request, desk: Served, a: str, b: str, since: _Day = "", until: _Day = "") -> Response:
    """Show two countries; names and the other order lead to the page of the pair."""
    dyad = _pair(a, b)
    if dyad != (a, b):
        typed = query_of({"since": since, "until": until})
        return sent_on(f"/relations/{dyad[0]}-{dyad[1]}?{typed}".rstrip("?"))
    period = asked_period(since, until)
    engine = desk.register.engine
    ask = Ask(dyad=dyad, since=period.since, until=period.until, newest=True, limit=_ROWS)
    wanted = Wanted(dyad=dyad, since=period.since, until=period.until)
    months = counting.months(engine, dyad, period)
    places = counting.meeting_places(engine, dyad, period)
    found, kept = bars(months), desk.kept.get
    where = (Located(name=each.place, lat=each.lat, lon=each.lon, count=each.meetings) for each in places)
    return page(
        request,
        "relation.html",
        dyad=dyad,
        typed={"country": dyad[0], "with": dyad[1], "since": since, "until": until},
        since=since,
        until=until,
        totals={name: sum(getattr(each, name) for each in months) for name in ("meetings", "statements", "events")},
        quads=plot_of_quads(found),
        contacts=plot_of_contacts(found),
        places=places,
        map=spotted(where, marked=dyad, noun="meetings"),
        speakers=kept(engine, ("speakers", dyad, period), lambda: counting.speakers(engine, dyad, period)),
        undertaken=_undertaken(kept(engine, ("undertaken", wanted), lambda: following.by_area(engine, wanted))),
        statuses=STATUSES,
        meetings=tuple(islice(queries.meetings(engine, ask), _ROWS)),
        statements=tuple(islice(queries.statements(engine, ask), _ROWS)),
        events=tuple(islice(queries.events(engine, ask), _ROWS)),
    )


def _undertaken(counted: tuple[tuple[str, str, int], ...]) -> dict[str, dict[str, int]]:
    """Return how many commitments there are of each area, by status, the areas with most first."""
    found: dict[str, dict[str, int]] = {}
    for area, status, count in counted:
        found.setdefault(area, dict.fromkeys(STATUSES, 0))[status] += count
    return dict(sorted(found.items(), key=lambda each: (-sum(each[1].values()), each[0])))


def asked_period(since: str, until: str) -> Period:
    """Return the period that an address asks for; ends the request where a day is none."""
    try:
        ask = conditions({"since": since, "until": until})
    except ValueError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    return Period(since=ask.since, until=ask.until)


def _pair(a: str, b: str) -> tuple[str, str]:
    try:
        first, second = sorted((country("country", a), country("country", b)))
    except ValueError as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error)) from error
    if first == second:
        raise Problem(HTTPStatus.NOT_FOUND, "A relationship has two countries.")
    return first, second
