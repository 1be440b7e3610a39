"""The rows of the register: documents, meetings, statements, events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.desk.access import Served
from communique.desk.api.answers import PROBLEMS, Items, items
from communique.desk.asked import MOST_ROWS, ROWS, Filtered, from_cursor
from communique.register import queries
from communique.register.queries import DocumentRow, EventRow, MeetingRow, StatementRow

router = APIRouter(tags=["register"])
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows in the answer.")]
After = Annotated[str, Query(max_length=400, description="The `next` of an earlier answer.")]
Newest = Annotated[bool, Query(description="The newest first.")]
Every = Annotated[bool, Query(description="Near duplicates too.")]


def _listing(source: Callable[..., Iterator[Any]], kind: str) -> Callable[..., Response]:
    """Return the operation that lists a kind of rows."""

    def listing(  # noqa: PLR0913 - the parameters are the query
        request: Request,
        desk: Served,
        filters: Filtered,
        limit: Limit = ROWS,
        after: After = "",
        newest: Newest = False,
        every: Every = False,
    ) -> Response:
        ask = filters.ask(limit=limit + 1, after=from_cursor(after), newest=newest, every=every)
        return items(request, list(source(desk.register.engine, ask)), limit)

    listing.__name__ = kind
    listing.__doc__ = f"List the {kind} of the register that fulfil all conditions, by date."
    return listing


for _kind, _source, _row in (
    ("documents", queries.documents, DocumentRow),
    ("meetings", queries.meetings, MeetingRow),
    ("statements", queries.statements, StatementRow),
    ("events", queries.events, EventRow),
):
    router.get(f"/{_kind}", responses={200: {"model": Items[_row]}, **PROBLEMS})(  # type: ignore[valid-type]
        _listing(_source, _kind)
    )
