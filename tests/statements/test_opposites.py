"""To whom a statement turns in a report that tells of no talks: the other side of a quarrel, abroad or at home."""

from __future__ import annotations

import pytest

import communique

QUARREL = (
    "BRASILIA, May 5, 2024 (Test) -- Paraguay closed its border to Brazilian trucks on Sunday.\n\n"
    "Brazilian Foreign Minister Mauro Vieira said Brazil would answer in kind. {}\n\n"
    "Peru's Foreign Minister Elmer Schialer offered help. Paraguay's Foreign Minister Ruben Ramirez said the drivers"
    " must wait. Bolivia's Foreign Minister Celinda Sosa called for calm. Paraguay has few other ways out."
)


def addressees(text: str, words: str) -> list[str | None]:
    record = communique.load().read(text)
    (found,) = [s for s in record.statements if words in s.content.of(record.document.text)]
    return [record.actor(a).country for a in found.addressees]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Vieira urged a prompt return to the old rules.", "the old rules"),
        ("Brazil will not give in, Vieira said.", "give in"),
        ("The minister called the step unfriendly, and demanded the release of 40 drivers.", "40 drivers"),
        ("He proposed talks on customs in June.", "customs"),
    ],
)
def test_a_report_of_a_quarrel_has_each_turn_to_the_other(sentence: str, words: str) -> None:
    assert addressees(QUARREL.format(sentence), words) == ["PRY"]


def test_a_courtesy_turns_to_whom_it_names_alone() -> None:
    assert addressees(QUARREL.format("Vieira congratulated the swimmers on their victory."), "victory") == [None]


def test_a_government_that_speaks_of_its_rebels_turns_to_its_own_country() -> None:
    text = (
        "GOMA, May 5, 2024 (Test) -- The M23 rebels took a town from the Congolese army on Sunday.\n\n"
        "Congolese President Felix Tshisekedi refused to negotiate directly with M23."
    )
    assert addressees(text, "directly with M23") == ["COD"]
