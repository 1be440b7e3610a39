"""Reports of many kinds read whole: who is meant, what is promised or asked, and where a content ends."""

from __future__ import annotations

import pytest

from communique import Coder

Read = list[tuple[str, str, str, str]]


def read(coder: Coder, text: str) -> Read:
    """Return speaker, act, addressee and content of each statement of a text."""
    record = coder.read(text)
    names = {actor.id: actor.name for actor in record.actors}
    return [
        ("; ".join(names[i] for i in s.speaker), s.act, "; ".join(names[i] for i in s.addressees), s.content.of(text))
        for s in record.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LUSAKA, 2 April 2025 (Test) -- Chinese Ambassador Han Jing said that China would widen the road to Ndola.",
            ("Han Jing", "pledge", "", "widen the road to Ndola"),
        ),
        (
            "HANOI, 2 April 2025 (Test) -- Laos and Vietnam signed a contract on two ferries. The boats are green.",
            ("Laos; Vietnam", "agree", "", "a contract on two ferries"),
        ),
    ],
)
def test_ambassadors_and_states_that_sign_conduct_public_affairs(
    coder: Coder, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert read(coder, text) == [expected]


def test_an_ambassador_of_a_brand_does_not(coder: Coder) -> None:
    text = (
        "PARIS, 2 April 2025 (Test) -- Brand ambassador Lea Roux said that the watch would be sold in China and Japan. "
        "Germany and Spain signed up three riders. The shop on the corner of the street has a blue door."
    )
    assert read(coder, text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Norway will build two ferries for Ghana, Prime Minister Jonas Gahr Store said on Monday after talks with "
            "President John Mahama.",
            ("Jonas Gahr Store", "pledge", "John Mahama", "build two ferries for Ghana"),
        ),
        (
            "Ghana is ready to open its ports, President John Mahama told reporters in Accra before lunch with the "
            "Prime Minister.",
            ("John Mahama", "pledge", "Jonas Gahr Store", "open its ports"),
        ),
        (
            "Mahama said that Ghana would like Norway to train its pilots.",
            ("John Mahama", "request", "Norway", "train its pilots"),
        ),
        (
            "Store would like Ghanaian firms to buy more fish.",
            ("Jonas Gahr Store", "request", "Ghana", "buy more fish"),
        ),
        (
            "Mahama said he would like Norway's support in the vote.",
            ("John Mahama", "request", "Norway", "Norway's support in the vote"),
        ),
        (
            "Mahama said he would like to visit Tromso.",
            ("John Mahama", "pledge", "Jonas Gahr Store", "visit Tromso"),
        ),
        (
            "Both sides agreed to a joint patrol on Monday.",
            ("John Mahama; Jonas Gahr Store", "agree", "", "a joint patrol"),
        ),
        (
            "The dam, which Ghana and Norway agreed to repair in 2021, was inaugurated by the two leaders.",
            ("John Mahama; Jonas Gahr Store", "agree", "", "repair in 2021"),
        ),
        (
            "The harbour, which Norway has promised to dredge, will be closed in May.",
            ("Jonas Gahr Store", "pledge", "John Mahama", "dredge"),
        ),
    ],
)
def test_a_visit(coder: Coder, sentence: str, expected: tuple[str, str, str, str]) -> None:
    opening = (
        "ACCRA, 3 March 2025 (Test) -- Ghanaian President John Mahama met Norwegian Prime Minister Jonas Gahr Store on "
        "Monday.\n\n"
    )
    assert read(coder, opening + sentence) == [expected]


def test_what_a_party_of_a_joint_statement_will_do_is_promised(coder: Coder) -> None:
    text = (
        "Joint statement of the European Union and Jordan\n\nBrussels, 7 May 2024\n\n"
        "1. The EU will provide 20 million euros to support Jordanian schools."
    )
    ((speaker, act, _, content),) = read(coder, text)
    assert (speaker, act) == ("European Union", "pledge")
    assert content == "provide 20 million euros to support Jordanian schools"


BRIEFING = """Foreign Ministry Spokesperson Guo Yun's Regular Press Conference on March 12, 2025

Steppe Wire: Is work on the railway going on?

Guo Yun: China is ready to hold technical talks with Uzbekistan.

{question}

Guo Yun: China opposes protectionism in all its forms."""


@pytest.mark.parametrize(
    ("question", "addressee"),
    [
        ("Gulf Times: What do you think of the new tariffs?", ""),
        ("Gulf Times: Brazil has raised its tariffs. What is your response?", "Brazil"),
        ("Gulf Times: Brazil and Chile have raised their tariffs. What is your response?", ""),
        ("Follow-up: And the tariffs?", "Uzbekistan"),
    ],
)
def test_an_answer_turns_to_whom_its_own_question_names(coder: Coder, question: str, addressee: str) -> None:
    found = read(coder, BRIEFING.format(question=question))
    assert [f[2] for f in found if f[1] == "oppose"] == [addressee]
