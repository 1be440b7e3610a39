"""Who is named in a text, and what each is known to be."""

from __future__ import annotations

from itertools import pairwise

import pytest

import communique
from actors.reading import read

TALKS = """Presidents meet in Budapest

BUDAPEST, May 7, 2019 (MTI) - Hungarian President Ilona Varga held talks with Lithuanian President Rasa Petrauskiene \
at the presidential palace on Tuesday.

Varga told reporters that the two countries had never been closer. Petrauskiene thanked her host.
"""


OFFICES = [
    ("Chilean President Tomas Herrera", "CHL", "GOV", "President"),
    ("Secretary of State for Trade of Spain Lucia Vidal", "ESP", "GOV", "Secretary of State for Trade"),
    ("Minister of Energy Almaz Omarov of Kazakhstan", "KAZ", "GOV", "Minister of Energy"),
    ("President of the Republic of Fiji H.E. Mr. Jone Tora", "FJI", "GOV", "President"),
    ("Pedro Salas, Peru's deputy minister for fisheries,", "PER", "GOV", "Deputy Minister for Fisheries"),
    ("The head of the Bolivian Foreign Ministry, Ana Rojas,", "BOL", "GOV", "Head of the Foreign Ministry"),
    ("Ghanaian army spokesperson General Kofi Addo", "GHA", "MIL", "Army Spokesperson"),
    ("Vice Premier and Foreign Minister of Nepal Ram Thapa", "NPL", "GOV", "Vice Premier and Foreign Minister"),
    ("The President of the European Commission, Greta Lund,", None, "IGO", "President of the European Commission"),
    ("NATO Secretary General Piet Vos", None, "IGO", "Secretary General of the North Atlantic Treaty Organization"),
    ("Mr. YAMADA Kenji, Minister for Foreign Affairs of Japan,", "JPN", "GOV", "Minister for Foreign Affairs"),
    ("Opposition leader Dana Mirea of Romania", "ROU", "OPP", "Opposition leader"),
    ("Speaker of the Georgian Parliament Nino Abashidze", "GEO", "LEG", "Speaker of the Parliament"),
    ("Foreign Minister Amir Farooq of Pakistan", "PAK", "GOV", "Foreign Minister"),
    ("President Hassan Sheikh Abdi of Somalia", "SOM", "GOV", "President"),
    ("Defence Minister Israel Mbeki of Zambia", "ZMB", "GOV", "Defence Minister"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "country", "sector", "office"), OFFICES)
def test_a_title_tells_office_and_state(phrase: str, country: str | None, sector: str, office: str) -> None:
    (actor,) = [a for a in read(f"{phrase} spoke on Monday.").cast.actors if a.kind == "person"]
    assert actor.name in phrase
    assert len(actor.name.split()) in (2, 3)
    assert (actor.country, actor.sector, actor.office) == (country, sector, office)


def test_a_mention_covers_the_titles_but_not_the_relative_clause() -> None:
    reading = read("Rwandan Foreign Minister Jean Uwase, who arrived on Monday, thanked Belgium.")
    mention = reading.mention("Rwandan")
    assert reading.doc[mention.start : mention.end].text == "Rwandan Foreign Minister Jean Uwase"
    assert reading.doc[mention.root].dep_ == "nsubj"


def test_the_fullest_name_is_kept_and_short_forms_lead_to_it() -> None:
    reading = read(TALKS)
    assert reading.names("Varga told") == ["Ilona Varga"]
    assert reading.actor("Ilona Varga").country == "HUN"
    assert reading.actor("Rasa Petrauskiene").office == "President"


def test_actors_are_numbered_by_first_mention_and_their_spans_are_their_words() -> None:
    reading = read(TALKS)
    assert [actor.id for actor in reading.cast.actors] == [f"a{n}" for n in range(1, len(reading.cast.actors) + 1)]
    firsts = [actor.mentions[0].start for actor in reading.cast.actors]
    assert firsts == sorted(firsts)
    for actor in reading.cast.actors:
        for span in actor.mentions:
            assert span.of(reading.page.document.text).strip() == span.of(reading.page.document.text) != ""


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    mentions = read(TALKS).cast.mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_the_same_text_gives_the_same_cast() -> None:
    assert read(TALKS).cast.actors == read(TALKS).cast.actors
    assert read(TALKS).cast.mentions == read(TALKS).cast.mentions


def test_a_person_of_no_gazetteer_without_title_is_unresolved_but_kept() -> None:
    actor = read("Farmer Olle Brandt told the court that he had seen nothing.").actor("Olle Brandt")
    assert (actor.country, actor.office, actor.resolved) == (None, None, False)


def test_a_senior_official_without_a_name_is_an_actor_by_description() -> None:
    actor = read("A senior Kenyan official said the border would stay open.").actor("senior Kenyan official")
    assert (actor.country, actor.resolved, actor.office) == ("KEN", False, None)


@pytest.mark.parametrize("phrase", ["the Turkmen side", "Ashgabat", "Turkmenistan", "the authorities of Turkmenistan"])
def test_a_state_under_its_names(phrase: str) -> None:
    reading = read(f"On the pipeline, {phrase} accepted the proposal.")
    assert reading.names(phrase) == ["Turkmenistan"]
    assert reading.mention(phrase).kind == "state"


def test_an_adjective_is_a_possessive_mention_of_its_state() -> None:
    reading = read("Chilean investment in Uruguay has grown.")
    assert reading.names("Chilean") == ["Chile"]
    assert reading.mention("Chilean").possessive


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Lisbon rejected the plan.", True),
        ("He thanked Lisbon for the loan.", True),
        ("They welcomed Lisbon's decision.", True),
        ("The delegations met in Lisbon.", False),
        ("He will travel to Lisbon next week.", False),
        ("A crowd gathered at Lisbon's airport.", False),
    ],
)
def test_a_capital_is_a_state_only_where_it_acts(sentence: str, acts: bool) -> None:
    assert read(sentence).mentioned("Lisbon") is acts


def test_brussels_is_the_union_where_it_acts() -> None:
    assert read("Brussels has imposed a levy on steel.").names("Brussels") == ["European Union"]
    assert not read("The envoys met in Brussels.").mentioned("Brussels")


def test_ministries_belong_to_the_state_that_the_phrase_names() -> None:
    reading = read("The Ministry of Commerce of Vietnam opened an inquiry, the Laotian army said.")
    assert reading.actor("Ministry of Commerce").country == "VNM"
    assert (reading.actor("Laotian army").country, reading.actor("Laotian army").sector) == ("LAO", "MIL")


def test_the_release_of_a_ministry_places_its_own_officials() -> None:
    text = """Ministry of External Affairs
Government of India

Visit of the President of Suriname to India
July 18, 2023

Prime Minister Shri Rakesh Malhotra held talks with President of Suriname H.E. Mr. Johan Pengel in New Delhi today. \
Prime Minister announced a line of credit.
"""
    reading = read(text)
    assert reading.actor("Rakesh Malhotra").country == "IND"
    assert reading.actor("Johan Pengel").country == "SUR"
    assert reading.names("Prime Minister announced") == ["Rakesh Malhotra"]


def test_an_abbreviation_of_an_office_goes_on_to_mean_its_holder() -> None:
    reading = read("External Affairs Minister (EAM) Dr. K. Raman of India met the press. EAM declined to comment.")
    assert reading.names("EAM declined") == ["K. Raman"]


def test_whom_a_delegation_is_led_by_is_of_its_state() -> None:
    reading = read("A Kuwaiti panel under Assistant Foreign Minister Walid Nasser objected to the clause.")
    assert reading.actor("Walid Nasser").country == "KWT"


def test_offices_told_in_one_sentence_are_those_of_the_names_in_the_next() -> None:
    text = """Ministers discuss migration

ANKARA, March 3, 2021 - Turkey's foreign minister held a telephone conversation with his Greek counterpart on Monday.

Hakan Tuncel and Nikos Papadakis exchanged views on the Aegean. Tuncel said he was hopeful.
"""
    reading = read(text)
    assert [(reading.actor(n).country, reading.actor(n).office) for n in ("Hakan Tuncel", "Nikos Papadakis")] == [
        ("TUR", "Foreign Minister"),
        ("GRC", "Foreign Minister"),
    ]
    assert reading.names("his Greek counterpart") == ["Nikos Papadakis"]


def test_the_states_of_a_row_go_to_the_names_behind_it() -> None:
    reading = read(
        "South Korean Foreign Minister Han Joo-won called his U.S. and Japanese counterparts, Daniel Kerr and Ryo Oda."
    )
    assert [reading.actor(n).country for n in ("Daniel Kerr", "Ryo Oda")] == ["USA", "JPN"]
    assert reading.names("his U.S. and Japanese counterparts") == ["Daniel Kerr", "Ryo Oda"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "In Riga, envoy Bo Lund met Moldovan President Ana Rusu, Foreign Minister Olga Ciobanu and others.",
            "Olga Ciobanu",
            "MDA",
        ),
        (
            "Pakistani Prime Minister Asif Qureshi arrived in Istanbul to meet Turkish President Kemal Aydogan. "
            "He was accompanied by Defence Minister Tariq Nawaz.",
            "Tariq Nawaz",
            "PAK",
        ),
        ("White House spokeswoman Dana Whitfield declined to comment.", "Dana Whitfield", "USA"),
        ("Undersecretary Luz Ramos met Principal Secretary Otieno Wekesa of the Kenyan Ministry of Trade.",
         "Otieno Wekesa", "KEN"),
    ],
)  # fmt: skip
def test_whose_an_official_is(text: str, name: str, country: str) -> None:
    assert read(text).actor(name).country == country


def test_an_envoy_of_the_secretary_general_is_of_the_united_nations() -> None:
    actor = read("They thanked the Special Envoy of the Secretary-General, Ramtane Belaid.").actor("Ramtane Belaid")
    assert (actor.country, actor.code, actor.sector) == (None, "UNO", "IGO")


def test_a_minister_named_above_a_text_is_the_one_it_means() -> None:
    text = """Foreign Secretary speaks to Omani Foreign Minister

From: Foreign, Commonwealth & Development Office and The Rt Hon Helen Marchbanks MP
Published 3 March 2022

The Foreign Secretary spoke with Omani Foreign Minister Badr Albusaidi. The Foreign Secretary thanked him.
"""
    assert read(text).names("The Foreign Secretary thanked") == ["Helen Marchbanks"]


def test_nobody_is_named_from_the_gazetteer_in_a_text_without_a_date() -> None:
    actors = read("Turkey's foreign minister warned of a new crisis.").cast.actors
    assert [a.name for a in actors if a.kind == "person" and a.resolved] == []


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("The President of Mali, Captain Issa Keita, spoke.", "Issa Keita", "President"),
        ("FM Sami Nader spoke. Minister of Foreign Affairs Sami Nader of Lebanon left.", "Sami Nader",
         "Minister of Foreign Affairs"),
        ("Jordanian Chairman of the Joint Chiefs of Staff Maj. Gen. Omar Said left.", "Omar Said",
         "Chairman of the Joint Chiefs of Staff"),
        ("The Holy Father Francis prayed for peace.", "Francis", "Pope"),
        ("Czech Chamber of Deputies Speaker Jana Kolar will lead the delegation.", "Jana Kolar",
         "Chamber of Deputies Speaker"),
        ("Msgr. Paul Reyes, Secretary for Relations with States, spoke.", "Paul Reyes",
         "Secretary for Relations with States"),
    ],
)  # fmt: skip
def test_offices_of_ranks_chambers_and_clerics(text: str, name: str, office: str) -> None:
    assert read(text).actor(name).office == office


def test_a_reason_is_no_part_of_an_office() -> None:
    reading = read("Romanian President Ion Pop thanked the Belarusian leader for the warm welcome in Minsk.")
    mention = reading.mention("the Belarusian leader")
    assert reading.doc[mention.start : mention.end].text == "the Belarusian leader"


def test_bylines_credits_and_agencies_name_nobody() -> None:
    text = """Minister opens bridge

By Carla Nunes

LUANDA, March 3, 2021 (Xinhua) -- Angolan Transport Minister Rui Tavares opened a bridge on Wednesday.

(Web editor: Liu Yang, Chen Bo)
"""
    names = {actor.name for actor in read(text).cast.actors}
    assert "Rui Tavares" in names
    assert not names & {"Carla Nunes", "Liu Yang", "Chen Bo", "Xinhua", "Luanda"}


def test_a_headline_in_capitals_of_words_makes_no_persons() -> None:
    text = """President Duarte Receives Credentials From New Envoys

SUVA, June 2, 2020 - President Marco Duarte of Palau received five ambassadors on Tuesday.
"""
    people = [actor.name for actor in read(text).cast.actors if actor.kind == "person" and actor.resolved]
    assert people == ["Marco Duarte"]


@pytest.mark.parametrize(
    "sentence",
    ["The ministers met in Kazan.", "The port of Rotterdam is busy.", "He spoke about the Great Northern Dam."],
)
def test_places_and_things_are_no_persons(sentence: str) -> None:
    assert not [actor for actor in read(sentence).cast.actors if actor.kind == "person"]


def test_the_gazetteer_answers_on_the_date_of_the_text() -> None:
    reading = read("French President Jacques Chirac left Paris.", published="1999-05-05")
    assert reading.actor("Jacques Chirac").office == "President"
    later = read("Jacques Chirac left Paris.", published="2015-05-05")
    assert later.actor("Jacques Chirac").office is None


def test_the_abbreviation_that_a_text_uses_alone_stays_in_the_name() -> None:
    assert (
        read("The IAEA sent inspectors to Natanz.").actor("International Atomic Energy Agency (IAEA)").sector == "IGO"
    )


def test_an_empty_text_has_no_cast() -> None:
    cast = read("Nothing of note happened; it rained.").cast
    assert cast.actors == ()
    assert cast.mentions == ()


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Prime Minister Edward Langley flew to Ottawa. Langley said that Britain would help.", "Langley said"),
        ("Foreign Minister Ana Lima of Portugal spoke first. Lima said that Portugal was ready.", "Lima said"),
        ("Ambassador Denise Paris arrived. In the evening Paris thanked Kenya for the dinner.", "Paris thanked"),
    ],
)
def test_a_surname_is_of_whom_the_text_introduces_before_it_is_a_seat(text: str, again: str) -> None:
    reading = read(text)
    assert reading.cast.actor(reading.mention(again).actors[0]).kind == "person"


def test_a_city_of_the_same_name_stays_one_behind_its_preposition() -> None:
    reading = read("Foreign Minister Ana Lima of Portugal flew home. She had opened a school in Lima.")
    assert not reading.mentioned("Lima.")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("MUMBAI, 3 March 2025 (Test) -- Police arrested 40 people after protests against France.", "Police", "IND"),
        ("LAGOS, 3 March 2025 (Test) -- The army called the claims of Cameroon untrue.", "army", "NGA"),
    ],
)
def test_bodies_without_a_state_are_of_where_the_report_was_filed(text: str, words: str, country: str) -> None:
    reading = read(text)
    assert reading.cast.actor(reading.mention(words).actors[0]).country == country


def test_a_title_between_two_names_is_of_the_first() -> None:
    record = communique.load().read(
        "At the invitation of Mr. Imre Balint, Minister of Foreign Affairs of Hungary, Ms. Rosa Quiroga, Minister of "
        "Foreign Affairs of Chile, paid a visit to Budapest."
    )
    assert {(a.name, a.country) for a in record.actors if a.kind == "person"} == {
        ("Imre Balint", "HUN"),
        ("Rosa Quiroga", "CHL"),
    }


def test_ministers_of_a_headline_are_of_the_states_in_it() -> None:
    record = communique.load().read(
        "Kenya, Uganda seek to settle fuel row as ministers meet\n\nENTEBBE, 14 March 2024 (AFP) - Ugandan Energy "
        "Minister Ruth Odong met Kenyan Energy Minister Davis Kiplagat on Thursday. Tanzanian Transport Minister "
        "Makame Juma said Dar es Salaam would not take sides."
    )
    (meeting,) = record.meetings
    assert {record.actor(a).country for a in meeting.participants} == {"UGA", "KEN"}
