"""A record as reviewers left it: what they decided laid over what was read, which itself is never changed.

The columns of claims, and ``documents.reviewed``, are written from it in the transaction that keeps a decision, so that
every query, export and commitment sees it at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from sqlalchemy import Connection, delete, insert, select, update

from communique.occurrences.model import told
from communique.record import Event, Meeting, Record, Statement
from communique.register import decided, involved, occurrences, tables
from communique.register.corrections import Cast, Claim, blank, checked, complete, laid_over
from communique.register.decided import Decision, Subject
from communique.register.rows import CLAIMS, Row, restored, rows_of, stored

Verdict = Literal["confirm", "correct", "reject", "add"]
#: the subjects that are claims, with the table that holds each
TABLES: dict[str, str] = {"meeting": "meetings", "statement": "statements", "event": "events"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim as reviewers left it; ``machine`` is what was read, None where a reviewer added it.

    ``verdict`` is None where nobody decided. A rejected claim is shown as it was before it was rejected. An event that
    fell with its statement or meeting is rejected by the ``decisions`` on that.
    """

    subject: Subject
    claim: Claim
    machine: Claim | None
    verdict: Verdict | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Unapplied:
    """A decision that stands but finds nothing to decide about, with the reason."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRecord:
    """A document's ``record`` with corrected values, without rejected claims, with added ones; and every claim."""

    record: Record
    machine: Record
    claims: tuple[ReviewedClaim, ...]
    unapplied: tuple[Unapplied, ...] = ()

    def claim(self, subject: str, id: str) -> ReviewedClaim:
        """Return the claim of this id; raises KeyError where there is none."""
        for each in self.claims:
            if (each.subject, each.id) == (subject, id):
                return each
        raise KeyError(id)


def review(machine: Record, decisions: Iterable[Decision]) -> ReviewedRecord:
    """Return a record with the decisions that stand laid over it, in their order."""
    work = _Work(machine)
    by_claim: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for each in decided.standing(decisions):
        if each.subject in TABLES:
            by_claim[each.subject, each.id].append(each)
    claims = [work.claim(subject, claim, by_claim.pop((subject, claim.id), ())) for subject, claim in _claims(machine)]
    for (subject, id), own in by_claim.items():
        claims += work.added(cast(Subject, subject), id, own)
    claims = _fallen(claims)
    return ReviewedRecord(
        record=_record(machine, work.cast, claims) if any(each.verdict for each in claims) else machine,
        machine=machine,
        claims=tuple(claims),
        unapplied=tuple(sorted(work.unapplied, key=lambda each: each.decision.number)),
    )


def rewrite(connection: Connection, document: str) -> None:
    """Write the columns of a document's claims, and its reviewed record, anew from its record and the decisions on it.

    Nothing is done where the register lacks the document. The caller holds the lock of writers.
    """
    documents = tables.documents
    text = connection.execute(select(documents.c.record).where(documents.c.id == document)).scalar()
    if text is None:
        return
    machine = restored(text)
    found = review(machine, decided.of_document(connection, document))
    rows = rows_of(found.record)
    verdicts = {(TABLES[each.subject], each.id): each.verdict for each in found.claims}
    for name in reversed(CLAIMS):
        table = tables.metadata.tables[name]
        connection.execute(delete(table).where(table.c.document == document))
    for name in TABLES.values():
        rows[name] = tuple({**row, "verdict": verdicts[name, row["id"]]} for row in rows[name])
    kept = None if found.record is machine else stored(found.record)
    connection.execute(update(documents).where(documents.c.id == document).values(reviewed=kept))
    put(connection, rows)
    occurrences.renew(connection, document, told(found.record))
    involved.keep(connection, rows, again=True)


def put(connection: Connection, rows: dict[str, tuple[Row, ...]]) -> None:
    """Insert the rows of a document's claims."""
    for name in CLAIMS:
        if rows[name]:
            connection.execute(insert(tables.metadata.tables[name]), list(rows[name]))


@dataclass(slots=True)
class _Work:
    """A review on its way."""

    machine: Record
    cast: Cast = field(init=False)
    unapplied: list[Unapplied] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cast = Cast(self.machine)

    def claim(self, subject: Subject, machine: Claim, decisions: Sequence[Decision]) -> ReviewedClaim:
        """Return a claim that was read, after the decisions on it."""
        return self._decide(ReviewedClaim(subject=subject, claim=machine, machine=machine), decisions)

    def added(self, subject: Subject, id: str, decisions: Sequence[Decision]) -> Iterator[ReviewedClaim]:
        """Yield the claim that a reviewer added under this id, if one did, after the later decisions on it."""
        first, *later = decisions
        if first.verb != "add":
            for each in decisions:
                self.unapplied.append(Unapplied(decision=each, reason=f"the document has no {subject} {id}"))
            return
        try:
            complete(subject, first.value or {})
            made = self._laid(subject, blank(subject, id), first.value)
        except (ValueError, TypeError) as error:
            self.unapplied.append(Unapplied(decision=first, reason=str(error)))
            return
        start = ReviewedClaim(subject=subject, claim=made, machine=None, verdict="add", decisions=(first,))
        yield self._decide(start, later)

    def _decide(self, found: ReviewedClaim, decisions: Sequence[Decision]) -> ReviewedClaim:
        unrejected = found.verdict  # what the verdict is again when a later decision takes a rejection back
        for each in decisions:
            try:
                if each.verb == "correct":
                    found = replace(found, claim=self._laid(found.subject, found.claim, each.value))
                elif each.verb not in ("confirm", "reject"):
                    raise ValueError(f"{each.verb} says nothing about a {found.subject}")
            except (ValueError, TypeError) as error:
                self.unapplied.append(Unapplied(decision=each, reason=str(error)))
                continue
            if each.verb == "correct" and unrejected != "add":
                unrejected = "correct"
            verdict: Verdict = "reject" if each.verb == "reject" else unrejected or "confirm"
            found = replace(found, verdict=verdict, decisions=(*found.decisions, each))
        return found

    def _laid(self, subject: str, claim: Claim, values: Any) -> Claim:
        if not isinstance(values, dict):
            raise ValueError(f"it holds {values!r} in place of values")
        kept = checked(self.machine, subject, {k: v for k, v in values.items() if k not in ("statement", "meeting")})
        # what an event names may have been read anew or rejected since: ``_record`` looks at it last
        kept |= {name: values[name] for name in ("statement", "meeting") if name in values and subject == "event"}
        return laid_over(claim, kept, self.cast)


def _claims(record: Record) -> Iterator[tuple[Subject, Claim]]:
    for meeting in record.meetings:
        yield "meeting", meeting
    for statement in record.statements:
        yield "statement", statement
    for event in record.events:
        yield "event", event


def _fallen(claims: list[ReviewedClaim]) -> list[ReviewedClaim]:
    """Return the claims after the events fell whose statement or meeting was rejected, unless a reviewer kept them."""
    gone = {each.id: each.decisions for each in claims if each.subject != "event" and each.verdict == "reject"}
    found = []
    for each in claims:
        if isinstance(each.claim, Event):
            of = [name for name in (each.claim.statement, each.claim.meeting) if name in gone]
            if of and each.verdict is None:
                each = replace(each, verdict="reject", decisions=gone[of[0] or ""])
        found.append(each)
    return found


def _record(machine: Record, people: Cast, claims: list[ReviewedClaim]) -> Record:
    left = [each.claim for each in claims if each.verdict != "reject"]
    statements = [each for each in left if isinstance(each, Statement)]
    meetings = [each for each in left if isinstance(each, Meeting)]
    known = {each.id for each in statements} | {each.id for each in meetings}
    events = [
        replace(
            each,
            statement=each.statement if each.statement in known else None,
            meeting=each.meeting if each.meeting in known else None,
        )
        for each in left
        if isinstance(each, Event)
    ]
    return replace(
        machine,
        actors=tuple(people.actors.values()),
        meetings=tuple(meetings),
        statements=tuple(sorted(statements, key=lambda each: each.content)),
        events=tuple(events),
    )
