"""Deeds told in other ways than by a verb with its subject: undergone, happening by themselves, behind what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from communique.events.encounters import Encounters

if TYPE_CHECKING:
    from conftest import World

Read = Callable[[str], list[tuple[str, str, str]]]

CASES = [
    # what somebody undergoes, and by whom
    ("Norway faced sharp criticism from Peru over the vote.", ("ACCUSE", "PER", "NOR")),
    ("Norway came under pressure from Peru to free the crew.", ("REQUEST", "PER", "NOR")),
    ("Norway received a stern warning from Peru.", ("THREATEN", "PER", "NOR")),
    ("A Norwegian convoy came under attack by Kenyan rebels.", ("ASSAULT", "KEN", "NOR")),
    ("Norway's minister came under fire from Peru over the delay.", ("ACCUSE", "PER", "NOR")),
    ("Norway was hit with tariffs by Peru.", ("COERCE", "PER", "NOR")),
    ("An attack by Kenyan rebels was launched on a Norwegian base.", ("ASSAULT", "KEN", "NOR")),
    ("A Peruvian prisoner died as a result of torture in Kenyan custody.", ("ASSAULT", "KEN", "PER")),
    # what happens by itself
    ("Talks between Norway and Peru opened on Monday.", ("CONSULT", "NOR+PER", "")),
    ("Clashes between Kenyan troops and rebels broke out in Kenya.", ("ASSAULT", "KEN+KEN", "")),
    ("Talks between Norway and Peru collapsed on Monday.", ("SANCTION", "NOR+PER", "")),
    # what lies behind a development, and who did what nobody is named for
    ("Relations soured after Peru expelled the Norwegian ambassador.", ("SANCTION", "PER", "NOR")),
    ("Ten people were killed when rebels attacked a market in Kenya.", ("ASSAULT", "KEN", "KEN")),
    # first to do it, and what is not meant to be done
    ("Norway became the first country to recognise Peru.", ("SUPPORT", "NOR", "PER")),
    ("Norway said it had no intention of negotiating with Peru.", ("REJECT", "NOR", "PER")),
    # what an operation, a team or an invitation is for
    ("Peruvian police launched an operation to detain Kenyan officials.", ("COERCE", "PER", "KEN")),
    ("Peru sent a team of doctors to Kenya.", ("AID", "PER", "KEN")),
    ("Peru turned down an invitation to visit Kenya.", ("REJECT", "PER", "KEN")),
    # forms that the lemmatizer takes for other verbs
    ("Peru waged war on Kenya.", ("ASSAULT", "PER", "KEN")),
    ("Norway and Peru staged a naval exercise.", ("COOPERATE", "NOR+PER", "")),
    # threats and offers stand whatever their condition
    ("Peru threatened to shell Kenya if Norway attacks.", ("THREATEN", "PER", "KEN")),
    ("Peru is willing to withdraw its troops from Kenya if it is asked.", ("AGREE", "PER", "KEN")),
    ("Peru reiterated its demand that Kenya ease sanctions.", ("REQUEST", "PER", "KEN")),
    # what is given is meant for whoever is told, whatever else it speaks of
    ("Peru issued an ultimatum to Kenya to restore relations with Norway.", ("THREATEN", "PER", "KEN")),
    ("Peru issued an ultimatum to Kenya: if it buys the radars, sanctions will follow.", ("THREATEN", "PER", "KEN")),
    # who sends away, who is sent away, and who holds those who are tortured
    ("Two Norwegian journalists were expelled from Kenya.", ("COERCE", "KEN", "NOR")),
    ("Norway expelled the Kenyan ambassador over the arrest of a Peruvian.", ("SANCTION", "NOR", "KEN")),
    ("A Peruvian sailor was tortured in a prison in Kenya.", ("ASSAULT", "KEN", "PER")),
    # whom a raid targets, whom aid helps, until when something is refused
    ("Norwegian jets carried out raids in the north, targeting Kenyan rebels.", ("ASSAULT", "NOR", "KEN")),
    ("Norway offered to send troops to help the Kenyan army.", ("AGREE", "NOR", "KEN")),
    ("Norway said it will not lift the embargo until Peru frees the crew.", ("REJECT", "NOR", "PER")),
    ("Norway refused to respond to a request from Peru.", ("REJECT", "NOR", "PER")),
    # who is on a visit is not coordinated with where he is
    ("On a visit to Kenya, Lars Holm condemned Peru.", ("ACCUSE", "NOR", "PER")),
    # what is owned to and what is denied
    ("Norway denied having shelled a Kenyan camp.", ("REJECT", "NOR", "KEN")),
    ("Norway denied responsibility for the attack on a Kenyan port.", ("REJECT", "NOR", "KEN")),
    ("Norway admitted that it had bombed a Kenyan camp.", ("ASSAULT", "NOR", "KEN")),
    ("Norway is the largest donor to Kenya.", ("AID", "NOR", "KEN")),
    ("Norway expelled three diplomats from Peru and Kenya.", ("SANCTION", "NOR", "PER+KEN")),
    # a visit to come is its invitation where the sentence says at whose
    ("Ana Rojas will pay a visit to Norway at the invitation of Lars Holm.", ("AGREE", "NOR", "PER")),
    ("Ana Rojas will visit Norway on Monday.", ("AGREE", "PER", "NOR")),
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_who_did_what_to_whom(triples: Read, sentence: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in triples(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway launched a campaign to promote tourism in Peru.",
        "Norway denied that Kenya had shelled the camp.",
        "Norway refused to respond to the rumours about Peru.",
        "The loss dealt a blow to Peru.",
        "Norwegian officials voiced pessimism as Peruvian doctors battle with the ministry.",
    ],
)
def test_what_is_no_event(triples: Read, sentence: str) -> None:
    assert triples(sentence) == []


def test_a_hunger_strike_is_no_strike_of_force(triples: Read) -> None:
    assert [t[0] for t in triples("Peruvian students launched a hunger strike on Monday.")] == ["PROTEST"]


def test_missiles_tested_are_a_show_of_force(triples: Read) -> None:
    assert triples("Norway test-fired a missile on Sunday.") == [("MOBILIZE", "NOR", "")]


def world_of(world: Callable[..., World], text: str) -> list[tuple[str, str | None]]:
    """Return the CAMEO code and the mode of each event of a text."""
    events, _ = world(text).events()
    return [(event.cameo, event.event_mode) for event in events]


@pytest.mark.parametrize(
    ("text", "code", "mode"),
    [
        ("The Norwegian air force bombed a Peruvian depot.", "195", "aerial"),
        ("Norway bombed two bridges in Peru.", "195", "aerial"),
        ("Peruvian jets bombed a Kenyan harbour.", "195", "aerial"),
        ("Kenyan rebels bombed a bridge in Kenya.", "183", "explosives"),
        ("An explosion killed three Peruvian sailors.", "183", "explosives"),
        ("A suicide bomber killed two Kenyan guards.", "1831", "suicide-attack"),
    ],
)
def test_who_bombs_tells_how(world: Callable[..., World], text: str, code: str, mode: str) -> None:
    assert (code, mode) in world_of(world, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway protested against the arrest of the Norwegian skipper in Peru.",
        "Ana Rojas protested against the Norwegian fishing quota.",
    ],
)
def test_a_state_that_protests_complains(world: Callable[..., World], text: str) -> None:
    codes = [code for code, _ in world_of(world, text)]
    assert codes == ["114"]


def test_people_who_protest_take_to_the_streets(triples: Read) -> None:
    assert triples("Students protested against Norway in Lima.") == [("PROTEST", "PER", "NOR")]


def test_what_is_demonstrated_is_shown(triples: Read) -> None:
    assert triples("Norway demonstrated its sonar in Peru.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan surveyors suspended their work in the valley.",
        "Norway handed over the letters to Peru.",
    ],
)
def test_nothing_is_done_to_ones_own_things(triples: Read, text: str) -> None:
    assert triples(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru returned its ambassador to Norway.", ("SUPPORT", "PER", "NOR")),
        ("Peru returned the stolen statues to Norway.", ("RETREAT", "PER", "NOR")),
        ("Norway handed over three patrol boats to Kenya.", ("AID", "NOR", "KEN")),
        ("Norway will share intelligence with neighbouring countries.", ("AGREE", "NOR", "?")),
        ("Peru held talks with all transit states.", ("CONSULT", "PER", "?")),
        ("Kenya rejected the mediation of third countries.", ("REJECT", "KEN", "?")),
    ],
)
def test_recipients_are_not_of_the_country_that_acts(triples: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(text)


def test_each_side_of_an_event_stands_once(world: Callable[..., World]) -> None:
    encounters = Encounters((), world("Norway and Peru met.").cast)
    assert encounters.once(("nor", "min", "per", "nor")) == ("nor", "per")
    assert encounters.once(("min", "nor")) == ("min",)


def test_a_question_reports_nothing(triples: Read) -> None:
    assert triples("Will Norway send troops to Peru?") == []
    assert triples("Norway sent troops to Peru.") != []


@pytest.mark.parametrize("things", ["information on the crash", "the findings", "footage of the fire"])
def test_what_is_published_is_not_set_free(triples: Read, things: str) -> None:
    assert triples(f"Norway released {things} in Peru.") == []
    assert triples("Norway released two Peruvian sailors.") == [("RETREAT", "NOR", "PER")]
