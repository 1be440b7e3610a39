"""Records of communique's own, as ``read --jsonl`` and ``export`` write them: taken whole, after every check.

Such a file may come from anybody, so nothing in it is believed: a value of another type, a field that a record does not
have, words outside the text or a number out of bounds makes the record one that is refused, with the first fault named.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from communique.errors import InputRefused, RecordInvalid
from communique.record import SCHEMA, Record, document_id
from communique.settings import MAX_CHARACTERS

T = TypeVar("T")
#: the field of an exported line that holds what the register knows beside the record
BESIDE = "register"
#: claims of one kind that a record may have, and characters that a value other than the text may have
MOST, LONGEST = 5_000, 20_000
#: the least and the greatest of numbers, by the name of their field
_BOUNDS = {
    "confidence": (0, 1),
    "goldstein": (-10, 10),
    "lat": (-90, 90),
    "lon": (-180, 180),
    "quad_code": (1, 4),
    "geonameid": (0, 2**31 - 1),
    "number": (1, 2**31 - 1),
    "undoes": (1, 2**31 - 1),
}
_REMEDY = "Export it again; nothing else writes records"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCarrier:
    """A place where the document was found, with the UTC time."""

    source: str
    url: str | None
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDecision:
    """What an analyst decided on the document's claims, or on a commitment that is named after one of them."""

    number: int
    subject: Literal["commitment", "statement", "event", "meeting"]
    id: str
    verb: Literal["merge", "split", "set_status", "annotate", "confirm", "correct", "reject", "add"]
    value: Any
    who: str
    why: str
    decided: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReading:
    """An earlier reading of the document, to which decisions refer whose claim is gone."""

    number: int
    record: Record
    replaced: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a register knows of a document beside its record.

    ``as_read`` is the record before reviewers decided on it, where they did.
    """

    carriers: tuple[HeldCarrier, ...] = ()
    decisions: tuple[HeldDecision, ...] = ()
    readings: tuple[HeldReading, ...] = ()
    as_read: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A record of communique's own that a source holds, as it was read, with what its register knows beside it."""

    record: Record
    beside: Beside


def is_ours(value: Mapping[str, Any]) -> bool:
    """Return whether a JSON object says of itself that communique wrote it."""
    schema = value.get("schema")
    return isinstance(schema, str) and schema.startswith("communique/")


def held_of(value: Mapping[str, Any], source: str) -> Held:
    """Return the record that a JSON object is; raise InputRefused, which names the first fault, where it is none."""
    try:
        if value.get("schema") != SCHEMA:
            raise ValueError(f"its schema is {str(value.get('schema'))[:60]!r} and not {SCHEMA!r}")
        given = {name: each for name, each in value.items() if name != BESIDE}
        record = _record(given, "")
        beside = _valid(Beside, value.get(BESIDE) or {}, BESIDE)
        others = [beside.as_read] if beside.as_read is not None else []
        for each in (*others, *(reading.record for reading in beside.readings)):
            _check(each, BESIDE)
            if each.document.id != record.document.id:
                raise ValueError(f"{BESIDE} holds a reading of another document")
        _check_decisions(beside)
        return Held(record=beside.as_read or record, beside=beside)
    except RecursionError as error:
        raise InputRefused(source, "its JSON is nested too deeply", _REMEDY) from error
    except (ValueError, TypeError, RecordInvalid) as error:
        reason = f"it says that it is a record of communique, but {error}"
        raise InputRefused(source, reason, _REMEDY) from error


def _record(value: Mapping[str, Any], where: str) -> Record:
    record = _valid(Record, value, where)
    _check(record, where)
    return record


def _check(record: Record, where: str) -> None:
    """Raise ValueError or RecordInvalid where a record breaks its law or is larger than any can be."""
    text = record.document.text
    limit = int(MAX_CHARACTERS.value)
    at = f"{where} " if where else ""
    if not text or len(text) > limit:
        raise ValueError(f"{at}its text has {len(text):,} characters, of at most {limit:,}")
    if record.document.id != document_id(text):
        raise ValueError(f"{at}its document.id is not the SHA-256 of its text")
    record.check()
    for name in ("actors", "meetings", "statements", "events", "silences"):
        claims = getattr(record, name)
        if len(claims) > MOST:
            raise ValueError(f"{at}it has {len(claims):,} {name}, of at most {MOST:,}")
        doubled = [id for id, count in Counter(getattr(each, "id", None) for each in claims).items() if count > 1]
        if doubled and name != "silences":
            raise ValueError(f"{at}several of its {name} have the id {doubled[0]!r}")


def _check_decisions(beside: Beside) -> None:
    numbers = Counter(each.number for each in beside.decisions)
    if len(numbers) < len(beside.decisions) or len(beside.decisions) > MOST or len(beside.carriers) > MOST:
        raise ValueError(f"{BESIDE} has a decision twice, or more than {MOST:,} decisions or carriers")
    for each in beside.decisions:
        if each.undoes is not None and each.undoes not in numbers:
            raise ValueError(f"decision {each.number} undoes decision {each.undoes}, which is not there")
        if len(json.dumps(each.value)) > LONGEST:
            raise ValueError(f"the value of decision {each.number} is longer than {LONGEST:,} characters")


def _valid(kind: type[T], value: Any, where: str) -> T:
    """Return the value of a type that JSON gives; raise ValueError where it is none, or not exactly so."""
    adapter = _adapter(kind)
    try:
        found = adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in (where, *first["loc"]) if part != "")
        raise ValueError(f"{place or 'it'}: {first['msg']}") from error
    fault = next(_faults(value, adapter.dump_python(found, mode="json"), where), None)
    if fault is not None:
        raise ValueError(fault)
    return found


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return _records() if kind is Record else _besides()  # type: ignore[return-value]


@cache
def _records() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


@cache
def _besides() -> TypeAdapter[Beside]:
    return TypeAdapter(Beside)


def _faults(given: Any, held: Any, where: str) -> Iterator[str]:
    """Yield where what was given is not what it was read as: fields that there are not, values that were bent."""
    if isinstance(given, Mapping) and isinstance(held, Mapping):
        for name, each in given.items():
            place = f"{where}.{str(name)[:40]}" if where else str(name)[:40]
            if name not in held:
                yield f"there is no field {place}"
            else:
                yield from _faults(each, held[name], place)
    elif isinstance(given, list | tuple) and isinstance(held, list | tuple):
        if len(given) != len(held):
            yield f"{where} has another length than it can have"
        for at, (one, other) in enumerate(zip(given, held, strict=False)):
            yield from _faults(one, other, f"{where}.{at}")
    elif given != held or isinstance(given, bool) != isinstance(held, bool):
        yield f"{where} is {str(given)[:60]!r}, which it cannot be"
    else:
        yield from _out_of_bounds(given, where)


def _out_of_bounds(value: Any, where: str) -> Iterator[str]:
    name = where.rpartition(".")[2]
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = _BOUNDS.get(name, (-(2**31), 2**31 - 1))
        if not math.isfinite(value) or not least <= value <= most:
            yield f"{where} is {value!r}, which is not within {least} and {most}"
    elif isinstance(value, str) and len(value) > LONGEST and name != "text":
        yield f"{where} is longer than {LONGEST:,} characters"
