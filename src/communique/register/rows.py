"""From a record to the rows of the register, and from a stored text back to the record; pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

from communique.errors import RecordInvalid
from communique.record import Event, Meeting, Place, Record, Span, Statement, document_id

Row = dict[str, Any]

#: the tables that hold what was read from a document, each after those that it refers to
CLAIMS = ("actors", "meetings", "statements", "statement_areas", "events", "parties")


def rows_of(record: Record) -> dict[str, tuple[Row, ...]]:
    """Return the rows that hold a record, by the name of their table; ``documents`` and then ``CLAIMS``, in order.

    What only the register knows of a document is not in them: its number, when it was added, what it is near to.
    Raises RecordInvalid where the record breaks its law, two of its claims share an id, or the document's id is not
    that of its text.
    """
    record.check()
    if record.document.id != document_id(record.document.text):
        raise RecordInvalid(f"the document's id {record.document.id!r} is not the SHA-256 of its text")
    for claims in (record.actors, record.meetings, record.statements, record.events):
        ids = [claim.id for claim in claims]
        if len(set(ids)) < len(ids):
            raise RecordInvalid(f"two claims of one kind share an id: {sorted(i for i in ids if ids.count(i) > 1)[0]}")
    return {
        "documents": (_document(record),),
        "actors": tuple(_actors(record)),
        "meetings": tuple(_meetings(record)),
        "statements": tuple(_statements(record)),
        "statement_areas": tuple(
            {"document": record.document.id, "statement": statement.id, "area": area}
            for statement in record.statements
            for area in dict.fromkeys(statement.areas)
        ),
        "events": tuple(_events(record)),
        "parties": tuple(_parties(record)),
    }


def stored(record: Record) -> str:
    """Return the JSON of a record as any database can hold it: a lone surrogate is written as its JSON escape."""
    return record.to_json().encode("utf-8", "backslashreplace").decode("utf-8")


def restored(text: str) -> Record:
    """Return the record that ``stored`` wrote."""
    try:
        return Record.from_json(text)
    except ValueError:  # the fast reader refuses lone surrogates; Python's own takes them
        return TypeAdapter(Record).validate_python(json.loads(text))


def storable(text: str) -> str:
    """Return text of the same length that any database can hold: NUL and lone surrogates become U+FFFD."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _document(record: Record) -> Row:
    document = record.document
    row = {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "dateline_place": document.dateline.place,
        "dateline_date": document.dateline.date,
        "date": document.date,
        "language": document.language,
        "url": document.url,
        "text": document.text,
        "coder": record.coder,
    }
    return {**_clean(row), "record": stored(record)}


def _actors(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        yield _clean(
            {
                "document": record.document.id,
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "code": actor.code,
                "sector": actor.sector,
                "office": actor.office,
                "resolved": actor.resolved,
                "mentions": _spans(actor.mentions),
            }
        )


def _meetings(record: Record) -> Iterator[Row]:
    for meeting in record.meetings:
        yield _clean(
            {
                **_claim(record, meeting),
                **_spot(meeting.place),
                "form": meeting.form,
                "date": meeting.date,
                "occasion": meeting.occasion,
            }
        )


def _statements(record: Record) -> Iterator[Row]:
    for statement in record.statements:
        yield _clean(
            {
                **_claim(record, statement),
                "act": statement.act,
                "date": record.document.date,
                "content_start": statement.content.start,
                "content_end": statement.content.end,
                "content": statement.content.of(record.document.text),
                "modality": statement.modality,
                "amount": statement.amount,
                "deadline": statement.deadline,
            }
        )


def _events(record: Record) -> Iterator[Row]:
    for event in record.events:
        yield _clean(
            {
                **_claim(record, event),
                **_spot(event.place),
                "event_type": event.event_type,
                "event_mode": event.event_mode,
                "contexts": json.dumps(event.contexts, ensure_ascii=False),
                "quad_code": event.quad_code,
                "cameo": event.cameo,
                "goldstein": event.goldstein,
                "reciprocal": event.reciprocal,
                "date": event.date,
                "statement": event.statement,
                "meeting": event.meeting,
            }
        )


def _parties(record: Record) -> Iterator[Row]:
    actors = {actor.id: actor for actor in record.actors}
    for claim, claim_id, role, named in _roles(record):
        for actor_id in dict.fromkeys(named):
            actor = actors[actor_id]
            yield _clean(
                {
                    "document": record.document.id,
                    "claim": claim,
                    "id": claim_id,
                    "role": role,
                    "actor": actor_id,
                    "country": actor.country,
                    "name": actor.name,
                }
            )


def _roles(record: Record) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for meeting in record.meetings:
        yield "meeting", meeting.id, "participant", meeting.participants
    for statement in record.statements:
        yield "statement", statement.id, "speaker", statement.speaker
        yield "statement", statement.id, "addressee", statement.addressees
        if statement.on_behalf_of is not None:
            yield "statement", statement.id, "on_behalf_of", (statement.on_behalf_of,)
    for event in record.events:
        yield "event", event.id, "actor", event.actor
        yield "event", event.id, "recipient", event.recipient


def _claim(record: Record, claim: Meeting | Statement | Event) -> Row:
    return {
        "document": record.document.id,
        "id": claim.id,
        "evidence": _spans(claim.evidence),
        "confidence": claim.confidence,
        "method": claim.method,
    }


def _spot(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
    }


def _spans(spans: Iterable[Span]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])


def _clean(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
