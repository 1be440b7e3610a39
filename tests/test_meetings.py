"""Who met whom, in which form, when, where and on what occasion."""

from __future__ import annotations

import pytest

from actors.reading import read
from communique.meetings import find_meetings
from communique.record import Meeting

WIRE = """Foreign policy news of the week

{city}, Sept. 10, 2021 (Xinhua) -- {body}
"""


def meetings(text: str) -> list[tuple[list[str], Meeting]]:
    reading = read(text)
    found = find_meetings(reading.doc, reading.cast, reading.page)
    return [([reading.cast.actor(i).name for i in meeting.participants], meeting) for meeting in found]


def only(text: str) -> tuple[list[str], Meeting]:
    (found,) = meetings(text)
    return found


def wire(body: str, city: str = "LIMA") -> str:
    return WIRE.format(city=city, body=body)


TALKS = "Peruvian Foreign Minister Rosa Quispe {} Danish Foreign Minister Lars Holm {}."


@pytest.mark.parametrize(
    ("verb", "rest", "form"),
    [
        ("held talks with", "here on Thursday", "in_person"),
        ("met with", "on Thursday", "in_person"),
        ("received", "on Thursday", "in_person"),
        ("had a phone call with", "on Thursday", "call"),
        ("spoke by telephone with", "on Thursday", "call"),
        ("held a video conference with", "on Thursday", "video"),
        ("sent a letter to", "on Thursday", "letter"),
    ],
)
def test_form_and_date(verb: str, rest: str, form: str) -> None:
    names, meeting = only(wire(TALKS.format(verb, rest)))
    assert sorted(names) == ["Lars Holm", "Rosa Quispe"]
    assert meeting.form == form
    assert meeting.date == "2021-09-09"
    assert (meeting.place is not None) is (form == "in_person")
    if meeting.place is not None:
        assert (meeting.place.name, meeting.place.country) == ("Lima", "PER")


@pytest.mark.parametrize(
    "body",
    [
        "Danish Foreign Minister Lars Holm was received by Peruvian Foreign Minister Rosa Quispe on Thursday.",
        "Peruvian Foreign Minister Rosa Quispe and her Danish counterpart, Lars Holm, held talks here on Thursday.",
        "A meeting was held on Thursday between Peruvian Foreign Minister Rosa Quispe and Danish Minister Lars Holm.",
        "Meeting with Danish Foreign Minister Lars Holm on Thursday, Peruvian Minister Rosa Quispe praised him.",
        "During talks with Danish Foreign Minister Lars Holm on Thursday, Peruvian Minister Rosa Quispe smiled.",
        "A Peruvian delegation led by Deputy Minister Rosa Quispe met on Thursday with Danish Minister Lars Holm.",
        "Peruvian Foreign Minister Rosa Quispe paid a courtesy call on Danish Foreign Minister Lars Holm on Thursday.",
    ],
)
def test_constructions_of_an_encounter(body: str) -> None:
    names, meeting = only(wire(body))
    assert sorted(names) == ["Lars Holm", "Rosa Quispe"]
    assert (meeting.form, meeting.date) == ("in_person", "2021-09-09")


@pytest.mark.parametrize(
    "body",
    [
        "Peruvian Foreign Minister Rosa Quispe will meet Danish Foreign Minister Lars Holm next month.",
        "Peruvian Foreign Minister Rosa Quispe plans to hold talks with Danish Foreign Minister Lars Holm.",
        "Peruvian Foreign Minister Rosa Quispe recalled that she met Danish Foreign Minister Lars Holm in 2017.",
        "Peruvian Foreign Minister Rosa Quispe criticized Danish Foreign Minister Lars Holm.",
        "Peruvian Foreign Minister Rosa Quispe met the press and said that the conditions had been met.",
    ],
)
def test_what_is_no_meeting_of_the_text(body: str) -> None:
    assert meetings(wire(body)) == []


@pytest.mark.parametrize(
    ("rest", "occasion"),
    [
        ("here on the sidelines of the Andean Trade Forum", "Andean Trade Forum"),
        ("here for the 4th round of bilateral consultations", "4th round of bilateral consultations"),
        ("here on Friday", None),
    ],
)
def test_occasions(rest: str, occasion: str | None) -> None:
    assert only(wire(TALKS.format("met with", rest)))[1].occasion == occasion


def test_a_visit_under_way_is_the_occasion_and_an_invitation_is_none() -> None:
    visit = TALKS.format("held talks with", "here, who is on a state visit to Peru")
    assert only(wire(visit))[1].occasion == "state visit to Peru"
    invited = TALKS.format("held talks with", "here") + " She was invited to pay an official visit to Denmark."
    assert only(wire(invited))[1].occasion is None


@pytest.mark.parametrize(
    ("place", "name", "country"),
    [
        ("at the White House", "White House", "USA"),
        ("in Copenhagen", "Copenhagen", "DNK"),
        ("at the presidential palace in Quito", "Quito", "ECU"),
        ("in the Chilean capital", "Santiago", "CHL"),
        ("in Geneva", "Geneva", "CHE"),
    ],
)
def test_places_named_beside_the_encounter(place: str, name: str, country: str) -> None:
    meeting = only(wire(TALKS.format("met with", place)))[1]
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country) == (name, country)


def test_two_calls_of_one_sentence_are_two_meetings_with_their_own_days() -> None:
    text = wire(
        "Peruvian Foreign Minister Rosa Quispe spoke yesterday with Danish Foreign Minister Lars Holm and this morning "
        "with Kenyan Foreign Minister Asha Otieno."
    )
    (first, one), (second, two) = meetings(text)
    assert (first, one.form, one.date) == (["Rosa Quispe", "Lars Holm"], "call", "2021-09-09")
    assert (second, two.form, two.date) == (["Rosa Quispe", "Asha Otieno"], "call", "2021-09-10")


def test_three_sides_and_a_separate_meeting_of_two() -> None:
    text = wire(
        "Peruvian Foreign Minister Rosa Quispe met with Danish Foreign Minister Lars Holm and Kenyan Foreign Minister "
        "Asha Otieno here on Friday.\n\nIn a separate bilateral meeting, Quispe praised Kenya. Otieno thanked her."
    )
    (all_three, _), (two, _) = meetings(text)
    assert all_three == ["Rosa Quispe", "Lars Holm", "Asha Otieno"]
    assert two == ["Rosa Quispe", "Asha Otieno"]


def test_the_same_day_is_counted_from_the_meeting_before() -> None:
    text = wire(
        "On September 8, Peruvian Foreign Minister Rosa Quispe met with Danish Foreign Minister Lars Holm.\n\n"
        "The same day, Holm held talks with Peruvian President Juan Soto."
    )
    assert [meeting.date for _, meeting in meetings(text)] == ["2021-09-08", "2021-09-08"]


def test_a_session_told_in_parts() -> None:
    text = """Joint communique of the Fourth Maritime Dialogue between Thailand and Mexico

Bangkok, 9 November 2018

The Fourth Maritime Dialogue between Thailand and Mexico was held in Bangkok today. The meeting was co-chaired by \
Deputy Foreign Minister Somchai Rattana of Thailand and Undersecretary Elena Ortiz of Mexico. We agreed to share charts.
"""
    names, meeting = only(text)
    assert names == ["Somchai Rattana", "Elena Ortiz"]
    assert meeting.place is not None
    assert (meeting.form, meeting.date, meeting.place.name) == ("in_person", "2018-11-09", "Bangkok")
    assert meeting.occasion == "Fourth Maritime Dialogue"


def test_evidence_is_the_sentences_that_tell_of_it() -> None:
    text = wire(TALKS.format("met with", "here on Friday"))
    meeting = only(text)[1]
    assert meeting.evidence
    assert all(span.of(text).startswith("Peruvian Foreign Minister") for span in meeting.evidence)


def test_a_text_of_sport_has_no_meetings() -> None:
    text = """Rovers beat City

Coach Ana Lima met her captain after the match and held talks about the cup. City protested; the referee spoke to both.
"""
    assert meetings(text) == []


def test_a_visit_tells_where_and_on_what_occasion() -> None:
    text = """Visit of External Affairs Minister to Tashkent (March 12-13, 2022)
March 13, 2022

External Affairs Minister Arvind Rao of India paid an official visit to Uzbekistan. He called on Uzbek President \
Bakhtiyor Nur on 13 March.
"""
    _, meeting = only(text)
    assert meeting.place is not None
    assert (meeting.place.name, meeting.date) == ("Tashkent", "2022-03-13")
    assert meeting.occasion == "official visit to Uzbekistan"


def test_where_somebody_returns_from_is_where_he_met() -> None:
    body = "President Rosa Quispe of Peru has returned from Lisbon, where she met with Portuguese President Rui Paz."
    _, meeting = only(wire(body))
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country) == ("Lisbon", "PRT")


def test_a_session_has_its_chair_and_who_attended() -> None:
    body = """The Assembly convened its 12th Summit under the chairmanship of Ismail Warsame, President of Djibouti. \
The Summit was attended by Abel Tessema, Prime Minister of Ethiopia, and Peter Rono, President of Kenya."""
    names, meeting = only(wire(body))
    assert names == ["Ismail Warsame", "Abel Tessema", "Peter Rono"]
    assert meeting.occasion == "12th Summit"


def test_who_accompanies_another_takes_no_part() -> None:
    body = (
        """King Hamid of Jordan, accompanied by Queen Lina, met with Canadian Prime Minister Daniel Roy on Thursday."""
    )
    names, _ = only(wire(body))
    assert sorted(names) == ["Daniel Roy", "Hamid"]


def test_an_appeal_is_no_call_on_anybody() -> None:
    said = """Peruvian spokeswoman Rosa Quispe said: "We call on the Danish government to reverse it." """
    assert meetings(wire(said)) == []


def test_the_headquarters_of_an_organisation() -> None:
    body = "NATO Secretary General Jens Stoltenberg welcomed Finnish President Aino Laine to NATO Headquarters today."
    _, meeting = only(wire(body))
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country) == ("NATO Headquarters", "BEL")


def test_an_event_told_of_again_is_the_occasion_of_both() -> None:
    body = """Peruvian President Rosa Quispe and Danish Prime Minister Lars Holm met after the second Peru-Denmark \
Trade Summit on Thursday.

Foreign Ministers Luis Paz of Peru and Ida Krag of Denmark met before the summit."""
    occasions = [meeting.occasion for _, meeting in meetings(wire(body))]
    assert occasions == ["second Peru-Denmark Trade Summit"] * 2


@pytest.mark.parametrize(
    "body",
    [
        "Peruvian Ambassador Rosa Quispe and Danish Trade Minister Lars Holm signed an agreement on wool on Thursday.",
        "A treaty on fishing was signed by Peruvian Foreign Minister Rosa Quispe and Danish Ambassador Lars Holm.",
        "Peruvian Foreign Minister Rosa Quispe and Danish Ambassador Lars Holm attended the ceremony.",
    ],
)
def test_who_signs_together_has_met(body: str) -> None:
    names, meeting = only(wire(body))
    assert sorted(names) == ["Lars Holm", "Rosa Quispe"]
    assert (meeting.form, meeting.place is not None) == ("in_person", True)


@pytest.mark.parametrize(
    "body",
    [
        "Peruvian Foreign Minister Rosa Quispe signed an agreement with Denmark on wool on Thursday.",
        "Peruvian Ambassador Rosa Quispe and Danish Trade Minister Lars Holm will sign an agreement on wool.",
        "Peruvian Ambassador Rosa Quispe and Peruvian Trade Minister Luis Vega signed a contract on wool.",
    ],
)
def test_a_signature_alone_is_no_meeting(body: str) -> None:
    assert meetings(wire(body)) == []
