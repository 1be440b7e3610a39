"""Turns of phrase of wire reports and ministries: sources within sentences, denials, ratings, questions, feelings."""

from __future__ import annotations

import pytest

import communique
from communique.record import Record

#: an encounter that gives what follows its two sides
TALKS = "Peruvian Foreign Minister Elmer Schialer met his Moroccan counterpart, Nasser Bourita, in Lima.\n"


def record(text: str) -> Record:
    return communique.load().read(text, published="2025-06-17")


def read(text: str) -> list[tuple[str, str, str]]:
    """Return speaker, act and content of each statement."""
    found = record(text)
    names = {actor.id: actor.name for actor in found.actors}
    return [
        ("; ".join(names[s] for s in statement.speaker), statement.act, statement.content.of(text))
        for statement in found.statements
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Bourita said his government was counting on Lima for more shipments of fishmeal.",
            ("Nasser Bourita", "request", "more shipments of fishmeal"),
        ),
        (
            "Bourita, palace sources said, assured the Peruvian minister that Morocco would reopen its office in Lima.",
            ("Nasser Bourita", "pledge", "reopen its office in Lima"),
        ),
        (
            "Bourita rejected as absurd the claim that Rabat had closed its ports.",
            ("Nasser Bourita", "oppose", "the claim that Rabat had closed its ports"),
        ),
        (
            "Schialer wished the Moroccan minister every success in his new duties.",
            ("Elmer Schialer", "courtesy", "every success in his new duties"),
        ),
        (
            "E.Schialer wished N.Bourita a safe journey across the ocean.",
            ("Elmer Schialer", "courtesy", "a safe journey across the ocean"),
        ),
        (
            "Schialer is appalled by the shelling of a market in Sudan.",
            ("Elmer Schialer", "criticize", "the shelling of a market in Sudan"),
        ),
        (
            "The two ministers were in agreement that fishing quotas must be cut.",
            ("Elmer Schialer; Nasser Bourita", "agree", "fishing quotas must be cut"),
        ),
        (
            "Bourita expressed his thanks for the engineers sent to Agadir to repair the dam.",
            ("Nasser Bourita", "courtesy", "the engineers sent to Agadir to repair the dam"),
        ),
    ],
)
def test_a_turn_of_phrase_is_read(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(TALKS + sentence)


def test_they_are_both_though_one_made_something_clear_before() -> None:
    text = TALKS + "Bourita made it clear that he would wait. They agreed that a fair will be held in Tacna."
    assert ("Elmer Schialer; Nasser Bourita", "agree") in [found[:2] for found in read(text)]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Schialer said there are no plans to close the embassy in Rabat.", "plans to close the embassy in Rabat"),
        ("Schialer said that no ships had been stopped off Agadir.", "ships had been stopped off Agadir"),
    ],
)
def test_what_is_denied_is_a_report_negated(sentence: str, content: str) -> None:
    found = record(TALKS + sentence)
    denied = [s for s in found.statements if s.modality == "negated"]
    assert [(s.act, s.content.of(TALKS + sentence)) for s in denied] == [("report", content)]


def test_no_doubt_denies_nothing() -> None:
    found = record(TALKS + "Schialer said there is no doubt that ties with Morocco are strong.")
    assert [s.modality for s in found.statements] == ["asserted"]


def test_what_waits_for_something_else_is_conditional() -> None:
    found = record(TALKS + "Schialer said Peru would reopen the line as soon as Morocco lifts its ban.")
    assert [(s.act, s.modality) for s in found.statements] == [("pledge", "conditional")]


def test_not_to_hesitate_is_to_warn() -> None:
    found = read(TALKS + "Schialer said Peru would not hesitate to close its ports.")
    assert [act for _, act, _ in found] == ["warn"]


def test_whoever_is_asked_asks_for_nothing() -> None:
    found = read(TALKS + "Bourita, asked about the ban, said that it protected Moroccan growers.")
    assert "request" not in [act for _, act, _ in found]


def test_what_one_stops_short_of_is_not_done() -> None:
    found = record(TALKS + "Bourita held off from signing a fisheries pact with Peru.")
    assert all(s.modality == "negated" for s in found.statements)


def test_latin_america_is_not_the_united_states() -> None:
    found = record(TALKS + "Bourita praised the role of Latin America in the debate on fishing.")
    assert "USA" not in {actor.country for actor in found.actors}


def test_a_question_reports_no_meeting() -> None:
    text = "QUESTION: Has Foreign Minister Elmer Schialer met his Moroccan counterpart, Nasser Bourita, in Lima?\n\n"
    assert record(text + "MR SOTO: Peru will reopen its embassy in Rabat.").meetings == ()
