"""The types of commitments: what a party undertook, how far it has come, and what analysts decided about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from communique.record import Act, Span

Status = Literal["proposed", "pledged", "agreed", "signed", "under_way", "completed", "suspended", "withdrawn"]
Verb = Literal["merge", "split", "set_status", "annotate"]
STATUSES: tuple[str, ...] = get_args(Status)
VERBS: tuple[str, ...] = get_args(Verb)
#: how many digits the id of a commitment has
DIGITS = 16
_ID = re.compile(rf"c[0-9a-f]{{{DIGITS}}}")
#: how far along an undertaking is; ``suspended`` and ``withdrawn`` stand outside the order
RANK = {status: rank for rank, status in enumerate(STATUSES[:6])}


class Source(NamedTuple):
    """A statement in the register: ids of statements are local to their document."""

    document: str
    statement: str

    @property
    def key(self) -> str:
        """The source as one word, as decisions name it: ``document/statement``."""
        return f"{self.document}/{self.statement}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMove:
    """One step of a status and its evidence: the words ``quote`` at ``span`` of ``document``, or an analyst's reason.

    ``by`` is "text" or the analyst's name, ``date`` the day the document speaks from, or the day of the decision.
    """

    status: Status
    date: str | None
    by: str = "text"
    document: str | None = None
    span: Span | None = None
    statement: str | None = None
    quote: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an analyst wrote beside a commitment."""

    text: str
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The statements by which a party undertakes one thing, with its status and the trail that led to it.

    ``parties`` undertake it and ``towards`` are those to whom (both ISO alpha-3, sorted); ``what`` is the phrase at
    ``what_span`` of ``what_document``; ``times`` counts statements, ``speakers`` are countries in order of speaking.
    """

    id: str
    parties: tuple[str, ...]
    towards: tuple[str, ...]
    act: Act
    areas: tuple[str, ...]
    what: str
    what_document: str
    what_span: Span
    first_said: str | None
    last_said: str | None
    times: int
    speakers: tuple[str, ...]
    status: Status
    trail: tuple[StatusMove, ...]
    statements: tuple[Source, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst decided about a commitment: who, when (ISO date or date and time) and why.

    ``commitment`` is the id of a commitment; the id that any of its statements would give it serves as well, so that a
    decision survives the discovery of an earlier statement. ``value`` holds, by verb: ``merge`` the ids of the
    commitments that are the same; ``split`` the keys of the statements (``Source.key``) that leave together and become
    a commitment of their own; ``set_status`` one status; ``annotate`` one note.
    """

    commitment: str
    verb: Verb
    value: tuple[str, ...]
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unapplied:
    """A decision that found nothing to decide about, and why; it is kept and tried again at the next reading."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All commitments of some records, and the decisions that could not be applied to them."""

    commitments: tuple[Commitment, ...]
    unapplied: tuple[Unapplied, ...] = ()


def commitment_id(source: Source) -> str:
    """Return the id of the commitment that a statement is the first of: stable over runs, versions and machines."""
    return "c" + _digest(source)


def item_number(source: Source) -> int:
    """Return the number of a statement, of 64 bits with a sign: what ``commitment_id`` says in hexadecimal."""
    return int.from_bytes(bytes.fromhex(_digest(source)), signed=True)


def number_of(commitment: str) -> int | None:
    """Return the number of the statement that gives a commitment this id; None where no statement can."""
    if not _ID.fullmatch(commitment):
        return None
    return int.from_bytes(bytes.fromhex(commitment[1:]), signed=True)


def id_of(item: int) -> str:
    """Return the id of the commitment that the statement of this number is the first of."""
    return f"c{item.to_bytes(DIGITS // 2, signed=True).hex()}"


def _digest(source: Source) -> str:
    return hashlib.sha256(source.key.encode()).hexdigest()[:DIGITS]
