"""Compare: two accounts of one meeting side by side; found in the register where only one is named, or none."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.comparing import compare, same_meeting
from communique.desk.access import Served
from communique.desk.asked import Filtered, Filters
from communique.desk.finding import whole_id
from communique.desk.service import Desk
from communique.desk.templating import page
from communique.record import Record
from communique.register import counting, reviewing
from communique.register.accounts import other_accounts, pairs
from communique.register.counting import Period

router = APIRouter()
#: pairs of accounts that are listed, and pairs of countries that are looked through for them where none is named
_LISTED, _LOOKED = 40, 12
_Id = Annotated[str, Query(max_length=64)]


@router.get("/compare")
def compared(request: Request, desk: Served, filters: Filtered, a: _Id = "", b: _Id = "") -> Response:
    """Show two accounts beside each other; or which other accounts there are; or which meetings have several."""
    if a and b:
        one, other = _record(desk, a), _record(desk, b)
        found = compare(one, other)
        return page(request, "compare.html", a=one, b=other, found=found)
    if a:
        one = _record(desk, a)
        others = [(one, other) for other in other_accounts(desk.register.engine, one)]
        return page(request, "accounts.html", pairs=_told(others), one=one, filters=filters)
    return page(request, "accounts.html", pairs=accounts(desk, filters), one=None, filters=filters)


def accounts(desk: Desk, filters: Filters) -> list[dict[str, object]]:
    """Return pairs of accounts with the meetings that they tell of; found seldom in a large register."""
    return desk.kept.get(desk.register.engine, ("accounts", filters), lambda: _told(_found(desk, filters)))


def _found(desk: Desk, filters: Filtered) -> list[tuple[Record, Record]]:
    """Return accounts of the same meetings of the dyad that is asked for, or of those with most between them."""
    ask = filters.ask()
    engine = desk.register.engine
    if ask.dyad is not None:
        return list(islice(pairs(engine, ask.dyad, since=ask.since, until=ask.until), _LISTED))
    most = counting.matrix(engine, Period(since=ask.since, until=ask.until), top=_LOOKED)
    found: list[tuple[Record, Record]] = []
    for dyad in most:
        if dyad.meetings and len(found) < _LISTED:
            of_dyad = pairs(engine, (dyad.a, dyad.b), since=ask.since, until=ask.until)
            found += islice(of_dyad, _LISTED - len(found))
    return found


def _record(desk: Desk, begun: str) -> Record:
    return reviewing.reviewed(desk.register, whole_id(desk, begun)).record


def _told(found: list[tuple[Record, Record]]) -> list[dict[str, object]]:
    """Return pairs of accounts with the day and the sides of the meeting that they tell of, the newest first."""
    rows = []
    for a, b in found:
        verdict = same_meeting(a, b)
        meeting = next((each for each in a.meetings if each.id == verdict.a), None)
        day = (meeting.date if meeting else None) or a.document.date or ""
        people = tuple(a.actor(each).name for each in meeting.participants) if meeting else ()
        rows.append({"a": a.document, "b": b.document, "day": day, "people": people})
    return sorted(rows, key=lambda row: str(row["day"]), reverse=True)
