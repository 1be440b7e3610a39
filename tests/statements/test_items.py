"""Items: what a body decides point by point, and what a sentence with a colon leaves to a list."""

from __future__ import annotations

import communique

DECISION = """ADDIS ABABA, 12 June 2024 — The African Union discussed Sudan on Wednesday.

The African Union:

1. Strongly condemns the shelling of hospitals in Nyala and calls upon the Rapid Support Forces to lift the siege;

2. Welcomes the mediation of Chad;

3. Decides to dispatch a mission to Port Sudan;

4. Mandates the Commission to report within three months.
"""

LIST = """BAGHDAD, 5 May 2021 — Iraqi Foreign Minister Fuad Hussein met with Turkish Foreign Minister Mevlut Cavusoglu.

The two ministers agreed to:
- open a consulate in Erbil;
- increase flights between the two capitals.

Hussein thanked Turkey for its aid.
"""


def conveyed(text: str) -> list[tuple[str, str]]:
    record = communique.load().read(text)
    return [(s.act, s.content.of(record.document.text)) for s in record.statements]


def test_a_numbered_decision_is_its_bodys() -> None:
    record = communique.load().read(DECISION)
    assert {record.actor(a).code for s in record.statements for a in s.speaker} == {"AFU"}
    assert conveyed(DECISION) == [
        ("criticize", "the shelling of hospitals in Nyala"),
        ("request", "lift the siege"),
        ("support", "the mediation of Chad"),
        ("agree", "dispatch a mission to Port Sudan"),
        ("request", "report within three months"),
    ]


def test_a_list_completes_the_sentence_before_it() -> None:
    assert conveyed(LIST) == [
        ("agree", "open a consulate in Erbil"),
        ("agree", "increase flights between the two capitals"),
        ("courtesy", "its aid"),
    ]


def test_no_break_spaces_part_words() -> None:
    record = communique.load().read(LIST.replace("Fuad Hussein", "Fuad\u00a0Hussein"))
    assert "Fuad Hussein" in {a.name.replace("\u00a0", " ") for a in record.actors}
