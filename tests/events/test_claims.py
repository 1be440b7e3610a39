"""Meetings and statements become events: whom they bind, how deep they are coded, how they meet the reported deeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.record import Act, Meeting, MeetingForm, Place, Span, Statement

World = Callable[..., object]
TALKS = "Lars Holm met Ana Rojas in the capital. "


def statement(world: object, words: str, act: Act, **fields: object) -> Statement:
    """Return a statement with these words as content; Lars Holm speaks to Ana Rojas unless told otherwise."""
    given: dict[str, object] = {
        "id": f"s{words[:3]}",
        "speaker": ("min",),
        "speaker_country": ("NOR",),
        "addressees": ("amb",),
        "method": "say (that)",
        "confidence": 0.8,
    }
    content = world.span(words)  # type: ignore[attr-defined]
    return Statement(**{**given, **fields}, act=act, content=content, evidence=(content,))  # type: ignore[arg-type]


def meeting(form: MeetingForm = "in_person", country: str | None = "NOR") -> Meeting:
    place = Place(name="the capital", country=country) if country else None
    return Meeting(
        id="m1", participants=("min", "amb"), form=form, date="2024-05-13", place=place, evidence=(Span(0, 38),)
    )


@pytest.mark.parametrize(
    ("form", "country", "wanted"),
    [
        ("in_person", "NOR", ("043", "visit")),
        ("in_person", "PER", ("042", "visit")),
        ("in_person", "KEN", ("044", "third-party")),
        ("in_person", None, ("040", None)),
        ("visit", None, ("042", "visit")),
        ("call", None, ("041", "phone")),
        ("video", "KEN", ("041", "phone")),
    ],
)
def test_a_meeting_is_a_consultation(
    world: World, form: MeetingForm, country: str | None, wanted: tuple[str, str | None]
) -> None:
    events, _ = world(TALKS).events(meetings=(meeting(form, country),))
    (event,) = events
    assert (event.cameo, event.event_mode) == wanted
    assert (event.event_type, event.reciprocal, event.meeting, event.date) == ("CONSULT", True, "m1", "2024-05-13")
    assert (event.actor, event.recipient) == (("min",), ("amb",))


@pytest.mark.parametrize(
    ("words", "act", "areas", "method", "wanted"),
    [
        ("build a railway", "pledge", ("connectivity",), "ready (inf)", ("AGREE", "0311")),
        ("train pilots together", "pledge", ("defence",), "ready (inf)", ("AGREE", "0312")),
        ("provide a loan of two million euros", "pledge", ("investment",), "ready (inf)", ("AGREE", "0331")),
        ("visit the capital", "invite", (), "invite (object + infinitive)", ("AGREE", "036")),
        ("open a joint market", "propose", ("trade",), "should (both)", ("REQUEST", "0211")),
        ("release the sailors", "request", (), "urge (object + infinitive)", ("REQUEST", "0253")),
        ("release the pilots", "request", (), "demand (object + infinitive)", ("REQUEST", "1053")),
        ("the bid for the council", "support", (), "back (np)", ("SUPPORT", "051")),
        ("the seizure of a ship", "criticize", (), "condemn (np)", ("ACCUSE", "111")),
        ("take countermeasures", "warn", (), "own side will", ("THREATEN", "131")),
        ("the fine hospitality", "courtesy", (), "praise (for)", ("SUPPORT", "051")),
    ],
)
def test_acts_become_types_and_words_or_areas_the_depth(
    world: World, words: str, act: Act, areas: tuple[str, ...], method: str, wanted: tuple[str, str]
) -> None:
    small = world(f"Lars Holm spoke: {words}.")
    events, _ = small.events(statements=(statement(small, words, act, areas=areas, method=method),))
    assert [(e.event_type, e.cameo) for e in events if e.statement] == [wanted]


def test_what_is_asked_to_the_others_face_is_a_demand(world: World) -> None:
    small = world(TALKS + "He asked her to release the sailors.")
    asked = statement(small, "release the sailors", "request", method="ask (object + infinitive)")
    events, _ = small.events(meetings=(meeting(),), statements=(asked,))
    assert [e.cameo for e in events if e.event_type == "REQUEST"] == ["1053"]


def test_what_is_asked_of_others_where_sides_met_is_a_demand_and_elsewhere_an_appeal(world: World) -> None:
    small = world(TALKS + "They called on Mexico to release the sailors.")
    asked = statement(small, "release the sailors", "request", addressees=("mex",), method="call_on (infinitive)")
    met, _ = small.events(meetings=(meeting(),), statements=(asked,))
    assert [e.cameo for e in met if e.event_type == "REQUEST"] == ["1053"]
    alone, _ = small.events(statements=(asked,))
    assert [e.cameo for e in alone if e.event_type == "REQUEST"] == ["0253"]


@pytest.mark.parametrize("act", ["report", "assess"])
def test_reports_and_judgements_are_no_events_of_their_own(world: World, act: Act) -> None:
    small = world(TALKS + "Relations are good, he said.")
    events, _ = small.events(statements=(statement(small, "Relations are good", act),))
    assert all(e.statement is None for e in events)


def test_thanks_are_no_support_and_denied_words_no_event(world: World) -> None:
    small = world(TALKS + "He thanked her for the welcome and made no promise of a loan.")
    thanks = statement(small, "the welcome", "courtesy", method="thank (for)")
    denied = statement(small, "a loan", "pledge", modality="negated")
    events, _ = small.events(meetings=(meeting(),), statements=(thanks, denied))
    assert [e.event_type for e in events] == ["CONSULT"]


def test_a_joint_undertaking_binds_both_sides(world: World) -> None:
    small = world(TALKS + "They agreed to open a market.")
    joint = statement(
        small,
        "open a market",
        "agree",
        speaker=("min", "amb"),
        speaker_country=("NOR", "PER"),
        addressees=(),
        areas=("trade",),
    )
    events, _ = small.events(meetings=(meeting(),), statements=(joint,))
    found = {(e.event_type, e.actor, e.recipient, e.cameo) for e in events if e.statement}
    assert found == {("AGREE", ("min",), ("amb",), "0311"), ("AGREE", ("amb",), ("min",), "0311")}


def test_criticism_is_of_whom_its_words_are_about(world: World) -> None:
    small = world(TALKS + "He condemned Kenya's seizure of a ship.")
    blamed = statement(small, "Kenya's seizure of a ship", "criticize", method="condemn (np)")
    events, _ = small.events(meetings=(meeting(),), statements=(blamed,))
    assert [e.recipient for e in events if e.event_type == "ACCUSE"] == [("ken",)]


def test_opposition_to_nobody_in_particular_is_no_event(world: World) -> None:
    small = world(TALKS + "He opposed any use of force.")
    events, _ = small.events(meetings=(meeting(),), statements=(statement(small, "any use of force", "oppose"),))
    assert [e.event_type for e in events] == ["CONSULT"]


def test_several_statements_of_a_kind_are_one_event_with_all_evidence(world: World) -> None:
    small = world(TALKS + "He pledged to build a port, to buy fish and to teach sailors.")
    pledges = tuple(
        statement(small, words, "pledge", id=f"s{n}", areas=areas)
        for n, (words, areas) in enumerate(
            [("build a port", ("connectivity",)), ("buy fish", ("trade",)), ("teach sailors", ("education",))]
        )
    )
    events, _ = small.events(meetings=(meeting(),), statements=pledges)
    (event,) = [e for e in events if e.event_type == "AGREE"]
    assert len(event.evidence) == 3
    assert event.cameo == "0311"
    assert "education" in event.contexts
    assert event.date == "2024-05-13"


def test_talk_that_a_statement_tells_is_not_told_again_by_the_text(world: World) -> None:
    small = world(TALKS + "Norway urged Peru to release the sailors.")
    asked = statement(small, "release the sailors", "request", speaker=("nor",), addressees=("per",))
    events, _ = small.events(meetings=(meeting(),), statements=(asked,))
    assert [e.event_type for e in events] == ["CONSULT", "REQUEST"]


def test_deeds_beside_the_talk_are_told(world: World) -> None:
    small = world(TALKS + "On Friday Kenya had imposed sanctions on Peru.")
    events, _ = small.events(meetings=(meeting(),))
    assert [(e.event_type, e.actor, e.recipient, e.date) for e in events if e.event_type != "CONSULT"] == [
        ("COERCE", ("ken",), ("per",), "2024-05-10")
    ]


def test_every_event_carries_its_codes_and_points_at_the_text(world: World) -> None:
    small = world("Norway imposed sanctions on Peru on Monday. Peru recalled its ambassador from Norway.")
    events, _ = small.events()
    assert [e.id for e in events] == ["ev1", "ev2"]
    for event in events:
        assert event.goldstein is not None
        assert event.quad_code == 4
        assert event.method.startswith("text: ")
        assert 0 < event.confidence <= 1
        for span in event.evidence:
            assert span.of(small.page.document.text)
    assert events[0].date == "2024-05-13"
    assert events[0].evidence[0].of(small.page.document.text).startswith("Norway imposed sanctions on Peru")


def test_the_same_text_gives_the_same_events(world: World) -> None:
    text = TALKS + "Kenyan police arrested Peruvian miners. Norway praised Mexico and urged Peru to free the miners."
    assert world(text).events() == world(text).events()
