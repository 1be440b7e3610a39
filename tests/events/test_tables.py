"""How many events an encounter of many sides makes: a pair of sides each, at a large table one for each side."""

from __future__ import annotations

import pytest

from communique.actors.cast import Cast
from communique.events.encounters import TABLE, Encounters
from communique.record import Actor, Document, Meeting, Place, Span, document_id
from communique.sources.page import Page

STATES = ("KEN", "NOR", "PER", "MEX", "FIN", "CHL", "FJI", "GHA", "LAO", "NPL", "OMN", "TGO", "URY", "VUT")


def around(sides: int) -> tuple[Encounters, Page]:
    """Return an encounter of that many ministers in Kenya, and its page."""
    actors = tuple(Actor(id=s.lower(), name=s, kind="person", country=s) for s in STATES[:sides])
    text = "The ministers met in Nairobi."
    everyone = tuple(actor.id for actor in actors)
    place = Place(name="Nairobi", country="KEN")
    meeting = Meeting(id="m1", participants=everyone, form="in_person", place=place, evidence=(Span(0, len(text)),))
    page = Page(document=Document(id=document_id(text), text=text), zones=())
    return Encounters((meeting,), Cast(actors, ())), page


@pytest.mark.parametrize("sides", [2, 3, TABLE])
def test_each_pair_of_sides_consults(sides: int) -> None:
    encounters, page = around(sides)
    drafts = list(encounters.consultations(page))
    assert len({frozenset((*d.actor, *d.recipient)) for d in drafts}) == len(drafts) == sides * (sides - 1) // 2


def test_at_a_large_table_each_side_consults_with_all_the_others() -> None:
    encounters, page = around(len(STATES))
    drafts = list(encounters.consultations(page))
    assert [d.actor for d in drafts] == [(s.lower(),) for s in STATES]
    assert {len(d.recipient) for d in drafts} == {len(STATES) - 1}
    assert [d.cameo for d in drafts] == ["043", *["042"] * (len(STATES) - 1)]
