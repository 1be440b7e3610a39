"""The first page: what is new, and a box to read a text at once and keep it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from communique.commitments.model import Commitment, StatusMove
from communique.desk.access import Reader, Served, at_least, spend
from communique.desk.openings import openings
from communique.desk.progress import progress
from communique.desk.reading import keep, read_file, read_words
from communique.desk.service import Desk
from communique.desk.templating import page, sent_on
from communique.errors import InputRefused
from communique.marking import pieces
from communique.register import following, queries
from communique.register.following import Entry, Wanted
from communique.register.queries import Ask

router = APIRouter()
#: rows of each list on the page, and the latest commitments that are looked through for those that changed
_NEWS, _LOOKED = 8, 300
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed into the box that reads a text."""

    text: str = ""
    title: str = ""
    published: str = ""
    url: str = ""


def typed(
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
) -> Typed:
    """Return what a form says that was typed; forms send every end of a line as two characters, whatever was pasted."""
    return Typed(text=text.replace("\r\n", "\n"), title=title, published=published, url=url)


Box = Annotated[Typed, Depends(typed)]


@router.get("/")
def home(request: Request, desk: Served) -> Response:
    """Show what is new."""
    return _home(request, desk, Typed())


def _home(request: Request, desk: Desk, box: Typed, *, wrong: str = "", code: int = HTTPStatus.OK) -> Response:
    """Return the first page; ``wrong`` says why what is in the box could not be read or kept."""
    engine = desk.register.engine
    newest = Ask(newest=True, limit=_NEWS)
    latest = Wanted(newest=True, limit=_LOOKED)
    entries = desk.kept.get(engine, ("entries", latest), lambda: following.entries(engine, latest))
    documents = tuple(queries.documents(engine, newest))
    return page(
        request,
        "home.html",
        code=code,
        box=box,
        wrong=wrong,
        documents=documents,
        openings=openings(engine, documents),
        meetings=tuple(islice(queries.meetings(engine, newest), _NEWS)),
        commitments=[entry.commitment for entry in entries[:_NEWS]],
        changed=_changed(entries),
        progress=progress(desk),
    )


def _changed(entries: tuple[Entry, ...]) -> list[tuple[Commitment, StatusMove]]:
    """Return the commitments whose status moved after it was first known, each with its last move, the latest first."""
    moved = [(each.commitment, each.commitment.trail[-1]) for each in entries if len(each.commitment.trail) > 1]
    return sorted(moved, key=lambda pair: pair[1].date or "", reverse=True)[:_NEWS]


@router.post("/read")
def read(
    request: Request,
    desk: Served,
    user: Reader,
    box: Box,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Read a pasted text or a file, and show what was read before it is kept; what cannot be read comes back."""
    spend(desk.reads, request)
    try:
        if file is not None and file.filename:
            record, source = read_file(desk, file.file.read(), file.filename), file.filename
            box = Typed()
        elif box.text.strip():
            record = read_words(desk, box.text, title=box.title, published=box.published, url=box.url)
            source = box.url or f"pasted by {user.name}"
        else:
            return _home(request, desk, box, wrong="Paste a text, or choose a file.", code=_WRONG)
    except InputRefused as error:
        return _home(request, desk, box, wrong=f"{error.reason}. {error.remedy}", code=_WRONG)
    key = desk.waiting.hold(record, source)
    return page(request, "reading.html", record=record, pieces=pieces(record), key=key, box=box)


@router.post("/save", dependencies=[Depends(at_least("reviewer"))])
def save(request: Request, desk: Served, box: Box, key: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Keep a text that was read, and show it as the document that it is now."""
    held = desk.waiting.take(key)
    if held is None:
        wrong = "The reading was forgotten; read the text again."
        return _home(request, desk, box, wrong=wrong, code=HTTPStatus.GONE)
    kept = keep(desk, *held)
    return sent_on(f"/documents/{kept.document}")
