"""Decisions find their claim again when a document is read anew, and none is ever lost.

Decisions are never changed. One whose claim has another id in the new reading is taken back by a decision of
communique's own and repeated, with its author, reason and time, under the new id. One whose claim is gone is repeated
under an id that names the earlier reading, which is kept for it ("e3@1": e3 of the first reading), so that it never
falls on another claim that happens to bear its old id; when a later reading has the claim again it goes back there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, or_, select

from communique.commitments.model import Source, commitment_id
from communique.record import Record
from communique.register import decided, tables
from communique.register.decided import Decision
from communique.register.matching import Homes, changed_since, claims, homes
from communique.register.rows import restored, stored

#: who takes back a decision that is repeated under another id
WHO = "communique recode"
_STRAY = re.compile(r"(.+)@(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Homing:
    """What became of a decision that stood: ``id`` is the id of its claim now, None where the claim is gone.

    ``outcome`` is "kept" where nothing had to be done, "moved", or "stray" where the claim is gone. ``value`` is what
    it says, with other claims under their new ids. ``changed`` names the values in which the claim is not what it was
    when it was decided on: whoever decided may want to look again.
    """

    decision: Decision
    outcome: Literal["kept", "moved", "stray"]
    id: str | None
    value: Any = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Readings:
    """The readings of a document: by number the earlier ones, under ``present`` the one that is to be replaced."""

    new: Record
    present: int
    records: Mapping[int, Record]
    homes: Mapping[int, Homes]


def homed(
    decisions: Iterable[Decision], old: Record, new: Record, earlier: Mapping[int, Record] | None = None
) -> tuple[Homing, ...]:
    """Return where each decision that stands goes when ``new`` takes the place of ``old``; nothing is written.

    ``decisions`` are all those on the document's claims and those on commitments, ``earlier`` its kept readings.
    """
    present = max(earlier or {}, default=0) + 1
    records = {**(earlier or {}), present: old}
    known = {number: homes(record, new) for number, record in records.items()}
    readings = _Readings(new=new, present=present, records=records, homes=known)
    found = []
    for each in decided.standing(decisions):
        homing = (_of_commitment if each.subject == "commitment" else _of_claim)(each, readings)
        if homing is not None:
            found.append(homing)
    return tuple(found)


def foreseen(connection: Connection, old: Record, new: Record) -> tuple[Homing, ...]:
    """Return what ``rehome`` would, and change nothing."""
    document = new.document.id
    return homed(concerning(connection, document), old, new, readings_of(connection, document))


def rehome(connection: Connection, old: Record, new: Record) -> tuple[Homing, ...]:
    """Keep the decisions on a document at their claims when ``new`` takes the place of ``old``; return where they are.

    To be called in the transaction that puts the new reading in place, before its columns are written.
    """
    document = new.document.id
    every = concerning(connection, document)
    if not every:
        return ()
    earlier = readings_of(connection, document)
    found = homed(every, old, new, earlier)
    present = max(earlier, default=0) + 1
    if any(each.outcome == "stray" and not _STRAY.fullmatch(each.decision.id) for each in found):
        _keep_reading(connection, old, present)
    for homing in _in_order(found):
        _repeat(connection, homing, present)
    return found


def readings_of(connection: Connection, document: str) -> dict[int, Record]:
    """Return the earlier readings of a document that were kept, by their number."""
    table = tables.readings
    query = select(table.c.number, table.c.record).where(table.c.document == document).order_by(table.c.number)
    return {row.number: restored(row.record) for row in connection.execute(query)}


def strays(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand and whose claim is in no present reading."""
    return tuple(each for each in decided.standing(decisions) if _STRAY.fullmatch(each.id))


def concerning(connection: Connection, document: str) -> tuple[Decision, ...]:
    """Return all decisions on the claims of a document, and those on commitments, which may be made from them."""
    table = tables.decisions
    concerned = or_(table.c.document == document, table.c.subject == "commitment")
    return decided.read(connection, select(table).where(concerned))


def _of_claim(decision: Decision, readings: _Readings) -> Homing | None:
    id, number = _origin(decision.id, readings.present)
    reading = readings.records.get(number)
    if reading is None:
        return None
    value = _values(decision, readings)
    if not _holds(reading, decision.subject, id):  # one that a reviewer added, at home under its own id
        return Homing(decision=decision, outcome="kept" if value == decision.value else "moved", id=id, value=value)
    home = readings.homes[number].of(decision.subject, id)
    if home is None:
        return Homing(decision=decision, outcome="stray", id=None, value=value)
    return Homing(
        decision=decision,
        outcome="kept" if (home, value) == (decision.id, decision.value) else "moved",
        id=home,
        value=value,
        changed=changed_since(reading, readings.new, decision.subject, (id, home)),
    )


def _of_commitment(decision: Decision, readings: _Readings) -> Homing | None:
    """Return where a decision on a commitment goes; None where this document has no part in it.

    A commitment is named after one of its statements, so that its id shifts with that.
    """
    document = readings.new.document.id
    id, number = _origin(decision.id, readings.present)
    reading = readings.records.get(number)
    named = {commitment_id(Source(document, one.id)): one.id for one in reading.statements} if reading else {}
    value = _values(decision, readings)
    if id not in named:
        moved = value != decision.value
        return Homing(decision=decision, outcome="moved", id=decision.id, value=value) if moved else None
    statement = readings.homes[number].of("statement", named[id])
    if statement is None:
        return Homing(decision=decision, outcome="stray", id=None, value=value)
    home = commitment_id(Source(document, statement))
    outcome: Literal["kept", "moved"] = "kept" if (home, value) == (decision.id, decision.value) else "moved"
    return Homing(decision=decision, outcome=outcome, id=home, value=value)


def _origin(id: str, present: int) -> tuple[str, int]:
    """Return the id of a claim in the reading of which it was, and the number of that."""
    stray = _STRAY.fullmatch(id)
    return (stray[1], int(stray[2])) if stray else (id, present)


def _holds(record: Record, subject: str, id: str) -> bool:
    return any(claim.id == id for claim in claims(record, subject))


def _values(decision: Decision, readings: _Readings) -> Any:
    """Return what a decision says, where it names other claims of the document under their new ids."""
    value, old, known = decision.value, readings.records[readings.present], readings.homes[readings.present]
    if decision.subject == "event" and isinstance(value, dict):
        shifted = dict(value)
        for name in ("statement", "meeting"):
            id = value.get(name)
            if isinstance(id, str) and _holds(old, name, id):
                shifted[name] = known.of(name, id) or f"{id}@{readings.present}"
        return shifted
    if decision.subject == "commitment" and isinstance(value, list):
        new_ids = _shifted(old, known, readings.present)
        return [new_ids.get(each, each) if isinstance(each, str) else each for each in value]
    return value


def _shifted(old: Record, known: Homes, present: int) -> dict[str, str]:
    """Return the names that commitments and statements of a reading have in the new one, by those that they had."""
    found = {}
    for one in old.statements:
        before, home = Source(old.document.id, one.id), known.of("statement", one.id)
        for name, naming in ((commitment_id(before), commitment_id), (before.key, _key)):
            found[name] = naming(Source(old.document.id, home)) if home else f"{name}@{present}"
    return found


def _key(source: Source) -> str:
    return source.key


def _in_order(found: tuple[Homing, ...]) -> Iterator[Homing]:
    """Yield what must be repeated: the latest decision on a claim counts, so those after a moved one follow it."""
    touched = set()
    for homing in sorted(found, key=lambda each: each.decision.number):
        key = (homing.decision.subject, homing.id)
        strayed_before = homing.outcome == "stray" and bool(_STRAY.fullmatch(homing.decision.id))
        stays = homing.outcome == "kept" or strayed_before
        if not stays or (homing.id is not None and key in touched):
            touched.add(key)
            yield homing


def _repeat(connection: Connection, homing: Homing, present: int) -> None:
    """Take a decision back and make it again at its new home, as it was made."""
    decision = homing.decision
    home = homing.id or f"{decision.id}@{present}"
    why = f"repeated for {home}: so its claim is called since the document was read anew"
    if homing.id is None:
        why = f"repeated for {home}: since the document was read anew it lacks this claim"
    decided.write(connection, replace(decision, value=None, who=WHO, why=why, undoes=decision.number))
    again(connection, replace(decision, id=home, value=homing.value))


def again(connection: Connection, decision: Decision, *, number: int | None = None) -> None:
    """Keep a decision that was made elsewhere or earlier, with its own time, under a free number or else the next."""
    table = tables.decisions
    if number is None:
        number = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one() + 1
    row = {column.name: getattr(decision, column.name) for column in table.columns}
    connection.execute(insert(table).values(row | {"number": number, "value": json.dumps(decision.value)}))


def _keep_reading(connection: Connection, record: Record, number: int) -> None:
    replaced = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"document": record.document.id, "number": number, "record": stored(record), "replaced": replaced}
    connection.execute(insert(tables.readings).values(row))
