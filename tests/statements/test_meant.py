"""Whom statements mean besides the partner of the talks: nobody, one's own people, the doer of a deed."""

from __future__ import annotations

import pytest

import communique

OPENING = (
    "ASTANA, May 5, 2024 -- Kazakh President Kassym-Jomart Tokayev met with Hungarian Prime Minister Viktor Orban on"
    " Sunday.\n\n"
)


def addressees(sentences: str, words: str) -> list[str | None]:
    record = communique.load().read(OPENING + sentences)
    (found,) = [s for s in record.statements if words in s.content.of(record.document.text)]
    return [record.actor(a).country for a in found.addressees]


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        ("Tokayev urged developed countries to honor the promises of funding they had made.", "promises of funding"),
        ("Tokayev called on other nations to lift the sanctions.", "lift the sanctions"),
        ("The Kazakh president advised Kazakh citizens to stay in touch with the embassy.", "stay in touch"),
        ("Kazakhs who live in Hungary are asked to register with the embassy, Tokayev said.", "register"),
        ("The world should support the talks in Doha, Orban said.", "talks in Doha"),
        ("Other European capitals should lift the ban, Orban said.", "lift the ban"),
        ("Orban condemned the ambush of Malian soldiers near Gao.", "Malian soldiers"),
        ("Orban denounced the continuing terrorist attacks on civilians in Kazakhstan.", "attacks on civilians"),
        ("A spokesman for the Hungarian government denied that the visit had been postponed.", "postponed"),
    ],
)
def test_nobody_is_meant(sentences: str, words: str) -> None:
    assert addressees(sentences, words) in ([], [None])


@pytest.mark.parametrize(
    ("sentences", "words", "country"),
    [
        ("Orban condemned the shelling of Ukrainian cities by Russia.", "shelling", "RUS"),
        ("Tokayev criticized Russia's new law. He condemned the abduction of Ukrainian children.", "abduction", "RUS"),
        ("Orban condemned the Russian attacks on Ukrainian cities.", "attacks", "RUS"),
        ("Orban described Serbia's decision as an insult to Poland.", "an insult", "SRB"),
        ("Tokayev urged the Hungarian authorities to lift the ban.", "lift the ban", "HUN"),
    ],
)
def test_who_did_it_is_meant_and_not_to_whom_it_was_done(sentences: str, words: str, country: str) -> None:
    assert addressees(sentences, words) == [country]


def test_where_something_is_says_nothing_of_whom_it_is_promised() -> None:
    sentences = "Orban said that Hungary would keep its soldiers in Chad and install sensors on the border with Serbia."
    record = communique.load().read(OPENING + sentences)
    countries = {record.actor(a).country for s in record.statements for a in s.addressees}
    assert countries == {"KAZ"}
