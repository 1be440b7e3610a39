"""Which documents can hold an answer to a question: the sets of those that have what is asked for, brought together.

A set is an ``int`` with a bit for each number, as in ``facets``. It holds every document of an answer, and few more: a
claim must still fulfil the conditions by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
)

from communique.register import tables
from communique.register.facets import as_set, having, of_years
from communique.register.text_search import holding

if TYPE_CHECKING:
    from communique.register.queries import Ask

#: documents that are looked at one by one, where more are not
FEW = 2000
_documents, _parties, _placed = tables.documents, tables.parties, tables.occurrence_events


def by_occurrence(ask: Ask, kind: str) -> bool:
    """Return whether answers are events told once for each occurrence; any report of it may have the words or names."""
    return kind == "event" and not (ask.mentions or ask.every or ask.waiting or ask.document is not None)


def possible(connection: Connection, ask: Ask, kind: str, words: int | None) -> int:
    """Return the set of the documents that can hold an answer of a kind; ``words`` are those with the words asked for.

    It is exact for documents, but for names, days, and an act in an area.
    """
    if ask.document is not None:
        found = _numbered(connection, select(_documents.c.number).where(_documents.c.id == ask.document))
    else:
        found = everything(connection)
    wanted = [("country", each) for each in (*(ask.dyad or ()), ask.country) if each is not None]
    wanted += [
        (name, value)
        for name, value in (("act", ask.act), ("area", ask.area), ("event_type", ask.event_type))
        if value is not None
    ]
    if wanted:
        found &= having(connection, wanted)
    if kind in ("document", "statement") and (ask.since or ask.until):  # statements have the day of their document
        found &= ~of_years(connection, before=(ask.since or "")[:4], after=ask.until and ask.until[:4])
    if words is not None and not by_occurrence(ask, kind):
        found &= words
    if not ask.every and ask.document is None and not by_occurrence(ask, kind):
        # by the index of the copies: what is read of every document must not stand behind its text
        found &= ~_numbered(connection, select(_documents.c.number).where(_documents.c.original.is_not(None)))
    return found


def everything(connection: Connection) -> int:
    """Return the set of all documents: they are numbered from 1, without a gap."""
    last = connection.execute(select(func.coalesce(func.max(_documents.c.number), 0))).scalar_one()
    return (2 << int(last)) - 2


def with_words(connection: Connection, ask: Ask) -> int | None:
    """Return the set of the documents that hold the words asked for; None where none are."""
    return None if ask.text is None else _numbered(connection, holding(connection, ask.text))


def with_name(connection: Connection, part: str, kind: str, *, most: int | None) -> int | None:
    """Return the set of the documents where a name holds a part, of an actor or of one who takes part in a claim.

    None where it stands so often that ``most`` are not enough to look at; with no ``most`` all are looked at.
    """
    table = tables.actors if kind == "document" else _parties
    called = _called(table, part)
    some = select(table.c.name).where(called).limit(None if most is None else most + 1).subquery()
    if most is not None and connection.execute(select(func.count()).select_from(some)).scalar_one() > most:
        return None
    query = select(_documents.c.number).join(table, table.c.document == _documents.c.id).where(called)
    return _numbered(connection, query if kind == "document" else query.where(table.c.claim == kind))


def with_leads(connection: Connection, numbers: int) -> int:
    """Return the set of some documents and of those whose events lead the occurrences that are told in them."""
    led, member, leads = _placed.alias(), _placed.alias(), _documents.alias()
    query = (
        select(leads.c.number)
        .select_from(_documents)
        .join(member, member.c.document == _documents.c.id)
        .join(led, (led.c.occurrence == member.c.occurrence) & led.c.lead)
        .join(leads, leads.c.id == led.c.document)
        .where(among(connection, _documents.c.number, as_numbers(numbers)), ~member.c.lead)
    )
    return numbers | _numbered(connection, query)


def dated(connection: Connection, since: str | None, until: str | None) -> int:
    """Return the set of the documents from a day to a day."""
    query = select(_documents.c.number)
    if since is not None:
        query = query.where(_documents.c.date >= since)
    if until is not None:
        query = query.where(_documents.c.date <= until)
    return _numbered(connection, query)


def said(connection: Connection, act: str, area: str) -> int:
    """Return the set of the documents that hold a statement with an act in an area."""
    table, areas = tables.statements, tables.statement_areas
    here = (areas.c.document == table.c.document) & (areas.c.statement == table.c.id) & (areas.c.area == area)
    query = select(_documents.c.number).select_from(table).join(areas, here)
    return _numbered(connection, query.join(_documents, _documents.c.id == table.c.document).where(table.c.act == act))


def as_numbers(found: int) -> list[int]:
    """Return the numbers of a set, in order."""
    return [number for number, bit in enumerate(bin(found)[:1:-1]) if bit == "1"]


def among(connection: Connection, number: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a number is one of many, which go to the database as one value."""
    if connection.dialect.name == "sqlite":
        listed: Any = bindparam(None, f"[{','.join(map(str, numbers))}]")
        return number.in_(select(func.json_each(listed).table_valued("value").c.value))
    return number == func.any(bindparam(None, list(numbers), type_=ARRAY(Integer)))


def marked(number: ColumnElement[Any], found: int) -> ColumnElement[bool]:
    """Return the condition that a number is in a set, which goes to the database as a byte for each number.

    For what is asked of many rows: it is looked up at once, where ``among`` makes a list first.
    """
    marks = bindparam(None, bin(found)[:1:-1].encode(), LargeBinary)
    return func.substr(marks, number + 1, 1, type_=LargeBinary) == bindparam(None, b"1", LargeBinary)


def _numbered(connection: Connection, query: Select[Any]) -> int:
    """Return the set of the numbers that a query is for; they come as one string, which is quickest."""
    (number,) = query.selected_columns
    joined = query.with_only_columns(func.aggregate_strings(cast(number, Text), ",")).order_by(None)
    return as_set(map(int, filter(None, (connection.execute(joined).scalar() or "").split(","))))


def _called(table: Table, part: str) -> ColumnElement[bool]:
    """Return the condition that a name holds a part, in any case.

    Each name of the table is looked at once, from one to the next by their index: names are much fewer than rows.
    """
    further = table.alias()
    names = select(func.min(table.c.name).label("name")).cte(f"names_of_{table.name}", recursive=True)
    next_one = select(func.min(further.c.name)).where(further.c.name > names.c.name).scalar_subquery()
    names = names.union_all(select(next_one).where(names.c.name.is_not(None)))
    return table.c.name.in_(select(names.c.name).where(holds(names.c.name, part)))


def holds(name: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Return the condition that a name holds a part, in any case."""
    return func.lower(name).contains(part.lower(), autoescape=True)
