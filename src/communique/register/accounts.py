"""The accounts of one meeting among the documents of a register: what each side published of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Engine, Select, func, select

from communique.comparing.encounter import pairs_of
from communique.dates import around, day_of
from communique.record import Record
from communique.register import tables
from communique.register.database import reading
from communique.register.rows import restored

#: records fetched at once
BATCH = 100
#: days from a meeting within which reports of it are dated
NEAR = 14
Pair = tuple[Record, Record]


def pairs(
    engine: Engine, dyad: tuple[str, str], *, since: str | None = None, until: str | None = None
) -> Iterator[Pair]:
    """Yield every two accounts, by different publishers, of one meeting between two countries, in the order of adding.

    Near duplicates are left out: one report in two papers is one account. Records are as reviewers left them.
    """
    documents = tables.documents
    query = _of_meetings(dyad)
    if since is not None:
        query = query.where(documents.c.date >= since)
    if until is not None:
        query = query.where(documents.c.date <= until)
    yield from pairs_of(_records(engine, query))


def other_accounts(engine: Engine, record: Record) -> tuple[Record, ...]:
    """Return the other accounts, by other publishers, of a meeting that a record tells of, in the order of adding."""
    documents = tables.documents
    found: dict[str, Record] = {}
    for meeting in record.meetings:
        day = day_of(meeting.date or record.document.date)
        sides = sorted({side for one in meeting.participants if (side := record.actor(one).country)})
        if not isinstance(day, date):
            continue
        near = documents.c.date.is_(None) | documents.c.date.between(*around(day, NEAR))
        for at, one in enumerate(sides):
            for other in sides[at + 1 :]:
                query = _of_meetings((one, other)).where(near, documents.c.id != record.document.id)
                for each in _records(engine, query):
                    if each.document.id not in found and any(pairs_of((record, each))):
                        found[each.document.id] = each
    return tuple(found.values())


def _of_meetings(dyad: tuple[str, str]) -> Select[Any]:
    """Return the query for the records of documents in which both countries take part in meetings."""
    documents, parties = tables.documents, tables.parties
    query = select(func.coalesce(documents.c.reviewed, documents.c.record)).where(documents.c.original.is_(None))
    for country in dyad:
        met = select(parties.c.document).where(parties.c.claim == "meeting", parties.c.country == country)
        query = query.where(documents.c.id.in_(met))
    return query.order_by(documents.c.number)


def _records(engine: Engine, query: Select[Any]) -> Iterator[Record]:
    with (
        reading(engine) as connection,
        connection.execution_options(yield_per=BATCH).execute(query) as found,
    ):
        for text in found.scalars():
            yield restored(text)
