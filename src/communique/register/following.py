"""The commitments of a register: its records followed over time, and what analysts decided replayed over them.

The entries are made from the records and decisions alone, never from earlier entries, so that a re-coded document
leaves no stale one behind and a decision is never overwritten. They are kept, with the changes of documents and the
decision up to which they follow, so that asking for them does not read every document again.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from communique.commitments.ledger import follow
from communique.commitments.model import VERBS, Commitment, Decision, Ledger, Unapplied
from communique.record import Record
from communique.register import tables
from communique.register.database import reading, writing
from communique.register.rows import restored, storable
from communique.register.store import Decision as Kept
from communique.register.store import Register

#: records fetched from the database at once
BATCH = 200
#: documents up to which what changed is followed at every question; beyond, ``catch_up`` is to be called
SMALL = 1000
#: documents up to which ``keep_up`` follows, and how many of so many documents must have changed for it: what it costs,
#: some 1 ms for each document of the register, stays in proportion to what reading those cost
MEDIUM, PART = 10_000, 100
#: following that takes more seconds than this rests afterwards, for so many times as long as it took
LONG, REST = 0.3, 10
_turns: WeakKeyDictionary[Engine, _Turn] = WeakKeyDictionary()
_commitments, _sides, _areas = tables.commitments, tables.commitment_sides, tables.commitment_areas


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; all conditions that are given must hold.

    ``id`` is how their ids begin, ``party`` undertakes, ``dyad`` are two of the countries involved, ``since`` and
    ``until`` bound when it was said, ``text`` are words of its phrase. ``after`` is the ``place`` of the last entry of
    an earlier answer.
    """

    id: str | None = None
    party: str | None = None
    dyad: tuple[str, str] | None = None
    area: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    limit: int | None = None
    after: int | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A commitment, and its place in the order in which they were first made."""

    place: int
    commitment: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How many documents were added or changed since the entries were made, and the decisions that wait.

    ``decided`` says that there are decisions since.
    """

    behind: int
    decided: bool
    unapplied: tuple[Unapplied, ...] = ()

    @property
    def current(self) -> bool:
        """Whether the entries are what the documents and decisions give now."""
        return not self.behind and not self.decided


def originals(register: Register) -> Iterator[Record]:
    """Yield the record, as reviewers left it, of every document that is no near duplicate of another.

    They come in the order of adding.
    """
    documents = tables.documents
    query = (
        select(func.coalesce(documents.c.reviewed, documents.c.record))
        .where(documents.c.original.is_(None))
        .order_by(documents.c.number)
    )
    with reading(register.engine) as connection:
        for (text,) in connection.execution_options(yield_per=BATCH).execute(query):
            yield restored(text)


def ledger(register: Register) -> Ledger:
    """Return all commitments of a register with the analysts' decisions applied, and those that could not be."""
    kept = register.decisions("commitment")
    undone = {each.undoes for each in kept}
    standing = [_decision(each) for each in kept if each.undoes is None and each.number not in undone]
    return follow(originals(register), standing)


def catch_up(register: Register) -> bool:
    """Make the entries anew where documents or decisions changed since they were made; return whether they did.

    They are put down in one transaction, unless another has put down later ones meanwhile. Raises InputRefused where
    the database cannot be written to.
    """
    with reading(register.engine) as connection:
        row = connection.execute(select(tables.followed)).first()
        latest = _latest(connection)
    if row is None:  # there was never a document
        return False
    if (row.changes, latest) == (row.seen, row.decision):
        return False
    made = ledger(register)  # it may see later changes too: these are then followed once more
    with writing(register.engine) as connection:
        now = connection.execute(select(tables.followed)).one()
        if (now.seen, now.decision) <= (row.changes, latest):
            _put(connection, made, seen=row.changes, decision=latest)
    return True


def keep_up(register: Register) -> bool:
    """Follow what changed, at the end of what changed it, where that is worth its cost; return whether it did.

    A register of ``SMALL`` documents at most is always followed; one of ``MEDIUM`` at most where one document of
    ``PART`` changed, or an analyst decided on a commitment; a larger one never: ``catch_up`` follows that.
    """
    size, now = _size(register.engine), state(register.engine)
    worth = now.decided or now.behind * PART >= size
    if size > MEDIUM or (size > SMALL and not worth):
        return False
    return catch_up(register)


def state(engine: Engine) -> State:
    """Return how far the entries follow the documents and decisions."""
    with reading(engine) as connection:
        row = connection.execute(select(tables.followed)).first()
        if row is None:  # there was never a document
            return State(behind=0, decided=False)
        decided = row.decision != _latest(connection)
    unapplied = tuple(_unapplied().validate_json(row.unapplied))
    return State(behind=row.changes - row.seen, decided=decided, unapplied=unapplied)


def entries(engine: Engine, wanted: Wanted) -> tuple[Entry, ...]:
    """Return the entries that are asked for, in the order in which they were first made, or the newest first.

    In a register of ``SMALL`` documents at most they follow every change, unless that takes long; in a larger one they
    are as ``catch_up`` left them, and ``state`` says how far that is.
    """
    _follow_small(engine)
    order = _commitments.c.place.desc() if wanted.newest else _commitments.c.place
    query = select(_commitments.c.place, _commitments.c.entry).where(*_conditions(wanted)).order_by(order)
    with reading(engine) as connection:
        return tuple(map(_entry, connection.execute(query.limit(wanted.limit))))


def total(engine: Engine, wanted: Wanted) -> int:
    """Return how many entries are asked for, limit and place aside."""
    query = select(func.count()).select_from(_commitments).where(*_conditions(wanted))
    with reading(engine) as connection:
        return int(connection.execute(query).scalar_one())


def by_area(engine: Engine, wanted: Wanted) -> tuple[tuple[str, str, int], ...]:
    """Return each area and status of the entries that are asked for, and how many they are; limit and place aside.

    An entry counts in each of its areas; the area of one that has none is ``none``.
    """
    _follow_small(engine)
    area = func.coalesce(_areas.c.area, "none").label("area")
    query = select(area, _commitments.c.status, func.count()).select_from(_commitments)
    query = query.outerjoin(_areas, _areas.c.place == _commitments.c.place).where(*_conditions(wanted))
    query = query.group_by(_areas.c.area, _commitments.c.status).order_by(_areas.c.area, _commitments.c.status)
    with reading(engine) as connection:
        return tuple((area, status, count) for area, status, count in connection.execute(query))


def entry(engine: Engine, id: str) -> Entry:
    """Return the entry of an id; raises KeyError where there is none."""
    _follow_small(engine)
    query = select(_commitments.c.place, _commitments.c.entry).where(_commitments.c.id == id)
    with reading(engine) as connection:
        row = connection.execute(query).first()
    if row is None:
        raise KeyError(id)
    return _entry(row)


def decide(register: Register, decision: Decision) -> Kept:
    """Keep what an analyst decided about a commitment, for good, and return it with its number and time.

    Raises ValueError for a verb that is none of ``VERBS``.
    """
    if decision.verb not in VERBS:
        raise ValueError(f"{decision.verb!r} is none of {', '.join(VERBS)}")
    return register.decide(
        Kept(
            subject="commitment",
            id=decision.commitment,
            verb=decision.verb,
            value=list(decision.value),
            who=decision.who,
            why=decision.why,
        )
    )


def _decision(kept: Kept) -> Decision:
    return Decision(
        commitment=kept.id,
        verb=kept.verb,  # type: ignore[arg-type]
        value=tuple(kept.value),
        who=kept.who,
        when=kept.decided,
        why=kept.why,
    )


def _follow_small(engine: Engine) -> None:
    if _size(engine) <= SMALL:
        _turn(engine).follow(engine)


def _size(engine: Engine) -> int:
    """Return how many documents there are."""
    with reading(engine) as connection:
        return int(connection.execute(select(func.coalesce(func.max(tables.documents.c.number), 0))).scalar_one())


class _Turn:
    """Sees to it that one thread of a process at a time follows a register, and that the others need not wait for it.

    Where that takes long, as while many documents are being added, it is not begun again at once: the entries stay as
    they are for a while, and ``state`` says how far behind.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rests_until = 0.0

    def follow(self, engine: Engine) -> None:
        """Follow what changed, unless another thread does or it rests."""
        if time.monotonic() < self._rests_until or not self._lock.acquire(blocking=False):
            return
        try:
            start = time.monotonic()
            catch_up(Register(engine))
            end = time.monotonic()
            self._rests_until = end + REST * (end - start) if end - start > LONG else 0.0
        finally:
            self._lock.release()


def _turn(engine: Engine) -> _Turn:
    return _turns.setdefault(engine, _Turn())


def _latest(connection: Connection) -> int:
    """Return the number of the latest decision on a commitment, or one that undid such a one."""
    table = tables.decisions
    query = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.subject == "commitment")
    return int(connection.execute(query).scalar_one())


def _put(connection: Connection, made: Ledger, *, seen: int, decision: int) -> None:
    for table in (_sides, _areas, _commitments):
        connection.execute(delete(table))
    for start in range(0, len(made.commitments), BATCH):
        batch = list(enumerate(made.commitments[start : start + BATCH], start=start + 1))
        connection.execute(insert(_commitments), [_row(place, each) for place, each in batch])
        sides = [
            {"country": country, "place": place, "party": country in each.parties}
            for place, each in batch
            for country in dict.fromkeys((*each.parties, *each.towards))
        ]
        areas = [{"area": area, "place": place} for place, each in batch for area in each.areas]
        for table, rows in ((_sides, sides), (_areas, areas)):
            if rows:
                connection.execute(insert(table), rows)
    unapplied = json.dumps([asdict(each) for each in made.unapplied])
    connection.execute(update(tables.followed).values(seen=seen, decision=decision, unapplied=unapplied))


def _row(place: int, made: Commitment) -> dict[str, Any]:
    return {
        "id": made.id,
        "place": place,
        "status": made.status,
        "first_said": made.first_said and storable(made.first_said),
        "last_said": made.last_said and storable(made.last_said),
        "phrase": storable(made.what.lower()),
        "entry": json.dumps(asdict(made)),  # escaped to ASCII: any database holds it, lone surrogates too
    }


def _conditions(wanted: Wanted) -> Iterator[Any]:
    if wanted.id is not None:
        yield _commitments.c.id.startswith(wanted.id, autoescape=True)
    if wanted.party is not None:
        yield _among(_sides.c.country == wanted.party, _sides.c.party)
    for country in wanted.dyad or ():
        yield _among(_sides.c.country == country)
    if wanted.area is not None:
        yield _commitments.c.place.in_(select(_areas.c.place).where(_areas.c.area == wanted.area))
    if wanted.status is not None:
        yield _commitments.c.status == wanted.status
    if wanted.since is not None:
        yield _commitments.c.last_said >= wanted.since
    if wanted.until is not None:
        yield _commitments.c.first_said <= wanted.until
    for word in (wanted.text or "").lower().split():
        yield _commitments.c.phrase.contains(word, autoescape=True)
    if wanted.after is not None:
        place = _commitments.c.place
        yield place < wanted.after if wanted.newest else place > wanted.after


def _among(*conditions: Any) -> Any:
    # a list, as few are of a country: asked of each commitment by itself, all of them would be looked at
    return _commitments.c.place.in_(select(_sides.c.place).where(*conditions))


def _entry(row: Any) -> Entry:
    return Entry(place=row.place, commitment=_commitment().validate_python(json.loads(row.entry)))


@cache
def _commitment() -> TypeAdapter[Commitment]:
    return TypeAdapter(Commitment)


@cache
def _unapplied() -> TypeAdapter[tuple[Unapplied, ...]]:
    return TypeAdapter(tuple[Unapplied, ...])
