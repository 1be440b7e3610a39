"""Reading a text; and keeping what was read where that is asked for."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from communique.desk.access import Reader, Served, spend
from communique.desk.api.answers import PROBLEMS, as_it_is
from communique.desk.problems import Problem
from communique.desk.reading import keep, read_words

router = APIRouter(tags=["reading"])


class Text(BaseModel):
    """A text to be read; with ``keep`` its record goes into the register, which takes the role of reviewer."""

    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    title: Annotated[str, Field(max_length=500)] = ""
    published: Annotated[str, Field(max_length=40, examples=["2026-03-31"])] = ""
    url: Annotated[str, Field(max_length=2000)] = ""
    keep: bool = False


@router.post("/read", responses={200: {"model": dict[str, Any]}, **PROBLEMS})
def read(request: Request, desk: Served, user: Reader, text: Text) -> Response:
    """Return the record of a text (schema communique/1)."""
    if text.keep and not user.may("reviewer"):
        raise Problem(HTTPStatus.FORBIDDEN, f"Keeping takes the role of reviewer; you are {user.role}.")
    spend(desk.reads, request)
    record = read_words(desk, text.text, title=text.title, published=text.published, url=text.url)
    if text.keep:
        keep(desk, record, text.url or f"API, {user.name}")
    return as_it_is(request, record.to_json().encode(), "application/json")
