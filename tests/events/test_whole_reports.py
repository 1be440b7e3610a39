"""Whole reports beside lone sentences: what is asked is a demand, what nobody is told no event; depth by words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.events.depth import coded_by_words, majority
from communique.record import Act, Statement

World = Callable[..., object]
REST = " The talks were long. The weather was fine. The visitors left in the evening. The press waited outside."


def said(world: object, words: str, act: Act, method: str, *, addressees: tuple[str, ...] = ("per",)) -> Statement:
    """Return what Lars Holm says with these words as content."""
    content = world.span(words)  # type: ignore[attr-defined]
    return Statement(
        id="s1", speaker=("min",), speaker_country=("NOR",), act=act, content=content, evidence=(content,),
        addressees=addressees, method=method,
    )  # fmt: skip


def test_what_is_asked_is_a_demand_in_a_report_and_an_appeal_in_a_lone_sentence(world: World) -> None:
    first = "Lars Holm urged Peru to help the coast guard."
    for text, code in ((first, "02"), (first + REST, "10")):
        small = world(text)
        asked = said(small, "help the coast guard", "request", "urge (object + infinitive)")
        events, _ = small.events(statements=(asked,))  # type: ignore[attr-defined]
        assert [e.cameo[:2] for e in events if e.event_type == "REQUEST"] == [code], text


def test_a_report_that_names_nobody_takes_its_statements_addressee(world: World) -> None:
    small = world("Lars Holm condemned the seizure of the boats." + REST)
    blamed = said(small, "the seizure of the boats", "criticize", "condemn (np)")
    events, _ = small.events(statements=(blamed,))  # type: ignore[attr-defined]
    assert [(e.event_type, e.actor, e.recipient) for e in events] == [("ACCUSE", ("min",), ("per",))]


@pytest.mark.parametrize(("rest", "number"), [("", 1), (REST, 0)])
def test_what_is_said_towards_nobody_is_no_event_of_a_report(world: World, rest: str, number: int) -> None:
    events, _ = world("Norway will send tents and blankets." + rest).events()  # type: ignore[attr-defined]
    assert len(events) == number


@pytest.mark.parametrize(
    ("method", "code"),
    [("accuse (of)", "112"), ("hold responsible (for)", "112"), ("clause (assess)", "111"), ("say (that)", "111")],
)
def test_only_words_of_blame_allege(world: World, method: str, code: str) -> None:
    small = world("Lars Holm spoke of the closing of the strait." + REST)
    blamed = said(small, "the closing of the strait", "criticize", method)
    events, _ = small.events(statements=(blamed,))  # type: ignore[attr-defined]
    assert [e.cameo for e in events if e.statement] == [code]


@pytest.mark.parametrize(
    ("kind", "lemmas", "code"),
    [
        ("request", "lift its ban on imported poultry", "1054"),
        ("request", "ease the restriction on truck at the border", "1054"),
        ("request", "stop jam the radar of patrol ship", "105"),
        ("request", "reconsider the closure of the consulate", "105"),
        ("request", "a truce in the north", "1056"),
        ("request", "pull its force back from the ridge", "1056"),
        ("request", "the early repatriation of the fisherman", "1053"),
        ("request", "freedom for every prisoner", "1053"),
        ("request", "begin negotiation on the sea border", "106"),
        ("request", "medical equipment for rural clinic", "1033"),
        ("request", "its assistance in survey the glacier", "103"),
        ("request", "grant consular access to two sailor", "102"),
        ("request", "put ten more ship on its sanction list", None),
        ("pledge", "tax relief for investor", None),
        ("pledge", "sit down with her colleague in June", "036"),
        ("warn", "fight for every inch of the island", "138"),
    ],
)
def test_words_choose_the_code(kind: str, lemmas: str, code: str | None) -> None:
    assert coded_by_words(kind, frozenset(lemmas.split())) == code


def test_a_field_is_named_only_where_most_is_of_it() -> None:
    assert majority((("0311", 2.0), ("030", 2.0))) == "030"
    assert majority((("0311", 2.0), ("0312", 2.0))) == "030"
    assert majority((("0311", 2.0), ("0312", 1.0))) == "0311"
    assert majority((("1011", 1.0), ("102", 1.0))) == "102"
    assert majority((("037", 1.0), ("039", 1.0))) == "037"


@pytest.mark.parametrize("act", ["criticize", "oppose"])
def test_who_is_addressed_and_was_not_met_is_who_is_meant(world: World, act: Act) -> None:
    small = world("Lars Holm spoke of the shelling of a Kenyan hospital by Peru." + REST)
    words = "the shelling of a Kenyan hospital by Peru"
    events, _ = small.events(statements=(said(small, words, act, "condemn (np)"),))  # type: ignore[attr-defined]
    assert [e.recipient for e in events if e.statement] == [("per",)]


def test_what_nobody_is_named_for_is_blamed_on_where_it_happened(world: World) -> None:
    small = world("Lars Holm spoke of the burning of villages in Kenya." + REST)
    blamed = said(small, "the burning of villages in Kenya", "criticize", "condemn (np)", addressees=())
    events, _ = small.events(statements=(blamed,))  # type: ignore[attr-defined]
    assert [e.recipient for e in events if e.statement] == [("ken",)]
