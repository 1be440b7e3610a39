"""Which documents have which country, act, area, event type, year and publisher: sets of numbers, kept as bits.

A row of ``facets`` says for one value which of ``CHUNK`` documents have it, a bit for each number. Counting a value
among any documents is then counting the bits that two sets share, however many documents there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, tuple_, update

from communique.register import tables

#: documents in a row
CHUNK = 2048
KINDS = ("country", "act", "area", "event_type", "year", "publisher")

Value = tuple[str, str]


def values(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[Value, ...]:
    """Return what a document has, from the rows of its record, as (kind, value), each once and in order."""
    (document,) = rows["documents"]
    found = {("country", row["country"]) for row in rows["actors"]}
    found |= {("act", row["act"]) for row in rows["statements"]}
    found |= {("area", row["area"]) for row in rows["statement_areas"]}
    found |= {("event_type", row["event_type"]) for row in rows["events"]}
    found |= {("year", (document["date"] or "")[:4]), ("publisher", document["publisher"])}
    return tuple(sorted((kind, value) for kind, value in found if value))


def put(connection: Connection, number: int, had: Iterable[Value], *, again: bool = False) -> None:
    """Put down what a document has, and ``again`` in place of what it had; the caller holds the lock of writers."""
    table = tables.facets
    chunk, bit = divmod(number, CHUNK)
    mark, wanted = 1 << bit, tuple(had)
    before = _read(connection, chunk, None if again else wanted)
    for key, bits in before.items():
        after = bits | mark if key in wanted else bits & ~mark
        if after != bits:
            here = (table.c.kind == key[0], table.c.value == key[1], table.c.chunk == chunk)
            connection.execute(update(table).where(*here).values(bits=_bytes(after)))
    new = [
        {"kind": kind, "value": value, "chunk": chunk, "bits": _bytes(mark)}
        for kind, value in wanted
        if (kind, value) not in before
    ]
    if new:
        connection.execute(insert(table), new)


def sets(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Yield each kind and value with the set of documents that have it, in order."""
    table = tables.facets
    query = select(table.c.kind, table.c.value, table.c.chunk, table.c.bits).order_by(table.c.kind, table.c.value)
    last, joined = None, 0
    for kind, value, chunk, bits in connection.execute(query):
        if last is not None and last != (kind, value):
            yield (*last, joined)
            joined = 0
        last = (kind, value)
        joined |= int.from_bytes(bits, "little") << (chunk * CHUNK)
    if last is not None:
        yield (*last, joined)


def having(connection: Connection, wanted: Iterable[Value]) -> int:
    """Return the set of the documents that have each of some values."""
    table, keys = tables.facets, tuple(dict.fromkeys(wanted))
    query = select(table.c.kind, table.c.value, table.c.chunk, table.c.bits)
    query = query.where(table.c.kind.in_({kind for kind, _ in keys}), table.c.value.in_({value for _, value in keys}))
    found = dict.fromkeys(keys, 0)
    for kind, value, chunk, bits in connection.execute(query):
        if (kind, value) in found:
            found[kind, value] |= int.from_bytes(bits, "little") << (chunk * CHUNK)
    common, *others = found.values()
    for each in others:
        common &= each
    return common


def of_years(connection: Connection, *, before: str = "", after: str | None = None) -> int:
    """Return the set of the documents of the years before a year, and of those after another."""
    table, found = tables.facets, 0
    out = table.c.value < before
    if after is not None:
        out |= table.c.value > after
    query = select(table.c.chunk, table.c.bits).where(table.c.kind == "year", out)
    for chunk, bits in connection.execute(query):
        found |= int.from_bytes(bits, "little") << (chunk * CHUNK)
    return found


def as_set(numbers: Iterable[int]) -> int:
    """Return numbers of documents as a set, a bit for each."""
    listed = list(numbers)
    bits = bytearray((max(listed, default=0) >> 3) + 1)
    for number in listed:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def _read(connection: Connection, chunk: int, wanted: tuple[Value, ...] | None) -> dict[Value, int]:
    table = tables.facets
    query = select(table.c.kind, table.c.value, table.c.bits).where(table.c.chunk == chunk)
    if wanted is not None:
        query = query.where(tuple_(table.c.kind, table.c.value).in_(wanted))
    return {(kind, value): int.from_bytes(bits, "little") for kind, value, bits in connection.execute(query)}


def _bytes(bits: int) -> bytes:
    return bits.to_bytes(CHUNK // 8, "little")
