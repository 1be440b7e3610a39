"""Questions to a register: documents, meetings, statements and events that fulfil every condition of an ``Ask``.

Answers come in batches from one state of the register, in the order of their date, then of adding, then of their id.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, select

from communique.record import AREAS
from communique.register import tables
from communique.register.answered import ClaimRow as ClaimRow
from communique.register.answered import DocumentRow as DocumentRow
from communique.register.answered import EventRow as EventRow
from communique.register.answered import MeetingRow as MeetingRow
from communique.register.answered import StatementRow as StatementRow
from communique.register.codes import codes
from communique.register.database import reading
from communique.register.narrowing import among
from communique.register.occurrences import Coverage, coverage
from communique.register.ranking import ranked
from communique.register.walking import keys

#: rows fetched, and completed with their parties, at once
BATCH = 500
_documents, _parties = tables.documents, tables.parties
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
    names = tuple(name for name in DocumentRow.__dataclass_fields__ if name != "score")
    query = select(*(_documents.c[name] for name in names))
    with reading(engine) as connection:
        if ask.ranked and ask.text is not None:
            hits: Iterator[tuple[int, float | None]] = iter(ranked(connection, ask))
        else:
            hits = ((key.number, None) for key in keys(connection, ask, "document"))
        while batch := list(islice(hits, BATCH)):
            here = among(connection, _documents.c.number, sorted(number for number, _ in batch))
            rows = {row.number: row for row in connection.execute(query.where(here))}
            for number, score in batch:
                yield DocumentRow(**rows[number]._mapping, score=score)


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
    """Yield the document and id of every claim of a kind that an ``Ask`` is for, in the order of answers."""
    with reading(engine) as connection:
        for key in keys(connection, dataclasses.replace(ask, mentions=True, limit=None, after=None), kind):
            yield key.document, key.id


def named(engine: Engine, prefix: str) -> tuple[str, ...]:
    """Return the ids of at most two documents whose id begins with ``prefix``."""
    if not re.fullmatch("[0-9a-f]{6,64}", prefix):
        return ()
    query = select(_documents.c.id).where(_documents.c.id >= prefix, _documents.c.id < prefix + "g")
    with reading(engine) as connection:
        return tuple(connection.execute(query.order_by(_documents.c.id).limit(2)).scalars())


_Claim = tuple[dict[str, Any], dict[str, Any], list[Any], tuple[str, ...]]


def _claims(engine: Engine, ask: Ask, kind: str) -> Iterator[_Claim]:
    with reading(engine) as connection:
        found = keys(connection, ask, kind)
        while batch := [(key.document, key.id) for key in islice(found, BATCH)]:
            rows = _rows_of(connection, kind, batch)
            documents = sorted({document for document, _ in batch})
            parties = _parties_of(connection, kind, documents)
            areas = _areas_of(connection, documents) if kind == "statement" else {}
            covered = _coverage(connection, kind, batch)
            for key in batch:
                row = rows[key]
                row["coverage"] = covered.get(key) or Coverage()
                yield _base(row, kind), row, parties.get(key, []), tuple(areas.get(key, ()))


def _rows_of(connection: Connection, kind: str, batch: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of claims, with what is told of their documents, by document and id."""
    table = _tables[kind]
    mine = ("number", "title", "publisher", "published", "url", "coder")
    query = select(table, *(_documents.c[name].label(f"of_{name}") for name in mine))
    query = query.join(_documents, _documents.c.id == table.c.document)
    query = query.where(table.c.document.in_(sorted({document for document, _ in batch})))
    wanted = set(batch)  # not by pairs: SQLite has no index for these
    rows = ((row["document"], row["id"], row) for row in connection.execute(query).mappings())
    return {(document, id): dict(row) for document, id, row in rows if (document, id) in wanted}


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
