"""Commitments: who undertook what towards whom, how far it has come, and what an analyst says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from communique.commitments.model import STATUSES, Commitment, Decision, Verb
from communique.desk.access import Reviewer, Served, at_least
from communique.desk.asked import ROWS, Filtered
from communique.desk.finding import entry_of, wanted
from communique.desk.service import Desk
from communique.desk.templating import page, sent_on
from communique.export.commitments import as_csv
from communique.record import AREAS
from communique.register import following
from communique.register.following import Wanted

router = APIRouter()
_NOTHING: Mapping[str, str] = MappingProxyType({"verb": "", "value": "", "why": ""})
#: other entries that one may be merged with
_NEAR = 20
_Status = Annotated[str, Query(max_length=20)]


@router.get("/commitments")
def commitments(
    request: Request,
    desk: Served,
    filters: Filtered,
    status: _Status = "",
    after: Annotated[int | None, Query(ge=0, le=10**12)] = None,
) -> Response:
    """Show a page of the entries that fulfil all conditions, the newest first."""
    engine = desk.register.engine
    asked = wanted(filters, status, limit=ROWS + 1, after=after, newest=True)
    found = following.entries(engine, asked)
    shown = found[:ROWS]
    return page(
        request,
        "commitments.html",
        entries=shown,
        total=following.total(engine, wanted(filters, status)),
        state=following.state(engine),
        filters=filters,
        status=status,
        typed=filters.typed() | ({"status": status} if status else {}),
        after=shown[-1].place if len(found) > ROWS else "",
        statuses=STATUSES,
        areas=AREAS,
    )


@router.get("/commitments/download")
def download(desk: Served, filters: Filtered, status: _Status = "", form: Literal["csv", "json"] = "csv") -> Response:
    """Return the entries that fulfil all conditions as a file; JSON holds their whole history."""
    found = [each.commitment for each in following.entries(desk.register.engine, wanted(filters, status))]
    name = {"content-disposition": f'attachment; filename="commitments.{form}"'}
    if form == "json":
        content = json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)
        return Response(content.encode(errors="backslashreplace"), media_type="application/json", headers=name)
    table = "".join(as_csv(found)).encode(errors="backslashreplace")
    return Response(table, media_type="text/csv; charset=utf-8", headers=name)


@router.post("/commitments/follow", dependencies=[Depends(at_least("reviewer"))])
def follow(desk: Served) -> Response:
    """Make the entries anew from the documents that were added since."""
    following.catch_up(desk.register)
    return sent_on("/commitments")


@router.get("/commitments/{id}")
def commitment(request: Request, desk: Served, id: str) -> Response:
    """Show one entry with its whole history and the words that it was read from."""
    return _shown(request, desk, entry_of(desk, id).commitment)


def _shown(
    request: Request, desk: Desk, found: Commitment, *, wrong: str = "", typed: Mapping[str, str] = _NOTHING
) -> Response:
    """Return the page of an entry; ``typed`` is what was decided by its forms and cannot be, ``wrong`` says why."""
    id = found.id
    history = [each for each in desk.register.decisions("commitment") if id in (each.id, *map(str, each.value or ()))]
    return page(
        request,
        "commitment.html",
        code=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        wrong=wrong,
        typed=typed,
        found=found,
        quotes=_quotes(desk, found),
        history=history,
        near=_near(desk, found),
        statuses=STATUSES,
    )


@router.post("/commitments/{id}")
def decide(  # noqa: PLR0913 - the parameters are the fields of the form
    request: Request,
    desk: Served,
    user: Reviewer,
    id: str,
    verb: Annotated[Verb, Form()],
    value: Annotated[str, Form(max_length=2000)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep what an analyst decides about an entry; what cannot be comes back with what is wrong."""
    found = entry_of(desk, id).commitment
    wrong = ""
    if not value.strip() or (verb == "set_status" and value not in STATUSES):
        wrong = "Say what you decide: a status, another commitment, a note"
    elif verb == "set_status" and not why.strip():
        wrong = "Give the reason for the status"
    if wrong:
        return _shown(request, desk, found, wrong=wrong, typed={"verb": verb, "value": value, "why": why})
    if verb == "merge":
        entry_of(desk, value)
    made = Decision(commitment=id, verb=verb, value=(value.strip(),), who=user.name, when="", why=why.strip())
    following.decide(desk.register, made)
    following.catch_up(desk.register)
    return sent_on(f"/commitments/{_after(desk, id)}".rstrip("/"))


def _near(desk: Desk, found: Commitment) -> list[Commitment]:
    """Return the latest other entries of the same party in the same areas, the newest first."""
    party = found.parties[0] if found.parties else None
    near: dict[int, Commitment] = {}
    for area in found.areas:
        latest = Wanted(party=party, area=area, newest=True, limit=_NEAR + 1)
        near |= {each.place: each.commitment for each in following.entries(desk.register.engine, latest)}
    others = [near[place] for place in sorted(near, reverse=True) if near[place].id != found.id]
    return others[:_NEAR]


def _after(desk: Desk, id: str) -> str:
    """Return the id of an entry after a decision, which may have merged it into another; else the list's address."""
    try:
        return following.entry(desk.register.engine, id).commitment.id
    except KeyError:
        return ""


def _quotes(desk: Desk, found: Commitment) -> list[dict[str, Any]]:
    """Return each statement of an entry with its words and its document."""
    quotes = []
    for source in found.statements:
        record = desk.register.record(source.document)
        statement = next((each for each in record.statements if each.id == source.statement), None)
        words = statement.content.of(record.document.text) if statement else ""
        quotes.append({"source": source, "words": words, "document": record.document})
    return quotes
