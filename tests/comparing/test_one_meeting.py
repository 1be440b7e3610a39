"""Whether two records tell of one meeting, and which of many belong together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import told

from communique.comparing import compare, pairs_of, same_meeting
from communique.record import Place, Record

HERE, THERE = Place(name="Port Elma", country="NLD"), Place(name="Southmark", country="ZAF")


def test_the_same_people_on_the_same_day_met_once() -> None:
    verdict = same_meeting(told(), told(title="Received"))
    assert (verdict.same, verdict.a, verdict.b) == (True, "m1", "m1")
    assert verdict.reason == "2 participants in common, on the same day"


def test_a_readout_of_the_morrow_tells_of_the_same_meeting() -> None:
    verdict = same_meeting(told(), told(day="2024-03-06"))
    assert verdict.same
    assert verdict.reason.endswith("1 day apart")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (told(day="2024-03-09"), "the days are 4 apart"),
        (told(day=None), "the day of the meeting is not known from both accounts"),
        (told(sides=("NLD", "PER")), "the participants are not of the same two sides"),
        (told(form="call"), "one tells of a meeting in person, the other by telephone"),
        (told(place=THERE), "the places are in different countries: Port Elma and Southmark"),
        (told(sides=()), "one account does not tell of a meeting"),
    ],
)
def test_what_speaks_against_one_meeting_is_said(other: Record, reason: str) -> None:
    verdict = same_meeting(told(place=HERE), other)
    assert not verdict.same
    assert verdict.reason == reason


def test_other_people_of_the_same_sides_did_not_meet_there() -> None:
    others = told()
    others = replace(others, actors=tuple(replace(actor, name=f"{actor.id} Else") for actor in others.actors))
    assert same_meeting(told(), others).reason == "the sides are the same, but no participant is"


def test_a_short_name_is_the_same_person() -> None:
    short = told()
    short = replace(short, actors=tuple(replace(actor, name=actor.name.split()[-1]) for actor in short.actors))
    assert same_meeting(told(), short).same


def test_what_each_says_of_the_meeting_is_laid_side_by_side() -> None:
    found = compare(told(place=HERE), told(day="2024-03-06"))
    assert {fact.name: fact.agreement for fact in found.meeting} == {
        "participants": "same",
        "date": "differs",
        "place": "only_a",
        "form": "same",
    }


def test_the_two_accounts_of_each_meeting_are_found_among_many() -> None:
    ours = told(title="Ours", publisher="North Office")
    theirs = told(title="Theirs", publisher="South Office", day="2024-03-06")
    again = told(title="Ours anew", publisher="North Office")
    later = told(title="Later", publisher="South Office", day="2024-06-01")
    strange = told(title="Strange", publisher="Peak Office", sides=("NLD", "PER"))
    found = [(a.document.title, b.document.title) for a, b in pairs_of([ours, strange, theirs, later, again])]
    assert found == [("Ours", "Theirs"), ("Theirs", "Ours anew")]


def test_a_record_is_no_second_account_of_itself() -> None:
    assert list(pairs_of([told(), told()])) == []
