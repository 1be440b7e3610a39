"""Fronted phrases, scattered lists, clefts, arrangements and stances, each with what has to come out of it."""

from __future__ import annotations

import pytest

from communique import Coder

OPENING = (
    "ASTANA, May 5, 2024 -- Kazakh President Kassym-Jomart Tokayev met with Hungarian Prime Minister Viktor Orban on "
    "Sunday.\n\n"
)
#: sentence → (act, content, modality) of each of its statements, in text order
CONSTRUCTIONS: dict[str, list[tuple[str, str, str]]] = {
    # what a fronted phrase voices or tells
    "Concerned at the rise of smuggling along the river, the two sides decided to set up a joint patrol.": [
        ("assess", "the rise of smuggling along the river", "asserted"),
        ("agree", "set up a joint patrol", "asserted"),
    ],
    "Dismayed at the conduct of the inspectors, Orban asked that the search be stopped.": [
        ("criticize", "the conduct of the inspectors", "asserted"),
        ("request", "the search be stopped", "asserted"),
    ],
    "Grateful for Hungary's help during the floods, Tokayev offered to supply wheat.": [
        ("courtesy", "Hungary's help during the floods", "asserted"),
        ("pledge", "supply wheat", "asserted"),
    ],
    "Convinced that dialogue is the only way out, Orban urged both armies to lay down their arms.": [
        ("assess", "dialogue is the only way out", "asserted"),
        ("request", "lay down their arms", "asserted"),
    ],
    "Stressing that water was scarce, Tokayev urged Hungary to share its irrigation technology.": [
        ("assess", "water was scarce", "asserted"),
        ("request", "share its irrigation technology", "asserted"),
    ],
    # lists whose items the parse scatters
    "The two sides repeated their call for a lasting truce in Sudan, the release of all prisoners and full access for "
    "aid.": [
        ("request", "a lasting truce in Sudan", "asserted"),
        ("request", "the release of all prisoners", "asserted"),
        ("request", "full access for aid", "asserted"),
    ],
    "Tokayev condemned the shelling of the port, the killing of aid workers, and the closure of the crossing.": [
        ("criticize", "the shelling of the port", "asserted"),
        ("criticize", "the killing of aid workers", "asserted"),
        ("criticize", "the closure of the crossing", "asserted"),
    ],
    "Orban called for dialogue, restraint and respect for international law.": [
        ("propose", "dialogue, restraint and respect for international law", "asserted"),
    ],
    "Tokayev called for an end to the violence and the opening of a corridor for aid.": [
        ("request", "an end to the violence", "asserted"),
        ("request", "the opening of a corridor for aid", "asserted"),
    ],
    # attributions that make something clear, and subjects before them
    "His government, Orban made clear, rules out any new tax on transit.": [
        ("oppose", "any new tax on transit", "asserted"),
    ],
    "Kazakhstan, Tokayev pointed out, opposes the blockade.": [("oppose", "the blockade", "asserted")],
    "It was Hungary, he said, that had blocked the loan.": [("report", "blocked the loan", "asserted")],
    "Orban said it was Iran that was violating the treaty.": [("criticize", "violating the treaty", "asserted")],
    # what will happen by arrangement, and what could not
    "Tokayev announced that a Kazakh icebreaker would join the patrols in the Caspian in June.": [
        ("pledge", "a Kazakh icebreaker would join the patrols in the Caspian in June", "asserted"),
    ],
    "Orban said the war would continue for years.": [("assess", "the war would continue for years", "asserted")],
    "Orban said Hungary would sign the accord in May.": [("pledge", "sign the accord in May", "asserted")],
    "Tokayev said the cost could no longer be borne by farmers alone.": [
        ("assess", "the cost could no longer be borne by farmers alone", "asserted"),
    ],
    "Orban said the talks could yield a deal.": [("assess", "the talks could yield a deal", "conditional")],
    # where contents end
    "Kazakhstan is ready to share its data with Hungary, and in the autumn it intends to send a team to Budapest.": [
        ("pledge", "share its data with Hungary", "asserted"),
        ("pledge", "send a team to Budapest", "asserted"),
    ],
    "Orban extended an invitation to Tokayev to attend the forum in Budapest next May, at a date to be determined.": [
        ("invite", "attend the forum in Budapest next May", "asserted"),
    ],
    "Tokayev encouraged Hungary to abolish the tax on transit and voiced concern over the treatment of migrants.": [
        ("request", "abolish the tax on transit", "asserted"),
        ("criticize", "the treatment of migrants", "asserted"),
    ],
    "Tokayev said Kazakhstan was open to selling oil to Hungary, but did not say when deliveries could begin.": [
        ("pledge", "selling oil to Hungary", "asserted"),
    ],
    # objects that are clauses, stances, needs, what is shared
    "Orban said Hungary respected whatever choice the voters made.": [
        ("support", "whatever choice the voters made", "asserted"),
    ],
    "Tokayev reaffirmed Kazakhstan's principled position rejecting the use of force.": [
        ("oppose", "the use of force", "asserted"),
    ],
    "Orban reiterated Hungary's stance against illegal migration.": [("oppose", "illegal migration", "asserted")],
    "Tokayev said there was a need for closer coordination between the two navies.": [
        ("propose", "closer coordination between the two navies", "asserted"),
    ],
    "Orban said there was no need to hurry.": [],
    "The two sides shared the view that the treaty needs to be renewed.": [
        ("assess", "the treaty needs to be renewed", "asserted"),
    ],
    "The two sides agreed on the importance of protecting migrants and of fighting fraud.": [
        ("agree", "protecting migrants", "asserted"),
        ("agree", "fighting fraud", "asserted"),
    ],
    "Orban assured Kazakhstan of Hungary's continued support in vocational training.": [
        ("pledge", "Hungary's continued support in vocational training", "asserted"),
    ],
    "Hungary protested to Kazakhstan over the detention of a trucker.": [
        ("criticize", "the detention of a trucker", "asserted"),
    ],
    # what conveys nothing
    "The two sides undertook a detailed review of the energy projects.": [],
    "Orban called on Mr. Nurlan Abenov, Deputy Prime Minister and Minister for Foreign and Diaspora Affairs.": [],
    "The ministry told the army in March to draw up a plan to clear the mines.": [],
}


@pytest.mark.parametrize("sentence", CONSTRUCTIONS)
def test_a_sentence_conveys_what_it_conveys(coder: Coder, sentence: str) -> None:
    record = coder.read(OPENING + sentence)
    said = [(s.act, s.content.of(record.document.text), s.modality) for s in record.statements]
    assert said == CONSTRUCTIONS[sentence]


def test_a_news_agency_of_a_state_accuses_for_itself(coder: Coder) -> None:
    record = coder.read(OPENING + "On Wednesday, the official Korean Central News Agency accused Budapest of spying.")
    (charge,) = record.statements
    assert [record.actor(a).name for a in charge.speaker] == ["Korean Central News Agency"]
    assert (charge.act, charge.content.of(record.document.text)) == ("criticize", "spying")


def test_a_novel_about_ministers_says_nothing(coder: Coder) -> None:
    text = (
        "A comedy about two armies wins the Lagos film prize\n\nLAGOS (AFP) March 1, 2025 - A comedy by the Ghanaian "
        "filmmaker Ama Boateng won the top prize at the Lagos film festival on Saturday. The satire follows a general "
        "who accuses a neighbouring kingdom of theft and rejects all talks, until his own ministers demand a truce.\n\n"
        "The Nigerian culture minister, Hannatu Musawa, sat in the front row."
    )
    assert coder.read(text).statements == ()
