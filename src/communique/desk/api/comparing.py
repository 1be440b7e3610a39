"""Two accounts of one meeting, laid side by side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.comparing import compare
from communique.desk.access import Served
from communique.desk.api.answers import PROBLEMS, as_it_is
from communique.desk.finding import whole_id
from communique.register import reviewing

router = APIRouter(tags=["comparing"])
_Id = Annotated[str, Query(min_length=6, max_length=64, description="The id of a document, or how it begins.")]


@router.get("/compare", responses={200: {"model": dict[str, Any]}, **PROBLEMS})
def compared(request: Request, desk: Served, a: _Id, b: _Id) -> Response:
    """Return what both accounts say, what only one says, and where one goes further (communique/comparison/1)."""
    records = [reviewing.reviewed(desk.register, whole_id(desk, each)).record for each in (a, b)]
    return as_it_is(request, compare(*records).to_json().encode(), "application/json")
