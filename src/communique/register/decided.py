"""Decisions as they are kept: written once, read in their order, and which of them stand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, insert, select

from communique.register import tables

#: what analysts decide on, and what they may decide
Subject = Literal["commitment", "statement", "event", "meeting"]
Verb = Literal["merge", "split", "set_status", "annotate", "confirm", "correct", "reject", "add"]
#: no decision has a number so high; a database takes none higher
_LAST = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst decided; ``value`` is anything that JSON holds, ``undoes`` the number of an earlier decision.

    ``number`` and ``decided`` (UTC) are the register's to give.
    """

    subject: Subject
    id: str
    verb: Verb
    who: str
    why: str
    document: str | None = None
    value: Any = None
    undoes: int | None = None
    number: int = 0
    decided: str = ""


def write(connection: Connection, decision: Decision) -> Decision:
    """Keep a decision for good and return it with its number and time; raises KeyError where it undoes none.

    The caller holds the lock of writers, so the next number is free.
    """
    table = tables.decisions
    if decision.undoes is not None:
        earlier = select(table.c.number).where(table.c.number == decision.undoes)
        if connection.execute(earlier).first() is None:
            raise KeyError(decision.undoes)
    number = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one() + 1
    made = replace(decision, number=number, decided=datetime.now(UTC).isoformat(timespec="seconds"))
    row = {column.name: getattr(made, column.name) for column in table.columns}
    connection.execute(insert(table).values(row | {"value": json.dumps(made.value)}))
    return made


def read(connection: Connection, query: Select[Any]) -> tuple[Decision, ...]:
    """Return the decisions that a query on their table selects, in the order in which they were made."""
    rows = connection.execute(query.order_by(tables.decisions.c.number))
    return tuple(Decision(**{**row._mapping, "value": json.loads(row.value)}) for row in rows)


def numbered(connection: Connection, number: int) -> Decision | None:
    """Return the decision of a number, None where there is none."""
    if not 0 < number < _LAST:
        return None
    found = read(connection, select(tables.decisions).where(tables.decisions.c.number == number))
    return found[0] if found else None


def of_document(connection: Connection, document: str) -> tuple[Decision, ...]:
    """Return the decisions on the claims of a document, in the order in which they were made."""
    return read(connection, select(tables.decisions).where(tables.decisions.c.document == document))


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand: none that undoes another, and none that was undone."""
    every = tuple(decisions)
    undone = {each.undoes for each in every}
    return tuple(each for each in every if each.undoes is None and each.number not in undone)
