"""Commitments with their history, and what analysts decide about them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from communique.commitments.model import Commitment
from communique.desk.access import Served
from communique.desk.api.answers import PROBLEMS, answered
from communique.desk.asked import MOST_ROWS, ROWS, Filtered
from communique.desk.finding import entry_of, wanted
from communique.desk.problems import Problem
from communique.register import following

router = APIRouter(tags=["commitments"])
_Status = Annotated[str, Query(max_length=20, description="How far it has come.")]
#: no register has so many entries; a database takes no larger number
_LAST = 2**53


class Entries(BaseModel):
    """Commitments; ``next`` is the cursor of those behind them. ``behind`` counts documents not yet followed."""

    items: list[Commitment]
    next: str | None
    behind: int


@router.get("/commitments", responses={200: {"model": Entries}, **PROBLEMS})
def commitments(
    request: Request,
    desk: Served,
    filters: Filtered,
    status: _Status = "",
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS, description="Entries in the answer.")] = ROWS,
    after: Annotated[str, Query(max_length=20, description="The `next` of an earlier answer.")] = "",
) -> Response:
    """List the commitments that fulfil all conditions, in the order in which they were first made."""
    if after and not (after.isascii() and after.isdigit() and int(after) < _LAST):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no cursor of ours")
    asked = wanted(filters, status, limit=limit + 1, after=int(after) if after else None)
    found = following.entries(desk.register.engine, asked)
    shown = found[:limit]
    more = str(shown[-1].place) if len(found) > limit else None
    behind = following.state(desk.register.engine).behind
    return answered(request, {"items": [each.commitment for each in shown], "next": more, "behind": behind})


@router.get("/commitments/{id}", responses={200: {"model": Commitment}, **PROBLEMS})
def commitment(request: Request, desk: Served, id: str) -> Response:
    """Return one commitment with its whole history."""
    return answered(request, entry_of(desk, id).commitment)
