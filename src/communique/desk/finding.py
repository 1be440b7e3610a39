"""What an address names, found in the register: a document by how its id begins, a commitment, and which are wanted."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from communique.commitments.model import STATUSES
from communique.desk.asked import Filters
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.register import following, queries
from communique.register.following import Entry, Wanted


def whole_id(desk: Desk, begun: str) -> str:
    """Return the id of the document that begins so; ends the request where it is none or several."""
    found = queries.named(desk.register.engine, begun.lower())
    if len(found) != 1:
        said = "Several documents have" if found else "No document of the register has"
        raise Problem(HTTPStatus.NOT_FOUND, f"{said} an id that begins with {begun[:64]!r}.")
    return found[0]


def entry_of(desk: Desk, id: str) -> Entry:
    """Return the entry of an id; ends the request where there is none."""
    try:
        return following.entry(desk.register.engine, id)
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"The register has no commitment {id[:64]!r}.") from error


def wanted(filters: Filters, status: str, **more: Any) -> Wanted:
    """Return which entries the filters of an address ask for; ends the request where one is wrong."""
    if status and status not in STATUSES:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"status: there is no {status!r}; one of {', '.join(STATUSES)}")
    ask = filters.ask()
    return Wanted(
        party=ask.country,
        dyad=ask.dyad,
        area=ask.area,
        status=status or None,
        since=ask.since,
        until=ask.until,
        text=ask.text,
        **more,
    )
