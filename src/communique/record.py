"""The types of a record, their law and their JSON form ("schema": "communique/1").

All are frozen values. A record holds one document and everything read from it; every value in it points
at the characters of ``document.text`` that it was read from.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from pydantic import TypeAdapter

from communique.errors import RecordInvalid

SCHEMA = "communique/1"

ActorKind = Literal["person", "state", "organisation", "group"]
MeetingForm = Literal["in_person", "call", "video", "letter", "visit"]
Act = Literal[
    "agree",
    "pledge",
    "propose",
    "request",
    "support",
    "oppose",
    "criticize",
    "warn",
    "invite",
    "assess",
    "courtesy",
    "report",
]
Modality = Literal["asserted", "negated", "conditional"]
Area = Literal[
    "relations",
    "development",
    "economy",
    "trade",
    "investment",
    "energy",
    "connectivity",
    "industry",
    "agriculture",
    "technology",
    "environment",
    "health",
    "education",
    "culture",
    "tourism",
    "people",
    "security",
    "law_enforcement",
    "defence",
    "cyber",
    "multilateral",
    "regional",
    "territory",
    "human_rights",
    "humanitarian",
    "consular",
]
#: every area; ``Statement.areas`` keeps this order
AREAS: tuple[str, ...] = get_args(Area)
ACTS: tuple[str, ...] = get_args(Act)


class Span(NamedTuple):
    """Half-open character offsets ``[start, end)`` into ``Document.text``; an array of two numbers in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers in ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and on which day (ISO date) a report was filed."""

    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote, edited and photographed a report."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report; ``id`` is the SHA-256 of its text in hexadecimal, ``published`` an ISO date or date and time."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    dateline: Dateline = Dateline()
    byline: Byline = Byline()
    captions: tuple[Span, ...] = ()
    language: str = "en"
    url: str | None = None

    @property
    def date(self) -> str | None:
        """The day the report speaks from (ISO date): the dateline's, else the day of publication."""
        return self.dateline.date or (self.published[:10] if self.published else None)


def document_id(text: str) -> str:
    """Return the id of a document with this text: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; ``country`` is ISO 3166-1 alpha-3, ``lat`` and ``lon`` are degrees, ``geonameid`` is GeoNames' own."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The PLOVER class of what one marked party does to another; see ``communique.events.relation``.

    ``event_type`` is one of its 15 classes (CONCEDE and RETREAT are one: YIELD), ``confidence`` the calibrated
    probability that it is right, ``scores`` every class with its probability, the likeliest first.
    """

    event_type: str
    quad_code: int
    confidence: float
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, speaks or is acted upon, as valid on the document's date.

    ``country`` is ISO 3166-1 alpha-3; ``code`` an organisation's or group's code, or what a user dictionary gave;
    ``sector`` a PLOVER sector; ``resolved`` is false where no gazetteer knows the name.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    resolved: bool = True
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An encounter; ``participants`` are actor ids, ``date`` an ISO date."""

    id: str
    participants: tuple[str, ...]
    form: MeetingForm
    date: str | None = None
    place: Place | None = None
    occasion: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that one speaker, or several jointly, conveys; people are actor ids, ``content`` is the bare content.

    ``method`` names the construction that it was read from, ``evidence`` every place where the text says it.
    """

    id: str
    speaker: tuple[str, ...]
    speaker_country: tuple[str, ...]
    act: Act
    content: Span
    areas: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    modality: Modality = "asserted"
    amount: str | None = None
    deadline: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The PLOVER and CAMEO coding of one claim; ``goldstein`` runs from -10 (conflict) to 10 (cooperation).

    ``date`` is an ISO date as precise as the text: a day, or the month or year of what it recalls.
    """

    id: str
    event_type: str
    quad_code: int
    event_mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    goldstein: float | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    date: str | None = None
    place: Place | None = None
    statement: str | None = None
    meeting: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A sentence that gave nothing, and the reason why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document and all that was read from it."""

    document: Document
    actors: tuple[Actor, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    silences: tuple[Silence, ...] = ()
    coder: str = ""
    schema: str = field(default=SCHEMA)

    def actor(self, actor_id: str) -> Actor:
        """Return the actor of this id; raises KeyError when the record has none."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain dicts, lists and scalars, ready for ``json``."""
        return _adapter().dump_python(self, mode="json")  # type: ignore[no-any-return]

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON; the same text gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """Return the record that ``to_json`` wrote; raises pydantic.ValidationError where it does not validate."""
        return _adapter().validate_json(data)

    def check(self) -> None:
        """Raise RecordInvalid if a span is empty or out of bounds, or an id names nothing."""
        size = len(self.document.text)
        for span in self._spans():
            if not 0 <= span.start < span.end <= size:
                raise RecordInvalid(f"span {tuple(span)} is empty or outside the text of {size} characters")
        known = {actor.id for actor in self.actors}
        for reference in self._references():
            if reference not in known:
                raise RecordInvalid(f"no actor has the id {reference!r}")
        claims = {s.id for s in self.statements} | {m.id for m in self.meetings}
        for event in self.events:
            for claim in (event.statement, event.meeting):
                if claim is not None and claim not in claims:
                    raise RecordInvalid(f"event {event.id} names the claim {claim!r}, which the record lacks")
        for statement in self.statements:
            unknown = set(statement.areas) - set(AREAS)
            if unknown:
                raise RecordInvalid(f"statement {statement.id} has unknown areas {sorted(unknown)}")

    def _spans(self) -> Iterator[Span]:
        yield from self.document.captions
        for actor in self.actors:
            yield from actor.mentions
        for statement in self.statements:
            yield statement.content
        claims: Iterable[Meeting | Statement | Event] = (*self.meetings, *self.statements, *self.events)
        for claim in claims:
            yield from claim.evidence
        for silence in self.silences:
            yield silence.span

    def _references(self) -> Iterator[str]:
        for meeting in self.meetings:
            yield from meeting.participants
        for statement in self.statements:
            yield from (*statement.speaker, *statement.addressees)
            if statement.on_behalf_of is not None:
                yield statement.on_behalf_of
        for event in self.events:
            yield from (*event.actor, *event.recipient)

    def _repr_html_(self) -> str:
        title = html.escape(self.document.title or "Untitled document")
        rows = "".join(
            f"<tr><td>{html.escape('; '.join(self.actor(a).name for a in s.speaker))}</td><td>{s.act}</td>"
            f"<td>{html.escape(', '.join(s.areas))}</td><td>{html.escape(s.content.of(self.document.text))}</td></tr>"
            for s in self.statements
        )
        head = "<tr><th>speaker</th><th>act</th><th>areas</th><th>content</th></tr>"
        return f"<h4>{title}</h4><table>{head}{rows}</table>"


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every record validates against."""
    schema = _adapter().json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "communique record",
        **schema,
    }
