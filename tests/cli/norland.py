"""Norland, a small world of its own: one text and its record, made by hand, so that these tests need no model."""

from __future__ import annotations

from communique.record import (
    Actor,
    Byline,
    Dateline,
    Document,
    Event,
    Meeting,
    Place,
    Record,
    Silence,
    Span,
    Statement,
    document_id,
)

TEXT = """Norland to buy Southmark gas, presidents say

PORT ELMA, May 4 (Wire) -- Norland is ready to buy 2 billion cubic meters of gas a year by 2030, President Ada Quill
said on Sunday.

Southmark rejects any toll on the strait & its <islands>, Foreign Minister Ben Oyo said after the talks.
The sea was calm.
"""


def span(words: str, start: int = 0) -> Span:
    found = TEXT.index(words, start)
    return Span(found, found + len(words))


def made() -> Record:
    buy = "buy 2 billion cubic meters of gas a year by 2030"
    quill = Actor(
        id="a1",
        name="Ada Quill",
        kind="person",
        country="NLD",
        sector="GOV",
        office="President",
        mentions=(span("President Ada Quill"),),
    )
    oyo = Actor(
        id="a2",
        name="Ben Oyo",
        kind="person",
        country="ZAF",
        sector="GOV",
        office="Foreign Minister",
        mentions=(span("Foreign Minister Ben Oyo"),),
    )
    fleet = Actor(id="a3", name="Strait Fleet", kind="group", resolved=False, mentions=(span("the strait"),))
    pledge = Statement(
        id="s1",
        speaker=("a1",),
        speaker_country=("NLD",),
        act="pledge",
        content=span(buy),
        areas=("trade", "energy"),
        addressees=("a2",),
        amount="2 billion cubic meters",
        deadline="2030",
        evidence=(span("Norland is ready to " + buy),),
        confidence=0.95,
        method="readiness",
    )
    refusal = Statement(
        id="s2",
        speaker=("a2",),
        speaker_country=("ZAF",),
        act="oppose",
        content=span("any toll on the strait & its <islands>"),
        areas=("territory",),
        modality="negated",
        evidence=(span("Southmark rejects any toll on the strait & its <islands>"),),
        confidence=0.8,
        method="verb of rejection",
    )
    meeting = Meeting(
        id="m1",
        participants=("a1", "a2"),
        form="in_person",
        date="2025-05-04",
        place=Place(name="Port Elma", country="NLD"),
        occasion="spring talks",
        evidence=(span("the talks"),),
        confidence=0.9,
        method="talks",
    )
    events = (
        Event(
            id="e1",
            event_type="AGREE",
            quad_code=1,
            cameo="0311",
            goldstein=5.2,
            contexts=("economic",),
            actor=("a1",),
            recipient=("a2",),
            date="2025-05-04",
            statement="s1",
            evidence=(span(buy),),
            confidence=0.9,
            method="pledge",
        ),
        Event(
            id="e2",
            event_type="CONSULT",
            quad_code=1,
            cameo="042",
            goldstein=1.9,
            actor=("a1",),
            recipient=("a2",),
            reciprocal=True,
            meeting="m1",
            evidence=(span("the talks"),),
            confidence=0.9,
            method="meeting",
        ),
        Event(
            id="e3",
            event_type="REJECT",
            quad_code=3,
            event_mode="refuse",
            cameo="120",
            goldstein=-4.0,
            actor=("a2",),
            statement="s2",
            evidence=(span("rejects any toll"),),
            confidence=0.7,
            method="oppose",
        ),
    )
    document = Document(
        id=document_id(TEXT),
        text=TEXT,
        title="Norland to buy Southmark gas, presidents say",
        publisher="Wire",
        published="2025-05-04T18:30:00",
        dateline=Dateline(place="Port Elma", date="2025-05-04"),
        byline=Byline(authors=("Cy Dunn",), editors=("Eve Fox",)),
    )
    return Record(
        document=document,
        actors=(quill, oyo, fleet),
        meetings=(meeting,),
        statements=(pledge, refusal),
        events=events,
        silences=(Silence(span=span("The sea was calm."), reason="nobody conveys anything"),),
        coder="communique 0.1.0",
    )
