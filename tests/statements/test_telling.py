"""Who goes on telling, and whose words a paper, a list or a ministry carries."""

from __future__ import annotations

import pytest

import communique

OPENING = (
    "QUITO, May 5, 2024 -- Ecuadorian Foreign Minister Gabriela Sommerfeld met with Peruvian Foreign Minister Elmer "
    "Schialer on Sunday.\n\n"
)
HOST, GUEST = "Gabriela Sommerfeld", "Elmer Schialer"


def told(text: str) -> list[tuple[str, str, str]]:
    record = communique.load().read(OPENING + text)
    whole = record.document.text
    return [("; ".join(record.actor(a).name for a in s.speaker), s.act, s.content.of(whole)) for s in record.statements]


def test_the_teller_goes_on_behind_what_others_must_not_do() -> None:
    text = "Sommerfeld stressed that smugglers must not be allowed to use the river and urged Peru to repair its tower."
    assert (HOST, "request", "repair its tower") in told(text)


def test_items_with_verbs_of_their_own_are_their_headings() -> None:
    text = (
        "The Ministers:\n\n- welcomed the opening of the Macará bridge and called for its early widening;\n"
        "- condemned illegal mining in all its forms;\n- agreed to map the river Chinchipe.\n"
    )
    both = f"{HOST}; {GUEST}"
    assert told(text) == [
        (both, "support", "the opening of the Macará bridge"),
        (both, "request", "its early widening"),
        (both, "criticize", "illegal mining in all its forms"),
        (both, "agree", "map the river Chinchipe"),
    ]


def test_an_infinitive_goes_on_behind_a_relative_clause() -> None:
    text = "The ministers agreed to revive the border panel, which had not met since 2019, and to build two piers."
    assert [content for *_, content in told(text)] == ["revive the border panel", "build two piers"]


def test_what_was_agreed_upon_is_agreed() -> None:
    assert told("Further exchanges of experts were agreed upon.") == [
        (f"{HOST}; {GUEST}", "agree", "Further exchanges of experts")
    ]


def test_what_one_will_never_accept_one_opposes() -> None:
    assert told("Schialer said that Peru would never accept unilateral closures of the bridge.") == [
        (GUEST, "oppose", "unilateral closures of the bridge")
    ]


def test_a_proviso_is_a_condition() -> None:
    text = OPENING + "Sommerfeld said that Ecuador was ready to resume exports, provided the road was repaired."
    statements = communique.load().read(text).statements
    assert [(s.act, s.modality, s.content.of(text)) for s in statements] == [
        ("pledge", "conditional", "resume exports")
    ]


def test_coordinated_sides_are_both_speakers() -> None:
    found = told("The Ecuadorian and Peruvian sides commended the fishermen of Tumbes for their patience.")
    assert [speaker for speaker, *_ in found] == [f"{HOST}; {GUEST}"]


def test_a_letter_says_what_its_author_says() -> None:
    text = (
        "LIMA, May 5, 2024 -- Ecuadorian President Daniel Noboa has sent a letter to Peruvian President Dina Boluarte, "
        "in which he expressed condolences over the fire in Lima and pledged to send two pumps, Ecuadorian Foreign "
        "Minister Gabriela Sommerfeld told a press conference.\n"
    )
    record = communique.load().read(text)
    said = {s.content.of(text): record.actor(s.speaker[0]).name for s in record.statements}
    assert said["the fire in Lima"] == said["send two pumps"] == "Daniel Noboa"


def test_who_is_thanked_is_addressed() -> None:
    text = OPENING + "Sommerfeld said that Ecuador was grateful to Brazil for the rescue of its sailors."
    record = communique.load().read(text)
    assert [[record.actor(a).country for a in s.addressees] for s in record.statements] == [["BRA"]]


def test_help_that_is_acknowledged_is_praised() -> None:
    found = told("Sommerfeld acknowledged Peru's assistance in fighting the fires.")
    assert found == [(HOST, "courtesy", "Peru's assistance in fighting the fires")]


def test_those_who_align_themselves_support() -> None:
    text = (
        "Statement by the Ministry of Foreign Affairs of Peru\n\nThe Ministry of Foreign Affairs condemns the shelling "
        "of Goma.\n\nChile and Uruguay align themselves with this statement.\n"
    )
    record = communique.load().read(text)
    last = record.statements[-1]
    assert (last.speaker_country, last.act, last.content.of(record.document.text)) == (
        ("CHL", "URY"),
        "support",
        "this statement",
    )


def test_outlets_that_ask_meet_nobody() -> None:
    text = (
        "Press Conference of Foreign Minister Gabriela Sommerfeld\n\nQUITO, May 5, 2024\n\nPrensa Bolivar: Peru has "
        "shut the bridge. What will Ecuador do?\n\nGabriela Sommerfeld: Ecuador urges Peru to open the bridge.\n"
    )
    record = communique.load().read(text)
    assert record.meetings == ()
    assert [(s.act, s.content.of(record.document.text)) for s in record.statements] == [("request", "open the bridge")]


def test_who_received_whom_is_no_statement() -> None:
    assert told("Minister Gabriela Sommerfeld received Minister Elmer Schialer, the palace reports.") == []


def test_the_need_that_is_spoken_of_is_asked_for() -> None:
    found = told("Schialer spoke of the need to keep stolen goods out of the markets.")
    assert found == [(GUEST, "propose", "keep stolen goods out of the markets")]


def test_what_is_noted_ends_before_the_noting() -> None:
    found = told("The importance of continuing the work on the Macará bridge was noted.")
    assert [content for *_, content in found] == ["continuing the work on the Macará bridge"]


def test_gratitude_to_a_people_is_for_what_they_did() -> None:
    found = told("Schialer expressed gratitude to the Ecuadorian friends for their rescue of the miners.")
    assert found == [(GUEST, "courtesy", "their rescue of the miners")]


def test_the_present_goes_on_as_the_past_does() -> None:
    text = (
        "Statement by the European Union on Belarus\n\nThe European Union recalls that Belarus is bound by the "
        "Covenant and invites the Belarusian authorities to open their prisons.\n"
    )
    record = communique.load().read(text)
    assert [(s.act, s.content.of(text)) for s in record.statements][-1] == ("invite", "open their prisons")


def test_a_letter_invites_for_its_author() -> None:
    text = OPENING + "Schialer handed the minister a letter from Dina Boluarte inviting her to pay a visit to Lima."
    last = communique.load().read(text).statements[-1]
    assert last.act == "invite"
    assert last.content.of(text) == "pay a visit to Lima"


def test_answers_are_those_of_the_official_named_above_them() -> None:
    text = (
        "Foreign Ministry spokesperson on visas\n\nQUESTION: Lima now requires visas. What does Bolivia say?\n\n"
        "Answer of the spokesperson of the Ministry of Foreign Affairs, Elena Vargas, to a newspaper\n\n"
        "ANSWER: We regret this decision. Foreign Minister Celinda Sosa is prepared to travel to Lima.\n\n"
        "QUESTION: Will the port of Ilo be shut?\n\nANSWER: Bolivia will honour the agreements on Ilo.\n"
    )
    record = communique.load().read(text)
    assert {record.actor(a).name for s in record.statements for a in s.speaker} == {"Elena Vargas"}
    assert [s.act for s in record.statements] == ["criticize", "pledge", "pledge"]


def test_what_is_still_to_be_paid_is_announced() -> None:
    found = told("Sommerfeld announced a gift of 5 million dollars to the hospitals, to be paid by the end of May.")
    assert [(speaker, act) for speaker, act, _ in found] == [(HOST, "pledge")]


def test_whose_head_is_named_speaks_for_itself() -> None:
    text = OPENING + (
        "The Andean Community, whose secretary general Gonzalo Gutierrez attended the talks, urged "
        "Peru to open the bridge."
    )
    record = communique.load().read(text)
    asked = next(s for s in record.statements if s.content.of(text) == "open the bridge")
    assert [record.actor(a).kind for a in asked.speaker] == ["organisation"]


def test_when_it_was_said_is_no_part_of_a_charge() -> None:
    found = told("Schialer accused Ecuador of shutting the bridge, hours after the ministers had met in Loja.")
    assert found == [(GUEST, "criticize", "shutting the bridge")]


def test_an_invitation_is_to_the_visit() -> None:
    found = told("Schialer extended an invitation to the Ecuadorian minister to visit Cusco.")
    assert found == [(GUEST, "invite", "visit Cusco")]


def test_a_visit_at_an_invitation_is_a_meeting() -> None:
    text = (
        "Joint Communiqué\n\nLima, 5 May 2024\n\nAt the invitation of the President of Peru, Dina Boluarte, President "
        "Daniel Noboa of Ecuador paid an official visit to Peru from 3 to 5 May.\n\nEcuador promised to mend bridges."
    )
    record = communique.load().read(text)
    assert [sorted(record.actor(a).name for a in m.participants) for m in record.meetings] == [
        ["Daniel Noboa", "Dina Boluarte"]
    ]


def test_an_attribution_does_not_reach_over_a_semicolon() -> None:
    text = "Schialer thanked his colleague for the pumps; the Ecuadorian side, as was noted, intends to send six more."
    assert told(text)[0] == (GUEST, "courtesy", "the pumps")


def test_attitudes_in_a_row_are_each_their_own() -> None:
    text = (
        "Both sides also stressed their rejection of any attack on Haitian towns, the need to equip the Haitian police "
        "and their backing for the plan to rebuild Jeremie."
    )
    assert [(act, content) for _, act, content in told(text)] == [
        ("oppose", "any attack on Haitian towns"),
        ("propose", "equip the Haitian police"),
        ("support", "the plan to rebuild Jeremie"),
    ]


def test_his_excellency_is_whom_the_report_is_about() -> None:
    text = (
        "LIMA, May 5, 2024 -- Peruvian Prime Minister Gustavo Adrianzen received Ecuadorian Foreign Minister Gabriela "
        "Sommerfeld on Sunday.\n\nHis Excellency hailed the work of the river patrols."
    )
    record = communique.load().read(text)
    assert [record.actor(a).name for s in record.statements for a in s.speaker] == ["Gustavo Adrianzen"]


def test_the_pair_is_both() -> None:
    text = (
        "LIMA, May 5, 2024 -- Peruvian Foreign Minister Elmer Schialer met with Ecuadorian Foreign Minister Gabriela "
        "Sommerfeld in Tumbes, where the pair agreed to widen the bridge.\n"
    )
    assert [(s.act, len(s.speaker)) for s in communique.load().read(text).statements] == [("agree", 2)]


def test_solidarity_of_one_with_another_is_support() -> None:
    found = told("Schialer reaffirmed the solidarity of Peru with the people of Haiti.")
    assert found == [(GUEST, "support", "the people of Haiti")]


def test_a_sum_is_announced_as_a_gift_is() -> None:
    found = told("Sommerfeld announced a further $8 million for emergency pumps.")
    assert found == [(HOST, "pledge", "a further $8 million for emergency pumps")]


HEAD = "RIGA, May 5, 2024 -- Latvian Foreign Minister Baiba Braze met her Moldovan counterpart Mihai Popsoi.\n\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Popsoi said Riga had promised to cover half of the cost of a ferry and that a part would be paid soon.",
            [
                ("report", "Riga had promised to cover half of the cost of a ferry"),
                ("pledge", "a part would be paid soon"),
            ],
        ),
        ('Braze dismissed what he called "a cheap trick".', [("oppose", '"a cheap trick"')]),
        ("Braze condemned what she described as meddling in a vote.", [("criticize", "meddling in a vote")]),
        ("Talks on a fisheries protocol are expected to resume next week.", []),
        ("Asked whether Chisinau shared that view, Popsoi declined to comment.", []),
        ("Braze declined to say whether Latvia would back the bid.", []),
        ("M. Popsoi thanked Latvia for its tents.", [("courtesy", "its tents")]),
    ],
)
def test_what_is_told_besides_asked_or_foreseen(sentence: str, told: list[tuple[str, str]]) -> None:
    record = communique.load().read(HEAD + sentence)
    found = [(s.act, s.content.of(record.document.text)) for s in record.statements]
    assert found == told


def test_an_organisation_is_taken_up_by_what_it_is() -> None:
    record = communique.load().read(
        "The Pacific Islands Forum met on Monday.\n\nThe Forum called on Japan to double its aid to the islands."
    )
    assert [record.actor(s.speaker[0]).name for s in record.statements] == ["Pacific Islands Forum"]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Braze said Latvia would allocate 2 million euros to Moldova next year.", "allocate 2 million euros to"),
        ('"We are not going to be bullied by anybody," Braze said.', "not going to be bullied by anybody"),
    ],
)
def test_what_is_undertaken_is_kept_whole(sentence: str, content: str) -> None:
    record = communique.load().read(HEAD + sentence)
    (only,) = record.statements
    assert only.act == "pledge"
    assert only.content.of(record.document.text).startswith(content)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            '"Latvia will finance two wells in Cahul and we are also looking at the salt works," Braze said.',
            [("pledge", "finance two wells in Cahul"), ("report", "we are also looking at the salt works")],
        ),
        (
            "Latvia has never refused to discuss the spill with Moldova and will hand over the logs, Braze said.",
            [("support", "discuss the spill with Moldova"), ("pledge", "hand over the logs")],
        ),
        ("Braze declined to comment on reports that a meeting was being prepared.", []),
        ("Braze said any such patrol would be regarded as a legitimate target.", [("warn", "a legitimate target")]),
    ],
)
def test_clauses_with_a_subject_or_modal_of_their_own_are_read_apart(
    sentence: str, told: list[tuple[str, str]]
) -> None:
    record = communique.load().read(HEAD + sentence)
    found = [(s.act, s.content.of(record.document.text)) for s in record.statements]
    assert [act for act, _ in found] == [act for act, _ in told]
    assert all(words in content for (_, content), (_, words) in zip(found, told, strict=True))
