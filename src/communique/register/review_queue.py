"""What waits for a reviewer, least certain first, and how far reviewing has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, exists, func, select

from communique.register import queries, tables
from communique.register.database import reading
from communique.register.queries import Ask, ClaimRow
from communique.register.reviewed import TABLES

_ROWS: dict[str, Callable[[Engine, Ask], Iterator[Any]]] = {
    "meeting": queries.meetings,
    "statement": queries.statements,
    "event": queries.events,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Claims of a kind by what reviewers decided on them; near duplicates of other documents are not waiting."""

    subject: str
    waiting: int
    confirmed: int
    corrected: int
    rejected: int
    added: int

    @property
    def decided(self) -> int:
        """How many reviewers decided on."""
        return self.confirmed + self.corrected + self.rejected + self.added


def queue(engine: Engine, ask: Ask | None = None, *, subject: str = "statement", limit: int = 20) -> list[ClaimRow]:
    """Return the claims that fulfil an ``Ask`` and on which nobody decided, least certain first.

    Of those that are as certain, the first of every document come before the others. The next page is asked for with
    the ``doubt`` of the last row. Raises KeyError for a subject that is no claim.
    """
    ask = replace(ask or Ask(), waiting=True, limit=limit)
    return list(_ROWS[subject](engine, ask))


def progress(engine: Engine) -> tuple[Progress, ...]:
    """Return how far reviewing has come: statements, events, meetings."""
    with reading(engine) as connection:
        return tuple(replace(each, waiting=_waiting(connection, each.subject)) for each in _decided(connection))


def decided(engine: Engine) -> tuple[Progress, ...]:
    """Return what ``progress`` does but for what waits, which is 0: to count it, every claim is looked at."""
    with reading(engine) as connection:
        return _decided(connection)


def _waiting(connection: Connection, subject: str) -> int:
    table = tables.metadata.tables[TABLES[subject]]
    documents = tables.documents
    waiting = select(func.count()).select_from(table).where(table.c.verdict.is_(None))
    # a bound, as SQLite takes its index for one, and reads every document for "is not null"
    copies = waiting.where(table.c.document.in_(select(documents.c.id).where(documents.c.original > "")))
    return int(connection.execute(waiting).scalar_one() - connection.execute(copies).scalar_one())


def _decided(connection: Connection) -> tuple[Progress, ...]:
    rejected = _rejected(connection)
    found = []
    for subject in ("statement", "event", "meeting"):
        table = tables.metadata.tables[TABLES[subject]]
        counts = select(table.c.verdict, func.count()).where(table.c.verdict.is_not(None)).group_by(table.c.verdict)
        of: dict[str, int] = {row[0]: row[1] for row in connection.execute(counts)}
        found.append(
            Progress(
                subject=subject,
                waiting=0,
                confirmed=of.get("confirm", 0),
                corrected=of.get("correct", 0),
                rejected=rejected.get(subject, 0),
                added=of.get("add", 0),
            )
        )
    return tuple(found)


def _rejected(connection: Connection) -> dict[str, int]:
    """Return how many claims of each kind are rejected by a decision of their own; no table of claims holds them."""
    table, later = tables.decisions, tables.decisions.alias()
    undone = select(table.c.undoes).where(table.c.undoes.is_not(None))
    overruled = exists(
        select(later.c.number).where(
            *(later.c[name] == table.c[name] for name in ("subject", "document", "id")),
            later.c.number > table.c.number,
            later.c.undoes.is_(None),
            later.c.number.not_in(undone),
        )
    )
    query = (
        select(table.c.subject, func.count())
        .where(table.c.subject.in_(TABLES), table.c.verb == "reject", table.c.id.not_like("%@%"))  # @: a stray
        .where(table.c.undoes.is_(None), table.c.number.not_in(undone), ~overruled)
        .group_by(table.c.subject)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
