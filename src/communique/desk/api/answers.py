"""How the API answers: JSON with an ETag, so that what did not change is not sent again."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, TypeAdapter

from communique.desk.asked import to_cursor
from communique.register.queries import ClaimRow, DocumentRow

R = TypeVar("R")
_any: TypeAdapter[Any] = TypeAdapter(Any)
#: what every operation may answer besides, for the description of the API
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
    for status, said in (
        (400, "The body could not be parsed"),
        (401, "A token or session is needed"),
        (403, "The role does not allow it, or the request comes from a page of another site"),
        (404, "There is no such thing"),
        (413, "The body is too large"),
        (422, "A value is wrong; the detail says which"),
        (429, "Too many requests; Retry-After says when to come again"),
        (503, "Other texts wait to be read, or the database refuses; come again later"),
    )
}


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Items(BaseModel, Generic[R]):
    """Rows of an answer; ``next`` is the cursor of the rows behind them, null where there are none."""

    items: list[R]
    next: str | None


def answered(request: Request, body: Any) -> Response:
    """Return the answer of a body that JSON can hold."""
    return as_it_is(request, _any.dump_json(body), "application/json")


def as_it_is(request: Request, content: bytes, media_type: str) -> Response:
    """Return the answer of these bytes, or that they are what the client has already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    asked = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if tag in asked or "*" in asked:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": tag})
    return Response(content, media_type=media_type, headers={"etag": tag})


def items(request: Request, found: list[Any], limit: int) -> Response:
    """Return the answer of at most ``limit`` rows; one more was asked for, to know whether there are more."""
    shown: list[DocumentRow | ClaimRow] = found[:limit]
    more = to_cursor(shown[-1].place) if len(found) > limit else None
    return answered(request, {"items": shown, "next": more})
