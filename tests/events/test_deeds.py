"""Sentences of general news, construction by construction: the type of the deed, who did it, to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[tuple[str, str, str]]]

CASES = [
    # force, coercion, show of force
    ("Norwegian jets bombed a depot in Peru on Monday.", ("ASSAULT", "NOR", "PER")),
    ("A Mexican patrol was attacked by Kenyan gunmen near the river.", ("ASSAULT", "KEN", "MEX")),
    ("Kenya carried out an air strike against Peruvian positions.", ("ASSAULT", "KEN", "PER")),
    ("Norway imposed sanctions on two Peruvian banks.", ("COERCE", "NOR", "PER")),
    ("Sanctions were imposed on Peru by Norway.", ("COERCE", "NOR", "PER")),
    ("Mexican police arrested six Kenyan sailors.", ("COERCE", "MEX", "KEN")),
    ("Peru has deported forty Norwegian activists.", ("COERCE", "PER", "NOR")),
    ("Kenya massed troops along the border with Peru.", ("MOBILIZE", "KEN", "PER")),
    # reducing relations, giving way
    ("Norway recalled its ambassador from Peru.", ("SANCTION", "NOR", "PER")),
    ("Mexico suspended its aid to Kenya.", ("SANCTION", "MEX", "KEN")),
    ("Norway announced a suspension of aid to Kenya.", ("SANCTION", "NOR", "KEN")),
    ("Peru released twelve Norwegian sailors.", ("RETREAT", "PER", "NOR")),
    ("Peru announced the release of two Norwegian pilots.", ("RETREAT", "PER", "NOR")),
    ("Norway lifted its embargo against Mexico.", ("RETREAT", "NOR", "MEX")),
    ("Kenya withdrew its troops from Peru.", ("RETREAT", "KEN", "PER")),
    # aid and cooperation
    ("Norway sent food and medicine to Kenya.", ("AID", "NOR", "KEN")),
    ("Peru received weapons from Mexico.", ("AID", "MEX", "PER")),
    ("Norway handed over a shipment of vaccines to Kenya.", ("AID", "NOR", "KEN")),
    ("Peru extradited a banker to Mexico.", ("COOPERATE", "PER", "MEX")),
    # words
    ("Norway accused Peru of jamming its radars.", ("ACCUSE", "NOR", "PER")),
    ("Peru denounced Norway's seizure of the ship.", ("ACCUSE", "PER", "NOR")),
    ("Norway urged Peru to open its ports.", ("REQUEST", "NOR", "PER")),
    ("Peru demanded that Norway release the crew.", ("REQUEST", "PER", "NOR")),
    ("Norway issued a statement calling on Peru to free the crew.", ("REQUEST", "NOR", "PER")),
    ("Norway praised Peru's efforts to protect the forests.", ("SUPPORT", "NOR", "PER")),
    ("Peru rejected a Norwegian proposal for new talks.", ("REJECT", "PER", "NOR")),
    ("Norway threatened to cut its aid to Peru.", ("THREATEN", "NOR", "PER")),
    ("Norway warned Peru against expelling the monitors.", ("THREATEN", "NOR", "PER")),
    ("The President of Norway telephoned the Prime Minister of Peru.", ("CONSULT", "NOR", "PER")),
    ("Norway invited Peru to the conference.", ("AGREE", "NOR", "PER")),
    # of public statements only three are events: a claimed attack, a denied charge, accord
    ("Peruvian rebels claimed responsibility for the attack on a mill in Kenya.", ("ASSAULT", "PER", "KEN")),
    ("Norway claimed that it had shelled a port in Peru.", ("ASSAULT", "NOR", "PER")),
    ("Norway rejected accusations by Peru that it had armed Kenya.", ("REJECT", "NOR", "PER")),
    ("Norwegian officials said they agree with Peru that fish stocks are falling.", ("SUPPORT", "NOR", "PER")),
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_who_did_what_to_whom(triples: Read, sentence: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in triples(sentence)


TURNED = [
    # the same deed under other moods is another event
    ("Norway sent food to Kenya.", "AID"),
    ("Norway will send food to Kenya.", "AGREE"),
    ("Norway agreed to send food to Kenya.", "AGREE"),
    ("Norway is ready to send food to Kenya.", "AGREE"),
    ("Norway refused to send food to Kenya.", "REJECT"),
    ("Norway will not send food to Kenya.", "REJECT"),
    ("Norway urged Peru to send food to Kenya.", "REQUEST"),
    ("Norway stopped its food aid to Kenya.", "SANCTION"),
    ("Norway bombed a port in Peru.", "ASSAULT"),
    ("Norway will bomb a port in Peru.", "THREATEN"),
    ("Norway threatened to bomb a port in Peru.", "THREATEN"),
    ("Norway accused Kenya of bombing a port in Peru.", "ACCUSE"),
    ("Norway claimed that Kenya had bombed the port.", "ACCUSE"),
    ("Norway lifted the sanctions on Peru.", "RETREAT"),
    ("Norway agreed to lift the sanctions on Peru.", "AGREE"),
    ("Norway said Peru must lift the sanctions.", "REQUEST"),
    ("Norway called for sanctions against Peru.", "ACCUSE"),
    ("Norway and Peru failed to reach an agreement on fishing.", "REJECT"),
]


@pytest.mark.parametrize(("sentence", "wanted"), TURNED, ids=[case[0][:40] for case in TURNED])
def test_mood_turns_the_deed(triples: Read, sentence: str, wanted: str) -> None:
    assert [kind for kind, _, _ in triples(sentence)] == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway did not bomb the port in Peru.",
        "If Peru attacks, Norway will bomb the port.",
        "Norway is considering sending aid to Peru.",
        "Peru declined to comment on the talks with Norway.",
        "Norway expressed its condolences to Peru.",
        "Norway hopes that Peru will sign the treaty.",
        "A cold front will attack the coast of Peru on Friday.",
        "Weak demand in Norway hit profits in Peru.",
        "Salmon from Norway, which Peru banned years ago, is on sale in Mexico.",
    ],
)
def test_what_is_no_event(triples: Read, sentence: str) -> None:
    assert triples(sentence) == []


def test_sides_that_act_together_are_reciprocal(world: Callable[..., object]) -> None:
    events, _ = world("Norway and Peru signed a treaty on fishing.").events()
    (event,) = events
    assert (event.event_type, event.cameo, event.reciprocal) == ("SUPPORT", "057", True)
    assert set(event.actor) == {"nor", "per"}
    assert event.recipient == ()


def test_match_reports_hold_no_deeds(triples: Read) -> None:
    text = (
        "Norway beat Peru 2-0 in the final match of the group. The striker attacked from the start, the goalkeeper "
        "repelled a late penalty, and the referee expelled two midfielders after half-time."
    )
    assert triples(text) == []


def test_deeds_of_violence_deepen_by_their_noun(world: Callable[..., object]) -> None:
    events, _ = world("A suicide bombing killed two Kenyan guards.").events()
    assert [event.cameo for event in events] == ["1831"]


def test_who_blocks_a_road_decides_what_it_is(triples: Read) -> None:
    assert triples("Peruvian farmers blocked the road to the capital.")[0][0] == "PROTEST"
    assert triples("Peruvian soldiers blocked the road to the capital.")[0][0] == "COERCE"
