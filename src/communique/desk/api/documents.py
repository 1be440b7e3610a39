"""One document: its row, its record, and where it was found."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel

from communique.desk.access import Served
from communique.desk.api.answers import PROBLEMS, answered, as_it_is
from communique.desk.finding import whole_id
from communique.register import queries, reviewing
from communique.register.queries import Ask, DocumentRow
from communique.register.store import Carrier

router = APIRouter(tags=["register"])
Id = Annotated[str, Path(min_length=6, max_length=64, description="The id of a document, or how it begins.")]


class Whole(BaseModel):
    """A document with the places where it, and near duplicates of it, were found."""

    document: DocumentRow
    carriers: tuple[Carrier, ...]


@router.get("/documents/{document}", responses={200: {"model": Whole}, **PROBLEMS})
def document(request: Request, desk: Served, document: Id) -> Response:
    """Return a document's row, with where it was found."""
    whole = whole_id(desk, document)
    row = next(queries.documents(desk.register.engine, Ask(document=whole, every=True)))
    return answered(request, {"document": row, "carriers": desk.register.carriers(whole)})


@router.get("/documents/{document}/record", responses={200: {"model": dict[str, Any]}, **PROBLEMS})
def record(request: Request, desk: Served, document: Id, machine: bool = False) -> Response:
    """Return a document's record (schema communique/1), as reviewers left it; with ``machine`` as it was read."""
    whole = whole_id(desk, document)
    found = desk.register.record(whole) if machine else reviewing.reviewed(desk.register, whole).record
    return as_it_is(request, found.to_json().encode(), "application/json")
