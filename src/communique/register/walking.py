"""The keys of an answer in its order: walked where many fulfil the conditions, else gathered from the few that can.

A condition that many claims fulfil has long lists to make before the first claim is known; walking along an index finds
a page at once. Conditions that few fulfil would be walked for in vain, but then few documents can hold an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)

from communique.register import tables
from communique.register.narrowing import (
    FEW,
    among,
    as_numbers,
    by_occurrence,
    marked,
    possible,
    said,
    with_leads,
    with_name,
    with_words,
)
from communique.register.occurrences import told_elsewhere
from communique.register.probes import of_claim, of_document, once

if TYPE_CHECKING:
    from communique.register.queries import Ask

#: rows looked at first, and at most at once
FIRST, MOST = 200, 8000
#: documents with words or names that are listed where a walk has found too little
SOME = 12_000
#: claims of the days asked for that are all looked at
BRIEF = 5000
#: rows of a walk that cost as much as a look at a document
EACH = 2
#: rows whose other reports are looked up at once
_SLICE = 400
_documents, _involved, _placed = tables.documents, tables.involved, tables.occurrence_events
_TABLES = {"meeting": tables.meetings, "statement": tables.statements, "event": tables.events}


class Key(NamedTuple):
    """Where a claim or document is, and what it stands in order by: its date, or how certain a waiting claim is."""

    document: str
    id: str
    number: int
    at: Any


def keys(connection: Connection, ask: Ask, kind: str) -> Iterator[Key]:
    """Yield the keys of the documents or claims of a kind that an ``Ask`` is for, in the order of answers."""
    words = with_words(connection, ask)
    can = possible(connection, ask, kind, words)
    sieve = Sieve(ask, kind, words)
    can &= _told_few(connection, sieve, most=min(FEW, can.bit_count()))
    at_once = FEW if ask.limit is None else ask.limit
    if can.bit_count() <= at_once or sieve.brief(connection):
        found = _gathered(connection, sieve, can)
    else:
        found = _walked(connection, sieve, can)
    yield from islice(found, ask.limit)


def _told_few(connection: Connection, sieve: Sieve, *, most: int) -> int:
    """Return a set that holds every document of an answer by words and names, where these are found at once."""
    ask, kind, told = sieve.ask, sieve.kind, -1
    if sieve.sifts and sieve.words is not None and sieve.words.bit_count() <= most:
        told &= with_leads(connection, sieve.words)
    if ask.actor is not None:
        named = with_name(connection, ask.actor, kind, most=most * 4)
        if named is not None:
            told &= with_leads(connection, named) if by_occurrence(ask, kind) else named
    return told


@dataclass(slots=True)
class Sieve:
    """What is asked of a kind: the conditions on each row, and those on the other reports of an event."""

    ask: Ask
    kind: str
    words: int | None

    @property
    def sifts(self) -> bool:
        """Whether words may stand in another report of an event, so that sets of documents do not tell it."""
        return self.words is not None and by_occurrence(self.ask, self.kind)

    def days(self) -> list[ColumnElement[bool]]:
        """Return the conditions on days as an index of days tells them."""
        date, ask = _TABLES[self.kind].c.date, self.ask
        found = [] if ask.since is None else [date >= ask.since]
        return found if ask.until is None else [*found, date <= ask.until]

    def brief(self, connection: Connection) -> bool:
        """Return whether few claims are of the days asked for, where answers are not in the order of days."""
        if not self.ask.waiting or self.kind == "document" or not self.days():
            return False
        some = select(_TABLES[self.kind].c.id).where(*self.days()).limit(BRIEF + 1).subquery()
        return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) <= BRIEF

    def marks(self) -> list[ColumnElement[bool]]:
        """Return what is quickly known of other reports: without any, the words must be in the document itself."""
        if self.words is None or not self.sifts:
            return []
        return [or_(marked(_documents.c.number, self.words), told_elsewhere())]

    def further(self, looked: int, found: int) -> int:
        """Return how many rows to look at next, as far as a walk has come."""
        if self.ask.limit is None:
            return MOST
        return max(FIRST, min(MOST, looked * (self.ask.limit - found) * 5 // (4 * max(found, 1))))

    def long(self, looked: int, found: int, can: int) -> bool:
        """Return whether the rest of a walk is longer than a look at each document, as far as it has come."""
        if self.ask.limit is None:
            return False
        few = can.bit_count()
        if self.sifts and self.words is not None:
            few = min(few, self.words.bit_count())
        return looked * (self.ask.limit - found) > EACH * few * max(found, 1)

    def sift(self, connection: Connection, rows: Iterable[Any]) -> Iterator[Key]:
        """Yield the rows that fulfil the condition on words; where it is on documents, they do already."""
        if self.words is None or not self.sifts:
            for row in rows:
                yield Key(row.document, row.id, row.number, row.at)
            return
        waiting, marks = iter(rows), _Marks(self.words)
        while some := list(islice(waiting, _SLICE)):
            elsewhere = [(row.document, row.id) for row in some if row.number not in marks]
            told = {key for key, number in _tellers(connection, elsewhere) if number in marks}
            for row in some:
                if row.number in marks or (row.document, row.id) in told:
                    yield Key(row.document, row.id, row.number, row.at)


class _Marks:
    """A set of numbers that is quickly asked."""

    def __init__(self, found: int) -> None:
        self._bits = found.to_bytes((found.bit_length() + 7) // 8, "little")

    def __contains__(self, number: int) -> bool:
        at = number >> 3
        return at < len(self._bits) and bool(self._bits[at] >> (number & 7) & 1)


def _tellers(connection: Connection, events: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield, for events that lead their occurrence, the number of each other document that tells of it."""
    led, member = _placed.alias(), _placed.alias()
    if not events:
        return
    query = (
        select(led.c.document, led.c.event, _documents.c.number)
        .join(member, and_(member.c.occurrence == led.c.occurrence, ~member.c.lead))
        .join(_documents, _documents.c.id == member.c.document)
        .where(led.c.document.in_(sorted({document for document, _ in events})), led.c.lead)
    )
    wanted = set(events)  # not by pairs: SQLite has no index for these
    for document, event, number in connection.execute(query):
        if (document, event) in wanted:
            yield (document, event), number


def _gathered(connection: Connection, sieve: Sieve, can: int, after: Key | None = None) -> Iterator[Key]:
    """Yield the keys out of the documents that can hold them: all are looked at, and put in order."""
    if not can:
        return
    trail = _Trail(sieve.ask, sieve.kind, gathered=True)
    if can.bit_count() > FEW and sieve.brief(connection):
        here = and_(marked(_documents.c.number, can), *sieve.days())
    else:
        here = among(connection, _documents.c.number, as_numbers(can))
    query = trail.rows.where(here, *sieve.marks(), *trail.conditions()).order_by(*trail.order)
    limit = None if sieve.sifts else sieve.ask.limit
    rows: list[Any] = []
    for bound in trail.bounds(after):
        rows += connection.execute(query.where(*bound).limit(limit)).all()
        if limit is not None and len(rows) >= limit:
            break
    yield from sieve.sift(connection, rows)


def _walked(connection: Connection, sieve: Sieve, can: int) -> Iterator[Key]:
    """Yield the keys along an index; those that are left are gathered, where this promises to be the shorter way."""
    trail = _Trail(sieve.ask, sieve.kind)
    probes = [marked(_documents.c.number, can), *sieve.marks(), *trail.conditions()]
    size = max(FIRST, 2 * (sieve.ask.limit or MOST))
    looked = found = 0
    for bound in trail.bounds(None):
        last: Key | None = None
        while True:
            rows = connection.execute(trail.stretch(bound, last, probes, size=size)).all()
            for key in sieve.sift(connection, (row for row in rows if row.passes)):
                found += 1
                yield key
            if len(rows) < size:
                break
            last = Key(*rows[-1][:4])
            looked += len(rows)
            size = sieve.further(looked, found)
            if sieve.long(looked, found, can):
                can &= _narrower(connection, sieve, can)
                yield from _gathered(connection, sieve, can, last)
                return


def _narrower(connection: Connection, sieve: Sieve, can: int) -> int:
    """Return a set that holds every document of an answer, by all that lists tell."""
    told, ask = _told_few(connection, sieve, most=min(SOME, can.bit_count())), sieve.ask
    if ask.act is not None and ask.area is not None and (told & can).bit_count() > SOME:
        told &= said(connection, ask.act, ask.area)
    return told


class _Trail:
    """A way through documents or claims: what is read on it, in which order, from where to where."""

    def __init__(self, ask: Ask, kind: str, *, gathered: bool = False) -> None:
        self._ask, self._kind, self._gathered = ask, kind, gathered
        self._table = _TABLES.get(kind, _documents)
        self._doubt = ask.waiting and kind != "document"
        self._sides = self._led() if not gathered else None
        at: Any = self._table.c.confidence if self._doubt else self._table.c.date
        if self._sides is not None:
            at = _involved.c.date
        if gathered:  # what is put together is in no index: SQLite would else walk, and look for the few
            at = at + 0 if self._doubt else at.concat("")
        self._at, self._number = at, _documents.c.number
        self._id = self._table.c.id
        self.rows = self._read()

    def _led(self) -> tuple[str, str] | None:
        """Return the countries whose claims are in an index in the order of their days, where it can be followed."""
        ask = self._ask
        every = ask.every or ask.mentions or ask.document is not None or (self._kind == "meeting" and not once(ask))
        countries = ask.dyad or ((ask.country, "") if ask.country else None)
        if countries is None or every or self._doubt or self._kind == "document":
            return None
        a, b = sorted(countries) if ask.dyad else countries
        return a, b

    def _read(self) -> Select[Any]:
        table, ask = self._table, self._ask
        document = table.c.id if self._kind == "document" else table.c.document
        query = select(
            document.label("document"), self._id.label("id"), self._number.label("number"), self._at.label("at")
        )
        if self._kind == "document":
            return query
        query = query.join_from(table, _documents, _documents.c.id == table.c.document)
        if self._sides is not None:
            a, b = self._sides
            query = query.join(
                _involved, and_(_involved.c.number == self._number, _involved.c.id == self._id), isouter=False
            )
            query = query.where(_involved.c.claim == self._kind, _involved.c.counted, _involved.c.a == a)
            query = query.where(_involved.c.b == b)
        elif not self._gathered and not self._doubt:
            if self._kind == "statement" and ask.act is not None:
                query = query.where(table.c.act == ask.act)
            if self._kind == "event" and ask.event_type is not None:
                query = query.where(table.c.event_type == ask.event_type)
        if self._doubt:
            query = query.where(table.c.verdict.is_(None))
        return query

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions that each row must fulfil and that the way itself does not keep to."""
        ask, table = self._ask, self._table
        if self._kind == "document":
            return list(of_document(ask, _documents.c.id))
        if self._sides is not None:
            ask = replace(ask, dyad=None) if ask.dyad else replace(ask, country=None)
        elif not self._gathered and not self._doubt:
            if self._kind == "statement":
                ask = replace(ask, act=None)
            elif self._kind == "event":
                ask = replace(ask, event_type=None)
        days = list(self._days(table.c.date)) if self._doubt else []  # of each row: they are no part of this order
        return [*days, *of_claim(ask, self._kind, table, self._number)]

    def _days(self, date: Any) -> Iterator[ColumnElement[bool]]:
        if self._ask.since is not None:
            yield func.coalesce(date, "") >= self._ask.since
        if self._ask.until is not None:
            yield and_(date.is_not(None), func.coalesce(date, "") <= self._ask.until)

    @property
    def order(self) -> tuple[ColumnElement[Any], ...]:
        """The order of answers."""
        if self._doubt:
            return (self._at, self._id, self._table.c.document)
        columns = (self._at, self._number, self._id)
        return tuple(column.desc() for column in columns) if self._ask.newest else columns

    def bounds(self, after: Key | None) -> Iterator[tuple[ColumnElement[bool], ...]]:
        """Yield the conditions of the stretches to go, one after another: rows without a day are the oldest."""
        ask, at = self._ask, self._at
        if self._doubt:
            found = [tuple_(*self.order) > tuple_(*map(literal, ask.doubt))] if ask.doubt is not None else []
            if after is not None:
                found.append(self._beyond(after))
            yield tuple(found)
            return
        place = (after.at, after.number, after.id) if after is not None else ask.after
        within = [at.is_not(None)] if ask.since is None and ask.until is None else []
        within += [at >= ask.since] if ask.since is not None else []
        within += [at <= ask.until] if ask.until is not None else []
        parts = [("dated", tuple(within))]
        if ask.since is None and ask.until is None:
            parts.append(("undated", (at.is_(None),)))
        for name, part in parts if ask.newest else reversed(parts):
            if place is None:
                yield part
            elif (place[0] is None) == (name == "undated"):
                yield (*part, self._past(*place))
            elif ask.newest == (name == "undated"):
                yield part

    def _past(self, day: str | None, number: int, id: str) -> ColumnElement[bool]:
        """Return the condition of the rows after a place, among those that have a day or those that have none."""
        at = self._at
        if self._ask.newest:
            within = or_(self._number < number, and_(self._number == number, self._id < id))
            return within if day is None else and_(at <= day, or_(at < day, within))
        within = or_(self._number > number, and_(self._number == number, self._id > id))
        return within if day is None else and_(at >= day, or_(at > day, within))

    def _beyond(self, place: Key) -> ColumnElement[bool]:
        return tuple_(*self.order) > tuple_(literal(place.at), literal(place.id), literal(place.document))

    def stretch(
        self,
        bound: tuple[ColumnElement[bool], ...],
        last: Key | None,
        probes: list[ColumnElement[bool]],
        *,
        size: int,
    ) -> Select[Any]:
        """Return the query for the next rows of a part, and whether each ``passes`` the conditions."""
        query = self.rows.where(*bound)
        if last is not None:
            past = self._beyond(last) if self._doubt else self._past(last.at, last.number, last.id)
            query = query.where(past)
        query = query.order_by(*self.order).limit(size)
        # looked up one after another, and no further than the first that fails
        passes = case(*((~probe, false()) for probe in probes), else_=true())
        return query.add_columns(passes.label("passes"))
