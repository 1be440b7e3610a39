"""A place name and its context → Place, from an offline extract of GeoNames (cities, first-level regions, countries).

Which of several places of one name is meant: the one that the words behind the name say ("Athens, Georgia"), else the
one in a country or region that the context names, else a state before a capital before the largest town.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from communique.record import Place

_DATA = Path(__file__).parent / "data" / "places.bin"
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*\.?")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:[ ](?:(?:of|de|da|do|del|la|al|el|and|the)[ ])?[A-ZÀ-Þ][\w'’.-]*){0,3}")
_RANK = re.compile(
    r"^\W*(?:and\s+[A-Z]\w+\s+)?(?:governorates?|provinces?|regions?|oblasts?|states?|prefectures?|districts?|departments?|"
    r"krai|cantons?|emirates?|autonomous)\b",
    re.IGNORECASE,
)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʻ": "'"}
)
#: postal and traditional abbreviations behind a name ("Athens, Ga.") → the state's key
_ABBREVIATIONS = dict(
    pair.split("=")
    for pair in (
        "ala=alabama ariz=arizona ark=arkansas calif=california colo=colorado conn=connecticut del=delaware "
        "fla=florida ind=indiana kan=kansas ky=kentucky la=louisiana md=maryland mass=massachusetts "
        "mich=michigan minn=minnesota miss=mississippi mo=missouri mont=montana neb=nebraska nev=nevada okla=oklahoma "
        "ore=oregon pa=pennsylvania tenn=tennessee tex=texas vt=vermont va=virginia wash=washington wis=wisconsin "
        "ga=georgia ill=illinois wyo=wyoming ont=ontario que=quebec alta=alberta"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    name: str
    country: str
    admin: str
    lat: float | None
    lon: float | None
    population: int
    fame: int
    id: int
    alternate: bool = False


def key_of(name: str) -> str:
    """Return the form under which a place name is filed: folded words, joined by single spaces, without an article."""
    text = name.lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = [word.removesuffix(".").removesuffix("'s") for word in _WORD.findall(text)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join("saint" if word == "st" else word for word in words)


class _Table:
    """The compiled file; blocks are unpacked when a name in them is first asked for."""

    def __init__(self, data: bytes) -> None:
        head, _, self._blocks = data.partition(b"\n")
        self._firsts, self._offsets = json.loads(head)
        self._offsets.append(len(self._blocks))
        self._block = lru_cache(maxsize=256)(self._unpack)

    def _unpack(self, number: int) -> tuple[list[str], list[str]]:
        packed = self._blocks[self._offsets[number] : self._offsets[number + 1]]
        lines = zlib.decompress(packed).decode("utf-8").split("\n")
        return [line.partition("\t")[0] for line in lines], lines

    def rows(self, key: str) -> list[_Row]:
        """The places filed under the key, largest first."""
        return [row for line in self._lines(key) for row in self._read(line)]

    def _lines(self, key: str) -> list[str]:
        found: list[str] = []
        number = max(0, bisect_left(self._firsts, key) - 1)
        while number < len(self._firsts) and self._firsts[number] <= key:
            keys, lines = self._block(number)
            found += lines[bisect_left(keys, key) : bisect_right(keys, key)]
            number += 1
        return found

    def _read(self, line: str) -> list[_Row]:
        fields = line.split("\t")
        if fields[1] == "=":
            rows = [row for other in self._lines(fields[2]) if other.split("\t")[1] != "=" for row in self._read(other)]
            return [replace(row, alternate=True) for row in rows if row.id == int(fields[3])]
        _, kind, name, country, admin, lat, lon, population, fame, geonameid = fields
        north, east = (float(lat), float(lon)) if lat else (None, None)
        return [_Row(kind, name, country, admin, north, east, int(population), int(fame), int(geonameid))]

    def near(self, key: str) -> list[_Row]:
        """The places whose key differs from this one by one letter and begins with the same four."""
        first = max(0, bisect_left(self._firsts, key[:4]) - 1)
        last = bisect_right(self._firsts, key[:4] + "\uffff")
        keys = [k for number in range(first, last) for k in self._block(number)[0] if k.startswith(key[:4])]
        return [row for other in dict.fromkeys(keys) if _one_edit(key, other) for row in self.rows(other)]


def _one_edit(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]


@cache
def _table() -> _Table:
    return _Table(_DATA.read_bytes())


def place(name: str, context: str = "") -> Place | None:
    """Return the place of this name that the context (the text around it) means; None where no place has the name."""
    key = key_of(name)
    if not key:
        return None
    rows = [row for row in _table().rows(key) if row.kind != "N"]
    main, _, behind = name.partition(",")
    if not rows and behind:
        return place(main, f"{name}. {context}")
    near = not rows and len(key) >= 7 and " " not in key
    if near:
        rows = [row for row in _table().near(key) if row.kind in "PC" and not row.alternate]
    if not rows:
        return None
    clues = _Clues(name, context, rows)
    best = max(rows, key=lambda row: (clues.weight(row), row.population, -row.id))
    known = near or key_of(best.name) == key
    return Place(
        name=best.name if known else name.strip(),
        country=best.country or None,
        lat=best.lat,
        lon=best.lon,
        geonameid=best.id or None,
    )


def town(name: str, *, population: int) -> Place | None:
    """Return the largest town of this very name with at least so many people; None where there is none."""
    key = key_of(name)
    rows = [row for row in _table().rows(key) if row.kind in "PC" and row.population >= population] if key else []
    best = max(rows, key=lambda row: (row.population - 100_000 * row.alternate, -row.id), default=None)
    if best is None:
        return None
    return Place(name=best.name, country=best.country, lat=best.lat, lon=best.lon, geonameid=best.id)


class _Clues:
    """What the context says about where a name is: the words around it, and the places named elsewhere."""

    def __init__(self, name: str, context: str, rows: list[_Row]) -> None:
        self.behind: list[_Row] = []
        self.ranked = False
        self.countries: dict[str, float] = {}
        self.regions: set[tuple[str, str]] = set()
        self.towns = {row.country for row in rows if row.kind in "PC"}
        own = key_of(name)
        for found in re.finditer(re.escape(name), context):
            rest = context[found.end() : found.end() + 60]
            before = context[max(0, found.start() - 30) : found.start()]
            self.ranked = self.ranked or bool(_RANK.match(rest) or _GOVERNED.search(before))
            if follow := _FOLLOW.match(rest):
                self.behind += _named(follow[1])
        for text in dict.fromkeys(_NAME.findall(context)):
            if key_of(text) != own:
                self._note(text)

    def _note(self, text: str) -> None:
        """Count what a capitalised stretch of the context names, whole or by its parts."""
        rows = [row for row in _named(text) if row.kind in "SNA" or row.population > 100_000]
        if not rows:
            if " " in text:
                for part in text.split(" "):
                    if len(part) > 3:
                        self._note(part)
            return
        for row in rows[:1] if rows[0].kind in "SN" else rows[:3]:
            weight = {"S": 3.0, "N": 3.0, "A": 1.0, "C": 0.8}.get(row.kind, 0.5)
            self.countries[row.country] = min(3.4, self.countries.get(row.country, 0.0) + weight)
            if row.kind == "A":
                self.regions.add((row.country, row.admin))

    def weight(self, row: _Row) -> float:
        """How likely the place is meant; the parts are in powers of ten of a town's population."""
        total = _PRIORS.get(row.kind, math.log10(row.population + 1000) + 0.6 * math.log10(row.fame + 1))
        total += 3.0 if row.kind == "C" and row.population > 500 else 0.0
        total -= 1.0 if row.alternate and row.kind in "PC" else 0.0
        if row.kind == "A":
            total += 5.0 if self.ranked else 0.0
            total -= 1.2 if row.country in self.towns else 0.0
            total += (
                2.0 if any(country == row.country and admin != row.admin for country, admin in self.regions) else 0.0
            )
        elif (row.country, row.admin) in self.regions:
            total += 2.5
        if any(self._holds(other, row) for other in self.behind):
            total += 10.0
        return total + self.countries.get(row.country, -1.0 if self.countries else 0.0)

    def _holds(self, other: _Row, row: _Row) -> bool:
        """Whether the place named right behind contains this one."""
        if other.kind == "A":
            return row.kind != "A" and (other.country, other.admin) == (row.country, row.admin)
        return other.kind in "SN" and other.country == row.country and row.kind != "S"


#: how likely a state, a region, a venue is meant by its bare name, beside the logarithm of a town's population and fame
_PRIORS = {"S": 10.5, "A": 6.4, "V": 7.5}
_GOVERNED = re.compile(
    r"\b(?:governors?|senators?|state|province|region|legislature|congressm[ae]n) (?:of|from|in) (?:the )?$", re.I
)
_FOLLOW = re.compile(r"\s*(?:,|\(|in\b|of\b)\s*(?:the\s+)?([A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,2})")


def _named(text: str) -> list[_Row]:
    key = key_of(text)
    key = _ABBREVIATIONS.get(key, key)
    return sorted(_table().rows(key), key=lambda row: ("SNAC".find(row.kind) % 9, -row.population))
