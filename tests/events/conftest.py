"""A small world for the tests of events: invented countries, a cast found by plain search, and the real parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.tokens import Doc

from communique.actors.cast import Cast, Mention
from communique.events.coding import code_events
from communique.language.pipeline import parse
from communique.record import Actor, ActorKind, Dateline, Document, Event, Meeting, Span, Statement, document_id
from communique.sources.page import Page, Zone


@dataclass(frozen=True)
class Person:
    """One actor of the small world: the words that name it, and what it is."""

    names: tuple[str, ...]
    country: str | None
    kind: ActorKind = "state"
    sector: str | None = None


#: real names, because the parser must tag them; what they do in the tests is invented
WORLD = {
    "nor": Person(("Norway", "Norwegian", "Oslo"), "NOR"),
    "per": Person(("Peru", "Peruvian", "Lima"), "PER"),
    "mex": Person(("Mexico", "Mexican"), "MEX"),
    "ken": Person(("Kenya", "Kenyan"), "KEN"),
    "uno": Person(("the United Nations",), None, "organisation"),
    "amb": Person(("Ana Rojas",), "PER", "person", "GOV"),
    "min": Person(("Lars Holm",), "NOR", "person", "GOV"),
}


@dataclass(frozen=True)
class World:
    """A text read as far as the events need it."""

    page: Page
    doc: Doc
    cast: Cast

    def events(
        self, meetings: tuple[Meeting, ...] = (), statements: tuple[Statement, ...] = ()
    ) -> tuple[tuple[Event, ...], dict[str, Actor]]:
        """Return the coded events, and every actor by id."""
        found, extras = code_events(self.doc, self.cast, meetings, statements, self.page)
        return found, {actor.id: actor for actor in (*self.cast.actors, *extras)}

    def span(self, words: str) -> Span:
        """Return where the text has these words."""
        start = self.page.document.text.index(words)
        return Span(start, start + len(words))


def build(text: str, date: str = "2024-05-14") -> World:
    """Return a text with its parse and its cast."""
    document = Document(id=document_id(text), text=text, dateline=Dateline(date=date))
    body = tuple(Zone(span=Span(m.start(), m.end()), kind="body") for m in re.finditer(r"[^\n]+", text))
    page = Page(document=document, zones=body)
    doc = parse(page)
    mentions: list[Mention] = []
    for actor_id, person in WORLD.items():
        for name in person.names:
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
                kind = "name" if person.kind == "person" else "state"
                root = span.root
                bound = root.dep_ in ("amod", "compound", "poss")
                mentions.append(
                    Mention(
                        start=span.start, end=span.end, root=root.i, actors=(actor_id,), kind=kind, possessive=bound
                    )
                )
    mentions.sort(key=lambda m: m.start)
    actors = tuple(
        Actor(
            id=actor_id,
            name=person.names[0],
            kind=person.kind,
            country=person.country,
            code="UNO" if actor_id == "uno" else None,
            sector=person.sector,
        )
        for actor_id, person in WORLD.items()
    )
    return World(page=page, doc=doc, cast=Cast(actors, tuple(mentions)))


Sides = tuple[str, str, str]


@pytest.fixture(scope="session")
def world() -> Callable[..., World]:
    return build


@pytest.fixture(scope="session")
def triples() -> Callable[[str], list[Sides]]:
    """Read a text alone and return (type, actor country, recipient country) of each event, "" for none."""

    def read(text: str) -> list[Sides]:
        events, actors = build(text).events()
        land = lambda ids: "+".join(actors[i].country or actors[i].code or "?" for i in ids)  # noqa: E731
        return [(e.event_type, land(e.actor), land(e.recipient)) for e in events]

    return read
