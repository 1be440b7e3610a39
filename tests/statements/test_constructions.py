"""Each construction by which a report says that somebody conveyed something, with what has to come out of it."""

from __future__ import annotations

import pytest

from communique import Coder

OPENING = (
    "ASTANA, May 5, 2024 -- Kazakh President Kassym-Jomart Tokayev met with Hungarian Prime Minister Viktor Orban on "
    "Sunday.\n\n"
)
HOST, GUEST = "Kassym-Jomart Tokayev", "Viktor Orban"

#: sentence → (speaker, act, content, modality) of each of its statements, in text order
CONSTRUCTIONS: dict[str, list[tuple[str, str, str, str]]] = {
    "Orban affirmed Hungary's keenness to expand the terminal and its full support for the peace process.": [
        (GUEST, "pledge", "expand the terminal", "asserted"),
        (GUEST, "support", "the peace process", "asserted"),
    ],
    "Orban condemned Iran's strikes and its support for militias.": [
        (GUEST, "criticize", "Iran's strikes and its support for militias", "asserted"),
    ],
    "Orban called for Kazakhstan to open its market and to cut tariffs.": [
        (GUEST, "request", "open its market", "asserted"),
        (GUEST, "request", "cut tariffs", "asserted"),
    ],
    "Orban called for an independent panel to settle the dispute.": [
        (GUEST, "request", "an independent panel to settle the dispute", "asserted"),
    ],
    "Orban gave a high assessment of the training of students at Kazakh universities.": [
        (GUEST, "courtesy", "the training of students at Kazakh universities", "asserted"),
    ],
    "Tokayev noted with appreciation the readiness of Hungary to receive observers.": [
        (HOST, "courtesy", "the readiness of Hungary to receive observers", "asserted"),
    ],
    "The two leaders agreed on the need for an open corridor through the mountains.": [
        ("; ".join((HOST, GUEST)), "agree", "an open corridor through the mountains", "asserted"),
    ],
    "Tokayev said Kazakhstan was ready to supply more uranium to Hungary.": [
        (HOST, "pledge", "supply more uranium to Hungary", "asserted"),
    ],
    "Kazakhstan stands ready to supply uranium, build a terminal and expand the port, Tokayev said.": [
        (HOST, "pledge", "supply uranium", "asserted"),
        (HOST, "pledge", "build a terminal", "asserted"),
        (HOST, "pledge", "expand the port", "asserted"),
    ],
    "The two sides, he added, should open a consulate and simplify visa rules.": [
        (HOST, "propose", "open a consulate", "asserted"),
        (HOST, "propose", "simplify visa rules", "asserted"),
    ],
    "Orban noted that Kazakhstan is a reliable partner and voiced hope that the tariff would soon fall.": [
        (GUEST, "assess", "Kazakhstan is a reliable partner", "asserted"),
        (GUEST, "assess", "the tariff would soon fall", "asserted"),
    ],
    "Orban requested that Kazakhstan reopen the mine and offered to send engineers.": [
        (GUEST, "request", "reopen the mine", "asserted"),
        (GUEST, "pledge", "send engineers", "asserted"),
    ],
    "Tokayev said the delay was regrettable but that Kazakhstan would repay the loan.": [
        (HOST, "criticize", "the delay was regrettable", "asserted"),
        (HOST, "pledge", "repay the loan", "asserted"),
    ],
    '"It is unacceptable," Tokayev added.': [(HOST, "oppose", "It is unacceptable", "asserted")],
    '"I want to thank Hungary for its vaccines," Tokayev said.': [(HOST, "courtesy", "its vaccines", "asserted")],
    "Tokayev called the round of consultations useful and constructive.": [
        (HOST, "assess", "useful and constructive", "asserted"),
    ],
    "Hungary pledged on Monday $5 million to Kazakhstan for school meals.": [
        (GUEST, "pledge", "$5 million to Kazakhstan for school meals", "asserted"),
    ],
    "Orban expressed gratitude to the Kazakh side for the scholarships granted to Hungarian students.": [
        (GUEST, "courtesy", "the scholarships granted to Hungarian students", "asserted"),
    ],
    "Hungary said it was ready to resume the flights.": [(GUEST, "pledge", "resume the flights", "asserted")],
    "Tokayev insisted that any dispute had to be settled in court.": [
        (HOST, "request", "any dispute had to be settled in court", "asserted"),
    ],
    "Orban condemned the attack, reaffirmed his respect for Kazakh sovereignty, and pledged to send engineers.": [
        (GUEST, "criticize", "the attack", "asserted"),
        (GUEST, "support", "Kazakh sovereignty", "asserted"),
        (GUEST, "pledge", "send engineers", "asserted"),
    ],
    "The two ministers concurred on advancing cooperation in mineral resources.": [
        ("; ".join((HOST, GUEST)), "agree", "advancing cooperation in mineral resources", "asserted"),
    ],
    "Both leaders concurred in extending the exhibition on Kazakh nomads.": [
        ("; ".join((HOST, GUEST)), "agree", "extending the exhibition on Kazakh nomads", "asserted"),
    ],
    "Tokayev affirmed Kazakhstan's keenness to expand the port.": [(HOST, "pledge", "expand the port", "asserted")],
    "Orban regretted that Kazakhstan had turned down the offer, and urged Astana not to impose the tariff.": [
        (GUEST, "criticize", "turned down the offer", "asserted"),
        (GUEST, "request", "not to impose the tariff", "asserted"),
    ],
    "Kazakhstan's support for the Hungarian bid was reaffirmed.": [
        (HOST, "support", "the Hungarian bid", "asserted"),
    ],
    "Orban thanked his host for the warm welcome.": [(GUEST, "courtesy", "the warm welcome", "asserted")],
    "Orban urged Kazakhstan to ratify the investment treaty.": [
        (GUEST, "request", "ratify the investment treaty", "asserted"),
    ],
    "According to Orban, Hungary will build two grain silos near the border.": [
        (GUEST, "pledge", "build two grain silos near the border", "asserted"),
    ],
    "Orban also voiced support for Kazakhstan's bid to host the climate summit.": [
        (GUEST, "support", "Kazakhstan's bid to host the climate summit", "asserted"),
    ],
    "Tokayev rejected the claim that the pipeline was unsafe.": [
        (HOST, "oppose", "the claim that the pipeline was unsafe", "asserted"),
    ],
    "Orban condemned the attack on the Hungarian consulate.": [
        (GUEST, "criticize", "the attack on the Hungarian consulate", "asserted"),
    ],
    "Tokayev warned that Kazakhstan would close the crossing if the tariffs remained.": [
        (HOST, "warn", "close the crossing", "conditional"),
    ],
    "Tokayev denied that the railway had been sold.": [(HOST, "report", "the railway had been sold", "negated")],
    "Orban has no intention of reopening the treaty.": [(GUEST, "pledge", "reopening the treaty", "negated")],
    "Both leaders agreed to hold joint naval exercises and to share flood data.": [
        ("; ".join((HOST, GUEST)), "agree", "hold joint naval exercises", "asserted"),
        ("; ".join((HOST, GUEST)), "agree", "share flood data", "asserted"),
    ],
    "It was agreed to restore direct flights between the two capitals.": [
        ("; ".join((HOST, GUEST)), "agree", "restore direct flights between the two capitals", "asserted"),
    ],
    "Orban invited Tokayev to visit Budapest in the autumn.": [
        (GUEST, "invite", "visit Budapest in the autumn", "asserted"),
    ],
    "Noting that trade between the two countries has doubled, Tokayev said Kazakhstan would open a trade office.": [
        (HOST, "report", "trade between the two countries has doubled", "asserted"),
        (HOST, "pledge", "open a trade office", "asserted"),
    ],
    "Orban expressed confidence that the summit would strengthen the partnership.": [
        (GUEST, "assess", "the summit would strengthen the partnership", "asserted"),
    ],
    "Orban hopes Kazakhstan will lift the ban on poultry.": [
        (GUEST, "request", "lift the ban on poultry", "asserted"),
    ],
    "Orban described the railway as a bridge between two continents.": [
        (GUEST, "assess", "a bridge between two continents", "asserted"),
    ],
    "Orban accused the company of hiding the losses and of misleading investors.": [
        (GUEST, "criticize", "hiding the losses", "asserted"),
        (GUEST, "criticize", "misleading investors", "asserted"),
    ],
    "The two presidents discussed the war and exchanged views on energy.": [],
    "Tokayev did not comment on the price of the reactors.": [],
    "Orban refused to sign the joint declaration.": [(GUEST, "oppose", "sign the joint declaration", "asserted")],
    "Orban declined to name the bank.": [],
}


@pytest.mark.parametrize("sentence", CONSTRUCTIONS, ids=lambda s: s[:60])
def test_what_a_construction_conveys(coder: Coder, sentence: str) -> None:
    record = coder.read(OPENING + sentence)
    start = len(OPENING)
    found = [
        ("; ".join(record.actor(a).name for a in s.speaker), s.act, s.content.of(record.document.text), s.modality)
        for s in record.statements
        if s.content.start >= start
    ]
    assert found == CONSTRUCTIONS[sentence]


def test_a_state_speaks_through_its_person_at_the_talks(coder: Coder) -> None:
    record = coder.read(OPENING + "Astana supports the Hungarian proposal on water.")
    (statement,) = record.statements
    assert [record.actor(a).name for a in statement.speaker] == [HOST]
    assert statement.speaker_country == ("KAZ",)


def test_addressees_are_the_other_side_unless_somebody_else_is_meant(coder: Coder) -> None:
    text = OPENING + "Orban thanked Tokayev for the gas. He condemned Russia's strikes on the power grid."
    thanks, charge = coder.read(text).statements
    record = coder.read(text)
    assert [record.actor(a).country for a in thanks.addressees] == ["KAZ"]
    assert [record.actor(a).country for a in charge.addressees] == ["RUS"]


def test_a_lead_that_the_body_repeats_is_one_statement_with_two_places(coder: Coder) -> None:
    text = (
        "BUDAPEST, May 5, 2024 -- Hungarian Prime Minister Viktor Orban said Hungary is willing to build a cargo "
        "terminal in Aktau.\n\nMeeting Kazakh President Kassym-Jomart Tokayev, Orban said Hungary is willing to build "
        "a cargo terminal in Aktau and to train its staff."
    )
    statements = coder.read(text).statements
    assert [s.act for s in statements] == ["pledge", "pledge"]
    assert [len(s.evidence) for s in statements] == [2, 1]


def test_a_sentence_that_gives_nothing_has_a_reason(coder: Coder) -> None:
    record = coder.read(OPENING + "The wind had dropped by noon.")
    reasons = [s.reason for s in record.silences if "wind" in s.span.of(record.document.text)]
    assert reasons == ["names no actor"]


def test_a_spokesperson_answers_in_a_briefing_without_a_meeting(coder: Coder) -> None:
    text = (
        "Weekly briefing of the Indian foreign ministry (July 11, 2024)\n\nShri Anand Kapoor, Official "
        "Spokesperson: Good afternoon, friends.\n\nReporter: Sir, Canada has again allowed the rally. Any response?\n\n"
        "Shri Anand Kapoor: We strongly condemn the glorification of violence. India remains ready to share evidence "
        "with Ottawa."
    )
    record = coder.read(text)
    said = [(s.act, s.content.of(record.document.text)) for s in record.statements]
    assert said == [("criticize", "the glorification of violence"), ("pledge", "share evidence with Ottawa")]
    assert {record.actor(a).name for s in record.statements for a in s.speaker} == {"Anand Kapoor"}
