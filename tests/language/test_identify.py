from __future__ import annotations

import pytest

from communique.errors import InputRefused
from communique.language.identify import require_english


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday and agreed on nothing.",
        "Norland congratulates Sudland.",
        "Xi meets Putin in Moscow",
        "U.S. lifts travel ban to Lebanon.",
        "Iran arrests Afghan protesters, deports refugees.",
        "Modi, Macron, Scholz, Meloni, Sunak, Kishida, Trudeau, Biden, Michel, von der Leyen attend G7",
        "Attendees: Sergey Lavrov, Wang Yi, Mauro Vieira, Ronald Lamola, Badr Abdelatty, Faisal bin Farhan",
        "MOSCOW, May 6. /TASS/. Mirziyoyev, Rahmon, Zhaparov to gather in Khujand.",
        'The premier said: "Le monde a changé." The two then discussed trade and the climate.',
    ],
)
def test_english_is_never_refused(text: str) -> None:
    require_english(text, "report.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le président a rencontré son homologue à Paris mardi et les deux ont parlé du commerce.", "French"),
        ("El presidente se reunió con su homólogo en Lima para hablar de la cooperación.", "Spanish"),
        ("Der Bundeskanzler hat am Montag mit dem Präsidenten gesprochen und die Bedeutung betont.", "German"),
        ("Президент провёл переговоры с президентом соседней страны и обсудил вопросы торговли.", "Russian"),
        ("Cumhurbaşkanı ile görüştü ve iki ülke arasındaki ilişkileri ele aldı, bir anlaşma için.", "Turkish"),
        (
            "Presiden bertemu dengan rekannya di ibu kota untuk membahas kerja sama yang lebih erat dan luas.",
            "Indonesian",
        ),
        ("رئيس الوزراء يلتقي نظيره ويبحث معه العلاقات بين البلدين", "Arabic"),
        ("两国总统举行会谈并签署合作协议", "Chinese"),
    ],
)
def test_another_language_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(InputRefused, match=language) as refusal:
        require_english(text, "report.txt")
    assert refusal.value.source == "report.txt"


@pytest.mark.parametrize("text", ["", "   ", "12345 !!!"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match="no words"):
        require_english(text, "report.txt")


def test_what_looks_most_like_english_is_not_refused_for_being_english() -> None:
    text = (
        "Sudanese planes bombed Port Kasala. Rebels bombed roads near Gedaref. An explosion killed two Chadian men "
        "near Abeche. Warplanes bombed markets. Israel bombed Tyre."
    )
    require_english(text, "report.txt")
