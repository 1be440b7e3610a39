"""The words by which a text names who did something and to whom, from raw text to the spans of a record."""

from __future__ import annotations

import pytest

import communique
from communique.coder import Coder

#: a sentence, the words of whoever acts, the words of whom it is done to
CASES = [
    # people by their nation, alone or counted
    ("A bomb in Oslo killed another ethnic Chechen on Friday.", (), ("another ethnic Chechen",)),
    ("Kenyan police detained three Afghans and an American.", ("Kenyan police",), ("three Afghans", "an American")),
    ("Chad opened its borders to a large number of Syrians.", ("Chad",), ("a large number of Syrians",)),
    # what somebody is accused of is no part of who he is
    (
        "Peru accused the Bolivian army of the mass slaughter of villagers.",
        ("Peru",),
        ("the Bolivian army",),
    ),
    ("Peru accused the government of Bolivia of arming rebels.", ("Peru",), ("the government of Bolivia",)),
    # who is known by nothing but a name, and people who are known by what they do
    ("Since 2013, Okoro has accused Hallberg of plotting a coup.", ("Okoro",), ("Hallberg",)),
    ("Railway workers said they will not end the strike.", ("Railway workers",), ()),
    # what the parser coordinates with the name behind a noun
    (
        "Chile has imposed sanctions against the Russian agency Sirius and the Indian Space Agency (ISA).",
        ("Chile",),
        ("the Russian agency", "the Indian Space Agency (ISA)"),
    ),
    # money undergoes nothing
    ("Norway announced aid of €60 million to help people in Somalia.", ("Norway",), ("people in Somalia",)),
    # what belongs to a country and is somewhere or somebody of its own
    ("Thousands sought refuge in Kenya's Turkana region.", ("Thousands",), ("Kenya's Turkana region",)),
    # the port of one town and another base, not a port of both
    (
        "The rebels attacked the port of Luanda and the Cabo air base.",
        ("The rebels",),
        ("the port of Luanda", "the Cabo air base"),
    ),
    # verb, object and preposition together
    ("Kenyan soldiers took part in peacekeeping operations in Somalia.", ("Kenyan soldiers",), ("Somalia",)),
    ("Norway awarded a medal to the Chilean judges.", ("Norway",), ("the Chilean judges",)),
    # who fought those who fell, and the sides of several nations
    (
        "Nine Indian soldiers were killed in a clash with Chinese troops.",
        ("Chinese troops",),
        ("Nine Indian soldiers",),
    ),
    ("Serbian and Kosovan officials agreed to help Serbian refugees.", ("Serbian and Kosovan officials",) * 2, ()),
    # who else of one's own country made the offer
    (
        "Iraqi Kurdish officials rejected the Iraqi government's demand.",
        ("Iraqi Kurdish officials",),
        ("the Iraqi government",),
    ),
    # where a mission is, whom an effort is for
    ("Chadian soldiers serve in peacekeeping missions in Haiti and Sudan.", ("Chadian soldiers",), ("Haiti", "Sudan")),
    (
        "Oman launched a mediation effort designed to help the Yemeni government and the Houthis reach a truce.",
        ("Oman",),
        ("the Yemeni government", "the Houthis"),
    ),
    # who is called for to do something, and particles that the parser counts with
    ("The bishop called for Ireland to remain in the union.", ("The bishop",), ("Ireland",)),
    ("Sweden and Norway hand over 30 trucks to Chad.", ("Sweden", "Norway"), ("Chad",)),
    # what is yet to be made is nobody's recipient; a time before a name is none of it
    ("Chad agreed to set up two rebel camps.", ("Chad",), ()),
    ("Hours earlier Okoro accused Hallberg of fraud.", ("Okoro",), ("Hallberg",)),
    ("The bishop urged Europe and Canada to act.", ("The bishop",), ("Europe", "Canada")),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return communique.load()


@pytest.mark.parametrize(("text", "doers", "targets"), CASES)
def test_who_did_it_to_whom(coder: Coder, text: str, doers: tuple[str, ...], targets: tuple[str, ...]) -> None:
    record = coder.read(text)
    words = {actor.id: {span.of(text) for span in actor.mentions} for actor in record.actors}
    sides = [(i, found) for e in record.events for i, found in ((0, e.actor), (1, e.recipient))]
    for side, wanted in enumerate((doers, targets)):
        found = [words[actor] for at, ids in sides if at == side for actor in ids]
        assert all(any(phrase in spans for spans in found) for phrase in wanted), (found, wanted)
        assert len(found) == len(wanted), (found, wanted)
