"""What reviewers decided as data to train and to measure with: our gold, and tasks for Label Studio."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from sqlalchemy import select

from communique.events.ontology import ontology
from communique.record import ACTS, AREAS, Actor, Event, Meeting, Record, Span, Statement
from communique.register import tables
from communique.register.database import reading
from communique.register.reviewed import TABLES, ReviewedRecord
from communique.register.reviewing import reviewed
from communique.register.rows import storable
from communique.register.store import Register

#: what gold takes as a code of a country or an organisation, and as a sector
_CODE, _SECTOR = re.compile(r"[A-Z]{3,9}"), re.compile(r"[A-Z]{3}")
#: a date as the name of a file has it; an imported record may hold any words for one, and a path among them
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def reviewed_documents(register: Register, *, partly: bool = False) -> Iterator[ReviewedRecord]:
    """Yield the documents that reviewers decided on, in the order of adding.

    Only those come in which every statement and event is decided, unless ``partly``: then what nobody decided on
    stands as it was read.
    """
    decisions, documents = tables.decisions, tables.documents
    query = (
        select(documents.c.id)
        .where(documents.c.id.in_(select(decisions.c.document).where(decisions.c.subject.in_(TABLES))))
        .order_by(documents.c.number)
    )
    with reading(register.engine) as connection:
        ids = connection.execute(query).scalars().all()
    for document in ids:
        found = reviewed(register, document)
        waiting = any(each.verdict is None for each in found.claims if each.subject != "meeting")
        if any(each.verdict for each in found.claims) and (partly or not waiting):
            yield found


def gold(found: ReviewedRecord) -> dict[str, Any]:
    """Return the gold of a reviewed document, as the JSON file of a pair holds it.

    What gold cannot say is left out: a statement without a speaker, a meeting without participants, odd codes.
    """
    record = found.record
    document = record.document
    return {
        "document": {
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "dateline_place": document.dateline.place,
            "dateline_date": document.dateline.date,
            "language": document.language,
            "authors": list(document.byline.authors),
            "editors": list(document.byline.editors),
            "photographers": list(document.byline.photographers),
        },
        "actors": [_gold_actor(actor) for actor in _taking_part(record)],
        "meetings": [_gold_meeting(record, meeting) for meeting in record.meetings if meeting.participants],
        "statements": [_gold_statement(record, statement) for statement in record.statements if statement.speaker],
        "events": [_gold_event(record, event) for event in record.events],
    }


def write_gold(found: Iterable[ReviewedRecord], folder: Path) -> int:
    """Write a pair ``NAME.txt`` and ``NAME.json`` for each document into a folder, and return how many there were.

    Raises OSError where one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for each in found:
        document = each.record.document
        day = document.date if _DAY.fullmatch(document.date or "") else "undated"
        name = f"{day}-{document.id[:12]}"
        _write(folder / f"{name}.txt", storable(document.text))
        _write(folder / f"{name}.json", json.dumps(gold(each), ensure_ascii=False, indent=1) + "\n")
        total += 1
    return total


def task(found: ReviewedRecord) -> dict[str, Any]:
    """Return a document as a task of Label Studio: what reviewers left is an annotation, what was read a prediction."""
    document = found.record.document
    data = {"text": storable(document.text), "document": document.id, "title": document.title, "date": document.date}
    return {
        "data": {**data, "url": document.url},
        "annotations": [{"result": _results(found.record)}],
        "predictions": [{"model_version": found.machine.coder, "result": _results(found.machine)}],
    }


def write_tasks(found: Iterable[ReviewedRecord], target: Path) -> int:
    """Write the tasks of documents as a JSON array to a file, and return how many there were.

    Raises OSError where it cannot be written; an older file of that name then stays as it is.
    """
    tasks = [task(each) for each in found]
    _write(target, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    return len(tasks)


def label_config() -> str:
    """Return the labelling configuration of Label Studio that the tasks are for."""
    types = sorted(ontology().types)
    lines = [
        "<View>",
        '  <Labels name="statement" toName="text">',
        *(f"    <Label value={quoteattr(act)}/>" for act in ACTS),
        "  </Labels>",
        '  <Labels name="event" toName="text">',
        *(f"    <Label value={quoteattr(each)}/>" for each in types),
        "  </Labels>",
        '  <Text name="text" value="$text" granularity="symbol"/>',
        '  <Choices name="areas" toName="text" perRegion="true" choice="multiple" whenTagName="statement">',
        *(f"    <Choice value={quoteattr(area)}/>" for area in AREAS),
        "  </Choices>",
        *(_area(name, "statement") for name in ("speaker", "addressees")),
        *(_area(name, "event") for name in ("actor", "recipient")),
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _area(name: str, of: str) -> str:
    return f'  <TextArea name="{name}" toName="text" perRegion="true" whenTagName="{of}" placeholder="{name}"/>'


def _write(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        # newline="" keeps the ends of lines as they are: offsets count them
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as out:
            out.write(text)
        Path(name).chmod(0o644)
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _taking_part(record: Record) -> list[Actor]:
    """Return the actors that take part in something, in the record's order."""
    named = {who for meeting in record.meetings for who in meeting.participants}
    named |= {who for statement in record.statements for who in (*statement.speaker, *statement.addressees)}
    named |= {who for event in record.events for who in (*event.actor, *event.recipient)}
    return [actor for actor in record.actors if actor.id in named]


def _names(record: Record, ids: Iterable[str]) -> list[str]:
    return [storable(record.actor(who).name) for who in ids]


def _codes(record: Record, ids: Iterable[str]) -> list[str]:
    codes = (_code(record.actor(who)) for who in ids)
    return [code for code in dict.fromkeys(codes) if code]


def _code(actor: Actor) -> str | None:
    """Return the code of the actor's country or organisation as gold takes it; a sector is none."""
    code = actor.country or (None if actor.code == actor.sector else actor.code)
    return code if code and _CODE.fullmatch(code) else None


def _gold_actor(actor: Actor) -> dict[str, Any]:
    country = actor.country if actor.country and _CODE.fullmatch(actor.country) else None
    found: dict[str, Any] = {"name": storable(actor.name), "country": country}
    if actor.sector is None or _SECTOR.fullmatch(actor.sector):
        found["sector"] = actor.sector
    return {**found, "office": actor.office}


def _gold_meeting(record: Record, meeting: Meeting) -> dict[str, Any]:
    return {
        "participants": _names(record, meeting.participants),
        "form": meeting.form,
        "date": meeting.date,
        "place": meeting.place.name if meeting.place else None,
        "country": meeting.place.country if meeting.place else None,
        "occasion": meeting.occasion,
    }


def _gold_statement(record: Record, statement: Statement) -> dict[str, Any]:
    span = _bare(record, statement.content)
    return {
        "speaker": "; ".join(_names(record, statement.speaker)),
        "speaker_country": ";".join(code for code in statement.speaker_country if _CODE.fullmatch(code)) or None,
        "addressee_countries": _codes(record, statement.addressees),
        "act": statement.act,
        "quote": storable(span.of(record.document.text)),
        "span": list(span),
        "areas": list(statement.areas),
        "modality": statement.modality,
    }


def _gold_event(record: Record, event: Event) -> dict[str, Any]:
    return {
        "event_type": event.event_type,
        "cameo": event.cameo,
        "actor": _codes(record, event.actor),
        "recipient": _codes(record, event.recipient),
        "reciprocal": event.reciprocal,
        "date": event.date,
    }


def _bare(record: Record, span: Span) -> Span:
    """Return a span without the white space at its ends, which gold does not take."""
    words = span.of(record.document.text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _results(record: Record) -> list[dict[str, Any]]:
    """Return the claims of a record as regions: a label for each, with choices and texts of its own."""
    found: list[dict[str, Any]] = []
    for statement in record.statements:
        region = _Region(record, statement.id, statement.content)
        found.append(region.of("statement", "labels", [statement.act]))
        found += [region.of("areas", "choices", list(statement.areas))] if statement.areas else []
        found += region.people(speaker=statement.speaker, addressees=statement.addressees)
    for event in record.events:
        region = _Region(record, event.id, _place(record, event))
        found.append(region.of("event", "labels", [event.event_type]))
        found += region.people(actor=event.actor, recipient=event.recipient)
    return found


def _place(record: Record, event: Event) -> Span:
    """Return where an event stands; the whole text where nothing says so."""
    claims: list[Statement | Meeting] = [*record.statements, *record.meetings]
    behind = (claim.evidence for claim in claims if claim.id in (event.statement, event.meeting))
    spans = [*event.evidence, *(span for spans in behind for span in spans)]
    return spans[0] if spans else Span(0, len(record.document.text))


class _Region:
    """A stretch of a text in Label Studio's words."""

    def __init__(self, record: Record, id: str, span: Span) -> None:
        self.record, self.id, self.span = record, id, span

    def of(self, name: str, kind: str, values: list[str]) -> dict[str, Any]:
        """Return what a control of this name and kind says of the region."""
        text = values if kind == "textarea" else storable(self.span.of(self.record.document.text))
        said = {} if kind == "textarea" else {kind: values}
        value = {"start": self.span.start, "end": self.span.end, "text": text, **said}
        return {"id": self.id, "from_name": name, "to_name": "text", "type": kind, "value": value}

    def people(self, **roles: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return what the text areas of these roles say."""
        return [self.of(role, "textarea", _names(self.record, who)) for role, who in roles.items() if who]
