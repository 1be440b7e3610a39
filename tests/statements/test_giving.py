"""What states undertake in short reports, which name no minister and attribute nothing."""

from __future__ import annotations

import pytest

import communique
from communique.record import Statement


def read(text: str) -> list[tuple[str, str]]:
    record = communique.load().read(text)
    return [(s.act, s.content.of(record.document.text)) for s in record.statements]


def statements(text: str) -> tuple[Statement, ...]:
    return communique.load().read(text).statements


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Sweden will lend Kenya 40 million euros for a wind farm.", "lend Kenya 40 million euros for a wind farm"),
        ("South Korea will hand over two patrol boats to Ecuador.", "hand over two patrol boats to Ecuador"),
        ("Turkey will set up a vocational school in Niger in May.", "a vocational school in Niger in May"),
        ("Belgium is ready to dredge the port of Cotonou in Benin.", "dredge the port of Cotonou in Benin"),
        ("Spain said it would restore a palace in Bolivia.", "restore a palace in Bolivia"),
        ("Spain will restore the palace, it told Bolivia.", "restore the palace"),
    ],
)
def test_what_a_state_will_do_for_another_is_pledged(text: str, content: str) -> None:
    assert read(text) == [("pledge", content)]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden will face Kenya on Sunday.",
        "Sweden will send its best squad to Kenya.",
        "Sweden will not lend Kenya any money.",
        "Sweden will buy back its bonds in June.",
        "Sweden lent Kenya 40 million euros for a wind farm last year.",
        "The wind farm will be financed in Kenya.",
    ],
)
def test_games_forecasts_refusals_and_what_was_done_are_no_gifts(text: str) -> None:
    assert read(text) == []


def test_a_state_that_has_just_agreed_goes_on_with_what_it_will_do() -> None:
    found = read("Chile and Peru agreed to open the pass at Visviri. Chile will install new scanners at the crossing.")
    assert found == [
        ("agree", "open the pass at Visviri"),
        ("pledge", "install new scanners at the crossing"),
    ]


def test_have_agreed_to_open_is_no_openness() -> None:
    assert read("Chile and Peru have agreed to open the pass at Visviri.") == [("agree", "open the pass at Visviri")]


def test_what_is_told_behind_a_long_name_is_found() -> None:
    text = (
        "Dutch Foreign Minister Anna de Wit told her guest, Kenyan Defence Minister Joseph Otieno Mwangi, that"
        " the Netherlands would go on training Kenyan pilots."
    )
    assert read(text) == [("pledge", "go on training Kenyan pilots")]


def test_a_judgement_ends_where_an_intention_begins() -> None:
    text = "Finland attaches weight to Chile and will fund research in Punta Arenas, Finnish minister Aino Salo said."
    assert ("pledge", "fund research in Punta Arenas") in read(text)


def test_the_two_countries_are_the_two_that_a_report_names() -> None:
    text = "The two countries should drain the marsh at Gorno, the Italian foreign minister told Slovenia."
    assert read(text) == [("propose", "drain the marsh at Gorno")]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark promised Mali to drill forty wells near Gao.",
        "Denmark told Mali that it would drill forty wells near Gao.",
        "Denmark will drill forty wells near Gao, its development minister told the Malian prime minister.",
    ],
)
def test_who_is_told_of_an_undertaking_is_addressed(text: str) -> None:
    record = communique.load().read(text)
    (said,) = record.statements
    assert (said.act, [record.actor(a).country for a in said.addressees]) == ("pledge", ["MLI"])


def test_one_who_stands_by_a_promise_promises() -> None:
    text = "Dutch Foreign Minister Anna de Wit said that The Hague stood by its promise to train Kenyan pilots."
    assert read(text) == [("pledge", "train Kenyan pilots")]


def test_ministers_of_two_states_are_two() -> None:
    said = statements("The Danish and Malian water ministers agreed to drill forty wells near Gao.")
    assert [(s.act, s.speaker_country) for s in said] == [("agree", ("DNK", "MLI"))]
