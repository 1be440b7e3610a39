"""A document: its text with all that was read from it marked, and the record beside it, each showing the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from communique.desk.access import Served
from communique.desk.finding import whole_id
from communique.desk.service import Desk
from communique.desk.templating import page, sent_on
from communique.marking import pieces
from communique.record import Event, Meeting, Statement
from communique.register import queries, reviewing
from communique.register.queries import Ask
from communique.register.reviewed import ReviewedRecord

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The record as it stands, as the templates take it: what holds, and the verdict on each claim by its id."""

    reviewed: ReviewedRecord
    verdicts: Mapping[str, str]
    rejected: tuple[Meeting | Statement | Event, ...]


@router.get("/documents/{document}")
def document(request: Request, desk: Served, document: str) -> Response:
    """Show a document; part of an id that tells one document leads to it."""
    whole = whole_id(desk, document)
    if whole != document:
        return sent_on(f"/documents/{whole}")
    standing = standing_of(desk, document)
    record = standing.reviewed.record
    ask = Ask(document=document, every=True)
    return page(
        request,
        "document.html",
        record=record,
        row=next(queries.documents(desk.register.engine, ask)),
        pieces=pieces(record),
        carriers=desk.register.carriers(document),
        verdicts=standing.verdicts,
        rejected=standing.rejected,
        history=reviewing.history(desk.register, document),
        dyads=_dyads(standing),
    )


def standing_of(desk: Desk, document: str) -> Standing:
    """Return a document's record with what reviewers said of it."""
    reviewed = reviewing.reviewed(desk.register, document)
    verdicts = {each.claim.id: each.verdict for each in reviewed.claims if each.verdict}
    rejected = tuple(each.claim for each in reviewed.claims if each.verdict == "reject")
    return Standing(reviewed=reviewed, verdicts=verdicts, rejected=rejected)


def _dyads(standing: Standing) -> tuple[tuple[str, str], ...]:
    """Return the pairs of countries that meet in a document, each in the order of the alphabet."""
    record = standing.reviewed.record
    found: dict[tuple[str, str], None] = {}
    for meeting in record.meetings:
        countries = sorted({code for one in meeting.participants if (code := record.actor(one).country)})
        found.update(dict.fromkeys((a, b) for a in countries for b in countries if a < b))
    return tuple(found)[:6]
