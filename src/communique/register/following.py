"""The commitments of a register: its records followed over time, and what analysts decided replayed over them.

The entries are made from the records and decisions alone, never from earlier entries, so that a re-coded document
leaves no stale one behind and a decision is never overwritten. They are kept, with the changes of documents and the
decision up to which they follow, so that asking for them does not read every document again.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, delete, func, select, update

from communique.commitments.ledger import bring_together, follow
from communique.commitments.linking import undertakings
from communique.commitments.model import VERBS, Commitment, Decision, Ledger, Unapplied
from communique.commitments.relinking import TooManyReached
from communique.commitments.wording import Weights
from communique.record import Record
from communique.register import tables
from communique.register.database import reading, writing
from communique.register.gathered import put_all, put_weights
from communique.register.regathering import Known, Regathering
from communique.register.rows import restored
from communique.register.store import Decision as Kept
from communique.register.store import Register

#: records fetched from the database at once
BATCH = 200
#: documents up to which what changed is followed at every question; beyond, ``catch_up`` is to be called
SMALL = 1000
#: one document of so many must have changed for ``keep_up`` to make all entries anew: what that costs, some 2 ms for
#: each document of the register, stays in proportion to what reading those cost; and up to how many documents it does
#: so for a decision
PART, MEDIUM = 100, 10_000
#: how many documents ``keep_up`` takes in at most in a register of more than ``MEDIUM`` where that is not so
FEW = 20
#: how many documents are followed in one transaction, so that nobody waits long to write
STEP = 5
#: by how much a register may grow until terms are weighed anew, and all entries made anew with these weights
GROWTH = 1.25
#: where more than one document of so many changed, or these reach more statements, all entries are made anew: taking
#: them further costs more for a document than a full reading, up to some hundred times in a dense register
SHARE = 400
REACHED = 20_000
#: following that takes more seconds than this rests afterwards, for so many times as long as it took
LONG, REST = 0.3, 10
_turns: WeakKeyDictionary[Engine, _Turn] = WeakKeyDictionary()
_commitments, _sides, _areas = tables.commitments, tables.commitment_sides, tables.commitment_areas
_RECORD = func.coalesce(tables.documents.c.reviewed, tables.documents.c.record)


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


def originals(register: Register) -> Iterator[tuple[int, Record]]:
    """Yield the record, as reviewers left it, of every document that is no near duplicate of another, with its number.

    They come in the order of adding.
    """
    documents = tables.documents
    query = select(documents.c.number, _RECORD).where(documents.c.original.is_(None)).order_by(documents.c.number)
    with reading(register.engine) as connection:
        for number, text in connection.execution_options(yield_per=BATCH).execute(query):
            yield number, restored(text)


def ledger(register: Register) -> Ledger:
    """Return all commitments of a register with the analysts' decisions applied, and those that could not be.

    Every record is read. Terms weigh what ``catch_up`` will have them weigh.
    """
    decided = _decided(register)
    with reading(register.engine) as connection:
        weights = None if _is_due(connection) else _weights(connection)
    records = (record for _, record in originals(register))
    return follow(records, decided.standing, weights=weights)


def catch_up(register: Register) -> bool:
    """Bring the entries to what the documents and decisions give now; return whether anything was to be done.

    Only what changed is brought together again, ``STEP`` documents in one transaction; all is where the register is
    small, has grown by ``GROWTH`` since terms were weighed, or changed in great part. Raises InputRefused where the
    database cannot be written to.
    """
    done = False
    while _step(register):
        done = True
    return done


def _step(register: Register) -> bool:
    """Follow a part of what changed, or all of it anew; return whether there was anything."""
    with reading(register.engine) as connection:
        row = connection.execute(select(tables.followed)).first()
        if row is None or (row.changes, _latest(connection)) == (row.seen, row.decision):
            return False
        due = _is_due(connection)
    if not due:
        try:
            _further(register)
        except TooManyReached:
            due = True
    if due:
        _anew(register)
    return True


def _further(register: Register) -> None:
    """Take the entries further by some of the documents that changed; raises TooManyReached where that is no gain."""
    waiting, documents = tables.unfollowed, tables.documents
    decided = _decided(register)
    with writing(register.engine) as connection:
        weights = _weights(connection)
        if weights is None:  # another has taken them away meanwhile
            return
        part = connection.execute(select(waiting).order_by(waiting.c.change, waiting.c.document).limit(STEP)).all()
        numbers = [row.document for row in part]
        query = select(documents.c.number, documents.c.original, _RECORD).where(documents.c.number.in_(numbers))
        changed: dict[int, Record | None] = dict.fromkeys(numbers)
        for number, original, text in connection.execute(query):
            changed[number] = restored(text) if original is None else None
        countries = _countries(connection) | _involved(changed.values())
        known = Known(weights=weights, decisions=decided.standing, countries=countries, named=decided.named)
        unapplied = Regathering(connection, known, limit=REACHED).follow(changed)
        connection.execute(update(tables.following_weights).values(countries=json.dumps(sorted(countries))))
        for row in part:
            mine = (waiting.c.document == row.document, waiting.c.change == row.change)
            connection.execute(delete(waiting).where(*mine))
        _note(connection, decision=decided.latest, unapplied=unapplied)


def _anew(register: Register) -> None:
    """Make all entries anew, in one transaction, unless another has followed meanwhile."""
    waiting, followed = tables.unfollowed, tables.followed
    decided = _decided(register)
    with reading(register.engine) as connection:
        before = connection.execute(select(followed)).one()
    numbers: dict[str, int] = {}

    def records() -> Iterator[Record]:
        for number, record in originals(register):
            numbers[record.document.id] = number
            yield record

    brought = bring_together(records(), decided.standing)  # it may see later changes: these are followed once more
    countries = {country for group in brought.linked for one in group.members for country in one.dyad}
    with writing(register.engine) as connection:
        now = connection.execute(select(followed)).one()
        if (now.seen, now.decision) != (before.seen, before.decision):
            return
        put_all(connection, brought, numbers.__getitem__)
        put_weights(connection, brought.weights, documents=max(numbers.values(), default=0), countries=countries)
        connection.execute(delete(waiting).where(waiting.c.change <= before.changes))
        _note(connection, decision=decided.latest, unapplied=brought.decided.unapplied)


def _note(connection: Connection, *, decision: int, unapplied: Sequence[Unapplied]) -> None:
    """Note how far the entries follow."""
    followed = tables.followed
    left = select(func.count()).select_from(tables.unfollowed).scalar_subquery()
    kept = json.dumps([asdict(each) for each in unapplied])
    connection.execute(update(followed).values(seen=followed.c.changes - left, decision=decision, unapplied=kept))


def _is_due(connection: Connection) -> bool:
    """Return whether all entries are to be made anew, with new weights of terms."""
    size = _size_of(connection)
    weighed = connection.execute(select(tables.following_weights.c.documents)).scalar()
    if size <= SMALL or weighed is None or size > GROWTH * weighed:
        return True
    return _waiting(connection) * SHARE > size


def _weights(connection: Connection) -> Weights | None:
    """Return what terms weigh since entries were last made anew; None where they never were."""
    table = tables.following_weights
    row = connection.execute(select(table.c.counts, table.c.statements)).first()
    return None if row is None else Weights(json.loads(row.counts), row.statements)


def _countries(connection: Connection) -> frozenset[str]:
    return frozenset(json.loads(connection.execute(select(tables.following_weights.c.countries)).scalar_one()))


def _involved(records: Iterable[Record | None]) -> frozenset[str]:
    return frozenset(c for record in records if record is not None for one in undertakings(record) for c in one.dyad)


def _waiting(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(tables.unfollowed)).scalar_one())


def keep_up(register: Register) -> bool:
    """Follow what changed, at the end of what changed it, where that is worth its cost; return whether it did.

    That is so but where all entries of a register of more than ``SMALL`` documents would be made anew for less than one
    document of ``PART``, or for a decision in one of more than ``MEDIUM``, or where more than ``FEW`` changed in such a
    one: ``catch_up`` does that.
    """
    with reading(register.engine) as connection:
        due, size = _is_due(connection), _size_of(connection)
    now = state(register.engine)
    worth = now.behind * PART >= size or (now.decided and size <= MEDIUM)
    if not worth and ((due and size > SMALL) or (size > MEDIUM and now.behind > FEW)):
        return False
    return catch_up(register)


def state(engine: Engine) -> State:
    """Return how far the entries follow the documents and decisions."""
    with reading(engine) as connection:
        row = connection.execute(select(tables.followed)).first()
        if row is None:  # there was never a document
            return State(behind=0, decided=False)
        decided = row.decision != _latest(connection)
        weighed = connection.execute(select(tables.following_weights.c.one)).first()
        behind = row.changes - row.seen if weighed is None else _waiting(connection)
    unapplied = tuple(_unapplied().validate_json(row.unapplied))
    return State(behind=behind, decided=decided, unapplied=unapplied)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """What analysts decided: what stands, the ids that any decision named, and the number of the latest."""

    standing: tuple[Decision, ...]
    named: frozenset[str]
    latest: int


def _decided(register: Register) -> _Decided:
    kept = register.decisions("commitment")
    undone = {each.undoes for each in kept}
    standing = tuple(_decision(each) for each in kept if each.undoes is None and each.number not in undone)
    named = {each.id for each in kept} | {id for each in kept if each.verb == "merge" for id in each.value or ()}
    return _Decided(standing=standing, named=frozenset(named), latest=max((each.number for each in kept), default=0))


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
        return _size_of(connection)


def _size_of(connection: Connection) -> int:
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
