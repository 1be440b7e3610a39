"""What reviewers may say of a claim: checked against the text and the ontology, then laid over the claim.

Values are kept as JSON that stands by itself: an actor is kept with its name and country, a span by its offsets, so
that a correction still holds when the document is read anew and the ids of its record change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, get_args

from communique.events.ontology import ontology
from communique.record import (
    ACTS,
    AREAS,
    Actor,
    ActorKind,
    Event,
    Meeting,
    MeetingForm,
    Modality,
    Place,
    Record,
    Span,
    Statement,
)

Claim = Meeting | Statement | Event
C = TypeVar("C", bound=Claim)
Values = Mapping[str, Any]
_Check = Callable[[Record, str, Any], Any]
#: how a claim that a reviewer added was read
METHOD = "reviewer"
_CODE = re.compile(r"[A-Z]{3}")


def checked(record: Record, subject: str, values: Values) -> dict[str, Any]:
    """Return the values as JSON that stands by itself; what is so already comes back as it is.

    Actors may be given by id, by name, or as a mapping with ``name`` (and ``kind``, ``country``, ``span``) where the
    record lacks them. Raises ValueError for a field or value that cannot be, saying which ones can.
    """
    checks = _FIELDS[subject]
    unknown = [name for name in values if name not in checks]
    if unknown:
        raise ValueError(f"a {subject} has no field {unknown[0]!r}; it has {', '.join(checks)}")
    found = {name: checks[name](record, name, value) for name, value in values.items()}
    if subject == "event":
        _check_code(found)
    return found


def complete(subject: str, values: Values) -> None:
    """Raise ValueError where a claim that is to be added lacks what every claim of its kind has."""
    needed = {"statement": ("act", "speaker", "content"), "event": ("event_type", "actor", "span")}
    lacking = [name for name in needed.get(subject, ("form", "participants", "span")) if not values.get(name)]
    if subject == "event" and values.get("cameo"):
        lacking = [name for name in lacking if name != "event_type"]
    if lacking:
        raise ValueError(f"a {subject} that is added needs {', '.join(lacking)}")


class Cast:
    """The actors of a record, with those that reviewers brought in."""

    def __init__(self, record: Record) -> None:
        self.actors = {actor.id: actor for actor in record.actors}

    def ids(self, kept: list[dict[str, Any]]) -> tuple[str, ...]:
        """Return the ids of actors as they were kept; one that the record lacks is brought in."""
        return tuple(dict.fromkeys(self._id(each) for each in kept))

    def countries(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the countries of actors, each once; an organisation's code stands for one."""
        actors = (self.actors[each] for each in ids)
        return tuple(dict.fromkeys(code for actor in actors if (code := actor.country or actor.code)))

    def _id(self, kept: dict[str, Any]) -> str:
        mentions = {Span(*span) for span in kept.get("mentions", ())}
        for same in (self._same_name, self._same_words):
            for actor in self.actors.values():
                if same(actor, kept, mentions):
                    return actor.id
        number = sum(each.startswith("ar") for each in self.actors) + 1
        values = {**kept, "id": f"ar{number}", "mentions": tuple(sorted(mentions))}
        made = Actor(**values)
        self.actors[made.id] = made
        return made.id

    @staticmethod
    def _same_name(actor: Actor, kept: dict[str, Any], _: set[Span]) -> bool:
        return (actor.name, actor.country) == (kept["name"], kept.get("country"))

    @staticmethod
    def _same_words(actor: Actor, _: dict[str, Any], mentions: set[Span]) -> bool:
        return not mentions.isdisjoint(actor.mentions)


def laid_over(claim: C, values: Values, cast: Cast) -> C:
    """Return the claim with values that ``checked`` returned; ``cast`` takes in the actors that they bring."""
    changes = {name: _plain(name, value, cast) for name, value in values.items()}
    span = changes.pop("span", None) or changes.get("content")
    if span is not None and not any(each.start <= span.start and span.end <= each.end for each in claim.evidence):
        changes["evidence"] = (span,) if "span" in values else (*claim.evidence, span)
    if "speaker" in changes:
        changes["speaker_country"] = cast.countries(changes["speaker"])
    if isinstance(claim, Event):
        changes |= _coded(claim, changes)
    return replace(claim, **changes)


def blank(subject: str, id: str) -> Claim:
    """Return a claim that says nothing yet, for ``laid_over`` to fill."""
    if subject == "statement":
        start = Span(0, 0)
        return Statement(id=id, speaker=(), speaker_country=(), act="report", content=start, method=METHOD)
    if subject == "event":
        return Event(id=id, event_type="", quad_code=0, method=METHOD)
    return Meeting(id=id, participants=(), form="in_person", method=METHOD)


def _plain(name: str, value: Any, cast: Cast) -> Any:
    """Return a value as a claim holds it."""
    if name in ("speaker", "addressees", "actor", "recipient", "participants"):
        return cast.ids(value)
    if name == "on_behalf_of":
        return None if value is None else cast.ids([value])[0]
    if name in ("content", "span"):
        return Span(*value)
    if name == "place":
        return None if value is None else Place(**value)
    return tuple(value) if isinstance(value, list) else value


def _coded(event: Event, changes: dict[str, Any]) -> dict[str, Any]:
    """Return what the type and the CAMEO code of an event entail where one of them changes."""
    known = ontology()
    if not {"event_type", "cameo"} & set(changes):
        return {}
    cameo = changes.get("cameo", event.cameo)
    event_type: str = changes.get("event_type") or (known.code(cameo).type if cameo else None) or event.event_type
    if cameo is None or known.code(cameo).type != event_type:
        codes = [code for code, entry in known.cameo.items() if entry.type == event_type]
        cameo = min(codes, key=lambda code: (len(code), code), default=None)
    entry = known.code(cameo) if cameo else None
    return {
        "event_type": event_type,
        "quad_code": known.quad(event_type),
        "cameo": cameo,
        "goldstein": entry.goldstein if entry else None,
        "event_mode": changes.get("event_mode", entry.mode if entry else None),
    }


def _check_code(found: dict[str, Any]) -> None:
    code, event_type = found.get("cameo"), found.get("event_type")
    if code and event_type and ontology().code(code).type != event_type:
        raise ValueError(f"CAMEO {code} is {ontology().code(code).type}, not {event_type}; give one of them")


def _one_of(allowed: Callable[[], tuple[str, ...]], *, none: bool = False) -> _Check:
    def check(_: Record, name: str, value: Any) -> Any:
        if value in allowed() or (none and value is None):
            return value
        raise ValueError(f"{name} {value!r} is none of {', '.join(allowed())}")

    return check


def _several_of(allowed: Callable[[], tuple[str, ...]]) -> _Check:
    one = _one_of(allowed)

    def check(record: Record, name: str, value: Any) -> Any:
        chosen = {one(record, name, each) for each in _listed(name, value)}
        return [each for each in allowed() if each in chosen]

    return check


def _listed(name: str, value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise ValueError(f"{name} is {value!r}, which is no list")
    return list(value)


def _span(record: Record, name: str, value: Any) -> list[int]:
    """Return a span without the white space at its ends."""
    text = record.document.text
    pair = list(value) if isinstance(value, list | tuple) else []
    if len(pair) != 2 or not all(type(end) is int for end in pair):
        raise ValueError(f"{name} is {value!r}, which is no pair of offsets")
    start, end = pair
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{name} {start}-{end} is empty or outside the text of {len(text)} characters")
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise ValueError(f"{name} {pair[0]}-{pair[1]} holds only white space")
    return [start, end]


def _actors(*, needed: bool = False) -> _Check:
    def check(record: Record, name: str, value: Any) -> Any:
        found = [_actor(record, name, each) for each in _listed(name, value)]
        if needed and not found:
            raise ValueError(f"{name} names nobody")
        return found

    return check


def _actor_or_none(record: Record, name: str, value: Any) -> Any:
    return None if value is None else _actor(record, name, value)


def _actor(record: Record, name: str, value: Any) -> dict[str, Any]:
    """Return an actor as it is kept: everything but the id, which is the record's own."""
    if isinstance(value, str):
        same = [actor for actor in record.actors if actor.id == value]
        same = same or [actor for actor in record.actors if actor.name.casefold() == value.strip().casefold()]
        if not same:
            known = ", ".join(f"{actor.id} ({actor.name})" for actor in record.actors)
            raise ValueError(f"{name} {value!r} is no actor of the document, which has {known or 'none'}")
        return _kept(same[0])
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str) or not value["name"].strip():
        raise ValueError(f"{name} {value!r} is neither an actor of the document nor a mapping with a name")
    known_fields = ("name", "kind", "country", "code", "sector", "office", "resolved", "mentions", "span")
    if unknown := [each for each in value if each not in known_fields]:
        raise ValueError(f"an actor has no field {unknown[0]!r}; it has {', '.join(known_fields)}")
    country = value.get("country")
    if country is not None and not (isinstance(country, str) and _CODE.fullmatch(country)):
        raise ValueError(f"country {country!r} is no code of three capitals")
    spans = [*value.get("mentions", ()), *([value["span"]] if value.get("span") else [])]
    kind = _one_of(lambda: get_args(ActorKind))(record, "kind", value.get("kind", "person"))
    kept = Actor(
        id="",
        name=value["name"].strip(),
        kind=kind,
        country=country,
        **{each: _text(record, each, value.get(each)) for each in ("code", "sector", "office")},
        resolved=value.get("resolved", country is not None) is True,
        mentions=tuple(Span(*_span(record, "mention", span)) for span in spans),
    )
    return _kept(kept)


def _kept(actor: Actor) -> dict[str, Any]:
    names = ("name", "kind", "country", "code", "sector", "office", "resolved")
    return {**{each: getattr(actor, each) for each in names}, "mentions": [list(span) for span in actor.mentions]}


def _text(_: Record, name: str, value: Any) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise ValueError(f"{name} is {value!r}, which is neither a text nor nothing")


def _truth(_: Record, name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{name} is {value!r}, neither true nor false")


def _day(_: Record, name: str, value: Any) -> str | None:
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"{name} {value!r} is no ISO date, such as 2024-05-31") from None


def _cameo(_: Record, name: str, value: Any) -> str | None:
    entry = ontology().cameo.get(value) if isinstance(value, str) else None
    if value is not None and (entry is None or entry.type is None):
        raise ValueError(f"{name} {value!r} is no CAMEO code of an event; `communique codes` lists them")
    return value  # type: ignore[no-any-return]


def _place(record: Record, name: str, value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    given = {"name": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping) or not isinstance(given.get("name"), str) or not given["name"].strip():
        raise ValueError(f"{name} {value!r} is neither a name nor a mapping with a name")
    names = ("name", "country", "lat", "lon", "geonameid")
    if unknown := [each for each in given if each not in names]:
        raise ValueError(f"a place has no field {unknown[0]!r}; it has {', '.join(names)}")
    for each in ("lat", "lon", "geonameid"):
        if given.get(each) is not None and (isinstance(given[each], bool) or not isinstance(given[each], int | float)):
            raise ValueError(f"{each} of the {name} is {given[each]!r}, which is no number")
    country = _text(record, "country", given.get("country"))
    if country is not None and not _CODE.fullmatch(country):
        raise ValueError(f"country {country!r} is no code of three capitals")
    return {each: given.get(each) for each in names}


def _claim(kind: str) -> _Check:
    def check(record: Record, name: str, value: Any) -> str | None:
        ids = [claim.id for claim in (record.statements if kind == "statement" else record.meetings)]
        if value is None or value in ids:
            return value  # type: ignore[no-any-return]
        raise ValueError(f"{name} {value!r} is no {kind} of the document, which has {', '.join(ids) or 'none'}")

    return check


def _types() -> tuple[str, ...]:
    return tuple(ontology().types)


def _contexts() -> tuple[str, ...]:
    return tuple(ontology().contexts)


def _modes() -> tuple[str, ...]:
    return tuple(sorted({entry.mode for entry in ontology().cameo.values() if entry.mode}))


_FIELDS: dict[str, dict[str, _Check]] = {
    "statement": {
        "act": _one_of(lambda: ACTS),
        "areas": _several_of(lambda: AREAS),
        "speaker": _actors(needed=True),
        "addressees": _actors(),
        "on_behalf_of": _actor_or_none,
        "content": _span,
        "modality": _one_of(lambda: get_args(Modality)),
        "amount": _text,
        "deadline": _text,
    },
    "event": {
        "event_type": _one_of(_types),
        "event_mode": _one_of(_modes, none=True),
        "cameo": _cameo,
        "contexts": _several_of(_contexts),
        "actor": _actors(needed=True),
        "recipient": _actors(),
        "reciprocal": _truth,
        "date": _day,
        "place": _place,
        "span": _span,
        "statement": _claim("statement"),
        "meeting": _claim("meeting"),
    },
    "meeting": {
        "form": _one_of(lambda: get_args(MeetingForm)),
        "participants": _actors(needed=True),
        "date": _day,
        "place": _place,
        "occasion": _text,
        "span": _span,
    },
}
#: the fields of each kind of claim that a reviewer may set
FIELDS: dict[str, tuple[str, ...]] = {subject: tuple(checks) for subject, checks in _FIELDS.items()}
