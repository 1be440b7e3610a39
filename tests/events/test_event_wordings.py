"""Wordings of news for each type of event, from raw text: idioms, particles, light verbs with their nouns."""

from __future__ import annotations

import pytest

import communique
from communique.coder import Coder

CASES = [
    ("Brazil signalled its readiness to reopen the consulate.", "AGREE"),
    ("The president gave assurances that the troops would leave.", "AGREE"),
    ("Germany is poised to send tanks to Ukraine.", "AGREE"),
    ("Belgrade expressed willingness to resume talks with Pristina.", "AGREE"),
    ("The minister assured Kenya of continued support.", "AGREE"),
    ("Serbia came to terms with Kosovo on energy.", "AGREE"),
    ("Iraqi and Iranian officials sat down for talks in Muscat.", "CONSULT"),
    ("The envoy shuttled between Cairo and Tripoli.", "CONSULT"),
    ("Norway brokered talks between the government and the rebels.", "CONSULT"),
    ("Russia threw its weight behind the Syrian government.", "SUPPORT"),
    ("Turkey stood by Azerbaijan.", "SUPPORT"),
    ("Hungary came to the defence of Poland.", "SUPPORT"),
    ("Spain handed over a suspected drug lord to Mexico.", "COOPERATE"),
    ("China bought two million tonnes of soybeans from Brazil.", "COOPERATE"),
    ("Denmark donated 19 howitzers to Ukraine.", "AID"),
    ("The IMF bailed out Greece.", "AID"),
    ("The U.S. Navy came to the aid of a Korean freighter.", "AID"),
    ("Army units pulled out of the town.", "RETREAT"),
    ("The U.S. removed Sudan from its list of state sponsors of terrorism.", "RETREAT"),
    ("The government restored internet access in Uganda.", "CONCEDE"),
    ("The mayor pleaded with the gangs to stop.", "REQUEST"),
    ("Pakistan pointed the finger at India over the blast.", "ACCUSE"),
    ("Nicaragua took Colombia to court.", "ACCUSE"),
    ("The senator branded the president a traitor.", "ACCUSE"),
    ("Police questioned the opposition leader.", "ACCUSE"),
    ("Serbia's president took aim at the European Commission.", "ACCUSE"),
    ("Turkey blocked Sweden's bid to join NATO.", "REJECT"),
    ("Cuba brushed aside American criticism.", "REJECT"),
    ("Teachers vowed not to return to work.", "REJECT"),
    ("The junta gave the ambassador 48 hours to leave.", "THREATEN"),
    ("Russia vowed revenge against Turkey.", "THREATEN"),
    ("The United States put Iran on notice.", "THREATEN"),
    ("Dock workers walked off the job in Haifa.", "PROTEST"),
    ("Students occupied the university in Belgrade.", "PROTEST"),
    ("Rioters clashed with police in Athens.", "PROTEST"),
    ("Japan froze aid to Myanmar.", "SANCTION"),
    ("The World Bank halted lending to Uganda.", "SANCTION"),
    ("Niger ordered the French ambassador to leave the country.", "SANCTION"),
    ("Mali left the regional bloc.", "SANCTION"),
    ("Venezuela closed its embassy in Ecuador.", "SANCTION"),
    ("The government called up reservists.", "MOBILIZE"),
    ("NATO scrambled jets to intercept Russian bombers.", "MOBILIZE"),
    ("The army set up checkpoints across the capital.", "MOBILIZE"),
    ("The junta dissolved parliament and suspended the constitution.", "COERCE"),
    ("Immigration officers sent back 40 Afghans.", "COERCE"),
    ("Zimbabwe barred observers from the polls.", "COERCE"),
    ("The navy sank a smuggler's boat.", "ASSAULT"),
    ("The army took control of the airport.", "ASSAULT"),
    ("Uruguay has voiced readiness to take in refugees from Syria.", "AGREE"),
    ("Colombia and the guerrillas are to resume peace talks in Havana.", "AGREE"),
    ("The two presidents spoke by phone on Monday.", "CONSULT"),
    ("Vietnam's premier wound up a visit to Laos.", "CONSULT"),
    ("Turkey has taken in more than three million Syrians.", "AID"),
    ("Ethiopia withdrew from the border town of Badme.", "RETREAT"),
    ("Somalia has asked for an end to the arms embargo.", "REQUEST"),
    ("The IMF told Pakistan to raise taxes.", "REQUEST"),
    ("Indonesia filed a protest with Malaysia.", "ACCUSE"),
    ("The general was put on trial for treason.", "ACCUSE"),
    ("Lawmakers voted against the budget.", "REJECT"),
    ("Iran warned it could close the strait.", "THREATEN"),
    ("A general strike paralysed Argentina.", "PROTEST"),
    ("Protesters stormed the parliament in Baghdad.", "PROTEST"),
    ("Demonstrators hurled stones at police.", "PROTEST"),
    ("Russia walked out of the grain deal.", "SANCTION"),
    ("Iran unveiled a new missile.", "MOBILIZE"),
    ("Azerbaijan blocked the road to Karabakh.", "COERCE"),
    ("Four Lebanese bankers were placed under sanctions by the US Treasury.", "COERCE"),
    ("Angry fishermen blocked the port of Marseille to protest against quotas.", "PROTEST"),
    ("Bahrain has linked Iran to the attack.", "ACCUSE"),
    ("The Dutch government said Russia was responsible for downing the plane.", "ACCUSE"),
    ("Malaysia scrapped a pipeline contract with a Chinese firm.", "SANCTION"),
    ("Kuwait's emir accepted the resignation of the cabinet.", "CONCEDE"),
    ("Israel sealed off the West Bank.", "COERCE"),
    ("A grenade was thrown at the Cuban embassy in Paris.", "ASSAULT"),
    ("Jordan applied for a loan from the IMF.", "REQUEST"),
    ("The foreign secretary took Russia to task over the poisoning.", "ACCUSE"),
    ("The African Development Bank pumped 100 million dollars into Zambia's railways.", "AID"),
    ("The warplanes dropped bombs on a market.", "ASSAULT"),
    ("Nicaragua stripped 94 opponents of their citizenship.", "COERCE"),
    ("Estonia's president is on a state visit to Finland.", "CONSULT"),
    ("Japan deployed missile batteries on Ishigaki.", "MOBILIZE"),
    ("Crowds chanted slogans against the king in Manama.", "PROTEST"),
    ("Gabon was suspended from the African Union.", "SANCTION"),
    ("Egypt unblocked the website.", "CONCEDE"),
    ("The army handed power to civilians.", "CONCEDE"),
]

#: what looks like an event and is none, or is another
OTHERS = [
    ("Troops withdrew from the town of Eldoret.", "RETREAT"),
    ("Kenya withdrew from the treaty.", "SANCTION"),
    ("Peru told reporters that the talks went well.", None),
    ("Peru vowed not to give in to Chile.", "REJECT"),
    ("Peru vowed to work with Chile on water.", "AGREE"),
    ("The rebels said they were responsible for the bombing of the bridge.", "ASSAULT"),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return communique.load()


@pytest.mark.parametrize(("text", "event_type"), CASES)
def test_a_wording_is_read_as_an_event_of_its_type(coder: Coder, text: str, event_type: str) -> None:
    assert event_type in [event.event_type for event in coder.read(text).events]


@pytest.mark.parametrize(("text", "event_type"), OTHERS)
def test_a_wording_is_told_from_its_likeness(coder: Coder, text: str, event_type: str | None) -> None:
    assert [event.event_type for event in coder.read(text).events] == ([event_type] if event_type else [])
