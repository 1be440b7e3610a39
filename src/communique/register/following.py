"""The commitments of a register: its records followed over time, and what analysts decided replayed over them.

Nothing is stored but the decisions: the entries are made anew from the records, so that a re-coded document never
leaves a stale one behind, and a decision is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from communique.commitments.ledger import follow
from communique.commitments.model import VERBS, Decision, Ledger
from communique.record import Record
from communique.register import tables
from communique.register.database import reading
from communique.register.rows import restored
from communique.register.store import Decision as Kept
from communique.register.store import Register

#: records fetched from the database at once
BATCH = 200


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
