"""The small questions: ``communique actor``, ``place``, ``codes`` and ``schema``."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse

if TYPE_CHECKING:
    from communique.events.codebook import Entry
    from communique.events.ontology import Ontology

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
    code: Annotated[str | None, typer.Argument(metavar="CODE", hidden=True)] = None,
) -> None:
    """Explain the codes of events.

    CODE is a CAMEO code (as 0311), shown with its narrower codes; a PLOVER type (as AGREE), shown with its modes and
    the CAMEO codes that belong to it; or a context (as economic). Without it, all of them are listed by name.
    """
    with leaving():
        from communique.events.codebook import codebook
        from communique.events.ontology import ontology

        known = ontology()
        chosen = [entry for entry in codebook() if code is None or _concerns(entry, code, known)]
        if not chosen:
            choices = ", ".join((*known.types, *known.contexts))
            raise refuse(f"{code}: neither a CAMEO code nor one of {choices}")
        for entry in chosen:
            typer.echo(_heading(entry, known))
            if code is not None:
                typer.echo(f"  {entry.definition}\n  As: {entry.example}")


def _concerns(entry: Entry, code: str, known: Ontology) -> bool:
    wanted = code.upper()
    if wanted in known.types:
        belongs = known.cameo[entry.code].type == wanted if entry.kind == "cameo" else False
        return belongs or entry.code.split(" ")[0] == wanted
    if entry.kind == "cameo":
        return code.isdigit() and entry.code.startswith(code)
    return entry.code.upper() == wanted


def _heading(entry: Entry, known: Ontology) -> str:
    """Return a code with its name and what kind of code it is."""
    if entry.kind == "cameo":
        cameo = known.cameo[entry.code]
        return f"{entry.code:5} {cameo.goldstein:+5.1f}  {cameo.type or 'no event':12}{entry.name}"
    quad = f", {QUADS[known.types[entry.code].quad]}" if entry.kind == "type" else ""
    return f"{entry.code:24}PLOVER {entry.kind}{quad}"
