"""Encounters told by what was agreed, by courtesy calls, or by who chaired."""

from __future__ import annotations

import pytest

import communique


@pytest.mark.parametrize(
    ("text", "place", "day", "occasion"),
    [
        (
            "Foreign Minister Elmer Schialer of Peru and his Moroccan counterpart Nasser Bourita agreed in Tangier on"
            " Monday to open a second consulate.",
            "Tangier",
            "2025-06-16",
            None,
        ),
        (
            "Peruvian President Dina Boluarte today received a courtesy call from the Foreign Minister of Morocco,"
            " Nasser Bourita, in Lima.",
            "Lima",
            "2025-06-17",
            "courtesy call",
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer held a working meeting with his Moroccan counterpart, Nasser"
            " Bourita, in Lima.",
            "Lima",
            "2025-06-17",
            "working meeting",
        ),
    ],
)
def test_encounters_that_no_verb_of_meeting_tells(text: str, place: str, day: str, occasion: str | None) -> None:
    (meeting,) = communique.load().read(text, published="2025-06-17").meetings
    assert (meeting.form, meeting.date, meeting.occasion) == ("in_person", day, occasion)
    assert meeting.place is not None
    assert meeting.place.name == place
    assert len(meeting.participants) == 2
