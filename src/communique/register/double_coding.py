"""Blind double coding: two reviewers code the same sample, neither sees the other's answers until both have done.

What they agree on and what an adjudicator settles become decisions like any other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.record import Event, Span, Statement
from communique.register import agreement, reviewing, tables
from communique.register.corrections import FIELDS, Values, checked
from communique.register.database import reading, writing
from communique.register.decided import Decision, Verb
from communique.register.queries import Ask, places
from communique.register.reviewed import ReviewedRecord
from communique.register.reviewing import Target
from communique.register.store import Register

SampleSubject = Literal["statement", "event"]
#: whose answer is right, or which values are; None where there is no such claim
Right = Values | Literal["first", "second"] | None
#: what is coded of each kind of claim, with what counts where a reviewer leaves it out (none: it must be given)
CODED: dict[str, dict[str, Any]] = {
    "statement": {"act": None, "speaker": None, "areas": [], "modality": "asserted"},
    "event": {"event_type": None, "actor": None, "recipient": []},
}
#: the field that says whether there is such a claim at all
CLAIM = "claim"
_PEOPLE = ("speaker", "actor", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to draw: so many claims, or every claim of so many documents, of those that an ``Ask`` is for."""

    first: str
    second: str
    claims: int | None = None
    documents: int | None = None
    subject: SampleSubject = "statement"
    seed: int = 0
    ask: Ask = field(default_factory=Ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample, how many claims it has, how many each reviewer has coded, and how many are settled."""

    number: int
    subject: SampleSubject
    first: str
    second: str
    seed: int
    who: str
    made: str
    items: int
    first_done: int
    second_done: int
    settled: int

    @property
    def done(self) -> bool:
        """Whether both reviewers have coded every claim."""
        return self.first_done == self.second_done == self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim to be coded: its place in the sample, where it stands, its words, and the reviewer's own answer."""

    place: int
    document: str
    id: str
    span: Span
    content: str
    answer: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far two reviewers agree on a field: on how many ``items`` they are ``alike``, and Krippendorff's alpha.

    ``alpha`` is None where it is not defined. ``distance`` is nominal or masi.
    """

    field: str
    items: int
    alike: int
    alpha: float | None
    distance: str

    @property
    def share(self) -> float | None:
        """The share of items on which they are alike; None without items."""
        return self.alike / self.items if self.items else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A claim that two reviewers coded differently: the fields that differ, both answers, and the decision, if any."""

    place: int
    document: str
    id: str
    content: str
    fields: tuple[str, ...]
    first: dict[str, Any]
    second: dict[str, Any]
    settled: int | None


def draw(register: Register, plan: Plan, *, who: str = "") -> Sample:
    """Draw a sample for two reviewers and return it; ``who`` draws it, the first reviewer where nobody is named.

    The same register and plan give the same sample; fewer are drawn where there are no more. Raises ValueError where
    the reviewers are not two, neither number or both are given, or there is nothing to draw.
    """
    first, second = plan.first.strip(), plan.second.strip()
    if not first or not second or first == second:
        raise ValueError("a sample needs two different reviewers")
    subject, claims, documents, seed = plan.subject, plan.claims, plan.documents, plan.seed
    if subject not in CODED:
        raise ValueError(f"{subject!r} is none of {', '.join(CODED)}")
    size = documents if claims is None else claims
    if size is None or size < 1 or None not in (claims, documents):
        raise ValueError("say how many claims or how many documents, one or more")
    every = list(places(register.engine, plan.ask, subject))
    if documents is not None:
        drawn = set(_lot({document for document, _ in every}, seed, size))
        chosen = _lot([place for place in every if place[0] in drawn], seed, len(every))
    else:
        chosen = _lot(every, seed, size)
    if not chosen:
        raise ValueError(f"the register holds no {subject} like that")
    with writing(register.engine) as connection:
        number = connection.execute(select(func.coalesce(func.max(tables.samples.c.number), 0))).scalar_one() + 1
        row = {"number": number, "subject": subject, "first": first, "second": second, "seed": seed}
        connection.execute(insert(tables.samples).values(**row, who=who.strip() or first, made=_time()))
        spans = _spans(connection, subject, chosen)
        rows = [
            {"sample": number, "place": at, "document": document, "id": id, "start": span.start, "end": span.end}
            for at, ((document, id), span) in enumerate(zip(chosen, spans, strict=True), start=1)
        ]
        connection.execute(insert(tables.sampled), rows)
    return sample(register, number)


def samples(register: Register) -> tuple[Sample, ...]:
    """Return every sample, in the order of drawing."""
    with reading(register.engine) as connection:
        numbers = connection.execute(select(tables.samples.c.number).order_by(tables.samples.c.number)).scalars().all()
        return tuple(_sample(connection, number) for number in numbers)


def sample(register: Register, number: int) -> Sample:
    """Return the sample of this number; raises ValueError where there is none."""
    with reading(register.engine) as connection:
        return _sample(connection, number)


def assigned(register: Register, number: int, reviewer: str) -> tuple[Item, ...]:
    """Return the claims of a sample with the answers of this reviewer, and of nobody else.

    Raises ValueError where there is no such sample, or the reviewer is none of its two.
    """
    with reading(register.engine) as connection:
        found = _sample(connection, number)
        _one_of_two(found, reviewer)
        own = _answers(connection, number).get(reviewer, {})
        return tuple(_item(row, own.get(row.place)) for row in _rows(connection, number))


def answer(register: Register, number: int, place: int, reviewer: str, values: Values | None) -> dict[str, Any]:
    """Keep how a reviewer codes a claim of a sample, and return it; ``values`` is None where there is no such claim.

    An answer may be changed until both have done. Raises ValueError where it may not, where something is missing or
    cannot be, or the reviewer is none of the two.
    """
    with writing(register.engine) as connection:
        found = _sample(connection, number)
        _one_of_two(found, reviewer)
        if found.done:
            raise ValueError(f"both reviewers have done sample {number}; its answers stay as they are")
        row = _row(connection, number, place)
        kept = _coded(found.subject, reviewing.now(connection, row.document), values)
        table = tables.answers
        key = {"sample": number, "place": place, "reviewer": reviewer}
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
        connection.execute(insert(table).values(**key, value=json.dumps(kept, ensure_ascii=False), answered=_time()))
    return kept


def agreed(register: Register, number: int) -> tuple[FieldAgreement, ...]:
    """Return how far the reviewers of a sample agree: on whether there is such a claim, then on each of its fields.

    Fields are compared where both say that there is one. Raises ValueError while one has not done.
    """
    with reading(register.engine) as connection:
        found, pairs = _both(connection, number)
    kept = [pair for pair in pairs.values() if pair[0][CLAIM] and pair[1][CLAIM]]
    return (
        _agreement(CLAIM, [(a[CLAIM], b[CLAIM]) for a, b in pairs.values()]),
        *(_agreement(name, [(_plain(name, a), _plain(name, b)) for a, b in kept]) for name in CODED[found.subject]),
    )


def differences(register: Register, number: int) -> tuple[Difference, ...]:
    """Return the claims that the reviewers of a sample coded differently; raises ValueError while one has not done."""
    with reading(register.engine) as connection:
        found, pairs = _both(connection, number)
        rows = _rows(connection, number)
    return tuple(
        Difference(
            place=row.place,
            document=row.document,
            id=row.id,
            content=row.words,
            fields=fields,
            first=pairs[row.place][0],
            second=pairs[row.place][1],
            settled=row.settled,
        )
        for row in rows
        if (fields := _differing(found.subject, *pairs[row.place]))
    )


def settle(
    register: Register,
    number: int,
    place: int,
    right: Values | Literal["first", "second"] | None,
    *,
    who: str,
    why: str,
) -> Decision:
    """Decide on a claim of a sample that both have coded, and return the decision.

    ``right`` says whose answer counts, or which values are right, or that there is no such claim (None). What the claim
    has already is confirmed. Raises ValueError while one has not done, or where it was settled before.
    """
    with reading(register.engine) as connection:
        found, pairs = _both(connection, number)
        row = _row(connection, number, place)

    def build(connection: Connection) -> Decision:
        if _row(connection, number, place).settled is not None:
            raise ValueError(f"claim {place} of sample {number} is settled by a decision already")
        now = reviewing.now(connection, row.document)
        coded = pairs[place][right == "second"] if isinstance(right, str) else _coded(found.subject, now, right)
        target = Target(row.document, found.subject, _home(now, found.subject, row))
        values = {name: value for name, value in coded.items() if name != CLAIM}
        changed = reviewing.changes(now, target, values)
        verb: Verb = "reject" if not coded[CLAIM] else "correct" if changed else "confirm"
        return Decision(**target._asdict(), verb=verb, value=changed or None, who=who, why=why)

    def then(connection: Connection, made: Decision) -> None:
        table = tables.sampled
        here = (table.c.sample == number, table.c.place == place)
        connection.execute(update(table).where(*here).values(settled=made.number))

    return reviewing.keep(register, row.document, build, then=then)


def settle_agreed(register: Register, number: int, *, who: str) -> tuple[Decision, ...]:
    """Decide on every claim of a sample that both coded alike as they did, and return the decisions.

    Raises ValueError while one has not done.
    """
    with reading(register.engine) as connection:
        found, pairs = _both(connection, number)
        rows = _rows(connection, number)
    why = f"{found.first} and {found.second} agree (sample {number})"
    return tuple(
        settle(register, number, row.place, "first", who=who, why=why)
        for row in rows
        if row.settled is None and not _differing(found.subject, *pairs[row.place])
    )


def _lot(every: Iterable[Any], seed: int, size: int) -> list[Any]:
    """Return so many of the things, drawn by a hash: neither their order nor what else there is moves one."""

    def ticket(thing: Any) -> tuple[bytes, Any]:
        return hashlib.sha256(f"{seed}:{thing}".encode()).digest(), thing

    return sorted(every, key=ticket)[:size]


def _spans(connection: Connection, subject: str, chosen: list[tuple[str, str]]) -> list[Span]:
    """Return where the claims stand: a statement's content, an event's first evidence, else the start of the text."""
    records: dict[str, ReviewedRecord] = {}
    spans = []
    for document, id in chosen:
        if document not in records:
            records[document] = reviewing.now(connection, document)
        spans.append(_span(records[document].claim(subject, id).claim))
    return spans


def _span(claim: Any) -> Span:
    if isinstance(claim, Statement):
        return claim.content
    return claim.evidence[0] if isinstance(claim, Event) and claim.evidence else Span(0, 0)


def _home(now: ReviewedRecord, subject: str, row: Any) -> str:
    """Return the id of the claim that was drawn: ids may have moved when its document was read anew."""
    mine = [each for each in now.claims if each.subject == subject]
    here = [each for each in mine if row.start < row.end and _span(each.claim) == (row.start, row.end)]
    return next((each.id for each in (*here, *mine) if each.id == row.id), here[0].id if here else row.id)


def _sample(connection: Connection, number: int) -> Sample:
    row = connection.execute(select(tables.samples).where(tables.samples.c.number == number)).first()
    if row is None:
        raise ValueError(f"there is no sample {number}")
    own = tables.sampled.c.sample == number
    items = connection.execute(select(func.count(), func.count(tables.sampled.c.settled)).where(own)).one()
    per = select(tables.answers.c.reviewer, func.count()).where(tables.answers.c.sample == number)
    done: dict[str, int] = {each[0]: each[1] for each in connection.execute(per.group_by(tables.answers.c.reviewer))}
    return Sample(
        **row._mapping,
        items=items[0],
        first_done=done.get(row.first, 0),
        second_done=done.get(row.second, 0),
        settled=items[1],
    )


def _rows(connection: Connection, number: int) -> list[Any]:
    """Return the claims of a sample with their words, in their order; without words where the document is gone."""
    table, documents = tables.sampled, tables.documents
    # cut out by the database: a sample of thousands of claims would else bring as many whole texts
    words = func.coalesce(func.substr(documents.c.text, table.c.start + 1, table.c.end - table.c.start), "")
    query = select(table, words.label("words")).outerjoin(documents, documents.c.id == table.c.document)
    return list(connection.execute(query.where(table.c.sample == number).order_by(table.c.place)))


def _row(connection: Connection, number: int, place: int) -> Any:
    table = tables.sampled
    found = connection.execute(select(table).where(table.c.sample == number, table.c.place == place)).first()
    if found is None:
        raise ValueError(f"sample {number} has no claim {place}")
    return found


def _item(row: Any, own: dict[str, Any] | None) -> Item:
    span = Span(row.start, row.end)
    return Item(place=row.place, document=row.document, id=row.id, span=span, content=row.words, answer=own)


def _answers(connection: Connection, number: int) -> dict[str, dict[int, dict[str, Any]]]:
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for row in connection.execute(select(tables.answers).where(tables.answers.c.sample == number)):
        found.setdefault(row.reviewer, {})[row.place] = json.loads(row.value)
    return found


def _both(connection: Connection, number: int) -> tuple[Sample, dict[int, tuple[dict[str, Any], dict[str, Any]]]]:
    found = _sample(connection, number)
    for name, done in ((found.first, found.first_done), (found.second, found.second_done)):
        if done < found.items:
            raise ValueError(f"{name} has not coded {found.items - done} of the {found.items} claims yet")
    answers = _answers(connection, number)
    first, second = answers[found.first], answers[found.second]
    return found, {place: (first[place], second[place]) for place in sorted(first)}


def _one_of_two(found: Sample, reviewer: str) -> None:
    if reviewer not in (found.first, found.second):
        raise ValueError(f"sample {found.number} is for {found.first} and {found.second}, not for {reviewer}")


def _coded(subject: str, record: ReviewedRecord, values: Values | None) -> dict[str, Any]:
    """Return an answer as it is kept, complete and checked."""
    if values is None:
        return {CLAIM: False}
    fields = CODED[subject]
    if other := [name for name in values if name not in fields]:
        known = "is not coded in a sample" if other[0] in FIELDS[subject] else "is no field"
        raise ValueError(f"{other[0]} {known}; these are: {', '.join(fields)}")
    filled = {**{name: value for name, value in fields.items() if value is not None}, **values}
    if lacking := [name for name in fields if name not in filled]:
        raise ValueError(f"an answer needs {', '.join(lacking)}")
    return {CLAIM: True, **checked(record.record, subject, filled)}


def _plain(name: str, coded: Mapping[str, Any]) -> Any:
    """Return a value as it is compared: people by their names, areas as a set."""
    value = coded[name]
    if name in _PEOPLE:
        return tuple(sorted(each["name"] for each in value))
    return frozenset(value) if isinstance(value, list) else value


def _agreement(name: str, pairs: list[tuple[Any, Any]]) -> FieldAgreement:
    same, items = agreement.alike(pairs)
    sets = name == "areas"
    alpha = agreement.alpha(pairs, agreement.masi if sets else agreement.nominal)
    return FieldAgreement(field=name, items=items, alike=same, alpha=alpha, distance="masi" if sets else "nominal")


def _differing(subject: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[str, ...]:
    if first[CLAIM] != second[CLAIM]:
        return (CLAIM,)
    if not first[CLAIM]:
        return ()
    return tuple(name for name in CODED[subject] if _plain(name, first) != _plain(name, second))


def _time() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
