"""What councils, summits and cabinets say, and to whom they turn."""

from __future__ import annotations

import communique

COMMUNIQUE = """Communiqué of the Summit of SADC Heads of State and Government

Maseru, 3 May 2022

1. The Summit of SADC Heads of State and Government was held in Maseru on 3 May 2022.

2. The Summit took note with appreciation of the efforts of Zambia to revive the peace talks.

3. Summit extended the mandate of the observer mission by a year.

4. The Heads of State called on Member States to lower tariffs on rice and on donors to fund the road to Lubumbashi.

5. Leaders condemned the shelling of a Malawian clinic by Rwandan troops.

6. The Summit tasked the Executive Secretary with drafting a plan for grain reserves.

7. The Ministers looked forward to Tanzania's accession to the treaty.
"""

BRIEFING = """RABAT, 7 June 2021 (MAP) - The Cabinet held its weekly meeting in Rabat on Monday.

Minister of Communication Omar Tazi said after the session that the Cabinet condemned the bombing in Kabul. He added \
that the harvest had been good.
"""

DECLARATION = """Joint declaration

Lisbon, 9 May 2018

The President of the Portuguese Republic, Rui Sampaio, and the President of the Republic of Colombia, Juan Herrera, \
met in Lisbon.

The two Heads of State agreed to open a cultural centre in Bogotá. Portugal and Colombia welcomed the peace in Angola.
"""


def told(text: str) -> list[tuple[str, str, str, list[str | None]]]:
    record = communique.load().read(text)
    return [
        (
            "; ".join(record.actor(a).name for a in s.speaker),
            s.act,
            s.content.of(record.document.text),
            [record.actor(a).country or record.actor(a).code for a in s.addressees],
        )
        for s in record.statements
    ]


def test_a_summit_speaks_under_all_its_names() -> None:
    statements = told(COMMUNIQUE)
    assert {speaker for speaker, _, _, _ in statements} == {"Summit of SADC Heads of State and Government"}
    assert [(act, content, to) for _, act, content, to in statements] == [
        ("courtesy", "the efforts of Zambia to revive the peace talks", ["ZMB"]),
        ("agree", "the mandate of the observer mission by a year", []),
        ("request", "lower tariffs on rice", []),
        ("request", "fund the road to Lubumbashi", []),
        ("criticize", "the shelling of a Malawian clinic by Rwandan troops", ["RWA"]),
        ("request", "drafting a plan for grain reserves", []),
        ("pledge", "Tanzania's accession to the treaty", ["TZA"]),
    ]


def test_a_minister_who_tells_of_the_cabinet_does_not_speak() -> None:
    speakers = [(speaker, act) for speaker, act, _, _ in told(BRIEFING)]
    assert speakers[0] == ("Cabinet", "criticize")
    assert all(speaker == "Omar Tazi" for speaker, _ in speakers[1:])


def test_persons_who_open_a_joint_paper_speak_in_it() -> None:
    assert {speaker for speaker, _, _, _ in told(DECLARATION)} == {"Rui Sampaio; Juan Herrera"}


def test_persons_in_a_row_speak_together() -> None:
    text = (
        "RABAT, 2 May 2019 (Test) - The Foreign Ministers of Morocco, Spain and Portugal met in Rabat on Thursday.\n\n"
        "Foreign Minister Karim Tazi, his Spanish counterpart Luis Vidal and the Portuguese minister, Rui Melo, agreed "
        "to build a tunnel. The three ministers urged Mali to hold elections."
    )
    assert [(speaker, content) for speaker, _, content, _ in told(text)] == [
        ("Karim Tazi; Luis Vidal; Rui Melo", "build a tunnel"),
        ("Karim Tazi; Luis Vidal; Rui Melo", "hold elections"),
    ]


def test_ministers_of_several_states_who_are_not_named_are_these_states() -> None:
    text = (
        "Oslo, 28 October 2019\n\nThe Prime Ministers of Denmark, Iceland and Norway met in Oslo on Monday.\n\n"
        "The Prime Ministers condemned the arrests in Belarus. They agreed to fund a hospital."
    )
    assert {speaker for speaker, _, _, _ in told(text)} == {"Denmark; Iceland; Norway"}


def test_names_behind_a_row_of_states_are_of_these_states_in_their_order() -> None:
    text = (
        "LIMA, 2 May 2019 (Test) - The Foreign Ministers of Ecuador, Peru and Chile, Luis Mora, Ana Paz and Juan Diaz, "
        "met in Lima on Thursday.\n\nThe three ministers agreed to open an office."
    )
    record = communique.load().read(text)
    assert [record.actor(a).country for a in record.statements[0].speaker] == ["ECU", "PER", "CHL"]
