"""Tellings in a row, participles before them, lists of documents, and where such contents end."""

from __future__ import annotations

import pytest

from communique import Coder

OPENING = (
    "LUSAKA, June 2, 2025 -- Zambian President Hakainde Hichilema received Portuguese Prime Minister Luis Montenegro "
    "on Monday.\n\n"
)
HOST, GUEST = "Hakainde Hichilema", "Luis Montenegro"

#: sentence → (speaker, act, content) of each of its statements, in text order
SENTENCES: dict[str, list[tuple[str, str, str]]] = {
    "Commending Zambia's handling of the drought, Montenegro offered to send pumps.": [
        (GUEST, "courtesy", "Zambia's handling of the drought"),
        (GUEST, "pledge", "send pumps"),
    ],
    "Welcoming Portugal's decision to open an embassy, the President thanked his guest for the scholarships.": [
        (HOST, "support", "Portugal's decision to open an embassy"),
        (HOST, "courtesy", "the scholarships"),
    ],
    "Urging Portugal to cut the tariff on copper, Hichilema promised to reopen the mine.": [
        (HOST, "request", "cut the tariff on copper"),
        (HOST, "pledge", "reopen the mine"),
    ],
    "Montenegro objected to the plan to dam the river.": [(GUEST, "oppose", "the plan to dam the river")],
    "Montenegro declined to send observers.": [(GUEST, "oppose", "send observers")],
    "Montenegro declined to comment on the plan.": [],
    "Hichilema vowed to rebuild the bridge.": [(HOST, "pledge", "rebuild the bridge")],
    "Zambia will encourage its farmers to plant cotton, Hichilema said.": [
        (HOST, "pledge", "encourage its farmers to plant cotton"),
    ],
    "Hichilema asked Portugal to speed up visas for students, many of whom miss the start of term.": [
        (HOST, "request", "speed up visas for students"),
    ],
    "They voiced support for a settlement of the border dispute based on the maps of 1964.": [
        (f"{HOST}; {GUEST}", "support", "a settlement of the border dispute based on the maps of 1964"),
    ],
    "Hichilema said the present volume of trade does not reflect the size of the two economies.": [
        (HOST, "assess", "the present volume of trade does not reflect the size of the two economies"),
    ],
    '"We are grateful to Portugal for its help with the dam," Hichilema said.': [
        (HOST, "courtesy", "its help with the dam"),
    ],
    "Montenegro expressed his appreciation to the President for the release of the trawler.": [
        (GUEST, "courtesy", "the release of the trawler"),
    ],
    "The Portuguese partners expressed gratitude for the permits.": [(GUEST, "courtesy", "the permits")],
    "The following papers were signed in their presence:\n\n- agreement on air transport;\n\n- memorandum on mining.": [
        (f"{HOST}; {GUEST}", "agree", "agreement on air transport"),
        (f"{HOST}; {GUEST}", "agree", "memorandum on mining"),
    ],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_is_told_with_its_speaker(coder: Coder, sentence: str) -> None:
    record = coder.read(OPENING + sentence)
    found = [
        ("; ".join(record.actor(a).name for a in s.speaker), s.act, s.content.of(record.document.text))
        for s in record.statements
    ]
    assert found == SENTENCES[sentence]
