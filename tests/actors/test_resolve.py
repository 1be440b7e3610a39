"""Phrases to actors: known names on a date, and compositions of country, sector and office."""

from __future__ import annotations

import pytest

from communique.actors.gazetteer import Gazetteer, load
from communique.actors.resolve import actor

DAY = "2022-11-01"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Turkish-backed Syrian rebels", "SYR", "REB"),
        ("the U.S. ambassador to Kabul", "USA", "GOV"),
        ("former Malaysian prime minister", "MYS", "ELI"),
        ("families of the hostages", None, "CVL"),
        ("a group of armed smugglers", None, "CRM"),
        ("dozens of Kenyan farmers", "KEN", "AGR"),
        ("members of the Iraqi parliament", "IRQ", "LEG"),
        ("a senior CIA officer", "USA", "SPY"),
        ("a former MI5 officer", "GBR", "ELI"),
        ("a former Iraqi soldier", "IRQ", "MIL"),
        ("speaker of the Knesset", "ISR", "LEG"),
        ("Norwegian coast guard", "NOR", "MIL"),
        ("police in Mumbai", "IND", "COP"),
        ("Lagos police", "NGA", "COP"),
        ("rebel commander", None, "REB"),
        ("Taliban spokesman", "AFG", "REB"),
        ("a spokesman for Hamas", "PSE", "REB"),
        ("Chile's central bank", "CHL", "GOV"),
        ("oil company executives", None, "BUS"),
        ("professor at Harvard University", "USA", "EDU"),
        ("nurses in Zimbabwe", "ZWE", "MED"),
        ("Rohingya refugees", "MMR", "REF"),
        ("an imam in Paris", "FRA", "REL"),
        ("railway unions in Belgium", "BEL", "LAB"),
        ("Fiji's parliament", "FJI", "LEG"),
        ("the Zambian opposition", "ZMB", "OPP"),
        ("parliamentary group", None, "LEG"),
        ("a Chinese warship", "CHN", "MIL"),
        ("Somali pirates", "SOM", "CRM"),
        ("Abkhazia", "GEO", "PRE"),
    ],
)
def test_compositions(gazetteer: Gazetteer, phrase: str, country: str | None, sector: str) -> None:
    found = actor(phrase, DAY, gazetteer)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "code", "sector"),
    [
        ("the European Union", "EEC", "IGO"),
        ("the European Parliament", "EEC", "LEG"),
        ("UN peacekeepers", "UNO", "IGO"),
        ("a UN official", "UNO", "IGO"),
        ("International Atomic Energy Agency", "UNO", "IGO"),
        ("NATO allies", "NAT", "IGO"),
        ("the president of the World Bank", "WBK", "IGO"),
        ("Defence Ministry", "MIL", "GOV"),
    ],
)
def test_codes_of_organisations_and_second_sectors(gazetteer: Gazetteer, phrase: str, code: str, sector: str) -> None:
    found = actor(phrase, DAY, gazetteer)
    assert (found.country, found.code, found.sector) == (None, code, sector)


@pytest.mark.parametrize(
    ("phrase", "date", "name", "country", "sector", "office"),
    [
        ("Angela Merkel", "2015-03-01", "Angela Merkel", "DEU", "GOV", "Chancellor"),
        ("Angela Merkel", "2022-03-01", "Angela Merkel", "DEU", "ELI", None),
        ("former Chancellor Angela Merkel", "2022-03-01", "Angela Merkel", "DEU", "ELI", None),
        ("Ukrainian President Volodymyr Zelensky", "2022-03-01", "Volodymyr Zelenskyy", "UKR", "GOV", "President"),
        ("Gen. Valery Gerasimov", "2022-05-01", "Valery Gerasimov", "RUS", "MIL", "Chief of Defence"),
        ("Senator Marco Rubio", "2019-05-01", "Marco Rubio", "USA", "LEG", None),
        ("Secretary Rubio", "2025-05-01", "Marco Rubio", "USA", "GOV", "Secretary of State"),
        ("Pope John Paul II", "1999-05-01", "Pope John Paul II", "VAT", "REL", "Pope"),
        ("Kofi Annan", "2000-05-01", "Kofi Annan", None, "IGO", "Secretary-General"),
    ],
)
def test_people_on_a_date(
    gazetteer: Gazetteer, phrase: str, date: str, name: str, country: str | None, sector: str, office: str | None
) -> None:
    found = actor(phrase, date, gazetteer)
    assert (found.name, found.country, found.sector, found.office) == (name, country, sector, office)
    assert (found.kind, found.resolved) == ("person", True)


def test_an_office_alone_is_its_holder_where_known(gazetteer: Gazetteer) -> None:
    found = actor("the French president", "2020-03-01", gazetteer)
    assert (found.name, found.office, found.kind) == ("Emmanuel Macron", "president", "person")
    assert actor("a president", "2020-03-01", gazetteer).name == "president"


def test_an_unknown_person_keeps_the_name_and_what_the_title_says(gazetteer: Gazetteer) -> None:
    found = actor("Chilean prosecutor Ulla Quistberg", DAY, gazetteer)
    assert (found.name, found.country, found.sector) == ("Ulla Quistberg", "CHL", "JUD")
    assert (found.kind, found.resolved) == ("person", False)


@pytest.mark.parametrize("phrase", ["Ulla Quistberg", "a demand", "Tuesday", "xkqzv", "he"])
def test_nothing_is_guessed(gazetteer: Gazetteer, phrase: str) -> None:
    found = actor(phrase, DAY, gazetteer)
    assert (found.country, found.code, found.sector, found.resolved) == (None, None, None, False)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Kenya", "state"),
        ("Nairobi", "state"),
        ("the Kenyan government", "organisation"),
        ("Kenyan police", "organisation"),
        ("Kenyan protesters", "group"),
        ("a Kenyan protester", "person"),
        ("Boko Haram", "group"),
    ],
)
def test_kinds(gazetteer: Gazetteer, phrase: str, kind: str) -> None:
    assert actor(phrase, DAY, gazetteer).kind == kind


@pytest.mark.parametrize("phrase", ["", "   ", ",", "'s", "the", "of", "U.S.-", "()", "—"])
def test_scraps_do_not_raise(gazetteer: Gazetteer, phrase: str) -> None:
    assert actor(phrase, DAY, gazetteer).id


def test_the_same_phrase_gives_the_same_actor(gazetteer: Gazetteer) -> None:
    phrase = "Deputy Prime Minister and Foreign Minister of Ruritania, Count Rupert"
    assert actor(phrase, DAY, gazetteer) == actor(phrase, DAY, gazetteer)
