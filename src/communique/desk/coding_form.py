"""The form in which a reviewer codes a claim of a sample: its words in the text, and fields that say nothing yet.

Neither what the machine read nor what the other reviewer answered is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from communique.desk.claim_form import Field, Sent, as_sent, fields_of, values_of
from communique.marking import Piece
from communique.record import Record
from communique.register.double_coding import CLAIM, CODED, Item

#: fields without which an answer is none
NEEDED = frozenset(name for fields in CODED.values() for name, value in fields.items() if value is None)


def coding_fields(record: Record, subject: str, answer: Mapping[str, Any] | None) -> tuple[Field, ...]:
    """Return the fields of an answer, filled in with one that was given before."""
    found = []
    for field in fields_of(record, subject, None):
        if field.name in CODED[subject]:
            given = (answer or {}).get(field.name, CODED[subject][field.name])
            found.append(replace(field, value=_written(record, field, given)))
    return tuple(found)


def sent_fields(record: Record, subject: str, sent: Sent) -> tuple[Field, ...]:
    """Return the fields as they were sent, to be shown again."""
    return as_sent(coding_fields(record, subject, None), sent)


def coded(record: Record, subject: str, sent: Sent) -> dict[str, Any] | None:
    """Return the answer that a form gives, None where it says that there is no such claim.

    Raises ValueError for what cannot be.
    """
    if "none" in sent:
        return None
    return {name: value for name, value in values_of(record, subject, None, sent).items() if name in CODED[subject]}


def claimed(record: Record, item: Item) -> tuple[Piece, ...]:
    """Return the text in which nothing is marked but the words that the claim was read from."""
    text, (start, end) = record.document.text, item.span
    before, after = Piece(words=text[:start], start=0), Piece(words=text[end:], start=end)
    within = Piece(words=text[start:end], start=start, entries=("claim",), styles=("claimed",), opens=("claim",))
    return tuple(piece for piece in (before, within, after) if piece.words)


def told(answer: Mapping[str, Any], name: str) -> str:
    """Return what an answer says of a field, in words."""
    if name == CLAIM:
        return "there is such a claim" if answer[CLAIM] else "there is no such claim"
    value = answer[name]
    if not isinstance(value, list):
        return str(value).replace("_", " ")
    return ", ".join(each["name"] if isinstance(each, dict) else each.replace("_", " ") for each in value) or "none"


def _written(record: Record, field: Field, value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    if field.kind == "actors":
        known = {actor.name for actor in record.actors}
        named = (each["name"] + _country(each, known) for each in value)
        return ("; ".join(named),)
    return tuple(value) if field.kind == "several" else (str(value),)


def _country(actor: Mapping[str, Any], known: set[str]) -> str:
    """Return the country of an actor that the record lacks, as the form takes it behind a name."""
    return f" ({actor['country']})" if actor["country"] and actor["name"] not in known else ""
