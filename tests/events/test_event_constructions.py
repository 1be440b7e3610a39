"""Deeds told in other ways than by a verb with its subject: undergone, happening by themselves, behind what follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_who_did_what_to_whom(triples: Read, sentence: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in triples(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway launched a campaign to promote tourism in Peru.",
        "Norwegian officials voiced pessimism as Peruvian doctors battle with the ministry.",
    ],
)
def test_what_is_no_event(triples: Read, sentence: str) -> None:
    assert triples(sentence) == []


def test_a_hunger_strike_is_no_strike_of_force(triples: Read) -> None:
    assert [t[0] for t in triples("Peruvian students launched a hunger strike on Monday.")] == ["PROTEST"]


def test_missiles_tested_are_a_show_of_force(triples: Read) -> None:
    assert triples("Norway test-fired a missile on Sunday.") == [("MOBILIZE", "NOR", "")]
