"""What entries are made of, as the register keeps it: undertakings in groups and entries, clauses, and their keys."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from itertools import count, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from communique.commitments.ledger import Brought, entry
from communique.commitments.lines import evidence_line, read_evidence, read_undertaking, undertaking_line
from communique.commitments.linking import Group, Undertaking
from communique.commitments.model import Commitment, item_number
from communique.commitments.relinking import Key, filed
from communique.commitments.status import Evidence, said_keys, told_keys
from communique.commitments.wording import Weights
from communique.register import tables
from communique.register.rows import storable

#: rows and values that go to the database at once
BATCH = 400
#: the least and the first of the parts of a place in the order of entries: a day, a document, a statement in it
_DAYS, _OF_DOCUMENT, _OF_STATEMENT = 22, 32, 9
_undertakings, _outcomes, _told = tables.undertakings, tables.outcomes, tables.outcome_entries
_keys, _entries = tables.following_keys, (tables.commitment_sides, tables.commitment_areas, tables.commitments)

T = TypeVar("T")


class Shelf:
    """The linked groups of a register; see ``relinking``."""

    def __init__(self, connection: Connection, countries: Iterable[str]) -> None:
        self._connection = connection
        self._countries = frozenset(countries)

    def near(self, keys: Iterable[Key]) -> list[int]:
        """Return the groups under any of these keys."""
        return found(self._connection, linking_digests(keys))

    def members(self, groups: Iterable[int]) -> dict[int, tuple[Undertaking, ...]]:
        """Return the statements of groups in the order of time."""
        return members(self._connection, _undertakings.c.linked, groups)

    def countries(self) -> frozenset[str]:
        """Return every country that a statement involved when last told."""
        return self._countries


def members(connection: Connection, column: Any, numbers: Iterable[int]) -> dict[int, tuple[Undertaking, ...]]:
    """Return the statements of groups or entries, by their numbers, in the order of time."""
    held: dict[int, list[Undertaking]] = defaultdict(list)
    for part in batches(numbers):
        for number, line in connection.execute(select(column, _undertakings.c.line).where(column.in_(part))):
            held[number].append(read_undertaking(line))
    return {number: tuple(sorted(each, key=lambda one: one.order)) for number, each in held.items()}


def clauses(connection: Connection, items: Iterable[int]) -> dict[int, tuple[int, Evidence]]:
    """Return clauses by their numbers, each with the number of its document."""
    query = select(_outcomes.c.item, _outcomes.c.document, _outcomes.c.line)
    return {
        item: (document, read_evidence(line))
        for part in batches(items)
        for item, document, line in connection.execute(query.where(_outcomes.c.item.in_(part)))
    }


def found(connection: Connection, digests: Iterable[int]) -> list[int]:
    """Return what is kept under any of these digests, in the order of the numbers."""
    query = select(_keys.c.item).distinct()
    return sorted(
        {item for part in batches(digests) for (item,) in connection.execute(query.where(_keys.c.key.in_(part)))}
    )


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield the values in parts that a statement takes."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def linking_digests(keys: Iterable[Key]) -> frozenset[int]:
    """Return what stands in the database for keys of linking."""
    return frozenset(_digest("linked", *key) for key in keys)


def said_digests(group: Group) -> frozenset[int]:
    """Return the digests under which clauses find an entry."""
    return frozenset(_digest("entered", *key) for key in said_keys(group))


def sought_digests(clause: Evidence) -> frozenset[int]:
    """Return the digests under which a clause finds the entries that it may be about."""
    return frozenset(_digest("entered", *key) for key in told_keys(clause))


def told_digests(clause: Evidence) -> frozenset[int]:
    """Return the digests under which an entry finds a clause."""
    return frozenset(_digest("told", *key) for key in told_keys(clause))


def telling_digests(group: Group) -> frozenset[int]:
    """Return the digests under which an entry finds the clauses that may be about it."""
    return frozenset(_digest("told", *key) for key in said_keys(group))


def _digest(*parts: str) -> int:
    """Return 64 bits with a sign; that two keys share them only makes more to look at."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)


def clause_number(clause: Evidence) -> int:
    """Return the number of a clause: made of its document and where it begins, 64 bits with a sign."""
    return _digest("clause", clause.document, str(clause.span.start))


def group_digests(group: Sequence[Undertaking]) -> frozenset[int]:
    """Return the digests under which a linked group is found."""
    return linking_digests(key for one in group for key in filed(one))


def entry_digests(members: Sequence[Undertaking]) -> frozenset[int]:
    """Return the digests under which clauses find an entry; none where it has no statements."""
    return said_digests(Group(members)) if members else frozenset()


def rekey(connection: Connection, item: int, before: frozenset[int], after: frozenset[int]) -> None:
    """Put an item under other digests."""
    for part in batches(sorted(before - after)):
        connection.execute(delete(_keys).where(_keys.c.item == item, _keys.c.key.in_(part)))
    put(connection, _keys, ({"key": key, "item": item} for key in sorted(after - before)))


def put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, part by part."""
    for part in batches(rows):
        connection.execute(insert(table), part)


def remove(connection: Connection, column: Any, values: Iterable[Any]) -> None:
    """Delete the rows that have any of these values in a column."""
    for part in batches(values):
        connection.execute(delete(column.table).where(column.in_(part)))


def undertaking_row(one: Undertaking, *, document: int, linked: int, entered: int) -> dict[str, Any]:
    """Return the row of an undertaking."""
    item = item_number(one.source)
    return {"item": item, "document": document, "linked": linked, "entered": entered, "line": undertaking_line(one)}


def outcome_row(clause: Evidence, *, document: int) -> dict[str, Any]:
    """Return the row of a clause."""
    return {"item": clause_number(clause), "document": document, "line": evidence_line(clause)}


def move(connection: Connection, column: str, moved: Mapping[int, int]) -> None:
    """Put undertakings into other groups (``linked``) or entries (``entered``)."""
    change = update(_undertakings).where(_undertakings.c.item == bindparam("one")).values({column: bindparam("to")})
    for part in batches({"one": item, "to": to} for item, to in sorted(moved.items())):
        connection.execute(change, part)


def place(first: Undertaking) -> int:
    """Return the place of an entry in the order of entries, from the first of its statements.

    It is made of the day, the document's id and the place in the document, so that an entry keeps it whatever comes
    before.
    """
    year, month, day = [*(int(part) for part in first.order[0].split("-") if part.isdecimal()), 0, 0, 0][:3]
    days: int = min(year * 372 + month * 31 + day, 2**_DAYS - 1)
    try:
        head = int(first.order[1][: _OF_DOCUMENT // 4], 16)
    except ValueError:
        head = 0
    in_document: int = min(first.order[2], 2**_OF_STATEMENT - 1)
    return ((days << _OF_DOCUMENT | head) << _OF_STATEMENT) + in_document


def take_out_entries(connection: Connection, ids: Iterable[str]) -> None:
    """Delete the entries of these ids."""
    table = tables.commitments
    for part in batches(ids):
        places = list(connection.execute(select(table.c.place).where(table.c.id.in_(part))).scalars())
        for each in _entries:
            remove(connection, each.c.place, places)


def put_entries(connection: Connection, made: Iterable[tuple[int, Commitment]]) -> None:
    """Insert entries, each at its place or, where that is taken, at the next one that is free."""
    table = tables.commitments
    for part in batches(made):
        taken: set[int] = set()
        placed: list[tuple[int, Commitment]] = []
        for at, each in part:
            free = next(place for place in count(at) if place not in taken and not _taken(connection, place))
            taken.add(free)
            placed.append((free, each))
        put(connection, table, [_row(at, each) for at, each in placed])
        sides = [
            {"country": country, "place": at, "party": country in each.parties}
            for at, each in placed
            for country in dict.fromkeys((*each.parties, *each.towards))
        ]
        areas = [{"area": area, "place": at} for at, each in placed for area in each.areas]
        put(connection, tables.commitment_sides, sides)
        put(connection, tables.commitment_areas, areas)


def _taken(connection: Connection, at: int) -> bool:
    table = tables.commitments
    return connection.execute(select(table.c.place).where(table.c.place == at)).first() is not None


def _row(at: int, made: Commitment) -> dict[str, Any]:
    return {
        "id": made.id,
        "place": at,
        "status": made.status,
        "first_said": made.first_said and storable(made.first_said),
        "last_said": made.last_said and storable(made.last_said),
        "phrase": storable(made.what.lower()),
        "entry": json.dumps(asdict(made)),  # escaped to ASCII: any database holds it, lone surrogates too
    }


def put_all(connection: Connection, brought: Brought, number_of: Callable[[str], int]) -> None:
    """Put down all that a reading of the whole register brought together, in place of what is there.

    ``number_of`` gives the number of a document by its id.
    """
    for table in (*_entries, _undertakings, _outcomes, _told, _keys):
        connection.execute(delete(table))
    linked = {one.source: first(group) for group in brought.linked for one in group.members}
    rows = (
        undertaking_row(one, document=number_of(one.source.document), linked=linked[one.source], entered=first(group))
        for group in brought.decided.groups
        for one in group.members
    )
    put(connection, _undertakings, rows)
    put(connection, _outcomes, (outcome_row(each, document=number_of(each.document)) for each in brought.clauses))
    pairs = (
        {"entered": first(group), "outcome": clause_number(clause)}
        for at, group in enumerate(brought.decided.groups)
        for clause in brought.told.get(at, ())
    )
    put(connection, _told, pairs)
    digests = (
        *((group_digests(group.members), first(group)) for group in brought.linked),
        *((said_digests(group), first(group)) for group in brought.decided.groups),
        *((told_digests(clause), clause_number(clause)) for clause in brought.clauses),
    )
    keys = sorted((key, item) for each, item in digests for key in each)
    put(connection, _keys, ({"key": key, "item": item} for key, item in keys))
    entries = (
        (place(group.members[0]), entry(group, brought.told.get(at, ()), brought.decided, brought.weights))
        for at, group in enumerate(brought.decided.groups)
    )
    put_entries(connection, entries)


def first(group: Group) -> int:
    """Return the number by which a group is known: that of its first statement."""
    return item_number(group.members[0].source)


def put_weights(connection: Connection, weights: Weights, *, documents: int, countries: Iterable[str]) -> None:
    """Put down how much terms tell from now on, and over how many documents they were counted."""
    table = tables.following_weights
    connection.execute(delete(table))
    row = {
        "one": 1,
        "documents": documents,
        "statements": weights.statements,
        "counts": json.dumps(weights.frequent),
        "countries": json.dumps(sorted(countries)),
    }
    connection.execute(insert(table).values(row))
