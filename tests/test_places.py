"""Places by name and context."""

from __future__ import annotations

import pytest

from communique.places import key_of, place, town


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Astana", "KAZ"), ("Bombay", "IND"), ("Kiev", "UKR"), ("São Paulo", "BRA"), ("Sao Paulo", "BRA"),
        ("The Hague", "NLD"),
        ("Sharm El Sheikh", "EGY"), ("Xi'an", "CHN"), ("Mar-a-Lago", "USA"), ("Camp David", "USA"), ("Burma", "MMR"),
        ("Bavaria", "DEU"), ("North Kivu", "COD"), ("Darfur", "SDN"), ("Georgia", "GEO"), ("Jordan", "JOR"),
        ("San Jose", "CRI"), ("Luxembourg", "LUX"), ("Kandahr", "AFG"), ("St. Petersburg", "RUS"),
    ],
)  # fmt: skip
def test_a_bare_name_means_the_best_known(name: str, country: str) -> None:
    found = place(name)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(
    ("name", "context", "country"),
    [
        ("Lebanon", "The plant in Lebanon, Tennessee, will close.", "USA"),
        ("Paris", "He grew up in Paris, Texas.", "USA"),
        ("London", "Officers from London, Ontario, joined them.", "CAN"),
        ("Athens", "a campus in Athens, Ga., on Monday", "USA"),
        ("Tripoli", "Two people died in Tripoli, according to the Lebanese army.", "LBN"),
        ("Tripoli", "The Libyan prime minister received them in Tripoli.", "LBY"),
        ("Hyderabad", "a hospital in Hyderabad in Pakistan's Sindh province", "PAK"),
        ("Punjab", "farmers of India's Punjab state", "IND"),
        ("Georgia", "the governor of Georgia met two U.S. senators", "USA"),
        ("Paris", "The Canadian minister flew to Paris.", "FRA"),
        ("Cartagena", "a Spanish navy base at Cartagena", "ESP"),
    ],
)
def test_the_context_decides(name: str, context: str, country: str) -> None:
    found = place(name, context)
    assert found is not None
    assert found.country == country


def test_a_region_is_meant_where_its_rank_is_named() -> None:
    town = place("Aleppo", "Shells hit Aleppo on Friday.")
    region = place("Aleppo", "Shells hit villages in Aleppo province on Friday.")
    assert town is not None
    assert region is not None
    assert town.geonameid != region.geonameid
    assert (town.country, region.country) == ("SYR", "SYR")


def test_a_place_has_coordinates_and_the_id_of_geonames() -> None:
    found = place("Ashgabat")
    assert found is not None
    assert (found.name, found.country, found.geonameid) == ("Ashgabat", "TKM", 162183)
    assert found.lat == pytest.approx(37.95, abs=0.05)
    assert found.lon == pytest.approx(58.38, abs=0.05)


def test_a_name_that_carries_its_country() -> None:
    found = place("Valencia, Venezuela")
    assert found is not None
    assert found.country == "VEN"


@pytest.mark.parametrize("name", ["", " ", "Qwxyzzy", "the", ",", "!"])
def test_no_such_place(name: str) -> None:
    assert place(name, "some text") is None


def test_keys_fold_what_spellings_vary() -> None:
    assert key_of("St. John's") == key_of("Saint John’s")
    assert key_of("The Hague") == key_of("hague")
    assert key_of("Malmö") == "malmo"


def test_a_town_is_found_by_its_very_name_and_size() -> None:
    found = town("Mumbai", population=300_000)
    assert found is not None
    assert found.country == "IND"
    assert town("Mumbai", population=10**9) is None
    assert town("Bavaria", population=1) is None
    assert town("", population=1) is None
