"""Documents whole: record, carriers, decisions and the readings that these refer to, on their way out and back in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from communique.commitments.model import Source, commitment_id
from communique.record import Record
from communique.register import decided, tables
from communique.register.database import reading
from communique.register.decided import Decision
from communique.register.narrowing import among
from communique.register.queries import Ask
from communique.register.rehoming import again, homed
from communique.register.rows import restored, storable, stored
from communique.register.walking import keys

#: documents fetched at once
BATCH = 200
#: numbers of decisions up to which one keeps the number that it had elsewhere, where that is free
_KEPT = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A place where a document was found, with the UTC time."""

    document: str
    source: str
    url: str | None
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier reading of a document that decisions refer to, with the UTC time at which it was replaced."""

    number: int
    record: Record
    replaced: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What another register knew of a document beside its record; decisions have the numbers that they had there."""

    carriers: tuple[Carrier, ...] = ()
    decisions: tuple[Decision, ...] = ()
    readings: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A document with all that the register knows of it: the JSON of its record, and of that as reviewers left it."""

    record: str
    reviewed: str | None
    brought: Brought

    def line(self) -> str:
        """Return it as a line of JSONL: the record as reviewers left it, with one field more, ``register``."""
        beside: dict[str, Any] = {"carriers": [_without(asdict(each), "document") for each in self.brought.carriers]}
        if self.brought.decisions:
            beside["decisions"] = [_without(asdict(each), "document") for each in self.brought.decisions]
        if self.brought.readings:
            beside["readings"] = [{**asdict(each), "record": each.record.to_dict()} for each in self.brought.readings]
        if self.reviewed is not None:
            beside["as_read"] = json.loads(self.record)
        text = json.dumps(beside, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
        return f'{(self.reviewed or self.record)[:-1]}, "register": {text}}}'


def wholes(engine: Engine, ask: Ask) -> Iterator[Whole]:
    """Yield the documents that an ``Ask`` is for, in the order of adding, all from one state of the register.

    Decisions on commitments come with the document after one of whose statements the commitment is named. Where all is
    asked for, those of which no document has the statement any more come with the last one.
    """
    documents = tables.documents
    query = select(documents.c.id, documents.c.record, documents.c.reviewed).order_by(documents.c.number)
    with reading(engine) as connection:
        chosen = sorted(key.number for key in keys(connection, ask, "document"))
        query = query.where(among(connection, documents.c.number, chosen))
        commitments = _on_commitments(connection)
        held: Whole | None = None
        with connection.execution_options(yield_per=BATCH).execute(query) as found:
            for batch in found.partitions():
                beside = _beside(connection, [row.id for row in batch])
                for row in batch:
                    if held is not None:
                        yield held
                    held = Whole(record=row.record, reviewed=row.reviewed, brought=beside[row.id])
                    held = _with_commitments(held, row.id, commitments)
    if held is not None:
        left = [each for decisions in commitments.values() for each in decisions]
        yield _deciding(held, left) if ask == Ask(every=ask.every) else held


def bring(connection: Connection, brought: Brought, record: Record) -> bool:
    """Keep the decisions that another register has on a document, and return whether any was new here.

    ``record`` is what they were made on; where the document is read otherwise here, they go to the claims that these
    are now. Each is kept once, however often it is brought. To be called when the document is in the register.
    """
    if not brought.decisions:
        return False
    document, documents = record.document.id, tables.documents
    here = restored(connection.execute(select(documents.c.record).where(documents.c.id == document)).scalar_one())
    placed = brought if here == record else _placed(brought, record, here)
    shift = _keep_readings(connection, document, placed.readings)
    decisions = [_storable(each, shift) for each in placed.decisions]
    numbers = {each.number: number for each in decisions if (number := _number_here(connection, each))}
    new = [each for each in decisions if each.number not in numbers]
    numbers |= _free_numbers(connection, new)
    for each in new:
        undoes = None if each.undoes is None else numbers[each.undoes]
        again(connection, replace(each, undoes=undoes), number=numbers[each.number])
    return bool(new)


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}


def _beside(connection: Connection, ids: Sequence[str]) -> dict[str, Brought]:
    """Return what the register knows of documents beside their records."""
    carriers: dict[str, list[Carrier]] = {}
    table = tables.carriers
    query = select(table).where(table.c.document.in_(ids)).order_by(table.c.added, table.c.source)
    for row in connection.execute(query):
        carriers.setdefault(row.document, []).append(Carrier(**row._mapping))
    decisions: dict[str, list[Decision]] = {}
    for each in decided.read(connection, select(tables.decisions).where(tables.decisions.c.document.in_(ids))):
        decisions.setdefault(each.document or "", []).append(each)
    earlier: dict[str, list[Earlier]] = {}
    table = tables.readings
    for row in connection.execute(select(table).where(table.c.document.in_(ids)).order_by(table.c.number)):
        made = Earlier(number=row.number, record=restored(row.record), replaced=row.replaced)
        earlier.setdefault(row.document, []).append(made)
    return {
        id: Brought(
            carriers=tuple(carriers.get(id, ())),
            decisions=tuple(decisions.get(id, ())),
            readings=tuple(earlier.get(id, ())),
        )
        for id in ids
    }


def _on_commitments(connection: Connection) -> dict[str, list[Decision]]:
    """Return the decisions on commitments by the id of that, as it was before its statement was gone."""
    found: dict[str, list[Decision]] = {}
    query = select(tables.decisions).where(tables.decisions.c.subject == "commitment")
    for each in decided.read(connection, query):
        found.setdefault(each.id.partition("@")[0], []).append(each)
    return found


def _with_commitments(whole: Whole, document: str, commitments: dict[str, list[Decision]]) -> Whole:
    """Return a document with the decisions on commitments that are named after its statements, taken out of these."""
    if not commitments:
        return whole
    texts = [text for text in (whole.record, whole.reviewed) if text is not None]
    records = (*map(restored, texts), *(each.record for each in whole.brought.readings))
    named = dict.fromkeys(commitment_id(Source(document, one.id)) for record in records for one in record.statements)
    return _deciding(whole, [each for id in named for each in commitments.pop(id, ())])


def _deciding(whole: Whole, more: Sequence[Decision]) -> Whole:
    decisions = sorted((*whole.brought.decisions, *more), key=lambda each: each.number)
    return replace(whole, brought=replace(whole.brought, decisions=tuple(decisions)))


def _placed(brought: Brought, old: Record, here: Record) -> Brought:
    """Return what was brought with the decisions at the claims that theirs are in the reading that is here."""
    earlier = {each.number: each.record for each in brought.readings}
    homings = {each.decision.number: each for each in homed(brought.decisions, old, here, earlier)}
    number = max(earlier, default=0) + 1
    decisions = []
    for each in brought.decisions:
        homing = homings.get(each.number)
        if homing is not None:
            stray = each.id if "@" in each.id else f"{each.id}@{number}"
            each = replace(each, id=homing.id or stray, value=homing.value)
        decisions.append(each)
    readings = brought.readings
    if any(each.id.endswith(f"@{number}") for each in decisions):
        readings = (*readings, Earlier(number=number, record=old, replaced=decisions[-1].decided))
    return replace(brought, decisions=tuple(decisions), readings=readings)


def _keep_readings(connection: Connection, document: str, readings: Sequence[Earlier]) -> dict[int, int]:
    """Keep earlier readings that are not here yet, and return the numbers that they have here."""
    table = tables.readings
    query = select(table.c.number, table.c.record).where(table.c.document == document)
    here = {row.number: row.record for row in connection.execute(query)}
    numbers = {}
    for each in readings:
        text = stored(each.record)
        same = [number for number, record in here.items() if record == text]
        number = same[0] if same else each.number if each.number not in here else max(here) + 1
        if not same:
            row = {"document": document, "number": number, "record": text, "replaced": storable(each.replaced)}
            connection.execute(insert(table).values(row))
            here[number] = text
        numbers[each.number] = number
    return numbers


def _storable(decision: Decision, shift: Mapping[int, int]) -> Decision:
    """Return a decision as any database holds it, naming the earlier reading by its number here."""
    head, at, number = decision.id.rpartition("@")
    id = f"{head}@{shift.get(int(number), int(number))}" if at and number.isdecimal() else decision.id
    return replace(
        decision,
        id=storable(id),
        who=storable(decision.who),
        why=storable(decision.why),
        decided=storable(decision.decided),
    )


def _number_here(connection: Connection, decision: Decision) -> int | None:
    """Return the number of the same decision in this register, if it has it."""
    table = tables.decisions
    same = [table.c[name] == getattr(decision, name) for name in ("subject", "id", "verb", "who", "why", "decided")]
    document = table.c.document.is_(None) if decision.document is None else table.c.document == decision.document
    undoes = table.c.undoes.is_(None) if decision.undoes is None else table.c.undoes.is_not(None)
    query = select(table.c.number).where(*same, document, undoes, table.c.value == json.dumps(decision.value))
    return connection.execute(query.order_by(table.c.number)).scalar()


def _free_numbers(connection: Connection, decisions: Sequence[Decision]) -> dict[int, int]:
    """Return the number of each decision here: the one that it had where all of these are free, else the next ones."""
    table = tables.decisions
    wanted = [each.number for each in decisions]
    taken = connection.execute(select(table.c.number).where(table.c.number.in_(wanted)).limit(1)).first()
    if taken is None and all(number <= _KEPT for number in wanted):
        return {number: number for number in wanted}
    latest = int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one())
    return {number: latest + place for place, number in enumerate(sorted(wanted), start=1)}
