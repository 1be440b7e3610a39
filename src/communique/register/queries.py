"""Questions to a register: documents, meetings, statements and events that fulfil every condition of an ``Ask``.

Answers come in batches from one state of the register, in the order of their date, then of adding, then of their id.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    and_,
    exists,
    func,
    select,
    tuple_,
)

from communique.record import AREAS
from communique.register import tables
from communique.register.answered import ClaimRow as ClaimRow
from communique.register.answered import DocumentRow as DocumentRow
from communique.register.answered import EventRow as EventRow
from communique.register.answered import MeetingRow as MeetingRow
from communique.register.answered import StatementRow as StatementRow
from communique.register.codes import codes
from communique.register.database import reading
from communique.register.occurrences import Coverage, coverage, leading, told_by, told_first
from communique.register.ordering import doubtful, ordered
from communique.register.text_search import best, holding
from communique.register.waiting import soonest

#: rows fetched, and completed with their parties, at once
BATCH = 500
_documents, _parties, _involved = tables.documents, tables.parties, tables.involved
_tables = {"meeting": tables.meetings, "statement": tables.statements, "event": tables.events}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for; all conditions that are given must hold.

    ``after`` is the ``place`` of the last row of an earlier answer; ``every`` takes near duplicates in too; ``newest``
    turns the order of answers round. Events answer by occurrence, each told by the mention that leads it, and meetings
    by the account that leads, unless more than countries and days is asked of them: then by each account that fulfils
    it. ``mentions`` asks for every mention, as ``every``, ``document`` and ``waiting`` do. ``waiting`` asks for what no
    reviewer decided on yet: claims come least certain first, as long as that is the same, spread over the documents;
    ``doubt`` then takes the place of ``after``. ``ranked`` gives documents that hold ``text`` by how well they fit it,
    not by date.
    """

    country: str | None = None
    dyad: tuple[str, str] | None = None
    actor: str | None = None
    act: str | None = None
    area: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    document: str | None = None
    limit: int | None = None
    after: tuple[str | None, int, str] | None = None
    every: bool = False
    mentions: bool = False
    newest: bool = False
    waiting: bool = False
    doubt: tuple[float, str, str] | None = None
    ranked: bool = False


def documents(engine: Engine, ask: Ask) -> Iterator[DocumentRow]:
    """Yield the documents that an ``Ask`` is for."""
    columns = [_documents.c[name] for name in DocumentRow.__dataclass_fields__ if name != "score"]
    if ask.ranked and ask.text is not None:
        hits = best(engine, ask, _numbers(engine, ask))
        query = select(*columns, hits.c.score).join(hits, hits.c.number == _documents.c.number)
        query = query.order_by(hits.c.score.desc(), hits.c.number.desc())
    else:
        query = document_query(engine, ask, *columns)
    with reading(engine) as connection, connection.execution_options(yield_per=BATCH).execute(query) as found:
        for row in found:
            yield DocumentRow(**row._mapping)


def document_query(engine: Engine, ask: Ask, *columns: Column[Any]) -> Select[Any]:
    """Return the query for columns of the documents that an ``Ask`` is for, in the order of answers."""
    query = select(*columns).where(*_of_document(engine, ask))
    for kind in ("country", "dyad", "actor"):
        if getattr(ask, kind) is not None:
            query = query.where(*_of_named(ask, kind))
    query = query.where(*_through(ask))
    if ask.waiting:
        query = query.where(~exists().where(tables.decisions.c.document == _documents.c.id))
    return ordered(query, ask, _documents.c.date, _documents.c.id)


def _numbers(engine: Engine, ask: Ask) -> Select[Any] | None:
    """Return the query for the numbers of the documents that fulfil the conditions besides words; None without any."""
    others = dataclasses.replace(ask, text=None, every=True, limit=None, after=None)
    query = document_query(engine, others, _documents.c.number).order_by(None)
    return None if query.whereclause is None else query


def meetings(engine: Engine, ask: Ask) -> Iterator[MeetingRow]:
    """Yield the meetings that an ``Ask`` is for; ``act`` and ``area`` are those of a statement in the same report."""
    for base, row, parties, _ in _claims(engine, ask, "meeting"):
        names, countries = _side(parties, "participant")
        yield MeetingRow(
            **base,
            **_spot(row),
            form=row["form"],
            participants=names,
            countries=countries,
            occasion=row["occasion"],
            occurrence=row["coverage"].occurrence,
            articles=row["coverage"].articles,
        )


def statements(engine: Engine, ask: Ask) -> Iterator[StatementRow]:
    """Yield the statements that an ``Ask`` is for.

    A dyad has those that name both countries, and what either says in a report of a meeting of the two.
    """
    for base, row, parties, areas in _claims(engine, ask, "statement"):
        speaker, speaker_country = _side(parties, "speaker")
        addressee, addressee_country = _side(parties, "addressee")
        copied = {name: row[name] for name in ("act", "content", "modality", "amount", "deadline")}
        yield StatementRow(
            **base,
            **copied,
            areas=areas,
            speaker=speaker,
            speaker_country=speaker_country,
            addressee=addressee,
            addressee_country=addressee_country,
        )


def events(engine: Engine, ask: Ask) -> Iterator[EventRow]:
    """Yield the events that an ``Ask`` is for; ``act`` and ``area`` are those of the statement that made it."""
    names = ("event_type", "event_mode", "quad_code", "cameo", "goldstein", "statement", "meeting", "geonameid")
    for base, row, parties, _ in _claims(engine, ask, "event"):
        actor, actor_country = _side(parties, "actor")
        recipient, recipient_country = _side(parties, "recipient")
        yield EventRow(
            **base,
            **_spot(row),
            **{name: row[name] for name in names},
            contexts=tuple(json.loads(row["contexts"])),
            actor=actor,
            actor_country=actor_country,
            recipient=recipient,
            recipient_country=recipient_country,
            **dataclasses.asdict(row["coverage"]),
            actor_code=codes(parties, "actor"),
            recipient_code=codes(parties, "recipient"),
            spans=tuple(f"{start}-{end}" for start, end in json.loads(row["evidence"])),
        )


def places(engine: Engine, ask: Ask, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the document and id of every claim of a kind that an ``Ask`` is for, in no order."""
    table = _tables[kind]
    query = select(table.c.document, table.c.id).join(_documents, _documents.c.id == table.c.document)
    query = query.where(*_of_document(engine, ask), *_of_claim(ask, kind))
    for name, bound in (("since", ask.since), ("until", ask.until)):
        if bound is not None:
            query = query.where(table.c.date >= bound if name == "since" else table.c.date <= bound)
    with reading(engine) as connection, connection.execution_options(yield_per=BATCH).execute(query) as found:
        yield from ((row.document, row.id) for row in found)


def named(engine: Engine, prefix: str) -> tuple[str, ...]:
    """Return the ids of at most two documents whose id begins with ``prefix``."""
    if not re.fullmatch("[0-9a-f]{6,64}", prefix):
        return ()
    query = select(_documents.c.id).where(_documents.c.id >= prefix, _documents.c.id < prefix + "g")
    with reading(engine) as connection:
        return tuple(connection.execute(query.order_by(_documents.c.id).limit(2)).scalars())


def _conditions(engine: Engine, ask: Ask, kind: str) -> Iterator[ColumnElement[bool]]:
    """Yield all conditions but those on dates; names and words asked for may stand in any report of an occurrence."""
    if kind != "event" or ask.mentions or ask.every or ask.waiting or ask.document is not None:
        yield from (*_of_document(engine, ask), *_of_claim(ask, kind))
        if kind == "meeting" and _once(ask):
            yield told_first()
        return
    table = tables.events
    if ask.text is not None:
        chosen = select(table.c.document, table.c.id).join(_documents, _documents.c.id == table.c.document)
        yield tuple_(table.c.document, table.c.id).in_(told_by(chosen.where(holding(engine, ask.text)).correlate(None)))
    if ask.actor is not None:
        named = _taking_part(kind, _called(_parties, ask.actor))
        yield tuple_(table.c.document, table.c.id).in_(told_by(named))
    yield from _of_claim(dataclasses.replace(ask, actor=None), kind)
    yield leading()  # at last: it looks up every event that is left


def _once(ask: Ask) -> bool:
    """Return whether a meeting is told by one account alone: another may have the words or the area that are asked."""
    more = (ask.text, ask.actor, ask.act, ask.area, ask.event_type, ask.document)
    return not (ask.mentions or ask.every or ask.waiting or any(each is not None for each in more))


def _of_document(engine: Engine, ask: Ask) -> Iterator[ColumnElement[bool]]:
    if not ask.every and ask.document is None:
        yield _documents.c.original.is_(None)
    if ask.document is not None:
        yield _documents.c.id == ask.document
    if ask.text is not None:
        yield holding(engine, ask.text)


def _of_named(ask: Ask, kind: str) -> Iterator[ColumnElement[bool]]:
    actors = tables.actors
    if kind == "actor":
        wanted = [_called(actors, ask.actor or "")]
    else:
        wanted = [actors.c.country == each for each in (ask.dyad or () if kind == "dyad" else (ask.country,))]
    for each in wanted:
        yield _documents.c.id.in_(select(actors.c.document).where(each))


def _through(ask: Ask) -> Iterator[ColumnElement[bool]]:
    """Yield, for each condition on statements or events, that the document holds such a one."""
    said, statements, events = _said(ask), tables.statements, tables.events
    if said:
        held = select(statements.c.id).where(statements.c.document == _documents.c.id, *said)
        yield exists(held.correlate(_documents))
    if ask.event_type is not None:
        yield _documents.c.id.in_(select(events.c.document).where(events.c.event_type == ask.event_type))


def _said(ask: Ask, *, within: bool = True) -> list[ColumnElement[bool]]:
    table, areas = tables.statements, tables.statement_areas
    found: list[ColumnElement[bool]] = []
    if ask.act is not None:
        # held back from the index of acts, by which SQLite would read all of an act for each row
        found.append((func.coalesce(table.c.act, "") if within else table.c.act) == ask.act)
    if ask.area is not None:
        here = (areas.c.document == table.c.document, areas.c.statement == table.c.id, areas.c.area == ask.area)
        found.append(exists(select(areas.c.area).where(*here).correlate(table)))
    return found


def _of_claim(ask: Ask, kind: str) -> Iterator[ColumnElement[bool]]:
    table = _tables[kind]
    key = tuple_(table.c.document, table.c.id)
    if ask.country is not None:
        yield key.in_(_taking_part(kind, _parties.c.country == ask.country))
    if ask.actor is not None:
        yield key.in_(_taking_part(kind, _called(_parties, ask.actor)))
    if ask.dyad is not None:
        yield _between(kind, ask.dyad)
    said, statements = _said(ask, within=kind != "statement"), tables.statements
    if kind == "statement":
        yield from said
    elif said and kind == "event":
        ours = (statements.c.document == table.c.document, statements.c.id == table.c.statement)
        yield exists(select(statements.c.id).where(*ours, *said).correlate(table))
    elif said:
        held = select(statements.c.id).where(statements.c.document == table.c.document, *said)
        yield exists(held.correlate(table))
    if ask.event_type is not None:
        if kind == "event":
            yield table.c.event_type == ask.event_type
        else:
            made = tables.events
            yield key.in_(select(made.c.document, made.c[kind]).where(made.c.event_type == ask.event_type))


def _called(table: Table, part: str) -> ColumnElement[bool]:
    """Return the condition that a name holds a part, in any case.

    Each name of the table is looked at once, from one to the next by their index: names are much fewer than rows.
    """
    further = table.alias()
    names = select(func.min(table.c.name).label("name")).cte(f"names_of_{table.name}", recursive=True)
    next_one = select(func.min(further.c.name)).where(further.c.name > names.c.name).scalar_subquery()
    names = names.union_all(select(next_one).where(names.c.name.is_not(None)))
    held = func.lower(names.c.name).contains(part.lower(), autoescape=True)
    return table.c.name.in_(select(names.c.name).where(held))


def _taking_part(kind: str, wanted: ColumnElement[bool]) -> Select[Any]:
    return select(_parties.c.document, _parties.c.id).where(_parties.c.claim == kind, wanted)


def _between(kind: str, dyad: tuple[str, str]) -> ColumnElement[bool]:
    table = _tables[kind]
    chosen = select(_documents.c.id, _involved.c.id).join(_documents, _documents.c.number == _involved.c.number)
    return tuple_(table.c.document, table.c.id).in_(chosen.where(*_involving(kind, *dyad)).correlate(None))


def _involving(kind: str, *countries: str) -> Iterator[ColumnElement[bool]]:
    a, b = (*sorted(countries), "")[:2]
    yield _involved.c.claim == kind
    yield _involved.c.a == a
    yield _involved.c.b == b


def _sided(query: Select[Any], ask: Ask, kind: str) -> tuple[Select[Any], Ask]:
    """Return the query led by those claims that involve the countries asked for, and what is left to be asked.

    They are found in the order of their dates, so that the first of an answer cost no more than they are many.
    """
    countries = ask.dyad or ((ask.country,) if ask.country else ())
    query = query.join(_involved, and_(_involved.c.number == _documents.c.number, _involved.c.id == _tables[kind].c.id))
    every = ask.every or ask.mentions or ask.document is not None or (kind == "meeting" and not _once(ask))
    counted = (True, False) if every else (True,)
    query = query.where(*_involving(kind, *countries), _involved.c.counted.in_(counted))
    return query, dataclasses.replace(ask, dyad=None, country=ask.country if ask.dyad else None)


def _queued(query: Select[Any], engine: Engine, ask: Ask, kind: str) -> Select[Any]:
    """Return the query for the claims that wait: by their keys, where these are found at once."""
    table = _tables[kind]
    with reading(engine) as connection:
        keys = soonest(connection, ask, kind, table)
    if keys is None:
        if ask.area is not None:  # few are of this area, or many would stand in front: they are not looked for in turn
            areas = tables.statement_areas
            query = query.where(table.c.document.in_(select(areas.c.document).where(areas.c.area == ask.area)))
            return doubtful(query.where(*_conditions(engine, ask, kind)), ask, table, walking=False)
        return doubtful(query.where(*_conditions(engine, ask, kind)), ask, table)
    # a sum is in no index: SQLite would else walk the queue in its order, and look for the keys in it
    order = (table.c.confidence + 0, table.c.id, table.c.document)
    return query.where(tuple_(table.c.document, table.c.id).in_(keys)).order_by(*order)


_Claim = tuple[dict[str, Any], dict[str, Any], list[Any], tuple[str, ...]]


def _claims(engine: Engine, ask: Ask, kind: str) -> Iterator[_Claim]:
    table = _tables[kind]
    mine = ("number", "title", "publisher", "published", "url", "coder")
    query = select(table, *(_documents.c[name].label(f"of_{name}") for name in mine))
    query = query.join(_documents, _documents.c.id == table.c.document)
    if ask.waiting:
        query = _queued(query, engine, ask, kind)
    else:
        date: Any = table.c.date
        if ask.dyad or ask.country:
            date = _involved.c.date
            query, ask = _sided(query, ask, kind)
        elif ask.actor and kind == "event":
            # what is put together is in no index: SQLite would else walk all events in the order of their dates
            date = date.concat("")
        query = ordered(query.where(*_conditions(engine, ask, kind)), ask, date, table.c.id)
    with reading(engine) as connection, connection.execution_options(yield_per=BATCH).execute(query) as found:
        for batch in found.mappings().partitions():
            rows = [dict(row) for row in batch]
            keys = sorted({row["document"] for row in rows})
            parties = _parties_of(connection, kind, keys)
            areas = _areas_of(connection, keys) if kind == "statement" else {}
            covered = _coverage(connection, kind, [(row["document"], row["id"]) for row in rows])
            for row in rows:
                key = (row["document"], row["id"])
                row["coverage"] = covered.get(key) or Coverage()
                yield _base(row, kind), row, parties.get(key, []), tuple(areas.get(key, ()))


def _coverage(connection: Connection, kind: str, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Coverage]:
    """Return how claims were reported, by document and id: events, and meetings by their events."""
    if kind == "event":
        return coverage(connection, keys)
    if kind == "statement":
        return {}
    events = tables.events
    query = select(events.c.document, events.c.id, events.c.meeting).order_by(events.c.id.desc())
    query = query.where(events.c.document.in_(sorted({document for document, _ in keys})))
    of = {(row.document, row.id): (row.document, row.meeting) for row in connection.execute(query)}
    wanted = set(keys)
    found = coverage(connection, [event for event, meeting in of.items() if meeting in wanted])
    return {of[event]: found[event] for event in of if event in found}


def _base(row: dict[str, Any], kind: str) -> dict[str, Any]:
    spans = json.loads(row["evidence"])
    start, end = spans[0] if spans else (None, None)
    if kind == "statement":
        start, end = row["content_start"], row["content_end"]
    copied = {name: row[name] for name in ("document", "id", "date", "confidence", "method", "verdict")}
    mine = {name: row[f"of_{name}"] for name in ("number", "title", "publisher", "published", "url", "coder")}
    return {**copied, **mine, "start": start, "end": end}


def _spot(row: dict[str, Any]) -> dict[str, Any]:
    return {"placename": row["place"], **{name: row[name] for name in ("place_country", "lat", "lon")}}


def _parties_of(connection: Connection, kind: str, keys: list[str]) -> dict[tuple[str, str], list[Any]]:
    actors = tables.actors
    same = and_(actors.c.document == _parties.c.document, actors.c.id == _parties.c.actor)
    query = select(_parties, actors.c.code, actors.c.sector).outerjoin(actors, same)
    query = query.where(_parties.c.document.in_(keys), _parties.c.claim == kind)
    # ids count up: a2 stands before a10
    query = query.order_by(_parties.c.document, func.length(_parties.c.actor), _parties.c.actor)
    found: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault((row.document, row.id), []).append(row)
    return found


def _areas_of(connection: Connection, keys: list[str]) -> dict[tuple[str, str], list[str]]:
    """Return the areas of each statement, in the order of ``AREAS``; those of a later version come last."""
    place = {area: number for number, area in enumerate(AREAS)}
    table = tables.statement_areas
    found: dict[tuple[str, str], list[str]] = {}
    query = select(table).where(table.c.document.in_(keys)).order_by(table.c.document, table.c.statement, table.c.area)
    for row in connection.execute(query):
        found.setdefault((row.document, row.statement), []).append(row.area)
    for areas in found.values():
        areas.sort(key=lambda area: place.get(area, len(AREAS)))
    return found


def _side(parties: list[Any], role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the parties in a role, and their countries, each once."""
    mine = [row for row in parties if row.role == role]
    return tuple(row.name for row in mine), tuple(dict.fromkeys(row.country for row in mine if row.country))
