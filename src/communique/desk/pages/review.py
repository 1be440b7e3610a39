"""Review: one claim at a time beside its text, least certain first; confirmed, corrected, rejected, or added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from communique.desk.access import Reviewer, Served, at_least
from communique.desk.asked import Filtered, Filters, packed, unpacked
from communique.desk.claim_form import as_sent, fields_of, values_of
from communique.desk.finding import whole_id
from communique.desk.problems import Problem
from communique.desk.progress import progress
from communique.desk.service import Desk
from communique.desk.templating import page, query_of, sent_on
from communique.marking import pieces
from communique.record import Record
from communique.register import review_queue, reviewing
from communique.register.decided import Decision
from communique.register.queries import ClaimRow
from communique.register.reviewed import ReviewedClaim, ReviewedRecord
from communique.register.reviewing import Target

router = APIRouter(dependencies=[Depends(at_least("reviewer"))])
Subject = Literal["statement", "event", "meeting"]
SUBJECTS: tuple[Subject, ...] = ("statement", "event", "meeting")
_Id = Annotated[str, Query(max_length=80)]
_Doubt = tuple[float, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reviewer stands: what is looked through, and the last claim that was passed."""

    subject: Subject
    document: str
    typed: dict[str, str]
    after: str

    def query(self, **more: Any) -> str:
        """Return the part of an address that leads on from here."""
        shared = {"subject": self.subject, "document": self.document, **self.typed, "after": self.after}
        return query_of(shared | more)


def place(filters: Filtered, subject: Subject = "statement", document: _Id = "", after: _Id = "") -> Place:
    """Return where an address says that the reviewer stands."""
    return Place(subject=subject, document=document, typed=filters.typed(), after=after)


Placed = Annotated[Place, Depends(place)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page of a claim shows: none is ``found`` where one is to be added; ``form`` is what came and is wrong."""

    record: Record
    onward: Place
    found: ReviewedClaim | None = None
    done: Decision | None = None
    form: FormData | None = None
    wrong: str = ""
    code: int = HTTPStatus.OK


@router.get("/review")
def review(
    request: Request, desk: Served, here: Placed, filters: Filtered, claim: _Id = "", done: int | None = None
) -> Response:
    """Show the next claim that waits, or the one that is named."""
    document = whole_id(desk, here.document) if here.document or claim else ""
    here = replace(here, document=document)
    row = None if claim else _next(desk, here, filters)
    shown = (document, claim) if claim else (row.document, row.id) if row else None
    last = None if done is None else reviewing.decision(desk.register, done)
    if shown is None:
        return page(request, "review_done.html", here=here, progress=progress(desk), done=last)
    reviewed = reviewing.reviewed(desk.register, shown[0])
    found = _found(reviewed, Target(shown[0], here.subject, shown[1]))
    onward = replace(here, after=_after(row.doubt)) if row else here
    return _form(request, desk, here, Shown(record=reviewed.record, found=found, onward=onward, done=last))


@router.get("/review/add")
def addition(request: Request, desk: Served, here: Placed) -> Response:
    """Show the form of a claim that was missed."""
    document = whole_id(desk, here.document)
    record = reviewing.reviewed(desk.register, document).record
    here = replace(here, document=document)
    return _form(request, desk, here, Shown(record=record, onward=here))


async def sent(request: Request) -> FormData:
    """Return the form that was sent."""
    return await request.form()


@router.post("/review/{verb}")
def decide(  # noqa: PLR0913 - the parameters are where one stands and what the form holds
    request: Request,
    desk: Served,
    user: Reviewer,
    here: Placed,
    verb: str,
    form: Annotated[FormData, Depends(sent)],
    claim: _Id = "",
) -> Response:
    """Keep a decision and go on to the next claim; one that cannot be comes back with what is wrong.

    ``of`` names the claim's document where all are looked through.
    """
    document = str(form.get("of", "")) or here.document
    target = Target(document, here.subject, claim)
    why = str(form.get("why", ""))
    try:
        if verb == "undo":
            number = str(form.get("number", ""))
            undone = reviewing.undo(desk.register, int(number) if number.isdecimal() else 0, who=user.name, why=why)
            back = replace(here, subject=undone.subject, document=undone.document or "")  # type: ignore[arg-type]
            return sent_on(f"/review?{back.query(claim=undone.id, after='')}")
        if verb == "add":
            record = reviewing.reviewed(desk.register, document).record
            values = values_of(record, here.subject, None, form)
            made = reviewing.add(desk.register, document, here.subject, values, who=user.name, why=why)
            return sent_on(f"/documents/{document}#{made.id}")
        made = _decided(desk, target, verb, form, who=user.name, why=why)
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, "The register has no such document.") from error
    except (ValueError, Overtaken) as error:
        if verb == "undo":
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}.") from error
        code = HTTPStatus.CONFLICT if isinstance(error, Overtaken) else HTTPStatus.UNPROCESSABLE_ENTITY
        reviewed = reviewing.reviewed(desk.register, document)
        found = None if verb == "add" else _found(reviewed, target)
        again = Shown(record=reviewed.record, found=found, onward=here, form=form, wrong=str(error), code=code)
        return _form(request, desk, here, again)
    return sent_on(f"/review?{here.query(done=made.number)}")


class Overtaken(Exception):
    """Somebody else decided about a claim since its page was shown."""


def _decided(desk: Desk, target: Target, verb: str, form: FormData, *, who: str, why: str) -> Decision:
    """Keep a decision about a claim; raises Overtaken where another was made since its page was shown."""
    reviewed = reviewing.reviewed(desk.register, target.document)
    found = _found(reviewed, target)
    if str(form.get("seen", "")) != seen(found):
        raise Overtaken("Somebody decided about this claim since the page was shown: look at it again")
    if verb == "confirm":
        return reviewing.confirm(desk.register, target, who=who, why=why)
    if verb == "reject":
        return reviewing.reject(desk.register, target, who=who, why=why)
    if verb != "correct":
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no {verb!r}.")
    values = values_of(reviewed.record, target.subject, found.claim, form)
    return reviewing.correct(desk.register, target, values, who=who, why=why)


def seen(found: ReviewedClaim) -> str:
    """Return what a form carries to say which decisions its page showed: the number of the last."""
    return str(found.decisions[-1].number) if found.decisions else ""


def _found(reviewed: ReviewedRecord, target: Target) -> ReviewedClaim:
    try:
        return reviewed.claim(target.subject, target.id)
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"The document has no {target.subject} {target.id!r}.") from error


def _next(desk: Desk, here: Place, filters: Filters) -> ClaimRow | None:
    ask = replace(filters.ask(), document=here.document or None, doubt=_doubt(here.after))
    waiting = review_queue.queue(desk.register.engine, ask, subject=here.subject, limit=1)
    return waiting[0] if waiting else None


def _form(request: Request, desk: Desk, here: Place, shown: Shown) -> Response:
    """Return the page of a claim and its form."""
    record, claim = shown.record, shown.found.claim if shown.found else None
    fields = fields_of(record, here.subject, claim)
    return page(
        request,
        "review.html",
        code=shown.code,
        here=here,
        onward=shown.onward,
        progress=progress(desk),
        done=shown.done,
        record=record,
        subject=here.subject,
        claim=claim,
        found=shown.found,
        fields=as_sent(fields, shown.form) if shown.form else fields,
        why=str(shown.form.get("why", "")) if shown.form else "",
        wrong=shown.wrong,
        pieces=pieces(record),
        seen=seen(shown.found) if shown.found else "",
        names=sorted({actor.name for actor in record.actors}),
    )


def _after(doubt: _Doubt) -> str:
    return packed(doubt)


def _doubt(after: str) -> _Doubt | None:
    """Return the place in the queue that an address names, None where it names none; ends the request if not ours."""
    if not after:
        return None
    try:
        confidence, id, document = unpacked(after)
        found = float(confidence), str(id), str(document)
    except (ValueError, TypeError) as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no place of ours in the queue") from error
    if "\0" in found[1] + found[2]:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no place of ours in the queue")
    return found
