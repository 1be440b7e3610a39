"""Blind double coding: samples that two reviewers code apart, how far they agree, and what settles the differences."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from starlette.datastructures import FormData

from communique.desk.access import Admin, Reviewer, Served, at_least
from communique.desk.asked import Filters
from communique.desk.claim_form import Field
from communique.desk.coding_form import NEEDED, claimed, coded, coding_fields, sent_fields, told
from communique.desk.pages.review import sent
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.desk.templating import page, query_of, sent_on
from communique.desk.users import User, all_users
from communique.export import training
from communique.record import ACTS, AREAS, Record
from communique.register import double_coding, reviewing
from communique.register.double_coding import CODED, Item, Sample, SampleSubject

router = APIRouter(dependencies=[Depends(at_least("reviewer"))])
_Number = Annotated[int, InPath(ge=1, le=10**9)]
_Place = Annotated[int | None, Query(ge=1, le=10**9)]
_Words = Annotated[str, Form(max_length=2000)]
_Name = Annotated[str, Form(max_length=80)]
#: the largest sample that is drawn by a page
MOST = 5000
#: entries of an archive carry no time, so that the same decisions give the same file
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim of a sample that somebody codes, whom the address names, and how many wait; to settle it: nobody."""

    sample: Sample
    item: Item
    own: dict[str, str] | None = None
    to_go: int = 0


def coder(desk: Served, user: Reviewer, name: Annotated[str, Query(alias="as", max_length=80)] = "") -> str:
    """Return who codes: whoever is signed in; on a desk of one user whoever the address names."""
    return (name.strip() or user.name) if desk.alone is not None else user.name


Coder = Annotated[str, Depends(coder)]
Sent = Annotated[FormData, Depends(sent)]


@router.get("/samples")
def samples(request: Request, desk: Served, user: Reviewer) -> Response:
    """Show every sample, and to an admin the form that draws one."""
    return _list(request, desk, user)


@router.post("/samples")
def draw(  # noqa: PLR0913 - the parameters are the fields of the form
    request: Request,
    desk: Served,
    user: Admin,
    form: Sent,
    first: _Name = "",
    second: _Name = "",
    size: Annotated[int, Form(ge=1, le=MOST)] = 50,
    unit: Annotated[Literal["claims", "documents"], Form()] = "claims",
    kind: Annotated[SampleSubject, Form()] = "statement",
    seed: Annotated[int, Form(ge=0, le=10**9)] = 0,
) -> Response:
    """Draw a sample; the filters of every other page say from what."""
    try:
        wanted = _filters(form).ask()
        for name in (first, second):
            _known(desk, name)
        plan = double_coding.Plan(first=first, second=second, subject=kind, seed=seed, ask=wanted, **{unit: size})
        made = double_coding.draw(desk.register, plan, who=user.name)
    except (ValueError, Problem) as error:
        return _list(request, desk, user, wrong=str(error), form=form)
    return sent_on(f"/samples#sample-{made.number}")


@router.get("/samples/training")
def taken_along(
    desk: Served, form: Literal["gold", "label-studio", "label-config"] = "gold", partly: bool = False
) -> Response:
    """Return the documents that are reviewed as data to train and to measure with: a file, an archive of pairs."""
    if form == "label-config":
        return _file(training.label_config().encode(), "labels.xml", "application/xml")
    found = training.reviewed_documents(desk.register, partly=partly)
    if form == "label-studio":
        tasks = json.dumps([training.task(each) for each in found], ensure_ascii=False, indent=1)
        return _file(f"{tasks}\n".encode(errors="replace"), "tasks.json", "application/json")
    with tempfile.TemporaryDirectory() as folder:
        training.write_gold(found, Path(folder))
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.writestr(zipfile.ZipInfo(path.name, _NO_TIME), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return _file(held.getvalue(), "gold.zip", "application/zip")


@router.get("/samples/{number}")
def code(request: Request, desk: Served, who: Coder, number: _Number, place: _Place = None) -> Response:
    """Show the reviewer's next claim that waits, or the one of a place; who is neither reviewer sees how far it is."""
    sample = _sample(desk, number)
    items = _assigned(desk, sample, who)
    item = _at(items, place) if place else next((each for each in items if each.answer is None), None)
    if item is None or sample.done:
        return page(request, "sample.html", sample=sample, who=who, mine=bool(items))
    fields = coding_fields(_record(desk, item), sample.subject, item.answer)
    return _coding(request, desk, Turn(sample, item, _as(desk, who), _waiting(items)), fields)


@router.post("/samples/{number}")
def answer(
    request: Request,
    desk: Served,
    who: Coder,
    form: Sent,
    number: _Number,
    place: _Place = None,
) -> Response:
    """Keep an answer and go on to the next claim; one that cannot be comes back with what is wrong."""
    sample = _sample(desk, number)
    items = _assigned(desk, sample, who)
    if not items:
        raise Problem(HTTPStatus.FORBIDDEN, f"This sample is for {sample.first} and {sample.second}.")
    item = _at(items, place)
    record = _record(desk, item)
    try:
        values = coded(record, sample.subject, form)
        double_coding.answer(desk.register, number, item.place, who, values)
    except ValueError as error:
        fields = sent_fields(record, sample.subject, form)
        turn = Turn(sample, item, _as(desk, who), _waiting(items))
        return _coding(request, desk, turn, fields, wrong=str(error))
    return sent_on(f"/samples/{number}?{query_of(_as(desk, who))}")


@router.get("/samples/{number}/agreement")
def agreement(request: Request, desk: Served, number: _Number) -> Response:
    """Show how far the reviewers agree, and what they coded differently; not before both have done."""
    sample = _done(desk, number)
    found = double_coding.differences(desk.register, number)
    return page(
        request,
        "agreement.html",
        sample=sample,
        fields=double_coding.agreed(desk.register, number),
        differences=found,
        told=told,
        coded=tuple(CODED[sample.subject]),
        alike=sample.items - len(found),
        settled_alike=sample.settled - sum(each.settled is not None for each in found),
    )


@router.post("/samples/{number}/alike")
def settle_alike(desk: Served, user: Reviewer, number: _Number) -> Response:
    """Decide on every claim that both coded alike as they did."""
    try:
        double_coding.settle_agreed(desk.register, number, who=user.name)
    except ValueError as error:
        raise Problem(HTTPStatus.CONFLICT, f"{error}.") from error
    return sent_on(f"/samples/{number}/agreement")


@router.get("/samples/{number}/{place}/settle")
def settling(request: Request, desk: Served, number: _Number, place: _Number) -> Response:
    """Show the form of a claim that both coded differently, to say what is right where neither is."""
    sample = _done(desk, number)
    item = _at(_assigned(desk, sample, sample.first), place)
    fields = coding_fields(_record(desk, item), sample.subject, item.answer)
    return _coding(request, desk, Turn(sample, item), fields)


@router.post("/samples/{number}/{place}/settle")
def settle(  # noqa: PLR0913 - the parameters are the fields of the form
    request: Request,
    desk: Served,
    user: Reviewer,
    form: Sent,
    number: _Number,
    place: _Number,
    right: Annotated[Literal["first", "second", "other"], Form()] = "other",
    why: _Words = "",
) -> Response:
    """Decide on a claim: as one of the two coded it, or as the form says."""
    sample = _done(desk, number)
    item = _at(_assigned(desk, sample, sample.first), place)
    record = _record(desk, item)
    try:
        chosen: Any = coded(record, sample.subject, form) if right == "other" else right
        double_coding.settle(desk.register, number, place, chosen, who=user.name, why=why)
    except ValueError as error:
        if right != "other":
            raise Problem(HTTPStatus.CONFLICT, f"{error}.") from error
        fields = sent_fields(record, sample.subject, form)
        return _coding(request, desk, Turn(sample, item), fields, wrong=str(error), why=why)
    return sent_on(f"/samples/{number}/agreement#claim-{place}")


def _list(
    request: Request, desk: Desk, user: User, *, wrong: str = "", form: Mapping[str, Any] | None = None
) -> Response:
    return page(
        request,
        "samples.html",
        code=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        samples=tuple(reversed(double_coding.samples(desk.register))),
        reviewers=_reviewers(desk),
        draws=user.may("admin"),
        typed={name: str(value) for name, value in (form or {}).items()},
        filters=_filters(form or {}),
        wrong=wrong,
        acts=ACTS,
        areas=AREAS,
    )


def _coding(
    request: Request, desk: Desk, turn: Turn, fields: tuple[Field, ...], *, wrong: str = "", why: str = ""
) -> Response:
    """Return the page on which a claim is coded."""
    record = _record(desk, turn.item)
    return page(
        request,
        "coding.html",
        code=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        turn=turn,
        sample=turn.sample,
        item=turn.item,
        fields=fields,
        record=record,
        pieces=claimed(record, turn.item),
        names=sorted({actor.name for actor in record.actors}),
        needed=NEEDED,
        wrong=wrong,
        why=why,
    )


def _sample(desk: Desk, number: int) -> Sample:
    try:
        return double_coding.sample(desk.register, number)
    except ValueError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"{error}.") from error


def _done(desk: Desk, number: int) -> Sample:
    """Return a sample that both have coded; ends the request for any other."""
    found = _sample(desk, number)
    if not found.done:
        raise Problem(HTTPStatus.CONFLICT, "Nobody sees the answers before both reviewers have coded every claim.")
    return found


def _assigned(desk: Desk, sample: Sample, who: str) -> tuple[Item, ...]:
    """Return the claims of a sample with the answers of this reviewer; none for somebody else."""
    if who not in (sample.first, sample.second):
        return ()
    return double_coding.assigned(desk.register, sample.number, who)


def _at(items: tuple[Item, ...], place: int | None) -> Item:
    found = next((each for each in items if each.place == place), None)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"The sample has no claim {place} for you.")
    return found


def _record(desk: Desk, item: Item) -> Record:
    try:
        return reviewing.reviewed(desk.register, item.document).record
    except KeyError as error:
        raise Problem(HTTPStatus.GONE, "The register has this document no longer.") from error


def _waiting(items: tuple[Item, ...]) -> int:
    return sum(each.answer is None for each in items)


def _as(desk: Desk, who: str) -> dict[str, str]:
    """Return how an address says who codes: on a desk of one user by name, elsewhere not at all."""
    return {"as": who} if desk.alone is not None else {}


def _reviewers(desk: Desk) -> tuple[str, ...] | None:
    """Return the users who may code; None on a desk of one user, where any two names are taken."""
    if desk.alone is not None:
        return None
    return tuple(each.name for each in all_users(desk.register.engine) if each.may("reviewer"))


def _known(desk: Desk, name: str) -> None:
    """Raise ValueError for somebody who could not sign in to code."""
    reviewers = _reviewers(desk)
    if reviewers is not None and name not in reviewers:
        raise ValueError(f"{name or 'nobody'} is no user who may review")


def _filters(form: Mapping[str, Any]) -> Filters:
    names = {"country": "country", "with": "with_country", "act": "act", "area": "area"}
    names |= {"since": "since", "until": "until"}
    return Filters(**{field: str(form.get(name, "")).strip()[:200] for name, field in names.items()})


def _file(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
