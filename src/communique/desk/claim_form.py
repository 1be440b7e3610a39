"""A claim as a form, and what a reviewer put into the form as values for ``reviewing``.

Actors are written as a list of names parted by semicolons; a name that the record lacks may bring its country, as
"Mara Lind (NOR)". A span is written as its two offsets, which the page fills in from what is selected in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, Protocol, get_args

from communique.events.ontology import ontology
from communique.record import ACTS, AREAS, Event, Meeting, MeetingForm, Modality, Place, Record, Span, Statement

Claim = Meeting | Statement | Event
Kind = Literal["choice", "several", "actors", "span", "text", "truth"]
_NAMED = re.compile(r"(.+?)\s*\(([A-Za-z]{3})\)")
_SPAN = re.compile(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the form; ``value`` holds what is ticked in a field of ``several``, else one text."""

    name: str
    kind: Kind
    value: tuple[str, ...]
    choices: tuple[str, ...] = ()

    @property
    def only(self) -> str:
        """The one text that the field holds."""
        return self.value[0] if self.value else ""


class Sent(Protocol):
    """A form that was sent."""

    def getlist(self, key: Any) -> list[Any]:
        """Return every value of a field."""

    def __contains__(self, key: object) -> bool: ...


def fields_of(record: Record, subject: str, claim: Claim | None) -> tuple[Field, ...]:
    """Return the fields of a claim of a kind, empty ones where it is yet to be added."""
    found = []
    for name, kind, choices in _shape(subject):
        value = getattr(claim, name, None) if claim is not None else None
        if name == "span" and claim is not None:
            value = claim.evidence[0] if claim.evidence else None
        found.append(Field(name=name, kind=kind, choices=choices, value=_written(record, kind, value)))
    return tuple(found)


def as_sent(fields: Iterable[Field], sent: Sent) -> tuple[Field, ...]:
    """Return fields as they were sent, to be shown again; a field that was not sent stays as it is."""
    found = []
    for field in fields:
        given = tuple(str(each) for each in sent.getlist(field.name) if each)
        if field.choices:
            given = tuple(each for each in given if each in field.choices)
        ticked = field.kind in ("several", "truth")  # what is not ticked is not sent
        found.append(replace(field, value=given) if ticked or field.name in sent else field)
    return tuple(found)


def values_of(record: Record, subject: str, claim: Claim | None, sent: Sent) -> dict[str, Any]:
    """Return the values of the fields that the form changed, or filled in; raises ValueError for what cannot be."""
    found: dict[str, Any] = {}
    for field in fields_of(record, subject, claim):
        given = tuple(str(each).strip() for each in sent.getlist(field.name))
        if field.kind != "several" and given == ("",):
            given = ()
        if given != field.value and (field.name in sent or field.kind in ("several", "truth")):
            found[field.name] = _read(record, field, given)
    return found


@cache
def _shape(subject: str) -> tuple[tuple[str, Kind, tuple[str, ...]], ...]:
    known = ontology()
    if subject == "statement":
        return (
            ("act", "choice", ACTS),
            ("areas", "several", AREAS),
            ("speaker", "actors", ()),
            ("addressees", "actors", ()),
            ("content", "span", ()),
            ("modality", "choice", get_args(Modality)),
            ("amount", "text", ()),
            ("deadline", "text", ()),
        )
    if subject == "event":
        return (
            ("event_type", "choice", tuple(known.types)),
            ("event_mode", "text", ()),
            ("actor", "actors", ()),
            ("recipient", "actors", ()),
            ("reciprocal", "truth", ()),
            ("cameo", "text", ()),
            ("contexts", "several", tuple(known.contexts)),
            ("date", "text", ()),
            ("span", "span", ()),
        )
    return (
        ("form", "choice", get_args(MeetingForm)),
        ("participants", "actors", ()),
        ("date", "text", ()),
        ("place", "text", ()),
        ("occasion", "text", ()),
        ("span", "span", ()),
    )


def _written(record: Record, kind: Kind, value: Any) -> tuple[str, ...]:
    """Return a value as the form shows it."""
    if value is None or value in ("", (), False):
        return ()
    if kind == "several":
        return tuple(value)
    if kind == "actors":
        return ("; ".join(record.actor(each).name for each in value),)
    if isinstance(value, Span):
        return (f"{value.start},{value.end}",)
    if isinstance(value, Place):
        return (value.name,)
    return ("yes",) if value is True else (str(value),)


def _read(record: Record, field: Field, given: tuple[str, ...]) -> Any:
    """Return what a field of the form says as ``reviewing`` takes it."""
    if field.kind == "several":
        return list(given)
    if field.kind == "truth":
        return bool(given)
    text = given[0] if given else ""
    if field.kind == "actors":
        return [_actor(record, name.strip()) for name in text.split(";") if name.strip()]
    if field.kind == "span":
        spanned = _SPAN.fullmatch(text)
        if spanned is None:
            raise ValueError(f"{field.name}: select words in the text, or write where they begin and end, as 120,164")
        return [int(spanned[1]), int(spanned[2])]
    if field.name == "place":
        return _place(text)
    return text or None


def _actor(record: Record, name: str) -> Any:
    if any(actor.name == name for actor in record.actors):
        return name
    named = _NAMED.fullmatch(name)
    return {"name": named[1], "country": named[2].upper()} if named else {"name": name}


def _place(name: str) -> Mapping[str, Any] | None:
    """Return the place of a name with what the gazetteer knows of it."""
    if not name:
        return None
    from communique.places import place

    found = place(name)
    if found is None:
        return {"name": name}
    return {
        "name": found.name,
        "country": found.country,
        "lat": found.lat,
        "lon": found.lon,
        "geonameid": found.geonameid,
    }
