"""Predicates of several words, what is called for, what hangs on others, and how lists and charges are divided."""

from __future__ import annotations

import pytest

import communique

OPENING = (
    "QUITO, May 5, 2024 -- Ecuadorian Foreign Minister Gabriela Sommerfeld met with Peruvian Foreign Minister Elmer "
    "Schialer on Sunday.\n\n"
)
BRIEFING = (
    "Foreign Ministry Spokesperson Mao Ning's Regular Press Conference on May 5, 2025\n\n"
    "Reuters: What is your comment on Peru?\n\nMao Ning: "
)


def acts(text: str, *, opening: str = OPENING) -> list[tuple[str, str]]:
    record = communique.load().read(opening + text)
    return [(s.act, s.content.of(record.document.text)) for s in record.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sommerfeld stressed the importance of stepping up joint patrols and sharing maps with each other.",
            [("propose", "stepping up joint patrols"), ("propose", "sharing maps with each other")],
        ),
        (
            "Schialer underlined the importance of paying the ferrymen before Christmas.",
            [("request", "paying the ferrymen before Christmas")],
        ),
        ("Schialer emphasized the urgency of reopening the quarry.", [("request", "reopening the quarry")]),
        (
            "Sommerfeld said that more should be done to clean the shared bay.",
            [("propose", "clean the shared bay")],
        ),
        (
            "It is hoped, Sommerfeld went on, that Lima will also reopen its consulate in Loja.",
            [("request", "reopen its consulate in Loja")],
        ),
        (
            "Closer cooperation between the two coast guards is needed, Sommerfeld noted.",
            [("propose", "Closer cooperation between the two coast guards")],
        ),
        (
            "Schialer said nobody should underestimate the patience of the Peruvian fishermen.",
            [("warn", "underestimate the patience of the Peruvian fishermen")],
        ),
    ],
)
def test_what_is_called_for_is_asked_of_the_other_or_proposed_to_both(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sommerfeld said Ecuador does not agree with the sale of the island.",
            ("oppose", "the sale of the island"),
        ),
        (
            "Schialer added that Peru speaks out in New York in favour of a treaty on the high seas.",
            ("support", "a treaty on the high seas"),
        ),
        (
            '"Allow me to thank our hosts for the concert," Schialer said.',
            ("courtesy", "the concert"),
        ),
        (
            "Ecuador's opposition to the closure of the canal has not changed, Sommerfeld said.",
            ("oppose", "the closure of the canal"),
        ),
        (
            "The door to settling the dispute over the buoys remains open, Sommerfeld said.",
            ("pledge", "settling the dispute over the buoys"),
        ),
        (
            "Schialer asked Sommerfeld to convey his warmest greetings to the President of Ecuador.",
            ("courtesy", "his warmest greetings to the President of Ecuador"),
        ),
        (
            "Schialer conveyed to Sommerfeld the best wishes of the Peruvian Congress.",
            ("courtesy", "the best wishes of the Peruvian Congress"),
        ),
        (
            "Peru is ready, Schialer reiterated, to receive the archive in June.",
            ("pledge", "receive the archive in June"),
        ),
        ("Ecuador is to host the next fair, Sommerfeld said.", ("pledge", "host the next fair")),
        (
            "Schialer said that Peru counts on Ecuadorian know-how in the breeding of shrimp.",
            ("request", "Ecuadorian know-how in the breeding of shrimp"),
        ),
        (
            "There was agreement on the need to dredge the estuary.",
            ("agree", "dredge the estuary"),
        ),
        (
            "Sommerfeld expressed that Ecuador would keep the bridge open.",
            ("pledge", "keep the bridge open"),
        ),
        (
            "Sommerfeld welcomed the efforts of Peru, which chairs the forum this year, to revive the fisheries panel.",
            (
                "support",
                "the efforts of Peru, which chairs the forum this year, to revive the fisheries panel",
            ),
        ),
    ],
)
def test_several_words_make_one_predicate(text: str, expected: tuple[str, str]) -> None:
    assert acts(text) == [expected]


def test_what_hangs_on_the_other_side_is_a_warning_where_it_does_harm() -> None:
    harm = "Ecuador will suspend the permits if Peru does not withdraw its fleet, Sommerfeld said."
    help_ = "Ecuador will lend two pumps if Peru does not find any, Sommerfeld said."
    assert acts(harm) == [("warn", "suspend the permits")]
    assert [act for act, _ in acts(help_)] == ["pledge"]


def test_each_wrong_of_a_charge_stands_for_itself() -> None:
    text = "Peru has ignored the ruling, violated the treaty and misled the public."
    assert acts(text, opening=BRIEFING) == [
        ("criticize", "Peru has ignored the ruling"),
        ("criticize", "violated the treaty"),
        ("criticize", "misled the public"),
    ]


def test_what_is_not_true_is_denied() -> None:
    record = communique.load().read(BRIEFING + "It is not true that China bought the mine.")
    assert [(s.act, s.modality) for s in record.statements] == [("report", "negated")]


def test_how_two_have_treated_each_other_is_a_judgement() -> None:
    assert [act for act, _ in acts("China and Peru have stood by each other for fifty years.", opening=BRIEFING)] == [
        "assess"
    ]


def test_clauses_with_subjects_of_their_own_are_parted() -> None:
    text = "The reef is part of China, and the steps taken by the coast guard were lawful."
    assert [content for _, content in acts(text, opening=BRIEFING)] == [
        "The reef is part of China",
        "the steps taken by the coast guard were lawful",
    ]


def test_documents_and_proposals_are_told_one_by_one() -> None:
    signed = "The ministers signed an agreement on ferries, a memorandum on archives, and a plan of visits for 2025."
    assert [content for _, content in acts(signed)] == [
        "an agreement on ferries",
        "a memorandum on archives",
        "a plan of visits for 2025",
    ]
    proposed = "Schialer put forward a number of proposals, including the creation of a park and the launch of a ferry."
    assert acts(proposed) == [("propose", "the creation of a park"), ("propose", "the launch of a ferry")]


def test_a_passive_takes_in_a_further_noun() -> None:
    text = "The opening of the ferry was welcomed, as was the return of the stolen statues."
    assert acts(text) == [
        ("support", "The opening of the ferry"),
        ("support", "the return of the stolen statues"),
    ]


def test_working_together_is_the_manner_of_all_that_follows() -> None:
    text = "Sommerfeld said that Ecuador is ready to work with Peru to restock the lake and to train rangers."
    assert acts(text) == [("pledge", "work with Peru to restock the lake"), ("pledge", "train rangers")]


def test_a_condition_of_its_own_belongs_to_the_second_undertaking() -> None:
    text = OPENING + "Sommerfeld said Ecuador would repair the pier and, once the road is finished, build a warehouse."
    statements = communique.load().read(text).statements
    assert [(s.act, s.modality) for s in statements] == [("pledge", "asserted"), ("pledge", "conditional")]
