"""The text of a record cut into pieces, each with the entries of the record that were read from it.

Pages of every kind show the text by it: the pieces, joined, are the text, whatever overlaps in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.record import Event, Meeting, Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text that an entry of the record was read from; ``entry`` is the entry's id on the page."""

    span: Span
    entry: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the text from ``start`` on; ``notes`` are the statements whose content begins here.

    ``opens`` are the meetings and events whose evidence begins here, each where it does first.
    """

    words: str
    start: int
    entries: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def pieces(record: Record) -> tuple[Piece, ...]:
    """Return the text cut at every edge of a mark."""
    text = record.document.text
    marks = tuple(_marks(record))
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.span.start, []).append(mark)
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark.span)})
    notes: dict[int, list[str]] = {}
    for statement in record.statements:
        notes.setdefault(statement.content.start, []).append(statement.id)
    opens: dict[int, list[str]] = {}
    claims: tuple[Meeting | Event, ...] = (*record.meetings, *record.events)
    for claim in claims:
        for span in sorted(claim.evidence)[:1]:
            opens.setdefault(span.start, []).append(claim.id)
    active: list[Mark] = []
    found: list[Piece] = []
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.span.end > start] + opening.get(start, [])
        found.append(
            Piece(
                words=text[start:end],
                start=start,
                entries=tuple(dict.fromkeys(mark.entry for mark in active)),
                styles=tuple(dict.fromkeys(style for mark in active for style in mark.style.split())),
                notes=tuple(notes.get(start, ())),
                opens=tuple(opens.get(start, ())),
            )
        )
    return tuple(found)


def quiet(number: int) -> str:
    """Return the id of a sentence that gave nothing, counted from 1."""
    return f"quiet{number}"


def _marks(record: Record) -> Iterator[Mark]:
    for actor in record.actors:
        yield from (Mark(span=span, entry=actor.id, style="actor") for span in actor.mentions)
    for meeting in record.meetings:
        yield from (Mark(span=span, entry=meeting.id, style="meeting") for span in meeting.evidence)
    for statement in record.statements:
        yield Mark(span=statement.content, entry=statement.id, style=f"statement {statement.act}")
        yield from (Mark(span=span, entry=statement.id, style="") for span in statement.evidence)
    for event in record.events:
        style = "event good" if event.quad_code < 3 else "event bad"
        yield from (Mark(span=span, entry=event.id, style=style) for span in event.evidence)
    for number, silence in enumerate(record.silences, start=1):
        yield Mark(span=silence.span, entry=quiet(number), style="")
