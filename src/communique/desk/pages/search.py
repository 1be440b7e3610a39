"""Search over everything: documents, meetings, statements or events that fulfil all conditions, each view a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.desk.access import Served
from communique.desk.asked import ROWS, Filtered, from_cursor, to_cursor
from communique.desk.templating import page
from communique.events.ontology import ontology
from communique.record import ACTS, AREAS
from communique.register import queries
from communique.register.database import reading
from communique.register.text_search import snippets

router = APIRouter()
Kind = Literal["documents", "meetings", "statements", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_SOURCES: dict[Kind, Callable[..., Iterator[Any]]] = {
    "documents": queries.documents,
    "meetings": queries.meetings,
    "statements": queries.statements,
    "events": queries.events,
}


@router.get("/search")
def search(
    request: Request,
    desk: Served,
    filters: Filtered,
    kind: Kind = "documents",
    after: Annotated[str, Query(max_length=400)] = "",
) -> Response:
    """Show a page of what fulfils all conditions, the newest first."""
    ask = filters.ask(newest=True)
    engine = desk.register.engine
    rows = list(_SOURCES[kind](engine, replace(ask, limit=ROWS + 1, after=from_cursor(after))))
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
        rows=shown,
        snippets=found,
        after=to_cursor(shown[-1].place) if len(rows) > ROWS else "",
        acts=ACTS,
        areas=AREAS,
        types=tuple(ontology().types),
    )
