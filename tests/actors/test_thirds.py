"""Whom joint phrases mean that somebody turns to who is none of them, and capitals with who rules there."""

from __future__ import annotations

import pytest

from actors.reading import read

OPENING = "CAIRO, May 5, 2024 -- Egyptian President Abdel Fattah al-Sisi received Greek premier Kyriakos Mitsotakis. "


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Sisi called on the two neighbours to settle it by dialogue.", "the two neighbours"),
        ("Mitsotakis urged the two capitals to show restraint.", "the two capitals"),
        ("The Egyptian president appealed to both sides to stop the fighting.", "both sides"),
        ("The two leaders encouraged the two countries to meet again.", "the two countries"),
        ("Mitsotakis offered to host talks between the two countries.", "the two countries"),
        ("Sisi asked the parties to return to the table.", "the parties"),
    ],
)
def test_who_are_urged_are_two_others_that_were_named_together(sentence: str, words: str) -> None:
    reading = read(f"{OPENING}\n\nThe talks touched on the dispute between Ethiopia and Somalia. {sentence}")
    assert reading.names(words) == ["Ethiopia", "Somalia"]


def test_who_takes_part_in_no_talks_turns_to_the_two_of_which_the_text_tells_most() -> None:
    reading = read(
        "Chad accused Niger of closing the border. Niger said that Chad had sent troops. Chad and Niger have often"
        " quarrelled. A French diplomat was hurt. In Oslo, Foreign Minister Espen Barth Eide urged both sides to"
        " open the border."
    )
    assert reading.names("both sides") == ["Chad", "Niger"]


def test_the_two_sides_to_a_conflict_are_not_those_present() -> None:
    reading = read(f"{OPENING}\n\nMitsotakis condemned both parties to the conflict.")
    assert not reading.mentioned("both parties") or len(reading.names("both parties")) < 2


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Kabul regime", "AFG"),
        ("the Minsk authorities", "BLR"),
        ("the Damascus government", "SYR"),
        ("the Ukrainian leadership", "UKR"),
        ("the Nigerien junta", "NER"),
    ],
)
def test_who_rules_in_a_capital_is_the_state(words: str, country: str) -> None:
    reading = read(f"Norway said that {words} had dragged out the talks.")
    assert {reading.cast.actor(a).country for a in reading.mention(words).actors} == {country}
