"""The rows that answer questions to a register."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document; ``original`` is the document that it is a near duplicate of.

    ``score`` says how well it fits the words asked for, the more the better, where answers are ranked by it.
    """

    id: str
    number: int
    date: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None
    coder: str
    original: str | None
    score: float | None = None

    @property
    def place(self) -> tuple[str | None, int, str]:
        """Where the row stands in the order of answers."""
        return (self.date if self.score is None else repr(self.score), self.number, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What all claims have: where they were read, with what certainty, and what a reviewer said of them.

    ``verdict`` is confirm, correct or add; a rejected claim is in no answer.
    """

    document: str
    number: int = field(repr=False)
    id: str
    date: str | None
    start: int | None
    end: int | None
    confidence: float
    method: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    coder: str
    verdict: str | None

    @property
    def place(self) -> tuple[str | None, int, str]:
        """Where the row stands in the order of answers."""
        return (self.date, self.number, self.id)

    @property
    def doubt(self) -> tuple[float, str, str]:
        """Where the row stands among those that wait for a reviewer."""
        return (self.confidence, self.id, self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(ClaimRow):
    """A meeting with the names and countries of its participants, and how many articles give an account of it."""

    form: str
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    placename: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    occasion: str | None
    occurrence: str | None = None
    articles: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(ClaimRow):
    """A statement with the names and countries of who makes it and to whom."""

    act: str
    areas: tuple[str, ...]
    content: str
    speaker: tuple[str, ...]
    speaker_country: tuple[str, ...]
    addressee: tuple[str, ...]
    addressee_country: tuple[str, ...]
    modality: str
    amount: str | None
    deadline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(ClaimRow):
    """An event with the names and countries of its two sides, and how the occurrence it tells of was reported."""

    event_type: str
    event_mode: str | None
    contexts: tuple[str, ...]
    quad_code: int
    cameo: str | None
    goldstein: float | None
    actor: tuple[str, ...]
    actor_country: tuple[str, ...]
    recipient: tuple[str, ...]
    recipient_country: tuple[str, ...]
    placename: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    statement: str | None
    meeting: str | None
    occurrence: str | None
    mentions: int
    articles: int
    sources: int
    first_report: str | None
    last_report: str | None
    actor_code: tuple[str, ...]
    recipient_code: tuple[str, ...]
    spans: tuple[str, ...]
