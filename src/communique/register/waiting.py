"""The first claims of the queue of reviewing, found by walking its index from the front instead of through the filters.

A filter that many claims pass has long lists to make before the first claim is known; walking finds twenty at once. One
that few pass would be walked in vain, but its lists are short. So a stretch of the queue is tried first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Table, exists, func, literal, select, tuple_

from communique.register import tables

if TYPE_CHECKING:
    from communique.register.queries import Ask

#: how many waiting claims are looked at
STRETCH = 2000


def soonest(connection: Connection, ask: Ask, kind: str, table: Table) -> list[tuple[str, str]] | None:
    """Return the keys (document, id) of the first ``ask.limit`` claims that wait, in the order of the queue.

    None where a stretch of the queue holds fewer, or the conditions are not such as are asked of each claim by itself.
    """
    if ask.limit is None or not _by_itself(ask, kind):
        return None
    order = (table.c.confidence, table.c.id, table.c.document)
    front = select(*order).where(table.c.verdict.is_(None)).order_by(*order).limit(STRETCH)
    if ask.doubt is not None:
        front = front.where(tuple_(*order) > tuple_(*map(literal, ask.doubt)))
    near = front.subquery()
    key = (table.c.document == near.c.document, table.c.id == near.c.id)
    query = (
        select(table.c.document, table.c.id)
        .join_from(near, table, key[0] & key[1])
        .where(*_conditions(ask, kind, table))
        .order_by(near.c.confidence, near.c.id, near.c.document)
    )
    found: list[tuple[str, str]] = []
    for some in connection.execute(query).partitions(ask.limit):
        originals = {row.document for row in some} if ask.every else _originals(connection, some)
        found += [(row.document, row.id) for row in some if row.document in originals]
        if len(found) >= ask.limit:
            return found[: ask.limit]
    return None


def _originals(connection: Connection, rows: Sequence[Any]) -> set[str]:
    """Return those of the rows' documents that are near duplicates of none: asked of few, as it reads whole rows."""
    documents = tables.documents
    mine = documents.c.id.in_(sorted({row.document for row in rows}))
    return set(connection.execute(select(documents.c.id).where(mine, documents.c.original.is_(None))).scalars())


def _by_itself(ask: Ask, kind: str) -> bool:
    if ask.dyad or ask.actor or ask.text or ask.document:
        return False
    return kind == "statement" or not (ask.act or ask.area)


def _conditions(ask: Ask, kind: str, table: Table) -> Iterator[ColumnElement[bool]]:
    parties, areas = tables.parties, tables.statement_areas
    if ask.act is not None:
        yield table.c.act == ask.act
    if ask.event_type is not None and kind == "event":
        yield table.c.event_type == ask.event_type
    elif ask.event_type is not None:
        made = tables.events
        yield exists().where(
            made.c.document == table.c.document,
            made.c[kind] == table.c.id,
            func.coalesce(made.c.event_type, "") == ask.event_type,  # by the document, not by the index of types
        )
    if ask.since is not None:
        yield table.c.date >= ask.since
    if ask.until is not None:
        yield table.c.date <= ask.until
    if ask.area is not None:
        yield exists().where(
            areas.c.document == table.c.document, areas.c.statement == table.c.id, areas.c.area == ask.area
        )
    if ask.country is not None:
        yield exists().where(
            parties.c.document == table.c.document,
            parties.c.claim == kind,
            parties.c.id == table.c.id,
            # a call is in no index: SQLite would else look through all that the country takes part in, each time
            func.coalesce(parties.c.country, "") == ask.country,
        )
