"""The small questions: ``communique actor``, ``place``, ``codes`` and ``schema``."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import printing, wording
from communique.cli.leaving import FAILED, complain, leaving, refuse

if TYPE_CHECKING:
    from communique.events.ontology import Cameo, Ontology

ACTOR_EXAMPLES = """\b
Examples:
  communique actor "Chinese President Xi Jinping" --date 2025-06-17
  communique actor "Turkish-backed Syrian rebels" --json
"""
PLACE_EXAMPLES = """\b
Examples:
  communique place Astana
  communique place Tripoli --context "The port lies north of Beirut in Lebanon."
"""
CODES_EXAMPLES = """\b
Examples:
  communique codes
  communique codes 0311
  communique codes AGREE
"""
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
SCHEMA_EXAMPLES = """\b
Example:
  communique schema > communique-1.schema.json
"""


def actor(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", hidden=True)],
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day the answer must hold (YYYY-MM-DD); else today's knowledge."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Say who a phrase means: country, sector, office.

    PHRASE is what a text calls somebody. Exits with 1 where the gazetteer does not know.
    """
    with leaving():
        from communique.actors import gazetteer, resolve

        found = resolve.actor(phrase, date, gazetteer.load())
        if as_json:
            printing.write(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        else:
            typer.echo(wording.described(found))
            known = (("kind", found.kind), ("country", found.country), ("code", found.code), ("sector", found.sector))
            _fields((*known, ("office", found.office)))
        if not found.resolved:
            complain(f"{phrase}: in no gazetteer; name a country or an office too, or give --date")
            raise typer.Exit(FAILED)


def place(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    context: Annotated[str, typer.Option(metavar="TEXT", help="Words around it, which tell namesakes apart.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Say where a place is: country, coordinates, GeoNames id.

    NAME is the name of a place. Exits with 1 where the gazetteer does not know.
    """
    with leaving():
        from communique import places

        found = places.place(name, context)
        if found is None:
            complain(f"{name}: in no gazetteer; check the spelling, or give the name of a city, a region or a country")
            raise typer.Exit(FAILED)
        if as_json:
            printing.write(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        else:
            typer.echo(wording.place(found))
            _fields((("latitude", found.lat), ("longitude", found.lon), ("GeoNames id", found.geonameid)))


def schema() -> None:
    """Print the JSON Schema of the record."""
    with leaving():
        from importlib.resources import files

        typer.echo(files("communique").joinpath("schema.json").read_text(encoding="utf-8"), nl=False)


def _fields(pairs: tuple[tuple[str, Any], ...]) -> None:
    for name, value in pairs:
        if value is not None:
            typer.echo(f"  {name:12}{wording.clean(str(value))}")


def codes(
    code: Annotated[str | None, typer.Argument(metavar="CODE|TYPE", hidden=True)] = None,
) -> None:
    """Explain the codes of events.

    Name a CAMEO code (as 0311) to see it with its narrower codes, a PLOVER type (as AGREE) to see the codes that
    belong to it, or neither to see them all, each with its Goldstein score.
    """
    with leaving():
        from communique.events.ontology import ontology

        known = ontology()
        chosen = _chosen(known, code)
        for kind in known.types.values():
            if code is None or kind.code == code.upper():
                typer.echo(f"{kind.code:12}{QUADS[kind.quad]}: {kind.name}")
        for entry in chosen:
            typer.echo(f"{entry.code:6}{entry.goldstein:+6.1f}  {entry.type or '—':12}{entry.name}")


def _chosen(known: Ontology, code: str | None) -> list[Cameo]:
    """Return the CAMEO codes asked for; an unknown code is bad usage."""
    if code is None:
        return list(known.cameo.values())
    if code.upper() in known.types:
        return [entry for entry in known.cameo.values() if entry.type == code.upper()]
    chosen = [entry for entry in known.cameo.values() if entry.code.startswith(code)]
    if not chosen:
        raise refuse(f"{code}: neither a CAMEO code nor one of {', '.join(known.types)}")
    return chosen
