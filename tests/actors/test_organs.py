"""Organs: the councils, summits, leaders and cabinets by which organisations and states speak."""

from __future__ import annotations

import pytest

from actors.reading import read
from communique.actors.organs import decides

LEAGUE = """CAIRO, 3 March 2013 (MENA) - The Council of the League of Arab States at ministerial level met in Cairo on \
Sunday.

The Council condemned the bombing of a market in Basra. The ministers urged Turkey to open its dams. They thanked Egypt.
"""

SUMMIT = """ECOWAS COMMISSION

FINAL COMMUNIQUÉ OF THE EXTRAORDINARY SUMMIT ON THE SITUATION IN MALI

Accra, 9 January 2022

1. The Authority of Heads of State and Government held an Extraordinary Summit in Accra under the chairmanship of H.E. \
Nana Akufo-Addo, President of the Republic of Ghana.

2. The Summit deplored the lack of progress. The Heads of State urged the army to leave the barracks.

3. Member States thanked the Commission.
"""

CABINET = """MUSCAT, 4 May 2021 (ONA) - The Council of Ministers held its weekly session on Tuesday, chaired by Sayyid \
Fahd bin Mahmoud Al Said.

The Cabinet welcomed the truce in Yemen. The Council approved an agreement with Chile. The session thanked Kuwait.
"""


def test_a_body_is_named_with_its_organisation_and_taken_up_by_its_kind() -> None:
    reading = read(LEAGUE)
    named = ["Council of the League of Arab States"]
    assert reading.names("The Council of the League") == named
    assert reading.names("The Council condemned") == named
    assert reading.names("The ministers") == named
    assert reading.names("They") == named
    council = reading.actor(named[0])
    assert (council.country, council.code, council.sector) == (None, "ARL", "IGO")


def test_a_paper_may_call_its_organ_by_its_kind_alone() -> None:
    reading = read(SUMMIT)
    named = ["Authority of Heads of State and Government of ECOWAS"]
    assert reading.names("The Summit") == reading.names("The Heads of State urged") == named
    assert reading.names("Member States") == named
    assert reading.actor(named[0]).code == "WAS"


def test_bodies_of_no_state_in_a_paper_are_of_the_state_that_it_is_about() -> None:
    reading = read(SUMMIT)
    assert reading.cast.actor(reading.mention("the army").actors[0]).country == "MLI"


def test_a_council_of_ministers_is_the_cabinet() -> None:
    reading = read(CABINET)
    named = reading.names("The Council of Ministers")
    assert (
        named == reading.names("The Cabinet") == reading.names("The Council approved") == reading.names("The session")
    )
    assert (reading.actor(named[0]).country, reading.actor(named[0]).sector) == ("OMN", "GOV")


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("The OIC Executive Committee", "OIC"),
        ("The Peace and Security Council of the African Union", "AFU"),
        ("The CSTO Collective Security Council", "CST"),
        ("The UN Security Council", "UNO"),
    ],
)
def test_security_councils_are_told_apart(phrase: str, code: str) -> None:
    reading = read(f"NAIROBI, 2 June 2020 - {phrase} condemned the raid on a village in Mozambique on Tuesday.")
    assert reading.cast.actor(reading.mention(phrase).actors[0]).code == code


def test_no_organ_is_made_of_who_is_only_named() -> None:
    reading = read(
        "TALLINN, 6 July 2020 - Estonian President Kersti Mets met Latvian President Egils Ozols before the "
        "NATO summit. The Presidents discussed the Baltic grid."
    )
    assert reading.names("The Presidents") == ["Kersti Mets", "Egils Ozols"]


def test_states_parties_are_no_united_states() -> None:
    reading = read("Lima, 5 May 2019 - The Presidents of the States Parties of MERCOSUR met Chile's envoy on Sunday.")
    assert all(actor.country != "USA" for actor in reading.cast.actors)


def test_names_of_organs() -> None:
    assert decides("Assembly of the African Union")
    assert not decides("ECOWAS Commission")
    assert not decides("Gulf Cooperation Council")


def test_a_text_may_end_with_the_name_of_an_organisation() -> None:
    reading = read("The Prime Minister of Peru wrote to the European Commission")
    assert reading.names("European Commission") == ["European Commission"]
