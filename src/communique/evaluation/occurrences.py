"""Gold of occurrences: reports whose sentences tell events, each with the occurrence that it belongs to.

``# NOR Norway Norwegian`` names a country's words, ``@ 2024-02-06 Nordic Courier`` starts a report, and
``[oslo CONSULT NOR/Ada_Lund+GHA 2024-02-05 @Oslo/NOR call] …`` is a sentence of it that tells an event of the
occurrence ``oslo``: sides that act on each other are joined by ``+``, on one another in one direction by ``>``, where
either may be left out. Where none is given the date is the report's and the form that of a meeting in person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from communique.commitments.scoring import Agreement, b_cubed
from communique.errors import GoldRefused
from communique.occurrences.model import told
from communique.occurrences.placing import Memory, place
from communique.record import Actor, Document, Event, Meeting, MeetingForm, Place, Record, Span, document_id

_MARK = re.compile(r"\[(\w+) ([A-Z]+) (\S+)((?: [^\]\s]+)*)\] (\S.*)")
_FORMS = ("in_person", "call", "video", "letter", "visit")

#: a document and the id of an event in it
Mention = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Records of a file in their order, and the occurrence of each of their events."""

    name: str
    records: tuple[Record, ...]
    occurrences: Mapping[Mention, str]


def read_gold(path: Path) -> Reports:
    """Return the reports of a file; raises GoldRefused where a line is not of the form."""
    reports: list[tuple[str, str, list[re.Match[str]]]] = []
    words: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = _MARK.fullmatch(line)
        if line.startswith("@ "):
            date, _, publisher = line[2:].partition(" ")
            reports.append((date, publisher, []))
        elif line.startswith("# "):
            country, *named = line[2:].split()
            words[country] = tuple(named)
        elif mark and reports:
            reports[-1][2].append(mark)
        elif line:
            raise GoldRefused(str(path), number, "neither @ DATE PUBLISHER nor [OCCURRENCE TYPE SIDES …] SENTENCE")
    records = tuple(_record(*report, words=words) for report in reports)
    marks = (
        ((record.document.id, event.id), mark[1])
        for record, (_, _, told_there) in zip(records, reports, strict=True)
        for event, mark in zip(record.events, told_there, strict=True)
    )
    return Reports(name=path.stem, records=records, occurrences={m: f"{path.stem}/{name}" for m, name in marks})


def _record(
    date: str, publisher: str, marks: Sequence[re.Match[str]], *, words: Mapping[str, tuple[str, ...]]
) -> Record:
    text = "\n".join(mark[5] for mark in marks)
    actors: dict[str, Actor] = {}
    events, meetings, at = [], [], 0
    for number, mark in enumerate(marks, start=1):
        span = Span(at, at + len(mark[5]))
        at = span.end + 1
        event, meeting = _event(number, mark, span, date, actors)
        events.append(event)
        meetings.extend([meeting] if meeting else [])
    document = Document(id=document_id(text), text=text, published=date, publisher=publisher)
    found = tuple(_mentioned(actor, text, words) for actor in actors.values())
    return Record(document=document, actors=found, events=tuple(events), meetings=tuple(meetings))


def _event(
    number: int, mark: re.Match[str], span: Span, date: str, actors: dict[str, Actor]
) -> tuple[Event, Meeting | None]:
    first, joint, second = re.fullmatch(r"([^+>]*)([+>])(.*)", mark[3]).groups()  # type: ignore[union-attr]
    given: dict[str, Any] = {"date": date, "place": None, "form": "in_person"}
    for word in mark[4].split():
        if word.startswith("@"):
            name, _, country = word[1:].partition("/")
            given["place"] = Place(name=name.replace("_", " "), country=country or None)
        else:
            given["form" if word in _FORMS else "date"] = word
    sides = tuple(_party(each, actors) for each in (first, second))
    meeting = None
    if mark[2] == "CONSULT":
        meeting = Meeting(
            id=f"m{number}",
            participants=(*sides[0], *sides[1]),
            form=cast(MeetingForm, given["form"]),
            date=given["date"],
            place=given["place"],
            evidence=(span,),
        )
    event = Event(
        id=f"ev{number}",
        event_type=mark[2],
        quad_code=0,
        actor=sides[0],
        recipient=sides[1],
        reciprocal=joint == "+",
        date=given["date"],
        place=given["place"],
        meeting=meeting.id if meeting else None,
        evidence=(span,),
    )
    return event, meeting


def _party(side: str, actors: dict[str, Actor]) -> tuple[str, ...]:
    if not side:
        return ()
    country, _, name = side.partition("/")
    actor = Actor(id=side, name=name.replace("_", " ") or country, kind="person" if name else "state", country=country)
    actors.setdefault(side, actor)
    return (side,)


def _mentioned(actor: Actor, text: str, words: Mapping[str, tuple[str, ...]]) -> Actor:
    named = (*actor.name.split(), *(word.replace("_", " ") for word in words.get(actor.country or "", ())))
    spans = {Span(m.start(), m.end()) for word in named for m in re.finditer(rf"\b{re.escape(word)}\b", text)}
    return replace(actor, mentions=tuple(sorted(spans)))


def clusters(records: Iterable[Record]) -> dict[Mention, str]:
    """Return the occurrence of every event of some records, placed one record after the other."""
    shelf = Memory()
    for record in records:
        place(shelf, told(record))
    return shelf.clusters()


def measure(files: Sequence[Reports]) -> Agreement:
    """Return how well the occurrences of all these reports together agree with their gold."""
    gold = {mention: name for one in files for mention, name in one.occurrences.items()}
    return b_cubed(clusters(record for one in files for record in one.records), gold)
