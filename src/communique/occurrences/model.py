"""What a record tells of an event, as far as it shows which occurrence is meant: frozen values, and their JSON form."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from communique.dates import find_dates, resolve
from communique.occurrences.words import looks_back, names, numbers, plain, terms
from communique.record import Actor, Event, Meeting, Record, Span

#: event types that reports of one act are coded to: a signing is support to one coder's eye and agreement to another's
FAMILIES = {
    "AGREE": "accord",
    "SUPPORT": "accord",
    "COOPERATE": "accord",
    "ACCUSE": "rebuke",
    "REJECT": "rebuke",
    "SANCTION": "pressure",
    "COERCE": "pressure",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
#: beginnings of CAMEO codes of what nobody does alone: signing, and cooperating in deed
TOGETHER = ("057", "06")
#: families that are told of by whom they are done to
SUFFERED = frozenset({"assault", "pressure", "protest", "yield", "mobilize"})
REMOTE = frozenset({"call", "video", "letter"})
_SENTENCE = re.compile(r"[.!?][\"”')]*\s+(?=[\"“'(]?[A-Z0-9])|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as one document tells it.

    ``actors`` and ``recipients`` are sides: countries, else organisations, else names. ``date`` is as precise as the
    text, ``reported`` the day of the report; ``stated`` says that the text names the date. ``people`` are the persons,
    each as side and name; ``terms``, ``spots`` (names) and ``numbers`` tell one occurrence from another.
    """

    document: str
    event: str
    type: str
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    mutual: bool = False
    date: str | None = None
    reported: str | None = None
    stated: bool = False
    back: bool = False
    remote: bool | None = None
    place: str | None = None
    place_country: str | None = None
    people: frozenset[tuple[str, str]] = frozenset()
    terms: frozenset[str] = frozenset()
    spots: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The id that this mention gives its occurrence; an occurrence bears that of the mention that leads it."""
        return "oc" + hashlib.sha256(f"{self.document}:{self.event}".encode("utf-8", "surrogatepass")).hexdigest()[:14]

    @property
    def family(self) -> str:
        """The kind of occurrence, wider than the event type."""
        return FAMILIES.get(self.type, self.type.lower())

    @property
    def anchor(self) -> str:
        """The sides by which it is looked up: of what is done together all, else the one that texts leave out less.

        Whoever attacks or arrests may be unknown; whoever helps or accuses is always named.
        """
        if self.mutual or self.family == "accord":
            return "+".join(sorted(self.sides))
        first, second = (self.recipients, self.actors) if self.family in SUFFERED else (self.actors, self.recipients)
        return min(first or second, default="")

    @property
    def sides(self) -> frozenset[str]:
        """All sides."""
        return self.actors | self.recipients

    @property
    def dated(self) -> bool:
        """Whether the date is a day."""
        return self.date is not None and len(self.date) == 10

    @property
    def firm(self) -> bool:
        """Whether it says enough to be one end of a chain: a day, and words or people that tell it from others."""
        if not self.dated:
            return False
        if self.type == "CONSULT":
            return len({side for side, _ in self.people}) > 1 or len(self.sides) == 1
        return bool(self.terms)

    @property
    def rank(self) -> str:
        """What orders the mentions of an occurrence: the first leads it and gives it its date, words and id."""
        unnamed = 2 - bool(self.actors) - bool(self.recipients)
        return (
            f"{int(not self.firm)}{unnamed}{int(not self.stated)}|{self.reported or '9'}|{self.document}|{self.event}"
        )

    def to_json(self) -> str:
        """Return it as JSON; the same mention gives the same bytes."""
        held = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in asdict(self).items()}
        return json.dumps({name: value for name, value in held.items() if value is not None and value != []})

    @classmethod
    def from_json(cls, text: str) -> Told:
        """Return the mention that ``to_json`` wrote."""
        held = json.loads(text)
        for name in ("actors", "recipients", "terms", "spots", "numbers"):
            held[name] = frozenset(held.get(name, ()))
        held["people"] = frozenset((side, name) for side, name in held.get("people", ()))
        return cls(**held)


def told(record: Record) -> tuple[Told, ...]:
    """Return every event of a record as it is told there, in their order."""
    actors = {actor.id: actor for actor in record.actors}
    meetings = {meeting.id: meeting for meeting in record.meetings}
    return tuple(_told(record, event, actors, meetings.get(event.meeting or "")) for event in record.events)


def _told(record: Record, event: Event, actors: dict[str, Actor], meeting: Meeting | None) -> Told:
    text = record.document.text
    involved = [actors[each] for each in dict.fromkeys((*event.actor, *event.recipient))]
    words = " ".join(sentence for sentence in _sentences(text, event.evidence))
    ours = frozenset(_words_of(involved, text))
    reported = record.document.date
    place = event.place
    return Told(
        document=record.document.id,
        event=event.id,
        type=event.event_type,
        actors=frozenset(_side(actors[each]) for each in event.actor),
        recipients=frozenset(_side(actors[each]) for each in event.recipient),
        mutual=event.reciprocal or event.event_type == "CONSULT" or (event.cameo or "").startswith(TOGETHER),
        date=event.date,
        reported=reported,
        stated=event.date is not None and (event.date != reported or _states(words, event.date, reported)),
        back=looks_back(words),
        remote=meeting.form in REMOTE if meeting else None,
        place=plain(place.name) if place else None,
        place_country=place.country if place else None,
        people=frozenset((_side(each), plain(each.name)) for each in involved if each.kind == "person" and each.name),
        terms=terms(words) - ours,
        spots=names(words) - ours,
        numbers=numbers(words),
    )


def _side(actor: Actor) -> str:
    return actor.country or actor.code or plain(actor.name)


def _sentences(text: str, evidence: Iterable[Span]) -> Iterator[str]:
    """Yield the sentences that the evidence stands in, each once."""
    given: dict[tuple[int, int], None] = {}
    for span in evidence:
        before = [match.end() for match in _SENTENCE.finditer(text, max(0, span.start - 600), span.start + 1)]
        after = _SENTENCE.search(text, span.end - 1)
        given[max(before, default=max(0, span.start - 600)), after.start() if after else len(text)] = None
    for start, end in given:
        yield text[start : min(end, start + 1200)]


def _words_of(actors: Iterable[Actor], text: str) -> Iterator[str]:
    """Yield the names by which the text calls these actors: all mentions of them share those.

    A group may be called by the place where it happened.
    """
    for actor in actors:
        if actor.kind not in ("state", "person") and actor.code is None:
            continue
        for span in (None, *actor.mentions):
            called = actor.name if span is None else span.of(text)
            yield from terms(" ".join(word for word in called.split() if word[:1].isupper()))


def _states(words: str, date: str, reported: str | None) -> bool:
    found = (resolve(each.expression, reported) for each in find_dates(words))
    return any(each is not None and each.date == date for each in found)
