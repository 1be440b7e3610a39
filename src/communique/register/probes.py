"""The conditions of a question as they are asked of one claim or document, each found by a look at its own rows.

SQLite, which knows nothing of how common values are, would now and then look through all that have one, for each claim;
a value in a call is in no index, and is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, not_, or_, select

from communique.register import tables
from communique.register.narrowing import by_occurrence, holds
from communique.register.occurrences import leading, told_first

if TYPE_CHECKING:
    from communique.register.queries import Ask

_documents, _parties, _involved, _placed = tables.documents, tables.parties, tables.involved, tables.occurrence_events


def of_document(ask: Ask, document: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    """Yield what sets of documents do not tell: an act in an area, a name, and whether a reviewer decided anything."""
    if ask.act is not None and ask.area is not None:
        yield _said(ask, tables.statements.c.document == document)
    if ask.actor is not None:
        actors = tables.actors
        yield exists(select(actors.c.id).where(actors.c.document == document, holds(actors.c.name, ask.actor)))
    if ask.waiting:
        decided = select(tables.decisions.c.number).where(tables.decisions.c.document == document)
        yield not_(exists(decided))


def of_claim(ask: Ask, kind: str, table: Table, number: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on a claim of ``table`` in the document of a number, the cheapest first, but for words."""
    if kind == "statement" and ask.act is not None:
        yield func.coalesce(table.c.act, "") == ask.act
    if kind == "event" and ask.event_type is not None:
        yield func.coalesce(table.c.event_type, "") == ask.event_type
    if ask.country is not None:
        yield exists(_involving(kind, table, number, ask.country, "").correlate_except(_involved))
    if ask.dyad is not None:
        yield exists(_involving(kind, table, number, *sorted(ask.dyad)).correlate_except(_involved))
    if ask.act is not None or ask.area is not None:
        yield from _of_statement(ask, kind, table)
    if kind != "event" and ask.event_type is not None:
        made = tables.events
        ours = (made.c.document == table.c.document, made.c[kind] == table.c.id)
        of_type = func.coalesce(made.c.event_type, "") == ask.event_type
        yield exists(select(made.c.id).where(*ours, of_type).correlate(table))
    if ask.actor is not None:
        yield _named(ask, kind, table)
    if by_occurrence(ask, kind):
        yield leading()  # at last: it is looked up for every event that is left
    elif kind == "meeting" and once(ask):
        yield told_first()


def once(ask: Ask) -> bool:
    """Return whether a meeting is told by one account alone: another may have the words or the area that are asked."""
    more = (ask.text, ask.actor, ask.act, ask.area, ask.event_type, ask.document)
    return not (ask.mentions or ask.every or ask.waiting or any(each is not None for each in more))


def _involving(kind: str, table: Table, number: ColumnElement[Any], a: str, b: str) -> Select[Any]:
    here = (_involved.c.number == number, _involved.c.claim == kind, _involved.c.id == table.c.id)
    return select(_involved.c.id).where(*here, _involved.c.a == a, _involved.c.b == b)


def _of_statement(ask: Ask, kind: str, table: Table) -> Iterator[ColumnElement[bool]]:
    statements, areas = tables.statements, tables.statement_areas
    if kind == "statement":
        if ask.area is not None:
            here = (areas.c.document == table.c.document, areas.c.statement == table.c.id, areas.c.area == ask.area)
            yield exists(select(areas.c.area).where(*here).correlate(table))
    elif kind == "event":
        ours = and_(statements.c.document == table.c.document, statements.c.id == table.c.statement)
        yield _said(ask, ours)
    else:
        yield _said(ask, statements.c.document == table.c.document)


def _said(ask: Ask, ours: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that one of the statements that are ``ours`` has the act and the area asked for."""
    statements, areas = tables.statements, tables.statement_areas
    query = select(statements.c.id).where(ours)
    if ask.act is not None:
        query = query.where(func.coalesce(statements.c.act, "") == ask.act)
    if ask.area is not None:
        here = (areas.c.document == statements.c.document, areas.c.statement == statements.c.id)
        query = query.where(exists(select(areas.c.area).where(*here, areas.c.area == ask.area).correlate(statements)))
    return exists(query.correlate_except(statements))


def _named(ask: Ask, kind: str, table: Table) -> ColumnElement[bool]:
    part = holds(_parties.c.name, ask.actor or "")
    mine = (_parties.c.document == table.c.document, _parties.c.claim == kind, _parties.c.id == table.c.id)
    own = exists(select(_parties.c.id).where(*mine, part).correlate(table))
    if not by_occurrence(ask, kind):
        return own
    led, member = _placed.alias(), _placed.alias()
    theirs = (_parties.c.document == member.c.document, _parties.c.claim == kind, _parties.c.id == member.c.event)
    told = (
        select(_parties.c.id)
        .select_from(led)
        .join(member, member.c.occurrence == led.c.occurrence)
        .join(_parties, and_(*theirs))
        .where(led.c.document == table.c.document, led.c.event == table.c.id, part)
    )
    return or_(own, exists(told.correlate(table)))
