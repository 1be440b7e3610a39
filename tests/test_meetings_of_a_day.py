"""Several meetings of one text, and meetings that its words tell only in parts."""

from __future__ import annotations

import pytest

import communique

#: what one text tells: participants, form, place, occasion
Told = tuple[set[str], str, str | None, str | None]


def _told(text: str) -> list[Told]:
    record = communique.load().read(text, published="2025-06-17")
    return [
        (
            {record.actor(i).name for i in meeting.participants},
            meeting.form,
            meeting.place.name if meeting.place else None,
            meeting.occasion,
        )
        for meeting in record.meetings
    ]


PERU, MOROCCO, FINLAND = "Elmer Schialer", "Nasser Bourita", "Elina Valtonen"


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (
            "Foreign Minister Elmer Schialer of Peru met in Helsinki today with Finnish Foreign Minister Elina Valtonen"
            " and Prime Minister Petteri Orpo. In the conversation with Elina Valtonen, he spoke of forests.\n\n"
            "At the meeting with Petteri Orpo, trade was discussed.",
            [({PERU, FINLAND}, "in_person", "Helsinki", None), ({PERU, "Petteri Orpo"}, "in_person", "Helsinki", None)],
        ),
        (
            "The 3rd round of Peru-Morocco political consultations was held in Lima on Monday. The Peruvian delegation"
            " was led by Foreign Minister Elmer Schialer, while the Moroccan delegation was led by Nasser Bourita,"
            " Minister of Foreign Affairs.\n\nOn Tuesday, Nasser Bourita called on President Dina Boluarte.",
            [
                ({PERU, MOROCCO}, "in_person", "Lima", "3rd round of Peru-Morocco political consultations"),
                ({MOROCCO, "Dina Boluarte"}, "in_person", "Lima", None),
            ],
        ),
        (
            "On the sidelines of the General Assembly in New York, Peruvian Foreign Minister Elmer Schialer met with"
            " his Moroccan counterpart Nasser Bourita. Afterwards, he met with Finnish Foreign Minister Elina Valtonen"
            " in New York.",
            [
                ({PERU, MOROCCO}, "in_person", "New York", "General Assembly"),
                ({PERU, FINLAND}, "in_person", "New York", "General Assembly"),
            ],
        ),
        (
            "Moroccan Foreign Minister Nasser Bourita, who is on an official visit to Peru, held talks with Foreign"
            " Minister Elmer Schialer in Lima on Monday. Later, Peruvian President Dina Boluarte received Nasser"
            " Bourita in Lima.",
            [
                ({PERU, MOROCCO}, "in_person", "Lima", "official visit to Peru"),
                ({"Dina Boluarte", MOROCCO}, "in_person", "Lima", "official visit to Peru"),
            ],
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer held bilateral meetings with Finnish Foreign Minister Elina"
            " Valtonen and Moroccan Foreign Minister Nasser Bourita in Rabat on Monday.",
            [({PERU, FINLAND}, "in_person", "Rabat", None), ({PERU, MOROCCO}, "in_person", "Rabat", None)],
        ),
        (
            "Peruvian President Dina Boluarte granted separate audiences in Lima today to the Moroccan Foreign"
            " Minister, Nasser Bourita, and to the Finnish Foreign Minister, Elina Valtonen.",
            [
                ({"Dina Boluarte", MOROCCO}, "in_person", "Lima", None),
                ({"Dina Boluarte", FINLAND}, "in_person", "Lima", None),
            ],
        ),
    ],
)
def test_meetings_of_one_journey_are_told_apart(text: str, meetings: list[Told]) -> None:
    assert _told(text) == meetings


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            "Peru's foreign minister, Elmer Schialer, sat down with his Moroccan opposite number, Nasser Bourita, in"
            " Rabat on Monday.",
            ({PERU, MOROCCO}, "in_person", "Rabat", None),
        ),
        (
            '"We disagree," Moroccan Foreign Minister Nasser Bourita said.\n\nSpeaking alongside him in Rabat, Peruvian'
            " Foreign Minister Elmer Schialer said that Peru would listen.",
            ({PERU, MOROCCO}, "in_person", "Rabat", None),
        ),
        (
            "Finnish Foreign Minister Elina Valtonen received in Helsinki on Monday a delegation from the Kingdom of"
            " Morocco led by Foreign Minister Nasser Bourita.",
            ({FINLAND, MOROCCO}, "in_person", "Helsinki", None),
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer and Moroccan Foreign Minister Nasser Bourita met over a working"
            " lunch in Rabat on Monday.",
            ({PERU, MOROCCO}, "in_person", "Rabat", "working lunch"),
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer co-chaired on Monday in Lima, with his Moroccan counterpart"
            " Nasser Bourita, the proceedings of the 4th session of the Peruvian-Moroccan Joint Commission.",
            ({PERU, MOROCCO}, "in_person", "Lima", "4th session of the Peruvian-Moroccan Joint Commission"),
        ),
        (
            "Peruvian President Dina Boluarte received a courtesy visit from Moroccan Foreign Minister Nasser Bourita"
            " in Lima on Monday.",
            ({"Dina Boluarte", MOROCCO}, "in_person", "Lima", "courtesy visit"),
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer exchanged views by videoconference on Monday with Moroccan"
            " Foreign Minister Nasser Bourita.",
            ({PERU, MOROCCO}, "video", None, None),
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer discussed fisheries with his Moroccan counterpart, Nasser"
            " Bourita, over the phone on Monday.",
            ({PERU, MOROCCO}, "call", None, None),
        ),
        (
            "The new Moroccan Ambassador, Nadia Alaoui, presented her letters of credence to Peruvian President Dina"
            " Boluarte in Lima on Monday.",
            ({"Nadia Alaoui", "Dina Boluarte"}, "in_person", "Lima", "presentation of credentials"),
        ),
        (
            "During his visit to Morocco, Peruvian Foreign Minister Elmer Schialer paid a courtesy call on Prime"
            " Minister Aziz Akhannouch of Morocco on Monday.",
            ({PERU, "Aziz Akhannouch"}, "in_person", "Rabat", "courtesy call"),
        ),
        (
            "Peruvian Foreign Minister Elmer Schialer met in Lima on Monday with his Moroccan counterpart Nasser"
            " Bourita. It was their fourth meeting.",
            ({PERU, MOROCCO}, "in_person", "Lima", None),
        ),
    ],
)
def test_a_meeting_is_told_in_many_ways(text: str, meeting: Told) -> None:
    assert _told(text) == [meeting]


@pytest.mark.parametrize(
    "text",
    [
        "In a message to the people of Morocco, Peruvian President Dina Boluarte offered her condolences.",
        "Peruvian Foreign Minister Elmer Schialer sat beside his Moroccan colleague Nasser Bourita in the front row.",
        "Peruvian Foreign Minister Elmer Schialer said that he would discuss the matter with Moroccan Foreign Minister"
        " Nasser Bourita next month.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert _told(text) == []


def test_who_attends_the_meeting_of_two_others_is_no_party_to_one_more() -> None:
    text = (
        "Peruvian President Dina Boluarte met with Moroccan Prime Minister Aziz Akhannouch in Lima on Monday.\n\n"
        "Foreign Minister Elmer Schialer attended the meeting between Boluarte and Akhannouch."
    )
    assert [people for people, *_ in _told(text)] == [{"Dina Boluarte", "Aziz Akhannouch"}]
