"""The occurrences of a register: its events brought together as they come, in the transaction that adds the document.

What a document costs depends on how much is told of the same sides within a few days of it, not on the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from communique.occurrences.model import Told, told
from communique.occurrences.placing import Placed, place, settle
from communique.register import involved, tables
from communique.register.database import reading, writing
from communique.register.rows import restored, storable

#: mentions looked at for one that is placed; of more, those of the same day come first
NEAREST = 1000
#: ids in one condition
IDS = 500
_table = tables.occurrence_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report of an occurrence: the document, and the event as it tells it."""

    document: str
    event: str
    date: str | None
    reported: str | None
    publisher: str | None
    title: str | None
    url: str | None
    lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How an occurrence was reported: how many events tell of it, in how many articles by how many sources, and when.

    An article is a document or a further address of it. A source is a publisher, else the host of an address, else the
    document; each further host that carries a document is one too.
    """

    occurrence: str | None = None
    mentions: int = 1
    articles: int = 1
    sources: int = 1
    first_report: str | None = None
    last_report: str | None = None


def leading() -> ColumnElement[bool]:
    """Return the condition that an event leads its occurrence; until it is placed, all but near duplicates' do.

    It holds for a query on events.
    """
    events, documents = tables.events, tables.documents
    mine = and_(_table.c.document == events.c.document, _table.c.event == events.c.id)
    placed = exists(select(_table.c.key).where(mine).correlate(events))
    leads = exists(select(_table.c.key).where(mine, _table.c.lead).correlate(events))
    own = select(documents.c.id).where(documents.c.id == events.c.document, documents.c.original.is_(None))
    return or_(leads, and_(~placed, exists(own.correlate(events))))


def told_first() -> ColumnElement[bool]:
    """Return the condition that a meeting is told by the account that leads, or is in no occurrence.

    It holds for a query on meetings.
    """
    events, meetings = tables.events, tables.meetings
    mine = and_(_table.c.document == meetings.c.document, events.c.meeting == meetings.c.id)
    same = and_(events.c.document == _table.c.document, events.c.id == _table.c.event)
    placed = select(_table.c.key).join(events, same).where(mine)
    return or_(exists(placed.where(_table.c.lead).correlate(meetings)), ~exists(placed.correlate(meetings)))


def told_elsewhere() -> ColumnElement[bool]:
    """Return the condition that an event that leads its occurrence is told by others too; for a query on events."""
    events, led, member = tables.events, _table.alias(), _table.alias()
    others = (
        select(member.c.key)
        .select_from(led)
        .join(member, and_(member.c.occurrence == led.c.occurrence, ~member.c.lead))
        .where(led.c.document == events.c.document, led.c.event == events.c.id)
    )
    return exists(others.correlate(events))


def coverage(connection: Connection, events: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Coverage]:
    """Return how the occurrences of some events, by document and id, were reported; nothing for one not yet placed."""
    wanted = set(events)
    documents = sorted({document for document, _ in wanted})
    at: dict[tuple[str, str], str] = {}
    for start in range(0, len(documents), IDS):  # not by pairs: SQLite has no index for these
        query = select(_table.c.document, _table.c.event, _table.c.occurrence).where(
            _table.c.document.in_(documents[start : start + IDS])
        )
        found = (((row.document, row.event), row.occurrence) for row in connection.execute(query))
        at |= {event: occurrence for event, occurrence in found if event in wanted}
    covered = _covered(connection, sorted(set(at.values())))
    return {event: covered[occurrence] for event, occurrence in at.items()}


def _covered(connection: Connection, occurrences: list[str]) -> dict[str, Coverage]:
    documents, carriers = tables.documents, tables.carriers
    rows: dict[str, list[Any]] = {}
    for start in range(0, len(occurrences), IDS):
        query = (
            select(_table.c.occurrence, _table.c.event, documents.c.id, documents.c.date)
            .add_columns(documents.c.publisher, documents.c.url, carriers.c.url.label("carried"))
            .join(documents, documents.c.id == _table.c.document)
            .outerjoin(carriers, carriers.c.document == documents.c.id)
            .where(_table.c.occurrence.in_(occurrences[start : start + IDS]))
        )
        for row in connection.execute(query):
            rows.setdefault(row.occurrence, []).append(row)
    return {occurrence: _coverage(occurrence, told_there) for occurrence, told_there in rows.items()}


def _coverage(occurrence: str, rows: Sequence[Any]) -> Coverage:
    dates = sorted(row.date for row in rows if row.date)
    own = {row.publisher or _host(row.url) or row.id for row in rows}
    others = {_host(row.carried) for row in rows if row.carried and _host(row.carried) != _host(row.url)}
    further = {(row.id, row.carried) for row in rows if row.carried and row.carried != row.url}
    return Coverage(
        occurrence=occurrence,
        mentions=len({(row.id, row.event) for row in rows}),
        articles=len({row.id for row in rows}) + len(further),
        sources=len(own | others),
        first_report=dates[0] if dates else None,
        last_report=dates[-1] if dates else None,
    )


def _host(url: str | None) -> str:
    found = re.match(r"[a-z][a-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", (url or "").lower())
    return found[1] if found else ""


class _Shelf:
    """The shelf of mentions that ``placing`` works on, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, family: str, anchor: str, days: tuple[str, str], exact: Sequence[str]) -> list[Placed]:
        query = (
            select(_table.c.told, _table.c.occurrence)
            .where(_table.c.family == family, _table.c.anchor == storable(anchor))
            .where(or_(_table.c.date.between(*days), _table.c.date.in_(exact)))
            .order_by(case((_table.c.date.in_(exact), 0), else_=1), _table.c.key)
            .limit(NEAREST)
        )
        return [(Told.from_json(row.told), row.occurrence) for row in self._connection.execute(query)]

    def members(self, occurrences: Iterable[str]) -> list[Placed]:
        wanted = list(occurrences)
        found: list[Placed] = []
        for at in range(0, len(wanted), IDS):
            query = select(_table.c.told, _table.c.occurrence).where(_table.c.occurrence.in_(wanted[at : at + IDS]))
            rows = self._connection.execute(query.order_by(_table.c.key))
            found.extend((Told.from_json(row.told), row.occurrence) for row in rows)
        return found

    def put(self, mentions: Sequence[Told], occurrence: str) -> None:
        wanted = {each.key: each for each in mentions}
        keys = list(wanted)
        stand: dict[str, tuple[str, bool]] = {}
        for at in range(0, len(keys), IDS):
            query = select(_table.c.key, _table.c.occurrence, _table.c.lead).where(
                _table.c.key.in_(keys[at : at + IDS])
            )
            stand |= {row.key: (row.occurrence, row.lead) for row in self._connection.execute(query)}
        moved = [
            {"mention": key, "into": occurrence, "leads": key == occurrence}
            for key in keys
            if key in stand and stand[key] != (occurrence, key == occurrence)
        ]
        if moved:
            change = update(_table).where(_table.c.key == bindparam("mention"))
            self._connection.execute(change.values(occurrence=bindparam("into"), lead=bindparam("leads")), moved)
        new = [_row(wanted[key], occurrence) for key in keys if key not in stand]
        if new:
            self._connection.execute(insert(_table), new)
        now = [wanted[key] for key in keys if key not in stand or stand[key] != (occurrence, key == occurrence)]
        involved.lead(self._connection, ((each.document, storable(each.event), each.key == occurrence) for each in now))


def _row(mention: Told, occurrence: str) -> dict[str, object]:
    return {
        "document": mention.document,
        "event": storable(mention.event),
        "key": mention.key,
        "occurrence": occurrence,
        "lead": mention.key == occurrence,
        "family": mention.family,
        "anchor": storable(mention.anchor),
        "date": mention.date and storable(mention.date),
        "told": mention.to_json(),
    }


def add(connection: Connection, mentions: Iterable[Told]) -> None:
    """Place the events of a document that is new; the caller holds the lock of writers."""
    place(_Shelf(connection), mentions)


def renew(connection: Connection, document: str, mentions: Sequence[Told]) -> None:
    """Place the events of a document anew where any of them changed; the caller holds the lock of writers."""
    connection.execute(delete(tables.unplaced).where(tables.unplaced.c.document == document))
    rows = connection.execute(select(_table.c.told, _table.c.occurrence).where(_table.c.document == document)).all()
    if sorted(row.told for row in rows) == sorted(each.to_json() for each in mentions):
        return
    shelf = _Shelf(connection)
    connection.execute(delete(_table).where(_table.c.document == document))
    settle(shelf, {row.occurrence for row in rows}, [Told.from_json(row.told) for row in rows])
    place(shelf, mentions)


def waiting(connection: Connection) -> int:
    """Return how many documents of an earlier version are not yet placed."""
    return int(connection.execute(select(func.count()).select_from(tables.unplaced)).scalar_one())


def complete(engine: Engine) -> int:
    """Place the events of all documents that an earlier version added and return how many documents there were.

    Each is a transaction of its own, so that a call that was cut short is gone on with by the next.
    """
    table, documents = tables.unplaced, tables.documents
    done = 0
    while True:
        with writing(engine) as connection:
            query = (
                select(documents.c.id, documents.c.record, documents.c.reviewed)
                .join(table, table.c.document == documents.c.id)
                .order_by(documents.c.number)
                .limit(1)
            )
            row = connection.execute(query).first()
            if row is None:
                return done
            renew(connection, row.id, told(restored(row.reviewed or row.record)))
        done += 1


def sources(engine: Engine, occurrence: str) -> tuple[Source, ...]:
    """Return the reports of an occurrence in the order of their dates; empty where the register has none of this id.

    An id that an occurrence had before it grew leads to it still.
    """
    documents = tables.documents
    now = select(_table.c.occurrence).where(_table.c.key == occurrence).scalar_subquery()
    query = (
        select(_table, documents.c.date.label("reported"), documents.c.publisher, documents.c.title, documents.c.url)
        .join(documents, documents.c.id == _table.c.document)
        .where(_table.c.occurrence == now)
        .order_by(documents.c.date, documents.c.number, _table.c.event)
    )
    names = Source.__dataclass_fields__
    with reading(engine) as connection:
        return tuple(Source(**{name: getattr(row, name) for name in names}) for row in connection.execute(query))
