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


TRANSCRIPT = """Beginning of conversation with President of Ghana John Mahama

March 3, 2025, Moscow

President of Russia Vladimir Putin: {host}

President of Ghana John Mahama: {guest}"""


def test_addresses_and_greetings_of_a_transcript_state_nothing(coder: Coder) -> None:
    host = (
        "Mr President, friends, I am glad to see you in Moscow. Dear colleagues, we are ready to build a port in Tema."
    )
    text = TRANSCRIPT.format(host=host, guest="We want to buy Russian wheat, Mr President.")
    assert [(act, content) for _, act, _, content in read(coder, text) if act != "courtesy"] == [
        ("pledge", "build a port in Tema"),
        ("pledge", "buy Russian wheat"),
    ]
    assert not any("friends" in content or content.startswith("you") for _, _, _, content in read(coder, text))


def test_who_aligns_with_a_statement_supports_it(coder: Coder) -> None:
    text = (
        "Statement by the European Union on the elections in Georgia\n\nBrussels, 3 March 2025\n\n"
        "The European Union condemns the arrests in Georgia. Norway and Albania align themselves with this statement."
    )
    assert [(s, act, content) for s, act, _, content in read(coder, text)][1] == (
        "Norway; Albania",
        "support",
        "this statement",
    )


@pytest.mark.parametrize(
    ("opening", "signature", "speaker"),
    [
        ("Dear Prime Minister,", "Yours sincerely,\n\nHelen Byrne\nMinister for Agriculture of Ireland", "Helen Byrne"),
        ("Excellency,", "With best regards,\n\nIshiba Shigeru\nPrime Minister of Japan", "Ishiba Shigeru"),
    ],
)
def test_a_letter_is_of_who_signs_it(coder: Coder, opening: str, signature: str, speaker: str) -> None:
    text = f"3 March 2025\n\n{opening}\n\nI urge you to lift the ban on our butter.\n\n{signature}"
    assert [found[:2] for found in read(coder, text)] == [(speaker, "request")]


def test_persons_who_are_told_of_are_not_addressed(coder: Coder) -> None:
    text = TRANSCRIPT.format(
        host="We support the plan of Mr Jones, Ms Smith and Mr Brown.",
        guest="We support the work of Mr Quaye, Madam Chair.",
    )
    assert [content for _, act, _, content in read(coder, text) if act == "support"] == [
        "the plan of Mr Jones, Ms Smith and Mr Brown",
        "the work of Mr Quaye",
    ]


def test_states_that_sign_do_not_speak_through_who_spoke_before(coder: Coder) -> None:
    text = (
        "NAIROBI, 3 March 2025 (Test) -- Chinese Ambassador Han Jing said on Monday that China would build a road.\n\n"
        "Brazil and China signed a contract on twenty aircraft."
    )
    assert [found[:2] for found in read(coder, text)] == [("Han Jing", "pledge"), ("Brazil; China", "agree")]


@pytest.mark.parametrize(
    ("sentence", "act", "content"),
    [
        (
            "Norway will share its sonar data with Ghana, Prime Minister Jonas Gahr Store said.",
            "pledge",
            "share its sonar data with Ghana",
        ),
        ("Prime Minister Jonas Gahr Store said Norway shared Ghana's view.", "assess", "Ghana's view"),
    ],
)
def test_what_will_be_shared_is_promised(coder: Coder, sentence: str, act: str, content: str) -> None:
    assert [found[1::2] for found in read(coder, f"OSLO, 3 March 2025 (Test) -- {sentence}")] == [(act, content)]


def test_an_address_alone_states_nothing(coder: Coder) -> None:
    text = TRANSCRIPT.format(host="Mr President, friends, good evening.", guest="We will build a school in Tema.")
    assert [content for _, _, _, content in read(coder, text)] == ["build a school in Tema"]


@pytest.mark.parametrize(
    "text",
    [
        "TASHKENT, May 3, 2025 (Desk News) -- Japan and Uzbekistan agreed on Tuesday to reopen an air route.",
        "WINDHOEK, May 3, 2025 (Desk News) -- The Netherlands pledged on Friday to build a terminal in Namibia.",
        "LIMA, May 3, 2025 (Desk News) -- Peru urged Bolivia on Friday to keep the lake clean.",
    ],
)
def test_states_that_deal_with_each_other_need_no_statesman(coder: Coder, text: str) -> None:
    assert coder.read(text).statements


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, May 3, 2025 (Desk News) -- Norway agreed on Friday to play Kenya in a friendly in June.",
        "LIMA, May 3, 2025 (Desk News) -- Peru's captain demanded more from his team before it meets Bolivia.",
        "ROME, May 3, 2025 (Desk News) -- A bakery promised to send bread from Italy to Malta.",
    ],
)
def test_teams_and_firms_that_deal_with_each_other_state_nothing(coder: Coder, text: str) -> None:
    assert not coder.read(text).statements
