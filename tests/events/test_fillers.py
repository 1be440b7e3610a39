"""Noun phrases become actors: those of the cast, their owners, or new ones that stay unresolved."""

from __future__ import annotations

from collections.abc import Callable

World = Callable[..., object]


def test_people_who_are_not_in_the_cast_are_added_with_their_owners_country(world: World) -> None:
    text = "Norwegian police arrested dozens of Peruvian protesters in the harbour."
    events, actors = world(text).events()
    (event,) = events
    (doer,), (target,) = event.actor, event.recipient
    assert (actors[doer].name, actors[doer].country, actors[doer].sector) == ("Norwegian police", "NOR", "COP")
    assert actors[target].name == "dozens of Peruvian protesters"
    assert (actors[target].country, actors[target].sector, actors[target].resolved) == ("PER", "CIV", False)
    (mention,) = actors[target].mentions
    assert mention.of(text) == actors[target].name


def test_who_acts_and_is_unknown_stays_with_its_name(world: World) -> None:
    events, actors = world("Gunmen killed two Kenyan teachers.").events()
    (event,) = events
    assert [(actors[i].name, actors[i].country, actors[i].sector) for i in event.actor] == [("Gunmen", None, "REB")]


def test_a_thing_stands_for_its_owner(world: World) -> None:
    events, _ = world("Norway rejected the Peruvian request.").events()
    assert events[0].recipient == ("per",)


def test_the_target_of_force_may_be_a_place(world: World) -> None:
    events, actors = world("Kenyan gunmen attacked a Norwegian army camp.").events()
    (target,) = events[0].recipient
    assert (actors[target].name, actors[target].country) == ("a Norwegian army camp", "NOR")


def test_names_that_only_tell_whom_a_phrase_is_for_are_no_owners(world: World) -> None:
    events, actors = world("Peru-backed rebels attacked a Kenyan town.").events()
    assert [actors[i].country for i in events[0].actor] == [None]


def test_extras_are_only_those_that_events_need(world: World) -> None:
    events, actors = world("Two tourists saw how Norway signed a treaty with Peru.").events()
    assert all(not actor_id.startswith("e") for actor_id in actors)
    assert all(set(event.actor) | set(event.recipient) <= set(actors) for event in events)
