"""Search over everything: documents, meetings, statements or events that fulfil all conditions, each view a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.desk.access import Served
from communique.desk.asked import ROWS, Filtered, Filters, from_cursor, to_cursor
from communique.desk.openings import openings
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.desk.templating import page, query_of
from communique.events.ontology import ontology
from communique.record import ACTS, AREAS
from communique.register import queries
from communique.register.counting import Facets, facets
from communique.register.database import reading
from communique.register.queries import Ask
from communique.register.text_search import snippets

router = APIRouter()
Kind = Literal["documents", "meetings", "statements", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)
By = Literal["relevance", "date"]
#: how well a document fits words, as a cursor names it
_SCORE = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?")
#: values of a facet that are shown
_TOLD = 8
_SOURCES: dict[Kind, Callable[..., Iterator[Any]]] = {
    "documents": queries.documents,
    "meetings": queries.meetings,
    "statements": queries.statements,
    "events": queries.events,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What documents have in one respect: each value, how many documents, and the query that asks for it too."""

    name: str
    values: tuple[tuple[str, int, str], ...]


@router.get("/search")
def search(
    request: Request,
    desk: Served,
    filters: Filtered,
    kind: Kind = "documents",
    by: Annotated[By, Query(description="How documents that hold words are ordered.")] = "relevance",
    after: Annotated[str, Query(max_length=400)] = "",
) -> Response:
    """Show a page of what fulfils all conditions: the newest first, or documents that hold words the best first."""
    ask = filters.ask(newest=True)
    engine = desk.register.engine
    ranked = kind == "documents" and bool(ask.text) and by == "relevance"
    place = from_cursor(after)
    if ranked and place is not None and not _SCORE.fullmatch(place[0] or ""):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no cursor of ours")
    rows = list(_SOURCES[kind](engine, replace(ask, limit=ROWS + 1, after=place, ranked=ranked)))
    shown = rows[:ROWS]
    found: dict[int, str] = {}
    if kind == "documents" and ask.text:
        with reading(engine) as connection:
            found = snippets(connection, ask.text, [row.number for row in shown])
    return page(
        request,
        "search.html",
        kind=kind,
        kinds=KINDS,
        filters=filters,
        typed=filters.typed(),
        by=by,
        rows=shown,
        snippets=found,
        openings=openings(engine, shown) if kind == "documents" else {},
        after=to_cursor(shown[-1].place) if len(rows) > ROWS else "",
        facets=_narrower(counted(desk, ask), filters, kind),
        acts=ACTS,
        areas=AREAS,
        types=tuple(ontology().types),
    )


def counted(desk: Desk, ask: Ask) -> Facets:
    """Return how many documents have what, of those that are asked for; found seldom in a large register."""
    engine = desk.register.engine
    return desk.kept.get(engine, ("facets", ask), lambda: facets(engine, ask, told=_TOLD))


def _narrower(found: Facets, filters: Filters, kind: Kind) -> list[Facet]:
    """Return the ways to narrow a view down: each value of what is not chosen yet, with its link."""
    typed: dict[str, str] = {**filters.typed(), "kind": kind}
    country = "with" if filters.country else "country"
    named = (("country", country), ("act", "act"), ("area", "area"), ("event_type", "type"))
    narrower = []
    for facet, parameter in named:
        if not typed.get(parameter):
            chosen = {filters.country, filters.with_country}
            counts = [each for each in getattr(found, facet) if facet != "country" or each.value not in chosen]
            links = [(each.value, each.documents, query_of(typed | {parameter: each.value})) for each in counts]
            narrower.append(Facet(name=facet, values=tuple(links)))
    if not (filters.since or filters.until):
        years = [
            (each.value, each.documents, query_of(typed | {"since": each.value, "until": each.value}))
            for each in reversed(found.year)
        ]
        narrower.append(Facet(name="year", values=tuple(years)))
    return [facet for facet in narrower if facet.values]
