"""Who speaks where a ministry, a spokesman or a government of a minister is named as well."""

from __future__ import annotations

import pytest

import communique

OPENING = (
    "ASTANA, May 5, 2024 -- Kazakh President Kassym-Jomart Tokayev met with Hungarian Prime Minister Viktor Orban on"
    " Sunday.\n\n"
)


def speakers(sentences: str, words: str) -> list[str]:
    record = communique.load().read(OPENING + sentences)
    (found,) = [s for s in record.statements if words in s.content.of(record.document.text)]
    return [record.actor(a).name for a in found.speaker]


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        ("Tokayev asked Orban to lift the ban, the foreign ministry said.", "lift the ban"),
        ("Tokayev asked Orban to lift the ban, according to Kazakhstan's foreign ministry.", "lift the ban"),
        ("According to the ministry, Tokayev called for an end to the war.", "an end to the war"),
        ("The Kazakh president proposed talks on trade, his spokesman said.", "talks on trade"),
        (
            "Tokayev sought Hungary's help, saying Kazakh shipyards have a proven record, according to the ministry.",
            "proven record",
        ),
        ("Tokayev vowed to buy ten tractors, the presidential office said in a statement.", "ten tractors"),
    ],
)
def test_a_ministry_that_tells_what_its_president_asked_is_not_who_asked(sentences: str, words: str) -> None:
    assert speakers(sentences, words) == ["Kassym-Jomart Tokayev"]


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        ("Orban said that his government will build ten clinics.", "ten clinics"),
        ("Orban spoke of health. His Government also intends to build ten clinics.", "ten clinics"),
        ("The Hungarian government is ready to build ten clinics, Orban noted.", "ten clinics"),
    ],
)
def test_his_government_is_he(sentences: str, words: str) -> None:
    assert speakers(sentences, words) == ["Viktor Orban"]


def test_they_are_both_presidents_and_not_one_and_his_government() -> None:
    sentences = (
        "Tokayev proposed a new road. His Government, Prime Minister Orban made clear, rules out any road. They"
        " reaffirmed their commitment to free trade."
    )
    assert sorted(speakers(sentences, "free trade")) == ["Kassym-Jomart Tokayev", "Viktor Orban"]


def test_top_diplomats_are_foreign_ministers_and_not_presidents() -> None:
    record = communique.load().read(
        "SEOUL, Aug. 28 (Test) -- The top diplomats of South Korea and Canada agreed Thursday to launch a working group"
        " on nickel, Seoul's foreign ministry said.\n\n"
        "The agreement came as Foreign Minister Cho Hyun met with his Canadian counterpart, Anita Anand.\n\n"
        "Anand praised President Lee Jae Myung."
    )
    (found,) = [s for s in record.statements if "nickel" in s.content.of(record.document.text)]
    assert sorted(record.actor(a).name for a in found.speaker) == ["Anita Anand", "Cho Hyun"]


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("Pentagon Press Secretary Maj. Gen. Paul Reed", "MIL"),
        ("Defence Minister Gen. Sani Bello of Niger", "GOV"),
        ("Army chief Lt. Gen. Sani Bello of Niger", "MIL"),
        ("Press Secretary Paul Reed", "GOV"),
    ],
)
def test_a_rank_before_a_name_makes_a_soldier_of_who_does_not_govern(words: str, sector: str) -> None:
    record = communique.load().read(f"{words} met the press on Sunday. Norway thanked him.")
    assert [a.sector for a in record.actors if a.kind == "person"] == [sector]


def test_the_spokesman_of_a_seat_is_of_its_state_wherever_the_report_is_from() -> None:
    record = communique.load().read(OPENING + "A Kremlin spokesman said that Russia would wait.")
    assert [a.country for a in record.actors if a.name == "Kremlin spokesman"] == ["RUS"]
