"""Which countries, and which pairs of countries, each claim of a document involves: what counting and dyads go by.

A row of ``involved`` says that a claim involves the country ``a`` (``b`` is empty), or the pair ``a`` and ``b`` in the
order of the alphabet. A statement involves those who make it, those whom it is addressed to, and those on whose behalf
it is made; the pair also where one of the two speaks in a report of a meeting of both. ``counted`` says whether counts
take it in: an event where it leads its occurrence, any other claim unless the document is a near duplicate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select, update

from communique.register import facets, tables

_TABLES = {"meeting": "meetings", "statement": "statements", "event": "events"}


def sides(parties: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return whom each claim of one document involves, by the kind and the id of the claim, from rows of ``parties``.

    Countries come first, with an empty second side, and then pairs of them.
    """
    part: dict[tuple[str, str], set[str]] = defaultdict(set)
    speaks: dict[str, set[str]] = defaultdict(set)
    for row in parties:
        if row["country"]:
            part[row["claim"], row["id"]].add(row["country"])
            if row["role"] == "speaker":
                speaks[row["id"]].add(row["country"])
    met = [countries for (claim, _), countries in part.items() if claim == "meeting"]
    found = {}
    for (claim, id), countries in part.items():
        pairs = set(combinations(sorted(countries), 2))
        if claim == "statement":
            for present in met:
                pairs |= {tuple(sorted((a, b))) for a in speaks[id] & present for b in present - {a}}  # type: ignore[misc]
        found[claim, id] = (*((each, "") for each in sorted(countries)), *sorted(pairs))
    return found


def keep(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, Any]]], *, again: bool = False) -> None:
    """Put down whom the claims of a document involve and what it has, from the rows of its record.

    The document stands in its tables and its events in their occurrences; ``again`` says that it was put down before.
    The caller holds the lock of writers.
    """
    documents, placed = tables.documents, tables.occurrence_events
    (document,) = rows["documents"]
    query = select(documents.c.number, documents.c.original).where(documents.c.id == document["id"])
    number, original = connection.execute(query).one()
    if again:
        connection.execute(delete(tables.involved).where(tables.involved.c.number == number))
    leads = select(placed.c.event, placed.c.lead).where(placed.c.document == document["id"])
    leading = {row.event: row.lead for row in connection.execute(leads)}
    note(connection, rows, number=number, counted=original is None, leading=leading)
    facets.put(connection, number, facets.values(rows), again=again)
    if original is None:
        followed = tables.followed
        done = connection.execute(update(followed).values(changes=followed.c.changes + 1))
        if not done.rowcount:
            connection.execute(insert(followed).values(one=1, changes=1, seen=0, decision=0, unapplied="[]"))
        waiting = tables.unfollowed
        change = select(followed.c.changes).scalar_subquery()
        if not connection.execute(update(waiting).where(waiting.c.document == number).values(change=change)).rowcount:
            connection.execute(insert(waiting).values(document=number, change=change))


def note(
    connection: Connection,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    number: int,
    counted: bool,
    leading: Mapping[str, bool],
) -> None:
    """Note whom the claims of a document involve; ``counted`` is false for a near duplicate.

    ``leading`` says of its events, where they are placed, whether they lead their occurrence.
    """
    claims = {(kind, row["id"]): row for kind, name in _TABLES.items() for row in rows[name]}
    led = {("event", row["id"]): leading.get(row["id"], counted) for row in rows["events"]}
    for row in rows["events"]:
        if row.get("meeting") is not None and row["id"] in leading:
            met = ("meeting", row["meeting"])
            led[met] = led.get(met, False) or leading[row["id"]]
    noted = [
        {
            "number": number,
            "claim": claim,
            "id": id,
            "a": a,
            "b": b,
            "date": claims[claim, id]["date"],
            "counted": led.get((claim, id), counted),
            "quad_code": claims[claim, id].get("quad_code"),
            "goldstein": claims[claim, id].get("goldstein"),
        }
        for (claim, id), pairs in sides(rows["parties"]).items()
        for a, b in pairs
    ]
    if noted:
        connection.execute(insert(tables.involved), noted)


def lead(connection: Connection, events: Iterable[tuple[str, str, bool]]) -> None:
    """Note of events, by document and id, whether they lead their occurrence now; they and their meetings count so."""
    table, documents = tables.involved, tables.documents
    number = select(documents.c.number).where(documents.c.id == bindparam("of")).scalar_subquery()
    change = (
        update(table)
        .where(table.c.number == number, table.c.claim == "event", table.c.id == bindparam("event"))
        .values(counted=bindparam("leads"))
    )
    moved = [{"of": document, "event": event, "leads": leads} for document, event, leads in events]
    if moved:
        connection.execute(change, moved)
        connection.execute(_meetings(number), moved)


def _meetings(number: Any) -> Any:
    """Return the change by which the meetings of moved events are counted where any of their events leads."""
    table, events, placed = tables.involved, tables.events, tables.occurrence_events
    moved = select(events.c.meeting).where(
        events.c.document == bindparam("of"), events.c.id == bindparam("event"), events.c.meeting.is_not(None)
    )
    leads = (
        select(placed.c.key)
        .join(events, and_(events.c.document == placed.c.document, events.c.id == placed.c.event))
        .where(placed.c.document == bindparam("of"), events.c.meeting == table.c.id, placed.c.lead)
    )
    mine = (table.c.number == number, table.c.claim == "meeting", table.c.id.in_(moved))
    return update(table).where(*mine).values(counted=exists(leads.correlate(table)))
