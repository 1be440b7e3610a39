"""A small gold text of our own, the record that reads it perfectly, and ways to spoil that record."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from communique.evaluation.comparing import COUNTRIES
from communique.evaluation.gold import Gold, build
from communique.evaluation.marks import read_marks
from communique.record import (
    ACTS,
    AREAS,
    Actor,
    Byline,
    Dateline,
    Document,
    Event,
    Meeting,
    Place,
    Record,
    Span,
    Statement,
    document_id,
)

MARKED = """\
title: Ministers talk in Ljubljana
publisher: The Carniolan
published: 2024-05-14T11:30:00
dateline_place: Ljubljana
dateline_date: 2024-05-14
language: en
photographers: Ana Novak; Jure Kos
actor: Tanja Fajon | SVN | GOV | Foreign Minister
actor: Kaja Kallas | EST | GOV | Prime Minister
actor: Port Union | SVN | |
meeting: Tanja Fajon; Kaja Kallas | in_person | 2024-05-14 | Ljubljana | SVN | Bled Forum
meeting: Kaja Kallas; Port Union | call | 2024-05-13 | | |
event: CONSULT | 042 | EST | SVN | 2024-05-14
event: AGREE | 0312 | SVN | EST | 2024-05-14
event: REQUEST | 1012 | EST | SVN | 2024-05-14
event: SUPPORT | 051 | SVN | EEC | 2024-05-14
speaker: F = Tanja Fajon | SVN | EST
speaker: K = Kaja Kallas | EST | SVN
speaker: J = Tanja Fajon; Kaja Kallas | SVN;EST |
---
Ministers talk in Ljubljana

LJUBLJANA, May 14 (The Carniolan) - Tanja Fajon told Kaja Kallas that Slovenia would <<F pledge energy,trade>>sell \
surplus power to Tallinn<</>> and would not <<F pledge/oppose trade negated>>tax its ferries<</>>.

The guest asked it to <<K request cyber>>share its logs<</>>, thanked its hosts for <<K courtesy ->>a long night<</>>
and called the friendship <<K assess relations>>older than either flag<</>>. Both would \
<<J agree culture,education>>send poets to each other<</>> if \
<<J propose multilateral conditional>>the Union pays the fares<</>>.
"""


def perfect_record(gold: Gold) -> Record:
    """Return the record that has everything as gold does."""
    names = [a.name for a in gold.actors]
    names += [name for s in gold.statements for name in s.speakers]
    names += [name for m in gold.meetings for name in m.participants]
    codes = [code for s in gold.statements for code in s.addressees]
    codes += [code for e in gold.events for code in (*e.actor, *e.recipient)]
    people = {name: f"a{n}" for n, name in enumerate(dict.fromkeys(names))}
    states = {code: f"s{n}" for n, code in enumerate(dict.fromkeys(codes))}
    listed = {a.name: a for a in gold.actors}
    actors = []
    for name, key in people.items():
        known = listed.get(name)
        country = known.country if known and known.country in COUNTRIES else None
        code = known.country if known and country is None else None
        office, sector = (known.office, known.sector) if known else (None, None)
        actors.append(Actor(id=key, name=name, kind="person", country=country, code=code, sector=sector, office=office))
    for code, key in states.items():
        field = {"country": code} if code in COUNTRIES else {"code": code}
        actors.append(Actor(id=key, name=f"state of {code.lower()}", kind="state", **field))
    return Record(
        document=perfect_document(gold),
        actors=tuple(actors),
        meetings=tuple(
            Meeting(
                id=f"m{n}",
                participants=tuple(people[name] for name in m.participants),
                form=m.forms[0],  # type: ignore[arg-type]
                date=m.date,
                place=Place(name=m.place or "", country=m.country) if m.place or m.country else None,
                occasion=m.occasion,
            )
            for n, m in enumerate(gold.meetings)
        ),
        statements=tuple(
            Statement(
                id=f"st{n}",
                speaker=tuple(people[name] for name in s.speakers),
                speaker_country=s.countries,
                act=s.acts[0],  # type: ignore[arg-type]
                content=s.content,
                areas=s.areas,
                addressees=tuple(states[code] for code in s.addressees),
                modality=s.modality,  # type: ignore[arg-type]
            )
            for n, s in enumerate(gold.statements)
        ),
        events=tuple(
            Event(
                id=f"e{n}",
                event_type=e.types[0],
                quad_code=1,
                cameo=e.cameo,
                actor=tuple(states[code] for code in e.actor),
                recipient=tuple(states[code] for code in e.recipient),
                reciprocal=e.reciprocal,
            )
            for n, e in enumerate(gold.events)
        ),
    )


def perfect_document(gold: Gold) -> Document:
    """Return the document whose metadata is what gold asks for."""
    asked = dict(gold.metadata)
    one = {k: v for k, v in asked.items() if isinstance(v, str)}
    people = {k: v for k, v in asked.items() if isinstance(v, tuple)}
    return Document(
        id=document_id(gold.text),
        text=gold.text,
        title=one.get("title"),
        publisher=one.get("publisher"),
        published=one.get("published"),
        dateline=Dateline(place=one.get("dateline_place"), date=one.get("dateline_date")),
        byline=Byline(
            authors=people.get("authors", ()),
            editors=people.get("web_editors", people.get("editors", ())),
            photographers=people.get("photographers", ()),
        ),
        language=one.get("language", "en"),
    )


def spoil(record: Record, dice: random.Random) -> Record:
    """Return the record with many of its values wrong, and things lacking or doubled."""
    actors = [spoil_actor(a, dice) for a in record.actors]
    ids = [a.id for a in actors]
    size = len(record.document.text)
    document = replace(
        record.document,
        title=swap(dice, record.document.title, None, "Other"),
        published=swap(dice, record.document.published, "2024-05-14"),
        byline=Byline(
            photographers=swap(dice, record.document.byline.photographers, ("Ana Novak",), ("J. Kos", "Novak"))
        ),
    )
    return replace(
        record,
        document=document,
        actors=tuple(actors),
        meetings=tuple(spoil_meeting(m, ids, dice) for m in record.meetings for _ in range(swap(dice, 1, 0, 2))),
        statements=tuple(
            spoil_statement(s, ids, size, dice) for s in record.statements for _ in range(swap(dice, 1, 0, 2))
        ),
        events=tuple(spoil_event(e, ids, dice) for e in record.events for _ in range(swap(dice, 1, 0, 2))),
    )


def swap(dice: random.Random, value: Any, *others: Any) -> Any:
    """Return the value, one time in six another."""
    return value if dice.random() < 5 / 6 else dice.choice(others)


def spoil_actor(actor: Actor, dice: random.Random) -> Actor:
    return replace(
        actor,
        country=swap(dice, actor.country, None),
        code=swap(dice, actor.code, "GOV", "EU", "IGO", "UN", "WHO"),
        sector=swap(dice, actor.sector, "GOVMIL", "CIV", "NGO", None),
        name=swap(dice, actor.name, f"President {actor.name}", actor.name.split()[-1], "H.E. The", ""),
        office=swap(dice, actor.office, None),
    )


def spoil_meeting(meeting: Meeting, ids: list[str], dice: random.Random) -> Meeting:
    return replace(
        meeting,
        participants=swap(dice, meeting.participants, tuple(dice.sample(ids, min(2, len(ids))))),
        date=swap(dice, meeting.date, None, "2024-05"),
        form=swap(dice, meeting.form, "visit"),
        place=swap(dice, meeting.place, None, Place(name="Ljubljana Castle"), Place(name="Bled", country="SVN")),
        occasion=swap(dice, meeting.occasion, None, "sidelines of the forum"),
    )


def spoil_statement(statement: Statement, ids: list[str], size: int, dice: random.Random) -> Statement:
    start = max(0, statement.content.start + swap(dice, 0, -3, 5, -20))
    end = min(size, max(start + 1, statement.content.end + swap(dice, 0, 4, -6, 30)))
    return replace(
        statement,
        content=Span(start, end),
        act=swap(dice, statement.act, *ACTS),
        areas=swap(dice, statement.areas, (), (dice.choice(AREAS), *statement.areas[1:])),
        speaker=swap(dice, statement.speaker, (dice.choice(ids),)),
        speaker_country=swap(dice, statement.speaker_country, (), ("EUR",)),
        addressees=swap(dice, statement.addressees, (), (dice.choice(ids),)),
        modality=swap(dice, statement.modality, "negated"),
    )


def spoil_event(event: Event, ids: list[str], dice: random.Random) -> Event:
    actor, recipient = event.actor, event.recipient
    actor, recipient = swap(
        dice, (actor, recipient), (recipient, actor), ((*actor, *recipient), ()), (actor, ()), (tuple(ids), ())
    )
    return replace(
        event,
        actor=actor,
        recipient=recipient,
        reciprocal=swap(dice, event.reciprocal, True, False),
        event_type=swap(dice, event.event_type, "AGREE", "CONCEDE", "CONSULT"),
        cameo=swap(dice, event.cameo, None, "030", "0312"),
    )


def made() -> Gold:
    """Return the gold of the marked text."""
    text, rows = read_marks(MARKED, "carniolan.mark")
    return build("carniolan", "carniolan.mark", text, rows)
