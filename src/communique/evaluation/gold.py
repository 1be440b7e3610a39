"""Gold: a text with everything a careful reader gets from it, checked before any figure depends on it.

``marks`` and ``pairs`` take files apart into rows; ``build`` turns rows into these values and refuses what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from communique.errors import GoldRefused
from communique.record import ACTS, AREAS, MeetingForm, Modality, Span

RowKind = Literal["document", "actor", "meeting", "statement", "event"]
MetaValue = str | tuple[str, ...] | None

#: the metadata that gold may ask for; those in PEOPLE hold any number of names
METADATA = ("title", "publisher", "published", "dateline_place", "dateline_date", "language")
PEOPLE = ("authors", "editors", "web_editors", "photographers")
#: the 16 roots of PLOVER, and the class in which CONCEDE and RETREAT are counted together
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "YIELD", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
FORMS: tuple[str, ...] = get_args(MeetingForm)
MODALITIES: tuple[str, ...] = get_args(Modality)

#: country and organisation codes; "A|B" accepts either
CODE = re.compile(r"[A-Z]{3,9}(\|[A-Z]{3,9})*")
CAMEO = re.compile(r"(0[1-9]|1\d|20)\d{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of gold as it was written: what it speaks of, where it stands, its values not yet checked."""

    kind: RowKind
    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """An actor that must be listed; ``asked`` names those of ``sector`` and ``office`` that are to be compared."""

    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    asked: tuple[str, ...] = ("sector", "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMeeting:
    """An encounter; any of ``forms`` is right (none given: none may be given)."""

    participants: tuple[str, ...]
    forms: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    country: str | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """One thing that is conveyed; any of ``acts`` is right, the first is the best."""

    speakers: tuple[str, ...]
    acts: tuple[str, ...]
    content: Span
    quote: str
    countries: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    modality: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event; any of ``types`` is right. ``actor`` and ``recipient`` hold codes."""

    types: tuple[str, ...]
    cameo: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A text and what is to be read from it; ``metadata`` holds the fields that are asked for, null ones included."""

    name: str
    path: str
    text: str
    metadata: tuple[tuple[str, MetaValue], ...] = ()
    actors: tuple[GoldActor, ...] = ()
    meetings: tuple[GoldMeeting, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    events: tuple[GoldEvent, ...] = ()


def build(name: str, path: str, text: str, rows: Iterable[Row]) -> Gold:
    """Return the gold that the rows make; raises GoldRefused with the line of the first that is wrong."""
    makers: Mapping[RowKind, Callable[[Mapping[str, Any]], Any]] = {
        "document": _metadata,
        "actor": _actor,
        "meeting": _meeting,
        "statement": lambda values: _statement(values, text),
        "event": _event,
    }
    made: dict[RowKind, list[Any]] = {kind: [] for kind in makers}
    for row in rows:
        try:
            made[row.kind].append(makers[row.kind](row.values))
        except ValueError as error:
            raise GoldRefused(path, row.line, str(error)) from None
    return Gold(
        name=name,
        path=path,
        text=text,
        metadata=tuple(made["document"]),
        actors=tuple(made["actor"]),
        meetings=tuple(made["meeting"]),
        statements=tuple(made["statement"]),
        events=tuple(made["event"]),
    )


def _metadata(values: Mapping[str, Any]) -> tuple[str, MetaValue]:
    (field,) = values
    if field in PEOPLE:
        return field, _several(values, field)
    if field not in METADATA:
        raise ValueError(f"no metadata is called {field!r}; known are {', '.join((*METADATA, *PEOPLE))}")
    text = _one(values, field)
    if text is not None and field in ("published", "dateline_date"):
        _parsed(datetime.fromisoformat if field == "published" else date.fromisoformat, field, text)
    return field, text


def _actor(values: Mapping[str, Any]) -> GoldActor:
    _only(values, "name", "country", "sector", "office")
    sector = _one(values, "sector")
    if sector is not None and not re.fullmatch(r"[A-Z]{3}", sector):
        raise ValueError(f"sector {sector!r} is no code of three capitals")
    return GoldActor(
        name=_given(values, "name"),
        country=_code(values, "country"),
        sector=sector,
        office=_one(values, "office"),
        asked=tuple(field for field in ("sector", "office") if field in values),
    )


def _meeting(values: Mapping[str, Any]) -> GoldMeeting:
    _only(values, "participants", "form", "date", "place", "country", "occasion")
    participants = _several(values, "participants")
    if not participants:
        raise ValueError("a meeting without participants")
    day = _one(values, "date")
    if day is not None:
        _parsed(date.fromisoformat, "date", day)
    return GoldMeeting(
        participants=participants,
        forms=_chosen(values, "form", FORMS),
        date=day,
        place=_one(values, "place"),
        country=_code(values, "country"),
        occasion=_one(values, "occasion"),
    )


def _statement(values: Mapping[str, Any], text: str) -> GoldStatement:
    _only(values, "speaker", "speaker_country", "addressee_countries", "act", "quote", "span", "areas", "modality")
    quote = _given(values, "quote")
    acts = _chosen(values, "act", ACTS)
    if not acts:
        raise ValueError("a statement without an act")
    if quote != quote.strip():
        raise ValueError(f"content {quote!r} begins or ends with white space")
    return GoldStatement(
        speakers=_split(_given(values, "speaker")),
        acts=acts,
        content=_content(values.get("span"), quote, text),
        quote=quote,
        countries=_codes(_split(_one(values, "speaker_country") or "")),
        addressees=_codes(_several(values, "addressee_countries")),
        areas=_chosen(values, "areas", AREAS),
        modality=(_chosen(values, "modality", MODALITIES) or ("asserted",))[0],
    )


def _event(values: Mapping[str, Any]) -> GoldEvent:
    _only(values, "event_type", "also", "event_mode", "cameo", "actor", "recipient", "reciprocal", "date")
    kinds = _chosen(values, "event_type", EVENT_TYPES)
    if len(kinds) != 1:
        raise ValueError("an event has one type; further ones that are right go into 'also'")
    cameo = _one(values, "cameo")
    if cameo is not None and not CAMEO.fullmatch(cameo):
        raise ValueError(f"{cameo!r} is no CAMEO code")
    day = _one(values, "date")
    if day is not None:
        _parsed(date.fromisoformat, "date", day)
    return GoldEvent(
        types=(*kinds, *_chosen(values, "also", EVENT_TYPES)),
        cameo=cameo,
        actor=_codes(_several(values, "actor")),
        recipient=_codes(_several(values, "recipient")),
        reciprocal=values.get("reciprocal") is True,
        date=day,
    )


def _content(span: Any, quote: str, text: str) -> Span:
    """Return where the content stands; without a span it must stand in one place only."""
    if span is None:
        if text.count(quote) != 1:
            raise ValueError(f"{quote!r} stands {text.count(quote)} times in the text; give its span")
        start = text.index(quote)
        return Span(start, start + len(quote))
    if not (isinstance(span, list | tuple) and len(span) == 2 and all(type(end) is int for end in span)):
        raise ValueError(f"span {span!r} is no pair of offsets")
    found = Span(*span)
    if not 0 <= found.start < found.end <= len(text) or found.of(text) != quote:
        raise ValueError(f"the text at {tuple(found)} is {found.of(text)!r}, not {quote!r}")
    return found


def _only(values: Mapping[str, Any], *fields: str) -> None:
    unknown = [field for field in values if field not in fields]
    if unknown:
        raise ValueError(f"no field is called {unknown[0]!r} here; known are {', '.join(fields)}")


def _one(values: Mapping[str, Any], field: str) -> str | None:
    value = values.get(field)
    if value is None or (isinstance(value, str) and value):
        return value
    raise ValueError(f"{field} is {value!r}, which is neither a text nor null")


def _given(values: Mapping[str, Any], field: str) -> str:
    value = _one(values, field)
    if value is None:
        raise ValueError(f"{field} is missing")
    return value


def _several(values: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = values.get(field)
    several = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(several, list | tuple) or not all(isinstance(part, str) and part for part in several):
        raise ValueError(f"{field} is {value!r}, which is no list of texts")
    return tuple(several)


def _chosen(values: Mapping[str, Any], field: str, known: tuple[str, ...]) -> tuple[str, ...]:
    chosen = _several(values, field)
    for choice in chosen:
        if choice not in known:
            raise ValueError(f"{field} {choice!r} is none of {', '.join(known)}")
    return chosen


def _code(values: Mapping[str, Any], field: str) -> str | None:
    code = _one(values, field)
    return None if code is None else _codes((code,))[0]


def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    for code in codes:
        if not CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no code of a country or an organisation")
    return codes


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


def _parsed(parse: Callable[[str], Any], field: str, value: str) -> None:
    try:
        parse(value)
    except ValueError:
        raise ValueError(f"{field} {value!r} is no ISO date") from None
