"""The register: records kept for good, each once, with every source that carried it and every failure to read one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from communique.errors import InputRefused
from communique.occurrences.model import told
from communique.record import Record
from communique.register import decided, duplicates, involved, occurrences, rehoming, reviewed, tables
from communique.register.database import Opened, open_database, reading, writing
from communique.register.decided import Decision as Decision
from communique.register.decided import Subject as Subject
from communique.register.decided import Verb as Verb
from communique.register.rows import restored, rows_of, storable
from communique.register.whole import Brought, bring
from communique.register.whole import Carrier as Carrier

#: what comes with a record that no register had before
NOTHING = Brought()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a record: its document's id, and whether it was new; ``original`` is what it is near to."""

    document: str
    outcome: Literal["added", "known", "near_duplicate"]
    original: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """What a new reading took the place of, and where the decisions on the document went."""

    old: Record
    homings: tuple[rehoming.Homing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A source that was read to its end, to be told with its last document.

    ``fingerprint`` is the SHA-256 of its bytes where it need not be read again, ``failed`` what failed in this pass.
    """

    source: str
    fingerprint: str | None = None
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read; ``origin`` is the file or address that a retry reads again."""

    source: str
    origin: str
    reason: str
    remedy: str
    failed: str


class Register(Opened):
    """A register in a database; every method that writes is one transaction, safe beside other processes."""

    @classmethod
    def open(cls, where: str | Path | None = None, *, must_exist: bool = False) -> Self:
        """Return the register at a path or URL, as ``open_database`` finds it; raises InputRefused as that does."""
        return cls(open_database(where, must_exist=must_exist))

    def keep(
        self,
        record: Record,
        *,
        source: str,
        url: str | None = None,
        ended: Ended | None = None,
        brought: Brought = NOTHING,
    ) -> Kept:
        """Keep a record found in ``source`` and return what became of it; one that is known gains a carrier at most.

        A failure of ``source`` is forgotten. ``ended`` is given with the last document of a source: earlier failures
        of that source are then forgotten too, and with its fingerprint it is done. ``brought`` is what another register
        knew of it: its carriers take the place of ``source``, its decisions are kept. Raises RecordInvalid where the
        record breaks its law, and InputRefused where the database cannot be written to; nothing is kept then.
        """
        rows = rows_of(record)
        mentions = told(record)
        found = duplicates.runs(record.document.text)
        sketch = duplicates.bands(found)
        failures = tables.failures
        with writing(self.engine) as connection:
            kept = _known(connection, record.document.id)
            if kept is None:
                kept = _add(connection, rows, found, sketch)
                occurrences.add(connection, mentions)
                involved.keep(connection, rows)
            here = Carrier(document=record.document.id, source=source, url=url or record.document.url, added=_now())
            for carrier in brought.carriers or (here,):
                _carry(connection, carrier)
            if bring(connection, brought, record):
                reviewed.rewrite(connection, record.document.id)
            connection.execute(delete(failures).where(failures.c.source == storable(source)))
            if ended is not None:
                _end(connection, ended)
        return kept

    def recode(self, record: Record, *, dry: bool = False) -> Recoded:
        """Put a new reading of a known document in place of the old one, and return that with where decisions went.

        Carriers stay; decisions find their claims again as ``rehoming`` says. Where the new reading is as the old one,
        or with ``dry``, nothing is written. Raises KeyError where the document is not known, RecordInvalid and
        InputRefused as ``keep`` does.
        """
        rows = rows_of(record)
        documents = tables.documents
        with reading(self.engine) if dry else writing(self.engine) as connection:
            kept = connection.execute(select(documents.c.record).where(documents.c.id == record.document.id)).scalar()
            if kept is None:
                raise KeyError(record.document.id)
            old = restored(kept)
            if old == record:
                return Recoded(old=old)
            if dry:
                return Recoded(old=old, homings=rehoming.foreseen(connection, old, record))
            homings = rehoming.rehome(connection, old, record)
            (row,) = rows["documents"]
            connection.execute(update(documents).where(documents.c.id == row["id"]).values(row))
            reviewed.rewrite(connection, row["id"])
        return Recoded(old=old, homings=homings)

    def record(self, document_id: str) -> Record:
        """Return the record of a document as it was written; raises KeyError where the register has none."""
        found = self._one(select(tables.documents.c.record).where(tables.documents.c.id == document_id))
        if found is None:
            raise KeyError(document_id)
        return restored(found.record)

    def carriers(self, document_id: str) -> tuple[Carrier, ...]:
        """Return every place where a document, and every near duplicate of it, was found, in the order of adding."""
        documents, carriers = tables.documents, tables.carriers
        query = (
            select(carriers)
            .join(documents, documents.c.id == carriers.c.document)
            .where((documents.c.id == document_id) | (documents.c.original == document_id))
            .order_by(documents.c.number, carriers.c.added, carriers.c.source)
        )
        return tuple(Carrier(**row._mapping) for row in self._all(query))

    def done(self, source: str) -> str | None:
        """Return the fingerprint with which a source was read to its end; None where it was not."""
        table = tables.finished
        found = self._one(select(table.c.fingerprint).where(table.c.source == storable(source)))
        return None if found is None else str(found.fingerprint)

    def refuse(self, refusal: InputRefused, *, origin: str | None = None, ended: Ended | None = None) -> None:
        """Keep a failure with its reason, in place of an earlier one of the same source; ``ended`` as in ``keep``."""
        table = tables.failures
        row = {
            "source": refusal.source,
            "origin": origin or refusal.source,
            "reason": refusal.reason,
            "remedy": refusal.remedy,
            "failed": _now(),
        }
        row = {name: storable(value) for name, value in row.items()}
        with writing(self.engine) as connection:
            connection.execute(delete(table).where(table.c.source == row["source"]))
            connection.execute(insert(table).values(row))
            if ended is not None:
                _end(connection, ended)

    def forget(self, source: str) -> bool:
        """Forget the failure of a source that will not be read again; return whether there was one."""
        table = tables.failures
        with writing(self.engine) as connection:
            done = connection.execute(delete(table).where(table.c.source == storable(source)))
        return bool(done.rowcount)

    def failures(self) -> tuple[Failure, ...]:
        """Return the failures that were not overcome since, by the name of their source."""
        query = select(tables.failures).order_by(tables.failures.c.source)
        return tuple(Failure(**row._mapping) for row in self._all(query))

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision for good and return it with its number and time; raises KeyError where it undoes none.

        Nothing is checked: ``following`` and ``reviewing`` check what they are given, and keep it here.
        """
        with writing(self.engine) as connection:
            made = decided.write(connection, decision)
            if made.subject in reviewed.TABLES and made.document is not None:
                reviewed.rewrite(connection, made.document)
        return made

    def decisions(self, subject: Subject | None = None, id: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions on a subject, or on one thing of it, in the order in which they were made."""
        table = tables.decisions
        query = select(table)
        if subject is not None:
            query = query.where(table.c.subject == subject)
        if id is not None:
            query = query.where(table.c.id == id)
        with reading(self.engine) as connection:
            return decided.read(connection, query)

    def _one(self, query: Select[Any]) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(query).first()

    def _all(self, query: Select[Any]) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(query))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _known(connection: Connection, document_id: str) -> Kept | None:
    documents = tables.documents
    row = connection.execute(select(documents.c.original).where(documents.c.id == document_id)).first()
    return None if row is None else Kept(document=document_id, outcome="known", original=row.original)


def _add(
    connection: Connection, rows: dict[str, tuple[Any, ...]], found: frozenset[str], sketch: tuple[int, ...]
) -> Kept:
    """Insert a document that is not known yet; the caller holds the lock of writers, so the next number is free."""
    (row,) = rows["documents"]
    documents = tables.documents
    number = connection.execute(select(func.coalesce(func.max(documents.c.number), 0))).scalar_one() + 1
    original = _original(connection, row["date"], found, sketch)
    connection.execute(insert(documents).values(row | {"number": number, "added": _now(), "original": original}))
    reviewed.put(connection, rows)
    if original is not None:
        return Kept(document=row["id"], outcome="near_duplicate", original=original)
    if sketch:
        connection.execute(insert(tables.bands), [{"band": band, "number": number} for band in sketch])
    return Kept(document=row["id"], outcome="added")


def _original(connection: Connection, date: str | None, found: frozenset[str], sketch: tuple[int, ...]) -> str | None:
    """Return the earliest document in the register that these words are a near duplicate of."""
    documents, bands = tables.documents, tables.bands
    shared = select(bands.c.number).where(bands.c.band.in_(sketch))
    query = (
        select(documents.c.id, documents.c.date, documents.c.text)
        .where(documents.c.number.in_(shared))
        .order_by(documents.c.number)
    )
    for row in connection.execute(query):
        if duplicates.near_in_time(date, row.date) and duplicates.alike(found, duplicates.runs(row.text)):
            return str(row.id)
    return None


def _carry(connection: Connection, carrier: Carrier) -> None:
    table = tables.carriers
    row = {name: None if value is None else storable(value) for name, value in asdict(carrier).items()}
    there = select(table.c.source).where(table.c.document == row["document"], table.c.source == row["source"])
    if connection.execute(there).first() is None:
        connection.execute(insert(table).values(row))


def _end(connection: Connection, ended: Ended) -> None:
    failures, table = tables.failures, tables.finished
    source, failed = storable(ended.source), [storable(name) for name in ended.failed]
    connection.execute(delete(failures).where(failures.c.origin == source, failures.c.source.not_in(failed)))
    connection.execute(delete(table).where(table.c.source == source))
    if ended.fingerprint is not None:
        connection.execute(insert(table).values(source=source, fingerprint=ended.fingerprint, done=_now()))
