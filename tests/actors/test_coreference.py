"""To whom pronouns, titles alone, relations and joint phrases refer."""

from __future__ import annotations

import pytest

from actors.reading import read

TALKS = """Leaders hold talks in Tbilisi

TBILISI, Oct. 3, 2022 - Georgian Prime Minister Davit Lomidze held talks with Estonian Prime Minister Mart Saar \
here on Monday.

{}
"""


def talks(text: str) -> str:
    return TALKS.format(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Lomidze praised the pact. He said it would last.", "He said", ["Davit Lomidze"]),
        ("Saar congratulated Lomidze on his election.", "his election", ["Davit Lomidze"]),
        ("Saar said that he would return.", "he would", ["Mart Saar"]),
        ("In his meeting with Saar, Lomidze raised the dispute.", "his meeting", ["Davit Lomidze"]),
        ("Lomidze denied the report; the claims, he added, were false.", "he added", ["Davit Lomidze"]),
        ("The Estonian prime minister offered help.", "The Estonian prime minister", ["Mart Saar"]),
        ("The two prime ministers signed a pact.", "The two prime ministers", ["Davit Lomidze", "Mart Saar"]),
        ("Both leaders welcomed the plan.", "Both leaders", ["Davit Lomidze", "Mart Saar"]),
        ("The two countries will share data.", "The two countries", ["Georgia", "Estonia"]),
        ("Both sides opposed tariffs.", "Both sides", ["Davit Lomidze", "Mart Saar"]),
        ("The two leaders met again. They agreed on a date.", "They agreed", ["Davit Lomidze", "Mart Saar"]),
        ("Saar thanked Georgia for its hospitality.", "its hospitality", ["Georgia"]),
        ("Georgia reaffirmed its commitment to Estonia.", "its commitment", ["Georgia"]),
        ("Saar said his country was ready.", "his country", ["Estonia"]),
        ("The guest thanked his host.", "The guest", ["Mart Saar"]),
        ("A spokesman said that Lomidze had praised Estonia. Saar assured him of support.", "him", ["Davit Lomidze"]),
        ("Lomidze gave a dinner in honour of Saar and his delegation.", "his delegation", ["Mart Saar"]),
        ("The two PMs signed a pact.", "The two PMs", ["Davit Lomidze", "Mart Saar"]),
        ("The guest thanked his host.", "his host", ["Davit Lomidze"]),
        ("Lomidze invited his Estonian counterpart to return.", "his Estonian counterpart", ["Mart Saar"]),
        ("Lomidze met Saar at the latter's request.", "the latter", ["Mart Saar"]),
    ],
)
def test_whom_a_phrase_means(text: str, words: str, expected: list[str]) -> None:
    assert sorted(read(talks(text)).names(words)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was agreed to open a line.", "It was"),
        ("It is hoped that trade will grow.", "It is"),
        ("Relations are at their best.", "their best"),
    ],
)
def test_words_that_mean_nobody(text: str, words: str) -> None:
    assert not read(talks(text)).mentioned(words)


def test_we_in_a_quotation_is_its_speaker() -> None:
    reading = read(talks('"We will open a consulate," Saar said. "I have signed the order."'))
    assert reading.names("We will") == ["Mart Saar"]
    assert reading.names("I have") == ["Mart Saar"]


def test_we_in_a_joint_statement_is_all_its_parties() -> None:
    text = """Joint statement by Norway and Ghana

Accra, 4 May 2016

1. Norway and Ghana held consultations today. We reaffirmed our friendship. Both sides will cooperate on fisheries.
"""
    reading = read(text)
    assert reading.names("We reaffirmed") == ["Norway", "Ghana"]
    assert reading.names("Both sides") == ["Norway", "Ghana"]


def test_we_in_a_transcript_is_the_labelled_speaker() -> None:
    text = """News conference after talks

April 2, 2012

PRIME MINISTER OF FINLAND AINO LEHTO: We have settled the matter.

PRESIDENT OF ICELAND JON BJARNASON: We share that view.

QUESTION: Will you meet again?

AINO LEHTO: I hope we shall.
"""
    reading = read(text)
    assert reading.names("We have") == ["Aino Lehto"]
    assert reading.names("We share") == ["Jon Bjarnason"]
    assert reading.names("I hope") == ["Aino Lehto"]


def test_the_head_of_state_in_a_presidents_own_report() -> None:
    text = """Talks held in Astana

Akorda, 5 March 2024

The Head of State received President of Mongolia Bat Erdene. The President thanked the guest for coming.
"""
    reading = read(text)
    assert reading.actor("Bat Erdene").country == "MNG"
    assert "Bat Erdene" not in reading.names("The Head of State")
    assert reading.names("The President thanked") == reading.names("The Head of State")
    assert reading.names("the guest") == ["Bat Erdene"]


def test_a_spokesperson_announced_before_being_named() -> None:
    text = """BEIJING, July 2, 2024 (Xinhua) -- China rejects it, a foreign ministry spokesperson said on Tuesday.

Spokesperson Gao Ming made the remarks at a briefing.
"""
    reading = read(text)
    assert reading.names("a foreign ministry spokesperson") == ["Gao Ming"]
    assert reading.actor("Gao Ming").office == "Foreign Ministry Spokesperson"


def test_a_woman_is_not_he() -> None:
    reading = read("Spokeswoman Ana Prieto of Chile met Finance Minister Juan Soto of Peru. She smiled. He left.")
    assert reading.names("She") == ["Ana Prieto"]
    assert reading.names("He left") == ["Juan Soto"]


def test_the_counterparts_of_three_sides() -> None:
    text = (
        "U.S. Deputy Secretary Dale Reed met with Japanese Vice Foreign Minister Sato Ken and Korean Vice Foreign "
        "Minister Han Min-jun in Seoul. Reed and his counterparts condemned the launch. All three called for talks."
    )
    reading = read(text)
    assert reading.names("his counterparts") == ["Sato Ken", "Han Min-jun"]
    assert sorted(reading.names("All three")) == ["Dale Reed", "Han Min-jun", "Sato Ken"]


def test_a_body_taken_up_by_its_noun() -> None:
    text = "The European Union froze the aid. The bloc will review it in May."
    assert read(text).names("The bloc") == ["European Union"]


def test_the_same_office_of_two_states_is_told_apart_by_the_state() -> None:
    reading = read(talks("The Georgian premier smiled. The Estonian premier left."))
    assert reading.names("The Georgian premier") == ["Davit Lomidze"]
    assert reading.names("The Estonian premier") == ["Mart Saar"]


def test_the_kingdom_is_the_one_that_calls_itself_so() -> None:
    text = "RABAT, May 3, 2022 - Kenyan Foreign Minister Amos Rono praised Moroccan aid and thanked the Kingdom."
    assert read(text).names("the Kingdom") == ["Morocco"]


def test_his_and_her_majesty_are_told_apart() -> None:
    text = """AMMAN, May 3, 2022 - His Majesty King Hamid II of Jordan and Her Majesty Queen Lina visited a clinic.

Her Majesty opened the ward. His Majesty thanked the nurses.
"""
    reading = read(text)
    assert reading.names("Her Majesty opened") == ["Lina"]
    assert reading.names("His Majesty thanked") == ["Hamid II"]


def test_those_told_of_before_are_meant_by_their_noun() -> None:
    text = """ADDIS ABABA, Sept. 30, 2021 - Ethiopia is expelling seven senior U.N. officials, its ministry said.

The officials have 72 hours to leave.
"""
    assert read(text).names("The officials have") == ["seven senior U.N. officials"]


def test_them_is_not_whom_one_calls_on_to_free_them() -> None:
    text = "The EU condemned the arrest of two journalists. The EU calls on the Malian authorities to release them."
    assert read(text).names("them") == ["two journalists"]
