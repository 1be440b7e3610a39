"""The gazetteer's sources are sound: codes valid, dates ordered, no name of two masters, compiled files up to date."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.actors.gazetteer import Gazetteer, load

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "data" / "gazetteer"
sys.path.insert(0, str(ROOT / "data"))
from gazetteer_sources import names, terms, value, values  # noqa: E402

DATE = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
SECTORS = frozenset(
    re.findall("...", "GOVMILLEGJUDCOPSPYPTYOPPREBCVLBUSMEDEDURELELIJRNLABAGRREFSOCPRMUAFCRMNGOIGOPREIMG")
)
#: names of several bodies: news use all of them, and the country in the text tells them apart
SHARED = {
    "aap": "Indian party; Australian agency",
    "adf": "Australian forces; rebels in Congo",
    "jem": "armed groups in Kashmir and Sudan",
    "orf": "Austrian broadcaster; Indian institute",
    "peoples democratic party": "Nigeria's; Turkey's Peoples' Democratic Party",
    "rsf": "press freedom group; Sudan's paramilitaries",
}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((SOURCES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_every_country_of_the_standard_is_there() -> None:
    countries = table("countries.toml")
    assert len(countries) == 250  # 249 of ISO 3166-1, and Kosovo
    assert all(re.fullmatch("[A-Z]{3}", iso) for iso in countries)
    # "Dominican" is the Dominican Republic's in news, so Dominica's own adjective is left out
    assert [iso for iso, c in countries.items() if "capitals" in c and "adjectives" not in c] == ["DMA"]


def test_owners_offices_and_sectors_exist() -> None:
    owners = {*table("countries.toml"), *table("organisations.toml")}
    offices = {key for group in table("offices.toml").values() for key in group} - {"sector"}
    for term in terms():
        assert term.owner in owners, term
        assert not term.key or term.key in offices, term
        assert set(filter(None, term.sector.split("."))) <= SECTORS, term


def test_terms_have_dates_in_order() -> None:
    for term in terms():
        for date in filter(None, (term.start, term.end)):
            assert DATE.match(date), term
            assert "1920" < date < "2030", term
        assert not (term.start and term.end) or term.start[: len(term.end)] <= term.end, term


def spans() -> Iterator[tuple[str, str, str]]:
    for country in table("countries.toml").values():
        for field in ("historical", "capitals", "seats"):
            for item in values(country.get(field, "")):
                yield item.text, item.since, item.until
    for name in ("institutions.toml", "organisations.toml"):
        for bodies in table(name).values():
            for found in bodies.values() if isinstance(bodies, dict) else [bodies]:
                for text in found if isinstance(found, list) else []:
                    for item in names(text):
                        yield item.text, item.since, item.until


def test_names_have_spans_in_order_and_no_stray_marks() -> None:
    for text, since, until in spans():
        assert text
        assert not re.search(r"[|^;=\t\n]|\.\.", text), text
        for date in filter(None, (since, until)):
            assert DATE.match(date), text
        assert not (since and until) or since < until, text


def test_values_are_read_with_their_marks() -> None:
    assert (value("Pale=REB ..1998-01").mark, value("Pale=REB ..1998-01").until) == ("REB", "1998-01")
    assert [item.text for item in names("United Nations = UN = U.N.")] == ["United Nations", "UN", "U.N."]


def test_no_name_has_two_masters_at_one_time(gazetteer: Gazetteer) -> None:
    clashes = {}
    for first in gazetteer._index:
        for rest, cases in gazetteer._phrases_of(first).items():
            for case, numbers in cases:
                entries = [gazetteer.entry(int(number)) for number in numbers.split()]
                masters = {
                    (entry.country or entry.code)
                    for entry in entries
                    if entry.kind not in ("role", "person") and entry.valid("2022-01-01")
                }
                name = f"{first} {rest}".strip()
                if len(masters - {None}) > 1 and name not in SHARED:
                    clashes[name, case] = sorted(masters, key=str)
    assert not clashes


def test_roles_have_sectors_of_plover(gazetteer: Gazetteer) -> None:
    roles = table("roles.toml")
    containers, modifiers = roles.pop("containers"), roles.pop("modifiers")
    for sector in (*roles, *modifiers):
        assert set(sector.split(".")) <= SECTORS, sector
    for nouns in (*roles.values(), *modifiers.values(), containers["nouns"]):
        assert len(nouns) == len(set(nouns))
        assert all(noun == noun.strip() and noun for noun in nouns)


def test_every_head_of_a_large_state_is_known_for_every_day(gazetteer: Gazetteer) -> None:
    offices = {"USA": "president", "CHN": "president", "RUS": "president", "FRA": "president", "GBR": "prime minister",
               "DEU": "chancellor", "JPN": "prime minister", "IND": "prime minister", "BRA": "president"}  # fmt: skip
    for country, office in offices.items():
        for year in range(1992, 2026):
            assert gazetteer.holder(country, office, f"{year}-07-01") is not None, (country, year)


def test_the_compiled_files_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "data" / "compile_gazetteer.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0, "run python data/compile_gazetteer.py"


def test_the_compiled_files_are_small_enough_to_load_fast() -> None:
    data = ROOT / "src" / "communique" / "data"
    assert (data / "gazetteer.json").stat().st_size < 2_500_000
    assert (data / "places.bin").stat().st_size < 8_000_000
