"""In which order answers come, and where one is taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, and_, literal, or_, tuple_

from communique.register import tables

if TYPE_CHECKING:
    from communique.register.queries import Ask

_documents = tables.documents


def ordered(query: Select[Any], ask: Ask, date: Any, id: Any) -> Select[Any]:
    """Return a query within the days that are asked for, in the order of answers, from the place asked for on."""
    number = _documents.c.number
    if ask.since is not None:
        query = query.where(date >= ask.since)
    if ask.until is not None:
        query = query.where(date <= ask.until)
    if ask.after is not None:
        query = query.where(_beyond(ask.after, date, number, id, newest=ask.newest))
    if ask.newest:
        return query.order_by(date.desc().nulls_last(), number.desc(), id.desc()).limit(ask.limit)
    return query.order_by(date.asc().nulls_first(), number, id).limit(ask.limit)


def doubtful(query: Select[Any], ask: Ask, table: Table, *, walking: bool = True) -> Select[Any]:
    """Return a query of claims that wait for a reviewer, the least certain first.

    Without ``walking`` what fulfils the conditions is found and then put in order, not looked for in that order.
    """
    order: tuple[ColumnElement[Any], ...] = (table.c.confidence, table.c.id, table.c.document)
    query = query.where(table.c.verdict.is_(None))
    if ask.since is not None:
        query = query.where(table.c.date >= ask.since)
    if ask.until is not None:
        query = query.where(table.c.date <= ask.until)
    if ask.doubt is not None:
        query = query.where(tuple_(*order) > tuple_(*map(literal, ask.doubt)))
    if not walking:
        order = (table.c.confidence + 0, *order[1:])  # a sum is in no index
    return query.order_by(*order).limit(ask.limit)


def _beyond(place: tuple[str | None, int, str], date: Any, number: Any, id: Any, *, newest: bool) -> Any:
    """Return the condition of the rows that come after a place in the order of answers; undated rows are the oldest."""
    day, last, name = place
    same = date.is_(None) if day is None else date == day
    if newest:
        within = or_(number < last, and_(number == last, id < name))
        further = literal(False) if day is None else or_(date < day, date.is_(None))
    else:
        within = or_(number > last, and_(number == last, id > name))
        further = date.is_not(None) if day is None else date > day
    return or_(further, and_(same, within))
