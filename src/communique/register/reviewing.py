"""Reviewing: what a person says of what was read. Every decision is kept with who, when and why; none is overwritten.

Each function that decides checks what it is given against the text and the ontology, in the transaction that keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from communique.register import decided, tables
from communique.register.corrections import Cast, Values, checked, complete, laid_over
from communique.register.database import reading, writing
from communique.register.decided import Decision, Subject
from communique.register.reviewed import TABLES, ReviewedClaim, ReviewedRecord, review, rewrite
from communique.register.rows import restored
from communique.register.store import Register

#: how long a name and a reason may be
NAME, REASON = 200, 2000


class Target(NamedTuple):
    """What is decided about: a ``statement``, ``event`` or ``meeting`` of a document."""

    document: str
    subject: Subject
    id: str


def confirm(register: Register, target: Target, *, who: str, why: str = "") -> Decision:
    """Say that a claim is right as it stands, and return the decision.

    This and the others raise KeyError where the register lacks the document, ValueError where the document lacks the
    claim or what is said cannot be, with a message for the person who said it.
    """

    def build(connection: Connection) -> Decision:
        _found(now(connection, target.document), target)
        return Decision(**target._asdict(), verb="confirm", who=who, why=why)

    return keep(register, target.document, build)


def correct(register: Register, target: Target, values: Values, *, who: str, why: str = "") -> Decision:
    """Put other values in place of a claim's, and return the decision; ``values`` are those of ``FIELDS``.

    Values that the claim has already are left out; ValueError where none is left.
    """

    def build(connection: Connection) -> Decision:
        changed = changes(now(connection, target.document), target, values)
        if not changed:
            raise ValueError(f"{target.subject} {target.id} has these values already; confirm it instead")
        return Decision(**target._asdict(), verb="correct", value=changed, who=who, why=why)

    return keep(register, target.document, build)


def reject(register: Register, target: Target, *, who: str, why: str = "") -> Decision:
    """Say that a claim is none, and return the decision; the events that were read from it fall with it."""

    def build(connection: Connection) -> Decision:
        _found(now(connection, target.document), target)
        return Decision(**target._asdict(), verb="reject", who=who, why=why)

    return keep(register, target.document, build)


def changes(found: ReviewedRecord, target: Target, values: Values) -> dict[str, Any]:
    """Return those of the values, checked, that the claim has not yet; raises ValueError where one cannot be."""
    claim = _found(found, target).claim
    kept = checked(found.record, target.subject, values)
    return {name: value for name, value in kept.items() if laid_over(claim, {name: value}, Cast(found.record)) != claim}


def add(register: Register, document: str, subject: Subject, values: Values, *, who: str, why: str = "") -> Decision:
    """Add a claim that was missed, and return the decision, which holds the id that it was given.

    A statement needs act, speaker and content; an event event_type (or cameo), actor and span; a meeting form,
    participants and span.
    """
    _known_subject(subject)

    def build(connection: Connection) -> Decision:
        found = now(connection, document)
        kept = checked(found.record, subject, values)
        complete(subject, kept)
        for each in found.claims:
            same = each.subject == subject and each.verdict != "reject"
            if same and laid_over(each.claim, kept, Cast(found.record)) == each.claim:
                raise ValueError(f"{subject} {each.id} says this already")
        id = _free(subject, decided.of_document(connection, document))
        return Decision(subject=subject, document=document, id=id, verb="add", value=kept, who=who, why=why)

    return keep(register, document, build)


def undo(register: Register, number: int, *, who: str, why: str = "") -> Decision:
    """Take back the decision of this number, and return the decision that does; what was decided before holds again.

    Raises ValueError where there is no such decision about a claim, or it does not stand.
    """
    earlier = decision(register, number)
    if earlier is None or earlier.subject not in TABLES or earlier.document is None:
        raise ValueError(f"there is no decision {number} about a claim")
    document = earlier.document

    def build(connection: Connection) -> Decision:
        stands = decided.standing(decided.of_document(connection, document))
        if number not in {each.number for each in stands}:
            raise ValueError(f"decision {number} does not stand any more")
        return Decision(
            subject=earlier.subject,
            document=earlier.document,
            id=earlier.id,
            verb=earlier.verb,
            who=who,
            why=why,
            undoes=number,
        )

    return keep(register, document, build)


def decision(register: Register, number: int) -> Decision | None:
    """Return the decision of a number, on whatever it is; None where there is none."""
    with reading(register.engine) as connection:
        return decided.numbered(connection, number)


def reviewed(register: Register, document: str) -> ReviewedRecord:
    """Return the record of a document as reviewers left it; raises KeyError where the register lacks it."""
    with reading(register.engine) as connection:
        return now(connection, document)


def history(register: Register, document: str) -> tuple[Decision, ...]:
    """Return every decision on the claims of a document, also those undone, in the order in which they were made."""
    with reading(register.engine) as connection:
        return decided.of_document(connection, document)


def now(connection: Connection, document: str) -> ReviewedRecord:
    """Return the record of a document as reviewers left it; raises KeyError where the register lacks it."""
    documents = tables.documents
    text = connection.execute(select(documents.c.record).where(documents.c.id == document)).scalar()
    if text is None:
        raise KeyError(document)
    return review(restored(text), decided.of_document(connection, document))


def keep(
    register: Register,
    document: str,
    build: Callable[[Connection], Decision],
    *,
    then: Callable[[Connection, Decision], None] | None = None,
) -> Decision:
    """Keep the decision that ``build`` makes on a document's claim, lay it over them, and return it.

    ``build``, and ``then`` with what was kept, run in the same transaction. Raises ValueError where nobody signed it.
    """
    with writing(register.engine) as connection:
        decision = build(connection)
        _signed(decision)
        made = decided.write(connection, decision)
        rewrite(connection, document)
        if then is not None:
            then(connection, made)
    return made


def _signed(decision: Decision) -> None:
    if not decision.who.strip() or len(decision.who) > NAME or not decision.who.isprintable():
        raise ValueError(f"a decision needs the name of who makes it, of at most {NAME} characters")
    if len(decision.why) > REASON:
        raise ValueError(f"the reason is longer than {REASON} characters")


def _known_subject(subject: str) -> None:
    if subject not in TABLES:
        raise ValueError(f"{subject!r} is none of {', '.join(TABLES)}")


def _found(record: ReviewedRecord, target: Target) -> ReviewedClaim:
    _known_subject(target.subject)
    try:
        return record.claim(target.subject, target.id)
    except KeyError:
        ids = ", ".join(each.id for each in record.claims if each.subject == target.subject)
        raise ValueError(f"the document has no {target.subject} {target.id}; it has {ids or 'none'}") from None


def _free(subject: Subject, decisions: Iterable[Decision]) -> str:
    """Return an id that no reading gives and no decision ever used: the kind's letter, r for reviewer, a number."""
    head = f"{subject[0]}r"
    numbers = [int(each.id[2:]) for each in decisions if each.id.startswith(head) and each.id[2:].isdigit()]
    return f"{head}{max(numbers, default=0) + 1}"
