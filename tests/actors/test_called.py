"""How wires and ministries call people: two offices before a name, initials, the diplomat, Sultan bin X."""

from __future__ import annotations

import pytest

import communique


def people(text: str) -> dict[str, str | None]:
    found = communique.load().read(text, published="2025-06-17").actors
    return {actor.name: actor.country for actor in found if actor.kind == "person"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "On May 3, Deputy Prime Minister, Minister of Foreign Affairs of Kazakhstan Murat Nurtleu met the guest.",
            "Murat Nurtleu",
            "KAZ",
        ),
        (
            "Qatar's Minister of State for Foreign Affairs Sultan bin Saad Al Muraikhi met the guest.",
            "Sultan bin Saad Al Muraikhi",
            "QAT",
        ),
    ],
)
def test_one_person_stands_behind_the_words(text: str, name: str, country: str) -> None:
    assert people(text) == {name: country}


def test_an_initial_on_a_surname_is_the_person_named_before() -> None:
    text = "Kazakh Foreign Minister Murat Nurtleu met the press. M.Nurtleu said that Kazakhstan would open a port."
    assert list(people(text)) == ["Murat Nurtleu"]


def test_an_apposition_and_an_office_behind_it_are_two_people() -> None:
    text = (
        "At the invitation of Moosa Zameer, Minister of Foreign Affairs of Maldives, External Affairs Minister"
        " S. Jaishankar visited Male."
    )
    assert people(text) == {"Moosa Zameer": "MDV", "S. Jaishankar": "IND"}


def test_the_diplomat_is_the_ambassador_and_not_the_minister() -> None:
    text = (
        "Kazakh Foreign Minister Murat Nurtleu received the Ambassador of Japan, Akira Hayashi. The diplomat thanked"
        " Kazakhstan for its wheat."
    )
    found = communique.load().read(text, published="2025-06-17")
    names = {actor.id: actor.name for actor in found.actors}
    assert [names[s] for statement in found.statements for s in statement.speaker] == ["Akira Hayashi"]
