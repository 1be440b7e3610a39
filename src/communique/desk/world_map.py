"""The map of the world as templates draw it: outlines filled by how much there is of something, and places as spots."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.desk.projection import project
from communique.desk.templating import country

#: how many fills there are beside that of nothing, from the palest on
FILLS = 5
_LARGEST_SPOT, _SMALLEST_SPOT = 14.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A country's outline; ``fill`` is a class, ``to`` where a click leads, empty where it leads nowhere."""

    path: str
    fill: str = ""
    title: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A circle on the map, in the map's own units."""

    x: float
    y: float
    radius: float
    title: str
    fill: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What is drawn: outlines below, spots above."""

    shapes: tuple[Shape, ...]
    points: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Something counted at a place: its name and degrees."""

    name: str
    lat: float
    lon: float
    count: int


def filled(counts: Mapping[str, int], *, noun: str, to: Callable[[str], str]) -> Map:
    """Return the map with each country filled by its count; a country too small for an outline is a spot."""
    shapes, small = _outlines()
    most = max(counts.values(), default=0)

    def told(code: str) -> str:
        return f"{country(code)}: {counts[code]:,} {noun}"

    drawn = tuple(
        Shape(path=path, fill=_fill(counts[code], most), title=told(code), to=to(code))
        if counts.get(code)
        else Shape(path=path)
        for code, path in shapes.items()
    )
    spots = tuple(
        Spot(x=x, y=y, radius=4, title=told(code), fill=_fill(counts[code], most), to=to(code))
        for code, (x, y) in small.items()
        if counts.get(code)
    )
    return Map(shapes=drawn, points=spots)


def spotted(places: Iterable[Located], *, marked: Iterable[str] = (), noun: str) -> Map:
    """Return the map with a spot at each place, as large as its count, and some countries marked."""
    places = tuple(places)
    most = max((place.count for place in places), default=1)
    own = set(marked)
    shapes, _ = _outlines()
    spots = []
    for place in sorted(places, key=lambda each: (-each.count, each.name)):  # small ones above large ones
        x, y = project(place.lat, place.lon)
        radius = max(_SMALLEST_SPOT, _LARGEST_SPOT * math.sqrt(place.count / most))
        spots.append(Spot(x=x, y=y, radius=round(radius, 1), title=f"{place.name}: {place.count:,} {noun}"))
    drawn = tuple(Shape(path=path, fill="own" if code in own else "") for code, path in shapes.items())
    return Map(shapes=tuple(drawn), points=tuple(spots))


@cache
def codes() -> tuple[str, ...]:
    """Return the ISO alpha-3 codes of the countries on the map."""
    shapes, small = _outlines()
    return (*shapes, *small)


def _fill(count: int, most: int) -> str:
    """Return the class of a fill; counts of countries differ by powers of ten, so it goes by their logarithm."""
    if most <= 1:
        return f"fill{FILLS}"
    return f"fill{1 + round((FILLS - 1) * math.log(count) / math.log(most))}"


@cache
def _outlines() -> tuple[dict[str, str], dict[str, tuple[float, float]]]:
    found = json.loads(files("communique").joinpath("data/world.json").read_text(encoding="utf-8"))
    return found["shapes"], {code: tuple(point) for code, point in found["points"].items()}
